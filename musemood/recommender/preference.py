"""How well a track pleased that was heard, thumbed or rated, 0..10, from what was done.

What that foretells of others says taste.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import numpy as np

from musemood.domain.genres import genre_keys
from musemood.domain.play_log import SKIP_GRACE_S, Play, PlayEnd
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.recommender.closeness import Floats

NEUTRAL = 5.0
"""Of a track of which nothing is known."""

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
