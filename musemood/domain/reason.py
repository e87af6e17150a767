"""Why a row was recommended, as numbers: the window and the command line each word it."""

from enum import StrEnum

from msgspec import Struct

from musemood.domain.mood import Mood


class Part(StrEnum):
    """A part of the score that can carry a row into the queue."""

    MOOD = "mood"
    LIKENESS = "likeness"
    TASTE = "taste"
    STATED = "stated"
    FAMILIAR = "familiar"
    ALIKE = "alike"
    STEP = "step"


class Step(Struct, frozen=True):
    """A row of a journey: the ``number``-th, from 1, of ``count``, from ``start`` to ``goal``."""

    number: int
    count: int
    start: Mood
    goal: Mood


class Reason(Struct, frozen=True):
    """What carried a row into the queue.

    ``mood``: the mood it was chosen for, one of the five. ``probability``: of that mood for
    the track, 0..1.
    ``like_path``: the played track it is closest to, where that closeness carried weight.
    ``likeness``: how close, 0..1; 0 without ``like_path``.
    ``is_new``: never played. ``plays``: how often it was, over the whole play log.
    ``parts``: those that earned most of the score, the largest first; empty for a row of an
    earlier version. ``preference``: how well it should please, 0..10, as what sounds like it did.
    ``genre``: its genre that was played most when the mood was stated, "" where none was.
    ``step``: its place in a journey, None for other rows. Where ``parts`` begins with ``alike`` it
    was asked for what sounds like ``like_path``.
    """

    mood: Mood
    probability: float
    like_path: str | None = None
    likeness: float = 0.0
    is_new: bool = False
    plays: int = 0
    parts: tuple[Part, ...] = ()
    preference: float = 5.0
    genre: str = ""
    step: Step | None = None
