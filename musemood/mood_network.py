"""The mood model as the recommender asks for it: a function and where its input comes from."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from musemood.analysis import shipped_mood_model
from musemood.domain.embeddings import Embeddings
from musemood.domain.mood import MoodReading, SegmentReading
from musemood.recommender.recommendation import Network

Stored = tuple[NDArray[np.float32], SegmentReading]


def mood_network(
    stored: Callable[[str], Stored | None], embeddings: Callable[[], Embeddings]
) -> Network:
    """The shipped mood model over the sequences of a store; raises MoodModelError.

    ``stored``: the unscaled sequence (segments, 146) as analysed, and its reading, by path.
    ``embeddings``: of all analysed tracks.
    """
    model = shipped_mood_model()

    def sequence_of(path: str) -> NDArray[np.float32] | None:
        found = stored(path)
        return model.scale(found[0]) if found is not None else None

    def predict(scaled: NDArray[np.float32]) -> MoodReading:
        return model.predict(scaled)[0]

    return Network(predict, sequence_of, model.unsure_below, embeddings)
