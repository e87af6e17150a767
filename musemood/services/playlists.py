"""Playlists as the window sees them: in memory, every change stored and undoable.

Files are read, written and looked for in a thread of their own, because a drive may be slow.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Executor
from functools import partial
from typing import Protocol
from uuid import uuid4

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from musemood.domain.edit import Edit, EditKind
from musemood.domain.playlist import AnyPlaylist, Playlist, SmartPlaylist, free_name, tidy_name
from musemood.domain.playlist_file import PlaylistFile, PlaylistFileError, PlaylistProblem
from musemood.domain.span import file_of
from musemood.domain.track import Track, fold
from musemood.services.tasks import Tasks
from musemood.services.undo import Undo


class ImportedPlaylist(Struct, frozen=True):
    """A playlist file that was read. ``found``: its entries that there are on the disk.

    ``is_new``: False where the very same playlist was there already. ``is_opened``: the person
    wants to hear it now.
    """

    playlist: Playlist
    found: tuple[str, ...]
    passed_over: tuple[str, ...]
    is_new: bool
    is_opened: bool


class PlaylistShelf(Protocol):
    """What this needs of the storage; neither call waits."""

    def put_playlist(self, playlist: AnyPlaylist) -> None:
        """Add or replace a playlist."""

    def remove_playlist(self, playlist_id: str) -> None:
        """Forget a playlist."""


class Playlists(QObject):
    """All playlists.

    Signals: ``changed()`` when names or their number did, ``playlist_changed(id)``,
    ``missing_changed()``, ``imported(ImportedPlaylist)``, ``exported(str)`` with the path,
    ``failed(PlaylistFailure)`` where a playlist file could not be read or written.
    """

    changed = Signal()
    playlist_changed = Signal(str)
    missing_changed = Signal()
    imported = Signal(object)
    exported = Signal(object)
    failed = Signal(object)

    def __init__(
        self, shelf: PlaylistShelf, undo: Undo, executor: Executor, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._undo = undo
        self._tasks = Tasks(executor, self)
        self._playlists: dict[str, AnyPlaylist] = {}
        self._missing: frozenset[str] = frozenset()

    def load(self, playlists: Iterable[AnyPlaylist]) -> None:
        """Take over what the store holds."""
        self._playlists.update((playlist.id, playlist) for playlist in playlists)
        self.changed.emit()

    def close(self) -> None:
        """Wait for the thread."""
        self._tasks.close()

    # Asking

    def all(self) -> list[AnyPlaylist]:
        """All of them, by name."""
        return sorted(self._playlists.values(), key=lambda each: (fold(each.name), each.id))

    def contents(self) -> list[tuple[str, tuple[str, ...]]]:
        """Name and entries of each that was made by hand."""
        return [(each.name, each.entries) for each in self.all() if isinstance(each, Playlist)]

    def get(self, playlist_id: str) -> AnyPlaylist | None:
        """The playlist, None if there is none of this id."""
        return self._playlists.get(playlist_id)

    def is_missing(self, path: str) -> bool:
        """Whether there was no such file when last looked for."""
        return path in self._missing

    def look_for(self, paths: Iterable[str]) -> None:
        """See which of these files are there; `missing_changed` follows if that has changed."""
        asked = frozenset(paths)
        self._tasks.run(lambda: _missing(asked), lambda gone: self._on_looked_for(asked, gone))

    # Changing

    def create(self, name: str, paths: Iterable[str] = ()) -> Playlist:
        """A new playlist; a number is put behind a name that is taken."""
        playlist = Playlist(uuid4().hex, self._free(name), tuple(paths))
        self._change(None, playlist, EditKind.PLAYLIST_CHANGED)
        return playlist

    def bring(self, name: str, paths: Iterable[str]) -> Callable[[], None]:
        """A playlist of another player; returns what takes it back. No edit of its own."""
        playlist = Playlist(uuid4().hex, self._free(name), tuple(paths))
        self._put(playlist.id, playlist)
        return lambda: self._put(playlist.id, None)

    def create_smart(self, name: str, query: str) -> SmartPlaylist:
        """A new smart playlist that saves a search."""
        playlist = SmartPlaylist(uuid4().hex, self._free(name), query)
        self._change(None, playlist, EditKind.PLAYLIST_CHANGED)
        return playlist

    def rename(self, playlist_id: str, name: str) -> None:
        """Give another name; an empty one changes nothing."""
        before, name = self._playlists.get(playlist_id), tidy_name(name)
        if before is not None and name and name != before.name:
            self._change(before, before.renamed(name), EditKind.PLAYLIST_CHANGED)

    def delete(self, playlist_id: str) -> None:
        """Take a playlist away; the files stay, and undo brings it back."""
        before = self._playlists.get(playlist_id)
        if before is not None:
            self._change(before, None, EditKind.PLAYLIST_DELETED)

    def add(self, playlist_id: str, paths: Iterable[str], at: int | None = None) -> None:
        """New entries before row ``at``, or at the end."""
        given = tuple(paths)
        self._edit(
            playlist_id, lambda p: p.with_paths(given, at), EditKind.PLAYLIST_ADDED_TO, len(given)
        )

    def take_out(self, playlist_id: str, rows: Collection[int]) -> None:
        """Take rows out of a playlist; no file is touched."""
        self._edit(playlist_id, lambda p: p.without(rows), EditKind.PLAYLIST_TAKEN_OUT, len(rows))

    def move(self, playlist_id: str, rows: Collection[int], target: int) -> None:
        """Put rows before the row ``target``, counted as they stand now."""
        self._edit(playlist_id, lambda p: p.moved(rows, target), EditKind.PLAYLIST_CHANGED, 0)

    def follow_files(self, moved: Mapping[str, str]) -> None:
        """Files have new paths (old path to new): entries follow, and that is no edit."""
        for playlist in list(self._playlists.values()):
            if isinstance(playlist, Playlist):
                after = playlist.with_moved_files(moved)
                if after != playlist:
                    self._put(playlist.id, after)

    # Files

    def read_files(self, paths: Iterable[str], *, is_opened: bool = False) -> None:
        """Import playlist files one by one; `imported` or `failed` follows for each."""
        for path in paths:
            self._tasks.run(
                partial(_read, path),
                lambda read: self._on_read(*read, is_opened),
                self._on_failed,
            )

    def write_file(self, target: str, name: str, tracks: Iterable[Track]) -> None:
        """Export tracks as m3u8, or as xspf by the ending of ``target``."""
        given = tuple(tracks)
        self._tasks.run(
            lambda: _write(target, name, given),
            lambda _: self.exported.emit(target),
            self._on_failed,
        )

    # Within

    def _free(self, name: str) -> str:
        return free_name(tidy_name(name), {each.name for each in self._playlists.values()})

    def _edit(
        self, playlist_id: str, change: Callable[[Playlist], Playlist], kind: EditKind, count: int
    ) -> None:
        before = self._playlists.get(playlist_id)
        if isinstance(before, Playlist):
            after = change(before)
            if after != before:
                self._change(before, after, kind, count)

    def _change(
        self, before: AnyPlaylist | None, after: AnyPlaylist | None, kind: EditKind, count: int = 0
    ) -> None:
        one = before if after is None else after
        assert one is not None
        self._put(one.id, after)
        moved = self._undo.moved_since_now()

        def put(state: AnyPlaylist | None) -> None:
            followed = state.with_moved_files(moved()) if isinstance(state, Playlist) else state
            self._put(one.id, followed)

        self._undo.add(
            Edit(
                kind,
                back=lambda: put(before),
                again=lambda: put(after),
                count=count,
                name=one.name,
            )
        )

    def _put(self, playlist_id: str, playlist: AnyPlaylist | None) -> None:
        before = self._playlists.get(playlist_id)
        if playlist is None:
            self._playlists.pop(playlist_id, None)
            self._shelf.remove_playlist(playlist_id)
        else:
            self._playlists[playlist_id] = playlist
            self._shelf.put_playlist(playlist)
        if before is None or playlist is None or before.name != playlist.name:
            self.changed.emit()
        self.playlist_changed.emit(playlist_id)

    def _on_looked_for(self, asked: frozenset[str], gone: frozenset[str]) -> None:
        missing = (self._missing - asked) | gone
        if missing != self._missing:
            self._missing = missing
            self.missing_changed.emit()

    def _on_read(self, file: PlaylistFile, gone: frozenset[str], is_opened: bool) -> None:
        self._on_looked_for(frozenset(file.entries), gone)
        playlist, is_new = self._same(file), False
        if playlist is None:
            playlist, is_new = self.create(file.name, file.entries), True
        found = tuple(path for path in dict.fromkeys(file.entries) if path not in gone)
        self.imported.emit(ImportedPlaylist(playlist, found, file.passed_over, is_new, is_opened))

    def _same(self, file: PlaylistFile) -> Playlist | None:
        """A playlist of this name with these entries: a file opened twice is imported once."""
        return next(
            (
                each
                for each in self._playlists.values()
                if isinstance(each, Playlist)
                and (each.name, each.entries) == (file.name, file.entries)
            ),
            None,
        )

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, PlaylistFileError):
            raise error
        self.failed.emit(error.failure)


# The formats are read when they are needed first: 8 ms of every start.


def _write(target: str, name: str, tracks: tuple[Track, ...]) -> None:
    from musemood.files.playlists import write_playlist

    write_playlist(target, name, tracks)


def _read(path: str) -> tuple[PlaylistFile, frozenset[str]]:
    from musemood.files.playlists import read_playlist

    file = read_playlist(path)
    if not file.entries:
        raise PlaylistFileError(PlaylistProblem.NO_SONGS, path, " ".join(file.passed_over))
    return file, _missing(frozenset(file.entries))


def _missing(paths: frozenset[str]) -> frozenset[str]:
    return frozenset(path for path in paths if not os.path.isfile(file_of(path)))
