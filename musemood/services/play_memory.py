"""What was played, how often and when last; by the play log and by what other players said."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from musemood.domain.earlier_plays import EarlierBook, EarlierPlays
from musemood.domain.play_log import Play, counts_as_play
from musemood.domain.track import Track


class PlayMemory:
    """All plays. One of a track that is not in the library is counted once that comes.

    ``duration_of``: length in seconds of the track at a path, None where it is not here.
    ``counts``: plays by path. ``last_played``: seconds since the epoch by path.
    """

    def __init__(self, duration_of: Callable[[str], float | None]) -> None:
        self._duration_of = duration_of
        self.plays: list[Play] = []
        self.counts: dict[str, int] = {}
        self.last_played: dict[str, float] = {}
        self.earlier = EarlierBook()
        self._last_dated: dict[str, float] = {}
        self._as_brought: dict[int, Play] = {}  # by id of a play that followed its file
        self._early_plays: dict[str, list[Play]] = {}  # of tracks that are not here (yet)

    def count(self, path: str) -> int:
        """How often the track was played."""
        return self.counts.get(path, 0)

    def paths(self) -> set[str]:
        """Of all that was ever played."""
        counted = {path for path, count in self.counts.items() if count}
        return {play.path for play in self.plays} | counted

    def remember(self, play: Play, duration_s: float | None) -> bool:
        """One more play, of a track of this length; whether it counts now."""
        self.plays.append(play)
        return self._count_or_keep(play, duration_s)

    def meet(self, track: Track) -> None:
        """The track is in the library: plays that waited for it count."""
        for play in self._early_plays.pop(track.path, ()):
            self._count(play, track.duration_s)

    def follow(self, to: Mapping[str, str]) -> None:
        """What was played at the old paths is at the new ones; comes before `recount`."""
        for number, play in enumerate(self.plays):
            if play.path in to:
                followed = replace(play, path=to[play.path])
                self.plays[number] = followed
                self._as_brought[id(followed)] = self._as_brought.pop(id(play), play)
        self.earlier.follow(to)

    def recount(self, paths: set[str]) -> None:
        """How often and when last these were played, once they are in the library."""
        for path in paths:
            self._early_plays.pop(path, None)
            self.counts[path] = self.earlier.total(path).count
            self._last_dated.pop(path, None)
        for play in self.plays:
            if play.path in paths:
                self._count_or_keep(play, self._duration_of(play.path))
        for path in paths:
            self._note_last_play(path)

    def take_back(self, plays: Sequence[Play]) -> None:
        """These very plays were not; those never remembered are passed over."""
        gone = set(map(id, plays))  # by identity: hashing 100,000 plays takes long
        moved = {new for new, old in self._as_brought.items() if id(old) in gone}
        plays = [p for p in self.plays if id(p) in gone or id(p) in moved]
        gone = set(map(id, plays))
        if not gone:  # they were written, but never brought here
            return
        self.plays = [play for play in self.plays if id(play) not in gone]
        for play in plays:
            if self._is_counted(play):
                self.counts[play.path] -= 1
        paths = {play.path for play in plays}
        for path in paths & self._early_plays.keys():
            self._early_plays[path] = [p for p in self._early_plays[path] if id(p) not in gone]
        self._recall_last_plays(paths)

    def adopt(self, book: EarlierBook) -> None:
        """Take over all that other players said."""
        self.earlier = book
        for path, count in book.counts().items():
            self.counts[path] = self.count(path) + count
            self._note_last_play(path)

    def take(self, words: Iterable[EarlierPlays]) -> None:
        """More of what other players said."""
        for path, more in self.earlier.take(words).items():
            self.counts[path] = self.count(path) + more
            self._note_last_play(path)

    def _recall_last_plays(self, paths: set[str]) -> None:
        for path in paths:
            self._last_dated.pop(path, None)
        for play in self.plays:
            if play.path in paths and self._is_counted(play):
                before = self._last_dated.get(play.path, 0.0)
                self._last_dated[play.path] = max(before, play.started_at.timestamp())
        for path in paths:
            self._note_last_play(path)

    def _note_last_play(self, path: str) -> None:
        """The latest of the play log and of what other players said."""
        earlier = self.earlier.total(path).last_played
        last = max(self._last_dated.get(path, 0.0), earlier.timestamp() if earlier else 0.0)
        if last:
            self.last_played[path] = last
        else:
            self.last_played.pop(path, None)

    def _is_counted(self, play: Play) -> bool:
        duration_s = self._duration_of(play.path)
        return duration_s is not None and counts_as_play(play.heard_s, duration_s)

    def _count_or_keep(self, play: Play, duration_s: float | None) -> bool:
        if duration_s is None:
            self._early_plays.setdefault(play.path, []).append(play)
            return False
        return self._count(play, duration_s)

    def _count(self, play: Play, duration_s: float) -> bool:
        if not counts_as_play(play.heard_s, duration_s):
            return False
        self.counts[play.path] = self.count(play.path) + 1
        before = self._last_dated.get(play.path, 0.0)
        self._last_dated[play.path] = max(before, play.started_at.timestamp())
        self._note_last_play(play.path)
        return True
