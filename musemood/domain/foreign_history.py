"""What another player or a listening service knows of the person's listening, as it says it."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Origin(StrEnum):
    """Where a history comes from."""

    STRAWBERRY = "strawberry"
    RHYTHMBOX = "rhythmbox"
    LASTFM = "lastfm"
    LISTENBRAINZ = "listenbrainz"


class ForeignSong(Struct, frozen=True):
    """A song as the other program names it. ``length_s`` 0 and empty texts: it does not say.

    ``path``: absolute, undecodable bytes by surrogateescape.
    """

    title: str
    artist: str
    album: str = ""
    length_s: float = 0.0
    path: str = ""


class ForeignCount(Struct, frozen=True):
    """Plays without dates. ``last_played``: aware; ``stars``: 1..5; both None if unknown."""

    song: ForeignSong
    plays: int = 0
    last_played: datetime | None = None
    stars: int | None = None


class ForeignListen(Struct, frozen=True):
    """One dated play. ``at``: aware. ``heard_s``: None where only "it counted" is known."""

    song: ForeignSong
    at: datetime
    heard_s: float | None = None


class ForeignPlaylist(Struct, frozen=True):
    """A playlist, in its order."""

    name: str
    songs: tuple[ForeignSong, ...]


class ForeignHistory(Struct, frozen=True):
    """All that one file says. ``unreadable``: entries passed over because they make no sense."""

    origin: Origin
    counts: tuple[ForeignCount, ...] = ()
    listens: tuple[ForeignListen, ...] = ()
    playlists: tuple[ForeignPlaylist, ...] = ()
    unreadable: int = 0


class HistorySource(Struct, frozen=True):
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
