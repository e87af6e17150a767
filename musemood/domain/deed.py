"""Something that the person did to files or tracks and may take back."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class DeedKind(StrEnum):
    """What was done; the window words it."""

    TAGS_CHANGED = "tags changed"
    RATED = "rated"
    MOOD_SET = "mood set"
    TRASHED = "trashed"


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry of an undo stack: done already when it comes there.

    ``count``: of tracks. ``do`` does it again, ``undo`` takes it back; both return at once
    where the work goes on in a thread.
    """

    kind: DeedKind
    count: int
    do: Callable[[], None]
    undo: Callable[[], None]
