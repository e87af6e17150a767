"""Ways into a queue beside the mood of the week: like one track, or from one mood to another."""

from collections.abc import Sequence

from msgspec import Struct

from musemood.domain.mood import Mood
from musemood.domain.played_list import QueueRow
from musemood.domain.reason import Part

SHORTEST_JOURNEY, LONGEST_JOURNEY = 3, 40
"""Songs of a journey."""


class LikeTrack(Struct, frozen=True):
    """What sounds most like the track at ``path``."""

    path: str


class Journey(Struct, frozen=True):
    """``count`` songs, the first of one mood, the last of another, both of the five."""

    start: Mood
    goal: Mood
    count: int


WayIn = LikeTrack | Journey


def way_of(rows: Sequence[QueueRow]) -> WayIn | None:
    """The way by which the first of these rows was recommended; None for the mood of the week."""
    reason = rows[0].reason if rows else None
    if reason is None:
        return None
    if reason.step is not None:
        return Journey(reason.step.start, reason.step.goal, reason.step.count)
    if Part.ALIKE in reason.parts and reason.like_path is not None:
        return LikeTrack(reason.like_path)
    return None
