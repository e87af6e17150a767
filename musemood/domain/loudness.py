"""How loud a track is, and by what factor it is played so that all are equally loud.

ReplayGain 2.0: a track is brought to -18 LUFS (EBU R 128), on its own or as part of its album.
A gain never makes the loudest sample clip.
"""

import math
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

TARGET_LUFS = -18.0


class GainMode(StrEnum):
    """What is made equally loud: nothing, each track, or each album as a whole."""

    OFF = "off"
    TRACK = "track"
    ALBUM = "album"


class Loudness(Struct, frozen=True):
    """What was measured. ``lufs``: integrated loudness; ``peak``: loudest sample, 1 is full scale.

    ``lufs`` is -inf for silence.
    """

    lufs: float
    peak: float


class Gain(Struct, frozen=True):
    """A gain in dB and the peak that it must respect; None: not known."""

    db: float | None = None
    peak: float | None = None


def measured_gain(loudness: Loudness | None) -> Gain:
    """The gain that brings what was measured to the target; none for silence."""
    if loudness is None:
        return Gain()
    if not math.isfinite(loudness.lufs):
        return Gain(0.0, loudness.peak)
    return Gain(TARGET_LUFS - loudness.lufs, loudness.peak)


def together(parts: Iterable[tuple[Loudness, float]]) -> Loudness | None:
    """The loudness of several tracks heard as one; each with its length in seconds."""
    heard = [(part, length_s) for part, length_s in parts if math.isfinite(part.lufs)]
    total_s = sum(length_s for _, length_s in heard)
    if total_s <= 0:
        return None
    power = sum(length_s * 10 ** (part.lufs / 10) for part, length_s in heard) / total_s
    return Loudness(10 * math.log10(power), max(part.peak for part, _ in heard))


def gain_factor(*choices: Gain) -> float:
    """The factor for a track's samples by the first gain that is known; 1 where none is.

    Its peak is its own, else the first that is known. Without any peak nothing is made louder:
    it might clip.
    """
    db = next((gain.db for gain in choices if gain.db is not None), None)
    if db is None:
        return 1.0
    chosen = next(gain for gain in choices if gain.db is not None)
    peaks = (chosen.peak, *(gain.peak for gain in choices))
    peak = next((peak for peak in peaks if peak is not None and peak > 0), None)
    factor = 10 ** (db / 20)
    return min(factor, 1.0) if peak is None else min(factor, 1.0 / peak)
