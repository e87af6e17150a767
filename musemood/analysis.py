"""Analysis of one file: decode, describe, encode, read the mood. Runs in a worker process.

A file is decoded, described and encoded block by block, so its length costs only its sequence
(200 bytes a second of music); the mood model is loaded once in each process.
"""

from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musemood.domain.failure import FailureKind, FileError
from musemood.domain.loudness import Loudness
from musemood.domain.mood import ALL_MOODS, UNKNOWN_READING, Mood, MoodReading, SegmentReading
from musemood.features.extract import BLOCK_S, FEATURE_VERSION, SAMPLE_RATE, extract_blocks
from musemood.features.loudness import LoudnessMeter
from musemood.files.audio import decode_blocks
from musemood.files.identity import sound_identity
from musemood.mood_model import MoodModel, shipped_version

_LOUDNESS_VERSION = "r128-1"
"""Tracks analysed before their loudness was measured are analysed again."""


class TrackAnalysis(Struct, frozen=True, eq=False):
    """What was found out about one file.

    ``sequence``: (segments, 146) float32: 50 unscaled descriptors, then 96 encoder values.
    ``decoded_s``: seconds of sound in it, as decoded.
    ``loudness``: of all channels, at the file's own sample rate.
    ``analysed_by``: `analysis_version` at the time.
    ``identity``: of the sound, the same however the file is named and tagged.
    """

    sequence: NDArray[np.float32]
    reading: MoodReading
    segments: SegmentReading
    decoded_s: float
    loudness: Loudness
    analysed_by: str
    identity: str = ""


def analyse_file(path: str) -> TrackAnalysis:
    """Decode a file and read its mood; raises FileError, MoodModelError."""
    _keep_freed_memory()
    model = shipped_mood_model()
    meter = LoudnessMeter()
    blocks = decode_blocks(path, BLOCK_S, SAMPLE_RATE, meter.add)
    described = extract_blocks(blocks, model.encode)
    if not len(described.values):
        raise FileError(FailureKind.DAMAGED, path, "no samples")
    sequence = np.hstack([described.values, described.encoded])
    reading, segments = read_mood(model, sequence, described.is_silent)
    loudness = Loudness(round(meter.lufs(), 2), round(meter.peak, 4))
    version = _with_loudness(model.version)
    # A second reading of the file, 0.05 to 0.15 s for four minutes, keeps the two apart.
    identity = sound_identity(path)
    return TrackAnalysis(
        sequence, reading, segments, described.heard_s, loudness, version, identity
    )


def read_mood(
    model: MoodModel, sequence: NDArray[np.float32], is_silent: NDArray[np.bool_]
) -> tuple[MoodReading, SegmentReading]:
    """Mood of an unscaled sequence (n, 146), passing over silent segments.

    Those are unsure and unattended. All silent: nothing was heard and nothing is claimed, the
    attention is even.
    """
    moods = np.full(len(sequence), ALL_MOODS.index(Mood.UNSURE), np.int8)
    attention = np.zeros(len(sequence), np.float32)
    if is_silent.all():
        attention[:] = 1 / len(sequence)
        return UNKNOWN_READING, SegmentReading(moods, attention)
    reading, heard = model.predict(model.scale(sequence[~is_silent]))
    moods[~is_silent], attention[~is_silent] = heard.moods, heard.attention
    return reading, SegmentReading(moods, attention)


def analysis_version() -> str:
    """Version of all that is found out; cheap. "" where there is no mood model."""
    version = shipped_version(FEATURE_VERSION)
    return _with_loudness(version) if version else ""


def _with_loudness(version: str) -> str:
    return f"{version}/{_LOUDNESS_VERSION}"


@cache
def _keep_freed_memory() -> None:
    """Let this process use its memory again instead of giving it back after every array.

    glibc hands arrays of 128 KB and more back to the system, which clears each page anew: a
    seventh of the whole analysis. Freeing one large array raises that limit for good (see
    M_MMAP_THRESHOLD in mallopt(3)); elsewhere this does nothing.
    """
    np.empty(31 << 20, np.uint8)


@cache
def shipped_mood_model() -> MoodModel:
    """The mood model of this process, loaded once; raises MoodModelError."""
    return MoodModel.load(FEATURE_VERSION)
