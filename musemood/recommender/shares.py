"""The moods of a week, from what its tracks are read as one by one.

The network's answer to the average of sad and happy sequences is that to music which is neither: a
mixture does not survive averaging. Nor does one reading decide, as the network is right about six
tracks in ten: happy and relaxed tracks lie on both sides of fresh ones. What tells them apart is
how the week's tracks lie *about* their middle. So the week is described by its cloud,

    z = (mean of the five probabilities, of valence and of arousal;
         variances of valence and of arousal, and their covariance)

over all its tracks, and compared with the clouds z(s) that shares s of one mood, of two or of all
five alike would have, if tracks were read as is typical of their mood (`typical.py`): with n tracks

    log L(s) = -n'/2 (z - z(s))' (S + FLOOR I)^-1 (z - z(s)),   1/n' = 1/n + 1/ENOUGH_TRACKS

S is how readings of one mood spread. One mood, two and five are taken to be equally likely; of
three, which are too like two to be told from them, the nearest two appear. *Which* moods they are
is asked of the tracks by the square roots of their weights, as a track heard once tells that as
well as one heard often; *how they share* the week is asked by the weights themselves. The answer is
the mean of s.

How sure the mixture is of its moods says little of how sure a single track is of its own: so the
week's reading is the network's answer, the mixture and the weighted mean of the tracks' own
readings together (`mix`). The constants were chosen by ``tests/benchmarks/bench_recommender.py
--tune``.
"""

from itertools import combinations_with_replacement

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, MoodReading
from musemood.recommender.feedback import name_mood
from musemood.recommender.readings import Floats, reading_array
from musemood.recommender.typical import TYPICAL, Typical, moments_of

NETWORK = 0.2
MIXTURE = 0.4
"""Parts in the week's reading; the rest is the mean of the tracks' own readings.

With less of the mean more weeks stray from their tracks (`find_stray`): with none, two in three.
"""
ENOUGH_TRACKS = 100.0
"""More tells nothing more: what is typical is itself known only so well."""
FLOOR = 0.03
"""Added to the variances: of probabilities, which are sure of themselves, the most."""

_KINDS = len(MOODS)
_PAIRS = list(combinations_with_replacement(range(_KINDS), 2))
"""One mood, or two."""
_SPLITS = (0.3, 0.4, 0.5, 0.6, 0.7)
_ONES = np.eye(_KINDS)
_SHARES = np.array(
    [[p * _ONES[a] + (1 - p) * _ONES[b] for p in _SPLITS] for a, b in _PAIRS]
    + [[np.full(_KINDS, 1 / _KINDS)] * len(_SPLITS)]
)
"""(16, 5, 5): of each pair at each split, then of all alike, the shares of the moods."""
_PRIOR = np.array([2.0 if a == b else 1.0 for a, b in _PAIRS] + [10.0])
"""Of one mood 5 * 2, of two 10 * 1, of all 10."""


def mood_shares(
    readings: Floats, weights: NDArray[np.float64], typical: Typical = TYPICAL
) -> Floats:
    """The shares of the moods in a week, (5,), summing to 1; see above.

    ``readings``: (n, 7) of its tracks, see `reading_array`, n >= 1. ``weights``: (n,), positive.
    """
    moments = _moments(readings, typical)
    which = _likelihoods(moments, np.sqrt(weights), typical).sum(axis=1) * _PRIOR
    how = _likelihoods(moments, weights, typical)
    how /= np.maximum(how.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    shares: Floats = np.einsum("p,ps,psm->m", which, how, _SHARES)
    shares /= shares.sum()
    return shares


def mix(
    averaged: MoodReading,
    readings: Floats,
    weights: NDArray[np.float64],
    unsure_below: float,
    typical: Typical = TYPICAL,
) -> MoodReading:
    """The week's reading: the network's answer, the mixture, and what the tracks are read as.

    ``averaged``: the network's answer to the average. ``readings``: (n, 7) of the week's tracks,
    see `reading_array`; with none the answer stays as it is. ``weights``: (n,), positive.
    ``unsure_below``: see `name_mood`. Valence and arousal join alike.
    """
    if not len(readings):
        return averaged
    parts = weights / weights.sum()
    mean = parts @ readings
    mixture = np.append(mood_shares(readings, parts, typical), mean[5:])
    together = NETWORK * reading_array([averaged])[0] + MIXTURE * mixture
    together += (1 - NETWORK - MIXTURE) * mean
    shares = tuple((together[:5] / together[:5].sum()).tolist())
    valence, arousal = together[5:].tolist()
    return replace(
        averaged,
        probabilities=shares,
        valence=valence,
        arousal=arousal,
        mood=name_mood(shares, unsure_below),
    )


def _moments(readings: Floats, typical: Typical) -> Floats:
    """(n, 10); a track whose mood the person said counts as what is typical of that mood.

    For the person said nothing of its place on the map (`Track.counted_reading`).
    """
    shares = readings[:, : len(MOODS)]
    is_said = shares.max(axis=1) == 1.0
    own: Floats = np.where(is_said[:, None], shares @ typical.moments, moments_of(readings))
    return own


def _likelihoods(moments: Floats, weights: NDArray[np.float64], typical: Typical) -> Floats:
    """Of what `_SHARES` lists, (16, 5), the greatest 1."""
    parts = weights / weights.sum()
    away = _cloud(parts @ moments) - _cloud(_SHARES @ typical.moments)
    n = 1 / (parts @ parts + 1 / ENOUGH_TRACKS)
    sure = np.linalg.inv(typical.spread + FLOOR * np.eye(len(typical.spread)))
    logs = -n / 2 * np.einsum("psi,ij,psj->ps", away, sure, away)
    likelihoods: Floats = np.exp(logs - logs.max())
    return likelihoods


def _cloud(moments: Floats) -> Floats:
    """Moments (..., 10) about 0 to the same with the last three about the middle."""
    valence, arousal = moments[..., 5], moments[..., 6]
    products = np.stack([valence * valence, arousal * arousal, valence * arousal], axis=-1)
    cloud: Floats = np.concatenate([moments[..., :7], moments[..., 7:] - products], axis=-1)
    return cloud
