"""Music for the tests, composed and played here, so that nothing need be downloaded.

Each piece has chords, a bass, a melody and drums. The four styles differ in what moods differ
in: tempo, mode, register, timbre and loudness. One seed always gives the same piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Style = Literal["bright", "calm", "dark", "driving"]
Samples = NDArray[np.float32]
"""(n, 2) float32 in -1..1."""

STYLES: tuple[Style, ...] = ("bright", "calm", "dark", "driving")
RATE_HZ = 44_100

_MAJOR = (0, 2, 4, 5, 7, 9, 11)
_MINOR = (0, 2, 3, 5, 7, 8, 10)
_BEATS_PER_BAR = 4


@dataclass(frozen=True, slots=True)
class _Manner:
    """How one style is played. ``chords`` are degrees of the scale, one a bar."""

    tempo_bpm: float
    scale: tuple[int, ...]
    chords: tuple[tuple[int, ...], ...]
    keynote: int
    pad: str
    lead: str
    melody_step_beats: float
    melody_rest_share: float
    drums: Mapping[str, tuple[float, ...]]
    loudness: float
    drive: float


_EVERY_HALF = tuple(i / 2 for i in range(8))
_EVERY_QUARTER = tuple(i / 4 for i in range(16))

_MANNERS: dict[Style, _Manner] = {
    "bright": _Manner(
        126, _MAJOR, ((0, 4, 5, 3), (0, 3, 4, 4)), 60, "organ", "pluck", 0.5, 0.15,
        {"kick": (0, 1, 2, 3), "snare": (1, 3), "hat": _EVERY_HALF}, 0.7, 1.0,
    ),
    "calm": _Manner(
        68, _MAJOR, ((0, 3, 0, 4), (0, 5, 3, 4)), 60, "soft", "soft", 1.0, 0.35,
        {"hat": (1, 3)}, 0.3, 0.7,
    ),
    "dark": _Manner(
        56, _MINOR, ((0, 5, 3, 4), (0, 3, 5, 4)), 50, "soft", "organ", 2.0, 0.4,
        {"kick": (0,)}, 0.35, 0.7,
    ),
    "driving": _Manner(
        164, _MINOR, ((0, 0, 5, 6), (0, 3, 5, 4)), 45, "saw", "saw", 0.5, 0.2,
        {"kick": _EVERY_HALF, "snare": (1, 3), "hat": _EVERY_QUARTER}, 0.9, 6.0,
    ),
}  # fmt: skip

_HARMONICS: dict[str, tuple[float, ...]] = {
    "soft": (1.0, 0.25, 0.06),
    "organ": (1.0, 0.5, 0.35, 0.2, 0.1),
    "pluck": (1.0, 0.7, 0.5, 0.4, 0.3, 0.2),
    "saw": (1.0, 0.5, 0.33, 0.25, 0.2, 0.17, 0.14, 0.12),
}
_ATTACK_S = {"soft": 0.15, "organ": 0.02, "pluck": 0.004, "saw": 0.004}
_DECAY_S = {"soft": 3.0, "organ": 2.0, "pluck": 0.25, "saw": 1.0}


def compose(seed: int, duration_s: float, style: Style = "bright") -> Samples:
    """A short piece of music: (n, 2) float32 at 44.1 kHz, its peak below 1."""
    manner = _MANNERS[style]
    dice = np.random.default_rng([seed, STYLES.index(style)])
    beat_s = 60 / (manner.tempo_bpm * dice.uniform(0.95, 1.05))
    keynote = manner.keynote + int(dice.integers(-4, 5))
    chords = manner.chords[int(dice.integers(len(manner.chords)))]
    piece = _Piece(duration_s)
    for bar in range(int(duration_s / (beat_s * _BEATS_PER_BAR)) + 1):
        start_s = bar * beat_s * _BEATS_PER_BAR
        degree = chords[bar % len(chords)]
        _play_chord(piece, manner, keynote, degree, start_s, beat_s)
        _play_melody(piece, manner, keynote, degree, start_s, beat_s, dice)
        _play_drums(piece, manner, start_s, beat_s)
    return piece.mixed(manner.loudness, manner.drive)


def tone(frequency_hz: float, duration_s: float, loudness: float = 0.5) -> Samples:
    """A steady sine: (n, 2) float32 at 44.1 kHz."""
    mono = loudness * np.sin(2 * np.pi * frequency_hz * _times(duration_s))
    return np.repeat(mono[:, None], 2, axis=1).astype(np.float32)


def silence(duration_s: float) -> Samples:
    """Nothing to hear: (n, 2) float32 zeros at 44.1 kHz."""
    return np.zeros((round(duration_s * RATE_HZ), 2), np.float32)


class _Piece:
    """A left and a right channel that notes are added to."""

    def __init__(self, duration_s: float) -> None:
        self._samples = np.zeros((2, round(duration_s * RATE_HZ)), np.float32)

    def add(self, sound: NDArray[np.float32], start_s: float, gain: float, pan: float) -> None:
        """Mix in a mono sound. ``pan``: 0 is left, 1 right."""
        start = round(start_s * RATE_HZ)
        room = self._samples[:, start : start + len(sound)]
        room[0] += sound[: room.shape[1]] * np.float32(gain * (1 - pan))
        room[1] += sound[: room.shape[1]] * np.float32(gain * pan)

    def mixed(self, loudness: float, drive: float) -> Samples:
        """The piece at the loudness asked for; ``drive`` above 1 distorts."""
        shaped = np.tanh(self._samples * np.float32(drive))
        peak = max(float(np.abs(shaped).max(initial=0.0)), 1e-9)
        return np.ascontiguousarray(shaped.T * np.float32(loudness / peak))


def _play_chord(
    piece: _Piece, manner: _Manner, keynote: int, degree: int, start_s: float, beat_s: float
) -> None:
    for voice, above in enumerate((0, 2, 4)):
        pitch = keynote + _scale_step(manner.scale, degree + above)
        note = _note(manner.pad, pitch, round(beat_s * _BEATS_PER_BAR, 4))
        piece.add(note, start_s, 0.16, 0.3 + 0.2 * voice)
    bass = _note("organ", keynote - 12 + _scale_step(manner.scale, degree), round(beat_s, 4))
    for beat in range(_BEATS_PER_BAR):
        piece.add(bass, start_s + beat * beat_s, 0.3, 0.5)


def _play_melody(
    piece: _Piece,
    manner: _Manner,
    keynote: int,
    degree: int,
    start_s: float,
    beat_s: float,
    dice: np.random.Generator,
) -> None:
    """Steps up and down the scale, beginning each bar on a note of the chord."""
    step = degree + int(dice.choice((0, 2, 4)))
    for beat in np.arange(0, _BEATS_PER_BAR, manner.melody_step_beats):
        if beat == 0 or dice.random() > manner.melody_rest_share:
            pitch = keynote + 12 + _scale_step(manner.scale, step)
            note = _note(manner.lead, pitch, round(beat_s * manner.melody_step_beats, 4))
            piece.add(note, start_s + float(beat) * beat_s, 0.3, 0.6)
        step += int(dice.choice((-2, -1, 1, 2)))


def _play_drums(piece: _Piece, manner: _Manner, start_s: float, beat_s: float) -> None:
    for drum, beats in manner.drums.items():
        for beat in beats:
            piece.add(_drum(drum), start_s + beat * beat_s, 0.4, 0.5)


def _scale_step(scale: tuple[int, ...], step: int) -> int:
    """Semitones above the keynote of any step of the scale, octaves included."""
    octave, degree = divmod(step, len(scale))
    return 12 * octave + scale[degree]


@lru_cache(maxsize=512)
def _note(timbre: str, pitch: int, duration_s: float) -> NDArray[np.float32]:
    """One note by its MIDI pitch: a sum of harmonics that swells and dies away."""
    times = _times(duration_s).astype(np.float32)
    frequency_hz = 440.0 * 2 ** ((pitch - 69) / 12)
    phase = np.float32(2 * np.pi * frequency_hz) * times
    wave = np.zeros_like(times)
    for number, strength in enumerate(_HARMONICS[timbre], start=1):
        if frequency_hz * number < RATE_HZ / 2:
            wave += np.float32(strength) * np.sin(phase * number)
    attack = np.minimum(1, times / _ATTACK_S[timbre])
    release = np.minimum(1, (duration_s - times) / 0.02)
    envelope = attack * release * np.exp(-times / _DECAY_S[timbre])
    return np.asarray(wave * envelope, np.float32)


@lru_cache(maxsize=8)
def _drum(name: str) -> NDArray[np.float32]:
    times = _times(0.2)
    noise = np.random.default_rng(7).uniform(-1, 1, len(times))
    if name == "kick":
        sound = np.sin(2 * np.pi * (50 * times - 8 * np.exp(-times * 20))) * np.exp(-times * 18)
    elif name == "snare":
        sound = 0.7 * noise * np.exp(-times * 22)
    else:
        sound = 0.3 * np.diff(noise, prepend=0.0) * np.exp(-times * 60)
    return np.asarray(sound, np.float32)


def _times(duration_s: float) -> NDArray[np.float64]:
    return np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
