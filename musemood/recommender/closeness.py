"""How close two tracks are in mood, by what the network said of them: no sequence is read."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import MoodReading

Floats = NDArray[np.float64]

MAP_REACH = 0.5
"""How far apart on the map of valence and arousal two tracks still resemble each other."""


def reading_array(readings: Sequence[MoodReading]) -> Floats:
    """Readings as (n, 7): the five probabilities, valence, arousal."""
    array = np.empty((len(readings), 7))
    flat = chain.from_iterable(each.probabilities for each in readings)
    array[:, :5] = np.fromiter(flat, np.float64, 5 * len(readings)).reshape(-1, 5)
    array[:, 5] = [each.valence for each in readings]
    array[:, 6] = [each.arousal for each in readings]
    return array


def closeness_of_arrays(these: Floats, those: Floats) -> Floats:
    """How close tracks are in mood, 0..1, (these, those), of `reading_array`s; 1 for equal ones.

    (Bhattacharyya coefficient of the probabilities)^2 * exp(-d^2 / (2 * MAP_REACH^2)), d the
    distance on the map of valence and arousal.
    """
    overlap: Floats = np.sqrt(these[:, :5]) @ np.sqrt(those[:, :5]).T
    apart = (these[:, 5:6] - those[:, 5]) ** 2 + (these[:, 6:] - those[:, 6]) ** 2
    return np.minimum(overlap, 1.0) ** 2 * np.exp(apart / (-2 * MAP_REACH**2))
