"""The one thread that owns the store.

TinyDB from several threads destroys its file, so every call goes through an executor with a
single worker; that makes it impossible rather than forbidden.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from musemood.domain.embeddings import Embeddings
from musemood.domain.mood import SegmentReading
from musemood.domain.moves import MoveBook, Moved
from musemood.domain.notice import Notice
from musemood.domain.opinion import Correction, Opinion, Rating
from musemood.domain.play_log import Play
from musemood.domain.playlist import AnyPlaylist
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track
from musemood.files.collector import built_to_stay
from musemood.files.store import Store
from musemood.services.tasks import Tasks

T = TypeVar("T")
Sequence = tuple[NDArray[np.float32], SegmentReading]
_Content = tuple[list[AnyPlaylist], Mapping[str, Opinion], list[Track], list[Play], list[Thumb]]


class Storage(QObject):
    """The store, from any thread.

    Signals: ``first_read(list[Track])``, some for the eye, soon followed by
    ``playlists_loaded(list[AnyPlaylist])``, ``opinions_loaded(Mapping[str, Opinion])`` and
    ``loaded(list[Track], list[Play], list[Thumb])``, or ``load_failed(Exception)``;
    ``noticed(Notice)``,
    ``trouble(Exception)`` where a write that nobody waits for has failed.
    """

    first_read = Signal(object)
    playlists_loaded = Signal(object)
    loaded = Signal(object, object, object)
    load_failed = Signal(object)
    noticed = Signal(object)
    opinions_loaded = Signal(object)
    trouble = Signal(object)
    _written = Signal()

    def __init__(
        self,
        open_store: Callable[[], Store],
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_store = open_store
        self._executor = executor
        self._tasks = Tasks(executor, self)
        self._store: Store | None = None
        self._noticed: set[Notice] = set()
        self._written.connect(self._tell_notices)  # a backup may have failed

    def look(self, look: Callable[[], list[Track]]) -> None:
        """Let ``look`` read some tracks quickly; `first_read` follows, empty where it fails."""
        self._tasks.run(look, self.first_read.emit, lambda _: self.first_read.emit([]))

    def load(self) -> None:
        """Open the store and read everything; `loaded` follows."""
        self._tasks.run(self._load, self._on_loaded, self.load_failed.emit)

    # For worker threads: these wait, and raise what the store raises.

    def put(self, tracks: Iterable[Track]) -> None:
        """Add or replace tracks."""
        given = list(tracks)
        self._wait(lambda store: store.put(given))

    def put_analysed(
        self, items: Iterable[tuple[Track, NDArray[np.float32], SegmentReading]]
    ) -> None:
        """Add or replace tracks with their sequences."""
        given = list(items)
        self._wait(lambda store: store.put_analysed(given))

    def put_copies(self, items: Iterable[tuple[Track, str]]) -> None:
        """Add or replace tracks that share the sequence of another."""
        given = list(items)
        self._wait(lambda store: store.put_copies(given))

    def move(self, moved: Iterable[Moved]) -> None:
        """Tracks have other paths."""
        given = list(moved)
        self._wait(lambda store: store.move(given))

    def flush(self) -> None:
        """Write what is held back."""
        self._wait(lambda store: store.flush())
        self._written.emit()

    def remove(self, paths: Iterable[str]) -> None:
        """Forget tracks, without waiting."""
        given = list(paths)

        def remove(store: Store) -> None:
            store.remove(given)
            store.flush()

        self._later(remove)

    def sequence(self, path: str) -> Sequence | None:
        """The sequence of a track and the reading of its segments."""
        return self._wait(lambda store: store.sequence(path))

    def embeddings(self) -> Embeddings:
        """What each analysed track sounds like."""
        return self._wait(lambda store: store.embeddings())

    def moves(self) -> MoveBook:
        """All files that ever moved."""
        return self._wait(lambda store: store.moves())

    # For the main thread: these do not wait.

    def add_play(self, play: Play) -> None:
        """Append to the play log."""
        self._later(lambda store: store.add_play(play))

    def add_thumb(self, thumb: Thumb) -> None:
        """Append to the thumbs."""
        self._later(lambda store: store.add_thumb(thumb))

    def take_out_thumb(self, thumb: Thumb) -> None:
        """The undo of `add_thumb`."""
        self._later(lambda store: store.take_out_thumb(thumb))

    def put_playlist(self, playlist: AnyPlaylist) -> None:
        """Add or replace a playlist."""
        self._later(lambda store: store.playlists.put([playlist]), self._tell_written)

    def remove_playlist(self, playlist_id: str) -> None:
        """Forget a playlist."""
        self._later(lambda store: store.playlists.remove([playlist_id]), self._tell_written)

    def add_corrections(self, corrections: Iterable[Correction]) -> None:
        """Remember moods that the person gave or took back, all at one moment."""
        given = list(corrections)
        self._later(lambda store: store.add_corrections(given))

    def add_ratings(self, ratings: Iterable[Rating]) -> None:
        """Remember stars that the person gave or took back, all at one moment."""
        given = list(ratings)
        self._later(lambda store: store.add_ratings(given))

    def put_later(self, tracks: Iterable[Track]) -> None:
        """`put` and `flush`, without waiting."""
        given = list(tracks)

        def put(store: Store) -> None:
            store.put(given)
            store.flush()

        self._later(put)

    def ask_segments(self, path: str, then: Callable[[SegmentReading | None], None]) -> None:
        """Hand the track's segment reading to ``then`` as soon as it is read."""
        self._later(
            lambda store: store.sequence(path),
            lambda sequence: then(sequence[1] if sequence else None),
        )

    def ask(
        self,
        work: Callable[[Store], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run ``work`` on the store; ``failed`` in place of `trouble`, where it is given."""
        self._tasks.run(lambda: work(self._opened()), then, failed or self.trouble.emit)

    def close(self) -> None:
        """Finish what was asked, then close the store."""
        try:
            self._executor.submit(self._close_opened).result()  # after a load that is on its way
        finally:
            self._tasks.close()

    def _close_opened(self) -> None:
        if self._store is not None:
            self._store.close()

    def _load(self) -> _Content:
        with built_to_stay():
            return self._read()

    def _read(self) -> _Content:
        store = self._store = self._open_store()
        return (
            store.playlists.all(),
            store.opinions(),
            store.tracks(),
            store.plays(),
            store.thumbs(),
        )

    def _on_loaded(self, content: _Content) -> None:
        self._tell_notices()
        playlists, opinions, *rest = content
        self.playlists_loaded.emit(playlists)
        self.opinions_loaded.emit(opinions)
        self.loaded.emit(*rest)

    def _tell_written(self, _: None) -> None:
        self._tell_notices()

    def _opened(self) -> Store:
        if self._store is None:
            raise RuntimeError("the store is not open")
        return self._store

    def _wait(self, work: Callable[[Store], T]) -> T:
        return self._executor.submit(lambda: work(self._opened())).result()

    def _later(self, work: Callable[[Store], T], then: Callable[[T], None] | None = None) -> None:
        self._tasks.run(lambda: work(self._opened()), then, self.trouble.emit)

    def _tell_notices(self) -> None:
        notices = self._store.notices if self._store else ()
        for notice in notices:
            if notice not in self._noticed:
                self._noticed.add(notice)
                self.noticed.emit(notice)
