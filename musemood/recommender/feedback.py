"""What a thumb tells of the listener's emotion: the paper's loop.

Accept and the emotion goes on; decline and it is inferred again with what the refusal tells
(method.md, section 4). For a thumb on a track, the network runs again on the average of the week
pushed away from the track's sequence (towards it, for a thumb up): A + s * (A - X). How hard a push
is searched: the first of `PUSHES` to which the network answers as much as the law asks for. Its
answer says which moods the points go to; how many points, shift.py says, so that the law holds
whatever the network answers.

The effect of a thumb halves every 6 h and ends after 24 h; one that nobody pressed has half of it.
What fades are the points: the push stays that of the moment when the thumb was given, so that one
answer serves as long as the week's average is the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.emotion import Emotion, Predict, average_sequence, resample
from musemood.recommender.readings import Floats, reading_array
from musemood.recommender.shift import LEAST_LOSS, MOST_LEAD, accept, decline, hold, lead_of

HALF_LIFE = timedelta(hours=6)
ACTS_FOR = timedelta(hours=24)
IMPLIED_STRENGTH = 0.5
PUSHES = (0.15, 0.3, 0.6)
"""How far, in parts of its distance from the track, the average is pushed."""

_FLAT = 1e-9
_FLOOR = 1e-6
"""No mood is quite impossible, or it could never gain."""


def thumb_strength(thumb: Thumb, now: datetime) -> float:
    """1 when it is given, half every 6 h, 0 after 24 h and for one dated after ``now``.

    Half of that for a thumb that is implied.
    """
    age = now - thumb.at
    if not timedelta(0) <= age <= ACTS_FOR:
        return 0.0
    return float(2.0 ** -(age / HALF_LIFE)) * _first_strength(thumb)


def _first_strength(thumb: Thumb) -> float:
    return IMPLIED_STRENGTH if thumb.is_implied else 1.0


def acting_thumbs(thumbs: Iterable[Thumb], now: datetime) -> tuple[Thumb, ...]:
    """The thumbs that act at ``now``, oldest first."""
    acting = (thumb for thumb in thumbs if thumb_strength(thumb, now) > 0)
    return tuple(sorted(acting, key=lambda each: (each.at, each.path, each.kind, each.is_implied)))


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
    answers: "Answers | None" = None,
) -> Emotion:
    """The emotion after the thumbs of the last 24 h, one after the other, oldest first.

    With thumbs or without, no mood leads by more than `MOST_LEAD`.
    ``emotion``: of the same sequences and ``predict``.
    ``readings``: of the thumbed tracks; a thumb on a track that has none, or one that claims
    nothing (all moods alike), tells nothing. ``scaled_sequences``: of the evidence, and of the
    thumbed tracks; one that is not there leaves the other moods in proportion. Valence and arousal
    follow the network as far as the probabilities do. ``answers``: what the caller keeps of the
    same ``predict`` from call to call.
    """
    if not emotion.evidence:
        return emotion
    before = _held(emotion.reading)
    told = [thumb for thumb in acting_thumbs(thumbs, now) if claims(readings.get(thumb.path))]
    if not told:
        return replace(emotion, reading=before)
    rerun = _Rerun(emotion, scaled_sequences, predict, answers or Answers())
    state = _State(_floored(before), before.valence, before.arousal)
    for thumb in told:
        state = _act(state, thumb, thumb_strength(thumb, now), readings[thumb.path].leader, rerun)
    shares = tuple(map(float, state.shares / state.shares.sum()))
    reading = MoodReading(shares, state.valence, state.arousal, name_mood(shares, unsure_below))
    return replace(emotion, reading=reading, before_thumbs=before)


def _floored(reading: MoodReading) -> Floats:
    shares: Floats = np.maximum(reading.probabilities, _FLOOR)
    shares /= shares.sum()
    return shares


def _held(reading: MoodReading) -> MoodReading:
    """The reading, with a lead of no more than the law of the loop can turn."""
    shares = _floored(reading)
    if lead_of(shares) <= MOST_LEAD:
        return reading
    return replace(reading, probabilities=tuple(map(float, hold(shares))))


def claims(reading: MoodReading | None) -> bool:
    """Whether it says anything: not all moods alike, as silence is read."""
    return reading is not None and max(reading.probabilities) - min(reading.probabilities) > _FLAT


class _State(Struct, frozen=True, eq=False):
    """``shares``: (5,). ``against``: by mood, what the thumbs down since the last up add up to."""

    shares: Floats
    valence: float
    arousal: float
    against: Mapping[Mood, float] = field(default_factory=dict)


def _act(state: _State, thumb: Thumb, strength: float, mood: Mood, rerun: "_Rerun") -> _State:
    top = MOODS.index(mood)
    sign = 1.0 if thumb.kind is ThumbKind.UP else -1.0
    answer = rerun.answer(thumb.path, top, sign, _first_strength(thumb))
    moved = answer - rerun.plain
    against = state.against.get(mood, 0.0)
    if sign > 0:
        shares, against = accept(state.shares, top, strength, moved[:5]), 0.0
    else:
        shares = decline(state.shares, top, strength, moved[:5], against)
        against += strength
    changed, answered = abs(float(shares[top] - state.shares[top])), sign * float(moved[top])
    follow = min(1.0, changed / answered) if answered > 0 else 0.0
    valence, arousal = np.clip((state.valence, state.arousal) + follow * moved[5:], -1, 1)
    return _State(shares, float(valence), float(arousal), {**state.against, mood: against})


class Answers:
    """The network's answers to pushes of one average, by what was asked.

    What was not asked between one `about` and the next is forgotten.
    """

    def __init__(self) -> None:
        self._average: Floats = np.zeros((0, 0))
        self._before: dict[tuple[object, ...], tuple[object, Floats]] = {}
        self._now: dict[tuple[object, ...], tuple[object, Floats]] = {}

    def about(self, average: Floats) -> None:
        """From now on this one is pushed."""
        self._before = self._now if np.array_equal(average, self._average) else {}
        self._average, self._now = average, {}

    def find(
        self, asked: tuple[object, ...], sequence: object, answer: Callable[[], Floats]
    ) -> Floats:
        """What ``answer`` said, or says; it is asked anew where ``sequence`` is another object."""
        known = self._now.get(asked) or self._before.get(asked)
        if known is None or known[0] is not sequence:
            known = (sequence, answer())
        self._now[asked] = known
        return known[1]


class _Rerun:
    """The network on the average of the evidence, pushed away from a track or towards it.

    Answers are (7,) arrays, see `reading_array`; ``plain`` is the one without a push.
    """

    def __init__(
        self,
        emotion: Emotion,
        scaled_sequences: Mapping[str, NDArray[np.float32]],
        predict: Predict,
        answers: Answers,
    ) -> None:
        weights = [each.weight for each in emotion.evidence]
        sequences = [scaled_sequences[each.path] for each in emotion.evidence]
        self._average = average_sequence(sequences, weights)
        self._sequences = scaled_sequences
        self._predict = predict
        self._answers = answers
        answers.about(self._average)
        plain = emotion.averaged or emotion.reading
        self.plain: Floats = reading_array([plain])[0]

    def answer(self, path: str, top: int, sign: float, strength: float) -> Floats:
        """The answer to the first push that moves mood ``top`` far enough, else to the furthest.

        ``sign``: 1 towards the track, -1 away from it. Without its sequence there is no push.
        """
        sequence = self._sequences.get(path)
        if sequence is None or not len(sequence):
            return self.plain
        return self._answers.find(
            (path, top, sign, strength), sequence, lambda: self._push(sequence, top, sign, strength)
        )

    def _push(
        self, sequence: NDArray[np.float32], top: int, sign: float, strength: float
    ) -> Floats:
        away = self._average - resample(np.asarray(sequence), len(self._average))
        best = self.plain
        for push in PUSHES:
            pushed = self._average - sign * push * strength * away
            answer = reading_array([self._predict(pushed.astype(np.float32))])[0]
            if sign * (answer[top] - best[top]) > 0:
                best = answer
            if sign * (best[top] - self.plain[top]) >= strength * LEAST_LOSS:
                break
        return best
