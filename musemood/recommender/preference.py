"""How well a track pleases, 0..10: of heard ones from what was done, of others from these.

Source of the prediction: shared notes, method.md, section 4. P(u, n) = the sum over the tracks m
that u has heard, with sim(m, n) > s, of sim * P(u, m), over the sum of sim; sim is the cosine of
their embeddings. As a neighbour or two say little, the mean of the track's genre joins them with
the weight of `GENRE_NEIGHBOURS`; that of a genre never heard is `NEUTRAL`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from musemood.domain.genres import genre_keys
from musemood.domain.play_log import SKIP_GRACE_S, Play, PlayEnd
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.recommender.closeness import Floats

NEUTRAL = 5.0
"""Of a track of which nothing is known."""
LEAST_LIKENESS = 0.3
"""s: what sounds less alike tells nothing."""
GENRE_NEIGHBOURS = 5.0
GENRE_PLAYS = 2.0
"""Of a genre of which so many tracks were heard, half of the mean is `NEUTRAL`."""
MOST_HEARD = 128
"""So many of the tracks heard last are asked."""

_THUMB_WEIGHT = 3.0
_STARS_WEIGHT = 3.0
_MOST_PLAYS = 5.0
_OF_STARS = (NEUTRAL, 0.0, 2.5, 5.0, 7.5, 10.0)


def heard_preferences(
    plays: Iterable[Play], thumbs: Iterable[Thumb], tracks: Mapping[str, Track], now: datetime
) -> dict[str, float]:
    """P of each track heard, thumbed or rated, 0..10, by path; the one heard last comes first.

    The mean of: `NEUTRAL` once; 10 times the share heard, once a play and at most `_MOST_PLAYS`
    times; 10 or 0 for the last thumb and 0 to 10 for one to five stars, each as three plays.
    A play that failed or was left within `SKIP_GRACE_S` tells nothing.
    """
    shares: defaultdict[str, list[float]] = defaultdict(list)
    last: dict[str, datetime] = {}
    for play in plays:
        track = tracks.get(play.path)
        is_told = play.heard_s > SKIP_GRACE_S and play.end is not PlayEnd.FAILED
        if track is None or not is_told or track.duration_s <= 0 or play.started_at > now:
            continue
        shares[play.path].append(min(1.0, play.heard_s / track.duration_s))
        last[play.path] = max(play.started_at, last.get(play.path, play.started_at))
    said = {t.path: t for t in sorted(thumbs, key=lambda t: t.at) if t.at <= now}
    for thumb in said.values():
        if thumb.path in tracks:
            last[thumb.path] = max(thumb.at, last.get(thumb.path, thumb.at))
    found = {
        path: _preference(shares.get(path, ()), said.get(path), tracks[path].stars)
        for path in sorted(last, key=lambda path: (last[path], path), reverse=True)
    }
    rated = (t for t in tracks.values() if t.stars and t.path not in found)
    return found | {track.path: _preference((), None, track.stars) for track in rated}


def _preference(shares: Sequence[float], thumb: Thumb | None, stars: int) -> float:
    plays = min(float(len(shares)), _MOST_PLAYS)
    total, weight = NEUTRAL, 1.0
    if shares:
        total, weight = total + 10.0 * plays * sum(shares) / len(shares), weight + plays
    if thumb is not None:
        total += _THUMB_WEIGHT * (10.0 if thumb.kind is ThumbKind.UP else 0.0)
        weight += _THUMB_WEIGHT
    if stars:
        total, weight = total + _STARS_WEIGHT * _OF_STARS[stars], weight + _STARS_WEIGHT
    return total / weight


def predict_preferences(
    sounds: NDArray[np.float32],
    genres: Sequence[str],
    heard: Sequence[int],
    preferences: Sequence[float],
) -> Floats:
    """P of n tracks, (n,), 0..10; `NEUTRAL` for all where nothing was heard.

    ``sounds`` (n, width) of length 1; ``genres`` their genre tags; ``heard``: places of the tracks
    heard, the last heard first, with their ``preferences``.
    """
    n = len(sounds)
    if not heard:
        return np.full(n, NEUTRAL)
    at = np.array(heard[:MOST_HEARD])
    known = np.array(preferences[:MOST_HEARD])
    alike = sounds @ sounds[at].T
    alike[alike <= LEAST_LIKENESS] = 0.0
    prior = _of_genres(genres, [genres[i] for i in heard], preferences)
    told: Floats = alike @ known.astype(np.float32) + GENRE_NEIGHBOURS * prior
    predicted: Floats = told / (alike.sum(axis=1) + GENRE_NEIGHBOURS)
    return predicted


def _of_genres(
    genres: Sequence[str], of_heard: Sequence[str], preferences: Sequence[float]
) -> Floats:
    """(n,), the mean preference of a track's genres."""
    sums: defaultdict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    for text, preference in zip(of_heard, preferences, strict=True):
        for key in genre_keys(text):
            sums[key] += preference
            counts[key] += 1

    def of(text: str) -> float:
        keys = genre_keys(text)
        means = [(NEUTRAL * GENRE_PLAYS + sums[k]) / (GENRE_PLAYS + counts[k]) for k in keys]
        return sum(means) / len(means) if means else NEUTRAL

    by_text = {text: of(text) for text in set(genres)}
    return np.array([by_text[text] for text in genres])


def stated_preferences(
    genres: Sequence[str], stated: Mapping[str, float]
) -> tuple[Floats, dict[str, str]]:
    """How much the best liked genre of each track was played, (n,) 0..1; and that genre, by tag.

    ``stated``: preference 0..10 by folded genre, in the mood wanted.
    """
    best: dict[str, str] = {}
    for text in set(genres):
        known = [key for key in genre_keys(text) if key in stated]
        if known:
            best[text] = max(known, key=lambda key: (stated[key], key))
    values = {text: stated[key] / 10.0 for text, key in best.items()}
    return np.array([values.get(text, 0.0) for text in genres]), best
