"""Folders that the system does not watch are said once, and looked through now and then."""

import errno
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from watchdog.observers import Observer

from musemood.services.watching import _UNWATCHED_EVERY, Watching


class AtOnce(Executor):
    """Runs everything where it is asked for."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


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
