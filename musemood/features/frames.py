"""Frames: short overlapping windows in which sound is taken to stand still.

A segment of 3 s is cut into frames of ``length`` samples, ``hop`` samples apart; a frame never
reaches over the edge of its segment, so a segment depends on its own samples only.

* Pre-emphasis lifts the highs that voices and strings radiate weakly:
  ``y[n] = x[n] - 0.97 x[n-1]``, with ``x[-1] = x[0]``.
* The Hamming window ``w[n] = 0.54 - 0.46 cos(2 pi n / (N - 1))`` keeps the edges of a frame
  from smearing over the spectrum.
* The power spectrum is ``|FFT(w y)|^2``, bins ``0 .. n_fft/2``, linear units (no range).

Sources: Rabiner & Schafer, *Digital Processing of Speech Signals* (1978), chapters 4 and 8;
``method.md`` section 1 (pre-emphasis, Hamming window, FFT).
"""

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

SAMPLE_RATE = 16_000
"""Samples per second of everything that is analysed."""

SPECTRUM_FRAME = 480
"""Samples of a spectrum frame: 30 ms."""

SPECTRUM_HOP = 240
"""Samples between spectrum frames: 15 ms."""

N_FFT = 512
"""Points of the spectrum; bins are ``SAMPLE_RATE / N_FFT`` = 31.25 Hz apart."""

_PRE_EMPHASIS = 0.97


def frames_of(segments: Floats, length: int, hop: int) -> Floats:
    """Overlapping frames (segments, frames, length) of (segments, samples): a view, no copy."""
    return sliding_window_view(segments, length, axis=-1)[..., ::hop, :]


def pre_emphasise(segments: Floats) -> Floats:
    """``y[n] = x[n] - 0.97 x[n-1]`` along the last axis, each row on its own."""
    emphasised = segments.copy()
    emphasised[..., 1:] -= np.float32(_PRE_EMPHASIS) * segments[..., :-1]
    emphasised[..., 0] *= np.float32(1 - _PRE_EMPHASIS)
    return emphasised


@cache
def hamming(length: int) -> Floats:
    """The Hamming window, (length,) in 0.08..1."""
    return np.hamming(length).astype(np.float32)


def power_spectra(segments: Floats) -> Floats:
    """Power spectra (segments, frames, N_FFT/2 + 1) of the pre-emphasised, windowed frames."""
    # scipy's transform is three times quicker on many short rows than numpy's; its import
    # takes a quarter of a second, which only a process that analyses has to pay.
    import scipy.fft

    frames = frames_of(pre_emphasise(segments), SPECTRUM_FRAME, SPECTRUM_HOP)
    spectra = scipy.fft.rfft(frames * hamming(SPECTRUM_FRAME), N_FFT, axis=-1)
    power: Floats = np.square(spectra.real)
    power += np.square(spectra.imag)
    return power
