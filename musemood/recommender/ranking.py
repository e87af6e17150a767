"""From scores to a queue: no recording twice, nothing that is not wanted, and wishes kept.

Hard rules: no recording twice (`recordings.py`), neither an excluded track nor a copy of it,
nothing that failed, is missing or is not analysed. What fits the mood half as well as the best
does is *fitting*. Rows are fitting ones; where there are too few, others join them,
then those offered before, last what is unsure. So no wish ever brings music of another mood.

Wishes are given up where they would cost rows, the last one named first: rows of an artist are 4
others apart, or 2, or at least no album follows itself; recordings heard lately rest; the way
through the rows is smooth, at no more than a little score. A wish that costs no row is kept even
where a stronger one is not.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musemood.domain.mood import Mood, MoodReading
from musemood.domain.reason import Reason
from musemood.domain.track import Track, fold
from musemood.domain.wishes import WishKind
from musemood.recommender.candidates import Candidates
from musemood.recommender.readings import Floats
from musemood.recommender.reasons import reason_of
from musemood.recommender.recordings import Recordings
from musemood.recommender.score import Knowledge, Scores, score_candidates
from musemood.recommender.smoothness import smooth_walk
from musemood.recommender.spacing import choose_apart, put_apart

LOT_PART = 0.02
"""Most that the seed's lot adds to a score: it varies a queue among equals, no more."""

REST_HOURS = (6.0, 48.0)
"""How long a recording rests after it was heard, for the familiar and for the new."""

FITTING = 0.5
"""Share of the best match with the mood wanted, from which on a track fits."""

_SMOOTH_COST = 0.015
"""Most score a row that a smooth way may cost."""

_POOL = 200
"""Among so many of the best, where they are of enough artists, the rows are looked for."""
_POOL_ARTISTS = 3
"""Times the rows asked for: that many artists are enough."""
_AT_FIRST = 1000
"""So many of the best are sorted before the others are."""


class Ranked(Struct, frozen=True):
    """One recommended row. ``mood``: the track's own. ``score``: more is better, -0.6..1.37."""

    path: str
    mood: Mood
    score: float
    reason: Reason


class Ranking(Struct, frozen=True):
    """``rows`` in the order to play them; ``given_up``: the wishes that they do not keep."""

    rows: tuple[Ranked, ...]
    given_up: tuple[WishKind, ...] = ()


def rest_hours(novelty: float) -> float:
    """How long a recording rests after it was heard: 6 h at novelty 0 to 48 h at 1."""
    familiar, new = REST_HOURS
    return familiar + (new - familiar) * novelty


def rank(
    candidates: Candidates,
    wanted: MoodReading | Mood,
    known: Knowledge = Knowledge(),
    *,
    excluded: Collection[Track] = (),
    resting: Collection[Track] = (),
    offered: Collection[str] = (),
    count: int = 20,
    seed: int = 0,
    novelty: float = 0.5,
) -> Ranking:
    """At most ``count`` rows.

    ``wanted``: the listener's reading, or one of the five moods chosen by hand.
    ``excluded``: never recommended, nor copies of them, candidates or not. ``resting``: heard
    lately; they and their copies are taken only where too few others remain, ``offered`` paths
    likewise. ``novelty``: 0 prefers the familiar, 1 the new.
    The same arguments give the same rows. Raises ValueError for the mood unsure and for a
    novelty outside 0..1.
    """
    if wanted is Mood.UNSURE or not 0.0 <= novelty <= 1.0:
        raise ValueError("wanted must be one of the five moods, novelty within 0..1")
    scores = score_candidates(candidates, wanted, known, novelty)
    totals = scores.total + LOT_PART * np.random.default_rng(seed).random(len(candidates))
    tiers = _tiers(candidates, scores, totals, offered)
    pool = best_distinct(candidates, tiers, Recordings(candidates.embeddings, excluded), count)
    tracks = [candidates.tracks[i] for i in pool]
    points = candidates.readings[pool, 5:]
    rests = resting_among(candidates, pool, resting)
    chosen, given_up = keep_wishes(tracks, points, rests, totals[pool], count)
    rows = (
        Ranked(
            path=candidates.tracks[i].path,
            mood=candidates.tracks[i].mood or Mood.UNSURE,
            score=float(totals[i]),
            reason=reason_of(candidates, scores, i),
        )
        for i in (pool[place] for place in chosen)
    )
    return Ranking(tuple(rows), given_up)


