"""The listener's current emotion: the week's most played tracks, averaged, through the network.

Source: the paper's section 3 (shared notes: method.md, section 3). Take the k most played
tracks of the last week, the more recent and the more often played the greater the weight,
average their sequences with those weights, and run the network of the tracks on the average.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import UNKNOWN_READING, MoodReading
from musemood.domain.play_log import Play, counts_as_play
from musemood.recommender.closeness import Floats

Predict = Callable[[NDArray[np.float32]], MoodReading]
"""The mood model: (segments, values) float32, the descriptors among them scaled, to a reading."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One track behind the current emotion: its counted plays in the window, its share 0..1."""

    path: str
    plays: int
    weight: float


@dataclass(frozen=True, slots=True)
class Emotion:
    """What the listener's week sounds like.

    ``evidence``: the tracks averaged, most weight first, weights summing to 1; as the thumbs
    left them. Empty where none of the tracks played has been analysed: then ``reading`` claims
    nothing (`UNKNOWN_READING`).
    ``not_analysed``: paths that would have been evidence, had their sequences been there.
    ``before_thumbs``: the reading without thumbs; None where no thumb acts.
    """

    reading: MoodReading
    evidence: tuple[Evidence, ...]
    not_analysed: tuple[str, ...] = ()
    before_thumbs: MoodReading | None = None


def weigh_plays(
    plays: Iterable[Play],
    durations: Mapping[str, float],
    now: datetime,
    *,
    k: int = 10,
    window_days: float = 7.0,
    half_life_days: float = 3.0,
) -> tuple[Evidence, ...]:
    """The k tracks that weigh most in the days before ``now``; weights sum to 1, largest first.

    w = sum over counted plays of min(1, heard_s / duration_s) * 2^(-age_days / half_life_days),
    ties by the latest play, then by path. ``durations``: seconds by path; a path without one is
    left out. A play dated after ``now`` does not count: asked about another day, the days after
    it are not known yet. Raises ValueError unless ``half_life_days`` is positive.
    """
    if not half_life_days > 0:
        raise ValueError("half_life_days must be positive")
    counted = _counted_plays(plays, durations, now - timedelta(days=window_days), now)
    if not counted:
        return ()
    # Ages count from the latest play: the scaling cancels it, and nothing underflows.
    latest = counted[-1].started_at
    parts: dict[str, list[float]] = {}
    last: dict[str, datetime] = {}
    for play in counted:
        age_days = (latest - play.started_at) / timedelta(days=1)
        part = min(1.0, play.heard_s / durations[play.path]) * 2.0 ** (-age_days / half_life_days)
        parts.setdefault(play.path, []).append(part)
        last[play.path] = play.started_at
    found = [Evidence(p, len(each), w) for p, each in parts.items() if (w := math.fsum(each)) > 0]
    found.sort(key=lambda e: (-e.weight, latest - last[e.path], e.path))
    return scale_to_one(found[:k])


def _counted_plays(
    plays: Iterable[Play], durations: Mapping[str, float], since: datetime, until: datetime
) -> list[Play]:
    counted = (
        play
        for play in plays
        if since <= play.started_at <= until
        and counts_as_play(play.heard_s, durations.get(play.path, 0.0))
    )
    return sorted(counted, key=lambda play: play.started_at)


def scale_to_one(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The same evidence with weights that sum to 1, most weight first; ties keep their order."""
    total = math.fsum(each.weight for each in evidence)
    scaled = (replace(each, weight=each.weight / total) for each in evidence)
    return tuple(sorted(scaled, key=lambda each: -each.weight))


def average_sequence(sequences: Sequence[NDArray[np.float32]], weights: Sequence[float]) -> Floats:
    """The weighted average of sequences of different lengths, (m, d).

    ``sequences``: each (n_i, d), scaled. Each is resampled linearly over relative time
    to m, the median of the n_i (halves up), then averaged. Raises ValueError for no sequence, an
    empty one, or a different number of weights.
    """
    if not sequences or len(sequences) != len(weights) or not all(map(len, sequences)):
        raise ValueError("needs as many weights as sequences, none of them empty")
    length = int(np.median([len(each) for each in sequences]) + 0.5)
    resampled = np.stack([_resample(each, length) for each in sequences])
    return np.average(resampled, axis=0, weights=weights)


def _resample(sequence: NDArray[np.float32], length: int) -> Floats:
    """Values at the middles of ``length`` equal spans; outside the outer middles held constant."""
    at = (np.arange(length) + 0.5) / length * len(sequence) - 0.5
    at = np.clip(at, 0, len(sequence) - 1)
    before = at.astype(np.intp)
    after = np.minimum(before + 1, len(sequence) - 1)
    share = (at - before)[:, None]
    exact = sequence.astype(np.float64)
    return exact[before] * (1 - share) + exact[after] * share


def infer_emotion(
    evidence: Sequence[Evidence],
    scaled_sequences: Mapping[str, NDArray[np.float32]],
    predict: Predict,
) -> Emotion | None:
    """Average the sequences of the evidence and run the network on them; None without evidence.

    ``scaled_sequences``: (segments, values) by path. Evidence that has none there is named
    in ``not_analysed`` and its weight goes to the others.
    """
    if not evidence:
        return None
    usable = [each for each in evidence if len(scaled_sequences.get(each.path, ())) > 0]
    names = {each.path for each in usable}
    lacking = tuple(each.path for each in evidence if each.path not in names)
    if not usable:
        return Emotion(UNKNOWN_READING, (), lacking)
    scaled = scale_to_one(usable)
    average = average_sequence(
        [scaled_sequences[each.path] for each in scaled], [each.weight for each in scaled]
    )
    return Emotion(predict(average.astype(np.float32)), scaled, lacking)
