"""Moods that the person stated, and which genres were played then: method.md, section 4."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from musemood.domain.mood import Mood

FEWEST_MOMENTS = 5
"""From so many moments on it is told what was played in a mood."""


class StatedMood(Struct, frozen=True):
    """The person stated one of the five moods. ``at``: aware datetime."""

    mood: Mood
    at: datetime


class GenreHabit(Struct, frozen=True):
    """How much a genre was played about the moments when a mood was stated.

    ``genre``: the folded name. ``preference``: 0..10, the mean over the moments. ``times``: in how
    many of the ``moments`` at which anything was played.
    """

    mood: Mood
    genre: str
    preference: float
    times: int
    moments: int


def told_habits(habits: Iterable[GenreHabit]) -> tuple[GenreHabit, ...]:
    """Of each mood with enough moments the genre preferred most; of equals the first by name."""
    best: dict[Mood, GenreHabit] = {}
    for habit in sorted(habits, key=lambda habit: (-habit.preference, habit.genre)):
        if habit.moments >= FEWEST_MOMENTS:
            best.setdefault(habit.mood, habit)
    return tuple(best.values())
