"""A track's sequence and the reading of its segments as rows of the feature store, and back."""

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import SegmentReading

DESCRIPTORS = 50
ENCODED = 96
SEQUENCE_WIDTH = DESCRIPTORS + ENCODED
"""Values of a segment in a sequence."""

ROW_WIDTH = DESCRIPTORS + ENCODED // 2 + 2
"""A row of the feature store: 50 descriptors, 96 encoder values, attention, and the index of the
mood in `ALL_MOODS`. Encoder values are kept as float16, two in the place of one float32, which
rounds by 0.05 % at most. A row is 400 bytes; a track of four minutes, 80 rows, 32 KB; 50,000
such tracks 1.6 GB."""


def to_rows(sequence: NDArray[np.float32], reading: SegmentReading) -> NDArray[np.float32]:
    """Rows (segments, ROW_WIDTH) of a sequence and its reading."""
    # Two float16 in one float32 are bits, not a number: they are copied, never reckoned with.
    encoded = sequence[:, DESCRIPTORS:].astype(np.float16).view(np.float32)
    columns = (sequence[:, :DESCRIPTORS], encoded, reading.attention[:, None])
    return np.hstack([*columns, reading.moods[:, None].astype(np.float32)])


def from_rows(rows: NDArray[np.float32]) -> tuple[NDArray[np.float32], SegmentReading]:
    """The sequence (segments, SEQUENCE_WIDTH) and the reading of rows (segments, ROW_WIDTH)."""
    descriptors, packed = rows[:, :DESCRIPTORS], rows[:, DESCRIPTORS : ROW_WIDTH - 2]
    encoded = np.ascontiguousarray(packed).view(np.float16).astype(np.float32)
    attention = np.ascontiguousarray(rows[:, -2])
    reading = SegmentReading(rows[:, -1].astype(np.int8), attention)
    return np.hstack([descriptors, encoded]), reading
