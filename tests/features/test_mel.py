"""Mel filter banks: those of librosa, and sums over them."""

import numpy as np
import pytest

from musemood.features.frames import N_FFT, SAMPLE_RATE
from musemood.features.mel import mel, mel_filters, mel_power


@pytest.mark.parametrize(("n_bands", "lowest_hz"), [(26, 0.0), (64, 30.0)])
def test_filters_are_those_of_librosa(n_bands: int, lowest_hz: float) -> None:
    import librosa

    reference = librosa.filters.mel(
        sr=SAMPLE_RATE, n_fft=N_FFT, n_mels=n_bands, fmin=lowest_hz, htk=True, norm=None
    )
    np.testing.assert_allclose(mel_filters(n_bands, lowest_hz).T, reference, atol=1e-5)


def test_a_thousand_hertz_are_a_thousand_mel() -> None:
    assert mel(0) == 0
    assert mel(1000) == pytest.approx(1000, abs=0.1)


@pytest.mark.parametrize(("n_bands", "lowest_hz"), [(26, 0.0), (64, 30.0)])
def test_no_band_is_deaf_and_the_next_takes_over(n_bands: int, lowest_hz: float) -> None:
    filters = mel_filters(n_bands, lowest_hz)
    assert (filters.sum(axis=0) > 0).all()
    assert (np.diff(filters.argmax(axis=0)) >= 0).all()
    assert 0 <= filters.min() <= filters.max() <= 1


@pytest.mark.parametrize(("n_bands", "lowest_hz"), [(26, 0.0), (64, 30.0)])
def test_power_is_the_product_with_the_filters(n_bands: int, lowest_hz: float) -> None:
    spectra = np.random.default_rng(0).random((2, 5, N_FFT // 2 + 1), np.float32)
    expected = spectra @ mel_filters(n_bands, lowest_hz)
    np.testing.assert_allclose(mel_power(spectra, n_bands, lowest_hz), expected, rtol=1e-4)
