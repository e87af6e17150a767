"""Analysis of one file: decode, describe, read the mood. Runs in a worker process.

A file is decoded and described block by block, so its length costs descriptors only (200 bytes
a second of music); the mood model is loaded once in each process.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from musemood.domain.failure import FailureKind, FileError
from musemood.domain.mood import ALL_MOODS, UNKNOWN_READING, Mood, MoodReading, SegmentReading
from musemood.features.extract import BLOCK_S, FEATURE_VERSION, SAMPLE_RATE, extract_blocks
from musemood.files.audio import decode_blocks
from musemood.mood_model import MoodModel, shipped_version


@dataclass(frozen=True, slots=True, eq=False)
class TrackAnalysis:
    """What was found out about one file.

    ``descriptors``: (segments, 50) float32, unscaled.
    ``decoded_s``: seconds of sound in it, as decoded.
    ``analysed_by``: `analysis_version` at the time.
    """

    descriptors: NDArray[np.float32]
    reading: MoodReading
    segments: SegmentReading
    decoded_s: float
    analysed_by: str


def analyse_file(path: str) -> TrackAnalysis:
    """Decode a file and read its mood; raises FileError, MoodModelError."""
    blocks = decode_blocks(path, BLOCK_S, SAMPLE_RATE)
    described = extract_blocks(blocks)
    if not len(described.values):
        raise FileError(FailureKind.DAMAGED, path, "no samples")
    model = shipped_mood_model()
    reading, segments = read_mood(model, described.values, described.is_silent)
    return TrackAnalysis(described.values, reading, segments, described.heard_s, model.version)


def read_mood(
    model: MoodModel, descriptors: NDArray[np.float32], is_silent: NDArray[np.bool_]
) -> tuple[MoodReading, SegmentReading]:
    """Mood of descriptors (n, 50), passing over silent segments: they are unsure, unattended.

    All silent: nothing was heard and nothing is claimed, the attention is even.
    """
    moods = np.full(len(descriptors), ALL_MOODS.index(Mood.UNSURE), np.int8)
    attention = np.zeros(len(descriptors), np.float32)
    if is_silent.all():
        attention[:] = 1 / len(descriptors)
        return UNKNOWN_READING, SegmentReading(moods, attention)
    reading, heard = model.predict(model.scale(descriptors[~is_silent]))
    moods[~is_silent], attention[~is_silent] = heard.moods, heard.attention
    return reading, SegmentReading(moods, attention)


def analysis_version() -> str:
    """Version of descriptors and mood model together; cheap. "" where there is no mood model."""
    return shipped_version(FEATURE_VERSION)


@cache
def shipped_mood_model() -> MoodModel:
    """The mood model of this process, loaded once; raises MoodModelError."""
    return MoodModel.load(FEATURE_VERSION)
