"""Pitch within 2 % and formants within 10 % of Praat's, on voices, strings and organ tones.

Praat's analyses are the reference (through parselmouth): pitch by Boersma's autocorrelation
from 60 to 1,000 Hz, formants by Burg's linear prediction, five below 5 kHz. Every sound is
made here, so its true pitch is known too, and both must have found it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import parselmouth
import pytest
from numpy.typing import NDArray
from scipy.signal import lfilter
from signals import vowel

from musemood.features.extract import FEATURE_NAMES, extract
from musemood.features.frames import SAMPLE_RATE, Doubles, Floats
from musemood.features.low_level import PITCH_FRAME, PITCH_HOP, pitch_track
from musemood.features.segments import SEGMENT_SAMPLES

NOTES_HZ = (65.4, 82.4, 110.0, 146.8, 196.0, 246.9, 293.7, 329.6, 440.0, 587.3, 784.0, 950.0)
STRINGS_HZ = tuple(note for note in NOTES_HZ if note < 500)
SUNG_HZ = tuple(note for note in NOTES_HZ if note < 700)
SPOKEN_HZ = (80, 100, 125, 160, 200, 250, 320)
VOWELS_HZ = {
    "a": (700, 1220, 2600, 3500, 4300),
    "e": (400, 2000, 2550, 3500, 4300),
    "i": (280, 2250, 2900, 3500, 4300),
    "o": (450, 800, 2600, 3400, 4300),
    "u": (310, 870, 2250, 3400, 4300),
    "er": (490, 1350, 1690, 3300, 4300),
}
BANDWIDTHS_HZ = (60, 80, 110, 150, 200)
VIBRATO_SEMITONES = 0.4
VIBRATO_HZ = 5.5


def _ready(sound: Doubles) -> Floats:
    ready: Floats = (0.5 * sound / np.abs(sound).max()).astype(np.float32)
    return ready


def harmonic_tone(pitch_hz: float, vibrato_semitones: float = 0.0) -> Floats:
    """Three seconds of all harmonics below 7.5 kHz, the k-th at 1/k: bowed, blown or a voice."""
    times = np.arange(SEGMENT_SAMPLES) / SAMPLE_RATE
    swing = vibrato_semitones / 12 * np.sin(2 * np.pi * VIBRATO_HZ * times)
    phase = np.cumsum(pitch_hz * 2**swing) / SAMPLE_RATE
    ranks = range(1, int(7500 / pitch_hz / 2 ** (vibrato_semitones / 12)) + 1)
    # Phases that do not line up: real sources are no trains of pulses.
    return _ready(sum((np.sin(2 * np.pi * k * phase + k * k) / k for k in ranks), 0 * phase))


def plucked_string(pitch_hz: float) -> Floats:
    """Karplus & Strong's string: noise round a loop one period long that loses its highs.

    Jaffe & Smith's all-pass (1983) tunes it; the loop filter itself delays half a sample.
    """
    whole, rest = divmod(SAMPLE_RATE / pitch_hz - 0.5, 1)
    delay, all_pass = int(whole), (1 - rest) / (1 + rest)
    plucking = np.random.default_rng(0).uniform(-1, 1, delay)
    excitation = np.zeros(SEGMENT_SAMPLES)
    excitation[:delay] = plucking - plucking.mean()  # a string has no offset to fade
    feedback = np.zeros(delay + 3)
    feedback[:2] = 1, all_pass
    feedback[delay:] -= 0.998 * np.convolve([0.5, 0.5], [all_pass, 1])
    return _ready(np.asarray(lfilter([1, all_pass], feedback, excitation), np.float64))


def voice(pitch_hz: float, formants_hz: tuple[int, ...], vibrato_semitones: float) -> Floats:
    """The harmonic tone through one resonator per formant: Fant's source and filter."""
    sound = harmonic_tone(pitch_hz, vibrato_semitones).astype(np.float64)
    for formant_hz, bandwidth_hz in zip(formants_hz, BANDWIDTHS_HZ, strict=True):
        radius = np.exp(-np.pi * bandwidth_hz / SAMPLE_RATE)
        first = -2 * radius * np.cos(2 * np.pi * formant_hz / SAMPLE_RATE)
        sound = np.asarray(lfilter([1], [1, first, radius**2], sound), np.float64)
    return _ready(sound)


def sung(vowel_name: str) -> Callable[[float], Floats]:
    return lambda pitch_hz: voice(pitch_hz, VOWELS_HZ[vowel_name], VIBRATO_SEMITONES)


@dataclass(frozen=True)
class PitchTracks:
    """Hz of the same frames: Praat's is NaN where it hears no pitch."""

    ours: Doubles
    praats: Doubles
    is_voiced: NDArray[np.bool_]


