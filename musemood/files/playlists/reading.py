"""Reading a playlist file, and the playlists that it names in turn.

What is on the disk may be hostile: a playlist that names itself, a million of them that name one
another, a pipe that never ends. Sizes and numbers are bounded and the answer is one sentence.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from musemood.domain.playlist import tidy_name
from musemood.domain.playlist_file import (
    PlaylistFile,
    PlaylistFileError,
    PlaylistProblem,
    is_playlist_file,
)
from musemood.domain.span import span_of
from musemood.domain.track import shown_name
from musemood.files.playlists.formats import (
    MOST_ENTRIES,
    Content,
    TooManyEntries,
    parse_m3u,
    parse_pls,
    parse_xspf,
)
from musemood.files.playlists.places import find_file, is_web_address
from musemood.files.text_encoding import decode_names

LARGEST_FILE = 16 << 20
"""Bytes of all files read for one playlist."""
MOST_FILES = 100
"""Playlists read for one: itself and those that it names."""

_PARSERS: dict[str, Callable[[bytes], Content]] = {
    ".m3u": parse_m3u,
    ".m3u8": parse_m3u,
    ".pls": parse_pls,
    ".xspf": parse_xspf,
}


def read_playlist(path: str) -> PlaylistFile:
    """What the playlist at ``path`` holds; playlists named in it are read in their place.

    Raises PlaylistFileError: missing, unreadable, no playlist, too large, or one that comes
    back to itself.
    """
    reader = _Reader(path)
    content = reader.read(os.path.abspath(path), ())
    stem = os.path.splitext(os.path.basename(path))[0]
    said = decode_names(content.name.encode("utf-8", "surrogateescape"))
    name = tidy_name(said) or tidy_name(shown_name(stem))
    return PlaylistFile(name, tuple(reader.entries), tuple(reader.passed_over))


class _Reader:
    """One reading: counts what it has taken in; errors bear the name of the file asked for."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._bytes_left = LARGEST_FILE
        self._files_left = MOST_FILES
        self.entries: list[str] = []
        self.passed_over: list[str] = []

    def read(self, path: str, above: tuple[str, ...]) -> Content:
        """Take in one file; ``above``: the real paths of the files that led to it."""
        real = os.path.realpath(path)
        if real in above:
            raise self._error(PlaylistProblem.CYCLIC, path)
        content = self._parsed(path)
        folder = os.path.dirname(path)
        for item in content.items:
            self._take(item, folder, (*above, real))
        return content

    def _take(self, item: str, folder: str, above: tuple[str, ...]) -> None:
        if is_web_address(item):
            self.passed_over.append(shown_name(item))
            return
        span = span_of(item)
        path = replace(span, file=find_file(span.file, folder)).path
        if is_playlist_file(path) and os.path.isfile(path):
            self.read(path, above)
            return
        self.entries.append(path)
        if len(self.entries) > MOST_ENTRIES:
            raise self._error(PlaylistProblem.TOO_LARGE)

    def _parsed(self, path: str) -> Content:
        self._files_left -= 1
        if self._files_left < 0:
            raise self._error(PlaylistProblem.TOO_LARGE)
        parse = _PARSERS.get(os.path.splitext(path)[1].lower())
        if parse is None:
            raise self._error(PlaylistProblem.NOT_A_PLAYLIST)
        try:
            return parse(self._data(path))
        except TooManyEntries as error:
            raise self._error(PlaylistProblem.TOO_LARGE) from error
        except ValueError as error:
            raise self._error(PlaylistProblem.NOT_A_PLAYLIST, str(error)) from error

    def _data(self, path: str) -> bytes:
        try:
            if not stat.S_ISREG(Path(path).stat().st_mode):
                raise self._error(PlaylistProblem.NOT_A_PLAYLIST)
            with Path(path).open("rb") as file:
                data = file.read(self._bytes_left + 1)
        except FileNotFoundError as error:
            raise self._error(PlaylistProblem.MISSING, str(error)) from error
        except PermissionError as error:
            raise self._error(PlaylistProblem.NO_PERMISSION, str(error)) from error
        except OSError as error:
            raise self._error(PlaylistProblem.UNREADABLE, str(error)) from error
        self._bytes_left -= len(data)
        if self._bytes_left < 0:
            raise self._error(PlaylistProblem.TOO_LARGE)
        return data

    def _error(self, problem: PlaylistProblem, detail: str = "") -> PlaylistFileError:
        return PlaylistFileError(problem, self._asked, detail)
