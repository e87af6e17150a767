"""The samples of a decoded frame, channel by channel."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from musemood.files.audio import Frame

_DTYPES: dict[str, type[np.generic]] = {
    "u8": np.uint8,
    "s16": np.int16,
    "s32": np.int32,
    "s64": np.int64,
    "flt": np.float32,
    "dbl": np.float64,
}
"""FFmpeg's sample formats; a p behind the name means that channels lie apart."""


def channels_of(frame: "Frame") -> list[NDArray[Any]]:
    """The samples of each channel, (n,), as they lie in the frame: no copy."""
    dtype = _DTYPES[frame.format.name.removesuffix("p")]
    n_channels = frame.layout.nb_channels
    if frame.format.is_planar:
        return [np.frombuffer(memoryview(plane), dtype, frame.samples) for plane in frame.planes]
    interleaved = np.frombuffer(memoryview(frame.planes[0]), dtype, frame.samples * n_channels)
    return list(interleaved.reshape(-1, n_channels).T)


def scaled(samples: NDArray[np.float32], dtype: "np.dtype[Any]") -> NDArray[np.float32]:
    """Bring samples that were of ``dtype``, whole numbers perhaps, to -1..1, in place."""
    if dtype == np.uint8:
        samples -= np.float32(128)
        samples /= np.float32(128)
    elif dtype.kind == "i":
        samples /= np.float32(2 ** (8 * dtype.itemsize - 1))
    return samples
