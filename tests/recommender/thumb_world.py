"""Random states of a listener, and a random network: the thumbs' laws are tested on them."""

from datetime import datetime

import numpy as np
from hypothesis import strategies as st
from listener_world import NOW, UNSURE_BELOW, reading, thumb
from numpy.typing import NDArray

from musemood.domain.mood import MoodReading
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.emotion import Emotion, Evidence, infer_emotion, scale_to_one
from musemood.recommender.feedback import Answers, apply_thumbs

TRACKS = ("a", "b", "c", "d")

shares = st.lists(st.floats(0.001, 1.0), min_size=5, max_size=5)
readings_of_tracks = st.tuples(*(shares.map(lambda s: reading(*s)) for _ in TRACKS))
thumbs_before = st.lists(
    st.builds(
        thumb,
        st.sampled_from(TRACKS),
        st.sampled_from(ThumbKind),
        hours_ago=st.floats(0.01, 30.0),
        is_implied=st.booleans(),
    ),
    max_size=4,
)


class World:
    """Four tracks with random readings, sequences and weights, and a network at odds with them."""

    def __init__(self, readings: tuple[MoodReading, ...], seed: int, sharpness: float) -> None:
        rng = np.random.default_rng(seed)
        self.readings = dict(zip(TRACKS, readings, strict=True))
        self.sequences = {path: rng.random((3, 8)).astype(np.float32) for path in TRACKS}
        self.asked = 0
        self.matrix = sharpness * rng.normal(size=(8, 5))
        evidence = scale_to_one([Evidence(p, 1, rng.uniform(0.1, 1)) for p in TRACKS[:3]])
        emotion = infer_emotion(evidence, self.sequences, self.predict)
        assert emotion is not None
        self.emotion = emotion

    def predict(self, sequence: NDArray[np.float32]) -> MoodReading:
        self.asked += 1
        scores = sequence.mean(axis=0) @ self.matrix
        return reading(*np.exp(scores - scores.max()))

    def after(
        self, thumbs: list[Thumb], now: datetime = NOW, answers: Answers | None = None
    ) -> Emotion:
        return apply_thumbs(
            self.emotion,
            thumbs,
            self.readings,
            self.sequences,
            self.predict,
            now,
            unsure_below=UNSURE_BELOW,
            answers=answers,
        )


def lead(emotion: Emotion) -> float:
    second, first = sorted(emotion.reading.probabilities)[-2:]
    return first - second


def tells(world: "World", path: str) -> bool:
    """Whether its reading claims anything."""
    shares = world.readings[path].probabilities
    return max(shares) - min(shares) >= 1e-6
