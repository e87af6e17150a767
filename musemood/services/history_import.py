"""Bringing the history of another player: look, and reckon what it would bring.

Reading and matching happen in a thread of their own; `history_writing` brings what is planned.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import UTC, datetime

from msgspec import Struct
from PySide6.QtCore import QObject, Signal, SignalInstance

from musemood.domain.earlier_plays import EarlierBook
from musemood.domain.foreign_history import ForeignHistory, ForeignSong, HistorySource
from musemood.domain.history_plan import plan_history
from musemood.domain.play_log import Play
from musemood.domain.track import Track
from musemood.services.collection import Collection
from musemood.services.history_writing import HistoryWriting, Keepers
from musemood.services.storage import Storage
from musemood.services.tasks import Tasks
from musemood.services.undo import Undo


class HistoryFiles(Struct, frozen=True):
    """The disk as this service needs it; each may take long and runs in its thread.

    ``read`` raises HistoryFileError, the two that write raise OSError.
    """

    find_sources: Callable[[], list[HistorySource]]
    read: Callable[[str], ForeignHistory]
    write_unmatched: Callable[[str, Sequence[ForeignSong]], None]
    write_log: Callable[[str, Sequence[Play], Mapping[str, Track]], None]


class HistoryImport(QObject):
    """``writing`` brings what is planned.

    Signals: ``sources_found(list[HistorySource])``; ``planned(HistoryPlan)``;
    ``failed(Exception)`` where a file could not be read or written; ``file_saved(path)``.
    """

    sources_found = Signal(object)
    planned = Signal(object)
    failed = Signal(object)
    file_saved = Signal(object)

    def __init__(
        self,
        collection: Collection,
        storage: Storage,
        files: HistoryFiles,
        executor: Executor,
        keepers: Keepers | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        undo: Undo | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._storage = storage
        self._files = files
        self._tasks = Tasks(executor, self)
        self.keepers = keepers or Keepers()
        self.writing = HistoryWriting(collection, storage, self.keepers, undo or Undo(self), self)
        self._now = now
        self._asked = 0

    def load(self) -> None:
        """Ask the storage for what other players counted; comes after the library is loaded."""
        self._storage.ask(lambda store: EarlierBook(store.earlier()), self._on_loaded)

    def look(self) -> None:
        """Look for histories in the usual places; `sources_found` follows."""
        self._tasks.run(self._files.find_sources, self.sources_found.emit, self.failed.emit)

    def plan(self, path: str) -> None:
        """Read a history and reckon what it would bring; `planned` or `failed` follows."""
        self._asked += 1
        serial, now, collection, keepers = self._asked, self._now(), self._collection, self.keepers
        tracks, plays = collection.library.songs(), collection.plays()
        earlier, rated = collection.earlier(), dict(keepers.rated())
        playlists = tuple(keepers.playlists())
        self._tasks.run(
            lambda: plan_history(
                self._files.read(path), tracks, plays, earlier, now, rated, playlists
            ),
            lambda plan: self._if_asked(serial, self.planned, plan),
            lambda error: self._if_asked(serial, self.failed, error),
        )

    def forget_plan(self) -> None:
        """The answer that is under way is not wanted any more."""
        self._asked += 1

    def save_unmatched(self, path: str, songs: Sequence[ForeignSong]) -> None:
        """Write the list of songs that the library does not have; `file_saved` follows."""
        self._save(path, lambda: self._files.write_unmatched(path, songs))

    def save_log(self, path: str) -> None:
        """Write all plays as a ``.scrobbler.log``; `file_saved` follows."""
        plays = sorted(self._collection.plays(), key=lambda play: play.started_at)
        tracks = {track.path: track for track in self._collection.library}
        self._save(path, lambda: self._files.write_log(path, plays, tracks))

    def close(self) -> None:
        """Wait for the thread."""
        self._asked += 1
        self.writing.close()
        self._tasks.close()

    def _save(self, path: str, write: Callable[[], None]) -> None:
        self._tasks.run(write, lambda _: self.file_saved.emit(path), self.failed.emit)

    def _on_loaded(self, book: EarlierBook) -> None:
        self._collection.adopt_earlier(book)
        self._collection.history_changed.emit()

    def _if_asked(self, serial: int, signal: SignalInstance, value: object) -> None:
        if serial == self._asked:
            signal.emit(value)
