"""A thousand random runs of the loop on the real services, with copies planted.

No recording comes twice, what is banned never, artists are kept apart wherever the rows allow it,
the person's own rows are never displaced, and undo restores the exact queue and state, one step
after the other; redo goes the same way forward.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TypeVar

import numpy as np
import pytest
from at_once import AtOnce
from msgspec.structs import replace
from numpy.typing import NDArray
from planted_copies import random_library
from PySide6.QtWidgets import QApplication

from musemood.domain.ban import Ban, ban_test, bans_for
from musemood.domain.listening_rules import RuleSettings
from musemood.domain.mood import MOODS, MoodReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.queue import Queue, QueueRow
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.domain.wishes import WishKind
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.player.silent_player import SilentPlayer
from musemood.recommender.ranking import artist_of
from musemood.recommender.recommendation import Network
from musemood.recommender.recordings import Recordings
from musemood.services.collection import Collection
from musemood.services.loop import RecommendationLoop
from musemood.services.playback import Playback
from musemood.services.recommending import Emotion, MoodState, Recommending
from musemood.services.rules import Rules
from musemood.services.storage import Storage
from musemood.services.undo import Undo

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
RUNS = 1000
T = TypeVar("T")


def _predict(sequence: NDArray[np.float32]) -> MoodReading:
    shares = np.exp(4 * sequence.mean(axis=0).astype(np.float64))
    shares /= shares.sum()
    return MoodReading(tuple(map(float, shares)), 0.0, 0.0, MOODS[int(shares.argmax())])


@dataclass(frozen=True)
class Standing:
    """All that an undo must bring back."""

    queue: Queue
    emotion: Emotion | None
    said: tuple[object, ...]
    thumbs: Counter[Thumb]
    bans: frozenset[Ban]
    left_out: dict[str, datetime]


class Run:
    """Random music, a random week, and a queue in which something has happened already."""

    def __init__(self, seed: int, storage: Storage) -> None:
        self.dice = dice = np.random.default_rng(seed)
        self.tracks, self.embeddings = random_library(dice)
        self.by_path = {track.path: track for track in self.tracks}
        sequences = {each.path: self._sequence(each) for each in self.tracks}
        self.collection, self.undo = Collection(), Undo()
        self.rules = Rules(storage, self.undo, RuleSettings(), lambda _: None, self._tick)
        self.playback = Playback(SilentPlayer, now=lambda: NOW, undo=self.undo)
        self.recommending = Recommending(
            self.collection,
            lambda: Network(_predict, sequences.get, 0.3, lambda: self.embeddings),
            AtOnce(),
            now=lambda: NOW,
            rules=lambda: self.rules.rules,
        )
        self.rules.changed.connect(self.recommending.refresh)
        self.loop = RecommendationLoop(self.collection, self.playback, self.recommending, self.undo)
        self.rules.take_out = self.loop.take_out
        self.collection.load(self.tracks, [self._play() for _ in range(dice.integers(12))], [])
        self._words = 0
        self.recommending.refresh()
        self.settle()

    def _tick(self) -> datetime:
        """Later words hold, so each has a time of its own."""
        self._words += 1
        return NOW + timedelta(microseconds=self._words)

    def _sequence(self, track: Track) -> NDArray[np.float32]:
        assert track.reading is not None
        spread = self.dice.normal(scale=0.1, size=(int(self.dice.integers(1, 5)), 5))
        return (np.array(track.reading.probabilities) + spread).astype(np.float32)

    def _play(self) -> Play:
        source = self.pick(list(PlaySource))
        at = NOW - timedelta(hours=float(self.dice.uniform(1, 160)))
        return Play(self.path(), at, 180.0, PlayEnd.FINISHED, source)

    def pick(self, some: Sequence[T]) -> T:
        return some[int(self.dice.integers(len(some)))]

    def path(self) -> str:
        return self.tracks[int(self.dice.integers(len(self.tracks)))].path

    def paths(self) -> list[str]:
        return [self.path() for _ in range(self.dice.integers(1, 4))]

    def settle(self) -> None:
        """All answers have come."""
        for _ in range(3):
            QApplication.processEvents()
        assert not self.recommending.state.is_recommending

    def standing(self) -> Standing:
        state = self.recommending.state
        return Standing(
            replace(self.playback.queue, next_id=0),  # numbers once given are not given again
            state.emotion,
            _said(state),
            Counter(self.collection.thumbs_since(NOW - timedelta(days=9))),
            frozenset(self.rules.rules.bans),
            dict(self.rules.rules.left_out),
        )

    def close(self) -> None:
        self.playback.close()
        self.recommending.close()


def _said(state: MoodState) -> tuple[object, ...]:
    thumb = state.declined, state.accepted, state.change, state.heard_out
    return *thumb, state.found_nothing, state.given_up, state.way, state.found


def _add(run: Run) -> None:
    run.playback.add(run.paths())


def _play_next(run: Run) -> None:
    run.playback.play_next(run.paths())


def _remove(run: Run) -> None:
    run.playback.remove(
        [row.id for row in run.playback.queue.upcoming()][:: run.dice.integers(1, 5)]
    )


def _put(run: Run) -> None:
    coming = [row.id for row in run.playback.queue.upcoming()]
    place = int(run.dice.integers(len(coming) + 1))
    run.playback.move(coming[:: run.dice.integers(2, 6)], place)


def _recommend(run: Run) -> None:
    run.loop.recommend()


def _thumb(run: Run) -> None:
    waiting = [row.path for row in run.playback.queue.upcoming()]
    path = run.pick(waiting) if waiting and run.dice.random() < 0.7 else run.path()
    run.loop.give_thumb(path, ThumbKind.DOWN if run.dice.random() < 0.7 else ThumbKind.UP)


def _hear_out(run: Run) -> None:
    """No edit: nobody presses anything."""
    run.loop.touch.note()
    play = Play(run.path(), NOW, 180.0, PlayEnd.FINISHED, PlaySource.RECOMMENDED)
    run.playback.play_ended.emit(play)


def _take_back_heard_out(run: Run) -> None:
    run.loop.take_back_heard_out()


def _ban(run: Run) -> None:
    bans = run.rules.rules.bans
    if bans and run.dice.random() < 0.3:
        run.rules.allow(bans[0])
    else:
        run.rules.ban(bans_for(run.by_path[run.path()])[int(run.dice.integers(3))])


def _leave_out(run: Run) -> None:
    run.rules.leave_out(run.path())


def _play_list(run: Run) -> None:
    run.playback.play_list(run.paths(), 0)


MOVES: list[Callable[[Run], None]] = [
    _play_list, _add, _recommend, lambda run: run.playback.next(),
    lambda run: run.playback.previous(), lambda run: run.playback.restore_set_aside(), _hear_out,
]  # fmt: skip
EDITS: list[Callable[[Run], None]] = [
    _recommend, _recommend, _thumb, _thumb, _add, _play_next, _remove, _put, _ban, _leave_out,
    _take_back_heard_out,
    lambda run: run.playback.clear(), lambda run: run.playback.restore_set_aside(),
]  # fmt: skip


def _check_rows(run: Run, before: Queue) -> int:
    """After the recommended rows have been chosen anew; how many there are."""
    queue = run.playback.queue
    declined = {
        t.path for t in run.collection.thumbs_since(NOW - timedelta(days=9))
        if t.kind is ThumbKind.DOWN
    }  # fmt: skip

    def kept(rows: Iterable[QueueRow], given_way: tuple[PlaySource, ...]) -> list[QueueRow]:
        return [row for row in rows if row.path not in declined and row.source not in given_way]

    assert kept(queue.returned, ()) == kept(before.returned, ())
    put_first = (PlaySource.RECOMMENDED,)  # by hand, and recommended still
    assert kept(queue.own, put_first) == kept(before.own, put_first)
    assert (queue.current, queue.played) == (before.current, before.played)
    assert queue.upcoming()[: len(queue.returned + queue.own)] == [*queue.returned, *queue.own]
    rows = [run.by_path[row.path] for row in queue.recommended]
    if set(queue.recommended) <= set(before.recommended):
        return 0  # nothing fits, and what waited stays
    current = (queue.current,) if queue.current else ()
    taken = [run.by_path[row.path] for row in (*current, *queue.returned, *queue.own)]
    recordings = Recordings(run.embeddings, taken)
    assert all(recordings.take(row) for row in rows)
    assert not any(map(ban_test(run.rules.rules.bans), rows))
    artists, given_up = [artist_of(row) for row in rows], run.recommending.state.given_up
    gap = 4 if WishKind.GAP_4 not in given_up else 2 if WishKind.GAP_2 not in given_up else 0
    assert _is_apart(artists, gap)
    if gap < 4 and len(rows) <= 7:  # all that there are: no order of them is any better
        better = 4 if gap == 2 else 2
        assert not any(_is_apart(order, better) for order in permutations(artists))
    return len(rows)


def _is_apart(kinds: list[str] | tuple[str, ...], gap: int) -> bool:
    return all(kinds[i] not in kinds[max(0, i - gap) : i] for i in range(len(kinds)))


def _go(run: Run) -> tuple[int, int]:
    """How many rows were chosen, and how many steps taken back and done again."""
    chosen = 0
    for _ in range(run.dice.integers(5)):
        run.pick(MOVES)(run)
        run.settle()
    run.undo.clear()
    standings, newest = [run.standing()], run.undo.newest
    for _ in range(4):
        edit, before = run.pick(EDITS), run.playback.queue
        edit(run)
        run.settle()
        if edit in (_recommend, _thumb):
            chosen += _check_rows(run, before)
        if run.undo.newest is not newest:
            newest = run.undo.newest
            standings.append(run.standing())
        elif run.standing() != standings[-1]:  # it only said that nothing was found: no edit
            run.undo.clear()
            newest, standings = None, [run.standing()]
    for expected in standings[-2::-1]:
        run.undo.undo()
        run.settle()
        assert run.standing() == expected
    assert not run.undo.can_undo
    for expected in standings[1:]:
        run.undo.redo()
        run.settle()
        assert run.standing() == expected
    return chosen, len(standings) - 1


@pytest.mark.usefixtures("qapp")
def test_a_thousand_random_runs(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = DataFolder.under(tmp_path_factory.mktemp("rules"))
    storage = Storage(lambda: Store.open(folder), AtOnce())
    chosen = undone = 0
    for seed in range(RUNS):
        run = Run(seed, storage)
        try:
            rows, steps = _go(run)
        except AssertionError as error:
            raise AssertionError(f"run {seed}") from error
        chosen, undone = chosen + rows, undone + steps
        run.close()
    storage.close()
    assert chosen > 10 * RUNS, "too few rows to say anything of them"
    assert undone > 2 * RUNS, "too few edits to say anything of undo"
