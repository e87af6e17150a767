"""Playback: each start is closed once, only sound is counted, and nothing gets stuck."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from composed_music import encode, tone
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.mood import Mood
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.queue import Queue, QueueRow
from musemood.domain.reason import Reason
from musemood.domain.repeat import Repeat
from musemood.files.sound_file import SoundFile
from musemood.player.player import Ended, Followed, OnEvent, Paused, PlayerEvent, Playing
from musemood.player.silent_player import SilentPlayer
from musemood.player.vlc_library import open_vlc
from musemood.player.vlc_player import VlcPlayer
from musemood.services.playback import Playback
from musemood.services.playback_run import MOST_FAILURES_IN_A_ROW
from musemood.services.undo import Undo

REASON = Reason(Mood.SAD, 0.7)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LENGTHS_S = {"brief": 10.0, "song": 40.0, "other": 50.0, "epic": 600.0}


class Time:
    """A clock that runs when told, and calls what was to be called later."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self._waiting: dict[object, tuple[float, Callable[[], None]]] = {}

    def __call__(self) -> float:
        return self.now_s

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.now_s)

    def later(self, delay_s: float, call: Callable[[], None]) -> Callable[[], None]:
        key = object()
        self._waiting[key] = (self.now_s + delay_s, call)
        return lambda: self._waiting.pop(key, None) and None

    def advance(self, seconds: float) -> None:
        deliver()
        end_s = self.now_s + seconds
        while due := [(at, key) for key, (at, _) in self._waiting.items() if at <= end_s]:
            at, key = min(due, key=lambda pair: pair[0])
            self.now_s = max(self.now_s, at)
            self._waiting.pop(key)[1]()
            deliver()
        self.now_s = end_s
        deliver()


def deliver() -> None:
    """Let queued signals arrive."""
    for _ in range(MOST_FAILURES_IN_A_ROW + 3):
        QCoreApplication.processEvents()


def length_of(path: str) -> float | FailureKind:
    return LENGTHS_S.get(Path(path).name.split("-")[0], FailureKind.NOT_AUDIO)


