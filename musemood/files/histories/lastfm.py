"""A Last.fm history as CSV, as the usual exporters write it.

With a header (lastfm.ghan.nl and others: uts, utc_time, artist, album, track ...) or without one
(artist, album, track, date). Dates are UTC: Unix seconds, ISO 8601, or "31 Dec 2025 23:59".
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from musemood.domain.foreign_history import (
    ForeignHistory,
    ForeignListen,
    ForeignSong,
    HistoryFileError,
    HistoryProblem,
    Origin,
)
from musemood.files.histories.numbers import moment_of, sensible

_NAMES = {
    "artist": ("artist", "artist name", "artist_name"),
    "album": ("album", "album name", "album_name", "release"),
    "title": ("track", "title", "song", "track name", "track_name", "name"),
    "moment": ("uts", "timestamp", "unix", "date", "utc_time", "time", "played at", "datetime"),
}
_WITHOUT_HEADER = {"artist": 0, "album": 1, "title": 2, "moment": 3}
_LOOKED_AT = 20
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDED = re.compile(r"(\d{1,2}) (\w{3})\w* (\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?")
_NUMBER = re.compile(r"\d{9,13}(\.\d+)?")


def read_lastfm(path: Path) -> ForeignHistory:
    """The dated plays, those that make no sense counted. Raises HistoryFileError, OSError."""
    listens: list[ForeignListen] = []
    unreadable = 0
    try:
        for row, places in _rows(path):
            listen = _listen(row, places)
            if listen is None:
                unreadable += 1
            else:
                listens.append(listen)
    except csv.Error as error:
        raise HistoryFileError(HistoryProblem.DAMAGED, str(path), str(error)) from error
    if not listens:
        raise HistoryFileError(HistoryProblem.UNKNOWN, str(path))
    return ForeignHistory(Origin.LASTFM, listens=tuple(listens), unreadable=unreadable)


def looks_like_scrobbles(head: str) -> bool:
    """Whether a text that begins so is such a CSV: it has a header, or a row with a date."""
    rows = csv.reader(head.splitlines()[:_LOOKED_AT], strict=False)
    try:
        return any(_header(row) or _listen(row, _WITHOUT_HEADER) for row in rows)
    except csv.Error:
        return False


def _rows(path: Path) -> Iterator[tuple[Sequence[str], Mapping[str, int]]]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        places: Mapping[str, int] | None = None
        for row in csv.reader(file):
            if not any(row):
                continue
            if places is None:
                places = _header(row)
                if places is not None:
                    continue
                places = _WITHOUT_HEADER
            yield row, places


def _header(row: Sequence[str]) -> Mapping[str, int] | None:
    """Where each column stands; None where the first line is no header."""
    words = [word.strip().casefold() for word in row]
    places = {
        meaning: next((words.index(name) for name in names if name in words), -1)
        for meaning, names in _NAMES.items()
    }
    is_header = all(places[meaning] >= 0 for meaning in ("artist", "title", "moment"))
    return places if is_header else None


def _listen(row: Sequence[str], places: Mapping[str, int]) -> ForeignListen | None:
    says = {name: row[at].strip() for name, at in places.items() if 0 <= at < len(row)}
    moment = _moment(says.get("moment", ""))
    artist, title = says.get("artist", ""), says.get("title", "")
    if moment is None or not artist or not title:
        return None
    return ForeignListen(ForeignSong(title, artist, says.get("album", "")), moment)


def _moment(text: str) -> datetime | None:
    if _NUMBER.fullmatch(text):
        seconds = float(text)
        return moment_of(seconds / 1000 if seconds > 1e11 else seconds)
    worded = _WORDED.fullmatch(text)
    try:
        moment = _of_words(worded) if worded else datetime.fromisoformat(text)
    except ValueError:
        return None
    return sensible(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _of_words(match: re.Match[str]) -> datetime:
    day, month, year, hour, minute, second = match.groups()
    number = _MONTHS.index(month.casefold()) + 1
    return datetime(int(year), number, int(day), int(hour), int(minute), int(second or 0))
