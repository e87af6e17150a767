"""The library as the window sees it: tracks, how often each was played, and news of both."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from musemood.domain.library import Library
from musemood.domain.play_log import Play, counts_as_play
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track


class Collection(QObject):
    """Tracks, plays and thumbs in memory, in the main thread only.

    Signals: ``tracks_added(list[Track])``, ``tracks_changed(list[Track])``,
    ``tracks_gone(list[str])``, ``play_counted(path)``.
    """

    tracks_added = Signal(object)
    tracks_changed = Signal(object)
    tracks_gone = Signal(object)
    play_counted = Signal(object)  # not str: Qt drops bytes that are not UTF-8

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = Library()
        self._plays: list[Play] = []
        self._thumbs: list[Thumb] = []
        self._play_counts: dict[str, int] = {}
        self._early_plays: dict[str, list[Play]] = {}  # of tracks that are not here (yet)

    def load(self, tracks: Iterable[Track], plays: Iterable[Play], thumbs: Iterable[Thumb]) -> None:
        """Take over what the store holds; comes before everything else."""
        self._thumbs.extend(thumbs)
        fresh = list(tracks)
        for track in fresh:
            self.library.put(track)
        for play in plays:
            self._remember(play)
        self.tracks_added.emit(fresh)

    def put(self, tracks: Iterable[Track]) -> None:
        """Add or replace tracks and say which was which."""
        added: list[Track] = []
        changed: list[Track] = []
        for track in tracks:
            before = self.library.get(track.path)
            if before == track:
                continue
            self.library.put(track)
            (changed if before is not None else added).append(track)
            for play in self._early_plays.pop(track.path, ()):
                self._count(play, track)
        if added:
            self.tracks_added.emit(added)
        if changed:
            self.tracks_changed.emit(changed)

    def remove(self, paths: Iterable[str]) -> None:
        """Forget tracks; their plays stay in the play log."""
        gone = [path for path in paths if path in self.library]
        for path in gone:
            self.library.remove(path)
        if gone:
            self.tracks_gone.emit(gone)

    def title(self, path: str) -> str:
        """The title of the track at ``path``; its file name where it left the library."""
        return (self.library.get(path) or Track(path, 0, 0)).title

    def play_count(self, path: str) -> int:
        """How often the track was played, by the rule of the play log."""
        return self._play_counts.get(path, 0)

    def add_play(self, play: Play) -> None:
        """Remember a play that has just ended."""
        if self._remember(play):
            self.play_counted.emit(play.path)

    def add_thumb(self, thumb: Thumb) -> None:
        """Remember a thumb that was just given."""
        self._thumbs.append(thumb)

    def plays(self) -> tuple[Play, ...]:
        """The whole play log."""
        return tuple(self._plays)

    def thumbs_since(self, since: datetime) -> tuple[Thumb, ...]:
        """The thumbs given at or after ``since``."""
        return tuple(thumb for thumb in self._thumbs if thumb.at >= since)

    def thumb_of(self, path: str, since: datetime) -> Thumb | None:
        """The latest thumb for this track at or after ``since``."""
        given = [t for t in self._thumbs if t.path == path and t.at >= since]
        return max(given, key=lambda thumb: thumb.at, default=None)

    def _remember(self, play: Play) -> bool:
        self._plays.append(play)
        track = self.library.get(play.path)
        if track is None:
            self._early_plays.setdefault(play.path, []).append(play)
            return False
        return self._count(play, track)

    def _count(self, play: Play, track: Track) -> bool:
        if not counts_as_play(play.heard_s, track.duration_s):
            return False
        self._play_counts[play.path] = self.play_count(play.path) + 1
        return True
