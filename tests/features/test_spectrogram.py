"""Laws of the mel spectrogram: they hold for any sound."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from signals import Floats, noise, sine

from musemood.features.frames import N_FFT, SAMPLE_RATE, power_spectra
from musemood.features.mel import mel_filters
from musemood.features.segments import SEGMENT_SAMPLES
from musemood.features.spectrogram import MEL_BANDS, MEL_FRAMES, mel_spectrogram

UNIT_DB = 20.0
LOWEST_HZ = 30.0


def mels_of(samples: Floats) -> Floats:
    """(segments, MEL_FRAMES, MEL_BANDS) of whole segments of samples (n,)."""
    return mel_spectrogram(power_spectra(samples.reshape(-1, SEGMENT_SAMPLES)))


def band_of(frequency_hz: float) -> int:
    """The band whose filter weighs the nearest bin most."""
    nearest = round(frequency_hz / SAMPLE_RATE * N_FFT)
    return int(mel_filters(MEL_BANDS, LOWEST_HZ)[nearest].argmax())


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 999), st.integers(1, 3))
def test_the_shape_and_a_mean_of_nothing(seed: int, n_segments: int) -> None:
    mels = mels_of(noise(n_segments * SEGMENT_SAMPLES, seed))
    assert mels.shape == (n_segments, MEL_FRAMES, MEL_BANDS)
    assert mels.dtype == np.float32
    np.testing.assert_allclose(mels.mean(axis=(1, 2)), 0, atol=1e-4)


@pytest.mark.parametrize("gain", [2.0, 0.25, 1e-3, 100.0])
def test_scaling_the_sound_changes_nothing(gain: float) -> None:
    music = noise(SEGMENT_SAMPLES, loudness=0.01) + sine(220)
    louder = (gain * music).astype(np.float32)
    np.testing.assert_allclose(mels_of(louder), mels_of(music), atol=1e-4)


def test_silence_is_zero() -> None:
    silence = mels_of(np.zeros(2 * SEGMENT_SAMPLES, np.float32))
    np.testing.assert_allclose(silence, 0, atol=1e-5)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 999), st.integers(1, 3))
def test_shifting_by_a_segment_shifts_the_rows(seed: int, n_segments: int) -> None:
    samples = noise(n_segments * SEGMENT_SAMPLES, seed)
    before = noise(SEGMENT_SAMPLES, seed + 1)
    shifted = mels_of(np.concatenate([before, samples]))
    np.testing.assert_array_equal(shifted[1:], mels_of(samples))


@pytest.mark.parametrize(
    "samples",
    [
        noise(SEGMENT_SAMPLES, loudness=1e-20),
        1e4 * noise(SEGMENT_SAMPLES),
        np.ones(SEGMENT_SAMPLES, np.float32),
        np.eye(1, SEGMENT_SAMPLES, 999, dtype=np.float32)[0],
        sine(7999.0),
    ],
)
def test_values_are_finite_and_within_eighty_decibels(samples: Floats) -> None:
    mels = mels_of(samples)
    assert np.isfinite(mels).all()
    assert np.ptp(mels) <= 80 / UNIT_DB + 1e-4


def test_white_noise_rises_as_pre_emphasis_and_wider_bands_say() -> None:
    mels = np.concatenate([mels_of(noise(SEGMENT_SAMPLES, seed)) for seed in range(8)])
    per_band_db = UNIT_DB * mels.mean(axis=(0, 1))
    bins_hz = np.arange(N_FFT // 2 + 1) * SAMPLE_RATE / N_FFT
    emphasis = np.abs(1 - 0.97 * np.exp(-2j * np.pi * bins_hz / SAMPLE_RATE)) ** 2
    expected_db = 10 * np.log10(emphasis @ mel_filters(MEL_BANDS, LOWEST_HZ))
    expected_db -= expected_db.mean()
    # The narrow lowest bands also take in what the window smears over from their neighbours.
    np.testing.assert_allclose(per_band_db[8:], expected_db[8:], atol=1.5)
    over_time_db = UNIT_DB * mels.mean(axis=(0, 2))
    np.testing.assert_allclose(over_time_db, 0, atol=1.5)


@pytest.mark.parametrize("frequency_hz", [250.0, 500.0, 1000.0, 2000.0, 3500.0, 6000.0])
def test_a_tone_shows_in_its_band(frequency_hz: float) -> None:
    loudest = mels_of(sine(frequency_hz))[0].argmax(axis=1)
    assert (abs(loudest - band_of(frequency_hz)) <= 1).all()


def test_what_sounds_later_shows_later() -> None:
    half = SEGMENT_SAMPLES // 2
    samples = np.concatenate([sine(500, 1.5), sine(3000, 1.5)])
    loudest = mels_of(samples)[0].argmax(axis=1)
    middle = round(half / SEGMENT_SAMPLES * MEL_FRAMES)
    assert (abs(loudest[: middle - 1] - band_of(500)) <= 1).all()
    assert (abs(loudest[middle + 1 :] - band_of(3000)) <= 1).all()
