"""Why something did not work, as a value: window and command line each word it."""

from enum import StrEnum

from msgspec import Struct


class FailureKind(StrEnum):
    """What went wrong with one file."""

    MISSING = "missing"
    BROKEN_LINK = "broken link"
    NO_PERMISSION = "no permission"
    EMPTY = "empty"
    NOT_AUDIO = "not audio"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"
    NO_PLAYER = "no player"
    CUE_SHEET = "cue sheet"


class Failure(Struct, frozen=True):
    """One file that could not be used. ``detail`` is for the log, never needed to understand."""

    kind: FailureKind
    path: str
    detail: str = ""


class FileError(Exception):
    """Raised inside the rooms that touch files; turned into a `Failure` at their border."""

    def __init__(self, kind: FailureKind, path: str, detail: str = "") -> None:
        super().__init__(kind, path, detail)
        self.failure = Failure(kind, path, detail)
