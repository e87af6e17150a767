"""A thumb up or down for a track, given at a moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ThumbKind(StrEnum):
    """Which way it points."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Thumb:
    """What the listener said of one track. ``at`` is an aware datetime.

    ``is_implied``: nobody pressed anything; a recommended track was heard to its end, or skipped.
    """

    path: str
    kind: ThumbKind
    at: datetime
    is_implied: bool = False
