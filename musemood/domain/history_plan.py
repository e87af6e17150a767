"""What bringing a history would change: reckoned first, shown, and only then done.

Nothing comes twice. Counts of one player replace what it said before. A dated play that starts
within the time that a play needs to count (half the track or 4 minutes) of one that is known is
the same one, told twice: nobody can count a song twice in less than that, and services round
to minutes.
"""

import math
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.earlier_plays import EarlierPlays, latest_words
from musemood.domain.foreign_history import (
    ForeignCount,
    ForeignHistory,
    ForeignListen,
    ForeignPlaylist,
    ForeignSong,
    Origin,
)
from musemood.domain.play_log import LONGEST_NEEDED_S, Play, PlayEnd, PlaySource
from musemood.domain.song_matching import SongMatcher
from musemood.domain.track import Track

_ROUNDED_TO_S = 60.0


class PlannedPlaylist(Struct, frozen=True):
    """A playlist with what of it the library has. ``missing``: songs that it has not."""

    name: str
    paths: tuple[str, ...]
    missing: int


class HistoryPlan(Struct, frozen=True):
    """What would be added, and what would not.

    ``plays``: oldest first. ``earlier``: replaces what the same player said of the track before.
    ``ratings``: stars 1..5 by path. ``matched``, ``unmatched``: songs. ``known``: entries that
    are here already. ``unreadable``: entries that make no sense.
    """

    origin: Origin
    plays: tuple[Play, ...]
    earlier: tuple[EarlierPlays, ...]
    ratings: Mapping[str, int]
    playlists: tuple[PlannedPlaylist, ...]
    matched: int
    unmatched: tuple[ForeignSong, ...]
    known: int
    unreadable: int

    @property
    def earlier_count(self) -> int:
        """Plays without dates that would be counted."""
        return sum(record.count for record in self.earlier)


def plan_history(
    history: ForeignHistory,
    tracks: Iterable[Track],
    plays: Iterable[Play],
    earlier: Iterable[EarlierPlays],
    now: datetime,
    rated: Mapping[str, int] | None = None,
    playlists: Iterable[tuple[str, tuple[str, ...]]] = (),
) -> HistoryPlan:
    """Match ``history`` to the library.

    ``now``: aware. ``rated``: stars given here, which stay as they are. ``playlists``: name and
    paths of those that are here already.
    """
    library = {track.path: track for track in tracks}
    matcher = SongMatcher(library.values())
    new_plays = _new_plays(history.listens, matcher, library, plays)
    words, known_counts = _new_words(history, matcher, earlier, now)
    songs = _songs(history)
    unmatched = tuple(song for song in songs if matcher.match(song) is None)
    listens = sum(matcher.match(listen.song) is not None for listen in history.listens)
    return HistoryPlan(
        history.origin,
        new_plays,
        words,
        _new_ratings(history.counts, matcher, rated or {}),
        _new_playlists(history.playlists, matcher, playlists),
        len(songs) - len(unmatched),
        unmatched,
        listens - len(new_plays) + known_counts,
        history.unreadable,
    )


def counted_s(duration_s: float) -> float:
    """Seconds written down for a play of which only "it counted" is known.

    The least that counting needs, and a second, lest a length read anew by a hair undo it.
    """
    return min(duration_s, math.ceil(_needed_s(duration_s)) + 1.0)


def _needed_s(duration_s: float) -> float:
    return min(duration_s / 2, LONGEST_NEEDED_S)


def _songs(history: ForeignHistory) -> list[ForeignSong]:
    """Each once, in the order of the file."""
    counted = (count.song for count in history.counts)
    heard = (listen.song for listen in history.listens)
    listed = (song for playlist in history.playlists for song in playlist.songs)
    return list(dict.fromkeys([*counted, *heard, *listed]))


def _new_plays(
    listens: Iterable[ForeignListen],
    matcher: SongMatcher,
    library: Mapping[str, Track],
    plays: Iterable[Play],
) -> tuple[Play, ...]:
    starts: dict[str, list[float]] = {}
    for play in sorted(plays, key=lambda play: play.started_at):
        starts.setdefault(play.path, []).append(play.started_at.timestamp())
    found = []
    for listen in sorted(listens, key=lambda listen: listen.at):
        path = matcher.match(listen.song)
        if path is None:
            continue
        known, at_s = starts.setdefault(path, []), listen.at.timestamp()
        duration_s = library[path].duration_s
        if not _is_known(known, at_s, max(_ROUNDED_TO_S, _needed_s(duration_s))):
            insort(known, at_s)
            heard_s = counted_s(duration_s) if listen.heard_s is None else listen.heard_s
            found.append(Play(path, listen.at, heard_s, PlayEnd.FINISHED, PlaySource.LIST))
    return tuple(found)


def _is_known(starts: list[float], at_s: float, apart_s: float) -> bool:
    place = bisect_left(starts, at_s)
    near = starts[max(0, place - 1) : place + 1]
    return any(abs(start - at_s) < apart_s for start in near)


def _new_words(
    history: ForeignHistory, matcher: SongMatcher, earlier: Iterable[EarlierPlays], now: datetime
) -> tuple[tuple[EarlierPlays, ...], int]:
    """What the player counts, where that is not known already; and how many are."""
    words: dict[str, EarlierPlays] = {}
    for count in history.counts:
        path = matcher.match(count.song)
        if path is None or count.plays <= 0:
            continue
        word = words.get(path) or EarlierPlays(path, str(history.origin), 0, None, now)
        moments = [m for m in (word.last_played, count.last_played) if m is not None]
        words[path] = replace(
            word, count=word.count + count.plays, last_played=max(moments, default=None)
        )
    before = latest_words(earlier)
    new = tuple(word for word in words.values() if not _says_the_same(word, before))
    return new, len(words) - len(new)


def _says_the_same(word: EarlierPlays, before: Mapping[tuple[str, str], EarlierPlays]) -> bool:
    known = before.get((word.path, word.origin))
    return known is not None and replace(known, at=word.at) == word


def _new_ratings(
    counts: Iterable[ForeignCount], matcher: SongMatcher, rated: Mapping[str, int]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for count in counts:
        path = matcher.match(count.song)
        if path is not None and count.stars is not None and path not in rated:
            found[path] = max(count.stars, found.get(path, 0))
    return found


def _new_playlists(
    found: Iterable[ForeignPlaylist],
    matcher: SongMatcher,
    known: Iterable[tuple[str, tuple[str, ...]]],
) -> tuple[PlannedPlaylist, ...]:
    """Those that hold a song of the library, and are not here under this name, or "name 2"."""
    here = list(known)
    planned = []
    for playlist in found:
        paths = tuple(p for p in map(matcher.match, playlist.songs) if p is not None)
        is_known = any(p == paths and name.startswith(playlist.name) for name, p in here)
        if paths and not is_known:
            missing = len(playlist.songs) - len(paths)
            planned.append(PlannedPlaylist(playlist.name, paths, missing))
    return tuple(planned)


def taken_back(plan: HistoryPlan, before: Iterable[EarlierPlays]) -> tuple[EarlierPlays, ...]:
    """The words that undo the plan's: what the same player had said before, or nothing.

    Each is a moment younger than the word that it takes back, so that it is the last one.
    """
    said = latest_words(before)
    return tuple(_back_to(said.get((word.path, word.origin)), word) for word in plan.earlier)


def _back_to(before: EarlierPlays | None, word: EarlierPlays) -> EarlierPlays:
    count, last = (before.count, before.last_played) if before else (0, None)
    at = word.at + timedelta(microseconds=1)
    return EarlierPlays(word.path, word.origin, count, last, at)
