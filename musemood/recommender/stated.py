"""Preference by mood and genre, from the moments when the mood was stated (method.md, section 4).

A moment t is a mood said by hand, or a thumb up that somebody pressed: it states the mood of which
it says beforehand that it goes on. About t every play i gives its genres

    p_i = 10 * (T_w - |t - t_i|) / T_w * (t_ie - t_i) / T_im,    |t - t_i| <= T_w = 30 min,

t_i its beginning, t_ie - t_i the seconds heard, T_im the track's length; so p is 0..10. Of a genre
played more than once about a moment the largest p counts. The tuple <listener, mood, genre, p> is
the mean over all moments of that mood at which anything was played, 0 where it was another genre:
so it tells a habit from a whim. The same mood stated again within T_w is the same moment. An
inferred mood is never a moment.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import numpy as np

from musemood.domain.genres import genre_keys
from musemood.domain.mood import MOODS, Mood
from musemood.domain.play_log import Play, PlayEnd
from musemood.domain.stated_mood import GenreHabit, StatedMood
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.recommender.played import Played, microseconds

TIME_WINDOW = timedelta(minutes=30)
"""T_w."""

TrackOf = Callable[[str], Track | None]


def stated_moments(
    stated: Iterable[StatedMood], thumbs: Iterable[Thumb], track_of: TrackOf, now: datetime
) -> list[StatedMood]:
    """The moments up to ``now``, oldest first. ``track_of``: the track at a path, None without."""
    by_thumb = (
        StatedMood(reading.leader, thumb.at)
        for thumb in thumbs
        if thumb.kind is ThumbKind.UP
        and not thumb.is_implied
        and (track := track_of(thumb.path)) is not None
        and (reading := track.counted_reading) is not None
    )
    moments: list[StatedMood] = []
    last: dict[Mood, datetime] = {}
    said = (each for each in (*stated, *by_thumb) if each.at <= now)
    for each in sorted(said, key=lambda each: (each.at, MOODS.index(each.mood))):
        if each.mood not in last or each.at - last[each.mood] > TIME_WINDOW:
            last[each.mood] = each.at
            moments.append(each)
    return moments


def plays_about(moments: list[StatedMood], played: Played, now: datetime) -> list[Play]:
    """The plays up to ``now`` within `TIME_WINDOW` of one of the moments (in order of time)."""
    times = np.array([microseconds(moment.at) for moment in moments], np.int64)
    window = TIME_WINDOW // timedelta(microseconds=1)
    first = np.searchsorted(times, played.at_us - window)
    last = np.searchsorted(times, played.at_us + window, side="right")
    return played.some((first < last) & (played.at_us <= microseconds(now)))


def genre_habits(
    moments: list[StatedMood], plays: Iterable[Play], track_of: TrackOf
) -> tuple[GenreHabit, ...]:
    """What was played about the moments (in order of time), by mood and genre; plays in any order.

    Plays that failed, and of tracks whose length or genre is not known, tell nothing.
    """
    times = [moment.at for moment in moments]
    heard: list[dict[str, float]] = [{} for _ in moments]
    for play in plays:
        first = bisect_left(times, play.started_at - TIME_WINDOW)
        last = bisect_right(times, play.started_at + TIME_WINDOW)
        track = track_of(play.path) if first < last else None
        if track is None or track.duration_s <= 0 or play.end is PlayEnd.FAILED:
            continue
        share = min(1.0, play.heard_s / track.duration_s)
        for at in range(first, last):
            nearness = 1.0 - abs(times[at] - play.started_at) / TIME_WINDOW
            for genre in genre_keys(track.tags.genre):
                heard[at][genre] = max(heard[at].get(genre, 0.0), 10.0 * nearness * share)
    return _means(moments, heard)


def _means(moments: list[StatedMood], heard: list[dict[str, float]]) -> tuple[GenreHabit, ...]:
    counts: Counter[Mood] = Counter()
    given: defaultdict[tuple[Mood, str], list[float]] = defaultdict(list)
    for moment, by_genre in zip(moments, heard, strict=True):
        told = {genre: p for genre, p in by_genre.items() if p > 0.0}
        counts[moment.mood] += bool(told)
        for genre, p in told.items():
            given[moment.mood, genre].append(p)
    return tuple(
        GenreHabit(mood, genre, sum(ps) / counts[mood], len(ps), counts[mood])
        for (mood, genre), ps in sorted(given.items())
    )
