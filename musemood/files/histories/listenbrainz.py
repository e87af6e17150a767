"""A ListenBrainz export: JSON, JSON lines, or the zip with ``listens/YEAR/MONTH.jsonl``."""

import math
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from musemood.domain.foreign_history import (
    ForeignHistory,
    ForeignListen,
    ForeignSong,
    HistoryFileError,
    HistoryProblem,
    Origin,
)
from musemood.files.histories.numbers import moment_of
from musemood.files.json_text import loads

LARGEST = 1 << 30
"""Bytes read, unpacked: a million listens take about half of it."""
_LONGEST_LINE = 1 << 20


def read_listenbrainz(path: Path) -> ForeignHistory:
    """The dated plays, those that make no sense counted. Raises HistoryFileError, OSError."""
    listens: list[ForeignListen] = []
    unreadable = 0
    try:
        for document in _documents(path):
            listen = _listen(document)
            if listen is None:
                unreadable += 1
            else:
                listens.append(listen)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise HistoryFileError(HistoryProblem.DAMAGED, str(path), str(error)) from error
    if not listens:
        raise HistoryFileError(HistoryProblem.UNKNOWN, str(path))
    return ForeignHistory(Origin.LISTENBRAINZ, listens=tuple(listens), unreadable=unreadable)


def _documents(path: Path) -> Iterator[object]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from _zipped(archive, path)
        return
    if path.stat().st_size > LARGEST:
        raise HistoryFileError(HistoryProblem.TOO_LARGE, str(path))
    with path.open("rb") as file:
        yield from _of_text(file)


def _zipped(archive: zipfile.ZipFile, path: Path) -> Iterator[object]:
    """What a member claims of its size is checked by `zipfile`, which reads no more than that."""
    members = [m for m in archive.infolist() if _holds_listens(m.filename)]
    if sum(member.file_size for member in members) > LARGEST:
        raise HistoryFileError(HistoryProblem.TOO_LARGE, str(path))
    for member in sorted(members, key=lambda member: member.filename):
        with archive.open(member) as file:
            yield from _of_text(file)


def _holds_listens(name: str) -> bool:
    return "listens" in name and name.endswith((".jsonl", ".json"))


def _of_text(file: Any) -> Iterator[object]:
    """One document a line, or one array or object over the whole text."""
    start = file.readline(_LONGEST_LINE)
    if _value(start) is not None and not start.lstrip().startswith(b"["):
        yield from _of_value(_value(start))
        for line in iter(lambda: file.readline(_LONGEST_LINE), b""):
            if line.strip():
                yield from _of_value(_value(line))
        return
    yield from _of_value(_value(start + file.read()))


def _value(text: bytes) -> object:
    try:
        return loads(text.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        return None


def _of_value(value: object) -> Iterable[object]:
    match value:
        case {"payload": {"listens": list(listens)}}:
            return listens
        case list(listens):
            return listens
    return (value,)


def _listen(document: object) -> ForeignListen | None:
    match document:
        case {
            "listened_at": int() | float() | str() as at,
            "track_metadata": {"artist_name": str(artist), "track_name": str(title)} as metadata,
        } if artist.strip() and title.strip():
            moment = moment_of(at)
        case _:
            return None
    if moment is None:
        return None
    album, more = metadata.get("release_name"), metadata.get("additional_info")
    info = more if isinstance(more, dict) else {}
    length_s = _seconds(info, "duration_ms", 1000) or _seconds(info, "duration", 1)
    song = ForeignSong(title, artist, album if isinstance(album, str) else "", length_s)
    return ForeignListen(song, moment, _seconds(info, "duration_played", 1) or None)


def _seconds(info: dict[str, Any], name: str, parts: int) -> float:
    value = info.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return 0.0
    return max(0.0, value / parts)


def looks_like_listens(head: bytes) -> bool:
    """Whether a text that begins so is an export of listens."""
    return b'"listened_at"' in head or b'"track_metadata"' in head
