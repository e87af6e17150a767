"""The mood model as the recommender asks for it: a function and where its input comes from."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from musemood.analysis import shipped_mood_model
from musemood.domain.mood import SegmentReading
from musemood.recommender.recommendation import Network

Stored = tuple[NDArray[np.float32], SegmentReading]


def mood_network(stored: Callable[[str], Stored | None]) -> Network:
    """The shipped mood model over the sequences of a store; raises MoodModelError.

    ``stored``: the unscaled sequence (segments, 146) as analysed, and its reading, by path.
    """
    model = shipped_mood_model()

    def sequence_of(path: str) -> NDArray[np.float32] | None:
        found = stored(path)
        return model.scale(found[0]) if found is not None else None

    return Network(lambda scaled: model.predict(scaled)[0], sequence_of, model.unsure_below)
