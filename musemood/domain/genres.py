"""Genres, as the files name them."""

import re
from collections import Counter
from collections.abc import Generator, Iterable
from functools import lru_cache

from msgspec import Struct, field

from musemood.domain.track import Track, fold

_STEP = 500
_BETWEEN = re.compile(r"\s*[,;]\s*")


class Genre(Struct, frozen=True, eq=False):
    """One genre. ``key``: the folded name. ``name``: "" for songs that name no genre."""

    key: str
    name: str
    tracks: tuple[Track, ...]


class _Shelf(Struct):
    names: Counter[str] = field(default_factory=Counter)
    tracks: list[Track] = field(default_factory=list)


def genre_steps(tracks: Iterable[Track]) -> Generator[None, None, list[Genre]]:
    """All genres by name, unnamed last, songs as they come; in steps of about a millisecond.

    A song of several genres is in each of them.
    """
    shelves: dict[str, _Shelf] = {}
    for count, track in enumerate(tracks):
        for key, name in genre_names(track.tags.genre):
            shelf = shelves.setdefault(key, _Shelf())
            shelf.names[name] += 1
            shelf.tracks.append(track)
        if count % _STEP == 0:
            yield
    genres = [
        Genre(key, min(shelf.names, key=lambda n: (-shelf.names[n], n)), tuple(shelf.tracks))
        for key, shelf in shelves.items()
    ]
    return sorted(genres, key=lambda genre: (not genre.key, genre.key))


def genre_keys(text: str) -> tuple[str, ...]:
    """The folded names of all genres that a genre tag names; none where it is empty."""
    return tuple(key for key, _ in genre_names(text) if key)


@lru_cache(maxsize=4096)
def genre_names(text: str) -> tuple[tuple[str, str], ...]:
    """The genres in one tag, each folded and as it is spelled; one unnamed where it is empty."""
    names = {fold(name): name for name in _BETWEEN.split(text) if fold(name)}
    return tuple(names.items()) or (("", ""),)
