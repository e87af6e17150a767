"""The library as the window sees it: tracks, how often each was played, and news of both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from musemood.domain.earlier_plays import EarlierBook, EarlierPlays
from musemood.domain.library import Library
from musemood.domain.moves import Moved
from musemood.domain.opinion import NO_OPINION, Opinion, with_opinion
from musemood.domain.play_log import Play, counts_as_play
from musemood.domain.query import Facts
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
        self._last_dated: dict[str, float] = {}
        self._last_played: dict[str, float] = {}
        self._ratings: dict[str, int] = {}
        self._opinions: dict[str, Opinion] = {}
        self._as_brought: dict[int, Play] = {}  # by id of a play that followed its file
        self._early_plays: dict[str, list[Play]] = {}  # of tracks that are not here (yet)
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
            self._remember(play, durations.get(play.path))
        self.remove([track.path for track in self.library if track.path not in durations])
        seen = [track for track in known if track.path in self.library]
        self.put(known)
        if seen:
            self.tracks_changed.emit(seen)  # how often they were played is known only now

    def put(self, tracks: Iterable[Track]) -> None:
        """Add or replace tracks and say which was which; what the person says of them stays."""
        added: list[Track] = []
        changed: list[Track] = []
        for given in tracks:
            track = with_opinion(given, self.opinion_of(given.path))
            before = self.library.get(track.path)
            if before == track:
                continue
            self.library.put(track)
            self._keep_rating(track)
            (changed if before is not None else added).append(track)
            for play in self._early_plays.pop(track.path, ()):
                self._count(play, track.duration_s)
        if added:
            self.tracks_added.emit(added)
        if changed:
            self.tracks_changed.emit(changed)

    def move(self, moved: Sequence[Moved]) -> None:
        """Tracks are at other paths, together: all that is known of them goes with them."""
        to = {each.old_path: each.track.path for each in moved}
        self._follow(to)
        old = [path for path in to if path in self.library]
        for path in old:
            self.library.remove(path)
            self._ratings.pop(path, None)
        gone = [path for path in old if path not in to.values()]
        if gone:
            self.tracks_gone.emit(gone)
        self.put(each.track for each in moved)
        self._recount(set(to) | set(to.values()))

    def _follow(self, to: Mapping[str, str]) -> None:
        """What was said of the old paths until now is about the new ones."""
        for number, play in enumerate(self._plays):
            if play.path in to:
                followed = replace(play, path=to[play.path])
                self._plays[number] = followed
                self._as_brought[id(followed)] = self._as_brought.pop(id(play), play)
        self._thumbs = [
            replace(thumb, path=to[thumb.path]) if thumb.path in to else thumb
            for thumb in self._thumbs
        ]
        self._earlier.follow(to)
        opinions = {new: self._opinions.get(old) for old, new in to.items()}
        for path in to:
            self._opinions.pop(path, None)
        self._opinions.update((path, each) for path, each in opinions.items() if each is not None)

    def _recount(self, paths: set[str]) -> None:
        """How often and when last these were played, from the play log."""
        for path in paths:
            self._early_plays.pop(path, None)
            self._play_counts[path] = self._earlier.total(path).count
            self._last_dated.pop(path, None)
        for play in self._plays:
            if play.path in paths:
                self._count_or_keep(play, self._known_duration_s(play.path))
        for path in paths:
            self._note_last_play(path)
        self.history_changed.emit()

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

    def rating_of(self, path: str) -> int:
        """Stars, 0..5: the person's, else the file's; 0 for a path not in the library."""
        track = self.library.get(path)
        return track.stars if track else self.opinion_of(path).stars or 0

    def title(self, path: str) -> str:
        """The title of the track at ``path``; its file name where it left the library."""
        return (self.library.get(path) or Track(path, 0, 0)).title

    def duration_s(self, path: str) -> float:
        """Length of the track at ``path`` in seconds; 0 if unknown."""
        track = self.library.get(path)
        return track.duration_s if track else 0.0

    def play_count(self, path: str) -> int:
        """How often the track was played, by the rule of the play log, and in other players."""
        return self._play_counts.get(path, 0)

    def facts(self, now: float) -> Facts:
        """What searching and sorting ask beside the tracks; ``now`` in seconds since the epoch."""
        return Facts(self._play_counts, self._last_played, self._ratings, now)

    def add_play(self, play: Play) -> None:
        """Remember a play that has just ended."""
        if self._remember(play, self._known_duration_s(play.path)):
            self.play_counted.emit(play.path)

    def bring(self, plays: Iterable[Play], words: Iterable[EarlierPlays]) -> None:
        """Remember plays of other times; `history_changed` is for whoever brings all of them."""
        for play in plays:
            self._remember(play, self._known_duration_s(play.path))
        self._take(words)

    def take_back(self, plays: Sequence[Play], words: Iterable[EarlierPlays]) -> None:
        """The undo of one `bring`: all of its very plays, and words that take its words back."""
        gone = set(map(id, plays))  # by identity: hashing 100,000 plays takes long
        moved = {new for new, old in self._as_brought.items() if id(old) in gone}
        plays = [p for p in self._plays if id(p) in gone or id(p) in moved]
        gone = set(map(id, plays))
        kept = [play for play in self._plays if id(play) not in gone]
        if len(kept) < len(self._plays):  # else they were written, but never brought here
            self._plays = kept
            for play in plays:
                if self._is_counted(play, self._known_duration_s(play.path)):
                    self._play_counts[play.path] -= 1
            paths = {play.path for play in plays}
            for path in paths & self._early_plays.keys():
                self._early_plays[path] = [p for p in self._early_plays[path] if id(p) not in gone]
            self._recall_last_plays(paths)
        self._take(words)

    def adopt_earlier(self, book: EarlierBook) -> None:
        """Take over what the store holds; comes once, after `load` and before `bring`."""
        self._earlier = book
        for path, count in book.counts().items():
            self._play_counts[path] = self.play_count(path) + count
            self._note_last_play(path)

    def earlier(self) -> tuple[EarlierPlays, ...]:
        """What other players counted."""
        return self._earlier.words()

    def earlier_counts(self) -> dict[str, int]:
        """By path, how many plays other players counted."""
        return self._earlier.counts()

    def add_thumb(self, thumb: Thumb) -> None:
        """Remember a thumb that was just given."""
        self._thumbs.append(thumb)

    def take_back_thumb(self, thumb: Thumb) -> None:
        """The undo of `add_thumb`; nothing happens where it is not there."""
        if thumb in self._thumbs:
            self._thumbs.remove(thumb)

    def forget_history(self, since: datetime, until: datetime) -> None:
        """Plays and thumbs of that time have never been."""
        self._thumbs = [thumb for thumb in self._thumbs if not since <= thumb.at <= until]
        gone = [play for play in self._plays if since <= play.started_at <= until]
        self.take_back(gone, ())
        self.history_changed.emit()

    def plays(self) -> tuple[Play, ...]:
        """The whole play log."""
        return tuple(self._plays)

    def paths_with_history(self) -> set[str]:
        """Of which the person has said something: by plays, thumbs, stars or a mood."""
        said = {path for path, opinion in self._opinions.items() if opinion != NO_OPINION}
        counted = {path for path, count in self._play_counts.items() if count}
        played = {play.path for play in self._plays}
        return played | {thumb.path for thumb in self._thumbs} | said | counted

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

    def _take(self, words: Iterable[EarlierPlays]) -> None:
        for path, more in self._earlier.take(words).items():
            self._play_counts[path] = self.play_count(path) + more
            self._note_last_play(path)

    def _recall_last_plays(self, paths: set[str]) -> None:
        for path in paths:
            self._last_dated.pop(path, None)
        for play in self._plays:
            if play.path in paths and self._is_counted(play, self._known_duration_s(play.path)):
                before = self._last_dated.get(play.path, 0.0)
                self._last_dated[play.path] = max(before, play.started_at.timestamp())
        for path in paths:
            self._note_last_play(path)

    def _note_last_play(self, path: str) -> None:
        """The latest of the play log and of what other players said."""
        earlier = self._earlier.total(path).last_played
        last = max(self._last_dated.get(path, 0.0), earlier.timestamp() if earlier else 0.0)
        if last:
            self._last_played[path] = last
        else:
            self._last_played.pop(path, None)

    def _is_counted(self, play: Play, duration_s: float | None) -> bool:
        return duration_s is not None and counts_as_play(play.heard_s, duration_s)

    def _known_duration_s(self, path: str) -> float | None:
        track = self.library.get(path)
        return track.duration_s if track else None

    def _remember(self, play: Play, duration_s: float | None) -> bool:
        self._plays.append(play)
        return self._count_or_keep(play, duration_s)

    def _count_or_keep(self, play: Play, duration_s: float | None) -> bool:
        if duration_s is None:
            self._early_plays.setdefault(play.path, []).append(play)
            return False
        return self._count(play, duration_s)

    def _count(self, play: Play, duration_s: float) -> bool:
        if not counts_as_play(play.heard_s, duration_s):
            return False
        self._play_counts[play.path] = self.play_count(play.path) + 1
        before = self._last_dated.get(play.path, 0.0)
        self._last_dated[play.path] = max(before, play.started_at.timestamp())
        self._note_last_play(play.path)
        return True