def best_distinct(
    candidates: Candidates, tiers: Iterable[Iterable[int]], taken: Recordings, count: int
) -> list[int]:
    """Candidates to choose from, best first, each recording once, enough of them and of artists."""
    pool: list[int] = []
    artists: set[str] = set()
    by_album: Counter[tuple[str, str]] = Counter()
    sounds = candidates.sounds()
    for tier in tiers:
        if len(pool) >= count:
            break
        for i in tier:
            if len(pool) >= _POOL and len(artists) >= _POOL_ARTISTS * count:
                break
            track = candidates.tracks[i]
            artist, album = artist_of(track), album_of(track)
            if by_album[artist, album] < count and taken.take(track, sounds[i]):
                by_album[artist, album] += 1
                artists.add(artist)
                pool.append(i)
    return pool


def resting_among(
    candidates: Candidates, pool: Sequence[int], resting: Collection[Track]
) -> list[bool]:
    """Of each of the candidates at ``pool``, whether its recording is among those that rest."""
    rested, sounds = Recordings(candidates.embeddings, resting), candidates.sounds()
    return [rested.holds(candidates.tracks[i], sounds[i]) for i in pool]


def _tiers(
    candidates: Candidates, scores: Scores, totals: Floats, offered: Collection[str]
) -> Iterator[Iterator[int]]:
    """Places, the best first: what fits, what fits less, what was offered, unsure."""
    match = scores.match
    tier = np.where(match < FITTING * match.max(initial=0.0), 1, 0)
    again = [candidates.index[path] for path in offered if path in candidates.index]
    tier[again] = 2
    tier[candidates.is_unsure] = 3
    for each in range(4):
        yield best_first(totals, np.flatnonzero(tier == each))


def best_first(values: Floats, places: NDArray[np.intp]) -> Iterator[int]:
    """The places by their values, largest first, equal ones as they come.

    Few are asked for, as a rule: what lies behind the first `_AT_FIRST` is sorted when reached.
    """
    falling = -values[places]
    if len(places) > _AT_FIRST:
        last = np.partition(falling, _AT_FIRST)[_AT_FIRST]
        first, rest = np.flatnonzero(falling <= last), np.flatnonzero(falling > last)
    else:
        first, rest = np.arange(len(places)), np.zeros(0, np.intp)
    yield from places[first[np.argsort(falling[first], kind="stable")]].tolist()
    yield from places[rest[np.argsort(falling[rest], kind="stable")]].tolist()


def artist_of(track: Track) -> str:
    """The artist, folded; a track that names none shares its artist with no other."""
    return fold(track.tags.artist) or track.path


def album_of(track: Track) -> str:
    """The album, folded; a track that names none shares its album with no other."""
    return fold(track.tags.album) or track.path


def keep_wishes(
    tracks: Sequence[Track], points: Floats, rests: Sequence[bool], scores: Floats, count: int
) -> tuple[list[int], tuple[WishKind, ...]]:
    """Places of the rows among ``tracks``, and the wishes given up.

    ``tracks``: distinct recordings, best first, with their ``points`` (n, 2) of valence and
    arousal, whether each ``rests``, and their ``scores`` (n,).
    There are ``count`` rows, or all tracks if these are fewer.
    """
    length = min(count, len(tracks))
    artists = [artist_of(track) for track in tracks]
    albums = [album_of(track) for track in tracks]
    gaps = ((WishKind.GAP_4, artists, 4), (WishKind.GAP_2, artists, 2), (WishKind.ALBUM, albums, 1))
    fit = (
        place for place, (_, of, g) in enumerate(gaps) if choose_apart(of, length, g) is not None
    )
    kept = next(fit, len(gaps))
    given_up = [wish for wish, _, _ in gaps[:kept]]
    kinds, gap = gaps[kept][1:] if kept < len(gaps) else (albums, 0)
    awake = [i for i, rest in enumerate(rests) if not rest]
    if choose_apart([kinds[i] for i in awake], length, gap) is None:
        given_up.append(WishKind.REST)
        awake += [i for i, rest in enumerate(rests) if rest]
    kinds = [kinds[i] for i in awake]
    plain = _apart(kinds, length, gap)
    walk = smooth_walk(points[awake], kinds, length, gap)
    gains = scores[awake]
    if walk is None or gains[walk].sum() < gains[plain].sum() - _SMOOTH_COST * length:
        given_up.append(WishKind.SMOOTH)
        walk = plain
    order = list(WishKind)
    return [awake[i] for i in walk], tuple(sorted(given_up, key=order.index))


def _apart(kinds: Sequence[Hashable], length: int, gap: int) -> list[int]:
    """The most preferred items that can be put apart, put apart; there are enough."""
    chosen = choose_apart(kinds, length, gap) or []
    order = put_apart([kinds[i] for i in chosen], gap)
    assert order is not None
    return [chosen[i] for i in order]
