"""The columns of a list of songs: their names, what they say, and what they sort by."""

from collections.abc import Callable
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QDate, QLocale, Qt

from musemood.domain.duration import duration_text
from musemood.domain.query import Facts
from musemood.domain.track import Tags, Track, shown_name
from musemood.domain.track_format import format_of
from musemood.domain.track_order import SortKey
from musemood.ui.translate import tr
from musemood.ui.wording import mood_name


class Column(IntEnum):
    """The columns, left to right as long as the person has not moved them."""

    NUMBER = 0
    COVER = 1
    TITLE = 2
    ARTIST = 3
    ALBUM = 4
    ALBUM_ARTIST = 5
    COMPOSER = 6
    GENRE = 7
    YEAR = 8
    TRACK_NUMBER = 9
    MOOD = 10
    RATING = 11
    LENGTH = 12
    PLAYS = 13
    LAST_PLAYED = 14
    ADDED = 15
    FORMAT = 16
    PATH = 17


COLUMNS = tuple(Column)

SHOWN_AT_FIRST = frozenset(
    {
        Column.NUMBER,
        Column.COVER,
        Column.TITLE,
        Column.ALBUM,
        Column.MOOD,
        Column.RATING,
        Column.LENGTH,
        Column.PLAYS,
    }
)

WIDTHS: dict[Column, int] = {
    Column.NUMBER: 46,
    Column.COVER: 40,
    Column.TITLE: 180,
    Column.ARTIST: 140,
    Column.ALBUM: 110,
    Column.ALBUM_ARTIST: 140,
    Column.COMPOSER: 140,
    Column.GENRE: 100,
    Column.YEAR: 56,
    Column.TRACK_NUMBER: 56,
    Column.MOOD: 122,
    Column.RATING: 80,
    Column.LENGTH: 60,
    Column.PLAYS: 58,
    Column.LAST_PLAYED: 100,
    Column.ADDED: 100,
    Column.FORMAT: 70,
    Column.PATH: 260,
}
"""In pixels. The title takes what is left over, and never less than this."""

SORT_KEYS: dict[Column, SortKey] = {
    Column.NUMBER: SortKey.ARRIVAL,
    Column.COVER: SortKey.ARRIVAL,
    **{column: SortKey[column.name] for column in COLUMNS[2:]},
}

BIGGEST_FIRST = frozenset(
    {Column.RATING, Column.PLAYS, Column.LAST_PLAYED, Column.ADDED, Column.YEAR}
)
"""Of these the first click shows the highest on top."""

RIGHT_ALIGNED = frozenset({Column.YEAR, Column.TRACK_NUMBER, Column.LENGTH, Column.PLAYS})
_STAR = "★"

ALIGNMENTS: dict[Column, Qt.AlignmentFlag] = {
    column: Qt.AlignmentFlag.AlignVCenter
    | (Qt.AlignmentFlag.AlignRight if column in RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft)
    for column in Column
}
"""Numbers stand at the right."""


_NAMES: dict[Column, Callable[[], str]] = {
    Column.TITLE: lambda: tr("Title"),
    Column.ARTIST: lambda: tr("Artist"),
    Column.ALBUM: lambda: tr("Album"),
    Column.ALBUM_ARTIST: lambda: tr("Album artist"),
    Column.COMPOSER: lambda: tr("Composer"),
    Column.GENRE: lambda: tr("Genre"),
    Column.YEAR: lambda: tr("Year"),
    Column.TRACK_NUMBER: lambda: tr("Track"),
    Column.MOOD: lambda: tr("Mood"),
    Column.RATING: lambda: tr("Rating"),
    Column.LENGTH: lambda: tr("Length"),
    Column.PLAYS: lambda: tr("Plays"),
    Column.LAST_PLAYED: lambda: tr("Last played"),
    Column.ADDED: lambda: tr("Added"),
    Column.FORMAT: lambda: tr("Format"),
    Column.PATH: lambda: tr("File"),
}
"""Said anew each time, because the language may change."""


def column_name(column: Column) -> str:
    """The column's heading; "" for number and cover."""
    name = _NAMES.get(column)
    return name() if name else ""


def spoken_column_name(column: Column) -> str:
    """The heading for those who do not see the list."""
    unwritten = {Column.NUMBER: tr("Number"), Column.COVER: tr("Cover")}
    return unwritten.get(column) or column_name(column)


def column_text(column: Column, track: Track, facts: Facts) -> str:
    """What the column says of a track; "" where there is nothing to say."""
    if column in _OF_TRACK:
        return _OF_TRACK[column](track)
    if column is Column.PLAYS:
        return str(facts.plays.get(track.path, 0) or "")
    if column is Column.RATING:
        return _STAR * facts.stars(track)
    if column is Column.LAST_PLAYED:
        return day_text(facts.last_played.get(track.path, 0.0), facts.now)
    if column is Column.ADDED:
        return day_text(track.added_at, facts.now)
    return ""


def day_text(moment: float, now: float) -> str:
    """``today``, ``yesterday``, or the date as it is written here; moments since the epoch."""
    if not moment:
        return ""
    day, today = date.fromtimestamp(moment), date.fromtimestamp(now)
    near = {0: tr("today"), 1: tr("yesterday")}.get((today - day).days)
    shown = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
    return near or shown


_OF_TRACK: dict[Column, Callable[[Track], str]] = {
    Column.TITLE: lambda track: track.title,
    Column.ARTIST: lambda track: track.tags.artist,
    Column.ALBUM: lambda track: track.tags.album,
    Column.ALBUM_ARTIST: lambda track: track.tags.album_artist,
    Column.COMPOSER: lambda track: track.tags.composer,
    Column.GENRE: lambda track: track.tags.genre,
    Column.YEAR: lambda track: str(track.tags.year or ""),
    Column.TRACK_NUMBER: lambda track: _track_text(track.tags),
    Column.MOOD: lambda track: mood_name(track.mood) if track.mood else "",
    Column.LENGTH: lambda track: duration_text(track.duration_s) if track.duration_s else "",
    Column.FORMAT: lambda track: format_of(track.path).upper(),
    Column.PATH: lambda track: shown_name(track.path),
}


def _track_text(tags: Tags) -> str:
    """``7``, or ``2-07`` on an album of several discs."""
    number, disc = tags.track_number, tags.disc_number
    if number is None:
        return ""
    return f"{disc}-{number:02}" if disc else str(number)
