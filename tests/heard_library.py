"""A data folder as a listener has it: analysed tracks of all moods, and a week of plays."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musemood.analysis import analysis_version
from musemood.domain.mood import MOODS, MoodReading, SegmentReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.track import Tags, Track
from musemood.files.data_folder import DataFolder
from musemood.files.sequence_rows import SEQUENCE_WIDTH
from musemood.files.store import Store

PLACES = ((0.7, 0.5), (0.6, -0.1), (0.3, -0.6), (-0.6, -0.5), (-0.4, 0.7))
"""Valence and arousal of the moods, in the order of `MOODS`."""
GENRES = ("Jazz", "Rock", "Folk")


def fill(
    folder: Path, count: int = 60, played: Sequence[int] = (3, 8, 13, 18, 23, 28)
) -> list[str]:
    """``folder/home`` with tracks whose files are silent; ``played``: their numbers. The paths.

    Track i is of mood i % 5, artist i % 9, genre i % 3, and lies about its mood's place.
    """
    music = folder / "music"
    music.mkdir()
    tracks = [_track(music, number) for number in range(count)]
    now = datetime.now(UTC)
    with Store.open(DataFolder.under(folder / "home")) as store:
        store.put_analysed((each, *_sequence(n)) for n, each in enumerate(tracks))
        for place, number in enumerate(played):
            at = now - timedelta(hours=60 + 15 * place)
            path, source = tracks[number].path, PlaySource.LIST
            store.add_play(Play(path, at, 200.0, PlayEnd.FINISHED, source))
    return [each.path for each in tracks]


def _track(folder: Path, number: int) -> Track:
    file = folder / f"{number:02}.flac"
    file.write_bytes(b"no sound, and nobody asks for it")
    shares = [0.1] * 5
    shares[number % 5] = 0.6
    stat = file.stat()
    tags = Tags(
        f"Song {number:02}", f"Artist {number % 9}", f"Album {number % 9}",
        genre=GENRES[number % 3], duration_s=200.0,
    )  # fmt: skip
    moved = np.random.default_rng(number).uniform(-0.35, 0.35, 2)
    valence, arousal = (float(v) for v in np.array(PLACES[number % 5]) + moved)
    reading = MoodReading(tuple(shares), valence, arousal, MOODS[number % 5])
    return Track(str(file), stat.st_mtime_ns, stat.st_size, tags, 1.0, reading, analysis_version())


def _sequence(seed: int) -> tuple[NDArray[np.float32], SegmentReading]:
    """What the network hears, and much of it the same in all: songs are alike, some more so."""
    random = np.random.default_rng(seed)
    reading = SegmentReading(np.zeros(8, np.int8), np.full(8, 0.125, np.float32))
    values = 0.4 + random.normal(size=(1, SEQUENCE_WIDTH)) * np.ones((8, 1))
    return values.astype(np.float32), reading
