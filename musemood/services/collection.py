"""The library as the window sees it: tracks, how often each was played, and news of both."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from musemood.domain.earlier_plays import EarlierBook, EarlierPlays
from musemood.domain.library import Library
from musemood.domain.mood import MoodReading
from musemood.domain.moves import Moved
from musemood.domain.opinion import NO_OPINION, Opinion, with_opinion
from musemood.domain.play_log import Play
from musemood.domain.query import Facts
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track
from musemood.files.pinyin import pinyin
from musemood.services.play_memory import PlayMemory

_READ_AT_ONCE = 500


class Collection(QObject):
    """Tracks, plays and thumbs in memory, in the main thread only.

    Signals: ``tracks_added(list[Track])``, ``tracks_changed(list[Track])``,
    ``tracks_altered(list[tuple[Track, Track]])``, those of them, before and after, that have other
    tags or another path; ``tracks_gone(list[str])``, ``play_counted(path)``, ``history_changed()``
    when plays of other times came or went, many at once.
    """

    tracks_added = Signal(object)
    tracks_changed = Signal(object)
    tracks_altered = Signal(object)
    tracks_gone = Signal(object)
    play_counted = Signal(object)  # not str: Qt drops bytes that are not UTF-8
    history_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = Library()
        self._played = PlayMemory(self._known_duration_s)
        self._thumbs: list[Thumb] = []
        self._ratings: dict[str, int] = {}
        self._opinions: dict[str, Opinion] = {}
        self._personal: Mapping[str, MoodReading] = {}
        self._to_read: list[str] = []
        self.is_whole = True

    def show_first(self, tracks: Iterable[Track]) -> None:
        """Some tracks for the eye until `load` brings all; nothing is counted meanwhile."""
        self.is_whole = False
        self.put(tracks)

    def load(self, tracks: Iterable[Track], plays: Iterable[Play], thumbs: Iterable[Thumb]) -> None:
        """Take over what the store holds; the tracks of `show_first` make way."""
        self.is_whole = True
        self._thumbs.extend(thumbs)
        known = list(tracks)
        durations = {track.path: track.duration_s for track in known}
        for play in plays:
            self._played.remember(play, durations.get(play.path))
        self.remove([track.path for track in self.library if track.path not in durations])
        seen = [track for track in known if track.path in self.library]
        self.put(known)
        if seen:
            self.tracks_changed.emit(seen)  # how often they were played is known only now

    def put(self, tracks: Iterable[Track]) -> None:
        """Add or replace tracks and say which was which; what the person says of them stays."""
        added: list[Track] = []
        changed: list[Track] = []
        altered: list[tuple[Track, Track]] = []
        for given in tracks:
            track = with_opinion(given, self.opinion_of(given.path))
            personal = self._personal.get(track.path)
            if track.personal != personal:
                track = replace(track, personal=personal)
            before = self.library.get(track.path)
            if before == track:
                continue
            self.library.put(track)
            self._keep_rating(track)
            (changed if before is not None else added).append(track)
            if before is not None and before.tags != track.tags:
                altered.append((before, track))
            self._played.meet(track)
        if added:
            self.tracks_added.emit(added)
        if changed:
            self.tracks_changed.emit(changed)
        if altered:
            self.tracks_altered.emit(altered)

    def move(self, moved: Sequence[Moved]) -> None:
        """Tracks are at other paths, together: all that is known of them goes with them."""
        to = {each.old_path: each.track.path for each in moved}
        self._follow(to)
        known = [(self.library.get(each.old_path), each.track) for each in moved]
        old = [path for path in to if path in self.library]
        for path in old:
            self.library.remove(path)
            self._ratings.pop(path, None)
        gone = [path for path in old if path not in to.values()]
        if gone:
            self.tracks_gone.emit(gone)
        self.put(each.track for each in moved)
        self.tracks_altered.emit([(before, after) for before, after in known if before])
        self._played.recount(set(to) | set(to.values()))
        self.history_changed.emit()

    def _follow(self, to: Mapping[str, str]) -> None:
        """What was said of the old paths until now is about the new ones."""
        self._played.follow(to)
        if any(path in self._personal for path in to):
            self._personal = {to.get(path, path): each for path, each in self._personal.items()}
        self._thumbs = [
            replace(thumb, path=to[thumb.path]) if thumb.path in to else thumb
            for thumb in self._thumbs
        ]
        opinions = {new: self._opinions.get(old) for old, new in to.items()}
        for path in to:
            self._opinions.pop(path, None)
        self._opinions.update((path, each) for path, each in opinions.items() if each is not None)

    def remove(self, paths: Iterable[str]) -> None:
        """Forget tracks; their plays stay in the play log."""
        gone = [path for path in paths if path in self.library]
        for path in gone:
            self.library.remove(path)
            self._ratings.pop(path, None)
        if gone:
            self.tracks_gone.emit(gone)

    def take_opinions(self, opinions: Mapping[str, Opinion]) -> None:
        """Take over what the store holds; comes before `load`, whose tracks bear it already."""
        self._opinions.update(opinions)

    def opinion_of(self, path: str) -> Opinion:
        """What the person says of the track at ``path``, whether it is in the library or not."""
        return self._opinions.get(path, NO_OPINION)

    def own_stars(self) -> dict[str, int]:
        """By path, the stars that the person gave; 0 where none were wanted."""
        return {p: o.stars for p, o in self._opinions.items() if o.stars is not None}

    def set_opinions(self, opinions: Mapping[str, Opinion]) -> None:
        """What the person says of these tracks from now on."""
        self._opinions.update(opinions)
        known = (self.library.get(path) for path in opinions)
        self.put(track for track in known if track is not None)

    def set_personal(self, readings: Mapping[str, MoodReading]) -> None:
        """The calibrated readings by path, all there are; none gives every track its own back.

        Of many tracks some follow at once, the others between the events of the window.
        """
        self._to_read = list({*self._to_read, *self._personal, *readings})
        self._personal = readings
        self._read_some()

    def _read_some(self) -> None:
        """Put some of the tracks whose personal reading may be another."""
        now, self._to_read = self._to_read[:_READ_AT_ONCE], self._to_read[_READ_AT_ONCE:]
        known = (self.library.get(path) for path in now)
        self.put([track for track in known if track is not None])
        if self._to_read:
            QTimer.singleShot(0, self, self._read_some)

    def title(self, path: str) -> str:
        """The title of the track at ``path``; its file name where it left the library."""
        return (self.library.get(path) or Track(path, 0, 0)).title

    def duration_s(self, path: str) -> float:
        """Length of the track at ``path`` in seconds; 0 if unknown."""
        track = self.library.get(path)
        return track.duration_s if track else 0.0

    def play_count(self, path: str) -> int:
        """How often the track was played, by the rule of the play log, and in other players."""
        return self._played.count(path)

    def facts(self, now: float) -> Facts:
        """What searching and sorting ask beside the tracks; ``now`` in seconds since the epoch."""
        return Facts(self._played.counts, self._played.last_played, self._ratings, now, pinyin)

    def add_play(self, play: Play) -> None:
        """Remember a play that has just ended."""
        if self._played.remember(play, self._known_duration_s(play.path)):
            self.play_counted.emit(play.path)

    def bring(self, plays: Iterable[Play], words: Iterable[EarlierPlays]) -> None:
        """Remember plays of other times; `history_changed` is for whoever brings all of them."""
        for play in plays:
            self._played.remember(play, self._known_duration_s(play.path))
        self._played.take(words)

    def take_back(self, plays: Sequence[Play], words: Iterable[EarlierPlays]) -> None:
        """The undo of one `bring`: all of its very plays, and words that take its words back."""
        self._played.take_back(plays)
        self._played.take(words)

    def adopt_earlier(self, book: EarlierBook) -> None:
        """Take over what the store holds; comes once, after `load` and before `bring`."""
        self._played.adopt(book)

    def earlier(self) -> tuple[EarlierPlays, ...]:
        """What other players counted."""
        return self._played.earlier.words()

    def earlier_counts(self) -> dict[str, int]:
        """By path, how many plays other players counted."""
        return self._played.earlier.counts()

    def add_thumb(self, thumb: Thumb) -> None:
        """Remember a thumb that was just given."""
        self._thumbs.append(thumb)

    def thumb_now(self, thumb: Thumb) -> Thumb | None:
        """The thumb as it is now: its file may have moved since; None where it is not there."""
        if thumb in self._thumbs:
            return thumb
        same = (each for each in self._thumbs if replace(each, path=thumb.path) == thumb)
        return next(same, None)

    def take_back_thumb(self, thumb: Thumb) -> None:
        """The undo of `add_thumb`; nothing happens where it is not there."""
        there = self.thumb_now(thumb)
        if there is not None:
            self._thumbs.remove(there)

    def forget_history(self, since: datetime, until: datetime) -> None:
        """Plays and thumbs of that time have never been."""
        self._thumbs = [thumb for thumb in self._thumbs if not since <= thumb.at <= until]
        gone = [play for play in self._played.plays if since <= play.started_at <= until]
        self.take_back(gone, ())
        self.history_changed.emit()

    def plays(self) -> tuple[Play, ...]:
        """The whole play log."""
        return tuple(self._played.plays)

    def paths_with_history(self) -> set[str]:
        """Of which there are plays or thumbs."""
        return self._played.paths() | {thumb.path for thumb in self._thumbs}

    def paths_with_opinion(self) -> set[str]:
        """To which the person gave stars or a mood, or whose copy has one."""
        return {path for path, opinion in self._opinions.items() if opinion != NO_OPINION}

    def thumbs_since(self, since: datetime) -> tuple[Thumb, ...]:
        """The thumbs given at or after ``since``."""
        return tuple(thumb for thumb in self._thumbs if thumb.at >= since)

    def thumb_of(self, path: str, since: datetime) -> Thumb | None:
        """The latest thumb that somebody pressed for this track at or after ``since``."""
        given = [t for t in self._thumbs if t.path == path and t.at >= since and not t.is_implied]
        return max(given, key=lambda thumb: thumb.at, default=None)

    def _keep_rating(self, track: Track) -> None:
        if track.stars:
            self._ratings[track.path] = track.stars
        else:
            self._ratings.pop(track.path, None)

    def _known_duration_s(self, path: str) -> float | None:
        track = self.library.get(path)
        return track.duration_s if track else None
