"""From samples to what the mood model reads of each 3-second segment.

`extract_blocks` is the one way in: it takes a track block by block, so that a two-hour file
never lies in memory whole; `extract` is the same for samples that are at hand. A segment's row
depends on its own 3 s of samples only: shifting the samples by one segment shifts the rows by
one. Values are finite for any finite input. The five groups are explained in `low_level`.

Who gives an encoder gets its values of each segment too: the mel spectrogram that it looks at
comes from the power spectra that the descriptors need anyway, a few segments at a time. Silent
segments are encoded like all others; whoever reads the rows passes over them by `is_silent`.
"""

from collections.abc import Callable, Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musemood.features import low_level
from musemood.features.frames import SAMPLE_RATE, Floats, power_spectra
from musemood.features.segments import SEGMENT_SAMPLES, cut_segments, is_silent
from musemood.features.spectrogram import mel_spectrogram

__all__ = ["FEATURE_NAMES", "FEATURE_VERSION", "SAMPLE_RATE", "Descriptors", "extract"]

Encode = Callable[[Floats], Floats]
"""An encoder: mel spectrograms (few, MEL_FRAMES, MEL_BANDS), n >= 1, to (few, e) float32."""

FEATURE_VERSION = "lld-2"
"""Changes whenever any descriptor of any input changes: stored ones are then made anew."""

BLOCK_S = 30.0
"""A good length of blocks for `extract_blocks`: ten segments."""

FEATURE_NAMES: tuple[str, ...] = (
    *(f"mfcc_{i}" for i in range(1, 19)),
    *(f"formant_{i}_hz" for i in (1, 2, 3)),
    *(f"formant_{i}_bandwidth_hz" for i in (1, 2)),
    *(f"formant_{i}_amplitude_db" for i in (1, 2, 3)),
    "energy_mean_db",
    "energy_deviation_db",
    "energy_minimum_db",
    "energy_maximum_db",
    "energy_median_db",
    "energy_skewness",
    "energy_low_share",
    "energy_change_db",
    "energy_change_deviation_db",
    "energy_pulse",
    "pitch_maximum_semitones",
    "pitch_minimum_semitones",
    "pitch_mean_semitones",
    "pitch_variance_semitones2",
    "pitch_median_semitones",
    "pitch_range_semitones",
    "zcr_mean_per_sample",
    "zcr_deviation_per_sample",
    "zcr_minimum_per_sample",
    "zcr_maximum_per_sample",
    "zcr_median_per_sample",
    "zcr_skewness",
    "zcr_change_per_sample",
    "zcr_high_share",
)
"""Name and unit of each of the 50 columns; without a unit it has none."""

_SEGMENTS_AT_ONCE = 4  # what fits the processor's cache; more is slower, not quicker

_Part = tuple[Floats, Floats, NDArray[np.bool_]]
"""Values, encoded values and silence of a few segments."""


class Descriptors(Struct, frozen=True, eq=False):
    """The descriptors of a track.

    ``values``: (segments, 50) float32, unscaled, columns as in `FEATURE_NAMES`, finite.
    ``encoded``: (segments, e) float32 as the encoder gave them; e = 0 without one.
    ``is_silent``: (segments,) bool, where less than 0.1 s is louder than -70 dB of full scale.
    ``heard_s``: seconds of sound that went in.
    """

    values: Floats
    encoded: Floats
    is_silent: NDArray[np.bool_]
    heard_s: float


def extract_blocks(blocks: Iterable[Floats], encode: Encode | None = None) -> Descriptors:
    """Descriptors of a track that comes in blocks of mono samples at `SAMPLE_RATE`.

    Every block but the last holds a whole number of segments, else ValueError.
    """
    parts: list[_Part] = []
    n_samples = 0
    for block in blocks:
        if n_samples % SEGMENT_SAMPLES:
            raise ValueError("only the last block may end inside a segment")
        segments = cut_segments(_checked(block), is_start=n_samples == 0)
        n_samples += len(block)
        for start in range(0, len(segments), _SEGMENTS_AT_ONCE):
            parts.append(_describe(segments[start : start + _SEGMENTS_AT_ONCE], encode))
    values, encoded, silent = map(np.concatenate, zip(*parts or [_no_part()], strict=True))
    return Descriptors(values, encoded, silent, n_samples / SAMPLE_RATE)


def extract(samples: Floats) -> Floats:
    """Descriptors (segments, 50) float32 of mono samples (n,) at `SAMPLE_RATE`."""
    return extract_blocks([samples]).values


def _checked(block: Floats) -> Floats:
    if block.ndim != 1:
        raise ValueError("samples must be mono: one axis")
    samples = block.astype(np.float32, copy=False)
    if np.isfinite(samples).all():  # looking is ten times cheaper than mending
        return samples
    return np.nan_to_num(samples, posinf=1.0, neginf=-1.0)


def _describe(segments: Floats, encode: Encode | None) -> _Part:
    spectra = power_spectra(segments)
    contour = low_level.energy_db(segments)
    groups = [
        low_level.mfcc(spectra),
        low_level.formants(spectra),
        low_level.energy(contour),
        low_level.pitch(*low_level.pitch_track(segments)),
        low_level.zero_crossings(low_level.zero_crossing_rate(segments)),
    ]
    values = np.hstack(groups).astype(np.float32)
    if encode is None:
        encoded = np.zeros((len(values), 0), np.float32)
    else:
        encoded = encode(mel_spectrogram(spectra))
    return values, encoded, is_silent(contour)


def _no_part() -> _Part:
    shape = (0, len(FEATURE_NAMES))
    return np.zeros(shape, np.float32), np.zeros((0, 0), np.float32), np.zeros(0, np.bool_)
