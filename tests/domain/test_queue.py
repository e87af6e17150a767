"""The queue: it never loses or doubles a row unasked."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.domain.mood import Mood
from musemood.domain.play_log import PlaySource
from musemood.domain.queue import LONGEST_HISTORY, Queue, QueueRow
from musemood.domain.queue_order import insert, move
from musemood.domain.reason import Reason

REASON = Reason(Mood.FRESH, 0.8)

paths = st.lists(st.sampled_from("abcdefgh"), max_size=5).map(tuple)
number = st.integers(0, 30)


def _play_list(queue: Queue, some: tuple[str, ...], n: int) -> Queue:
    return queue.play_list(some, n % len(some)) if some else queue


def _remove(queue: Queue, _some: tuple[str, ...], n: int) -> Queue:
    return queue.remove([row.id for row in queue.upcoming()][n % 4 :: 3])


def _play_row(queue: Queue, _some: tuple[str, ...], n: int) -> Queue:
    coming = queue.upcoming()
    return queue.play_row(coming[n % len(coming)].id) if coming else queue


def _put(queue: Queue, _some: tuple[str, ...], n: int) -> Queue:
    coming = [row.id for row in queue.upcoming()]
    return move(queue, coming[n % 5 :: 3], n // 2 % (len(coming) + 1))


Step = Callable[[Queue, tuple[str, ...], int], Queue]

EDITS: dict[str, Step] = {
    "add": lambda queue, some, _n: queue.add(some),
    "play next": lambda queue, some, _n: queue.play_next(some),
    "recommend": lambda queue, some, _n: queue.recommend((path, REASON) for path in some),
    "restore": lambda queue, _some, _n: queue.restore_set_aside(),
    "remove": _remove,
    "clear": lambda queue, _some, _n: queue.clear(),
    "put": _put,
    "insert": lambda queue, some, n: insert(queue, some, n % (len(queue) + 1)),
}
MOVES: dict[str, Step] = {
    "forward": lambda queue, _some, _n: queue.forward(),
    "back": lambda queue, _some, _n: queue.back(),
    "play row": _play_row,
}
STEPS: dict[str, Step] = {**EDITS, **MOVES, "play list": _play_list}


def steps(names: dict[str, Step]) -> st.SearchStrategy[list[tuple[str, tuple[str, ...], int]]]:
    return st.lists(st.tuples(st.sampled_from(sorted(names)), paths, number), max_size=20)


def run(queue: Queue, script: list[tuple[str, tuple[str, ...], int]]) -> Queue:
    for name, some, n in script:
        queue = STEPS[name](queue, some, n)
    return queue


queues = steps(STEPS).map(lambda script: run(Queue(), script))


def everything(queue: Queue) -> list[QueueRow]:
    current = [] if queue.current is None else [queue.current]
    return [*queue.played, *current, *queue.upcoming(), *queue.set_aside]


def ids(rows: "list[QueueRow] | tuple[QueueRow, ...]") -> list[int]:
    return [row.id for row in rows]


def coming(queue: Queue) -> str:
    return "".join(row.path for row in queue.upcoming())


@given(queues)
def test_an_id_is_there_once_and_below_the_next(queue: Queue) -> None:
    there = ids(everything(queue))
    assert len(there) == len(set(there))
    assert all(row_id < queue.next_id for row_id in there)
    assert len(queue) == len(queue.upcoming())


@given(queues, st.sampled_from(sorted(MOVES)), number)
def test_a_move_loses_nothing(queue: Queue, move: str, n: int) -> None:
    after = MOVES[move](queue, (), n)
    assert sorted(ids(everything(after))) == sorted(ids(everything(queue)))


@given(queues, st.sampled_from(sorted(MOVES)), number)
def test_a_move_keeps_the_order_of_the_rest(queue: Queue, move: str, n: int) -> None:
    before, after = ids(queue.upcoming()), ids(MOVES[move](queue, (), n).upcoming())
    common = set(before) & set(after)
    assert [i for i in before if i in common] == [i for i in after if i in common]


@given(queues, paths, number)
def test_a_list_displaces_only_a_list(queue: Queue, some: tuple[str, ...], n: int) -> None:
    after = _play_list(queue, some, n)
    by_hand = (PlaySource.PICKED, PlaySource.RECOMMENDED)
    kept = {
        row.id
        for row in everything(queue)
        if row in (*queue.played, queue.current, *queue.recommended, *queue.set_aside)
        or (row in queue.own and row.source in by_hand)
    }
    assert kept <= set(ids(everything(after)))
    if some:
        assert {row.source for row in after.own} <= {PlaySource.PICKED}
        assert coming(after).endswith("".join(some[n % len(some) + 1 :]))
        assert after.recommended == ()


@given(queues, paths)
def test_recommending_replaces_only_what_was_recommended(
    queue: Queue, some: tuple[str, ...]
) -> None:
    after = queue.recommend((path, REASON) for path in some)
    assert after.own == tuple(r for r in queue.own if r.source is not PlaySource.RECOMMENDED)
    assert after.played == queue.played
    assert after.current == queue.current
    assert after.listed == queue.listed
    gone = set(ids(everything(queue))) - set(ids(everything(after)))
    assert gone == set(ids([*queue.waiting_recommended(), *queue.set_aside]))
    assert [row.path for row in after.recommended] == list(some)
    assert all(row.reason == REASON for row in after.recommended)
    assert all(row.source is PlaySource.RECOMMENDED for row in after.recommended)


@given(queues, st.sets(number), number)
def test_rows_come_where_they_were_put_and_are_what_they_were(
    queue: Queue, chosen: set[int], n: int
) -> None:
    before = queue.upcoming()
    moved = [row for at, row in enumerate(before) if at in chosen]
    place = n % (len(before) + 1)
    above = [row for row in before[:place] if row not in moved]
    below = [row for row in before[place:] if row not in moved]
    after = move(queue, ids(moved), place)
    assert after.upcoming() == [*above, *moved, *below]
    assert (after.current, after.played) == (queue.current, queue.played)
    assert after.set_aside == queue.set_aside
    assert move(queue, [queue.next_id], place) is queue  # nothing waits under that id


@given(queues, paths, number)
def test_new_rows_come_where_they_were_put(queue: Queue, some: tuple[str, ...], n: int) -> None:
    before = coming(queue)
    place = n % (len(before) + 1)
    after = insert(queue, some, place)
    assert coming(after) == before[:place] + "".join(some) + before[place:]
    new = after.upcoming()[place : place + len(some)]
    assert {row.source for row in new} <= {PlaySource.PICKED}


def test_a_recommended_row_put_first_still_gives_way_to_others() -> None:
    queue = Queue().play_list("ab", 0).add("o").recommend([("r", REASON), ("s", REASON)])
    row_id = queue.upcoming()[2].id
    first = move(queue, [row_id], 0)
    assert coming(first) == "sorb"
    assert coming(first.recommend([("t", REASON)])) == "otb"
    assert ids(first.play_list("x", 0).set_aside) == [row_id, queue.recommended[0].id]


def test_a_row_of_a_list_put_first_goes_with_its_list() -> None:
    queue = Queue().play_list("abcd", 0).add("o")
    first = move(queue, [queue.upcoming()[3].id], 1)
    assert coming(first) == "odbc"
    assert coming(first.play_list("xy", 0)) == "oy"


@given(queues)
def test_forward_then_back_restores(queue: Queue) -> None:
    there_and_back = queue.forward().back()
    if queue.current is None:
        return
    assert there_and_back.current == queue.current
    assert there_and_back.played == queue.played
    assert there_and_back.upcoming() == queue.upcoming()


@given(queues)
def test_back_then_forward_restores(queue: Queue) -> None:
    if queue.current is None or not queue.played:
        return
    assert queue.back().forward() == queue


@given(queues, number)
def test_only_what_was_named_is_removed(queue: Queue, n: int) -> None:
    named = {row.id for row in everything(queue)[n % 3 :: 2]}
    after = queue.remove(named)
    assert after.upcoming() == [row for row in queue.upcoming() if row.id not in named]
    assert (after.played, after.current) == (queue.played, queue.current)


@given(queues, st.sampled_from(sorted(EDITS)), paths, number)
def test_an_edit_undone_at_once_leaves_no_trace(
    queue: Queue, edit: str, some: tuple[str, ...], n: int
) -> None:
    after = EDITS[edit](queue, some, n)
    undone = after.with_edit_undone(queue, after)
    assert replace(undone, next_id=0) == replace(queue, next_id=0)


@given(queues, st.sampled_from(sorted({**EDITS, "play list": _play_list})), paths, number)
def test_an_edit_redone_at_once_is_as_if_never_undone(
    queue: Queue, edit: str, some: tuple[str, ...], n: int
) -> None:
    after = STEPS[edit](queue, some, n)
    undone = after.with_edit_undone(queue, after)
    redone = undone.with_edit_redone(queue, after)
    assert replace(redone, next_id=0) == replace(after, next_id=0)


@given(queues, st.sampled_from(sorted(EDITS)), paths, number, steps(MOVES), steps(MOVES))
def test_an_edit_redone_later_doubles_nothing_and_plays_nothing(
    queue: Queue,
    edit: str,
    some: tuple[str, ...],
    n: int,
    before_undo: list[tuple[str, tuple[str, ...], int]],
    before_redo: list[tuple[str, tuple[str, ...], int]],
) -> None:
    after = EDITS[edit](queue, some, n)
    undone = run(after, before_undo).with_edit_undone(queue, after)
    moved = run(undone, before_redo)
    redone = moved.with_edit_redone(queue, after)
    there = ids(everything(redone))
    assert len(there) == len(set(there))
    assert (redone.current, redone.played) == (moved.current, moved.played)
    taken = set(ids(everything(queue))) - set(ids(everything(after)))
    assert set(ids(everything(moved))) - set(there) <= taken
    waiting = {*ids(redone.own), *ids(redone.recommended), *ids(redone.set_aside)}
    assert not taken & waiting


@given(queues, st.sampled_from(sorted(EDITS)), paths, number, steps(MOVES))
def test_an_edit_undone_later_loses_and_doubles_nothing(
    queue: Queue,
    edit: str,
    some: tuple[str, ...],
    n: int,
    moves: list[tuple[str, tuple[str, ...], int]],
) -> None:
    after = EDITS[edit](queue, some, n)
    moved = run(after, moves)
    undone = moved.with_edit_undone(queue, after)
    there = ids(everything(undone))
    assert len(there) == len(set(there))
    assert set(ids(everything(queue))) <= set(there)
    assert (undone.current, undone.played) == (moved.current, moved.played)
    added = set(ids(everything(after))) - set(ids(everything(queue)))
    begun = {*ids(undone.played), *ids(undone.returned), undone.current and undone.current.id}
    assert added & set(there) <= begun


@given(queues, st.sampled_from(sorted(EDITS)), paths, number, paths)
def test_rows_that_come_by_themselves_survive_an_undo_and_a_redo(
    queue: Queue, edit: str, some: tuple[str, ...], n: int, more: tuple[str, ...]
) -> None:
    after = EDITS[edit](queue, some, n)
    longer = after.recommend_more((path, REASON) for path in more)
    new = longer.recommended[len(after.recommended) :]
    assert [row.path for row in new] == list(more)
    assert ids(longer.recommended[: len(after.recommended)]) == ids(after.recommended)
    undone = longer.with_edit_undone(queue, after)
    assert undone.recommended == (*queue.recommended, *new)
    assert undone.with_edit_redone(queue, after).recommended == (*after.recommended, *new)


@given(queues)
def test_clearing_leaves_what_played_and_nothing_to_come(queue: Queue) -> None:
    after = queue.clear()
    assert (len(after), after.upcoming(), after.set_aside) == (0, [], ())
    assert (after.current, after.played) == (queue.current, queue.played)


@given(queues, paths, number, steps(MOVES))
def test_a_list_that_set_rows_aside_is_undone_without_the_play(
    queue: Queue, some: tuple[str, ...], n: int, moves: list[tuple[str, tuple[str, ...], int]]
) -> None:
    after = _play_list(queue, some, n)
    moved = run(after, moves)
    undone = moved.with_edit_undone(queue, after)
    there = ids(everything(undone))
    assert len(there) == len(set(there))
    begun = {*ids(moved.played), *ids(moved.returned), moved.current and moved.current.id}
    assert set(ids(queue.recommended)) <= {*ids(undone.recommended), *begun}
    assert undone.current == moved.current
    if some:
        assert set(ids(list(moved.listed.rows()))) <= set(there)


@given(queues, paths)
def test_the_old_value_is_kept(queue: Queue, some: tuple[str, ...]) -> None:
    before = (queue.played, queue.current, queue.upcoming(), queue.set_aside)
    for step in STEPS.values():
        step(queue, some, 1)
    assert (queue.played, queue.current, queue.upcoming(), queue.set_aside) == before


def test_order_of_play() -> None:
    queue = Queue().play_list(tuple("abc"), 0).recommend([("r", REASON), ("s", REASON)])
    queue = queue.add(["x", "y"]).play_next(["n", "m"])
    assert queue.current == QueueRow(0, "a", PlaySource.LIST)
    assert coming(queue) == "nmxyrsbc"
    assert coming(queue.forward()) == "mxyrsbc"
    assert [row.path for row in queue.upcoming(3)] == ["n", "m", "x"]
    assert {row.source for row in queue.own} == {PlaySource.PICKED}


def test_a_row_gone_back_over_comes_before_own_rows() -> None:
    queue = Queue().play_list(tuple("abc"), 0).forward().add("x").back()
    assert queue.current is not None
    assert queue.current.path == "a"
    assert coming(queue) == "bxc"


def test_rows_gone_back_over_find_their_place_when_a_list_comes() -> None:
    queue = Queue().play_list(tuple("ab"), 0).recommend([("r", REASON)]).add("x")
    queue = queue.forward().forward().forward().back().back().back()
    assert coming(queue) == "xrb"
    queue = queue.play_list(tuple("cd"), 0)
    assert coming(queue) == "xd"
    assert coming(queue.restore_set_aside()) == "xrd"


def test_rows_set_aside_twice_all_come_back() -> None:
    queue = Queue().recommend([("r", REASON), ("s", REASON)]).play_list(tuple("ab"), 0)
    queue = queue.forward().play_list(tuple("cd"), 0).play_list(tuple("ef"), 0)
    assert coming(queue) == "f"
    assert coming(queue.restore_set_aside()) == "rsf"


def test_jumping_takes_only_that_row() -> None:
    queue = Queue().play_list(tuple("abcdef"), 0)
    fourth = queue.upcoming()[2]
    queue = queue.play_row(fourth.id)
    assert queue.current == fourth
    assert coming(queue) == "bcef"
    assert queue.play_row(fourth.id) is queue
    assert queue.play_row(999) is queue


def test_the_end_of_the_queue() -> None:
    queue = Queue().play_list("a", 0).forward()
    assert queue.current is None
    assert queue.forward() == queue
    assert queue.back().current == QueueRow(0, "a", PlaySource.LIST)
    assert Queue().forward() == Queue()
    assert Queue().back() == Queue()


def test_an_undone_removal_comes_back_after_the_list_has_passed_it() -> None:
    before = Queue().play_list(tuple("abcdef"), 0)
    after = before.remove(ids(before.upcoming())[:2])
    assert coming(after) == "def"
    assert coming(after.forward().with_edit_undone(before, after)) == "bcef"


def test_a_removal_done_again_leaves_a_list_that_came_meanwhile() -> None:
    before = Queue().play_list(tuple("abcdef"), 0)
    after = before.remove(ids(before.upcoming())[:2])
    other = after.with_edit_undone(before, after).play_list(tuple("xyz"), 0)
    assert coming(other.with_edit_redone(before, after)) == "yz"


def test_the_index_is_that_of_the_list() -> None:
    queue = Queue().play_list(tuple("abc"), -1, PlaySource.PLAYLIST)
    assert queue.current == QueueRow(2, "c", PlaySource.PLAYLIST)
    with pytest.raises(IndexError):
        Queue().play_list(("a",), 1)


def test_history_is_bounded() -> None:
    queue = Queue().play_list(("a",) * (LONGEST_HISTORY + 9), 0)
    for _ in range(LONGEST_HISTORY + 5):
        queue = queue.forward()
    assert len(queue.played) == LONGEST_HISTORY


def test_a_long_list_is_shared() -> None:
    long_list = tuple(map(str, range(50_000)))
    queue = Queue().play_list(long_list, 100)
    assert queue.listed.paths is long_list
    assert queue.forward().listed.paths is long_list
    assert queue.forward().listed.taken == frozenset()
    assert len(queue) == 49_899


@given(queues)
def test_the_paths_of_a_queue_are_those_of_its_rows_and_its_list(queue: Queue) -> None:
    shown = {row.path for row in everything(queue)}
    assert shown <= queue.paths() <= shown | set(queue.listed.paths)
    assert queue.chosen_paths() <= queue.paths()
    assert {row.path for row in (*queue.own, *queue.returned)} <= queue.chosen_paths()


@given(queues, st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("uvwxyz"), max_size=4))
def test_rows_follow_their_files_and_stay_where_they_are(
    queue: Queue, moved: dict[str, str]
) -> None:
    after = queue.with_moved_files(moved)
    now = [(row.id, row.path) for row in everything(after)]
    assert now == [(row.id, moved.get(row.path, row.path)) for row in everything(queue)]
    assert queue.with_moved_files({}) is queue
