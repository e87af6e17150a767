"""What a thumb tells of the listener's emotion: the paper's loop.

Accept and the emotion goes on; decline and it is inferred again with what the refusal tells
(method.md, section 4). A thumb on a track with mood distribution q acts in two ways:

1. Evidence that resembles the track loses weight (gains it, for a thumb up), and the network
   runs again on the average that follows.
2. The outcome is corrected by the likelihood of the thumb, p'(m) ~ p(m) * exp(-t * q(m) / max q),
   with +t for a thumb up.

How far the evidence moves, and then t, are searched so that a law holds: at the moment of a thumb
down the track's top mood loses `LEAST_CHANGE` to `MOST_CHANGE` (so never less than 3 nor more than
15 points, where it had 10 or more), and at a thumb up it gains as much of what it lacks, whatever
the network makes of the new average. The effect of a thumb halves every 6 h and ends after 24 h.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.closeness import Floats, mood_closeness
from musemood.recommender.emotion import (
    Emotion,
    Evidence,
    Predict,
    average_sequence,
    scale_to_one,
)

HALF_LIFE = timedelta(hours=6)
ACTS_FOR = timedelta(hours=24)

LEAST_CHANGE = 0.04
"""A point above the law's 3, so that it still holds some minutes after the thumb."""
MOST_CHANGE = 0.14
LEAST_SHARE = 0.4
MOST_SHARE = 0.8
"""Of a small probability only these shares change; from 0.1 on `LEAST_CHANGE` is the less."""

_LIKELIHOOD = 0.4
"""t of a fresh thumb, where the law asks for no other."""
_EVIDENCE_SHARES = (1.0, 0.4)
"""Tried one after the other; where even the last lets the network leap, no evidence moves."""
_EVIDENCE_MOVE = 0.8
_OTHER_MOODS = 0.8
"""Largest likelihood of a mood beside the top one: a flat track must still tell something."""
_FLOOR = 1e-6
_FLAT = 1e-9


def thumb_strength(thumb: Thumb, now: datetime) -> float:
    """1 when it is given, half every 6 h, 0 after 24 h and for one dated after ``now``."""
    age = now - thumb.at
    if not timedelta(0) <= age <= ACTS_FOR:
        return 0.0
    return float(2.0 ** -(age / HALF_LIFE))


def acting_thumbs(thumbs: Iterable[Thumb], now: datetime) -> tuple[Thumb, ...]:
    """The thumbs that act at ``now``, oldest first."""
    acting = (thumb for thumb in thumbs if thumb_strength(thumb, now) > 0)
    return tuple(sorted(acting, key=lambda thumb: (thumb.at, thumb.path, thumb.kind)))


def name_mood(probabilities: Sequence[float], unsure_below: float) -> Mood:
    """The most probable of the five, or unsure where it has less than ``unsure_below``."""
    top = max(probabilities)
    return MOODS[list(probabilities).index(top)] if top >= unsure_below else Mood.UNSURE


def apply_thumbs(
    emotion: Emotion,
    thumbs: Iterable[Thumb],
    readings: Mapping[str, MoodReading],
    scaled_sequences: Mapping[str, NDArray[np.float32]],
    predict: Predict,
    now: datetime,
    *,
    unsure_below: float,
) -> Emotion:
    """The emotion after the thumbs of the last 24 h, one after the other, oldest first.

    ``emotion``: as `infer_emotion` gave it, with the same sequences and ``predict``.
    ``readings``: of the evidence and of the thumbed tracks; a thumb on a track that has none, or
    one that claims nothing (all moods alike), tells nothing. Valence and arousal of the result
    are the network's on the last average: the correction by likelihood is of moods only.
    """
    told = [thumb for thumb in acting_thumbs(thumbs, now) if _tells(readings.get(thumb.path))]
    if not told or not emotion.evidence:
        return emotion
    rerun = partial(_rerun, scaled_sequences=scaled_sequences, predict=predict)
    state = _State(emotion.evidence, emotion.reading, np.zeros(len(MOODS)))
    for thumb in told:
        state = _act(state, thumb, thumb_strength(thumb, now), readings, rerun)
    shares = tuple(map(float, state.shares))
    reading = replace(state.network, probabilities=shares, mood=name_mood(shares, unsure_below))
    return replace(emotion, reading=reading, evidence=state.evidence, before_thumbs=emotion.reading)


def _tells(reading: MoodReading | None) -> bool:
    return reading is not None and max(reading.probabilities) - min(reading.probabilities) > _FLAT


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """``network``: its reading of the evidence. ``correction``: (5,) what all t add up to."""

    evidence: tuple[Evidence, ...]
    network: MoodReading
    correction: Floats

    @property
    def shares(self) -> Floats:
        return _corrected(self.network.probabilities, self.correction)


def _corrected(probabilities: Sequence[float], correction: Floats) -> Floats:
    logs = np.log(np.maximum(probabilities, _FLOOR)) + correction
    shares: Floats = np.exp(logs - logs.max())
    shares /= shares.sum()
    return shares


def _rerun(
    evidence: tuple[Evidence, ...],
    scaled_sequences: Mapping[str, NDArray[np.float32]],
    predict: Predict,
) -> MoodReading:
    """The network on the average of the evidence, whose sequences are known to be there."""
    paths, weights = zip(*((each.path, each.weight) for each in evidence), strict=True)
    average = average_sequence([scaled_sequences[path] for path in paths], weights)
    return predict(average.astype(np.float32))


def _act(
    state: _State,
    thumb: Thumb,
    strength: float,
    readings: Mapping[str, MoodReading],
    rerun: Callable[[tuple[Evidence, ...]], MoodReading],
) -> _State:
    told = readings[thumb.path]
    sign = 1.0 if thumb.kind is ThumbKind.UP else -1.0
    top = MOODS.index(told.leader)
    likelihood = _likelihood(told)
    before = float(state.shares[top])
    room = before if sign < 0 else 1.0 - before
    least = strength * min(LEAST_CHANGE, LEAST_SHARE * room)
    most = strength * min(MOST_CHANGE, MOST_SHARE * room)

    def change(moved: _State, t: float) -> float:
        shares = _corrected(moved.network.probabilities, state.correction + sign * t * likelihood)
        return sign * (float(shares[top]) - before)

    moves = (_move(state, told, sign * s * strength, readings, rerun) for s in _EVIDENCE_SHARES)
    moved = next((each for each in moves if change(each, 0.0) <= most), state)
    t = _search(partial(change, moved), strength * _LIKELIHOOD, least, most)
    return replace(moved, correction=state.correction + sign * t * likelihood)


def _likelihood(told: MoodReading) -> Floats:
    """q(m) / max q: 1 for the top mood, at most `_OTHER_MOODS` for the others."""
    shares = np.array(told.probabilities)
    likelihood: Floats = np.minimum(shares / shares.max(), _OTHER_MOODS)
    likelihood[MOODS.index(told.leader)] = 1.0
    return likelihood


def _move(
    state: _State,
    told: MoodReading,
    share: float,
    readings: Mapping[str, MoodReading],
    rerun: Callable[[tuple[Evidence, ...]], MoodReading],
) -> _State:
    """Evidence close to the track gains (``share`` > 0) or loses, and the network runs again."""
    moved = []
    for each in state.evidence:
        reading = readings.get(each.path)
        closeness = float(mood_closeness([reading], [told])[0, 0]) if reading else 0.0
        factor = 1.0 + _EVIDENCE_MOVE * share * closeness
        moved.append(replace(each, weight=each.weight * factor))
    evidence = scale_to_one(moved)
    return replace(state, evidence=evidence, network=rerun(evidence))


def _search(change: Callable[[float], float], t: float, least: float, most: float) -> float:
    """The t nearest to the one given whose change lies within ``least`` and ``most``.

    ``change`` grows with t, and ``change(0)`` is not above ``most``.
    """
    if change(t) > most:
        return _bracket(change, most, 0.0, t)[0]
    if change(t) >= least:
        return t
    high = 2 * t
    while change(high) < least:
        high *= 2
    return _bracket(change, least, t, high)[1]


def _bracket(
    change: Callable[[float], float], target: float, low: float, high: float
) -> tuple[float, float]:
    """Halves low..high, where ``change`` passes ``target``, forty times."""
    for _ in range(40):
        middle = (low + high) / 2
        if change(middle) > target:
            high = middle
        else:
            low = middle
    return low, high
