"""A data folder with analysed tracks, of which some were played in the last week."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from musemood.analysis import analysis_version
from musemood.app import App
from musemood.domain.mood import MOODS, MoodReading, SegmentReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.track import Tags, Track
from musemood.files.data_folder import DataFolder
from musemood.files.sequence_rows import SEQUENCE_WIDTH
from musemood.files.store import Store

OpenApp = Callable[..., App]
COUNT = 30
PLAYED = 6
MIXED = 57
"""The seed of a sequence in which the mood model hears no mood."""


def track(folder: Path, number: int, place: tuple[float, float]) -> Track:
    """One of thirty: every fifth of one mood, every seventh of one artist."""
    file = folder / f"{number}.flac"
    file.write_bytes(b"no sound, and nobody asks for it")
    shares = [0.1] * 5
    shares[number % 5] = 0.6
    mood = MOODS[number % 5]
    stat = file.stat()
    tags = Tags(f"Song {number}", f"Artist {number % 7}", "Album", genre="Rock", duration_s=200.0)
    reading = MoodReading(tuple(shares), *place, mood)
    return Track(str(file), stat.st_mtime_ns, stat.st_size, tags, 1.0, reading, analysis_version())


def sequence(seed: int) -> tuple[NDArray[np.float32], SegmentReading]:
    """What was heard in it, at random."""
    random = np.random.default_rng(seed)
    reading = SegmentReading(np.zeros(8, np.int8), np.full(8, 0.125, np.float32))
    return random.normal(size=(8, SEQUENCE_WIDTH)).astype(np.float32), reading


def fill_week(
    home: Path,
    music: Path,
    seed_of: Callable[[int], int] = int,
    places: Sequence[tuple[float, float]] = ((0.1, 0.1),),
) -> list[str]:
    """Thirty analysed tracks in ``music``, of which six were played lately; their paths.

    ``places``: valence and arousal of the first tracks, and again of the next ones.
    """
    music.mkdir()
    tracks = [track(music, number, places[number % len(places)]) for number in range(COUNT)]
    now = datetime.now(UTC)
    with Store.open(DataFolder.under(home)) as store:
        store.put_analysed((each, *sequence(seed_of(n))) for n, each in enumerate(tracks))
        for number in range(PLAYED):
            at = now - timedelta(hours=2 + 20 * number)
            source = PlaySource.LIST
            store.add_play(Play(tracks[number].path, at, 200.0, PlayEnd.FINISHED, source))
    return [each.path for each in tracks]


def opened(open_app: OpenApp, qtbot: QtBot) -> App:
    """The app on it, as soon as the week has been inferred."""
    app = open_app()
    app.window.activateWindow()
    state = app.services.recommending
    qtbot.waitUntil(lambda: state.state.emotion is not None and state.state.emotion.plays > 0)
    return app
