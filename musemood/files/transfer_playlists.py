"""Playlists in an export: told apart by what they hold, so that none is lost and none doubled."""

import json
from collections.abc import Callable
from uuid import NAMESPACE_OID, uuid5

from msgspec.structs import replace

from musemood.domain.playlist import AnyPlaylist, Playlist, free_name
from musemood.files.playlist_store import playlist_to_document
from musemood.files.store import Store


class PlaylistTransfer:
    """Takes playlists over, each as it is in the file; one that is here stays as it is.

    ``path_of``: where a path of the file leads in the library, None where nowhere.
    """

    def __init__(self, store: Store, path_of: Callable[[str], str | None]) -> None:
        self._store = store
        self._path_of = path_of
        self._here = {playlist.id: playlist for playlist in store.playlists.all()}
        self._names = {playlist.name for playlist in self._here.values()}
        self._waiting: list[AnyPlaylist] = []

    def take(self, playlist: AnyPlaylist) -> tuple[bool, list[str]]:
        """Whether it is new here, and its paths that the library does not have.

        Where another one bears its id, as one that was changed since the export does, it gets
        an id that follows from what it holds: brought again it is known again.
        """
        absent: list[str] = []
        if isinstance(playlist, Playlist):
            absent = [path for path in playlist.entries if self._path_of(path) is None]
            paths = (self._path_of(path) or path for path in playlist.entries)
            playlist = replace(playlist, entries=tuple(paths))
        if any(replace(here, id=playlist.id) == playlist for here in self._here.values()):
            return False, absent
        if playlist.id in self._here:
            playlist = replace(playlist, id=_id_by_content(playlist))
            if playlist.id in self._here:
                return False, absent
        playlist = playlist.renamed(free_name(playlist.name, self._names))
        self._here[playlist.id] = playlist
        self._names.add(playlist.name)
        self._waiting.append(playlist)
        return True, absent

    def write(self) -> None:
        """To the disk. Raises StoreError."""
        if self._waiting:
            self._store.playlists.put(self._waiting)
        self._waiting = []


def _id_by_content(playlist: AnyPlaylist) -> str:
    return uuid5(NAMESPACE_OID, json.dumps(playlist_to_document(playlist))).hex
