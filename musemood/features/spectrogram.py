"""The mel spectrogram of a segment: what the mood model's encoder looks at.

The power spectra of the descriptors (`frames.power_spectra`: 30 ms frames, 15 ms apart, with
pre-emphasis) are averaged over three neighbours, gathered in 64 triangular mel bands and taken
in decibels. What lies 80 dB below the segment's loudest point is raised to there (a codec cuts
it anyway), and the segment's mean is taken away: louder or softer sound gives the same numbers.
Loudness is in the energy descriptors. Source of the mel scale: ``method.md`` section 1.
"""

import numpy as np

from musemood.features.frames import Floats
from musemood.features.mel import mel_power

MEL_FRAMES = 66
"""Columns of a segment's mel spectrogram, 45 ms each."""

MEL_BANDS = 64
"""Rows of it, 30 Hz to 8 kHz, evenly spaced in mel."""

_LOWEST_HZ = 30.0
_RANGE_DB = 80.0
_SCALE_DB = 20.0
_FRAMES_TOGETHER = 3
_TINY = np.float32(1e-12)


def mel_spectrogram(spectra: Floats) -> Floats:
    """(n, MEL_FRAMES, MEL_BANDS) float32 of power spectra (n, frames, N_FFT/2 + 1).

    In units of 20 dB about the segment's mean, so most values lie in -3..3; all zero for
    silence. Scaling the sound by any factor changes nothing.
    """
    n, _, bins = spectra.shape
    used = spectra[:, : MEL_FRAMES * _FRAMES_TOGETHER]
    together = used.reshape(n, MEL_FRAMES, _FRAMES_TOGETHER, bins).mean(axis=2)
    power = mel_power(together, MEL_BANDS, _LOWEST_HZ)
    highest = power.max(axis=(1, 2), keepdims=True)
    floor = np.maximum(highest * np.float32(10 ** (-_RANGE_DB / 10)), _TINY)
    decibels = np.log10(np.maximum(power, floor)) * np.float32(10 / _SCALE_DB)
    centred: Floats = decibels - decibels.mean(axis=(1, 2), keepdims=True)
    return centred
