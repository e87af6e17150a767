"""Albums, artists, genres and folders of the library, kept up to date in the main thread.

Sorting 50,000 songs takes a few tenths of a second, so it is done in slices between the
events of the window (slices.py).
"""

from collections.abc import Callable, Generator
from itertools import chain

from PySide6.QtCore import QObject, QTimer, Signal

from musemood.domain.albums import shelf_name
from musemood.domain.catalogue import Catalogue, catalogue_steps
from musemood.domain.track import Tags, Track
from musemood.services.collection import Collection
from musemood.services.slices import Slices

_NAMES_AT_ONCE = 200
_SHORTEST_WAIT_MS = 50
_REST, _LONG_REST = 3, 20
"""Between two catalogues there is at least so many times the time that one takes; the longer
rest where only moods are new, which come one by one while a library is analysed."""


class Browsing(QObject):
    """Makes a new `Catalogue` soon after the songs have changed.

    ``sorter``: gives that by which the window sorts names; it remembers what it was asked, and is
    asked here for every name, so that a view sorts them quickly. Signals: ``changed(Catalogue)``.
    """

    changed = Signal(object)

    def __init__(
        self,
        collection: Collection,
        sorter: Callable[[], Callable[[str], str]] = lambda: shelf_name,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sorter = sorter
        self.catalogue = Catalogue()
        self._collection = collection
        self._is_stale = False
        self._is_urgent = False
        self._tags: dict[str, Tags] = {}
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self._start)
        self._slices = Slices(self)
        self._slices.done.connect(self._on_made)
        collection.tracks_added.connect(self._on_songs_changed)
        collection.tracks_changed.connect(self._on_tracks_changed)
        collection.tracks_gone.connect(self._on_songs_changed)

    @property
    def is_settled(self) -> bool:
        """Whether the catalogue that is there or being made tells what the library holds now."""
        return not self._is_stale

    def _on_songs_changed(self, _: object) -> None:
        self._on_news(is_urgent=True)

    def _on_tracks_changed(self, tracks: list[Track]) -> None:
        self._on_news(is_urgent=any(self._tags.get(t.path) != t.tags for t in tracks))

    def _on_news(self, *, is_urgent: bool) -> None:
        is_more_urgent = is_urgent and not self._is_urgent
        self._is_stale = True
        self._is_urgent |= is_urgent
        if not self._slices.is_at_work and (is_more_urgent or not self._waiting.isActive()):
            self._wait()

    def _wait(self) -> None:
        rest = _REST if self._is_urgent else _LONG_REST
        self._waiting.start(max(_SHORTEST_WAIT_MS, round(1000 * rest * self._slices.spent_s)))

    def _start(self) -> None:
        self._is_stale = self._is_urgent = False
        songs = list(self._collection.library.songs())
        self._tags = {track.path: track.tags for track in songs}
        self._slices.start(self._steps(songs))

    def _steps(self, songs: list[Track]) -> Generator[None, None, Catalogue]:
        catalogue = yield from catalogue_steps(songs)
        by = self._sorter()
        names = chain(
            (album.title for album in catalogue.albums),
            (artist.name for artist in catalogue.artists),
            (genre.name for genre in catalogue.genres),
        )
        for count, name in enumerate(names):
            by(name)
            if count % _NAMES_AT_ONCE == 0:
                yield
        return catalogue

    def _on_made(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.changed.emit(catalogue)
        if self._is_stale:
            self._wait()
