"""How well a track pleased that was heard, thumbed or rated, 0..10, from what was done.

What that foretells of others says taste.py.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from musemood.domain.genres import genre_keys
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.genre_tags import GenreTags
from musemood.recommender.played import Played, microseconds
from musemood.recommender.readings import Floats

NEUTRAL = 5.0
"""Of a track of which nothing is known."""
NOTHING = int(np.iinfo(np.int64).min)
RATED_ONLY = NOTHING + 1

_THUMB_WEIGHT = 3.0
_STARS_WEIGHT = 3.0
_MOST_PLAYS = 5.0
_OF_STARS = (NEUTRAL, 0.0, 2.5, 5.0, 7.5, 10.0)


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


def stated_preferences(
    genres: GenreTags, stated: Mapping[str, float]
) -> tuple[Floats, dict[str, str]]:
    """How much the best liked genre of each track was played, (n,) 0..1; and that genre, by tag.

    ``stated``: preference 0..10 by folded genre, in the mood wanted.
    """
    if not stated:
        return np.zeros(len(genres.of)), {}
    best: dict[str, str] = {}
    for text in genres.texts:
        known = [key for key in genre_keys(text) if key in stated]
        if known:
            best[text] = max(known, key=lambda key: (stated[key], key))
    values = [stated[best[text]] / 10.0 if text in best else 0.0 for text in genres.texts]
    return np.array(values)[genres.of], best
