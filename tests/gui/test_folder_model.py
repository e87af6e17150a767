"""The tree of folders as Qt asks for it, whatever was asked before it changed."""

from collections.abc import Iterable

from catalogue_tracks import libraries, song
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from musemood.domain.folders import Folder, folder_steps
from musemood.domain.mood import Mood
from musemood.domain.track import Track
from musemood.ui.folder_model import FolderModel


def _tree(tracks: Iterable[Track]) -> tuple[Folder, ...]:
    steps = folder_steps(tracks)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            roots: tuple[Folder, ...] = end.value
            return roots


def _told(model: FolderModel, parent: QModelIndex | None = None) -> list[object]:
    """All that the model says, from the top down."""
    above = parent or QModelIndex()
    indexes = [model.index(row, 0, above) for row in range(model.rowCount(above))]
    assert all(model.parent(index) == above for index in indexes)
    return [(model.folder_at(each).path, each.data(), _told(model, each)) for each in indexes]


def _paths(folders: Iterable[Folder]) -> list[str]:
    return [part.path for folder in folders for part in folder.parts()]


@given(libraries(), libraries(), st.data())
def test_a_changed_tree_is_told_whatever_was_asked_before(
    before: list[Track], after: list[Track], data: st.DataObject
) -> None:
    first, second = _tree(before), _tree(after)
    model = FolderModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(first)
    for path in data.draw(st.lists(st.sampled_from(["", "/x", *_paths(first)]))):
        index = model.index_of(path)
        assert index.isValid() is (path in _paths(first))
        assert not index.isValid() or model.folder_at(index).path == path
    model.show(second)
    fresh = FolderModel()
    fresh.show(second)
    assert _told(model) == _told(fresh)
    assert all(model.folder_at(model.index_of(path)).path == path for path in _paths(second))
    del tester


def test_nothing_folds_while_moods_fill_in_and_what_is_told_is_new() -> None:
    songs = [song(f"/m/{name}/1.mp3") for name in ("a", "a/b", "c")]
    model = FolderModel()
    model.show(_tree(songs))
    _told(model)
    resets: list[None] = []
    changed: list[tuple[QModelIndex, QModelIndex]] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.dataChanged.connect(lambda first, last, _: changed.append((first, last)))
    model.show(_tree([song(each.path, mood=Mood.SAD) for each in songs]))
    assert not resets
    rows = [(model.parent(first).data(), first.row(), last.row()) for first, last in changed]
    assert rows == [(None, 0, 0), ("/m", 0, 1), ("a", 0, 0)]
    assert model.folder_at(model.index_of("/m/a/b")).moods == {Mood.SAD: 1}
    model.show(_tree([*songs, song("/m/a/d/1.mp3")]))
    assert resets
