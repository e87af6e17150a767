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
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.closeness import Floats
from musemood.recommender.played import Played, microseconds

NEUTRAL = 5.0
"""Of a track of which nothing is known."""
LEAST_LIKENESS = 0.3
"""s: what sounds less alike tells nothing."""
GENRE_NEIGHBOURS = 5.0
GENRE_PLAYS = 2.0
"""Of a genre of which so many tracks were heard, half of the mean is `NEUTRAL`."""
MOST_HEARD = 128
"""So many of the tracks heard last are asked."""
NOTHING = int(np.iinfo(np.int64).min)
RATED_ONLY = NOTHING + 1

_THUMB_WEIGHT = 3.0
_STARS_WEIGHT = 3.0
_MOST_PLAYS = 5.0
_OF_STARS = (NEUTRAL, 0.0, 2.5, 5.0, 7.5, 10.0)
_AT_ONCE = 1024


def heard_preferences(
    played: Played,
    durations: Floats,
    stars: NDArray[np.intp],
    thumbs: Iterable[Thumb],
    now: datetime,
) -> tuple[Floats, NDArray[np.int64]]:
    """P of each track named in ``played``, (m,) 0..10, and when it was heard or thumbed last.

    The mean of: `NEUTRAL` once; 10 times the share heard, once a play and at most `_MOST_PLAYS`
    times; 10 or 0 for the last thumb and 0 to 10 for one to five stars, each as three plays.
    A play that failed or was left within `SKIP_GRACE_S` tells nothing. ``durations``: (m,)
    seconds, 0 where they are not known. ``stars``: (m,) 0..5. The last moment is in microseconds
    since the epoch: `RATED_ONLY` where stars are all that is known, `NOTHING` where nothing is.
    """
    length = durations[played.of]
    is_told = played.is_told & (length > 0) & (played.at_us <= microseconds(now))
    of, shares = played.of[is_told], np.minimum(1.0, played.heard_s[is_told] / length[is_told])
    plays = np.bincount(of, minlength=len(durations)).astype(np.float64)
    share = np.bincount(of, shares, minlength=len(durations)) / np.maximum(plays, 1.0)
    times = np.minimum(plays, _MOST_PLAYS)
    total, weight = NEUTRAL + 10.0 * times * share, 1.0 + times
    total += np.where(stars > 0, _STARS_WEIGHT * np.array(_OF_STARS)[stars], 0.0)
    weight += np.where(stars > 0, _STARS_WEIGHT, 0.0)
    last_us = np.where(stars > 0, RATED_ONLY, NOTHING)
    np.maximum.at(last_us, of, played.at_us[is_told])
    given = sorted(thumbs, key=lambda thumb: thumb.at)
    for path, thumb in {thumb.path: thumb for thumb in given if thumb.at <= now}.items():
        i = played.place[path]
        total[i] += _THUMB_WEIGHT * (10.0 if thumb.kind is ThumbKind.UP else 0.0)
        weight[i] += _THUMB_WEIGHT
        last_us[i] = max(int(last_us[i]), microseconds(thumb.at))
    return total / weight, last_us


def predict_preferences(
    sounds: NDArray[np.float32],
    genres: Sequence[str],
    heard: NDArray[np.intp],
    preferences: Floats,
) -> Floats:
    """P of n tracks, (n,), 0..10; `NEUTRAL` for all where nothing was heard.

    ``sounds`` (n, width) of length 1; ``genres`` their genre tags; ``heard``: (k,) places of the
    tracks heard, the last heard first, with their ``preferences`` (k,).
    """
    n = len(sounds)
    if not len(heard):
        return np.full(n, NEUTRAL)
    at, known = heard[:MOST_HEARD], preferences[:MOST_HEARD].astype(np.float32)
    prior = _of_genres(genres, [genres[i] for i in heard], preferences.tolist())
    told, weight = _asked(sounds, sounds[at], known)
    predicted: Floats = (told + GENRE_NEIGHBOURS * prior) / (weight + GENRE_NEIGHBOURS)
    return predicted


def _asked(
    sounds: NDArray[np.float32], heard: NDArray[np.float32], known: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(n,) each: sum of sim * P over the k heard, and sum of sim; in parts that fit a cache."""
    both = np.stack([known, np.ones_like(known)], axis=1)
    answer = np.empty((len(sounds), 2), np.float32)
    for start in range(0, len(sounds), _AT_ONCE):
        alike = sounds[start : start + _AT_ONCE] @ heard.T
        alike *= alike > LEAST_LIKENESS
        answer[start : start + _AT_ONCE] = alike @ both
    return answer[:, 0], answer[:, 1]


def _of_genres(
    genres: Sequence[str], of_heard: Sequence[str], preferences: Sequence[float]
) -> Floats:
    """(n,), the mean preference of a track's genres."""
    of_texts: defaultdict[str, list[float]] = defaultdict(list)
    for text, preference in zip(of_heard, preferences, strict=True):
        of_texts[text].append(preference)
    sums: defaultdict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    for text, each in of_texts.items():
        for key in genre_keys(text):
            sums[key] += sum(each)
            counts[key] += len(each)

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
    if not stated:
        return np.zeros(len(genres)), {}
    best: dict[str, str] = {}
    for text in set(genres):
        known = [key for key in genre_keys(text) if key in stated]
        if known:
            best[text] = max(known, key=lambda key: (stated[key], key))
    values = {text: stated[key] / 10.0 for text, key in best.items()}
    return np.array([values.get(text, 0.0) for text in genres]), best
