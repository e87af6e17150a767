"""Moods, and what the mood model says of a track or of a listener's week."""

from enum import StrEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray


class Mood(StrEnum):
    """The five moods, and ``unsure`` for a distribution too flat to name one."""

    HAPPY = "happy"
    FRESH = "fresh"
    RELAXED = "relaxed"
    SAD = "sad"
    INTENSE = "intense"
    UNSURE = "unsure"


MOODS: tuple[Mood, ...] = (Mood.HAPPY, Mood.FRESH, Mood.RELAXED, Mood.SAD, Mood.INTENSE)
"""The order of every probability vector in the program."""

ALL_MOODS: tuple[Mood, ...] = (*MOODS, Mood.UNSURE)
"""The five and unsure last: an index into this names the mood of a segment."""


class MoodReading(Struct, frozen=True):
    """What the mood model says of one sequence of segments.

    ``probabilities``: five floats in the order of `MOODS`, summing to 1.
    ``valence``, ``arousal``: -1..1; their signs (>= 0 is positive) give Russell's quadrant.
    ``mood``: the most probable of the five, or unsure.
    """

    probabilities: tuple[float, ...]
    valence: float
    arousal: float
    mood: Mood

    @property
    def confidence(self) -> float:
        """The largest probability, 0.2..1."""
        return max(self.probabilities)

    @property
    def leader(self) -> Mood:
        """The most probable of the five, even where `mood` is unsure."""
        return MOODS[self.probabilities.index(max(self.probabilities))]

    def probability(self, mood: Mood) -> float:
        """The probability of one of the five; raises ValueError for unsure."""
        return self.probabilities[MOODS.index(mood)]


class SegmentReading(Struct, frozen=True, eq=False):
    """What the mood model says of each segment of a sequence.

    ``moods``: (segments,) int8, indices into `ALL_MOODS`.
    ``attention``: (segments,) float32, not negative, summing to 1.
    """

    moods: NDArray[np.int8]
    attention: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.attention)

    def deciding(self, count: int) -> list[int]:
        """The segments with the largest attention, most first; of equals the earlier first."""
        return [int(i) for i in np.argsort(-self.attention, kind="stable")[:count]]

    def prominence(self) -> NDArray[np.float32]:
        """(segments,) 0..1: how much each decided, from little (0) to the most (1).

        Attention is spread over a whole track, so its differences are small beside its height:
        heights begin at the lowest tenth, as a silent end would else be the measure. Where hardly
        any difference is left (within a twentieth of the largest), none stands out: all are 0.5.
        """
        if not len(self):
            return self.attention
        little, most = float(np.quantile(self.attention, 0.1)), float(self.attention.max())
        if most - little <= most / 20:
            return np.full(len(self), 0.5, np.float32)
        share = (self.attention - little) / (most - little)
        clipped: NDArray[np.float32] = np.clip(share, 0.0, 1.0).astype(np.float32)
        return clipped


SEGMENT_S = 3.0
"""Length of a segment in seconds: one low-level descriptor vector each."""

UNKNOWN_READING = MoodReading((0.2,) * 5, 0.0, 0.0, Mood.UNSURE)
"""The reading of silence: nothing was heard, so nothing is claimed."""


def certain_reading(mood: Mood, of: MoodReading) -> MoodReading:
    """``mood`` (one of the five) with probability 1, at the place of ``of`` on the map."""
    shares = tuple(1.0 if each is mood else 0.0 for each in MOODS)
    return MoodReading(shares, of.valence, of.arousal, mood)
