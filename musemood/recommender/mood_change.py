"""What a thumb did to the mood of the week, for whoever says so."""

from msgspec import Struct

from musemood.domain.mood import Mood, MoodReading
from musemood.domain.thumb import Thumb
from musemood.recommender.shift import CLOSE_LEAD


class MoodChange(Struct, frozen=True):
    """What a thumb did. ``mood``: the top one of its track; ``before``, ``after``: 0..1.

    ``leader``: the mood that leads now, where it is another one than before, else None.
    ``was_close``: it had less than `CLOSE_LEAD` to make up for. ``is_implied``: nobody pressed it.
    """

    mood: Mood
    before: float
    after: float
    leader: Mood | None
    was_close: bool
    is_implied: bool


def change_of(thumb: Thumb, mood: Mood, before: MoodReading, after: MoodReading) -> MoodChange:
    """What the thumb did to the reading; ``mood``: the top one of its track."""
    second, first = sorted(before.probabilities)[-2:]
    is_turn = before.leader is not after.leader
    return MoodChange(
        mood,
        before.probability(mood),
        after.probability(mood),
        after.leader if is_turn else None,
        is_turn and first - second < CLOSE_LEAD,
        thumb.is_implied,
    )
