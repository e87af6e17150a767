"""The five groups of low-level descriptors, 50 numbers a segment.

**MFCC** (18, no unit). The power spectrum is summed by N = 26 triangular filters, evenly spaced
on ``Mel(f) = 2595 lg(1 + f / 700)`` from 0 to 8 kHz; of the filter outputs E(j)
``MFCC(i) = sqrt(2 / N) sum_j lg E(j) cos(i pi / N (j - 0.5))``, i = 1..18, averaged over the
segment. i = 0, the loudness, is left to the energy, so gain changes nothing. An output more
than 80 dB under the segment's strongest counts as 80 dB under it: what a codec throws away
must not look like music. Source: ``method.md`` section 1.

**Formants** (8). Where a body resonates: poles of linear prediction of order 10 over 0..5 kHz
(selective linear prediction: the autocorrelation comes from that part of the power spectrum,
averaged over 8 frames). A pole ``r e^(i w)`` has frequency ``w fs / 2 pi`` and bandwidth
``-fs / pi ln r``, fs = 10 kHz; one counts as a formant from 90 to 4,900 Hz with at most 1 kHz
of bandwidth. Frequencies of the lowest three (Hz), bandwidths of the lowest two (Hz), and
amplitudes of the three (dB, envelope at the formant over the envelope's mean): medians over
the segment; a formant that is missing counts as 5 kHz, 1 kHz wide, at -40 dB. Sources: Makhoul,
*Spectral Linear Prediction* (1975); Markel & Gray, *Linear Prediction of Speech* (1976).

**Short-time energy** (10). ``E_n = sum_m [x(m) w(n - m)]^2``, w rectangular, 20 ms, 10 ms
apart, as power of the mean in dB of full scale, -100..0. Source: ``method.md`` section 1.

**Pitch** (6, semitones as in MIDI: 69 is 440 Hz). The strongest peak of the autocorrelation of
64 ms, divided by that of the window, from 60 to 1,000 Hz; each octave down costs 0.02, so that
a tone is not taken for its half. The spectrum is tapered above 3 kHz and peaks are as high as the
parabola through them: else a period between two lags loses to its double. Frames with a peak
under 0.45 have no pitch and do not count; a segment of such frames has the lowest pitch, variance
and range 0. Source: Boersma, *Accurate short-term analysis of the fundamental frequency* (1993).

**Zero-crossing rate** (8, crossings per sample, 0..1). 30 ms frames 5 ms apart; white noise
crosses at 0.5, a tone of f Hz at 2 f / sample rate. The share of frames above 1.5 times the
mean tells noisy beats from even sound (Lu, Zhang & Jiang 2002).
"""

import math
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from musemood.features.frames import N_FFT, SAMPLE_RATE, Doubles, Floats, frames_of
from musemood.features.mel import mel_power
from musemood.features.segments import change, pulse, skewness

N_MFCC = 18
N_MEL = 26
MEL_RANGE = 1e-8
"""Filter outputs are floored at this share of the segment's strongest: -80 dB."""

LPC_ORDER = 10
FORMANT_BAND_HZ = 5000.0
WIDEST_FORMANT_HZ = 1000.0
_FORMANT_EDGE_HZ = 90.0
_FAINTEST_FORMANT_DB = -40.0
_FRAMES_PER_LPC = 8

SILENCE_DB = -100.0
LOWEST_PITCH_HZ, HIGHEST_PITCH_HZ = 60.0, 1000.0
PITCH_FRAME, PITCH_HOP = 1024, 512
VOICED_ABOVE = 0.45
_OCTAVE_COST = 0.02
_PITCH_TAPER_HZ = 3000.0

ENERGY_BIN = SAMPLE_RATE // 100
ZCR_BIN = SAMPLE_RATE // 200
_TINY = 1e-20


