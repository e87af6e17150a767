"""A track as it is played: stereo samples from any place on, at the file's own rate.

What the encoder put before the first sample and after the last one is left out (the LAME tag,
MP4's edit list, Opus' pre-skip), so that one track can follow another without a gap.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from musemood.domain.span import span_of
from musemood.files.audio import frames, unpadded_s
from musemood.files.channels import channels_of, scaled

if TYPE_CHECKING:
    from musemood.files.audio import Frame

Floats = NDArray[np.float32]

_NOTHING = np.zeros((0, 2), np.float32)
_HALF_POWER = 0.5**0.5

# What each channel of a surround recording gives to the left and to the right one (ITU-R BS.775).
_SHARES = {
    "FL": (1.0, 0.0),
    "FR": (0.0, 1.0),
    "FC": (_HALF_POWER, _HALF_POWER),
    "BL": (_HALF_POWER, 0.0),
    "BR": (0.0, _HALF_POWER),
    "SL": (_HALF_POWER, 0.0),
    "SR": (0.0, _HALF_POWER),
    "BC": (0.5, 0.5),
    "LFE": (0.0, 0.0),
}


class SoundFile:
    """Reads a file or a span of it. Raises FileError where it cannot be opened, and in `read`."""

    def __init__(self, path: str, start_s: float = 0.0) -> None:
        self._frames = frames(path, start_s)
        self._start_s = start_s
        self._first: Frame | None = next(self._frames, None)
        end_s = unpadded_s(path) if self._first else None
        self._end_s = None if end_s is None else end_s - span_of(path).start_s
        self._rate_hz = self._first.sample_rate if self._first else 44_100

    @property
    def rate_hz(self) -> int:
        """Samples a second; that of the first block, should it change inside the file."""
        return self._rate_hz

    def read(self) -> tuple[Floats, int]:
        """The next samples, (n, 2) in -1..1, and their rate in Hz; n is 0 at the end."""
        while True:
            frame, self._first = self._first or next(self._frames, None), None
            if frame is None:
                return _NOTHING, self._rate_hz
            samples = self._wanted(frame)
            if len(samples):
                return samples, frame.sample_rate

    def close(self) -> None:
        """Let the file go."""
        self._frames.close()

    def _wanted(self, frame: "Frame") -> Floats:
        """What lies between the start and the end."""
        samples, time_s = _stereo(frame), frame.time
        if time_s is None:
            return samples
        first = max(0, round((self._start_s - time_s) * frame.sample_rate))
        if self._end_s is None:
            return samples[first:]
        return samples[first : max(0, round((self._end_s - time_s) * frame.sample_rate))]


def _stereo(frame: "Frame") -> Floats:
    """Two channels, (n, 2). One becomes both; of more the outer ones are mixed in."""
    channels = channels_of(frame)
    samples = np.empty((frame.samples, 2), np.float32)
    if len(channels) <= 2:
        samples[:, 0], samples[:, 1] = channels[0], channels[-1]
    else:
        names = [channel.name for channel in frame.layout.channels]
        shares = np.array([_SHARES.get(name, (0.5, 0.5)) for name in names], np.float32)
        shares /= shares.sum(axis=0).max()  # so that the loudest mix does not clip
        samples[:] = np.stack(channels, axis=1).astype(np.float32) @ shares
    return scaled(samples, channels[0].dtype)
