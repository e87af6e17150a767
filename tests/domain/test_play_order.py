"""Shuffle and repeat: nothing is lost, nothing comes twice, and back in order again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.domain import play_order
from musemood.domain.mood import Mood
from musemood.domain.play_log import PlaySource
from musemood.domain.queue import Queue
from musemood.domain.reason import Reason
from musemood.domain.repeat import Repeat

lists = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12)
seeds = st.integers(0, 2**32 - 1)


def played_through(queue: Queue, most: int = 40) -> list[str]:
    """The paths from the current one on until the queue runs out."""
    paths: list[str] = []
    while queue.current is not None and len(paths) < most:
        paths.append(queue.current.path)
        queue = play_order.after_end(queue)
    return paths


def coming(queue: Queue) -> list[str]:
    return [row.path for row in queue.upcoming()]


class TestShuffle:
    @given(lists, st.data(), seeds)
    def test_a_shuffled_list_plays_each_row_once(
        self, paths: list[str], data: st.DataObject, seed: int
    ) -> None:
        index = data.draw(st.integers(0, len(paths) - 1))
        queue = play_order.play_list(play_order.shuffle(Queue(), seed), paths, index)
        assert queue.current is not None
        assert queue.current.path == paths[index]
        assert queue.current.source is PlaySource.SHUFFLE
        assert sorted(played_through(queue)) == sorted(paths)

    @given(lists, st.integers(0, 5), seeds)
    def test_on_and_off_on_the_way_loses_nothing(
        self, paths: list[str], steps: int, seed: int
    ) -> None:
        queue = play_order.play_list(Queue(), paths, 0)
        for _ in range(min(steps, len(paths) - 1)):
            queue = play_order.forward(queue)
        before = coming(queue)
        mixed = play_order.shuffle(queue, seed)
        assert sorted(coming(mixed)) == sorted(before)
        assert mixed.current == queue.current
        assert coming(play_order.unshuffle(mixed)) == before

    @given(lists, seeds)
    def test_what_was_shuffled_from_the_start_comes_in_order_again(
        self, paths: list[str], seed: int
    ) -> None:
        queue = play_order.play_list(play_order.shuffle(Queue(), seed), paths, 0)
        assert coming(play_order.unshuffle(queue)) == paths[1:]

    @given(lists, seeds)
    def test_removed_rows_stay_removed_and_ids_are_new(self, paths: list[str], seed: int) -> None:
        queue = play_order.play_list(Queue(), [*paths, "x", "y"], 0)
        queue = queue.remove([queue.upcoming()[-1].id])
        mixed = play_order.shuffle(queue, seed)
        assert "y" not in coming(mixed)
        ids = {row.id for row in queue.upcoming()}
        assert ids.isdisjoint(row.id for row in mixed.upcoming())
        assert mixed.next_id > max(row.id for row in (*mixed.upcoming(), *queue.upcoming()))

    def test_own_and_recommended_rows_are_not_shuffled(self) -> None:
        queue = play_order.play_list(Queue(), [f"{n}" for n in range(50)], 0)
        queue = queue.add(["own 1", "own 2"]).recommend([("rec", Reason(Mood.SAD, 0.5))])
        mixed = play_order.shuffle(queue, 3)
        assert coming(mixed)[:3] == ["own 1", "own 2", "rec"]
        assert coming(mixed)[3:] != [f"{n}" for n in range(1, 50)]

    def test_one_seed_one_order(self) -> None:
        queue = play_order.play_list(Queue(), list("abcdefghijklmn"), 0)
        assert coming(play_order.shuffle(queue, 1)) == coming(play_order.shuffle(queue, 1))
        assert coming(play_order.shuffle(queue, 1)) != coming(play_order.shuffle(queue, 2))

    def test_a_row_that_is_not_there(self) -> None:
        with pytest.raises(IndexError):
            play_order.play_list(play_order.shuffle(Queue(), 1), ["a"], 1)


class TestRepeat:
    def test_off_runs_out(self) -> None:
        assert played_through(Queue().play_list(["a", "b"], 0)) == ["a", "b"]

    def test_one_comes_again_by_itself_but_next_goes_on(self) -> None:
        queue = replace(Queue().play_list(["a", "b"], 0), repeat=Repeat.ONE)
        assert played_through(queue, 3) == ["a", "a", "a"]
        next_row = play_order.forward(queue).current
        assert next_row is not None
        assert next_row.path == "b"
        assert play_order.after_end(Queue(repeat=Repeat.ONE)).current is None

    @given(lists, seeds, st.booleans())
    def test_all_goes_round_each_time_with_every_row(
        self, paths: list[str], seed: int, is_shuffled: bool
    ) -> None:
        queue = Queue(repeat=Repeat.ALL)
        if is_shuffled:
            queue = play_order.shuffle(queue, seed)
        queue = play_order.play_list(queue, paths, 0)
        length = len(paths)
        heard = played_through(queue, 3 * length)
        rounds = [heard[at : at + length] for at in range(0, 3 * length, length)]
        assert all(sorted(each) == sorted(paths) for each in rounds)
        if not is_shuffled:
            assert rounds == [paths] * 3

    def test_a_list_begun_in_its_middle_begins_at_its_start_again(self) -> None:
        queue = replace(Queue().play_list(["a", "b", "c"], 1), repeat=Repeat.ALL)
        assert played_through(queue, 5) == ["b", "c", "a", "b", "c"]

    def test_without_a_list_what_was_played_comes_again(self) -> None:
        queue = replace(Queue().add(["a", "b", "a"]).forward(), repeat=Repeat.ALL)
        assert played_through(queue, 7) == ["a", "b", "a", "a", "b", "a", "b"]
        assert play_order.forward(Queue(repeat=Repeat.ALL)).current is None

    @given(lists, seeds, st.booleans(), st.integers(0, 5))
    def test_what_was_cleared_does_not_begin_again_by_itself(
        self, paths: list[str], seed: int, is_shuffled: bool, moves: int
    ) -> None:
        queue = replace(play_order.play_list(Queue(), paths, 0), repeat=Repeat.ALL)
        for _ in range(moves):
            queue = play_order.forward(queue)
        cleared = queue.clear()
        if is_shuffled:
            cleared = play_order.shuffle(cleared, seed)
        assert play_order.after_end(cleared).current is None
        # What is added afterwards goes round, and it alone; undone, all is as before.
        heard = played_through(cleared.add(["x", "y"]), 7)[1:]
        assert [sorted(heard[at : at + 2]) for at in (0, 2, 4)] == [["x", "y"]] * 3
        restored = queue.clear().with_edit_undone(queue, queue.clear())
        assert played_through(restored, 9) == played_through(queue, 9)

    def test_the_button_goes_round(self) -> None:
        assert [mode.following for mode in Repeat] == [Repeat.ALL, Repeat.ONE, Repeat.OFF]
