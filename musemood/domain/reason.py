"""Why a row was recommended, as numbers: the window and the command line each word it."""

from dataclasses import dataclass

from musemood.domain.mood import Mood


@dataclass(frozen=True, slots=True)
class Reason:
    """What carried a row into the queue.

    ``mood``: the mood it was chosen for, one of the five. ``probability``: of that mood for
    the track, 0..1.
    ``like_path``: the played track it is closest to, where that closeness carried weight.
    ``likeness``: how close, 0..1; 0 without ``like_path``.
    ``is_new``: never played. ``plays``: how often it was, over the whole play log.
    """

    mood: Mood
    probability: float
    like_path: str | None = None
    likeness: float = 0.0
    is_new: bool = False
    plays: int = 0
