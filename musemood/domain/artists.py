"""Artists: who made the albums and who plays on them."""

from collections import Counter
from collections.abc import Generator, Iterable

from msgspec import Struct, field

from musemood.domain.album_groups import main_artist, names_various
from musemood.domain.albums import Album, shelf_name
from musemood.domain.track import Track, fold

_STEP = 20


class Artist(Struct, frozen=True, eq=False):
    """One artist. ``key``: the folded name. ``name``: "" for songs that name no artist.

    ``albums``: the artist's own, by year. ``songs``: those on albums of others, by album.
    ``tracks``: all songs, those of the own albums first.
    """

    key: str
    name: str
    albums: tuple[Album, ...]
    songs: tuple[Track, ...]
    tracks: tuple[Track, ...]


class _Shelf(Struct):
    names: Counter[str] = field(default_factory=Counter)
    albums: list[Album] = field(default_factory=list)
    songs: list[Track] = field(default_factory=list)


def artist_steps(albums: Iterable[Album]) -> Generator[None, None, list[Artist]]:
    """All artists by name, who is unnamed last; in steps of about a millisecond."""
    shelves: dict[str, _Shelf] = {}
    ordered = sorted(albums, key=lambda album: (album.year or 9999, shelf_name(album.title)))
    for count, album in enumerate(ordered):
        _put_album(shelves, album)
        if count % _STEP == 0:
            yield
    artists = []
    for count, (key, shelf) in enumerate(shelves.items()):
        artists.append(_made(key, shelf))
        if count % _STEP == 0:
            yield
    return sorted(artists, key=lambda artist: (not artist.name, shelf_name(artist.name)))


def _put_album(shelves: dict[str, _Shelf], album: Album) -> None:
    owner = "" if album.is_compilation else fold(album.artist)
    if not album.is_compilation:
        shelf = shelves.setdefault(owner, _Shelf())
        shelf.names[album.artist] += 1
        shelf.albums.append(album)
    # One fold for each name, not for each song.
    names = [main_artist(track) for track in album.tracks]
    keys = {name: _key(name) for name in set(names)}
    for track, name in zip(album.tracks, names, strict=True):
        key = keys[name]
        if album.is_compilation or (key and key != owner):
            shelf = shelves.setdefault(key, _Shelf())
            shelf.names[name if key else ""] += 1
            shelf.songs.append(track)


def _key(name: str) -> str:
    return "" if names_various(name) else fold(name)


def _made(key: str, shelf: _Shelf) -> Artist:
    name = min(shelf.names, key=lambda name: (-shelf.names[name], name))
    tracks = (*(track for album in shelf.albums for track in album.tracks), *shelf.songs)
    return Artist(key, name, tuple(shelf.albums), tuple(shelf.songs), tracks)
