"""A part of the collection in an order of its own, for lists that show an album or a genre."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer

from musemood.domain.library import Library
from musemood.domain.opinion import Opinion
from musemood.domain.query import Facts
from musemood.domain.track import Track
from musemood.services.collection import Collection

_FIRST, _AT_ONCE = 300, 500


class Excerpt(Collection):
    """Shows some tracks of ``whole`` as if they were all; counts and opinions are the whole's.

    Of very many the first are there at once, the others come between the events of the window.
    """

    def __init__(self, whole: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self._shown: Sequence[Track] = ()
        self._waiting: list[Track] = []  # the next one last
        self._filling = QTimer(self, singleShot=True, interval=0)
        self._filling.timeout.connect(lambda: self._take(_AT_ONCE))
        whole.tracks_changed.connect(self._renew)
        whole.tracks_gone.connect(self._on_tracks_gone)
        whole.play_counted.connect(self._on_play_counted)
        whole.history_changed.connect(self.history_changed)

    def show(self, tracks: Sequence[Track]) -> bool:
        """Hold these tracks, in this order; True where it is other tracks, or another order."""
        is_same = len(tracks) == len(self._shown)
        if is_same and all(map(_has_same_path, tracks, self._shown)):
            self._renew(map(self._newest, tracks))
            return False
        before = [track.path for track in self.library]
        self.library = Library()
        if before:
            self.tracks_gone.emit(before)
        self._shown, self._waiting = tracks, list(reversed(tracks))
        self._take(_FIRST)
        return True

    def finish(self) -> None:
        """Hold all of them now."""
        self._take(len(self._waiting))

    def play_count(self, path: str) -> int:
        """How often the track was played, by the rule of the play log."""
        return self._whole.play_count(path)

    def facts(self, now: float) -> Facts:
        """Those of the whole."""
        return self._whole.facts(now)

    def opinion_of(self, path: str) -> Opinion:
        """What the person says of the track at ``path``."""
        return self._whole.opinion_of(path)

    def _newest(self, track: Track) -> Track:
        """A catalogue is some moments old; what has become known since is the whole's."""
        return self._whole.library.get(track.path) or track

    def _take(self, count: int) -> None:
        """Some more of those that wait."""
        first = max(0, len(self._waiting) - count)
        fresh = [self._newest(track) for track in reversed(self._waiting[first:])]
        del self._waiting[first:]
        for track in fresh:
            self.library.put(track)
        if fresh:
            self.tracks_added.emit(fresh)
        if self._waiting:
            self._filling.start()

    def _renew(self, tracks: Iterable[Track]) -> None:
        """Other states of what is held already, as the whole has them."""
        changed = [t for t in tracks if self.library.get(t.path) not in (None, t)]
        for track in changed:
            self.library.put(track)
        if changed:
            self.tracks_changed.emit(changed)

    def _on_tracks_gone(self, paths: Iterable[str]) -> None:
        gone = frozenset(paths)
        self._shown = [track for track in self._shown if track.path not in gone]
        self._waiting = [track for track in self._waiting if track.path not in gone]
        self.remove(gone)

    def _on_play_counted(self, path: str) -> None:
        if path in self.library:
            self.play_counted.emit(path)


def _has_same_path(one: Track, other: Track) -> bool:
    return one.path == other.path
