"""Tracks, plays and sequences to put into a store; light, for child processes import it."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import ALL_MOODS, Mood, MoodReading, SegmentReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.track import Tags, Track
from musemood.files.sequence_rows import DESCRIPTORS, SEQUENCE_WIDTH

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
READING = MoodReading((0.1, 0.2, 0.3, 0.15, 0.25), -0.5, 0.25, Mood.RELAXED)


def make_track(number: int, *, analysed_by: str = "") -> Track:
    reading = READING if analysed_by else None
    return Track(
        f"/music/{number}.mp3", number, 1, Tags(title=f"Song {number}"), 0.0, reading, analysed_by
    )


def make_sequence(seed: int, segments: int = 4) -> tuple[NDArray[np.float32], SegmentReading]:
    """Its encoder values are float16, as the store keeps them, so it is read back to the bit."""
    random = np.random.default_rng(seed)
    moods = random.integers(0, len(ALL_MOODS), segments).astype(np.int8)
    attention = random.random(segments).astype(np.float32)
    sequence = random.normal(size=(segments, SEQUENCE_WIDTH)).astype(np.float32)
    sequence[:, DESCRIPTORS:] = sequence[:, DESCRIPTORS:].astype(np.float16)
    return sequence, SegmentReading(moods, attention)


def make_play(path: str, *, moment: datetime = NOON, end: PlayEnd = PlayEnd.FINISHED) -> Play:
    return Play(path, moment, 61.5, end, PlaySource.LIST)


def files_under(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Contents and time of change of every file."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }
