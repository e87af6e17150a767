"""How well each candidate fits: the parts of its score, kept apart so that a reason can name them.

    0.50 * mood match + 0.15 * likeness + 0.50 * taste + 0.10 * stated + 0.10 * familiarity
    - 0.10 * likeness to what was declined

Mood match: the square root of the probability of the wanted mood, said by hand or leading in the
listener's distribution d: what is a quarter as likely fits half as well, and among what fits
taste decides. Where d is unsure, the Bhattacharyya coefficient sum_m sqrt(d(m) p(m)).
Likeness: sum over the evidence of its weight * how well it fits the mood wanted itself * the
cosine of its embedding and the candidate's, where that is positive.
Taste: the preference that `taste.py` predicts from the tracks heard, -1 (0 of 10) to 1.
Stated: how much of the candidate's genre was played whenever the mood was stated, 0..1.
Likeness to what was declined: the cosine to the declined track that is nearest, by its strength.
Familiarity: f = plays / (plays + 2), joined as (1 - novelty) * f + novelty * (1 - f).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.recommender.candidates import Candidates
from musemood.recommender.emotion import Evidence
from musemood.recommender.preference import NEUTRAL, stated_preferences
from musemood.recommender.readings import Floats

MOOD_PART = 0.50
LIKENESS_PART = 0.15
TASTE_PART = 0.50
STATED_PART = 0.10
FAMILIAR_PART = 0.10
DECLINED_PART = 0.10


class Knowledge(Struct, frozen=True, eq=False):
    """What is known of the listener beside the mood wanted.

    ``evidence``: what this person plays now. ``plays``: (n,) counted plays of the candidates,
    None for none. ``declined``: strength 0..1 of thumbs down, by path. ``preference``: (n,) 0..10,
    how well the candidates should please (`taste.py`), None where nothing was heard. ``stated``:
    preference 0..10 by mood and folded genre, from moments when the mood was stated.
    """

    evidence: Sequence[Evidence] = ()
    plays: NDArray[np.intp] | None = None
    declined: Mapping[str, float] = field(default_factory=dict)
    preference: Floats | None = None
    stated: Mapping[tuple[Mood, str], float] = field(default_factory=dict)


class Scores(Struct, frozen=True, eq=False):
    """The parts of every candidate's score, each weighted already; their sum is ``total``.

    ``mood``: (n, 5), by the mood that earned it. ``likeness``: (n, k), by evidence.
    ``taste``: (n,), may be negative. ``stated``, ``familiar``: (n,). ``declined``: (n,), not
    negative, taken off. ``closeness``: (n, k), 0..1. ``like_paths``: of the k. ``plays``: (n,)
    counted plays. ``preference``: (n,) 0..10. ``stated_genre``: by genre tag.
    """

    mood: Floats
    likeness: Floats
    taste: Floats
    stated: Floats
    familiar: Floats
    declined: Floats
    closeness: Floats
    like_paths: tuple[str, ...]
    plays: NDArray[np.intp]
    preference: Floats
    stated_genre: Mapping[str, str]

    @property
    def match(self) -> Floats:
        """(n,): ``mood``, of all moods together."""
        first, *others = self.mood.T  # quicker than a sum over each short row
        match: Floats = sum(others, start=first)
        return match

    @property
    def total(self) -> Floats:
        """(n,), -0.6..1.35."""
        total: Floats = self.match + self.likeness.sum(axis=1)
        return total + self.taste + self.stated + self.familiar - self.declined


def score_candidates(
    candidates: Candidates, wanted: MoodReading | Mood, known: Knowledge, novelty: float
) -> Scores:
    """See the formula above. What is known of tracks that are no candidates is left out."""
    readings, index = candidates.readings, candidates.index
    evidence = [each for each in known.evidence if each.path in index]
    at = [index[each.path] for each in evidence]
    sounds = candidates.sounds()
    closeness = np.maximum(sounds @ sounds[at].T, 0.0).astype(np.float64)
    weights = np.array([each.weight for each in evidence]) * _fit(readings[at], wanted)
    times = known.plays if known.plays is not None else np.zeros(len(candidates), np.intp)
    familiar = times / (times + 2.0)
    preference = known.preference
    if preference is None:
        preference = np.full(len(candidates), NEUTRAL)
    stated, stated_genre = stated_preferences(candidates.genres, _of_mood(known.stated, wanted))
    return Scores(
        mood=MOOD_PART * _mood_match(readings, wanted),
        likeness=LIKENESS_PART * closeness * weights,
        taste=TASTE_PART * (preference - NEUTRAL) / NEUTRAL,
        stated=STATED_PART * stated,
        familiar=FAMILIAR_PART * ((1 - novelty) * familiar + novelty * (1 - familiar)),
        declined=DECLINED_PART * _nearness_to_declined(candidates, sounds, known.declined),
        closeness=closeness,
        like_paths=tuple(each.path for each in evidence),
        plays=times,
        preference=preference,
        stated_genre=stated_genre,
    )


def _of_mood(
    stated: Mapping[tuple[Mood, str], float], wanted: MoodReading | Mood
) -> dict[str, float]:
    """Preference by genre in the mood wanted; of a distribution, the mean over its moods."""
    shares = dict(zip(MOODS, _target(wanted), strict=True))
    found: dict[str, float] = {}
    for (mood, genre), preference in stated.items():
        found[genre] = found.get(genre, 0.0) + float(shares[mood]) * preference
    return found


def _mood_match(readings: Floats, wanted: MoodReading | Mood) -> Floats:
    """(n, 5), the share of each mood in the match; rows sum to 0..1."""
    probabilities = readings[:, :5]
    if isinstance(wanted, MoodReading) and wanted.mood is Mood.UNSURE:
        shared: Floats = np.sqrt(probabilities * np.array(wanted.probabilities))
        return shared
    place = MOODS.index(wanted if isinstance(wanted, Mood) else wanted.leader)
    match = np.zeros(probabilities.shape)
    match[:, place] = np.sqrt(probabilities[:, place])
    return match


def _only(mood: Mood) -> Floats:
    return np.array([1.0 if each is mood else 0.0 for each in MOODS])


def _target(wanted: MoodReading | Mood) -> Floats:
    return _only(wanted) if isinstance(wanted, Mood) else np.array(wanted.probabilities)


def _fit(alike: Floats, wanted: MoodReading | Mood) -> Floats:
    """(k,), 0..1: how much each evidence track is itself of the mood wanted."""
    target = _target(wanted)
    fit: Floats = np.minimum(1.0, alike[:, :5] @ target / target.max())
    return fit


def _nearness_to_declined(
    candidates: Candidates, sounds: NDArray[np.float32], declined: Mapping[str, float]
) -> Floats:
    """(n,), 0..1: likeness to the declined track that is nearest, by the strength of its thumb."""
    paths = sorted(path for path in declined if path in candidates.index)
    strengths = np.array([0.0, *(declined[path] for path in paths)])
    at = [candidates.index[path] for path in paths]
    likeness = np.maximum(sounds @ sounds[at].T, 0.0)
    none = np.zeros((len(candidates), 1))
    nearness: Floats = (np.hstack([none, likeness]) * strengths).max(axis=1)
    return nearness
