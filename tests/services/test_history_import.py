"""Bringing a history: written in batches, cancelled and undone without a trace."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from musemood.domain.edit import Edit, EditKind
from musemood.domain.foreign_history import (
    ForeignCount,
    ForeignHistory,
    ForeignListen,
    ForeignPlaylist,
    ForeignSong,
    HistoryFileError,
    HistoryProblem,
    Origin,
)
from musemood.domain.history_plan import HistoryPlan
from musemood.domain.moves import Moved
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.track import Tags, Track
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store, StoreError
from musemood.services.collection import Collection
from musemood.services.history_import import HistoryFiles, HistoryImport
from musemood.services.history_steps import BATCH
from musemood.services.history_writing import Keepers
from musemood.services.storage import Storage
from musemood.services.undo import Undo

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
TRACKS = [
    Track(f"/music/{n}.mp3", 1, 1, Tags(title=f"T{n}", artist="A", duration_s=60.0))
    for n in range(3)
]
OLD_PLAY = Play(TRACKS[0].path, NOW - timedelta(days=900), 60.0, PlayEnd.FINISHED, PlaySource.LIST)
SONGS = [ForeignSong(f"T{n}", "A") for n in range(3)]


def _history(listens: int) -> ForeignHistory:
    heard = (ForeignListen(SONGS[n % 3], NOW - timedelta(hours=n + 1)) for n in range(listens))
    counts = (ForeignCount(SONGS[0], 7, NOW, 4), ForeignCount(SONGS[1], 3, None, None))
    lists = (ForeignPlaylist("Evening", (SONGS[2], SONGS[0])),)
    return ForeignHistory(Origin.STRAWBERRY, counts, tuple(heard), lists)


class Desk:
    """The service on a real store in real threads."""

    def __init__(self, folder: Path, qtbot: QtBot, keepers: Keepers | None = None) -> None:
        self.folder = DataFolder.under(folder)
        self.qtbot = qtbot
        self.collection = Collection()
        self.storage = Storage(lambda: Store.open(self.folder), ThreadPoolExecutor(1))
        self.history = _history(0)
        files = HistoryFiles(list, lambda _: self.history, _no_list, _no_log)
        self.undo = Undo()
        self.service = HistoryImport(
            self.collection,
            self.storage,
            files,
            ThreadPoolExecutor(1),
            keepers,
            lambda: NOW,
            self.undo,
        )
        self.storage.loaded.connect(self.collection.load)
        with qtbot.waitSignal(self.storage.loaded):
            self.storage.load()

    def plan(self) -> HistoryPlan:
        with self.qtbot.waitSignal(self.service.planned) as blocker:
            self.service.plan("x")
        plan = blocker.args[0]
        assert isinstance(plan, HistoryPlan)
        return plan

    def apply(self, plan: HistoryPlan) -> None:
        with self.qtbot.waitSignal(self.service.writing.finished, timeout=60_000):
            self.service.writing.apply(plan)

    def stored(self) -> tuple[list[Play], dict[str, int]]:
        with Store.open(self.folder, read_only=True) as store:
            counts: dict[str, int] = {}
            for word in store.earlier():
                counts[word.path] = word.count
            return store.plays(), {path: count for path, count in counts.items() if count}


def _no_list(path: str, songs: Sequence[ForeignSong]) -> None:
    raise OSError(28, "No space left", path)


def _no_log(path: str, plays: Sequence[Play], tracks: Mapping[str, Track]) -> None:
    Path(path).write_text(f"{len(plays)} {len(tracks)}", encoding="ascii")


@pytest.fixture
def open_desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    with Store.open(DataFolder.under(tmp_path)) as store:
        store.put(TRACKS)
        store.add_play(OLD_PLAY)
    opened: list[Desk] = []

    def open_it(keepers: Keepers | None = None) -> Desk:
        opened.append(Desk(tmp_path, qtbot, keepers))
        return opened[-1]

    yield open_it
    for desk in opened:
        desk.service.close()
        desk.storage.close()


def test_what_was_planned_is_written_shown_and_there_after_a_restart(
    open_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_desk()
    desk.history = _history(2 * BATCH + 10)
    plan = desk.plan()
    assert (len(plan.plays), plan.earlier_count) == (2 * BATCH + 10, 10)
    news: list[int] = []
    desk.collection.history_changed.connect(lambda: news.append(1))
    desk.apply(plan)
    assert len(news) == 1
    plays, counts = desk.stored()
    assert plays == [OLD_PLAY, *plan.plays]
    assert counts == {TRACKS[0].path: 7, TRACKS[1].path: 3}
    shown = [desk.collection.play_count(track.path) for track in TRACKS]
    again = open_desk()
    with qtbot.waitSignal(again.collection.history_changed):
        again.service.load()
    assert [again.collection.play_count(track.path) for track in TRACKS] == shown
    assert sum(shown) == 2 * BATCH + 10 + 10 + 1
    again.history = desk.history
    assert (again.plan().plays, again.plan().earlier) == ((), ())


def test_undone_everything_is_as_before(open_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = open_desk()
    before = [desk.collection.play_count(track.path) for track in TRACKS]
    desk.history = _history(700)
    desk.apply(desk.plan())
    assert desk.service.writing.can_undo
    later = Play(TRACKS[1].path, NOW, 60.0, PlayEnd.FINISHED, PlaySource.LIST)
    desk.collection.add_play(later)
    desk.storage.add_play(later)
    with qtbot.waitSignal(desk.service.writing.undone):
        desk.service.writing.undo()
    assert not desk.service.writing.can_undo
    assert desk.stored() == ([OLD_PLAY, later], {})
    assert desk.collection.plays() == (OLD_PLAY, later)
    before[1] += 1
    assert [desk.collection.play_count(track.path) for track in TRACKS] == before
    desk.apply(desk.plan())
    assert len(desk.stored()[0]) == 702


def test_it_is_an_edit_of_the_window_taken_back_and_done_again_in_any_haste(
    open_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_desk()
    desk.history = _history(2 * BATCH)
    before = desk.stored(), [desk.collection.play_count(track.path) for track in TRACKS]
    desk.apply(desk.plan())
    after = desk.stored(), [desk.collection.play_count(track.path) for track in TRACKS]
    assert desk.undo.can_undo
    for keys, wanted in (("undo", before), ("redo", after), ("undo redo undo", before)):
        for key in keys.split():
            getattr(desk.undo, key)()
        qtbot.waitUntil(lambda: not desk.service.writing.is_running)
        shown = [desk.collection.play_count(track.path) for track in TRACKS]
        assert (desk.stored(), shown) == wanted
        assert desk.service.writing.can_undo == (wanted == after)
    desk.undo.redo()
    qtbot.waitUntil(lambda: desk.service.writing.can_undo)
    with qtbot.waitSignal(desk.service.writing.undone):
        desk.service.writing.undo()  # by its own button: the same edit
    assert not desk.undo.can_undo
    assert desk.undo.can_redo


def test_its_own_button_takes_it_back_also_where_other_edits_came_later(
    open_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_desk()
    desk.history = _history(5)
    desk.apply(desk.plan())
    later = Edit(EditKind.RATED, lambda: None, lambda: None)
    desk.undo.add(later)
    with qtbot.waitSignal(desk.service.writing.undone):
        desk.service.writing.undo()
    assert desk.undo.newest is later
    desk.undo.undo()
    assert not desk.undo.can_undo
    assert desk.stored() == ([OLD_PLAY], {})


def test_what_came_for_a_file_that_moved_goes_and_comes_where_it_is_now(
    open_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_desk()
    desk.history = _history(6)
    desk.apply(desk.plan())
    old, new = TRACKS[0].path, "/elsewhere/0.mp3"
    count = desk.collection.play_count(old)
    moved = Moved(old, replace(TRACKS[0], path=new))
    desk.storage.move([moved])
    desk.collection.move([moved])
    desk.undo.follow_files({old: new})
    assert desk.collection.play_count(new) == count
    for act, wanted in ((desk.undo.undo, 1), (desk.undo.redo, count)):
        act()
        qtbot.waitUntil(lambda: not desk.service.writing.is_running)
        assert desk.collection.play_count(new) == wanted
        assert desk.collection.play_count(old) == 0
        plays, counts = desk.stored()
        assert {play.path for play in plays} <= {new, *(track.path for track in TRACKS[1:])}
        assert len([play for play in plays if play.path == new]) + counts.get(new, 0) == wanted


def test_a_disk_that_refuses_the_way_back_is_told_to_the_window(
    open_desk: Callable[..., Desk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    desk.history = _history(3)
    desk.apply(desk.plan())

    def refuse(_: Store, __: Sequence[Play]) -> None:
        raise StoreError(Path("journal"), "No space left on device")

    monkeypatch.setattr(Store, "take_out_plays", refuse)
    with qtbot.waitSignals([desk.service.writing.trouble, desk.service.writing.failed]):
        desk.undo.undo()
    assert not desk.service.writing.is_running


def test_cancelled_half_way_nothing_stays(open_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = open_desk()
    desk.history = _history(6 * BATCH)
    plan = desk.plan()

    def cancel_soon(done: int, _: int) -> None:
        if done == 3:
            desk.service.writing.cancel()

    desk.service.writing.progressed.connect(cancel_soon)
    with qtbot.waitSignal(desk.service.writing.cancelled, timeout=60_000):
        desk.service.writing.apply(plan)
    assert desk.stored() == ([OLD_PLAY], {})
    assert desk.collection.plays() == (OLD_PLAY,)
    assert not desk.service.writing.can_undo
    assert not desk.service.writing.is_running


def test_a_disk_that_refuses_half_way_leaves_nothing(
    open_desk: Callable[..., Desk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    desk.history = _history(3 * BATCH)
    plan = desk.plan()
    real, calls = Store.add_plays, []

    def add_plays(store: Store, plays: Sequence[Play]) -> None:
        calls.append(1)
        real(store, plays[:100] if len(calls) == 2 else plays)
        if len(calls) == 2:
            raise StoreError(Path("journal"), "No space left on device")

    monkeypatch.setattr(Store, "add_plays", add_plays)
    with qtbot.waitSignal(desk.service.writing.failed) as blocker:
        desk.service.writing.apply(plan)
    assert isinstance(blocker.args[0], StoreError)
    assert desk.stored() == ([OLD_PLAY], {})
    assert desk.collection.plays() == (OLD_PLAY,)
    before = [desk.collection.play_count(track.path) for track in TRACKS]
    assert before == [1, 0, 0]


def test_ratings_and_playlists_go_to_their_keepers_and_come_back(
    open_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    stars: dict[str, int] = {}
    lists: dict[str, tuple[str, ...]] = {}

    def keep_ratings(ratings: Mapping[str, int]) -> Callable[[], None]:
        stars.update(ratings)
        return stars.clear

    def keep_playlist(name: str, paths: Sequence[str]) -> Callable[[], None]:
        lists[name] = tuple(paths)
        return lists.clear

    keepers = Keepers(keep_ratings, keep_playlist, lambda: stars, lambda: tuple(lists.items()))
    desk = open_desk(keepers)
    desk.history = _history(3)
    desk.apply(desk.plan())
    assert stars == {TRACKS[0].path: 4}
    assert lists == {"Evening": (TRACKS[2].path, TRACKS[0].path)}
    again = desk.plan()
    assert (again.plays, again.earlier, dict(again.ratings), again.playlists) == ((), (), {}, ())
    with qtbot.waitSignal(desk.service.writing.undone):
        desk.service.writing.undo()
    assert (stars, lists) == ({}, {})


def test_a_plan_that_is_not_wanted_any_more_is_never_told(
    open_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_desk()
    desk.service.plan("first")
    desk.service.forget_plan()
    told: list[object] = []
    desk.service.planned.connect(told.append)
    desk.plan()
    assert len(told) == 1


def test_errors_are_told(open_desk: Callable[..., Desk], qtbot: QtBot, tmp_path: Path) -> None:
    desk = open_desk()
    with qtbot.waitSignal(desk.service.failed):
        desk.service.save_unmatched("/nowhere/list.txt", SONGS)
    with qtbot.waitSignal(desk.service.file_saved):
        desk.service.save_log(str(tmp_path / "log"))
    assert (tmp_path / "log").read_text(encoding="ascii") == "1 3"
    error = HistoryFileError(HistoryProblem.DAMAGED, "x")

    def read(_: str) -> ForeignHistory:
        raise error

    files = HistoryFiles(list, read, _no_list, _no_log)
    other = HistoryImport(desk.collection, desk.storage, files, ThreadPoolExecutor(1))
    with qtbot.waitSignal(other.failed) as blocker:
        other.plan("x")
    assert blocker.args == [error]
    other.close()
