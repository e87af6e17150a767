"""Sounds with known answers."""

import numpy as np
from numpy.typing import NDArray

from musemood.features.frames import SAMPLE_RATE
from musemood.features.segments import SEGMENT_SAMPLES

Floats = NDArray[np.float32]


def noise(n_samples: int, seed: int = 0, loudness: float = 0.1) -> Floats:
    """White noise."""
    dice = np.random.default_rng(seed)
    return (loudness * dice.standard_normal(n_samples)).astype(np.float32)


def sine(frequency_hz: float, duration_s: float = 3.0, loudness: float = 0.5) -> Floats:
    """A steady tone."""
    times = np.arange(round(duration_s * SAMPLE_RATE)) / SAMPLE_RATE
    return (loudness * np.sin(2 * np.pi * frequency_hz * times)).astype(np.float32)


def vowel(pitch_hz: float, formants_hz: tuple[float, ...], bandwidth_hz: float = 60) -> Floats:
    """Three seconds of pulses through one resonator per formant: Klatt's synthesiser, cascaded."""
    sound = np.zeros(SEGMENT_SAMPLES)
    sound[:: round(SAMPLE_RATE / pitch_hz)] = 1
    for formant_hz in formants_hz:
        sound = _resonate(sound, formant_hz, bandwidth_hz)
    voiced: Floats = (0.5 * sound / np.abs(sound).max()).astype(np.float32)
    return voiced


def _resonate(
    sound: NDArray[np.float64], formant_hz: float, bandwidth_hz: float
) -> NDArray[np.float64]:
    radius = np.exp(-np.pi * bandwidth_hz / SAMPLE_RATE)
    first = 2 * radius * np.cos(2 * np.pi * formant_hz / SAMPLE_RATE)
    second = -radius * radius
    out, before, before_that = np.empty_like(sound), 0.0, 0.0
    for i, value in enumerate(sound):
        out[i] = value + first * before + second * before_that
        before, before_that = out[i], before
    return out
