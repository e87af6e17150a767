"""What the mood model says of tracks of each mood: measured, and used to read mixtures of them.

`TYPICAL` is of the 718 clips of mood4q, each read by a network that never heard it or its artist
(``tests/benchmarks/listeners.npz``); a test computes it from there. Those networks are of the shape
that ships, taught by a leaner recipe (musemood/training/README.md), and right about as often: in 62
of 100 clips, where the model card has 61.5.
"""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musemood.domain.mood import MOODS
from musemood.recommender.readings import Floats


class Typical(Struct, frozen=True, eq=False):
    """Readings of tracks by their true mood.

    ``moments``: (5, 10), for each mood the mean of `moments_of`. ``spread``: (10, 10), how much the
    reading of a single track adds to the covariance of a cloud (shares.py), the mean of the moods.
    """

    moments: Floats
    spread: Floats


def moments_of(readings: Floats) -> Floats:
    """(n, 10) of readings (n, 7), see `reading_array`: also valence^2, arousal^2, their product."""
    valence, arousal = readings[:, 5], readings[:, 6]
    squares = [valence * valence, arousal * arousal, valence * arousal]
    return np.column_stack([readings, *squares])


def typical_of(readings: Floats, moods: NDArray[np.int_]) -> Typical:
    """What is typical in ``readings`` (n, 7) of tracks of ``moods`` (n,), indices into `MOODS`.

    Each mood needs two tracks or more.
    """
    of = [readings[moods == mood] for mood in range(len(MOODS))]
    moments = np.array([moments_of(each).mean(axis=0) for each in of])
    within = np.mean([np.cov(each.T) for each in of], axis=0)
    return Typical(moments, _spread(within))


def _spread(within: Floats) -> Floats:
    """(10, 10) from the covariance (7, 7) of readings of one mood.

    Variances and the covariance of valence and arousal spread as those of a normal cloud.
    """
    valence, arousal = within[5, 5], within[6, 6]
    spread = np.zeros((10, 10))
    spread[:7, :7] = within
    spread[7:, 7:] = np.diag([2 * valence**2, 2 * arousal**2, valence * arousal])
    return spread


_MOMENTS = (
    (0.456, 0.230, 0.079, 0.093, 0.142, 0.513, 0.507, 0.404, 0.427, 0.290),
    (0.272, 0.264, 0.212, 0.155, 0.097, 0.488, -0.028, 0.364, 0.449, 0.080),
    (0.096, 0.228, 0.357, 0.256, 0.063, 0.246, -0.579, 0.247, 0.494, -0.099),
    (0.077, 0.148, 0.193, 0.501, 0.080, -0.190, -0.602, 0.261, 0.507, 0.153),
    (0.077, 0.041, 0.021, 0.047, 0.814, -0.616, 0.748, 0.530, 0.624, -0.500),
)
_WITHIN = (
    (0.0361, -0.0002, -0.0123, -0.0126, -0.0111, 0.0386, 0.0541),
    (-0.0002, 0.0101, 0.0008, -0.0054, -0.0053, 0.0252, -0.0026),
    (-0.0123, 0.0008, 0.0284, -0.0116, -0.0053, 0.0209, -0.0388),
    (-0.0126, -0.0054, -0.0116, 0.0380, -0.0084, -0.0506, -0.0401),
    (-0.0111, -0.0053, -0.0053, -0.0084, 0.0301, -0.0341, 0.0275),
    (0.0386, 0.0252, 0.0209, -0.0506, -0.0341, 0.1670, 0.0338),
    (0.0541, -0.0026, -0.0388, -0.0401, 0.0275, 0.0338, 0.1992),
)

TYPICAL = Typical(np.array(_MOMENTS), _spread(np.array(_WITHIN)))
