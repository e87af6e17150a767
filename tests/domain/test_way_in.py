"""By which way rows of the queue were recommended, told from their reasons."""

import pytest

from musemood.domain.mood import Mood
from musemood.domain.play_log import PlaySource
from musemood.domain.queue import Queue, QueueRow
from musemood.domain.reason import Part, Reason, Step
from musemood.domain.way_in import Journey, LikeTrack, WayIn, way_of


def _row(reason: Reason | None) -> QueueRow:
    return QueueRow(1, "/a", PlaySource.RECOMMENDED, reason)


LIKE = Reason(Mood.SAD, 0.7, "/seed", 0.8, parts=(Part.ALIKE,))
WEEK = Reason(Mood.SAD, 0.7, "/played", 0.8, parts=(Part.MOOD, Part.LIKENESS))
STEP = Reason(Mood.SAD, 0.7, parts=(Part.STEP,), step=Step(2, 9, Mood.SAD, Mood.HAPPY))


@pytest.mark.parametrize(
    ("reason", "way"),
    [
        (LIKE, LikeTrack("/seed")),
        (STEP, Journey(Mood.SAD, Mood.HAPPY, 9)),
        (WEEK, None),
        (None, None),
    ],
)
def test_the_first_row_tells_the_way(reason: Reason | None, way: WayIn | None) -> None:
    assert way_of([_row(reason), _row(LIKE)]) == way


def test_a_row_follows_its_file_and_the_file_that_it_is_like() -> None:
    queue = Queue().recommend([("/a", LIKE), ("/b", WEEK), ("/c", STEP)])
    moved = queue.with_moved_files({"/seed": "/new seed", "/b": "/new b"})
    assert way_of(moved.recommended) == LikeTrack("/new seed")
    assert [row.path for row in moved.recommended] == ["/a", "/new b", "/c"]
    assert [row.reason for row in moved.recommended[1:]] == [WEEK, STEP]
    assert queue.with_moved_files({"/elsewhere": "/x"}) == queue


def test_no_rows_came_no_way() -> None:
    assert way_of(()) is None
