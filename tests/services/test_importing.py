"""The importing service: rows at once, moods afterwards, and words for how far it is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from composed_music import compose, encode
from pytestqt.qtbot import QtBot

from musemood.domain.track import Track
from musemood.files.data_folder import DataFolder
from musemood.files.scan import PathMissing
from musemood.files.store import Store
from musemood.services.analysis_progress import AnalysisProgress
from musemood.services.collection import Collection
from musemood.services.importing import Importing
from musemood.services.storage import Storage


class Desk:
    """Collection, storage and importing as the app joins them."""

    def __init__(self, home: Path) -> None:
        def thread() -> ThreadPoolExecutor:
            return ThreadPoolExecutor(max_workers=1)

        self.collection = Collection()
        self.storage = Storage(lambda: Store.open(DataFolder.under(home)), thread())
        self.importing = Importing(
            self.storage, self.collection.library.tracks_of, thread(), thread(), jobs=1
        )
        self.importing.tracks_found.connect(self.collection.put)
        self.importing.tracks_gone.connect(self.collection.remove)
        self.importing.tracks_gone.connect(self.storage.remove)
        self.importing.track_analysed.connect(lambda track: self.collection.put([track]))
        self.progress: list[AnalysisProgress] = []
        self.importing.progress_changed.connect(self.progress.append)

    def is_done(self) -> bool:
        tracks = list(self.collection.library)
        return bool(tracks) and all(track.reading or track.failure for track in tracks)

    def close(self) -> None:
        self.importing.close()
        self.storage.close()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "home")
    with qtbot.waitSignal(made.storage.loaded):
        made.storage.load()
    made.importing.open()
    yield made
    made.close()


@pytest.fixture
def music(tmp_path: Path) -> Path:
    folder = tmp_path / "music"
    folder.mkdir()
    for i in range(4):
        encode(folder / f"{i}.wav", compose(i, 4.0, "bright"))
    return folder


def test_progress_counts_up_to_all_and_then_says_nothing(
    desk: Desk, music: Path, qtbot: QtBot
) -> None:
    desk.importing.add([str(music)])
    qtbot.waitUntil(desk.is_done, timeout=60_000)
    qtbot.waitUntil(lambda: not desk.importing.progress.is_running)
    running = [p for p in desk.progress if p.is_running]
    done = [p.done for p in running]
    assert done == sorted(done)
    assert (running[-1].done, running[-1].total) == (4, 4)
    assert any(p.left_s is not None for p in running)
    assert desk.importing.progress == AnalysisProgress()
    assert desk.importing.left_out(desk.collection.library) == 0


def test_rows_come_while_the_analysis_is_paused_and_close_ends_it(
    desk: Desk, music: Path, qtbot: QtBot
) -> None:
    desk.importing.pause()
    desk.importing.add([str(music)])
    qtbot.waitUntil(lambda: len(desk.collection.library) == 4)
    assert desk.importing.progress.is_paused
    assert desk.importing.progress.done == 0


def test_what_was_left_out_is_taken_up_by_the_next_start(
    tmp_path: Path, music: Path, qtbot: QtBot
) -> None:
    first = Desk(tmp_path / "home")
    with qtbot.waitSignal(first.storage.loaded):
        first.storage.load()
    first.importing.open()
    first.importing.pause()
    first.importing.add([str(music)])
    qtbot.waitUntil(lambda: len(first.collection.library) == 4)
    first.close()
    second = Desk(tmp_path / "home")
    loaded: list[list[Track]] = []
    second.storage.loaded.connect(lambda tracks, _plays, _thumbs: loaded.append(tracks))
    with qtbot.waitSignal(second.storage.loaded):
        second.storage.load()
    second.collection.load(loaded[0], [], [])
    assert len(second.collection.library) == 4
    second.importing.analyse(second.collection.library)
    qtbot.waitUntil(second.is_done, timeout=60_000)
    second.close()


def test_what_is_dropped_before_the_library_is_loaded_waits(
    tmp_path: Path, music: Path, qtbot: QtBot
) -> None:
    early = Desk(tmp_path / "home")
    early.importing.pause()
    early.importing.add([str(music)])
    with qtbot.waitSignal(early.storage.loaded):
        early.storage.load()
    assert len(early.collection.library) == 0
    early.importing.open()
    qtbot.waitUntil(lambda: len(early.collection.library) == 4)
    early.close()


def test_a_rescan_finds_what_is_new_and_passes_over_what_is_gone(
    desk: Desk, music: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.importing.pause()
    with qtbot.waitSignal(desk.importing.folders_added) as added:
        desk.importing.add([str(music)])
    assert added.args == [[str(music)]]
    qtbot.waitUntil(lambda: len(desk.collection.library) == 4)
    encode(music / "new.wav", compose(8, 4.0, "dark"))
    desk.importing.rescan([str(music), str(tmp_path / "unplugged")])
    qtbot.waitUntil(lambda: len(desk.collection.library) == 5)


def test_a_rescan_in_mid_analysis_asks_for_nothing_twice(
    desk: Desk, music: Path, qtbot: QtBot
) -> None:
    analysed: list[str] = []
    desk.importing.track_analysed.connect(lambda track: analysed.append(track.path))
    desk.importing.add([str(music)])
    qtbot.waitUntil(lambda: desk.importing.progress.is_running)
    with qtbot.waitSignal(
        desk.importing.is_scanning_changed, check_params_cb=lambda is_scanning: not is_scanning
    ):
        desk.importing.rescan([str(music)])
    assert desk.importing.progress.total == 4
    qtbot.waitUntil(desk.is_done, timeout=60_000)
    qtbot.waitUntil(lambda: not desk.importing.progress.is_running, timeout=60_000)
    assert len(analysed) == 4


def test_what_is_asked_for_again_right_after_a_cancel_is_analysed(
    desk: Desk, music: Path, qtbot: QtBot
) -> None:
    desk.importing.pause()
    desk.importing.add([str(music)])
    qtbot.waitUntil(lambda: desk.importing.progress.is_running)
    desk.importing.cancel()
    desk.importing.analyse(desk.collection.library)  # before the run that was cancelled has ended
    qtbot.waitUntil(desk.is_done, timeout=60_000)


def test_a_failed_file_that_is_gone_is_forgotten(desk: Desk, music: Path, qtbot: QtBot) -> None:
    text = music / "text.mp3"
    text.write_text("no music " * 500)
    desk.importing.add([str(music)])
    qtbot.waitUntil(desk.is_done, timeout=60_000)
    unfit = desk.collection.library.unfit_tracks()
    assert [track.path for track in unfit] == [str(text)]
    text.unlink()
    desk.importing.rescan([str(music)], unfit)
    qtbot.waitUntil(lambda: len(desk.collection.library) == 4)
    desk.storage.flush()
    assert desk.storage._wait(lambda store: len(store.tracks())) == 4


def test_opened_paths_are_told_apart_from_a_rescan(
    desk: Desk, music: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.importing.pause()
    other = tmp_path / "other"
    other.mkdir()
    encode(other / "asked.wav", compose(7, 4.0, "calm"))
    opened: list[str] = []
    desk.importing.tracks_opened.connect(lambda tracks: opened.extend(t.path for t in tracks))
    desk.importing.rescan([str(music)])
    desk.importing.add([str(other)], is_opened=True)
    desk.importing.rescan([str(music)])
    qtbot.waitUntil(lambda: len(desk.collection.library) == 5)
    qtbot.waitUntil(lambda: opened == [str(other / "asked.wav")])
    # Known by now, and asked for again.
    desk.importing.add([str(other)], is_opened=True)
    qtbot.waitUntil(lambda: opened == [str(other / "asked.wav")] * 2)


def test_a_library_that_cannot_be_loaded_is_said_at_each_drop(
    tmp_path: Path, music: Path, qtbot: QtBot
) -> None:
    (tmp_path / "home" / "data" / "tracks.json").mkdir(parents=True)
    desk = Desk(tmp_path / "home")
    desk.storage.load_failed.connect(desk.importing.refuse)
    told: list[object] = []
    desk.importing.trouble.connect(told.append)
    with qtbot.waitSignal(desk.storage.load_failed):
        desk.storage.load()
    desk.importing.add([str(music)])
    assert len(told) == 1
    assert len(desk.collection.library) == 0
    desk.close()


def test_a_path_that_is_gone_is_said(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.importing.trouble) as told:
        desk.importing.add([str(tmp_path / "nothing here")])
    assert isinstance(told.args[0], PathMissing)


def test_a_failed_file_is_tried_again_when_asked(desk: Desk, music: Path, qtbot: QtBot) -> None:
    link = music / "later.wav"
    link.symlink_to(music / "target.wav")
    desk.importing.add([str(music)])
    qtbot.waitUntil(desk.is_done, timeout=60_000)
    (unfit,) = desk.collection.library.unfit_tracks()
    assert unfit.path == str(link)
    encode(music / "target.wav", compose(9, 4.0, "calm"))
    desk.importing.retry([unfit])
    qtbot.waitUntil(lambda: not desk.collection.library.unfit_tracks(), timeout=60_000)
    qtbot.waitUntil(desk.is_done, timeout=60_000)
