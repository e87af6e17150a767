"""Each group of descriptors against a known answer: librosa, a tone, a vowel, a sum by hand."""

import numpy as np
import pytest
from signals import Floats, noise, sine, vowel

from musemood.features import low_level
from musemood.features.frames import N_FFT, SAMPLE_RATE, SPECTRUM_HOP, power_spectra
from musemood.features.mel import mel_filters, mel_power
from musemood.features.segments import SEGMENT_SAMPLES


def mean_pitch(segment: Floats) -> tuple[Floats, Floats]:
    semitones, is_voiced = low_level.pitch_track(segment[None])
    return low_level.pitch(semitones, is_voiced)[0], is_voiced[0].astype(np.float32)


def test_mel_filters_are_those_of_librosa() -> None:
    import librosa

    reference = librosa.filters.mel(
        sr=SAMPLE_RATE, n_fft=N_FFT, n_mels=low_level.N_MEL, htk=True, norm=None
    )
    np.testing.assert_allclose(mel_filters(low_level.N_MEL).T, reference, atol=1e-5)


def test_mfcc_is_that_of_librosa_with_the_same_settings() -> None:
    import librosa

    segment = noise(SEGMENT_SAMPLES) + sine(440) + sine(3000, loudness=0.01)
    emphasised = librosa.effects.preemphasis(segment, coef=0.97, zi=-0.97 * segment[:1])
    # librosa centres a window in its transform; ours begins with it. Its power is the same.
    spectra = librosa.stft(
        np.pad(emphasised, (16, 16)),
        n_fft=N_FFT,
        hop_length=SPECTRUM_HOP,
        win_length=480,
        window=np.hamming(480),
        center=False,
    )
    outputs = librosa.feature.melspectrogram(
        S=np.abs(spectra) ** 2, sr=SAMPLE_RATE, n_mels=low_level.N_MEL, htk=True, norm=None
    )
    # power_to_db is 10 lg; librosa's "ortho" cosines are sqrt(2 / N) cos(...) for i >= 1.
    decibels = librosa.power_to_db(outputs, top_db=80)
    reference = librosa.feature.mfcc(S=decibels, n_mfcc=19, norm="ortho")[1:].mean(axis=1) / 10
    ours = low_level.mfcc(power_spectra(segment[None]))[0]
    np.testing.assert_allclose(ours, reference, rtol=1e-3, atol=1e-3)


