"""How well each candidate fits: the parts of its score, kept apart so that a reason can name them.

    0.60 * mood match + 0.25 * likeness + 0.15 * familiarity - 0.20 * likeness to what was declined

Mood match: the probability of a mood chosen by hand; or, for the listener's distribution d, half
the probability of its leader and half the Bhattacharyya coefficient sum_m sqrt(d(m) p(m)); only
the latter where the listener's reading is unsure.
Likeness: sum over the evidence of its weight * how well it fits the mood wanted itself * its
closeness to the candidate. Closeness is in mood and on the map: it needs no sequence.
Familiarity: f = plays / (plays + 2), joined as (1 - novelty) * f + novelty * (1 - f).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.reason import Reason
from musemood.domain.track import Track
from musemood.recommender.closeness import Floats, closeness_of_arrays, reading_array
from musemood.recommender.emotion import Evidence

MOOD_PART = 0.60
LIKENESS_PART = 0.25
FAMILIAR_PART = 0.15
DECLINED_PART = 0.20

LIKENESS_NAMED = 0.1
"""From this share of the score on, likeness is named as a reason."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Tracks that may be recommended, in the order of their paths.

    ``readings``: (n, 7), see `reading_array`. ``index``: place of a path.
    """

    tracks: tuple[Track, ...]
    readings: Floats
    index: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.tracks)


def candidates_of(tracks: Sequence[Track]) -> Candidates:
    """The tracks that have a mood, did not fail and are there.

    The order of ``tracks`` leaves no trace.
    """
    known = [
        (t, reading)
        for t in tracks
        if (reading := t.counted_reading) is not None and t.failure is None and not t.is_missing
    ]
    known.sort(key=lambda each: each[0].path)
    readings = reading_array([reading for _, reading in known])
    index = {track.path: place for place, (track, _) in enumerate(known)}
    return Candidates(tuple(track for track, _ in known), readings, index)


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The parts of every candidate's score, each weighted already; their sum is ``total``.

    ``mood``: (n, 5), by the mood that earned it. ``likeness``: (n, k), by evidence.
    ``familiar``: (n,). ``declined``: (n,), not negative, taken off. ``closeness``: (n, k), 0..1.
    ``like_paths``: of the k. ``plays``: (n,) counted plays.
    """

    mood: Floats
    likeness: Floats
    familiar: Floats
    declined: Floats
    closeness: Floats
    like_paths: tuple[str, ...]
    plays: NDArray[np.int64]

    @property
    def total(self) -> Floats:
        """(n,), -0.2..1."""
        total: Floats = self.mood.sum(axis=1) + self.likeness.sum(axis=1)
        return total + self.familiar - self.declined


def score_candidates(
    candidates: Candidates,
    wanted: MoodReading | Mood,
    evidence: Sequence[Evidence],
    plays: Mapping[str, int],
    declined: Mapping[str, float],
    novelty: float,
) -> Scores:
    """See the formula above. Evidence and declined tracks that are no candidates are left out."""
    readings, index = candidates.readings, candidates.index
    known = [each for each in evidence if each.path in index]
    alike = readings[[index[each.path] for each in known]]
    closeness = closeness_of_arrays(readings, alike)
    weights = np.array([each.weight for each in known]) * _fit(alike, wanted)
    times = np.zeros(len(candidates), dtype=np.int64)
    for path in plays.keys() & index.keys():
        times[index[path]] = plays[path]
    familiar = times / (times + 2.0)
    return Scores(
        mood=MOOD_PART * _mood_match(readings, wanted),
        likeness=LIKENESS_PART * closeness * weights,
        familiar=FAMILIAR_PART * ((1 - novelty) * familiar + novelty * (1 - familiar)),
        declined=DECLINED_PART * _nearness_to_declined(candidates, declined),
        closeness=closeness,
        like_paths=tuple(each.path for each in known),
        plays=times,
    )


def _mood_match(readings: Floats, wanted: MoodReading | Mood) -> Floats:
    """(n, 5), the share of each mood in the match; rows sum to 0..1."""
    probabilities = readings[:, :5]
    if isinstance(wanted, Mood):
        return probabilities * _only(wanted)
    shared: Floats = np.sqrt(probabilities * np.array(wanted.probabilities))
    if wanted.mood is Mood.UNSURE:
        return shared
    return (shared + probabilities * _only(wanted.leader)) / 2


def _only(mood: Mood) -> Floats:
    return np.array([1.0 if each is mood else 0.0 for each in MOODS])


def _fit(alike: Floats, wanted: MoodReading | Mood) -> Floats:
    """(k,), 0..1: how much each evidence track is itself of the mood wanted."""
    target = _only(wanted) if isinstance(wanted, Mood) else np.array(wanted.probabilities)
    fit: Floats = np.minimum(1.0, alike[:, :5] @ target / target.max())
    return fit


def _nearness_to_declined(candidates: Candidates, declined: Mapping[str, float]) -> Floats:
    """(n,), 0..1: closeness to the declined track that is nearest, by the strength of its thumb."""
    paths = sorted(declined.keys() & candidates.index.keys())
    strengths = np.array([0.0, *(declined[path] for path in paths)])
    at = [candidates.index[path] for path in paths]
    closeness = closeness_of_arrays(candidates.readings, candidates.readings[at])
    none = np.zeros((len(candidates), 1))
    nearness: Floats = (np.hstack([none, closeness]) * strengths).max(axis=1)
    return nearness


def reason_of(candidates: Candidates, scores: Scores, i: int) -> Reason:
    """Why candidate i: the mood that earned most, and likeness where it is a fair share.

    Where no mood earned anything (it is for certain of another one), its own is named.
    """
    earned = scores.mood[i] if scores.mood[i].any() else candidates.readings[i, :5]
    mood = int(earned.argmax())
    like_path, likeness = _likeness_of(candidates.tracks[i].path, scores, i)
    plays = int(scores.plays[i])
    return Reason(
        mood=MOODS[mood],
        probability=float(candidates.readings[i, mood]),
        like_path=like_path,
        likeness=likeness,
        is_new=plays == 0,
        plays=plays,
    )


def _likeness_of(path: str, scores: Scores, i: int) -> tuple[str | None, float]:
    """The evidence that earned most, itself aside; (None, 0) where that is no large part."""
    others = [k for k, like_path in enumerate(scores.like_paths) if like_path != path]
    earned = scores.mood[i].sum() + scores.likeness[i].sum() + scores.familiar[i]
    if not others or scores.likeness[i, others].sum() < LIKENESS_NAMED * earned:
        return None, 0.0
    best = max(others, key=lambda k: float(scores.likeness[i, k]))
    return scores.like_paths[best], float(scores.closeness[i, best])
