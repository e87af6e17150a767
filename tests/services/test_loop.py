"""The loop between queue, play log and recommender, with everything real but the sound."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from msgspec.structs import replace
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from musemood.domain.embeddings import NO_EMBEDDINGS, Embeddings
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.moves import Moved
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.state_log import StateCause
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Tags, Track
from musemood.player.silent_player import SilentPlayer
from musemood.recommender.recommendation import Network
from musemood.services import rehearsal
from musemood.services.collection import Collection
from musemood.services.loop import RecommendationLoop
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending
from musemood.services.touch import Touch
from musemood.services.undo import Undo

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


def _reading(place: int) -> MoodReading:
    shares = np.full(5, 0.1)
    shares[place % 5] = 0.6
    return MoodReading(tuple(shares.tolist()), 0.0, 0.0, MOODS[place % 5])


def _predict(sequence: NDArray[np.float32]) -> MoodReading:
    """A tiny network: softmax over the means of the first five dimensions."""
    shares = np.exp(4 * sequence.mean(axis=0)[:5].astype(np.float64))
    shares /= shares.sum()
    return MoodReading(tuple(shares.tolist()), 0.0, 0.0, MOODS[int(shares.argmax())])


def _sequence(path: str) -> NDArray[np.float32]:
    sequence = np.zeros((4, 146), np.float32)
    sequence[:, int(path[1:]) % 5] = 1.0
    return sequence


class World:
    """Forty tracks, eight of each mood; the listener played the happy ones."""

    def __init__(self) -> None:
        self.collection = Collection()
        tracks = [
            Track(f"/{i}", 1, 1, Tags(f"Song {i}", f"Artist {i % 7}", duration_s=100.0),
                  reading=_reading(i), analysed_by="test")
            for i in range(40)
        ]  # fmt: skip
        plays = [
            Play(f"/{i}", NOW - timedelta(days=1, hours=i), 90.0, PlayEnd.FINISHED, PlaySource.LIST)
            for i in (0, 5, 10, 0, 5)
        ]
        self.undo = Undo()
        self.moment = NOW
        self.playback = Playback(SilentPlayer, undo=self.undo)
        self.recommending = Recommending(
            self.collection,
            lambda: Network(_predict, _sequence, 0.2, self._sounds),
            ThreadPoolExecutor(max_workers=1),
            now=lambda: NOW,
        )
        self.sounds_asked = 0
        self.touch = Touch(lambda: self.moment)
        self.loop = RecommendationLoop(
            self.collection, self.playback, self.recommending, self.undo, self.touch
        )
        self.collection.load(tracks, plays, [])

    def close(self) -> None:
        self.playback.close()
        self.recommending.close()

    def _sounds(self) -> Embeddings:
        self.sounds_asked += 1
        return NO_EMBEDDINGS


@pytest.fixture
def world(qtbot: QtBot) -> Iterator[World]:
    made = World()
    yield made
    made.close()


def _fill(world: World, qtbot: QtBot) -> list[str]:
    with qtbot.waitSignal(world.recommending.recommended):
        world.loop.recommend()
    return [row.path for row in world.playback.queue.recommended]


def test_recommend_fills_the_queue_with_the_weeks_mood(world: World, qtbot: QtBot) -> None:
    paths = _fill(world, qtbot)
    assert world.recommending.state.emotion is not None
    assert world.recommending.state.emotion.reading.mood is Mood.HAPPY
    assert len(paths) == 20
    assert all(int(path[1:]) % 5 == 0 for path in paths[:4])


def test_again_brings_others_as_long_as_there_are_any(world: World, qtbot: QtBot) -> None:
    first = _fill(world, qtbot)
    second = _fill(world, qtbot)
    assert not set(second[:15]) & set(first)


def test_own_rows_are_neither_displaced_nor_repeated(world: World, qtbot: QtBot) -> None:
    world.playback.add(["/15", "/20"])
    paths = _fill(world, qtbot)
    assert [row.path for row in world.playback.queue.own] == ["/15", "/20"]
    assert not {"/15", "/20"} & set(paths)


def test_thumb_down_lowers_the_mood_takes_the_row_out_and_ranks_anew(
    world: World, qtbot: QtBot
) -> None:
    first = _fill(world, qtbot)
    assert world.recommending.state.emotion is not None
    before = world.recommending.state.emotion.reading.probability(Mood.HAPPY)
    with qtbot.waitSignal(world.recommending.recommended):
        world.loop.give_thumb(first[0], ThumbKind.DOWN)
    after = world.recommending.state.emotion.reading.probability(Mood.HAPPY)
    assert after <= before - 0.03
    assert world.recommending.state.declined is Mood.HAPPY
    left = [row.path for row in world.playback.queue.recommended]
    assert first[0] not in left
    assert left != first[1:]


def test_a_thumb_that_brings_other_rows_infers_once(world: World, qtbot: QtBot) -> None:
    first = _fill(world, qtbot)
    causes: list[tuple[StateCause, str]] = []
    world.recommending.inferred.connect(lambda _, cause, path: causes.append((cause, path)))
    with qtbot.waitSignal(world.recommending.recommended):
        world.loop.give_thumb(first[0], ThumbKind.DOWN)
    assert causes == [(StateCause.THUMB_DOWN, first[0])]
    assert world.recommending.state.change is not None


@pytest.mark.parametrize("news", ["a play", "a track"])
def test_what_a_press_needs_is_made_before_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, news: str
) -> None:
    monkeypatch.setattr(rehearsal, "_FIRST_AFTER_MS", 0)
    monkeypatch.setattr(rehearsal, "_AFTER_MS", 0)
    with closing(World()) as world:
        with qtbot.waitSignal(world.recommending.inferred):
            world.recommending.refresh()
        qtbot.waitUntil(lambda: world.sounds_asked == 1)
        if news == "a play":
            world.collection.add_play(replace(world.collection.plays()[0], started_at=NOW))
        else:
            world.collection.put([replace(world.collection.library.songs()[0], path="/40")])
        qtbot.waitUntil(lambda: world.sounds_asked == 2)
        assert not world.playback.queue.recommended


def test_thumb_up_keeps_the_mood_and_the_rows(world: World, qtbot: QtBot) -> None:
    first = _fill(world, qtbot)
    assert world.recommending.state.emotion is not None
    before = world.recommending.state.emotion.reading.probability(Mood.HAPPY)
    with qtbot.waitSignal(
        world.recommending.state_changed,
        check_params_cb=lambda s: s.emotion.reading.probability(Mood.HAPPY) != before,
    ):
        world.loop.give_thumb(first[0], ThumbKind.UP)
    assert world.recommending.state.emotion.reading.probability(Mood.HAPPY) >= before
    assert world.recommending.state.accepted is Mood.HAPPY
    assert [row.path for row in world.playback.queue.recommended] == first


def test_a_thumb_down_is_one_edit_and_undo_restores_queue_and_state(
    world: World, qtbot: QtBot
) -> None:
    first = _fill(world, qtbot)
    queue, emotion = world.playback.queue, world.recommending.state.emotion
    taken_back: list[Thumb] = []
    world.recommending.thumb_taken_back.connect(taken_back.append)
    with qtbot.waitSignal(world.recommending.recommended):
        world.loop.give_thumb(first[0], ThumbKind.DOWN)
    change = world.recommending.state.change
    assert change is not None
    assert (change.mood, change.is_implied) == (Mood.HAPPY, False)
    assert 0.03 <= change.before - change.after <= 0.15
    given = world.collection.thumbs_since(NOW)
    changed = world.playback.queue
    world.undo.undo()
    assert world.playback.queue.recommended == queue.recommended
    assert world.collection.thumbs_since(NOW) == ()
    assert taken_back == list(given)
    qtbot.waitUntil(lambda: world.recommending.state.emotion == emotion)
    assert world.recommending.state.change is None
    world.undo.redo()
    assert world.playback.queue.recommended == changed.recommended
    assert world.collection.thumbs_since(NOW) == given


def test_undone_before_the_answer_no_rows_change(world: World, qtbot: QtBot) -> None:
    _fill(world, qtbot)
    before = world.playback.queue
    world.loop.give_thumb(before.recommended[0].path, ThumbKind.DOWN)
    world.undo.undo()
    qtbot.waitUntil(lambda: world.recommending.state.emotion is not None)
    world.recommending.refresh()
    with qtbot.waitSignal(world.recommending.inferred):
        pass
    assert world.playback.queue.recommended == before.recommended


def _end(world: World, heard_s: float, end: PlayEnd, source: PlaySource) -> tuple[Thumb, ...]:
    """The thumbs after a play that began a minute ago has ended."""
    play = Play("/30", NOW - timedelta(minutes=1), heard_s, end, source)
    world.playback.play_ended.emit(play)
    return world.collection.thumbs_since(NOW)


GUESS, OWN = PlaySource.RECOMMENDED, PlaySource.LIST


@pytest.mark.parametrize(
    ("heard_s", "end", "source", "kind"),
    [
        (5.0, PlayEnd.SKIPPED, GUESS, ThumbKind.DOWN),
        (30.0, PlayEnd.SKIPPED, GUESS, ThumbKind.DOWN),
        (4.9, PlayEnd.SKIPPED, GUESS, None),
        (30.1, PlayEnd.SKIPPED, GUESS, None),
        (20.0, PlayEnd.SKIPPED, OWN, None),
        (20.0, PlayEnd.FAILED, GUESS, None),
        (100.0, PlayEnd.FINISHED, GUESS, ThumbKind.UP),
        (100.0, PlayEnd.FINISHED, OWN, None),
    ],
)
def test_what_ends_speaks_for_itself(
    world: World, heard_s: float, end: PlayEnd, source: PlaySource, kind: ThumbKind | None
) -> None:
    world.touch.note()
    thumbs = _end(world, heard_s, end, source)
    assert [(t.path, t.kind, t.is_implied) for t in thumbs] == (
        [("/30", kind, True)] if kind else []
    )


def test_who_left_the_room_accepts_nothing(world: World) -> None:
    assert _end(world, 100.0, PlayEnd.FINISHED, GUESS) == ()
    world.playback.toggle()  # as MPRIS does
    world.moment = NOW + timedelta(minutes=61)
    assert _end(world, 100.0, PlayEnd.FINISHED, GUESS) == ()
    world.moment = NOW + timedelta(minutes=59)
    assert len(_end(world, 100.0, PlayEnd.FINISHED, GUESS)) == 1


def test_a_soon_skipped_guess_has_the_rows_ranked_anew_and_can_be_undone(
    world: World, qtbot: QtBot
) -> None:
    first = _fill(world, qtbot)
    with qtbot.waitSignal(world.recommending.recommended):
        _end(world, 12.0, PlayEnd.SKIPPED, GUESS)
    assert [row.path for row in world.playback.queue.recommended] != first
    world.undo.undo()
    assert [row.path for row in world.playback.queue.recommended] == first
    assert world.collection.thumbs_since(NOW) == ()


def _hear_out(world: World, qtbot: QtBot) -> Thumb:
    """A recommended track is heard to its end by somebody who is there."""
    world.touch.note()
    with qtbot.waitSignal(
        world.recommending.state_changed, check_params_cb=lambda state: state.change is not None
    ):
        (thumb,) = _end(world, 100.0, PlayEnd.FINISHED, GUESS)
    return thumb


def test_what_was_heard_out_is_taken_back_by_its_own_way_and_by_no_undo(
    world: World, qtbot: QtBot
) -> None:
    _fill(world, qtbot)
    world.playback.add(["/7"])
    thumb = _hear_out(world, qtbot)
    said = world.recommending.state
    assert said.heard_out == thumb
    assert said.accepted is Mood.HAPPY
    world.undo.undo()  # of what the person did last
    assert world.playback.queue.own == ()
    assert world.collection.thumbs_since(NOW) == (thumb,)
    with qtbot.waitSignal(world.recommending.inferred) as inferred:
        world.loop.take_back_heard_out()
    assert world.collection.thumbs_since(NOW) == ()
    emotion = inferred.args[0]
    assert said.change is not None
    assert emotion.reading.probability(Mood.HAPPY) < said.change.after
    assert emotion.before_thumbs is None
    now = world.recommending.state
    assert (now.heard_out, now.accepted, now.change) == (None, None, None)
    world.undo.undo()  # it was pressed, so it can be undone
    assert world.collection.thumbs_since(NOW) == (thumb,)
    assert world.recommending.state.heard_out == thumb
    world.undo.redo()
    assert world.collection.thumbs_since(NOW) == ()


def test_what_was_heard_out_can_be_taken_back_as_long_as_it_is_spoken_of(
    world: World, qtbot: QtBot
) -> None:
    first = _fill(world, qtbot)
    heard_out = _hear_out(world, qtbot)
    world.loop.give_thumb(first[0], ThumbKind.UP)
    assert world.recommending.state.heard_out is None
    world.loop.take_back_heard_out()
    assert heard_out in world.collection.thumbs_since(NOW)
    world.undo.undo()
    assert world.recommending.state.heard_out == heard_out  # and so it is again
    with qtbot.waitSignal(world.recommending.recommended):
        world.loop.recommend()
    world.recommending.choose(Mood.SAD)
    assert world.recommending.state.heard_out is None


def test_what_is_erased_meanwhile_comes_back_by_nothing(world: World, qtbot: QtBot) -> None:
    _fill(world, qtbot)
    _hear_out(world, qtbot)
    world.collection.forget_history(NOW - timedelta(hours=1), NOW)
    world.undo.clear()
    world.loop.take_back_heard_out()
    assert world.recommending.state.heard_out is None
    assert not world.undo.can_undo


def test_a_thumb_is_taken_back_though_its_file_has_moved(world: World, qtbot: QtBot) -> None:
    world.loop.give_thumb("/30", ThumbKind.UP)
    track = world.collection.library.get("/30")
    assert track is not None
    world.collection.move([Moved("/30", replace(track, path="/elsewhere"))])
    assert [thumb.path for thumb in world.collection.thumbs_since(NOW)] == ["/elsewhere"]
    world.undo.undo()
    assert world.collection.thumbs_since(NOW) == ()


def test_a_recommendation_is_not_lost_to_a_refresh_asked_later(world: World, qtbot: QtBot) -> None:
    with qtbot.waitSignal(world.recommending.recommended):
        world.loop.recommend()
        world.recommending.refresh()
    assert world.playback.queue.recommended
    qtbot.waitUntil(lambda: not world.recommending.state.is_recommending)


def test_only_the_latest_of_two_wishes_counts(world: World, qtbot: QtBot) -> None:
    answers: list[object] = []
    world.recommending.recommended.connect(answers.append)
    world.loop.recommend()
    world.recommending.choose(Mood.SAD)
    world.loop.recommend()
    qtbot.waitUntil(lambda: len(answers) == 1 and not world.recommending.state.is_recommending)
    assert all(
        row.reason is not None and row.reason.mood is Mood.SAD
        for row in world.playback.queue.recommended
    )


def test_without_history_nothing_is_missed_only_asked(qtbot: QtBot) -> None:
    recommending = Recommending(
        Collection(), lambda: Network(_predict, _sequence, 0.2), ThreadPoolExecutor(max_workers=1)
    )
    with qtbot.waitSignal(recommending.recommended):
        recommending.recommend(frozenset(), frozenset())
    assert recommending.state.emotion is None
    assert not recommending.state.found_nothing
    recommending.choose(Mood.SAD)
    with qtbot.waitSignal(recommending.recommended):
        recommending.recommend(frozenset(), frozenset())
    assert recommending.state.found_nothing
    recommending.close()


def test_a_network_that_cannot_be_loaded_leaves_the_panel_usable(qtbot: QtBot) -> None:
    class Broken(ThreadPoolExecutor):
        def submit(self, *_args: object, **_kw: object) -> Future:  # type: ignore[type-arg]
            failed: Future[None] = Future()
            failed.set_exception(RuntimeError("no network"))
            return failed

    recommending = Recommending(Collection(), lambda: None, Broken())  # type: ignore[arg-type, return-value]
    recommending.refresh()
    qtbot.waitUntil(lambda: recommending.state.is_ready)
    recommending.recommend(frozenset(), frozenset())
    qtbot.waitUntil(lambda: not recommending.state.is_recommending)
