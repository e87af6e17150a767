"""How long Recommend, other ways and a thumb take with 50,000 songs, 20,000 plays, 300 moods said.

    make bench NAME=recommend_speed

Through the services that the window calls: collection, storage, loop and queue, each in the
thread that it has there; only the sound is not real. A made-up catalogue, embeddings around 200
centres, the shipped network on sequences of 80 segments. Each figure is from the press until the
new rows are in the queue: CPU seconds of the whole process, so that other programs do not count,
and the part of them in the window's thread; the median of nine but for the first of all. The
line of the product is 150 ms; nothing in the window's thread may take 16. Named alternative: no
wishes, no likeness, no reasons, just Python's sorted() by one mood's probability.

The program looks at what is new by itself, a second after its start and five after later news
(`services/rehearsal.py`). The first press comes after that; the others come at once after what
changed, so whatever that costs is in them. What such a look costs in its own thread is the last
line but one.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import numpy as np
from generated_catalogue import NOW, make_catalogue, make_plays
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, SignalInstance

from musemood.analysis import analysis_version
from musemood.domain.mood import MOODS, SegmentReading
from musemood.domain.opinion import Opinion
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.stated_mood import StatedMood
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.domain.way_in import Journey, LikeTrack
from musemood.files.data_folder import DataFolder
from musemood.files.sequence_rows import DESCRIPTORS, SEQUENCE_WIDTH
from musemood.files.store import Store
from musemood.mood_network import mood_network
from musemood.player.silent_player import SilentPlayer
from musemood.recommender.emotion import WINDOW
from musemood.services.collection import Collection
from musemood.services.loop import RecommendationLoop
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending
from musemood.services.storage import Storage

_LINE_MS, _FRAME_MS = 150, 16
_TRACKS, _PLAYS, _SEGMENTS, _CENTRES = 50_000, 20_000, 80, 200
_TIMES, _THUMBS = 9, 5
_LOOKED_S = 6.0
_STATED = 300


class Bench:
    """The services over a store in ``folder``."""

    def __init__(self, folder: DataFolder) -> None:
        self.moment = NOW
        self.stated = tuple(
            StatedMood(MOODS[i % 5], NOW - timedelta(hours=29 * i)) for i in range(_STATED)
        )
        self.collection = Collection()
        self.storage = Storage(lambda: Store.open(folder), ThreadPoolExecutor(1))
        self.playback = Playback(SilentPlayer)
        self.recommending = Recommending(
            self.collection,
            lambda: mood_network(self.storage.sequence, self.storage.embeddings),
            ThreadPoolExecutor(1),
            now=lambda: self.moment,
            stated=lambda: self.stated,
        )
        self.loop = RecommendationLoop(self.collection, self.playback, self.recommending)
        self.storage.loaded.connect(self.collection.load)
        _wait(self.storage.loaded, self.storage.load)
        _wait(self.recommending.inferred, self.recommending.refresh)  # as the program does
        _idle(_LOOKED_S)
        self.dice = np.random.default_rng(7)

    def close(self) -> None:
        self.playback.close()
        self.recommending.close()
        self.storage.close()

    def press(self) -> None:
        """Recommend."""
        _wait(self.recommending.recommended, self.loop.recommend)

    def ask_for_alike(self) -> None:
        """More like this track."""
        path = self._any().path
        _wait(self.recommending.recommended, lambda: self.loop.recommend(LikeTrack(path)))

    def travel(self) -> None:
        """A journey of twenty songs."""
        start, goal = (MOODS[int(i)] for i in self.dice.permutation(5)[:2])
        way = Journey(start, goal, 20)
        _wait(self.recommending.recommended, lambda: self.loop.recommend(way))

    def thumb(self) -> None:
        """Down, for the first recommended row."""
        path = self.playback.queue.recommended[0].path
        _wait(self.recommending.recommended, lambda: self.loop.give_thumb(path, ThumbKind.DOWN))

    def thumb_all_day(self) -> None:
        """Forty thumbs of the last hours, most of them implied by what was heard or skipped."""
        lately = {p.path for p in self.collection.plays() if NOW - p.started_at < WINDOW}
        for i, path in enumerate(sorted(lately)[:40]):
            at = self.moment - timedelta(minutes=10 * i)
            kind = ThumbKind.UP if i % 3 else ThumbKind.DOWN
            self.collection.add_thumb(Thumb(path, kind, at, is_implied=i % 4 > 0))
        _wait(self.recommending.inferred, self.recommending.refresh)

    def hear(self) -> None:
        """A play has ended."""
        self.moment += timedelta(minutes=4)
        play = Play(self._any().path, self.moment, 600.0, PlayEnd.FINISHED, PlaySource.LIST)
        _wait(self.recommending.inferred, lambda: self.collection.add_play(play))

    def correct(self) -> None:
        """A mood is said by hand."""
        mood = MOODS[int(self.dice.integers(5))]
        self.collection.set_opinions({self._any().path: Opinion(mood=mood)})

    def analyse(self) -> None:
        """One more track is analysed."""
        path = f"/music/new/{self.dice.integers(1 << 40)}.mp3"
        track = replace(self._any(), path=path, tags=replace(self._any().tags, title=path))
        self.storage.put_analysed([(track, *_sequence(self.dice, _SEGMENTS, 3))])
        self.collection.put([track])

    def _any(self) -> Track:
        tracks = list(self.collection.library)
        return tracks[int(self.dice.integers(len(tracks)))]


def main() -> None:
    """Print a line for each kind of press, and for the alternative."""
    _application = QCoreApplication([])
    with tempfile.TemporaryDirectory() as home:
        folder = DataFolder.under(Path(home))
        tracks = _fill(folder)
        bench = Bench(folder)
        _print("first press after the start", [_timed(bench.press)])
        _print("press on Recommend", [_timed(bench.press) for _ in range(_TIMES)])
        _print("thumb down, other rows come", [_timed(bench.thumb) for _ in range(_THUMBS)])
        bench.thumb_all_day()
        _print("the same after 40 thumbs", [_timed(bench.thumb) for _ in range(_THUMBS)])
        _print("more like this track", [_timed(bench.ask_for_alike) for _ in range(_TIMES)])
        _print("journey of twenty songs", [_timed(bench.travel) for _ in range(_TIMES)])
        for name, change in {
            "press after a play": bench.hear,
            "press after a correction": bench.correct,
            "press after an analysis": bench.analyse,
        }.items():
            times = []
            for _ in range(_TIMES):
                change()
                times.append(_timed(bench.press))
            _print(name, times)
        bench.analyse()
        _print("beforehand, with no one waiting", [_timed(lambda: _idle(_LOOKED_S))])
        bench.close()
    sad = MOODS.index("sad")
    plain = [
        _timed(lambda: sorted(tracks, key=lambda t: -t.reading.probabilities[sad]))
        for _ in range(_TIMES)
    ]
    print(
        f"{'sorted() by one mood':<30} {statistics.median(all_ms for all_ms, _ in plain):6.1f} ms"
    )


def _fill(folder: DataFolder) -> list[Track]:
    """The catalogue with a long sequence for what was played in the last week, 1 for others."""
    tracks = [replace(t, analysed_by=analysis_version()) for t in make_catalogue(_TRACKS)]
    plays = make_plays(tracks, _PLAYS)
    dice = np.random.default_rng(5)
    lately = {play.path for play in plays if play.started_at > NOW - timedelta(days=8)}
    items = [
        (t, *_sequence(dice, _SEGMENTS if t.path in lately else 1, i // 12 % _CENTRES))
        for i, t in enumerate(tracks)
    ]
    with patch("os.fsync"), Store.open(folder) as store:
        store.put_analysed(items)
        for play in plays:
            store.add_play(play)
    return tracks


def _sequence(
    dice: np.random.Generator, segments: int, centre: int
) -> tuple[np.ndarray, SegmentReading]:
    sequence = np.empty((segments, SEQUENCE_WIDTH), np.float32)
    sequence[:, :DESCRIPTORS] = dice.random((segments, DESCRIPTORS))
    around = np.random.default_rng(centre).normal(size=SEQUENCE_WIDTH - DESCRIPTORS)
    sequence[:, DESCRIPTORS:] = around + 0.7 * dice.normal(size=len(around))
    return sequence, SegmentReading(np.zeros(segments, np.int8), np.ones(segments, np.float32))


def _wait(signal: SignalInstance, act: Callable[[], object]) -> None:
    loop = QEventLoop()
    connection = signal.connect(loop.quit)
    act()
    loop.exec()
    signal.disconnect(connection)


def _idle(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """CPU milliseconds of the process, and of the window's thread."""
    whole, own = time.process_time(), time.thread_time()
    act()
    return 1e3 * (time.process_time() - whole), 1e3 * (time.thread_time() - own)


def _print(name: str, times: list[tuple[float, float]]) -> None:
    whole, own = (statistics.median(each) for each in zip(*times, strict=True))
    verdict = "ok" if whole <= _LINE_MS and own <= _FRAME_MS else "OVER"
    print(f"{name:<30} {whole:6.1f} ms, in the window's thread {own:5.1f}: {verdict}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
