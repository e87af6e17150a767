"""From scores to a queue: no song twice, and nothing that is not wanted.

Hard rules: no song twice (`song_key`), neither an excluded track nor a copy of it, nothing that
failed or is not analysed. Wishes, given up in this order where too few rows would remain: tracks
heard just now rest; an artist takes at most half the rows, so that nobody need follow himself;
unsure tracks stay out.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import Mood, MoodReading
from musemood.domain.reason import Reason
from musemood.domain.track import Track, song_key
from musemood.recommender.emotion import Evidence
from musemood.recommender.score import Candidates, reason_of, score_candidates

LOT_PART = 0.02
"""Most that the seed's lot adds to a score: it varies a queue among equals, no more."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One recommended row. ``mood``: the track's own. ``score``: more is better, -0.2..1.02."""

    path: str
    mood: Mood
    score: float
    reason: Reason


def rank(
    candidates: Candidates,
    wanted: MoodReading | Mood,
    *,
    evidence: Sequence[Evidence] = (),
    plays: Mapping[str, int] | None = None,
    declined: Mapping[str, float] | None = None,
    excluded: Collection[Track] = (),
    resting: Collection[str] = (),
    count: int = 20,
    seed: int = 0,
    novelty: float = 0.5,
) -> tuple[Ranked, ...]:
    """At most ``count`` rows in the order to play them.

    ``wanted``: the listener's reading, or one of the five moods chosen by hand.
    ``evidence``: what this person plays. ``plays``: counted plays by path. ``declined``: strength
    0..1 by path of thumbs down; what resembles them scores less.
    ``excluded``: never recommended, nor copies of them, candidates or not. ``resting``: paths
    taken only where too few others remain. ``novelty``: 0 prefers the familiar, 1 the new.
    The same arguments give the same rows. Raises ValueError for the mood unsure and for a
    novelty outside 0..1.
    """
    if wanted is Mood.UNSURE or not 0.0 <= novelty <= 1.0:
        raise ValueError("wanted must be one of the five moods, novelty within 0..1")
    scores = score_candidates(candidates, wanted, evidence, plays or {}, declined or {}, novelty)
    lots = np.random.default_rng(seed).random(len(candidates))
    totals = scores.total + LOT_PART * lots
    order = np.argsort(-totals, kind="stable")
    chosen = _choose(candidates, order, excluded, resting, count)
    spaced = space_apart(chosen, lambda i: _artist(candidates.tracks[i]))
    return tuple(
        Ranked(
            path=candidates.tracks[i].path,
            mood=candidates.tracks[i].mood or Mood.UNSURE,
            score=float(totals[i]),
            reason=reason_of(candidates, scores, i),
        )
        for i in spaced
    )


def _artist(track: Track) -> str:
    """The artist without case; a track that names none shares its artist with no other."""
    return " ".join(track.tags.artist.casefold().split()) or track.path


def _choose(
    candidates: Candidates,
    order: NDArray[np.intp],
    excluded: Collection[Track],
    resting: Collection[str],
    count: int,
) -> list[int]:
    """Places of the candidates to take, the best first, wishes given up one after the other."""
    tracks = candidates.tracks
    song = cache(lambda i: song_key(tracks[i]))
    taken = {song_key(track) for track in excluded}
    by_artist: Counter[str] = Counter()
    chosen: list[int] = []
    for indices, artist_cap in _passes(candidates, order, resting, count):
        for i in indices:
            if len(chosen) >= count:
                return chosen
            artist = _artist(tracks[i])
            if by_artist[artist] < artist_cap and song(i) not in taken:
                chosen.append(i)
                taken.add(song(i))
                by_artist[artist] += 1
    return chosen


def _passes(
    candidates: Candidates, order: NDArray[np.intp], resting: Collection[str], count: int
) -> Iterator[tuple[Iterator[int], int]]:
    """(candidates to look at, best first; most rows of one artist), the strictest pass first."""
    tracks, places = candidates.tracks, order.tolist()
    for unsure, artist_cap, rests in product(
        (False, True), ((count + 1) // 2, count), (False, True)
    ):
        fitting = (
            i
            for i in places
            if (tracks[i].mood is Mood.UNSURE) == unsure and (tracks[i].path in resting) == rests
        )
        yield fitting, artist_cap


def space_apart(items: Sequence[int], artist_of: Callable[[int], str]) -> list[int]:
    """The items with as few neighbours by one artist as can be, else in the order given.

    An artist who must be played now, lest his rows pile up at the end, goes first; otherwise the
    next item by anyone but the artist before.
    """
    waiting = list(items)
    spaced: list[int] = []
    previous = ""
    left = Counter(map(artist_of, waiting))
    while waiting:
        pressing = {a for a, times in left.items() if times > len(waiting) // 2 and a != previous}
        chosen = next(
            (i for i in waiting if artist_of(i) in pressing),
            next((i for i in waiting if artist_of(i) != previous), waiting[0]),
        )
        waiting.remove(chosen)
        spaced.append(chosen)
        previous = artist_of(chosen)
        left[previous] -= 1
    return spaced
