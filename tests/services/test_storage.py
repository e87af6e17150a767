"""The storage as the start asks it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pytestqt.qtbot import QtBot

from musemood.domain.track import Track
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.services.storage import Storage


def _storage(folder: Path) -> Storage:
    data = DataFolder.under(folder)
    return Storage(lambda: Store.open(data), ThreadPoolExecutor(max_workers=1))


def test_a_first_look_that_fails_is_an_empty_one_so_that_the_start_goes_on(
    tmp_path: Path, qtbot: QtBot
) -> None:
    def look() -> list[Track]:
        raise MemoryError

    storage = _storage(tmp_path)
    with qtbot.waitSignal(storage.first_read) as read:
        storage.look(look)
    assert read.args == [[]]
    storage.close()


def test_what_the_first_look_finds_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    storage, found = _storage(tmp_path), [Track("/a.mp3", 1, 1)]
    with qtbot.waitSignal(storage.first_read) as read:
        storage.look(lambda: found)
    assert read.args == [found]
    storage.close()
