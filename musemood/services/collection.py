"""The library as the window sees it: tracks, how often each was played, and news of both."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from musemood.domain.earlier_plays import EarlierBook, EarlierPlays
from musemood.domain.library import Library
from musemood.domain.play_log import Play, counts_as_play
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track


class Collection(QObject):
    """Tracks, plays and thumbs in memory, in the main thread only.

    Signals: ``tracks_added(list[Track])``, ``tracks_changed(list[Track])``,
    ``tracks_gone(list[str])``, ``play_counted(path)``, ``history_changed()`` when plays of other
    times came or went, many at once.
    """

    tracks_added = Signal(object)
    tracks_changed = Signal(object)
    tracks_gone = Signal(object)
    play_counted = Signal(object)  # not str: Qt drops bytes that are not UTF-8
    history_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = Library()
        self._earlier = EarlierBook()
        self._plays: list[Play] = []
        self._thumbs: list[Thumb] = []
        self._play_counts: dict[str, int] = {}

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
        """How often the track was played, by the rule of the play log, and in other players."""
        return self._play_counts.get(path, 0)

    def add_play(self, play: Play) -> None:
        """Remember a play that has just ended."""
        if self._remember(play):
            self.play_counted.emit(play.path)

    def bring(self, plays: Iterable[Play], words: Iterable[EarlierPlays]) -> None:
        """Remember plays of other times; `history_changed` is for whoever brings all of them."""
        for play in plays:
            self._remember(play)
        self._take(words)

    def take_back(self, plays: Sequence[Play], words: Iterable[EarlierPlays]) -> None:
        """The undo of one `bring`: all of its very plays, and words that take its words back."""
        gone = set(map(id, plays))  # by identity: hashing 100,000 plays takes long
        kept = [play for play in self._plays if id(play) not in gone]
        if len(kept) < len(self._plays):  # else they were written, but never brought here
            self._plays = kept
            for play in filter(self._is_counted, plays):
                self._play_counts[play.path] -= 1
        self._take(words)

    def adopt_earlier(self, book: EarlierBook) -> None:
        """Take over what the store holds; comes once, after `load` and before `bring`."""
        self._earlier = book
        for path, count in book.counts().items():
            self._play_counts[path] = self.play_count(path) + count

    def earlier(self) -> tuple[EarlierPlays, ...]:
        """What other players counted."""
        return self._earlier.words()

    def earlier_counts(self) -> dict[str, int]:
        """By path, how many plays other players counted."""
        return self._earlier.counts()

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

    def _is_counted(self, play: Play) -> bool:
        track = self.library.get(play.path)
        return track is not None and counts_as_play(play.heard_s, track.duration_s)

    def _take(self, words: Iterable[EarlierPlays]) -> None:
        for path, more in self._earlier.take(words).items():
            self._play_counts[path] = self.play_count(path) + more

    def _remember(self, play: Play) -> bool:
        self._plays.append(play)
        if not self._is_counted(play):
            return False
        self._play_counts[play.path] = self.play_count(play.path) + 1
        return True
