"""What another player or a listening service knows of the person's listening, as it says it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Origin(StrEnum):
    """Where a history comes from."""

    STRAWBERRY = "strawberry"
    RHYTHMBOX = "rhythmbox"
    LASTFM = "lastfm"
    LISTENBRAINZ = "listenbrainz"


@dataclass(frozen=True, slots=True)
class ForeignSong:
    """A song as the other program names it. ``length_s`` 0 and empty texts: it does not say.

    ``path``: absolute, undecodable bytes by surrogateescape.
    """

    title: str
    artist: str
    album: str = ""
    length_s: float = 0.0
    path: str = ""


@dataclass(frozen=True, slots=True)
class ForeignCount:
    """Plays without dates. ``last_played``: aware; ``stars``: 1..5; both None if unknown."""

    song: ForeignSong
    plays: int = 0
    last_played: datetime | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class ForeignListen:
    """One dated play. ``at``: aware. ``heard_s``: None where only "it counted" is known."""

    song: ForeignSong
    at: datetime
    heard_s: float | None = None


@dataclass(frozen=True, slots=True)
class ForeignPlaylist:
    """A playlist, in its order."""

    name: str
    songs: tuple[ForeignSong, ...]


@dataclass(frozen=True, slots=True)
class ForeignHistory:
    """All that one file says. ``unreadable``: entries passed over because they make no sense."""

    origin: Origin
    counts: tuple[ForeignCount, ...] = ()
    listens: tuple[ForeignListen, ...] = ()
    playlists: tuple[ForeignPlaylist, ...] = ()
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class HistorySource:
    """A history found in one of the usual places. ``path``: as in `ForeignSong`."""

    origin: Origin
    path: str


class HistoryProblem(StrEnum):
    """Why a file could not be read as a history."""

    MISSING = "missing"
    NO_PERMISSION = "no permission"
    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"
    TOO_LARGE = "too large"


class HistoryFileError(Exception):
    """Raised by readers of histories. ``detail`` is for the log."""

    def __init__(self, problem: HistoryProblem, path: str, detail: str = "") -> None:
        super().__init__(f"{path}: {problem} {detail}".rstrip())
        self.problem = problem
        self.path = path
        self.detail = detail
