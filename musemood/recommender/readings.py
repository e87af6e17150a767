"""What the network said of tracks, as arrays: no sequence is read."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import MoodReading

Floats = NDArray[np.float64]


def reading_array(readings: Sequence[MoodReading]) -> Floats:
    """Readings as (n, 7): the five probabilities, valence, arousal."""
    array = np.empty((len(readings), 7))
    flat = chain.from_iterable(each.probabilities for each in readings)
    array[:, :5] = np.fromiter(flat, np.float64, 5 * len(readings)).reshape(-1, 5)
    array[:, 5] = [each.valence for each in readings]
    array[:, 6] = [each.arousal for each in readings]
    return array
