"""Law: however it is done, undone and redone, what stands is what the history says is done."""

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.edit import LONGEST_HISTORY, Edit, EditHistory, EditKind


class Number:
    """Something that edits add to."""

    def __init__(self) -> None:
        self.values: list[int] = []

    def edit(self, value: int) -> Edit:
        return Edit(
            EditKind.QUEUE_CHANGED,
            back=lambda: self.values.remove(value),
            again=lambda: self.values.append(value),
        )


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=40))
def test_what_stands_is_what_is_done(steps: list[str]) -> None:
    number, history, model = Number(), EditHistory(), list[int]()
    undone: list[int] = []
    for value, step in enumerate(steps):
        if step == "do":
            number.values.append(value)
            history = history.with_edit(number.edit(value))
            model.append(value)
            undone = []
        elif step == "undo":
            edit, history = history.undo()
            assert (edit is None) is (not model)
            if edit is not None:
                edit.back()
                undone.append(model.pop())
        else:
            edit, history = history.redo()
            assert (edit is None) is (not undone)
            if edit is not None:
                edit.again()
                model.append(undone.pop())
        assert number.values == model
        assert len(history.done) == len(model)
        assert (history.newest is None) is (not model)


def test_the_reverse_of_an_edit_is_its_undoing() -> None:
    number = Number()
    edit = number.edit(1)
    edit.again()
    edit.reverse().again()
    assert number.values == []
    edit.reverse().back()
    assert number.values == [1]


def test_an_edit_taken_back_in_another_way_is_forgotten_and_no_other() -> None:
    number, history = Number(), EditHistory()
    edits = [number.edit(1) for _ in range(4)]  # alike, but each is its own
    for edit in edits:
        history = history.with_edit(edit)
    _, history = history.undo()
    for edit in (edits[1], edits[3]):
        history = history.without(edit)
    assert list(map(id, history.done)) == [id(edits[0]), id(edits[2])]
    assert history.undone == ()


def test_history_is_bounded() -> None:
    number, history = Number(), EditHistory()
    for value in range(LONGEST_HISTORY + 5):
        history = history.with_edit(number.edit(value))
    assert len(history.done) == LONGEST_HISTORY
