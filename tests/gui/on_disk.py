"""What the store of an open window says, once all that it was given is written."""

from collections.abc import Callable
from typing import TypeVar

from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.files.store import Store

T = TypeVar("T")


def on_disk(app: App, qtbot: QtBot, ask: Callable[[Store], T]) -> T:
    """The store's answer."""
    app.services.storage.flush()
    found: list[T] = []
    app.services.storage.ask(ask, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]
