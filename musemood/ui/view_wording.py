"""What the views say of albums, artists, genres, folders and days."""

from PySide6.QtCore import QDate, QLocale

from musemood.domain.albums import Album
from musemood.domain.recent import RecentSongs, Span
from musemood.ui.places import Page
from musemood.ui.translate import tr
from musemood.ui.wording import total_text


def page_name(page: Page) -> str:
    """The page's name in the left bar."""
    return {
        Page.SONGS: tr("Songs"),
        Page.ALBUMS: tr("Albums"),
        Page.ARTISTS: tr("Artists"),
        Page.GENRES: tr("Genres"),
        Page.FOLDERS: tr("Folders"),
        Page.RECENT: tr("Recently added"),
        Page.MAP: tr("Mood map"),
        Page.HISTORY: tr("History"),
    }[page]


def album_artist(album: Album) -> str:
    """The artist as it stands under the title."""
    if album.is_compilation:
        return tr("Various Artists")
    return album.artist or tr("Unknown artist")


def album_line(album: Album) -> str:
    """``Anna Lind · 1997``"""
    return " · ".join(filter(None, (album_artist(album), str(album.year or ""))))


def artist_name(name: str) -> str:
    """The name, or words for none."""
    return name or tr("Unknown artist")


def genre_name(name: str) -> str:
    """The name, or words for none."""
    return name or tr("No genre")


def albums_text(count: int) -> str:
    """``1 album``, ``12 albums``."""
    return tr("%Ln albums", None, count)


def artists_text(count: int) -> str:
    """``1 artist``, ``12 artists``."""
    return tr("%Ln artists", None, count)


def genres_text(count: int) -> str:
    """``1 genre``, ``12 genres``."""
    return tr("%Ln genres", None, count)


def length_text(seconds: float) -> str:
    """`total_text`; "" where nothing is known."""
    return total_text(seconds) if seconds > 0 else ""


def span_name(songs: RecentSongs) -> str:
    """The heading over songs that were added in one span."""
    names = {
        Span.TODAY: tr("Today"),
        Span.YESTERDAY: tr("Yesterday"),
        Span.THIS_WEEK: tr("Earlier this week"),
        Span.LAST_WEEK: tr("Last week"),
    }
    if songs.span in names:
        return names[songs.span]
    since = QDate(songs.since.year, songs.since.month, 1)
    return QLocale().toString(since, tr("MMMM yyyy"))
