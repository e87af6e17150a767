"""Which songs are one album.

Songs with the same album title are one album where they have the same album artist, wherever
they lie. Where the files name no album artist, those in one folder (the discs of a set count
as one) belong together: to their artist where nearly all have the same one, who then joins
them with songs of that album elsewhere; else to various artists. Songs without an album title
go with their folder.

The work is handed over in steps, so that a window stays alive while 50,000 songs are sorted.
"""

import os
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct, field

from musemood.domain.albums import Album, AlbumKey, album_folder, make_album, most_common
from musemood.domain.track import Track, fold

_STEP = 500
"""Songs handled between two steps: about a millisecond."""

_OWN_SHARE = 0.75
"""From this share of the songs on, an album is its artist's, guests or not."""

_VARIOUS = frozenset(("various artists", "various", "va", "v.a.", "群星"))
_GUESTS = re.compile(r"[\s,;]*[\(\[]?\b(?:feat\.?|ft\.|featuring)\s.*$", re.IGNORECASE)

_MANY = "*"
"""Stands for the artist in the key of a compilation."""

Folders = dict[str, dict[str, list[Track]]]


class _Group(Struct):
    """Songs that turned out to be one album, and how each part of them is spelled."""

    titles: list[str] = field(default_factory=list)
    artists: list[str] = field(default_factory=list)
    is_compilation: bool = False
    tracks: list[Track] = field(default_factory=list)


def album_steps(tracks: Iterable[Track]) -> Generator[None, None, list[Album]]:
    """The albums of these songs, in no particular order; in steps of about a millisecond each."""
    folders = yield from _by_folder(tracks)
    groups: dict[AlbumKey, _Group] = {}
    for count, (folder, titles) in enumerate(folders.items()):
        _adopt_untitled(titles)
        for title, songs in titles.items():
            _sort_in(groups, title, folder, songs)
        if count % (_STEP // 10) == 0:
            yield
    albums = []
    for count, (key, group) in enumerate(groups.items()):
        albums.append(_made(key, group))
        if count % (_STEP // 20) == 0:
            yield
    return albums


def main_artist(track: Track) -> str:
    """The artist without guests ("feat. ..."); the album artist where no artist is named."""
    return _without_guests(track.tags.artist or track.tags.album_artist)


def names_various(artist: str) -> bool:
    """Whether this album artist stands for many."""
    return _folded(artist) in _VARIOUS


def _by_folder(tracks: Iterable[Track]) -> Generator[None, None, Folders]:
    """The songs by album folder and folded title; songs without a title under ""."""
    by_path: dict[tuple[str, str], list[Track]] = {}
    for count, track in enumerate(tracks):
        place = (track.path.rpartition(os.sep)[0], track.tags.album)
        songs = by_path.get(place)
        if songs is None:
            by_path[place] = songs = []
        songs.append(track)
        if count % _STEP == 0:
            yield
    folders: Folders = {}
    for count, ((folder, title), songs) in enumerate(by_path.items()):
        titles = folders.setdefault(album_folder(folder), {})
        titles.setdefault(_folded(title), []).extend(songs)
        if count % (_STEP // 5) == 0:
            yield
    return folders


def _adopt_untitled(titles: dict[str, list[Track]]) -> None:
    """A few songs without a title beside one album are of that album."""
    if len(titles) == 2 and "" in titles:
        (title,) = (title for title in titles if title)
        if len(titles[""]) < len(titles[title]):
            titles[title].extend(titles.pop(""))


def _sort_in(
    groups: dict[AlbumKey, _Group], title: str, folder: str, songs: Sequence[Track]
) -> None:
    """Put the songs with one title in one folder to the albums they are of."""
    # Of all the songs: a part may consist of adopted ones only, which have no title.
    spelled = most_common([t.tags.album for t in songs if t.tags.album]) if title else ""
    for artist, is_compilation, is_said, part in _parts(songs):
        stays_in_folder = not title or (is_compilation and not is_said)
        key = (
            title,
            _MANY if is_compilation else _folded(artist),
            folder if stays_in_folder else "",
        )
        group = groups.setdefault(key, _Group(is_compilation=is_compilation))
        group.titles.extend([spelled] * len(part))
        group.artists.extend([artist] * len(part) if artist else ())
        group.tracks.extend(part)


def _made(key: AlbumKey, group: _Group) -> Album:
    artist = most_common(group.artists) if group.artists and not group.is_compilation else ""
    return make_album(key, most_common(group.titles), artist, group.is_compilation, group.tracks)


def _parts(songs: Sequence[Track]) -> Iterator[tuple[str, bool, bool, Sequence[Track]]]:
    """Album artist, whether it is a compilation, whether the files say so, and its songs."""
    names = {track.tags.album_artist for track in songs}
    said = names - {""}
    if len(said) == 1 or (said and len(set(map(_folded, said))) == 1):
        name = min(said)  # one speaks for those that say nothing
        yield name, names_various(name), True, songs
        return
    for name in said:
        part = [track for track in songs if track.tags.album_artist == name]
        yield name, names_various(name), True, part
    if "" in names:
        unsaid = [track for track in songs if not track.tags.album_artist]
        artist = _shared_artist(unsaid)
        yield artist or "", artist is None or names_various(artist), False, unsaid


def _shared_artist(songs: Sequence[Track]) -> str | None:
    """The artist of nearly all of the songs, "" where none says, None where they differ."""
    artists = [track.tags.artist for track in songs]
    if len(set(artists)) == 1:
        return _without_guests(artists[0])
    names = Counter(artists)
    by_folded: dict[str, Counter[str]] = {}
    for name, count in names.items():
        main = _without_guests(name)
        by_folded.setdefault(_folded(main), Counter())[main] += count
    if len(by_folded) > 1:
        by_folded.pop("", None)  # who says nothing does not disagree
    best = max(by_folded.values(), key=lambda counts: (counts.total(), min(counts)))
    total = sum(counts.total() for counts in by_folded.values())
    return min(best, key=lambda n: (-best[n], n)) if best.total() >= _OWN_SHARE * total else None


@lru_cache(maxsize=16384)
def _folded(name: str) -> str:
    return fold(name)


@lru_cache(maxsize=16384)
def _without_guests(artist: str) -> str:
    return _GUESTS.sub("", artist) or artist