class Stage:
    """A Playback on a silent player, and all that it told."""

    def __init__(self, length_of: Callable[[str], float | FailureKind] = length_of) -> None:
        self.time = Time()
        self.loads: list[str] = []
        self.following: dict[int, str] = {}
        self.plays: list[Play] = []
        self.failures: list[Failure] = []
        self.currents: list[QueueRow | None] = []
        self.playing: list[bool] = []
        self.jumps: list[float] = []
        self._length_of = length_of
        self.playback = Playback(self._make_player, self.time, self.time.now)
        self.playback.play_ended.connect(self.plays.append)
        self.playback.failed.connect(self.failures.append)
        self.playback.current_changed.connect(self.currents.append)
        self.playback.playing_changed.connect(self.playing.append)
        self.playback.position_jumped.connect(self.jumps.append)

    def _make_player(self, on_event: OnEvent) -> SilentPlayer:
        self.say = on_event
        stage = self

        def on_event_or_start(event: PlayerEvent) -> None:
            if isinstance(event, Followed):
                stage.loads.append(stage.following[event.by])
            on_event(event)

        class CountingPlayer(SilentPlayer):
            def load(self, path: str, start_s: float = 0.0, gain: float = 1.0) -> int:
                stage.loads.append(path)
                return super().load(path, start_s, gain)

            def follow_with(self, path: str | None, gain: float = 1.0, fade_s: float = 0.0) -> int:
                serial = super().follow_with(path, gain, fade_s)
                stage.following[serial] = path or ""
                return serial

        self.player = CountingPlayer(on_event_or_start, self._length_of, self.time, self.time.later)
        return self.player

    @property
    def path(self) -> str | None:
        row = self.playback.current
        return row.path if row else None

    def ends(self) -> list[tuple[float, str]]:
        return [(play.heard_s, play.end.value) for play in self.plays]


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Files with something in them; the silent player knows their lengths by name."""
    folder = tmp_path_factory.mktemp("music")
    for name in (*LENGTHS_S, "text"):
        (folder / name).write_text(name)
    return {name: str(folder / name) for name in (*LENGTHS_S, "text", "missing")}


@pytest.fixture
def stage(qapp: QCoreApplication) -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.playback.close()


class TestThePlayLog:
    def test_a_track_heard_to_its_end(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"]], 0)
        started_at = stage.time.now()
        stage.time.advance(100)
        assert stage.plays == [
            Play(music["song"], started_at, 40.0, PlayEnd.FINISHED, PlaySource.LIST)
        ]

    def test_moving_on_skips(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"], music["epic"]], 0, PlaySource.PLAYLIST)
        stage.time.advance(12)
        stage.playback.next()
        assert stage.ends() == [(12.0, "skipped")]
        assert stage.plays[0].source is PlaySource.PLAYLIST
        assert stage.path == music["epic"]

    def test_closing_and_stopping_stop(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"]], 0)
        stage.time.advance(5)
        stage.playback.stop()
        stage.playback.toggle()
        stage.time.advance(7)
        stage.playback.close()
        stage.playback.close()
        assert stage.ends() == [(5.0, "stopped"), (7.0, "stopped")]

    def test_pauses_and_seeks_are_not_heard(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["epic"]], 0)
        stage.time.advance(10)
        stage.playback.toggle()
        stage.time.advance(1000)
        stage.playback.toggle()
        stage.time.advance(3)
        stage.playback.seek(590)
        stage.time.advance(100)
        assert stage.ends() == [(23.0, "finished")]

    def test_an_error_is_no_skip(self, stage: Stage, music: dict[str, str]) -> None:
        names = ("text", "missing", "song")
        stage.playback.play_list([music[name] for name in names], 0)
        stage.time.advance(1)
        assert [play.end for play in stage.plays] == [PlayEnd.FAILED, PlayEnd.FAILED]
        assert stage.failures == [
            Failure(FailureKind.NOT_AUDIO, music["text"]),
            Failure(FailureKind.NOT_AUDIO, music["missing"]),
        ]
        assert stage.path == music["song"]
        assert stage.playback.is_playing

    def test_sources(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"]], 0, PlaySource.SHUFFLE)
        stage.playback.add([music["brief"]])
        stage.playback.recommend([(music["other"], REASON)])
        stage.time.advance(500)
        sources = [play.source for play in stage.plays]
        assert sources == [PlaySource.SHUFFLE, PlaySource.PICKED, PlaySource.RECOMMENDED]


COMMANDS: dict[str, Callable[[Playback, list[str], int], object]] = {
    "list": lambda playback, paths, n: playback.play_list(paths, n % len(paths)),
    "row": lambda playback, _p, n: playback.play_row(_id_of(playback, n)),
    "next": lambda playback, _p, _n: playback.next(),
    "previous": lambda playback, _p, _n: playback.previous(),
    "toggle": lambda playback, _p, _n: playback.toggle(),
    "pause": lambda playback, _p, _n: playback.pause(),
    "stop": lambda playback, _p, _n: playback.stop(),
    "seek": lambda playback, _p, n: playback.seek(float(n)),
    "add": lambda playback, paths, _n: playback.add(paths),
    "play next": lambda playback, paths, _n: playback.play_next(paths),
    "recommend": lambda playback, paths, _n: playback.recommend((p, REASON) for p in paths),
    "restore": lambda playback, _p, _n: playback.restore_set_aside(),
    "remove": lambda playback, _p, n: playback.remove([_id_of(playback, n)]),
    "repeat": lambda playback, _p, n: playback.set_repeat(list(Repeat)[n % 3]),
    "shuffle": lambda playback, _p, n: playback.set_shuffled(bool(n % 2)),
    "stop after": lambda playback, _p, n: playback.set_stops_after_this(bool(n % 2)),
    "undo": lambda playback, _p, _n: playback.undo(),
}


def _id_of(playback: Playback, n: int) -> int:
    rows = playback.queue.upcoming()
    return rows[n % len(rows)].id if rows else -1


scripts = st.lists(
    st.tuples(
        st.sampled_from(sorted(COMMANDS)),
        st.lists(
            st.sampled_from(["brief", "song", "other", "epic", "text", "missing"]),
            min_size=1,
            max_size=4,
        ),
        st.integers(0, 60),
        st.sampled_from([0.0, 0.0, 1.0, 7.0, 45.0]),
        st.booleans(),
    ),
    max_size=25,
)


@given(scripts)
@settings(deadline=None)
def test_each_start_is_closed_once_and_only_sound_is_counted(
    qapp: QCoreApplication,
    music: dict[str, str],
    script: list[tuple[str, list[str], int, float, bool]],
) -> None:
    stage, sounding_s = Stage(), 0.0
    for name, names, n, wait_s, is_delivered in script:
        COMMANDS[name](stage.playback, [music[a] for a in names], n)
        if is_delivered or wait_s:
            deliver()
        for _ in range(int(wait_s)):
            stage.time.advance(0.0)  # What was sent past its end ends now.
            sounding_s += stage.player.is_playing
            stage.time.advance(1.0)
        assert len(stage.loads) - len(stage.plays) in (0, 1)
        assert stage.playback.is_playing <= (len(stage.loads) > len(stage.plays))
        if is_delivered:
            assert stage.playback.is_playing == stage.player.is_playing
    deliver()
    stage.playback.close()
    assert [play.path for play in stage.plays] == stage.loads
    assert sum(play.heard_s for play in stage.plays) == pytest.approx(sounding_s)
    failed = [play.path for play in stage.plays if play.end is PlayEnd.FAILED]
    assert failed == [failure.path for failure in stage.failures]
    rows = [row.id for row in stage.playback.queue.upcoming()]
    assert len(rows) == len(set(rows))


class TestFailures:
    def test_many_in_a_row_are_bounded_and_each_is_told(
        self, stage: Stage, music: dict[str, str]
    ) -> None:
        gave_up: list[int] = []
        stage.playback.gave_up.connect(gave_up.append)
        stage.playback.play_list([music["text"]] * 5000, 0)
        for _ in range(100):
            deliver()
        assert gave_up == [MOST_FAILURES_IN_A_ROW]
        assert len(stage.failures) == len(stage.plays) == MOST_FAILURES_IN_A_ROW
        assert not stage.playback.is_playing
        assert stage.playing == [True, False]

    def test_a_good_file_starts_the_count_anew(self, stage: Stage, music: dict[str, str]) -> None:
        bad = [music["text"]] * (MOST_FAILURES_IN_A_ROW - 1)
        stage.playback.play_list([*bad, music["brief"], *bad, music["epic"]], 0)
        for _ in range(100):
            stage.time.advance(0.2)
        assert stage.path == music["epic"]
        assert stage.playback.is_playing

    def test_without_libvlc_the_first_file_says_so_and_stays(
        self, qapp: QCoreApplication, music: dict[str, str]
    ) -> None:
        stage = Stage(lambda _path: FailureKind.NO_PLAYER)
        stage.playback.play_list([music["song"], music["brief"]], 0)
        deliver()
        assert [failure.kind for failure in stage.failures] == [FailureKind.NO_PLAYER]
        assert stage.path == music["song"]
        assert not stage.playback.is_playing
        stage.playback.close()

    def test_stale_events_are_dropped(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"], music["epic"], music["other"]], 0)
        stage.playback.next()
        deliver()
        stage.say(Ended(1))
        stage.say(Paused(1))
        stage.time.advance(5)
        assert stage.path == music["epic"]
        stage.say(Ended(stage.player._serial))
        deliver()
        assert stage.path == music["other"]
        assert stage.ends() == [(0.0, "skipped"), (5.0, "finished")]

    def test_an_event_from_another_thread_arrives_on_this_one(
        self, stage: Stage, music: dict[str, str], qtbot: QtBot
    ) -> None:
        threads = []
        stage.playback.play_ended.connect(lambda _play: threads.append(QThread.currentThread()))
        stage.playback.play_list([music["epic"]], 0)
        with qtbot.waitSignal(stage.playback.play_ended):
            threading.Thread(target=stage.say, args=(Ended(1),)).start()
        assert threads == [stage.playback.thread()]


class TestTransport:
    def test_the_queue_runs_out(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["brief"]], 0)
        stage.time.advance(11)
        assert stage.path is None
        assert stage.currents[-1] is None
        assert stage.playing == [True, False]
        assert stage.playback.position_s() == 0
        stage.playback.toggle()
        assert stage.path == music["brief"]
        stage.playback.next()
        assert stage.path is None
        stage.playback.next()
        assert len(stage.loads) == 2

    def test_previous(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"], music["epic"]], 0)
        stage.playback.next()
        stage.time.advance(4)
        stage.playback.previous()
        assert (stage.path, stage.playback.position_s()) == (music["epic"], 0)
        stage.time.advance(2)
        stage.playback.previous()
        assert stage.path == music["song"]
        assert [row.path for row in stage.playback.queue.upcoming()] == [music["epic"]]
        stage.time.advance(2)
        stage.playback.previous()
        assert (stage.path, stage.playback.position_s()) == (music["song"], 0)
        assert stage.ends() == [(0.0, "skipped"), (6.0, "skipped")]

    def test_toggle_with_nothing_loaded_plays_what_comes(
        self, stage: Stage, music: dict[str, str]
    ) -> None:
        stage.playback.toggle()
        assert stage.loads == []
        stage.playback.add([music["song"], music["epic"]])
        assert not stage.playback.is_playing
        stage.playback.toggle()
        assert stage.path == music["song"]
        assert stage.playback.is_playing

    def test_paused_before_it_began_stays_paused(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"]], 0)
        stage.playback.pause()
        stage.say(Playing(1))  # As older libVLC does, which forgets a pause before the start.
        stage.player.play()
        deliver()
        assert not stage.player.is_playing
        stage.time.advance(10)
        stage.playback.close()
        assert stage.ends() == [(0.0, "stopped")]

    def test_what_is_told(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"], music["epic"]], 0)
        stage.playback.seek(20.0)
        stage.playback.seek(-5.0)
        stage.playback.pause()
        stage.playback.next()
        assert stage.jumps == [0.0, 20.0, 0.0, 0.0]
        assert stage.playing == [True, False, True]
        assert [row and row.path for row in stage.currents] == [music["song"], music["epic"]]

    def test_a_row_of_the_queue(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"], music["epic"], music["other"]], 0)
        stage.playback.play_row(stage.playback.queue.upcoming()[1].id)
        assert stage.path == music["other"]
        stage.playback.play_row(999)
        assert len(stage.loads) == 2

    def test_volume(self, stage: Stage) -> None:
        told: list[tuple[int, bool]] = []
        stage.playback.volume_changed.connect(lambda *values: told.append(values))
        stage.playback.set_volume(40)
        stage.playback.set_volume(40)
        stage.playback.set_muted(True)
        assert (stage.playback.volume, stage.playback.is_muted) == (40, True)
        stage.playback.set_volume(900)
        assert told == [(40, False), (40, True), (100, False)]

    def test_after_the_close_nothing_plays(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.add([music["song"]])
        stage.playback.close()
        for name, command in COMMANDS.items():
            if name not in ("add", "play next"):
                command(stage.playback, [music["song"]], 0)
        stage.playback.set_volume(3)
        deliver()
        assert (stage.loads, stage.plays) == ([], [])
        assert not stage.playback.is_playing


class TestEdits:
    def test_undo_takes_edits_back_and_not_plays(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["song"], music["epic"], music["other"]], 0)
        stage.playback.remove([stage.playback.queue.upcoming()[0].id])
        stage.playback.add([music["brief"]])
        stage.playback.next()
        stage.playback.undo()
        stage.playback.undo()
        assert not stage.playback.can_undo
        stage.playback.undo()
        assert stage.path == music["brief"]
        coming = [row.path for row in stage.playback.queue.upcoming()]
        assert coming == [music["epic"], music["other"]]

    def test_a_list_sets_recommended_rows_aside(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.recommend([(music["epic"], REASON)])
        stage.playback.play_list([music["song"], music["brief"]], 0)
        assert [row.path for row in stage.playback.queue.upcoming()] == [music["brief"]]
        stage.playback.undo()
        assert stage.path == music["song"]
        coming = [row.path for row in stage.playback.queue.upcoming()]
        assert coming == [music["epic"], music["brief"]]

    def test_an_edit_by_a_listener_is_kept(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_ended.connect(
            lambda _play: stage.playback.recommend([(music["other"], REASON)])
        )
        stage.playback.play_list([music["song"], music["epic"]], 0)
        queues: list[object] = []
        stage.playback.queue_changed.connect(queues.append)
        stage.playback.next()
        coming = [row.path for row in stage.playback.queue.upcoming()]
        assert (stage.path, coming) == (music["epic"], [music["other"]])
        assert queues[-1] == stage.playback.queue


class TestOnItsOwn:
    """What the player does by itself: it goes on without a break, as the queue wants it."""

    def test_it_goes_on_without_a_load(self, stage: Stage, music: dict[str, str]) -> None:
        loaded: list[str] = []
        load = stage.player.load

        def note(path: str, *rest: float) -> int:
            loaded.append(path)
            return load(path, *rest)

        stage.player.load = note  # type: ignore[assignment]
        stage.playback.play_list([music["brief"], music["song"], music["epic"]], 0)
        stage.time.advance(60)
        assert loaded == [music["brief"]]
        assert stage.path == music["epic"]
        assert stage.ends() == [(10.0, "finished"), (40.0, "finished")]
        assert stage.playback.position_s() == 10.0
        assert stage.playback.is_playing

    def test_what_comes_next_may_change_until_the_end(
        self, stage: Stage, music: dict[str, str]
    ) -> None:
        stage.playback.play_list([music["brief"], music["song"]], 0)
        stage.time.advance(9)
        stage.playback.play_next([music["other"]])
        stage.time.advance(2)
        assert stage.path == music["other"]
        stage.playback.remove([row.id for row in stage.playback.queue.upcoming()])
        stage.time.advance(60)
        assert stage.path is None

    def test_where_the_queue_changed_its_mind_too_late_it_wins(
        self, stage: Stage, music: dict[str, str]
    ) -> None:
        stage.playback.play_list([music["brief"], music["song"]], 0)
        deliver()
        waiting: list[PlayerEvent] = []
        tell, stage.player._on_event = stage.player._on_event, waiting.append
        stage.time.advance(10.5)  # the player has gone on, and nobody has heard of it yet
        stage.playback.play_next([music["epic"]])
        stage.player._on_event = tell
        for event in waiting:
            tell(event)
        deliver()
        assert stage.path == music["epic"]
        assert [play.end for play in stage.plays] == [PlayEnd.FINISHED]

    def test_a_bad_file_that_comes_next_is_told_and_passed_over(
        self, stage: Stage, music: dict[str, str]
    ) -> None:
        stage.playback.play_list([music["brief"], music["text"], music["song"]], 0)
        stage.time.advance(11)
        assert stage.path == music["song"]
        assert [failure.path for failure in stage.failures] == [music["text"]]
        assert [play.end.value for play in stage.plays] == ["finished", "failed"]

    def test_repeat_one_is_a_new_play_each_time(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["brief"], music["song"]], 0)
        stage.playback.set_repeat(Repeat.ONE)
        stage.time.advance(35)
        assert stage.ends() == [(10.0, "finished")] * 3
        assert stage.path == music["brief"]
        assert stage.playback.position_s() == 5.0
        stage.playback.next()
        assert stage.path == music["song"]

    def test_repeat_all_begins_the_list_again(self, stage: Stage, music: dict[str, str]) -> None:
        stage.playback.play_list([music["brief"], music["song"]], 0)
        stage.playback.set_repeat(Repeat.ALL)
        stage.time.advance(55)
        assert stage.path == music["brief"]
        stage.playback.next()
        stage.playback.next()
        assert stage.path == music["brief"]

    def test_shuffle_is_told_and_taken_back(self, stage: Stage, music: dict[str, str]) -> None:
        told: list[bool] = []
        stage.playback.order_changed.connect(lambda: told.append(stage.playback.is_shuffled))
        names = [music[name] for name in ("song", "epic", "brief", "other")]
        stage.playback.play_list(names, 0)
        stage.playback.set_shuffled(True)
        stage.playback.set_shuffled(True)
        coming = [row.path for row in stage.playback.queue.upcoming()]
        assert sorted(coming) == sorted(names[1:])
        stage.playback.set_shuffled(False)
        assert [row.path for row in stage.playback.queue.upcoming()] == names[1:]
        assert told == [True, False]

    def test_stop_after_this_waits_at_the_next_one_once(
        self, stage: Stage, music: dict[str, str]
    ) -> None:
        stage.playback.play_list([music["brief"], music["song"], music["epic"]], 0)
        stage.playback.set_stops_after_this(True)
        stage.time.advance(15)
        assert stage.path == music["song"]
        assert not stage.playback.is_playing
        assert not stage.playback.stops_after_this
        assert stage.ends() == [(10.0, "finished")]
        stage.playback.toggle()
        stage.time.advance(45)
        assert stage.path == music["epic"]
        assert stage.playback.is_playing

    def test_stop_after_this_holds_where_this_cannot_be_played(
        self, stage: Stage, music: dict[str, str]
    ) -> None:
        stage.playback.play_list([music["text"], music["song"]], 0)
        stage.playback.set_stops_after_this(True)
        stage.time.advance(15)
        assert [failure.path for failure in stage.failures] == [music["text"]]
        assert stage.path == music["song"]
        assert not stage.playback.is_playing
        assert not stage.playback.stops_after_this

    def test_an_earlier_session_waits_where_it_was(
        self, stage: Stage, music: dict[str, str]
    ) -> None:
        queue = Queue(repeat=Repeat.ALL).play_list([music["brief"], music["song"]], 1)
        stage.playback.restore(queue, 25.0)
        assert (stage.path, stage.playback.position_s()) == (music["song"], 25.0)
        assert not stage.playback.is_playing
        assert not stage.loads
        assert not stage.plays
        assert stage.jumps[-1] == 25.0
        stage.playback.seek(30.0)
        assert stage.playback.position_s() == 30.0
        stage.playback.toggle()
        deliver()
        assert stage.player.position_s() == 30.0
        stage.time.advance(11)
        assert stage.ends() == [(10.0, "finished")]
        assert stage.path == music["brief"]

    def test_the_rules_are_asked_for_each_track(self, stage: Stage, music: dict[str, str]) -> None:
        class Rules:
            loud = 0.5

            def gain(self, path: str) -> float:
                return self.loud

            def fade_s(self, before: str, after: str) -> float:
                return 3.0

        told: list[object] = []

        class TellingPlayer(SilentPlayer):
            def load(self, path: str, start_s: float = 0.0, gain: float = 1.0) -> int:
                told.append(("load", gain))
                return super().load(path, start_s, gain)

            def follow_with(self, path: str | None, gain: float = 1.0, fade_s: float = 0.0) -> int:
                told.append(("follow", gain, fade_s))
                return super().follow_with(path, gain, fade_s)

            def set_gain(self, gain: float) -> None:
                told.append(("gain", gain))

        rules = Rules()
        playback = Playback(lambda on_event: TellingPlayer(on_event, length_of), rules=rules)
        playback.play_list([music["song"], music["epic"]], 0)
        rules.loud = 0.8
        playback.apply_rules()
        playback.apply_rules()
        playback.close()
        assert told == [("load", 0.5), ("follow", 0.5, 3.0), ("gain", 0.8), ("follow", 0.8, 3.0)]

    def test_a_fade_turns_down_what_is_heard_and_not_the_volume(
        self, stage: Stage, music: dict[str, str]
    ) -> None:
        sent: list[int] = []
        stage.player.set_volume = lambda percent, _muted: sent.append(percent)  # type: ignore[assignment]
        stage.playback.set_volume(60)
        stage.playback.set_fade(0.5)
        stage.playback.set_volume(80)
        stage.playback.set_fade(1.0)
        assert sent == [60, 30, 40, 80]
        assert stage.playback.volume == 80


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two seconds of sound in four formats."""
    folder = tmp_path_factory.mktemp("sounds")
    endings = ("mp3", "flac", "ogg", "wav")
    return [str(encode(folder / f"tone.{ending}", tone(440.0, 2.0))) for ending in endings]