@cache
def _cosines() -> Floats:
    i, j = np.arange(1, N_MFCC + 1), np.arange(1, N_MEL + 1)[:, None]
    cosines: Floats = np.cos(i * np.pi / N_MEL * (j - 0.5)).astype(np.float32)
    return cosines * np.float32(math.sqrt(2 / N_MEL))


def mfcc(spectra: Floats) -> Floats:
    """(n, 18) of power spectra (n, frames, N_FFT/2 + 1)."""
    outputs = mel_power(spectra, N_MEL)
    floor = np.maximum(outputs.max(axis=(1, 2), keepdims=True) * np.float32(MEL_RANGE), _TINY)
    cepstra: Floats = np.log10(np.maximum(outputs, floor)).mean(axis=1) @ _cosines()
    return cepstra


def formants(spectra: Floats) -> Floats:
    """(n, 8) of power spectra: frequencies 1-3, bandwidths 1-2 in Hz, amplitudes 1-3 in dB."""
    band = int(FORMANT_BAND_HZ / SAMPLE_RATE * N_FFT) + 1
    n, groups = len(spectra), spectra.shape[1] // _FRAMES_PER_LPC
    used = spectra[:, : groups * _FRAMES_PER_LPC, :band]
    power = used.reshape(n * groups, _FRAMES_PER_LPC, band).mean(axis=1, dtype=np.float64)
    found = formants_of_power(power).reshape(n, groups, 3, 3)
    frequency, bandwidth, amplitude = np.moveaxis(np.median(found, axis=1), -1, 0)
    return np.hstack([frequency, bandwidth[:, :2], amplitude]).astype(np.float32)


def formants_of_power(power: Doubles) -> Doubles:
    """Lowest three formants (n, 3, [Hz, Hz wide, dB]) of power spectra (n, bins) over 0..5 kHz."""
    predictor = _predictor(power)
    companion = np.zeros((len(power), LPC_ORDER, LPC_ORDER))
    companion[:, 0] = predictor
    companion[:, np.arange(1, LPC_ORDER), np.arange(LPC_ORDER - 1)] = 1
    poles = np.linalg.eigvals(companion)
    fs = 2 * FORMANT_BAND_HZ
    frequency: Doubles = np.asarray(np.angle(poles)) * fs / (2 * np.pi)
    bandwidth = -fs / np.pi * np.log(np.maximum(np.abs(poles), _TINY))
    in_band = (frequency > _FORMANT_EDGE_HZ) & (frequency < FORMANT_BAND_HZ - 100)
    is_formant = in_band & (bandwidth < WIDEST_FORMANT_HZ)
    frequency = np.where(is_formant, frequency, FORMANT_BAND_HZ)
    bandwidth = np.where(is_formant, bandwidth, WIDEST_FORMANT_HZ)
    lowest = np.argsort(frequency, axis=1)[:, :3]
    frequency = np.take_along_axis(frequency, lowest, axis=1)
    bandwidth = np.take_along_axis(bandwidth, lowest, axis=1)
    amplitude = _envelope_db(predictor, frequency)
    amplitude = np.where(frequency < FORMANT_BAND_HZ, amplitude, _FAINTEST_FORMANT_DB)
    return np.stack([frequency, bandwidth, amplitude], axis=-1)


def _predictor(power: Doubles) -> Doubles:
    # The inverse transform of a power spectrum is its autocorrelation (Wiener-Khinchin); a
    # billionth of white noise keeps the equations solvable for silence and pure tones.
    lags = np.fft.irfft(power, axis=1)[:, : LPC_ORDER + 1]
    lags[:, 0] = lags[:, 0] * (1 + 1e-9) + _TINY
    toeplitz = lags[:, np.abs(np.subtract.outer(np.arange(LPC_ORDER), np.arange(LPC_ORDER)))]
    solved: Doubles = np.asarray(np.linalg.solve(toeplitz, lags[:, 1:, None]), np.float64)
    return solved[..., 0]


