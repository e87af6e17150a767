"""A journey over the mood map: from songs of one mood to songs of another, each nearer the goal.

The place of a mood is the mean of valence and arousal over the candidates that are of it. The ideal
way is the straight line between the two places, walked in equal steps; a row costs its distance to
its place on that line, less a little for what should please. Laws: the first row is of the mood at
the start, the last one of the goal's; those of a third mood lie within `_CORRIDOR` of the line;
every row lies nearer to the goal than the one before it; the hard rules of a ranking hold
(`ranking.py`). Its wishes are kept in the order of `_best_walk`, and given up where no way is found
that keeps them. Where fewer songs lie between than were asked for, the journey is as long as they
allow.
"""

from collections.abc import Collection, Hashable, Sequence
from heapq import nsmallest

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood
from musemood.domain.reason import Part, Reason, Step
from musemood.domain.track import Track
from musemood.domain.way_in import Journey
from musemood.domain.wishes import WishKind
from musemood.recommender.candidates import Candidates
from musemood.recommender.preference import NEUTRAL
from musemood.recommender.ranking import (
    Ranked,
    Ranking,
    album_of,
    artist_of,
    resting_among,
)
from musemood.recommender.readings import Floats
from musemood.recommender.reasons import reason_for_way
from musemood.recommender.recordings import Recordings
from musemood.recommender.score import Knowledge, Scores, score_candidates
from musemood.recommender.smoothness import LARGEST_STEP, is_smooth

_CORRIDOR = 0.35
"""How far from the line songs of a third mood may lie, in units of the map."""
_A_STEP = 8
"""So many further recordings are chosen from for each step: those that cost least there."""
_LOOKED_AT = 1000
"""Those chosen for other steps, and copies, are among them."""
_WAYS, _BRANCHES = 24, 6
"""Ways followed at once, and how many rows each of them tries next."""
_PLEASES = 0.3
"""What the parts of the score for taste weigh, in units of the map."""
_NAMED_FROM = 0.05
"""Units of the map that a part of the score has to save to be named."""
_OFFERED = 0.5
"""What it costs to come again, in units of the map."""

_Bools = NDArray[np.bool_]


class _Ground(Struct, frozen=True, eq=False):
    """The tracks to choose from. ``left``: how far each is from the goal. ``dues``: its cost
    wherever it comes. ``rests``: heard lately. ``is_start``, ``is_end``: of those two moods.
    """

    points: Floats
    left: Floats
    dues: Floats
    rests: _Bools
    is_start: _Bools
    is_end: _Bools
    artists: tuple[Hashable, ...]
    albums: tuple[Hashable, ...]

    def room(self, may: _Bools) -> NDArray[np.intp]:
        """(n,): how many rows can follow each, the last of them of the goal's mood."""
        ends = self.left[may & self.is_end]
        last = ends.min(initial=np.inf)
        between = np.unique(self.left[may & (self.left > last)])
        room: NDArray[np.intp] = np.searchsorted(between, self.left) + (self.left > last)
        return room

    def longest(self) -> int:
        """How many rows a journey can have at most."""
        if not self.is_start.any() or not self.is_end.any():
            return 0
        room = self.room(np.ones(len(self.left), bool))[self.is_start]
        return int(room.max()) + 1 if room.max() else 0


def rank_journey(
    candidates: Candidates,
    way: Journey,
    known: Knowledge,
    *,
    excluded: Collection[Track] = (),
    resting: Collection[Track] = (),
    offered: Collection[str] = (),
    novelty: float = 0.5,
) -> Ranking:
    """At most ``way.count`` rows, none where no two songs of the library begin and end it.

    ``excluded``, ``resting``, ``offered``: as for `rank`. The same arguments give the same rows.
    Raises ValueError for a journey that is shorter than two rows or leads nowhere.
    """
    if way.count < 2 or way.start is way.goal or Mood.UNSURE in (way.start, way.goal):
        raise ValueError("a journey leads from one of the five moods to another")
    moods = np.where(candidates.is_unsure, -1, candidates.readings[:, :5].argmax(axis=1))
    is_start, is_end = moods == MOODS.index(way.start), moods == MOODS.index(way.goal)
    if not is_start.any() or not is_end.any():
        return Ranking(())
    points = candidates.readings[:, 5:]
    start, goal = points[is_start].mean(axis=0), points[is_end].mean(axis=0)
    scores = score_candidates(candidates, way.goal, known, novelty)
    dues = _PLEASES * (scores.declined - scores.taste)
    dues[[candidates.index[path] for path in offered if path in candidates.index]] += _OFFERED
    is_between = (moods >= 0) & (_off_the_way(points, start, goal) <= _CORRIDOR)
    fits = np.flatnonzero(is_start | is_end | is_between)
    costs = _off_the_line(points[fits], start, goal, way.count) + dues[fits]
    costs[0, ~is_start[fits]] = costs[-1, ~is_end[fits]] = np.inf
    pool = _pool(candidates, fits, costs, Recordings(candidates.embeddings, excluded))
    ground = _Ground(
        points[pool],
        np.linalg.norm(points[pool] - goal, axis=1).round(9),  # equal ones stay equal
        dues[pool],
        np.array(resting_among(candidates, pool, resting), bool),
        is_start[pool],
        is_end[pool],
        tuple(artist_of(candidates.tracks[i]) for i in pool),
        tuple(album_of(candidates.tracks[i]) for i in pool),
    )
    length = min(way.count, ground.longest())
    costs = _off_the_line(ground.points, start, goal, length) + ground.dues
    walk = _best_walk(ground, costs)
    rows = tuple(
        Ranked(
            candidates.tracks[pool[at]].path,
            candidates.tracks[pool[at]].mood or Mood.UNSURE,
            1.0 - float(costs[number - 1, at]),
            _reason(candidates, scores, pool[at], Step(number, length, way.start, way.goal)),
        )
        for number, at in enumerate(walk, 1)
    )
    return Ranking(rows, _given_up(ground, walk))


