"""All that the views of a library are made from: albums, artists, genres and folders."""

from collections.abc import Generator, Iterable

from msgspec import Struct

from musemood.domain.album_groups import album_steps
from musemood.domain.albums import Album, AlbumKey
from musemood.domain.artists import Artist, artist_steps
from musemood.domain.folders import Folder, folder_steps
from musemood.domain.genres import Genre, genre_steps
from musemood.domain.library_places import is_within
from musemood.domain.track import Track


class Catalogue(Struct, frozen=True, eq=False):
    """Every song is in exactly one album and one folder, and in at least one genre.

    ``albums`` in no particular order, ``artists`` and ``genres`` by name, ``folders`` the
    topmost ones.
    """

    albums: tuple[Album, ...] = ()
    artists: tuple[Artist, ...] = ()
    genres: tuple[Genre, ...] = ()
    folders: tuple[Folder, ...] = ()

    def album(self, key: AlbumKey) -> Album | None:
        """The album of this key, None where it is gone."""
        return next((album for album in self.albums if album.key == key), None)

    def artist(self, key: str) -> Artist | None:
        """The artist of this key, None where there is none any more."""
        return next((artist for artist in self.artists if artist.key == key), None)

    def genre(self, key: str) -> Genre | None:
        """The genre of this key, None where there is none any more."""
        return next((genre for genre in self.genres if genre.key == key), None)

    def folder(self, path: str) -> Folder | None:
        """The folder at this path, None where there is none any more."""
        waiting = list(self.folders)
        while waiting:
            folder = waiting.pop()
            if folder.path == path:
                return folder
            waiting.extend(folder.folders)
        return None

    def count_in(self, path: str) -> int:
        """How many songs lie in and below the folder at this path."""
        folder = self.folder(path)
        if folder is not None:
            return folder.count
        return sum(top.count for top in self.folders if is_within(top.path, path))


def catalogue_steps(tracks: Iterable[Track]) -> Generator[None, None, Catalogue]:
    """The catalogue of these songs, made in steps of about a millisecond each.

    ``tracks`` must not change meanwhile.
    """
    albums = yield from album_steps(tracks)
    in_order = [track for album in albums for track in album.tracks]
    yield
    artists = yield from artist_steps(albums)
    genres = yield from genre_steps(in_order)
    folders = yield from folder_steps(in_order)
    return Catalogue(tuple(albums), tuple(artists), tuple(genres), folders)
