"""The moods of a week, from what its tracks are read as one by one.

The network's answer to the average of sad and happy sequences is that to music which is neither: a
mixture does not survive averaging. So the mixture of moods that the tracks' own readings speak for
joins it, as far as the mood that the network puts first still leads: of weeks of one mood, the
network on the average is the better judge.

In the mixture each track is of one mood. With shares s (5,) of the moods and readings p(i, m),
a week of n tracks with weights w(i) has the likelihood

    L(s) = prod_i (sum_m s(m) (p(i, m) + DOUBT)^SHARPNESS)^(TIMES n w(i))

and the answer is the mean of s over all shares in tenths, each weighted by L(s). The constants were
chosen by ``tests/benchmarks/bench_recommender.py --tune``.
"""

from itertools import combinations

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, MoodReading
from musemood.recommender.closeness import Floats
from musemood.recommender.feedback import name_mood

MOST_MIXTURE = 0.6
"""Of the mixture in the week's reading; the rest is the network's answer to the average."""
KEPT_LEAD = 0.2
"""What the mixture leaves at least of the lead of the network's first mood."""
DOUBT = 0.02
"""What a reading leaves to each mood at least: no track rules one out for the whole week."""
SHARPNESS = 2.0
"""Ten tracks together are surer than a reading of one of them says."""
TIMES = 2.0
"""So many times each track counts."""

_STEPS = 10


def mood_shares(probabilities: Floats, weights: NDArray[np.float64]) -> Floats:
    """The shares of the moods in a week, (5,), summing to 1; see above.

    ``probabilities``: (n, 5) of its tracks, n >= 1. ``weights``: (n,), summing to 1.
    """
    shares = _all_shares(probabilities.shape[1])
    told = np.log(shares @ ((probabilities + DOUBT) ** SHARPNESS).T)
    logs = TIMES * len(weights) * (told @ weights)
    powers = np.exp(logs - logs.max())
    mean: Floats = powers @ shares / powers.sum()
    return mean


def mix(
    averaged: MoodReading, readings: Floats, weights: NDArray[np.float64], unsure_below: float
) -> MoodReading:
    """The week's reading: the network's answer and the mixture, valence and arousal alike.

    ``readings``: (n, 7) of its tracks, see `reading_array`; with none the answer stays as it is.
    ``weights``: (n,), positive. ``unsure_below``: see `name_mood`.
    """
    if not len(readings):
        return averaged
    parts = weights / weights.sum()
    said = np.array([*averaged.probabilities, averaged.valence, averaged.arousal])
    mixture = np.append(mood_shares(readings[:, : len(MOODS)], parts), parts @ readings[:, 5:])
    part = _largest_part(said[:5], mixture[:5])
    both = (1 - part) * said + part * mixture
    shares = tuple((both[:5] / both[:5].sum()).tolist())
    valence, arousal = both[5:].tolist()
    return replace(
        averaged,
        probabilities=shares,
        valence=valence,
        arousal=arousal,
        mood=name_mood(shares, unsure_below),
    )


def _largest_part(said: Floats, mixture: Floats) -> float:
    """How much of the mixture may join before the first mood of ``said`` loses its lead."""
    top = int(said.argmax())
    leads, then = np.delete(said[top] - said, top), np.delete(mixture[top] - mixture, top)
    kept = KEPT_LEAD * float(leads.min())
    falls = then < kept
    room = (leads[falls] - kept) / (leads[falls] - then[falls])
    return float(min(MOST_MIXTURE, room.min(initial=MOST_MIXTURE)))


def _all_shares(kinds: int) -> Floats:
    """All ways to share out `_STEPS` tenths among so many, (ways, kinds), rows summing to 1."""
    places = _STEPS + kinds - 1
    bars = np.array(list(combinations(range(places), kinds - 1)))
    edges = np.hstack([np.full((len(bars), 1), -1), bars, np.full((len(bars), 1), places)])
    shares: Floats = (np.diff(edges, axis=1) - 1) / _STEPS
    return shares
