"""Segments: 3 seconds of sound each, and the statistics that sum one up.

A track is cut into segments from its start, without overlap. What is left at the end counts if
it lasts 1 s or more, padded with zeros; a track shorter than a segment is one padded segment.

Statistics of a row ``x`` of frame values:

* skewness ``mean(((x - mean) / deviation)^3)``, 0 for a constant row: a few loud blows in
  quiet music give a positive one;
* change ``mean(|x[n] - x[n-1]|)``: how restless the contour is;
* pulse: the highest normalised autocorrelation of the centred contour at lags of 0.25 to 1 s
  (60 to 240 beats per minute), -1..1, 0 for a constant row: how strict the beat is.

Sources: ``method.md`` section 1; Tzanetakis & Cook, *Musical Genre Classification of Audio
Signals* (2002), section III, for statistics over a texture window and the beat by
autocorrelation of the energy contour.
"""

import numpy as np
from numpy.typing import NDArray

from musemood.features.frames import SAMPLE_RATE, Floats

SEGMENT_SAMPLES = 3 * SAMPLE_RATE
"""Samples of one segment; `musemood.domain.mood.SEGMENT_S` seconds."""

SHORTEST_LAST_SAMPLES = SAMPLE_RATE
"""A last segment of fewer samples is left out, unless it is the only one."""

SILENT_BELOW_DB = -70.0
"""A frame is silent below this level, in dB of full scale."""

_FEWEST_HEARD_FRAMES = 10
"""With less than 0.1 s above that level a segment is silent: the tail of a note is no music."""

_FLAT = 1e-6


def cut_segments(samples: Floats, *, is_start: bool) -> Floats:
    """Segments (n, SEGMENT_SAMPLES) of mono samples (m,); the last one zero-padded.

    ``is_start``: whether a track starts here. If it also ends before 1 s, that is a segment.
    """
    whole, rest = divmod(len(samples), SEGMENT_SAMPLES)
    is_whole_track = is_start and not whole
    if rest < SHORTEST_LAST_SAMPLES and not is_whole_track:
        rest = 0
    if not rest:
        return samples[: whole * SEGMENT_SAMPLES].reshape(whole, SEGMENT_SAMPLES)
    padded = np.zeros((whole + 1, SEGMENT_SAMPLES), np.float32)
    padded.reshape(-1)[: len(samples)] = samples
    return padded


def skewness(rows: Floats) -> Floats:
    """Third standardised moment of each row, (n,); 0 for a constant row."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    deviation = np.sqrt(np.mean(np.square(centred), axis=1))
    safe = np.where(deviation > _FLAT, deviation, 1)
    scaled = centred / safe[:, None]
    # numpy's ** 3 goes through a logarithm; two products do not.
    moment: Floats = np.mean(scaled * scaled * scaled, axis=1)
    return np.where(deviation > _FLAT, moment, np.float32(0))


def change(rows: Floats) -> Floats:
    """Mean absolute difference of neighbours in each row, (n,), not negative."""
    steps: Floats = np.abs(np.diff(rows, axis=1)).mean(axis=1)
    return steps


def pulse(rows: Floats, frames_per_s: int) -> Floats:
    """Highest normalised autocorrelation of each row at lags of 0.25 to 1 s, (n,) in -1..1."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    energy = np.sum(np.square(centred), axis=1)
    is_flat = energy <= _FLAT * rows.shape[1]
    lags = np.arange(frames_per_s // 4, frames_per_s + 1)
    # Padded by the longest lag, so that the circular correlation is the plain one.
    size = rows.shape[1] + frames_per_s
    power = np.square(np.abs(np.fft.rfft(centred, size, axis=1)))
    correlation = np.fft.irfft(power, size, axis=1)[:, lags]
    # Fewer products fit at a longer lag: scaled up, so that a slow beat is not held weaker.
    best = np.max(correlation * (rows.shape[1] / (rows.shape[1] - lags)), axis=1)
    strength: Floats = np.where(is_flat, 0, best / np.where(is_flat, 1, energy))
    return np.clip(strength, -1, 1).astype(np.float32)


def is_silent(contour: Floats) -> NDArray[np.bool_]:
    """Which segments are silent (n,), by energy contours (n, frames) in dB of full scale."""
    n_heard: NDArray[np.int64] = np.sum(contour >= SILENT_BELOW_DB, axis=1)
    return n_heard < _FEWEST_HEARD_FRAMES
