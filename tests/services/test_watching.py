"""Folders that the system does not watch are said once, and looked through now and then."""

import errno
from pathlib import Path

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
