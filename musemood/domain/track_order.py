"""The orders in which tracks are listed.

Every order falls back on the order of a shelf: album artist, then their albums by year, then
disc and track number. What a track does not say comes last, upwards and downwards.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import ALL_MOODS
from musemood.domain.query.searched import Searched, text_ranks
from musemood.domain.track import Track

Numbers: TypeAlias = NDArray[np.float64]


class SortKey(StrEnum):
    """What a list can be sorted by. ``arrival``: the order in which tracks came."""

    ARRIVAL = "arrival"
    TITLE = "title"
    ARTIST = "artist"
    ALBUM = "album"
    ALBUM_ARTIST = "albumartist"
    COMPOSER = "composer"
    GENRE = "genre"
    YEAR = "year"
    TRACK_NUMBER = "track"
    MOOD = "mood"
    RATING = "rating"
    LENGTH = "length"
    PLAYS = "plays"
    LAST_PLAYED = "played"
    ADDED = "added"
    FORMAT = "format"
    PATH = "path"


def sorted_places(
    searched: Searched, key: SortKey, is_descending: bool, ranks: Numbers | None = None
) -> list[int]:
    """All places in order. ``ranks``: those of `shelf_ranks`, if they are at hand."""
    if key is SortKey.ARRIVAL:
        places = range(len(searched.tracks))
        return list(reversed(places) if is_descending else places)
    values = _values(searched, key)
    primary = _last_if_missing(-values if is_descending else values)
    shelf = shelf_ranks(searched) if ranks is None else ranks
    order: list[int] = np.lexsort((shelf, primary)).tolist()
    return order


def shelf_ranks(searched: Searched) -> Numbers:
    """Where each place stands in the order of a shelf, from 0."""
    tracks = searched.tracks
    artists, albums = _artist_ranks(searched), searched.ranks("album")
    discs = _numbers(track.tags.disc_number or 1 for track in tracks)
    numbers = _values(searched, SortKey.TRACK_NUMBER)
    titles = _values(searched, SortKey.TITLE)
    years = _album_years(artists, albums, _values(searched, SortKey.YEAR))
    keys = (titles, numbers, discs, albums, years, artists)
    order = np.lexsort(tuple(map(_last_if_missing, keys)))
    ranks = np.empty(len(tracks))
    ranks[order] = np.arange(len(tracks))
    return ranks


def _album_years(artists: Numbers, albums: Numbers, years: Numbers) -> Numbers:
    """The earliest year on each album: tracks of other years do not tear it apart."""
    if not len(years):
        return years
    artists, albums = np.nan_to_num(artists, nan=-1), np.nan_to_num(albums, nan=-1)
    groups = artists * (albums.max() + 2) + albums
    _, group_of = np.unique(groups, return_inverse=True)
    earliest = np.full(group_of.max() + 1, np.inf)
    np.minimum.at(earliest, group_of, _last_if_missing(years))
    return earliest[group_of]


def _artist_ranks(searched: Searched) -> Numbers:
    """Of the album artist, else the artist; "The Who" stands under W."""
    names = zip(searched.texts("albumartist"), searched.texts("artist"), strict=True)
    return text_ranks([(owner or artist).removeprefix("the ") for owner, artist in names])


def _numbers(values: Iterable[float]) -> Numbers:
    return np.fromiter(values, np.float64)


def _last_if_missing(values: Numbers) -> Numbers:
    return np.where(np.isnan(values), np.inf, values)


def _values(searched: Searched, key: SortKey) -> Numbers:
    """What is sorted by, as numbers; nan where a track does not say."""
    if key in (SortKey.ARTIST, SortKey.ALBUM_ARTIST):
        return _artist_ranks(searched)
    if key in _OF_TRACKS:
        return _numbers(map(_OF_TRACKS[key], searched.tracks))
    if key in _BY_PATH:
        return _numbers(map(_BY_PATH[key](searched), searched.tracks))
    return searched.ranks(key.value)


def _mood_value(track: Track) -> float:
    """By mood, the surest first."""
    reading = track.counted_reading
    if reading is None:
        return np.nan
    return ALL_MOODS.index(reading.mood) + (1 - reading.confidence)


_OF_TRACKS: dict[SortKey, Callable[[Track], float]] = {
    SortKey.YEAR: lambda track: track.tags.year or np.nan,
    SortKey.TRACK_NUMBER: lambda track: track.tags.track_number or np.nan,
    SortKey.LENGTH: lambda track: track.tags.duration_s or np.nan,
    SortKey.ADDED: lambda track: track.added_at or np.nan,
    SortKey.MOOD: _mood_value,
}

_BY_PATH: dict[SortKey, Callable[[Searched], Callable[[Track], float]]] = {
    SortKey.PLAYS: lambda searched: lambda track: searched.facts.plays.get(track.path, 0),
    SortKey.RATING: lambda searched: lambda track: searched.facts.ratings.get(track.path) or np.nan,
    SortKey.LAST_PLAYED: lambda searched: (
        lambda track: searched.facts.last_played.get(track.path, np.nan)
    ),
}

FACT_KEYS = frozenset(_BY_PATH)
"""What changes while the tracks stay as they are."""
