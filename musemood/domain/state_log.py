"""What the inference said of the listener, when, and why it was asked: for the history."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from musemood.domain.mood import Mood


class StateCause(StrEnum):
    """What made the inference run."""

    OPENED = "opened"
    PLAY = "play"
    THUMB_UP = "thumb up"
    THUMB_DOWN = "thumb down"
    HEARD_OUT = "heard out"
    SKIPPED = "skipped"
    CHANGED = "changed"
    RECOMMENDED = "recommended"


class StateEntry(Struct, frozen=True):
    """One answer of the inference. ``at``: aware. ``probabilities``: five, in order of `MOODS`.

    ``mood``: as it was shown, unsure for a mixed week. ``path``: the track that caused it, "" for
    none.
    """

    at: datetime
    probabilities: tuple[float, ...]
    mood: Mood
    cause: StateCause
    path: str = ""
