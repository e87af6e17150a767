"""Folders that the system does not watch are said once, and looked through now and then."""

import errno
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from at_once import AtOnce
from pytestqt.qtbot import QtBot
from watchdog.observers import Observer

from musemood.services.watching import _UNWATCHED_EVERY, Watching


def test_no_more_watches_is_said_once_and_the_folder_is_looked_through(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refuse)
    watching = Watching(AtOnce())
    refused: list[str] = []
    changed: list[list[str]] = []
    watching.refused.connect(refused.append)
    watching.changed.connect(changed.append)
    watching.watch([str(tmp_path)])
    for _ in range(_UNWATCHED_EVERY):
        qtbot.waitUntil(lambda: not watching._is_looking)
        watching.look()
    qtbot.waitUntil(lambda: bool(changed))
    assert refused == [str(tmp_path)]
    assert changed == [[str(tmp_path)]]
    assert watching.watched == ()
    watching.close()


def _removed(folder: Path) -> None:
    folder.rmdir()


def _empty_mount_point(folder: Path) -> None:
    folder.rename(folder.with_name("unplugged"))
    folder.mkdir()


@pytest.mark.parametrize("vanish", [_removed, _empty_mount_point])
def test_a_folder_that_goes_before_its_first_watch_is_told_of_and_so_is_its_return(
    vanish: Callable[[Path], None],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, thread = tmp_path / "drive", ThreadPoolExecutor(max_workers=1)
    folder.mkdir()
    watching = Watching(thread)
    with monkeypatch.context() as held:
        held.setattr(watching, "look", lambda: None)
        watching.watch([str(folder)])
    thread.submit(int).result()  # what was asked for before is done
    vanish(folder)
    with qtbot.waitSignal(watching.changed) as told:
        watching.look()
    assert told.args == [[str(folder)]]
    if folder.exists():
        folder.rmdir()
        with qtbot.waitSignal(watching.changed):
            watching.look()
    folder.mkdir()
    with qtbot.waitSignal(watching.changed) as told:
        watching.look()
    assert told.args == [[str(folder)]]
    watching.close()


def test_folders_that_come_while_others_are_looked_at_are_watched_at_once(
    qtbot: QtBot, tmp_path: Path
) -> None:
    gate, thread = Event(), ThreadPoolExecutor(max_workers=1)
    thread.submit(gate.wait)
    watching = Watching(thread)
    watching.watch([])
    watching.watch([str(tmp_path)])
    watching._look_timer.stop()
    gate.set()
    qtbot.waitUntil(lambda: watching.watched == (str(tmp_path),))
    watching.close()
