"""Albums, artists, genres and folders of the library, kept up to date in the main thread.

Sorting 50,000 songs takes a few tenths of a second, so it is done in slices between the
events of the window. A thread would fight the window for Python's lock at every call.
"""

import time
from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

from musemood.domain.catalogue import Catalogue, catalogue_steps
from musemood.services.collection import Collection

_SLICE_S = 0.005
_FIRST_WAIT_MS = 50
_REST = 20
"""Between two catalogues there is at least so many times the time that one takes."""


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
        self._waiting = QTimer(self, singleShot=True, interval=_FIRST_WAIT_MS)
        self._waiting.timeout.connect(self._start)
        self._working = QTimer(self, interval=0)
        self._working.timeout.connect(self._work)
        collection.tracks_added.connect(self._on_news)
        collection.tracks_changed.connect(self._on_news)
        collection.tracks_gone.connect(self._on_news)

    @property
    def is_settled(self) -> bool:
        """Whether the catalogue tells what the library holds now."""
        return not self._is_stale

    def _on_news(self, _: object) -> None:
        self._is_stale = True
        if self._steps is None and not self._waiting.isActive():
            self._waiting.start()

    def _start(self) -> None:
        self._is_stale = False
        self._spent_s = 0.0
        self._steps = catalogue_steps(list(self._collection.library.songs()))
        self._working.start()

    def _work(self) -> None:
        if self._steps is None:
            return
        began = time.perf_counter()
        try:
            while time.perf_counter() - began < _SLICE_S:
                next(self._steps)
        except StopIteration as end:
            self._finish(end.value, time.perf_counter() - began)
        else:
            self._spent_s += time.perf_counter() - began

    def _finish(self, catalogue: Catalogue, last_s: float) -> None:
        self._working.stop()
        self._steps = None
        self._waiting.setInterval(
            max(_FIRST_WAIT_MS, round(1000 * _REST * (self._spent_s + last_s)))
        )
        self.catalogue = catalogue
        self.changed.emit(catalogue)
        if self._is_stale:
            self._waiting.start()
