"""Mel filter banks: triangles evenly spaced on the scale ``Mel(f) = 2595 lg(1 + f / 700)``.

Source: ``method.md`` section 1; the same as librosa's with ``htk=True, norm=None``.
"""

import math
from functools import cache

import numpy as np

from musemood.features.frames import N_FFT, SAMPLE_RATE, Floats


def mel(frequency_hz: float) -> float:
    """``Mel(f) = 2595 lg(1 + f / 700)``."""
    return 2595 * math.log10(1 + frequency_hz / 700)


@cache
def mel_filters(n_bands: int, lowest_hz: float = 0.0) -> Floats:
    """Filters (N_FFT/2 + 1, n_bands) of peak 1 from ``lowest_hz`` to half the sample rate."""
    in_mel = np.linspace(mel(lowest_hz), mel(SAMPLE_RATE / 2), n_bands + 2)
    edges = 700 * (10 ** (in_mel / 2595) - 1)
    bins = np.linspace(0, SAMPLE_RATE / 2, N_FFT // 2 + 1)[:, None]
    rising = (bins - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins) / (edges[2:] - edges[1:-1])
    filters: Floats = np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
    return filters


@cache
def _spans(n_bands: int, lowest_hz: float) -> tuple[tuple[slice, Floats], ...]:
    filters = mel_filters(n_bands, lowest_hz)
    covered = [np.flatnonzero(column) for column in filters.T]
    spans = [slice(int(bins[0]), int(bins[-1]) + 1) for bins in covered]
    return tuple((span, filters[span, j]) for j, span in enumerate(spans))


def mel_power(spectra: Floats, n_bands: int, lowest_hz: float = 0.0) -> Floats:
    """Filter outputs (n, frames, n_bands) of power spectra (n, frames, N_FFT/2 + 1)."""
    # Filter by filter over the few bins each covers: as quick as one matrix product on one
    # core, and too small for BLAS to wake its threads, which would spin and waste the other.
    outputs = [spectra[..., span] @ weights for span, weights in _spans(n_bands, lowest_hz)]
    return np.stack(outputs, axis=-1)
