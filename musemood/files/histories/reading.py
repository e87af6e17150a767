"""Which program a history is of, by what its file holds, and reading it."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from musemood.domain.foreign_history import ForeignHistory, HistoryFileError, HistoryProblem
from musemood.files.histories.lastfm import looks_like_scrobbles, read_lastfm
from musemood.files.histories.listenbrainz import looks_like_listens, read_listenbrainz
from musemood.files.histories.rhythmbox import read_rhythmbox
from musemood.files.histories.strawberry import read_strawberry

_HEAD_BYTES = 1 << 16
Reader = Callable[[Path], ForeignHistory]


def is_foreign(path: str) -> bool:
    """Whether the file holds another program's history. Raises HistoryFileError."""
    return _reader(path) is not None


def read_history(path: str) -> ForeignHistory:
    """Read it, whatever program wrote it; the file is never changed. Raises HistoryFileError."""
    reader = _reader(path)
    if reader is None:
        raise HistoryFileError(HistoryProblem.UNKNOWN, path)
    try:
        return reader(Path(path))
    except OSError as error:
        raise _told(error, path) from error


def _reader(path: str) -> Reader | None:
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise _told(error, path) from error
    if head.startswith(b"SQLite format 3\0"):
        return read_strawberry
    if zipfile.is_zipfile(path):
        return read_listenbrainz
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        return read_rhythmbox
    if text.startswith((b"{", b"[")):
        return read_listenbrainz if looks_like_listens(head) else None
    return read_lastfm if looks_like_scrobbles(text.decode("utf-8", "replace")) else None


def _told(error: OSError, path: str) -> HistoryFileError:
    if isinstance(error, FileNotFoundError):
        problem = HistoryProblem.MISSING
    elif isinstance(error, PermissionError):
        problem = HistoryProblem.NO_PERMISSION
    else:
        problem = HistoryProblem.UNREADABLE
    return HistoryFileError(problem, path, error.strerror or str(error))
