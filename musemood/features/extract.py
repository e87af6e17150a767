"""From samples to the 50 descriptors of each 3-second segment.

`extract_blocks` is the one way in: it takes a track block by block, so that a two-hour file
never lies in memory whole; `extract` is the same for samples that are at hand. A segment's row
depends on its own 3 s of samples only: shifting the samples by one segment shifts the rows by
one. Values are finite for any finite input. The five groups are explained in `low_level`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musemood.features import low_level
from musemood.features.frames import SAMPLE_RATE, Floats, power_spectra
from musemood.features.segments import SEGMENT_SAMPLES, cut_segments, is_silent

__all__ = ["FEATURE_NAMES", "FEATURE_VERSION", "SAMPLE_RATE", "Descriptors", "extract"]

FEATURE_VERSION = "lld-1"
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


@dataclass(frozen=True, slots=True, eq=False)
class Descriptors:
    """The descriptors of a track.

    ``values``: (segments, 50) float32, unscaled, columns as in `FEATURE_NAMES`, finite.
    ``is_silent``: (segments,) bool, where less than 0.1 s is louder than -70 dB of full scale.
    ``heard_s``: seconds of sound that went in.
    """

    values: Floats
    is_silent: NDArray[np.bool_]
    heard_s: float


def extract_blocks(blocks: Iterable[Floats]) -> Descriptors:
    """Descriptors of a track that comes in blocks of mono samples at `SAMPLE_RATE`.

    Every block but the last holds a whole number of segments, else ValueError.
    """
    rows = [np.zeros((0, len(FEATURE_NAMES)), np.float32)]
    silences = [np.zeros(0, np.bool_)]
    n_samples = 0
    for block in blocks:
        if n_samples % SEGMENT_SAMPLES:
            raise ValueError("only the last block may end inside a segment")
        segments = cut_segments(_checked(block), is_start=n_samples == 0)
        n_samples += len(block)
        for start in range(0, len(segments), _SEGMENTS_AT_ONCE):
            some = segments[start : start + _SEGMENTS_AT_ONCE]
            contour = low_level.energy_db(some)
            rows.append(_describe(some, contour))
            silences.append(is_silent(contour))
    return Descriptors(np.concatenate(rows), np.concatenate(silences), n_samples / SAMPLE_RATE)


def extract(samples: Floats) -> Floats:
    """Descriptors (segments, 50) float32 of mono samples (n,) at `SAMPLE_RATE`."""
    return extract_blocks([samples]).values


def _checked(block: Floats) -> Floats:
    if block.ndim != 1:
        raise ValueError("samples must be mono: one axis")
    return np.nan_to_num(block.astype(np.float32, copy=False), posinf=1.0, neginf=-1.0)


def _describe(segments: Floats, contour: Floats) -> Floats:
    spectra = power_spectra(segments)
    groups = [
        low_level.mfcc(spectra),
        low_level.formants(spectra),
        low_level.energy(contour),
        low_level.pitch(*low_level.pitch_track(segments)),
        low_level.zero_crossings(low_level.zero_crossing_rate(segments)),
    ]
    return np.hstack(groups).astype(np.float32)