def _envelope_db(predictor: Doubles, frequency: Doubles) -> Doubles:
    """The all-pole envelope at given frequencies (n, k) over its mean on a grid, in dB, >= -40."""
    waves = _grid_waves()
    real, imaginary = 1 - predictor @ waves.real, predictor @ waves.imag
    at_grid = 1 / np.maximum(np.square(real) + np.square(imaginary), _TINY)
    level = _all_pole_power(predictor, frequency) / at_grid.mean(axis=1, keepdims=True)
    decibel: Doubles = 10 * np.log10(np.maximum(level, _TINY))
    return np.maximum(decibel, _FAINTEST_FORMANT_DB)


@cache
def _grid_waves() -> NDArray[np.complex128]:
    angle = np.linspace(0, np.pi, 64) * np.arange(1, LPC_ORDER + 1)[:, None]
    waves: NDArray[np.complex128] = np.exp(-1j * angle)
    return waves


def _all_pole_power(predictor: Doubles, frequency: Doubles) -> Doubles:
    angle = np.pi / FORMANT_BAND_HZ * frequency[..., None] * np.arange(1, LPC_ORDER + 1)
    inverse: NDArray[np.complex128] = 1 - np.einsum("nk,nfk->nf", predictor, np.exp(-1j * angle))
    power: Doubles = 1 / np.maximum(np.abs(inverse) ** 2, _TINY)
    return power


def energy_db(segments: Floats) -> Floats:
    """Energy contour (n, frames) in dB of full scale: frames of 20 ms, 10 ms apart."""
    bins = np.einsum("sbi,sbi->sb", *2 * (segments.reshape(len(segments), -1, ENERGY_BIN),))
    power = (bins[:, :-1] + bins[:, 1:]) / (2 * ENERGY_BIN)
    floored: Floats = np.maximum(power, np.float32(10 ** (SILENCE_DB / 10)))
    return 10 * np.log10(floored)


