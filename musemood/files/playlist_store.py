"""Playlists on the disk: ``playlists.json``, a TinyDB file beside that of the tracks.

A file of its own: what a person made by hand does not share the fate of what a scan finds again,
and moving one song in a list does not write 50,000 tracks.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from msgspec.structs import replace

from musemood.domain.notice import Notice, NoticeKind
from musemood.domain.playlist import AnyPlaylist, Playlist, SmartPlaylist
from musemood.files.backups import load_tables
from musemood.files.json_text import Document, Tables
from musemood.files.safekeeping import Safekeeping
from musemood.files.storages import AtomicStorage, DocumentTable, StoreError, store_errors

_NOTICE_KINDS = {
    NoticeKind.BACKUP_RESTORED: NoticeKind.PLAYLISTS_RESTORED,
    NoticeKind.STARTED_EMPTY: NoticeKind.PLAYLISTS_LOST,
}


class PlaylistStore:
    """All playlists of one data folder; each write is on the disk when it returns.

    Methods that write raise StoreError if that fails or the store is read-only.
    """

    def __init__(self, folder: Path, tables: Tables, *, is_read_only: bool) -> None:
        self._path = folder / "playlists.json"
        self._is_read_only = is_read_only
        self._notices: dict[NoticeKind, Notice] = {}
        self._backups = Safekeeping(self._path, folder / "backups", self._on_backup_failed)
        storage = AtomicStorage(self._path, tables, self._backups.before_write)
        self._table = DocumentTable(storage, "playlists", "id")

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Self:
        """Open what is there, mending damage from a backup. Raises StoreError."""
        path = folder / "playlists.json"
        with store_errors(path):
            tables, notice = load_tables(path, folder / "backups", read_only=read_only)
        store = cls(folder, tables, is_read_only=read_only)
        if notice is not None:
            store._note(replace(notice, kind=_NOTICE_KINDS[notice.kind]))
        return store

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the person should be told."""
        return tuple(self._notices.values())

    def all(self) -> list[AnyPlaylist]:
        """All of them, in the order in which they came.

        One that cannot be read is passed over, stays in the file, and is counted in a notice.
        """
        found = [_read(document) for document in self._table]
        playlists = [playlist for playlist in found if playlist is not None]
        skipped = len(found) - len(playlists)
        if skipped:
            self._note(Notice(NoticeKind.PLAYLISTS_SKIPPED, str(self._path), count=skipped))
        return playlists

    def put(self, playlists: Iterable[AnyPlaylist]) -> None:
        """Insert, or replace by id."""
        self._refuse_if_read_only()
        self._table.put(map(playlist_to_document, playlists))
        self._table.flush()

    def follow_files(self, moved: Mapping[str, str]) -> None:
        """Entries follow files that have new paths (old path to new)."""
        found = [each for each in self.all() if isinstance(each, Playlist)]
        followed = [each.with_moved_files(moved) for each in found]
        changed = [new for old, new in zip(found, followed, strict=True) if new != old]
        if changed:
            self.put(changed)

    def remove(self, ids: Collection[str]) -> None:
        """Forget these; unknown ids are passed over."""
        self._refuse_if_read_only()
        self._table.remove(ids)
        self._table.flush()

    def close(self) -> None:
        """Write what an earlier attempt could not, and keep a backup if anything was written."""
        self._table.flush()
        self._backups.at_end()

    def _refuse_if_read_only(self) -> None:
        if self._is_read_only:
            raise StoreError(self._path.parent, "opened for reading only")

    def _on_backup_failed(self) -> None:
        self._note(Notice(NoticeKind.BACKUP_FAILED, str(self._path.parent / "backups")))

    def _note(self, notice: Notice) -> None:
        self._notices[notice.kind] = notice


def playlist_to_document(playlist: AnyPlaylist) -> Document:
    """The playlist as it is stored: with ``entries``, or with the ``query`` of a smart one."""
    if isinstance(playlist, SmartPlaylist):
        return {"id": playlist.id, "name": playlist.name, "query": playlist.query}
    return {"id": playlist.id, "name": playlist.name, "entries": list(playlist.entries)}


def document_to_playlist(document: Document) -> AnyPlaylist:
    """The playlist. Raises ValueError for a document of another kind."""
    match document:
        case {"id": str(number), "name": str(name), "query": str(query)}:
            return SmartPlaylist(number, name, query)
        case {"id": str(number), "name": str(name), "entries": list(entries)} if _are_texts(
            entries
        ):
            return Playlist(number, name, tuple(entries))
    raise ValueError("not a playlist")


def _are_texts(entries: list[Any]) -> bool:
    return all(isinstance(entry, str) for entry in entries)


def _read(document: Document) -> AnyPlaylist | None:
    try:
        return document_to_playlist(document)
    except ValueError:
        return None
