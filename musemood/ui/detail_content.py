"""What the page of an album, an artist, a genre or a folder shows."""

import os
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from musemood.domain.albums import Album, by_disc, mix_of
from musemood.domain.artists import Artist
from musemood.domain.catalogue import Catalogue
from musemood.domain.folders import Folder
from musemood.domain.mood import Mood
from musemood.domain.track import Track, fold, shown_name
from musemood.ui.places import Kind, Thing
from musemood.ui.translate import tr
from musemood.ui.view_wording import (
    album_artist,
    albums_text,
    artist_name,
    genre_name,
    length_text,
)
from musemood.ui.wording import songs_text


class Content(Struct, frozen=True, eq=False):
    """A page. ``facts``: one line under the title. ``headings``: by the path of a song.

    ``link``, ``link_text``: a thing that the head leads to. ``cover``: the song whose cover is
    shown large. ``albums``: shown as a grid above the songs. ``mix``: see `mood_mix`; None where
    it is quickly found from the songs.
    """

    kind_name: str
    title: str
    facts: str
    tracks: Sequence[Track]
    headings: Mapping[str, str] = field(default_factory=dict)
    link_text: str = ""
    link: Thing | None = None
    cover: Track | None = None
    albums: Sequence[Album] = ()
    mix: Mapping[Mood, float] | None = None


def content_of(thing: Thing, catalogue: Catalogue) -> Content | None:
    """What to show of a thing, None where it is no more."""
    if thing.kind is Kind.ALBUM:
        title, artist, folder = thing.key
        album = catalogue.album((title, artist, folder))
        return _album(album) if album else None
    key = thing.key[0]
    if thing.kind is Kind.ARTIST:
        found = catalogue.artist(key)
        return _artist(found) if found else None
    if thing.kind is Kind.GENRE:
        genre = catalogue.genre(key)
        if genre is None:
            return None
        facts = _facts(songs_text(len(genre.tracks)), length_text(_length_s(genre.tracks)))
        return Content(tr("Genre"), genre_name(genre.name), facts, genre.tracks)
    place = catalogue.folder(key)
    return _folder(place) if place else None


def _album(album: Album) -> Content:
    discs = by_disc(album)
    headings = {}
    if len(discs) > 1:
        headings = {songs[0].path: tr("Disc {n}").format(n=disc) for disc, songs in discs}
    has_artist = bool(album.artist) and not album.is_compilation
    return Content(
        tr("Compilation") if album.is_compilation else tr("Album"),
        album.title,
        _facts(str(album.year or ""), songs_text(len(album.tracks)), length_text(album.duration_s)),
        album.tracks,
        headings,
        album_artist(album),
        Thing(Kind.ARTIST, (fold(album.artist),)) if has_artist else None,
        album.tracks[0],
    )


def _artist(artist: Artist) -> Content:
    headings = {
        album.tracks[0].path: _facts(album.title, str(album.year or "")) for album in artist.albums
    }
    if artist.songs:
        headings[artist.songs[0].path] = tr("On albums of others") if artist.albums else tr("Songs")
    tracks = artist.tracks
    facts = _facts(
        albums_text(len(artist.albums)) if artist.albums else "",
        songs_text(len(tracks)),
        length_text(_length_s(tracks)),
    )
    name = artist_name(artist.name)
    return Content(tr("Artist"), name, facts, tracks, headings, albums=artist.albums)


class _PartNames(Mapping[str, str]):
    """The headings of a folder: over the first song of each part, named when it is seen."""

    def __init__(self, folder: Folder, parts: Sequence[Folder]) -> None:
        self._name, self._start = folder.name, len(folder.path) + 1
        self._paths = {part.tracks[0].path: part.path for part in parts if part.tracks}

    def __getitem__(self, path: str) -> str:
        return shown_name(self._paths[path][self._start :]) or self._name

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _folder(folder: Folder) -> Content:
    parts = folder.parts()
    facts = _facts(songs_text(folder.count), length_text(folder.duration_s))
    name = shown_name(folder.path.rpartition(os.sep)[2])
    return Content(
        tr("Folder"),
        name,
        facts,
        [track for part in parts for track in part.tracks],
        _PartNames(folder, parts) if folder.folders else {},
        mix=mix_of(folder.moods),
    )


def _facts(*words: str) -> str:
    return " · ".join(filter(None, words))


def _length_s(tracks: Sequence[Track]) -> float:
    return sum(track.duration_s for track in tracks)