def pitch_tracks(sound: Floats) -> PitchTracks:
    semitones, is_voiced = pitch_track(sound[None])
    found = parselmouth.Sound(sound.astype(np.float64), SAMPLE_RATE).to_pitch_ac(
        time_step=PITCH_HOP / SAMPLE_RATE, pitch_floor=60.0, pitch_ceiling=1000.0
    )
    middles_s = (PITCH_FRAME / 2 + PITCH_HOP * np.arange(semitones.shape[1])) / SAMPLE_RATE
    praats = np.array([found.get_value_at_time(middle_s) for middle_s in middles_s])
    return PitchTracks(_hz(semitones[0]), praats, is_voiced[0])


def _hz(semitones: Floats) -> Doubles:
    hz: Doubles = 440 * 2 ** ((semitones.astype(np.float64) - 69) / 12)
    return hz


def praat_formants_hz(sound: Floats) -> Doubles:
    """Medians of the lowest three over time."""
    found = parselmouth.Sound(sound.astype(np.float64), SAMPLE_RATE).to_formant_burg(
        time_step=0.015, max_number_of_formants=5.0, maximum_formant=5000.0
    )
    tracks = [[found.get_value_at_time(n, at_s) for at_s in found.ts()] for n in (1, 2, 3)]
    medians: Doubles = np.nanmedian(tracks, axis=1)
    return medians


def described(sound: Floats, *names: str) -> Floats:
    return extract(sound)[0, [FEATURE_NAMES.index(name) for name in names]]


def check_pitch(sound: Floats, true_hz: float) -> None:
    tracks = pitch_tracks(sound)
    heard_by_praat = ~np.isnan(tracks.praats)
    assert heard_by_praat.any()
    assert tracks.is_voiced[heard_by_praat].all()
    praats = tracks.praats[heard_by_praat]
    np.testing.assert_allclose(np.median(praats), true_hz, rtol=0.02)
    np.testing.assert_allclose(tracks.ours[heard_by_praat], praats, rtol=0.02)
    statistics = [praats.max(), praats.min(), np.exp(np.log(praats).mean()), np.median(praats)]
    names = [f"pitch_{name}_semitones" for name in ("maximum", "minimum", "mean", "median")]
    np.testing.assert_allclose(_hz(described(sound, *names)), statistics, rtol=0.02)


@pytest.mark.parametrize("pitch_hz", NOTES_HZ)
def test_pitch_of_a_steady_note_is_praats(pitch_hz: float) -> None:
    check_pitch(harmonic_tone(pitch_hz), pitch_hz)


@pytest.mark.parametrize("pitch_hz", NOTES_HZ)
def test_pitch_of_a_note_with_vibrato_is_praats(pitch_hz: float) -> None:
    check_pitch(harmonic_tone(pitch_hz, VIBRATO_SEMITONES), pitch_hz)


@pytest.mark.parametrize("pitch_hz", STRINGS_HZ)
def test_pitch_of_a_plucked_string_is_praats(pitch_hz: float) -> None:
    check_pitch(plucked_string(pitch_hz), pitch_hz)


@pytest.mark.parametrize("pitch_hz", SUNG_HZ)
@pytest.mark.parametrize("vowel_name", VOWELS_HZ)
def test_pitch_of_a_sung_vowel_is_praats(vowel_name: str, pitch_hz: float) -> None:
    check_pitch(sung(vowel_name)(pitch_hz), pitch_hz)


FORMANTS = ("formant_1_hz", "formant_2_hz", "formant_3_hz")


@pytest.mark.parametrize("pitch_hz", SPOKEN_HZ)
@pytest.mark.parametrize("vowel_name", VOWELS_HZ)
def test_formants_of_a_sung_vowel_are_praats(vowel_name: str, pitch_hz: float) -> None:
    sound = sung(vowel_name)(pitch_hz)
    np.testing.assert_allclose(described(sound, *FORMANTS), praat_formants_hz(sound), rtol=0.1)


@pytest.mark.parametrize("pitch_hz", SPOKEN_HZ)
@pytest.mark.parametrize("vowel_name", VOWELS_HZ)
def test_formants_of_a_pulsed_vowel_are_praats(vowel_name: str, pitch_hz: float) -> None:
    sound = vowel(pitch_hz, VOWELS_HZ[vowel_name], 80)
    np.testing.assert_allclose(described(sound, *FORMANTS), praat_formants_hz(sound), rtol=0.1)


@pytest.mark.parametrize("pitch_hz", [80, 100, 125])
@pytest.mark.parametrize("vowel_name", VOWELS_HZ)
def test_formants_of_a_deep_voice_are_those_it_was_made_with(
    vowel_name: str, pitch_hz: float
) -> None:
    # Higher voices sound their formants at harmonics too far apart to tell, Praat's ears too.
    sound = voice(pitch_hz, VOWELS_HZ[vowel_name], 0.0)
    np.testing.assert_allclose(described(sound, *FORMANTS), VOWELS_HZ[vowel_name][:3], rtol=0.1)