def _off_the_line(points: Floats, start: Floats, goal: Floats, length: int) -> Floats:
    """(length, n): how far each point is from each of the places of the ideal way."""
    places = start + np.linspace(0.0, 1.0, length)[:, None] * (goal - start)
    away: Floats = np.hypot(places[:, :1] - points[:, 0][None], places[:, 1:] - points[:, 1][None])
    return away


def _off_the_way(points: Floats, start: Floats, goal: Floats) -> Floats:
    """(n,): how far each point is from the line between the two places."""
    way = goal - start
    share = np.clip((points - start) @ way / max(float(way @ way), 1e-12), 0.0, 1.0)
    away: Floats = np.linalg.norm(points - (start + share[:, None] * way), axis=1)
    return away


def _pool(
    candidates: Candidates, fits: NDArray[np.intp], costs: Floats, taken: Recordings
) -> list[int]:
    """For each step the recordings that cost least and are not there yet.

    ``fits``: places of those that may come. ``costs``: (steps, fits), infinite where one may not.
    """
    pool: dict[int, None] = {}
    looked_at, sounds = min(_LOOKED_AT, len(fits)), candidates.sounds()
    for of_step in costs:
        found = 0
        cheap = np.argpartition(of_step, looked_at - 1)[:looked_at]
        for at in cheap[np.argsort(of_step[cheap], kind="stable")]:
            if found == _A_STEP or not np.isfinite(of_step[at]):
                break
            i = int(fits[at])
            if i not in pool and taken.take(candidates.tracks[i], sounds[i]):
                pool[i] = None
                found += 1
    return sorted(pool)


def _best_walk(ground: _Ground, costs: Floats) -> list[int]:
    """The cheapest way found (places in the ground), of the first level that allows one."""
    if not len(costs):
        return []
    everything = np.ones(len(ground.left), bool)
    levels: list[tuple[_Bools, Sequence[Hashable], int, bool]] = [
        (~ground.rests, ground.artists, 4, True),
        (~ground.rests, ground.artists, 4, False),
        (everything, ground.artists, 4, False),
        (everything, ground.artists, 2, False),
        (everything, ground.albums, 1, False),
    ]
    found = (_walk(ground, costs, *level) for level in levels)
    return next(filter(None, found), None) or _walk(ground, costs, everything, (), 0, False)


def _walk(
    ground: _Ground,
    costs: Floats,
    may: _Bools,
    kinds: Sequence[Hashable],
    gap: int,
    is_smooth: bool,
) -> list[int]:
    """Follow the cheapest ways step by step; empty where none of them arrives.

    With no gap and jumps allowed it always arrives: a row is tried only where enough may follow.
    """
    length, room = len(costs), ground.room(may)
    names = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
    numbers = np.array([names[kind] for kind in kinds], np.intp)
    ways: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for step in range(length):
        fits = may & (room >= length - 1 - step)
        if step in (0, length - 1):
            fits = fits & (ground.is_start if step == 0 else ground.is_end)
        grown = []
        for cost, way in ways:
            open_to = fits.copy()
            if way:
                open_to &= ground.left < ground.left[way[-1]]
                if is_smooth:
                    jumps = np.abs(ground.points - ground.points[way[-1]])
                    open_to &= (jumps <= LARGEST_STEP).all(axis=1)
            for before in way[-gap:] if gap else ():
                open_to &= numbers != numbers[before]
            options = np.flatnonzero(open_to)
            best = options[np.argsort(costs[step, options], kind="stable")[:_BRANCHES]]
            grown += [(cost + float(costs[step, i]), (*way, int(i))) for i in best]
        ways = nsmallest(_WAYS, grown)
    return list(ways[0][1]) if ways else []


def _given_up(ground: _Ground, walk: Sequence[int]) -> tuple[WishKind, ...]:
    """The wishes that these rows do not keep."""

    def is_near(kinds: Sequence[Hashable], gap: int) -> bool:
        of = [kinds[i] for i in walk]
        return any(kind in of[max(0, at - gap) : at] for at, kind in enumerate(of))

    broken = {
        WishKind.SMOOTH: not is_smooth(ground.points[walk]),
        WishKind.REST: bool(ground.rests[walk].any()),
        WishKind.GAP_4: is_near(ground.artists, 4),
        WishKind.GAP_2: is_near(ground.artists, 2),
        WishKind.ALBUM: is_near(ground.albums, 1),
    }
    return tuple(wish for wish, is_broken in broken.items() if is_broken)


def _reason(candidates: Candidates, scores: Scores, i: int, step: Step) -> Reason:
    """Its place and mood; and taste, where that made it cheaper by `_NAMED_FROM`."""
    preference = float(scores.preference[i])
    pleases = preference > NEUTRAL and _PLEASES * float(scores.taste[i]) >= _NAMED_FROM
    parts = (Part.STEP, Part.MOOD, Part.TASTE) if pleases else (Part.STEP, Part.MOOD)
    times = int(scores.plays[i])
    return reason_for_way(candidates, i, times, parts, step=step, preference=preference)
