"""The storage as the start asks it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Timer

import pytest
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


def test_a_store_that_was_still_being_opened_is_closed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window closed in its first moments."""
    data, go_on, closed = DataFolder.under(tmp_path), Event(), list[Store]()

    def close(store: Store) -> None:
        closed.append(store)

    def open_slowly() -> Store:
        go_on.wait(10)
        return Store.open(data)

    storage = Storage(open_slowly, ThreadPoolExecutor(max_workers=1))
    monkeypatch.setattr(Store, "close", close)
    storage.load()
    Timer(0.1, go_on.set).start()
    storage.close()
    assert len(closed) == 1


def test_a_store_that_nobody_opened_needs_no_closing(tmp_path: Path) -> None:
    _storage(tmp_path).close()
    assert not list(tmp_path.rglob("*"))  # nor is one made for it
