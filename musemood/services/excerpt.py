"""A part of the collection in an order of its own, for lists that show an album or a genre."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from musemood.domain.library import Library
from musemood.domain.opinion import Opinion
from musemood.domain.query import Facts
from musemood.domain.track import Track
from musemood.services.collection import Collection


class Excerpt(Collection):
    """Shows some tracks of ``whole`` as if they were all; counts and opinions are the whole's."""

    def __init__(self, whole: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        whole.tracks_changed.connect(self._on_tracks_changed)
        whole.tracks_gone.connect(self.remove)
        whole.play_counted.connect(self._on_play_counted)
        whole.history_changed.connect(self.history_changed)

    def show(self, tracks: Sequence[Track]) -> bool:
        """Hold these tracks, in this order; True where it is other tracks, or another order."""
        # A catalogue is some moments old; what has become known since is the whole's.
        tracks = [self._whole.library.get(track.path) or track for track in tracks]
        before = [track.path for track in self.library]
        if before == [track.path for track in tracks]:
            self.put(tracks)
            return False
        self.library = Library()
        if before:
            self.tracks_gone.emit(before)
        self.library = Library(tracks)
        self.tracks_added.emit(list(tracks))
        return True

    def play_count(self, path: str) -> int:
        """How often the track was played, by the rule of the play log."""
        return self._whole.play_count(path)

    def facts(self, now: float) -> Facts:
        """Those of the whole."""
        return self._whole.facts(now)

    def opinion_of(self, path: str) -> Opinion:
        """What the person says of the track at ``path``."""
        return self._whole.opinion_of(path)

    def _on_tracks_changed(self, tracks: Iterable[Track]) -> None:
        self.put(track for track in tracks if track.path in self.library)

    def _on_play_counted(self, path: str) -> None:
        if path in self.library:
            self.play_counted.emit(path)