class TestWithVlc:
    @pytest.fixture
    def playback(self, qapp: QCoreApplication, tmp_path: Path) -> Iterator[Playback]:
        def make_player(on_event: Callable[[PlayerEvent], None]) -> VlcPlayer:
            options = ["--aout=afile", f"--audiofile-file={tmp_path / 'heard.wav'}"]
            return VlcPlayer(open_vlc([*options, "--audiofile-wav"]), on_event, SoundFile)

        playback = Playback(make_player)
        yield playback
        playback.close()

    def test_a_list_with_bad_files_plays_through(
        self, playback: Playback, sounds: list[str], tmp_path: Path, qtbot: QtBot
    ) -> None:
        text = tmp_path / "text.mp3"
        text.write_text("bread, milk, two lemons\n" * 1000)
        plays: list[Play] = []
        failures: list[Failure] = []
        playback.play_ended.connect(plays.append)
        playback.failed.connect(failures.append)
        paths = [sounds[0], str(text), sounds[1], str(tmp_path / "gone.ogg"), sounds[2]]
        playback.play_list(paths, 0)
        qtbot.waitUntil(lambda: playback.current is None, timeout=60_000)
        ends = [play.end.value for play in plays]
        assert ends == ["finished", "failed", "finished", "failed", "finished"]
        assert [play.path for play in plays] == paths
        assert all(0.3 < play.heard_s < 2.5 for play in plays[::2])
        assert [failure.kind for failure in failures] == [
            FailureKind.NOT_AUDIO,
            FailureKind.MISSING,
        ]

    def test_two_hundred_quick_commands(
        self, playback: Playback, sounds: list[str], qtbot: QtBot
    ) -> None:
        plays: list[Play] = []
        playback.play_ended.connect(plays.append)
        playback.play_list(sounds * 60, 0)
        for index in range(200):
            if index % 3 == 0:
                playback.seek(1.0)
            if index % 5 == 0:
                playback.toggle()
            if index % 7 == 0:
                qtbot.wait(5)
            playback.previous() if index % 11 == 0 else playback.next()
        with qtbot.waitSignal(playback.play_ended, timeout=60_000):
            assert playback.is_playing
        assert {play.end for play in plays[:-1]} <= {PlayEnd.SKIPPED, PlayEnd.FINISHED}
        assert plays[-1].end is PlayEnd.FINISHED


def test_undo_of_a_queue_edit_from_before_a_move_bears_the_path_of_today() -> None:
    undo = Undo()
    playback = Playback(lambda told: SilentPlayer(told, length_of), undo=undo)
    playback.add(["/a", "/b"])
    playback.remove([row.id for row in playback.queue.own])
    playback.follow_files({"/a": "/new"})
    undo.follow_files({"/a": "/new"})
    playback.undo()
    assert [row.path for row in playback.queue.own] == ["/new", "/b"]
    playback.undo()
    undo.redo()
    assert [row.path for row in playback.queue.own] == ["/new", "/b"]
    playback.close()
