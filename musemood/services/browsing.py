"""Albums, artists, genres and folders of the library, kept up to date in the main thread.

Sorting 50,000 songs takes a few tenths of a second, so it is done in slices between the
events of the window. A thread would fight the window for Python's lock at every call.
"""

import time
from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

from musemood.domain.catalogue import Catalogue, catalogue_steps
from musemood.domain.track import Tags, Track
from musemood.services.collection import Collection

_SLICE_S = 0.005
_SHORTEST_WAIT_MS = 50
_REST, _LONG_REST = 3, 20
"""Between two catalogues there is at least so many times the time that one takes; the longer
rest where only moods are new, which come one by one while a library is analysed."""


class Browsing(QObject):
    """Makes a new `Catalogue` soon after the songs have changed.

    Signals: ``changed(Catalogue)``.
    """

    changed = Signal(object)

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalogue = Catalogue()
        self._collection = collection
        self._steps: Generator[None, None, Catalogue] | None = None
        self._spent_s = 0.0
        self._is_stale = False
        self._is_urgent = False
        self._tags: dict[str, Tags] = {}
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self._start)
        self._working = QTimer(self, interval=0)
        self._working.timeout.connect(self._work)
        collection.tracks_added.connect(self._on_songs_changed)
        collection.tracks_changed.connect(self._on_tracks_changed)
        collection.tracks_gone.connect(self._on_songs_changed)

    @property
    def is_settled(self) -> bool:
        """Whether the catalogue tells what the library holds now."""
        return not self._is_stale

    def _on_songs_changed(self, _: object) -> None:
        self._on_news(is_urgent=True)

    def _on_tracks_changed(self, tracks: list[Track]) -> None:
        self._on_news(is_urgent=any(self._tags.get(t.path) != t.tags for t in tracks))

    def _on_news(self, *, is_urgent: bool) -> None:
        is_more_urgent = is_urgent and not self._is_urgent
        self._is_stale = True
        self._is_urgent |= is_urgent
        if self._steps is None and (is_more_urgent or not self._waiting.isActive()):
            self._wait()

    def _wait(self) -> None:
        rest = _REST if self._is_urgent else _LONG_REST
        self._waiting.start(max(_SHORTEST_WAIT_MS, round(1000 * rest * self._spent_s)))

    def _start(self) -> None:
        self._is_stale = self._is_urgent = False
        self._spent_s = 0.0
        songs = list(self._collection.library.songs())
        self._tags = {track.path: track.tags for track in songs}
        self._steps = catalogue_steps(songs)
        self._working.start()

    def _work(self) -> None:
        if self._steps is None:
            return
        began = time.perf_counter()
        try:
            while time.perf_counter() - began < _SLICE_S:
                next(self._steps)
        except StopIteration as end:
            self._finish(end.value)
        self._spent_s += time.perf_counter() - began

    def _finish(self, catalogue: Catalogue) -> None:
        self._working.stop()
        self._steps = None
        self.catalogue = catalogue
        self.changed.emit(catalogue)
        if self._is_stale:
            self._wait()
