"""The session file: what was saved comes back, and nonsense is no session."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain import play_order
from musemood.domain.mood import Mood
from musemood.domain.moves import Move, MoveBook
from musemood.domain.queue import Queue
from musemood.domain.reason import Part, Reason, Step
from musemood.domain.repeat import Repeat
from musemood.files.session_file import load_session, save_session

paths = st.lists(st.binary(min_size=1, max_size=6).map(os.fsdecode), min_size=1, max_size=6)


@given(paths, paths, st.integers(0, 5), st.booleans(), st.sampled_from(Repeat), st.floats(0, 9999))
def test_every_queue_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    listed: list[str],
    others: list[str],
    steps: int,
    is_shuffled: bool,
    repeat: Repeat,
    position_s: float,
) -> None:
    queue = Queue(repeat=repeat)
    if is_shuffled:
        queue = play_order.shuffle(queue, 7)
    queue = play_order.play_list(queue, listed, 0).add(others)
    reason = Reason(Mood.SAD, 0.7, others[0], 0.5, True, 3)
    queue = queue.recommend((path, reason) for path in others)
    on_a_journey = Reason(Mood.SAD, 0.7, parts=(Part.STEP,), step=Step(1, 9, Mood.SAD, Mood.HAPPY))
    queue = queue.recommend_more((path, on_a_journey) for path in others[:2])
    for _ in range(steps):
        queue = play_order.forward(queue)
    if queue.played:
        queue = queue.back()
    path = tmp_path_factory.mktemp("session") / "config" / "session.json"
    save_session(path, queue, position_s)
    assert load_session(path) == (queue, position_s)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"version":2}',
        b'{"version":1,"position_s":0,"queue":{}}',
        b"\xff",
    ],
)
def test_nonsense_is_no_session(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "session.json").write_bytes(text)
    assert load_session(tmp_path / "session.json") is None


def test_nothing_saved_is_no_session(tmp_path: Path) -> None:
    assert load_session(tmp_path / "none.json") is None


def test_a_path_that_is_no_text_is_no_session(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    save_session(path, Queue().play_list(["a"], 0), 1.0)
    path.write_bytes(path.read_bytes().replace(b'"a"', b"5"))
    assert load_session(path) is None


def test_a_queue_saved_before_a_move_follows_it_and_one_saved_after_does_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "session.json"
    queue = Queue().play_list(["/a", "/b"], 0).add(["/a"])
    before = datetime.now(UTC)
    save_session(path, queue, 1.0)
    moved = MoveBook([Move("/a", "/new", datetime.now(UTC))])
    assert load_session(path, lambda: moved) == (queue.with_moved_files({"/a": "/new"}), 1.0)
    earlier = MoveBook([Move("/a", "/new", before)])
    assert load_session(path, lambda: earlier) == (queue, 1.0)