def energy(contour: Floats) -> Floats:
    """(n, 10) of energy contours (n, frames) in dB; ten statistics named in `extract`."""
    linear = 10 ** (contour / 10)
    low_share = np.mean(linear < 0.5 * linear.mean(axis=1, keepdims=True), axis=1)
    steps = np.diff(contour, axis=1)
    return np.stack(
        [
            contour.mean(axis=1),
            contour.std(axis=1),
            contour.min(axis=1),
            contour.max(axis=1),
            np.median(contour, axis=1),
            skewness(contour),
            low_share,
            change(contour),
            steps.std(axis=1),
            pulse(contour, SAMPLE_RATE // ENERGY_BIN),
        ],
        axis=1,
    ).astype(np.float32)


@cache
def _pitch_window() -> tuple[Floats, Floats]:
    window = np.hanning(PITCH_FRAME)
    own = np.correlate(window, window, "full")[PITCH_FRAME - 1 :]
    return window.astype(np.float32), (own / own[0]).astype(np.float32)


@cache
def _pitch_taper(size: int) -> Floats:
    frequency_hz = np.arange(size // 2 + 1) * (SAMPLE_RATE / size)
    taper: Floats = np.exp(-0.5 * (frequency_hz / _PITCH_TAPER_HZ) ** 2).astype(np.float32)
    return taper


def _peak_heights(correlation: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Of lags (n, frames, 1 + lags + 1): the top of the parabola where there is a peak.

    Between two lags a peak is higher than at either: taken as it stands, a period of 20.5 samples
    would lose to its double, 41.
    """
    left, middle, right = correlation[..., :-2], correlation[..., 1:-1], correlation[..., 2:]
    curve = np.minimum(left - 2 * middle + right, np.float32(-1e-9))
    is_peak = (middle >= left) & (middle >= right)
    heights: NDArray[np.floating[Any]] = middle - is_peak * np.square(left - right) / (8 * curve)
    return heights


def pitch_track(segments: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Pitch in semitones (n, frames) and where there is one, of segments (n, samples)."""
    import scipy.fft

    first, last = int(SAMPLE_RATE / HIGHEST_PITCH_HZ), int(SAMPLE_RATE / LOWEST_PITCH_HZ)
    window, own = _pitch_window()
    frames = frames_of(segments, PITCH_FRAME, PITCH_HOP)
    frames = (frames - frames.mean(axis=-1, keepdims=True)) * window
    size = scipy.fft.next_fast_len(PITCH_FRAME + last + 2, real=True)
    spectra = scipy.fft.rfft(frames, size, axis=-1)
    spectra *= spectra.conj()
    spectra *= _pitch_taper(size)
    correlation = scipy.fft.irfft(spectra, size, axis=-1)[..., : last + 2]
    correlation /= np.maximum(correlation[..., :1], 1e-9) * own[: last + 2]
    lags = np.arange(first, last + 1, dtype=np.float32)
    cost = np.float32(_OCTAVE_COST) * np.log2(lags / first)
    heights = _peak_heights(correlation[..., first - 1 :])
    best = np.argmax(heights - cost, axis=-1) + first
    left, peak, right = (
        np.take_along_axis(correlation, best[..., None] + step, axis=-1)[..., 0]
        for step in (-1, 0, 1)
    )
    curve = left - 2 * peak + right
    offset = np.where(curve < -1e-9, 0.5 * (left - right) / np.minimum(curve, -1e-9), 0)
    lag = best + np.clip(offset, -0.5, 0.5)
    is_voiced = peak > VOICED_ABOVE
    semitones: Floats = (69 + 12 * np.log2(SAMPLE_RATE / 440 / lag)).astype(np.float32)
    return semitones, is_voiced


LOWEST_PITCH = 69 + 12 * math.log2(LOWEST_PITCH_HZ / 440)
"""Lowest pitch in semitones; what a segment without any pitch is given."""


def pitch(semitones: Floats, is_voiced: NDArray[np.bool_]) -> Floats:
    """(n, 6) of pitch tracks: maximum, minimum, mean, variance, median, range."""
    has_pitch: NDArray[np.bool_] = np.any(is_voiced, axis=1)
    # A row without any pitch holds the lowest one everywhere, so that no statistic is empty.
    row_is_kept = is_voiced | ~has_pitch[:, None]
    values = np.where(has_pitch[:, None], semitones, np.float32(LOWEST_PITCH))
    kept = [row[is_kept] for row, is_kept in zip(values, row_is_kept, strict=True)]
    highest, lowest, mean, variance, median = np.array(
        [[row.max(), row.min(), row.mean(), row.var(), np.median(row)] for row in kept],
        np.float32,
    ).T
    return np.stack([highest, lowest, mean, variance, median, highest - lowest], axis=1)


def zero_crossing_rate(segments: Floats) -> Floats:
    """Crossings per sample (n, frames) in 0..1: frames of 30 ms, 5 ms apart."""
    is_negative = np.signbit(segments)
    crosses = np.zeros(segments.shape, np.bool_)
    np.not_equal(is_negative[:, 1:], is_negative[:, :-1], out=crosses[:, 1:])
    bins = crosses.reshape(len(segments), -1, ZCR_BIN).sum(axis=2, dtype=np.float32)
    rate: Floats = frames_of(bins, 6, 1).sum(axis=2) / np.float32(6 * ZCR_BIN)
    return rate


def zero_crossings(rate: Floats) -> Floats:
    """(n, 8) of zero-crossing rates (n, frames); eight statistics named in `extract`."""
    mean = rate.mean(axis=1)
    return np.stack(
        [
            mean,
            rate.std(axis=1),
            rate.min(axis=1),
            rate.max(axis=1),
            np.median(rate, axis=1),
            skewness(rate),
            change(rate),
            np.mean(rate > 1.5 * mean[:, None], axis=1),
        ],
        axis=1,
    ).astype(np.float32)