def test_mfcc_of_an_even_spectrum_is_zero() -> None:
    even = np.ones((1, 4, N_FFT // 2 + 1), np.float32)
    outputs = mel_power(even, low_level.N_MEL)
    flat = even / 1.0
    assert outputs.shape == (1, 4, low_level.N_MEL)
    silence = low_level.mfcc(0 * flat)
    np.testing.assert_allclose(silence, np.zeros((1, 18)), atol=1e-4)


@pytest.mark.parametrize("frequency_hz", [65.4, 110, 261.6, 440, 622.3, 987.8])
def test_pitch_of_a_tone(frequency_hz: float) -> None:
    statistics, is_voiced = mean_pitch(sine(frequency_hz))
    expected = 69 + 12 * np.log2(frequency_hz / 440)
    assert is_voiced.all()
    np.testing.assert_allclose(statistics[[0, 1, 2, 4]], expected, atol=0.15)
    assert statistics[3] < 0.01
    assert statistics[5] < 0.2


@pytest.mark.parametrize("pitch_hz", [100, 160, 320])
def test_pitch_of_a_vowel_is_not_its_formant(pitch_hz: float) -> None:
    statistics, _ = mean_pitch(vowel(pitch_hz, (700, 1200, 2600)))
    assert statistics[4] == pytest.approx(69 + 12 * np.log2(pitch_hz / 440), abs=0.2)


def test_pitch_statistics_of_two_tones() -> None:
    two = np.concatenate([sine(220, 1.5), sine(440, 1.5)])
    highest, lowest, mean, variance, _, spread = mean_pitch(two)[0]
    assert (highest, lowest, spread) == pytest.approx((69, 57, 12), abs=0.2)
    assert mean == pytest.approx(63, abs=0.3)
    assert variance == pytest.approx(36, abs=1)


def test_noise_and_silence_have_no_pitch() -> None:
    for segment in (noise(SEGMENT_SAMPLES), np.zeros(SEGMENT_SAMPLES, np.float32)):
        statistics, is_voiced = mean_pitch(segment)
        assert not is_voiced.any()
        lowest = low_level.LOWEST_PITCH
        np.testing.assert_allclose(statistics, [lowest, lowest, lowest, 0, lowest, 0], atol=1e-5)


@pytest.mark.parametrize(
    "formants_hz", [(700, 1220, 2600, 3500), (300, 2200, 3000, 3700), (450, 1900, 2650, 3600)]
)
def test_formants_of_a_vowel(formants_hz: tuple[float, ...]) -> None:
    found = low_level.formants(power_spectra(vowel(110, formants_hz)[None]))[0]
    # Its voice sounds it at harmonics 110 Hz apart: nobody can tell it closer than half that.
    np.testing.assert_allclose(found[:3], formants_hz[:3], rtol=0.08, atol=55)
    assert (found[3:5] < 350).all()
    assert (found[5:] > -10).all()


def test_a_broader_resonance_has_a_broader_formant() -> None:
    narrow = low_level.formants(power_spectra(vowel(110, (800,), 50)[None]))[0]
    broad = low_level.formants(power_spectra(vowel(110, (800,), 400)[None]))[0]
    assert narrow[0] == pytest.approx(800, rel=0.08)
    assert narrow[3] < broad[3]
    assert narrow[5] > broad[5]


def test_missing_formants_have_their_place_at_the_top() -> None:
    # All-pole spectrum of one resonance exactly: everything but its one pole pair is zero.
    grid = np.exp(-1j * np.linspace(0, np.pi, 161))
    radius, angle = 0.97, 2 * np.pi * 1000 / 10_000
    denominator = 1 - 2 * radius * np.cos(angle) * grid + radius**2 * grid**2
    found = low_level.formants_of_power(1 / np.abs(denominator[None]) ** 2)[0]
    assert found[0, 0] == pytest.approx(1000, rel=0.01)
    assert found[0, 1] == pytest.approx(-10_000 / np.pi * np.log(radius), rel=0.05)
    np.testing.assert_allclose(found[2], [5000, 1000, -40])


def test_energy_by_hand() -> None:
    # Half a second at 0.5, half at 0.05, over and over: powers 0.25 and 0.0025.
    bursts = np.tile(np.repeat([0.5, 0.05], SAMPLE_RATE // 2), 3).astype(np.float32)
    contour = low_level.energy_db(bursts[None])
    assert contour.shape == (1, 299)
    loud, soft = 10 * np.log10(0.25), 10 * np.log10(0.0025)
    np.testing.assert_allclose(contour[0, :49], loud, atol=1e-3)
    np.testing.assert_allclose(contour[0, 50:99], soft, atol=1e-3)
    edge = 10 * np.log10((0.25 + 0.0025) / 2)
    assert contour[0, 49] == pytest.approx(edge, abs=1e-3)
    mean, deviation, least, most, median, skew, low, change, of_change, pulse = low_level.energy(
        contour
    )[0]
    assert mean == pytest.approx((loud + soft) / 2, abs=0.2)
    assert deviation == pytest.approx(10, abs=0.2)
    assert (least, most) == pytest.approx((soft, loud), abs=1e-3)
    assert median in (pytest.approx(loud, abs=1e-3), pytest.approx(edge, abs=1e-3))
    assert abs(skew) < 0.1
    assert low == pytest.approx(147 / 299, abs=0.001)
    assert change == pytest.approx(5 * 20 / 298, abs=0.01)
    assert of_change == pytest.approx(np.sqrt(np.mean(np.diff(contour[0]) ** 2)), abs=0.05)
    assert pulse > 0.9


def test_energy_of_silence_is_the_floor() -> None:
    contour = low_level.energy_db(np.zeros((1, SEGMENT_SAMPLES), np.float32))
    np.testing.assert_allclose(contour, low_level.SILENCE_DB, atol=1e-4)


@pytest.mark.parametrize("frequency_hz", [100, 440, 3999])
def test_a_tone_crosses_zero_twice_a_period(frequency_hz: float) -> None:
    rate = low_level.zero_crossing_rate(sine(frequency_hz)[None])
    assert rate.shape == (1, 595)
    assert rate.mean() == pytest.approx(2 * frequency_hz / SAMPLE_RATE, rel=0.02)


def test_white_noise_crosses_zero_every_other_sample() -> None:
    rate = low_level.zero_crossing_rate(noise(SEGMENT_SAMPLES)[None])
    mean, _, least, most, median, *_ = low_level.zero_crossings(rate)[0]
    assert (mean, median) == pytest.approx((0.5, 0.5), abs=0.01)
    assert least < 0.45
    assert most > 0.55


def test_zero_crossings_by_hand() -> None:
    # One second that changes sign with every sample, two that never do.
    signs = np.where(np.arange(SAMPLE_RATE) % 2, -1, 1)
    segment = np.concatenate([signs, np.ones(2 * SAMPLE_RATE)]).astype(np.float32)
    rate = low_level.zero_crossing_rate(segment[None])
    mean, deviation, least, most, median, skew, change, high = low_level.zero_crossings(rate)[0]
    assert mean == pytest.approx(1 / 3, abs=0.01)
    assert deviation == pytest.approx(np.sqrt(2) / 3, abs=0.01)
    assert (least, median) == (0, 0)
    assert most == 1
    assert skew == pytest.approx(0.7, abs=0.05)
    assert change == pytest.approx(1 / 594, abs=1e-4)
    assert high == pytest.approx(1 / 3, abs=0.01)
