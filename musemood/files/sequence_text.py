"""A track's sequence as text, for ``musemood export``: base64 of plain little-endian arrays.

segments     how many
descriptors  float32, (segments, 50)
encoded      float16, (segments, 96)
attention    float32, (segments,)
moods        int8, (segments,), indices into ALL_MOODS
"""

import base64
import binascii

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import ALL_MOODS, SegmentReading
from musemood.files.json_text import Document
from musemood.files.sequence_rows import DESCRIPTORS, ENCODED

Sequence = tuple[NDArray[np.float32], SegmentReading]


def sequence_to_document(sequence: NDArray[np.float32], reading: SegmentReading) -> Document:
    """The sequence (segments, 146), read back to the bit."""
    return {
        "segments": len(sequence),
        "descriptors": _text(sequence[:, :DESCRIPTORS].astype("<f4")),
        "encoded": _text(sequence[:, DESCRIPTORS:].astype("<f2")),
        "attention": _text(reading.attention.astype("<f4")),
        "moods": _text(reading.moods.astype(np.int8)),
    }


def document_to_sequence(document: Document) -> Sequence:
    """The sequence. Raises ValueError where lengths do not fit or a number is none."""
    try:
        count = document["segments"]
        if type(count) is not int or count < 1:
            raise ValueError("no segments")
        descriptors = _array(document["descriptors"], "<f4", (count, DESCRIPTORS))
        encoded = _array(document["encoded"], "<f2", (count, ENCODED))
        attention = _array(document["attention"], "<f4", (count,)).astype(np.float32)
        moods = _array(document["moods"], "i1", (count,)).astype(np.int8)
    except (KeyError, TypeError, binascii.Error) as error:
        raise ValueError(f"cannot read this sequence: {error!r}") from error
    sequence = np.hstack([descriptors, encoded]).astype(np.float32)
    is_sane = np.isfinite(sequence).all() and np.isfinite(attention).all()
    if not is_sane or moods.min() < 0 or moods.max() >= len(ALL_MOODS):
        raise ValueError("a sequence of nonsense")
    return sequence, SegmentReading(moods, attention)


def _text(array: NDArray[np.generic]) -> str:
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")


def _array(text: object, kind: str, shape: tuple[int, ...]) -> NDArray[np.generic]:
    if not isinstance(text, str):
        raise TypeError("not text")
    data = base64.b64decode(text, validate=True)
    return np.frombuffer(data, kind).reshape(shape)
