"""Rhythmbox's ``rhythmdb.xml``, and ``playlists.xml`` beside it."""

from collections.abc import Iterator
from pathlib import Path

from musemood.domain.foreign_history import (
    ForeignCount,
    ForeignHistory,
    ForeignPlaylist,
    ForeignSong,
    HistoryFileError,
    HistoryProblem,
    Origin,
)
from musemood.files.histories.addresses import path_of_address
from musemood.files.histories.flat_xml import Element, NotFlatXml, read_elements
from musemood.files.histories.numbers import moment_of, stars_of, whole


def read_rhythmbox(path: Path) -> ForeignHistory:
    """Songs and the static playlists. Raises HistoryFileError, OSError.

    A damaged ``playlists.xml`` costs the playlists only; automatic ones are rules, not lists.
    """
    try:
        counts = [_count(e) for e in _elements(path, "rhythmdb") if _is_song(e)]
    except NotFlatXml as error:
        raise HistoryFileError(HistoryProblem.DAMAGED, str(path), str(error)) from error
    songs = {count.song.path: count.song for count in counts if count.song.path}
    playlists, unreadable = _playlists(path.with_name("playlists.xml"), songs)
    told = tuple(count for count in counts if count.plays or count.stars)
    return ForeignHistory(Origin.RHYTHMBOX, told, playlists=playlists, unreadable=unreadable)


def _elements(path: Path, root: str) -> Iterator[Element]:
    with path.open("rb") as file:
        yield from read_elements(file, root)


def _is_song(element: Element) -> bool:
    is_hidden = ("hidden", "1") in element.texts
    return element.name == "entry" and element.attributes.get("type") == "song" and not is_hidden


def _count(element: Element) -> ForeignCount:
    says = dict(element.texts)
    song = ForeignSong(
        says.get("title", ""),
        says.get("artist", ""),
        says.get("album", ""),
        float(whole(says.get("duration"))),
        path_of_address(says.get("location", "")),
    )
    stars = stars_of(whole(says.get("rating")) / 5)
    return ForeignCount(
        song, whole(says.get("play-count")), moment_of(says.get("last-played")), stars
    )


def _playlists(
    path: Path, songs: dict[str, ForeignSong]
) -> tuple[tuple[ForeignPlaylist, ...], int]:
    try:
        found = [e for e in _elements(path, "rhythmdb-playlists") if _is_static(e)]
    except FileNotFoundError:
        return (), 0
    except (NotFlatXml, OSError):
        return (), 1
    return tuple(_playlist(element, songs) for element in found), 0


def _is_static(element: Element) -> bool:
    return element.name == "playlist" and element.attributes.get("type") == "static"


def _playlist(element: Element, songs: dict[str, ForeignSong]) -> ForeignPlaylist:
    paths = [path_of_address(text) for name, text in element.texts if name == "location"]
    entries = tuple(songs.get(path) or ForeignSong("", "", path=path) for path in paths if path)
    return ForeignPlaylist(element.attributes.get("name", ""), entries)
