"""A thumb up or down for a track, given at a moment."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class ThumbKind(StrEnum):
    """Which way it points."""

    UP = "up"
    DOWN = "down"


class Thumb(Struct, frozen=True):
    """What the listener said of one track. ``at`` is an aware datetime.

    ``is_implied``: nobody pressed anything; a recommended track was heard to its end, or skipped.
    """

    path: str
    kind: ThumbKind
    at: datetime
    is_implied: bool = False
