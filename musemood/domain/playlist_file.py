"""Playlist files as values: what one held, and why one could not be used."""

from enum import StrEnum

from msgspec import Struct

PLAYLIST_ENDINGS = (".m3u", ".m3u8", ".pls", ".xspf")
"""What can be read, by the end of the name in lower case."""


def is_playlist_file(path: str) -> bool:
    """Whether the name is that of a playlist."""
    return path.lower().endswith(PLAYLIST_ENDINGS)


class PlaylistFile(Struct, frozen=True):
    """What a playlist file holds.

    ``entries``: absolute paths, whether there is a file or not. ``passed_over``: addresses of
    the network as they stand in the file.
    """

    name: str
    entries: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


class PlaylistProblem(StrEnum):
    """What is wrong with one playlist file."""

    MISSING = "missing"
    NO_PERMISSION = "no permission"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"
    CYCLIC = "cyclic"
    NOT_A_PLAYLIST = "not a playlist"
    NO_SONGS = "no songs"
    NOT_WRITTEN = "not written"


class PlaylistFailure(Struct, frozen=True):
    """One playlist file that could not be used. ``detail`` is for the log."""

    problem: PlaylistProblem
    path: str
    detail: str = ""


class PlaylistFileError(Exception):
    """Raised where playlist files are read and written; ``failure`` says why."""

    def __init__(self, problem: PlaylistProblem, path: str, detail: str = "") -> None:
        super().__init__(problem, path, detail)
        self.failure = PlaylistFailure(problem, path, detail)
