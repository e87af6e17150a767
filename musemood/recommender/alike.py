"""More like this track: what lies nearest to it by what was heard in it.

The nearest by the cosine of the stored embeddings, under the hard rules and the wishes of a
ranking (`ranking.py`): no recording twice, nothing excluded, what was heard lately rests, artists
apart, no jump in mood at more than a little nearness. The mood plays no other part.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import Mood
from musemood.domain.reason import Part
from musemood.domain.track import Track
from musemood.recommender.candidates import Candidates
from musemood.recommender.ranking import (
    Ranked,
    Ranking,
    best_distinct,
    best_first,
    keep_wishes,
    resting_among,
)
from musemood.recommender.reasons import reason_for_way
from musemood.recommender.recordings import Recordings


def rank_alike(
    candidates: Candidates,
    like_path: str,
    plays: NDArray[np.intp] | None = None,
    *,
    excluded: Collection[Track] = (),
    resting: Collection[Track] = (),
    count: int = 20,
) -> Ranking:
    """At most ``count`` rows, none where nothing was heard in the track at ``like_path``.

    That need not be a candidate. ``plays``: (n,) counted plays of the candidates, None for none.
    ``excluded``: never in it, nor copies of them; it should hold the track itself. ``resting``:
    they and their copies only where too few others remain. A row's score is its cosine, 0..1; the
    same arguments give the same rows.
    """
    times = plays if plays is not None else np.zeros(len(candidates), np.intp)
    direction = candidates.embeddings.directions([like_path])[0]
    alike = np.clip(candidates.sounds() @ direction, 0.0, 1.0).astype(np.float64)
    taken = Recordings(candidates.embeddings, excluded)
    tiers = [best_first(alike, np.flatnonzero(alike > 0.0))]
    pool = best_distinct(candidates, tiers, taken, count)
    tracks = [candidates.tracks[i] for i in pool]
    chosen, given_up = keep_wishes(
        tracks,
        candidates.readings[pool, 5:],
        resting_among(candidates, pool, resting),
        alike[pool],
        count,
    )
    rows = (
        Ranked(
            path=candidates.tracks[i].path,
            mood=candidates.tracks[i].mood or Mood.UNSURE,
            score=float(alike[i]),
            reason=reason_for_way(
                candidates, i, int(times[i]), (Part.ALIKE,), like=(like_path, float(alike[i]))
            ),
        )
        for i in (pool[place] for place in chosen)
    )
    return Ranking(tuple(rows), given_up)
