"""Notices what happens in the library's folders while the program runs."""

import os
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from musemood.domain.settling import Settling
from musemood.files.watch import FolderWatch
from musemood.services.tasks import Tasks

_TICK_MS = 500
_LOOK_EVERY_MS = 5_000
"""Drives come and go unnoticed by those who watch a folder on them."""

_UNWATCHED_EVERY = 60
"""Folders that cannot be watched are looked through at every so many looks: each five minutes."""

_MANY = 500
"""Of more changes at once than this the whole folders are looked through."""

_State = tuple[int, int] | None
"""Device and number of a folder; None while it is not there."""


class _News(Struct, frozen=True):
    """What was found of ``folders``: which came or went since the last look (at the first: since
    `Watching.watch`), and which cannot be watched.
    """

    folders: Mapping[str, _State]
    changed: list[str]
    refused: list[str]


class Watching(QObject):
    """Watches folders until `close`.

    Signals: ``changed(list[str])``, files and folders that have come to rest after a change, a
    move or the coming or going of a drive; ``refused(str)``, a folder that cannot be watched,
    told once: it is looked through every five minutes instead.
    """

    changed = Signal(object)
    refused = Signal(object)
    _noted = Signal(object, bool)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = Tasks(executor, self)
        self._folders: tuple[str, ...] = ()
        self._first_states: dict[str, _State] = {}
        self._settling = Settling()
        # In the thread alone
        self._watches: dict[str, FolderWatch] = {}
        self._states: dict[str, _State] = {}
        # In the main thread alone
        self._refused: set[str] = set()
        self._looks = 0
        self._is_looking = False
        self._noted.connect(self._on_noted)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._look_timer = QTimer(self)
        self._look_timer.setInterval(_LOOK_EVERY_MS)
        self._look_timer.timeout.connect(self.look)

    @property
    def watched(self) -> tuple[str, ...]:
        """The folders that are watched now."""
        return tuple(self._watches)

    def watch(self, folders: Iterable[str]) -> None:
        """Watch these from now on, and no others.

        They are told of if they come or go from now on; those that are gone now as well.
        """
        self._folders = given = tuple(folders)
        self._first_states = first_states = dict[str, _State]()
        # In the thread, before the look: a drive that has gone to sleep answers slowly.
        self._tasks.run(lambda: first_states.update((each, _state(each)) for each in given))
        self._look_timer.start()
        self.look()

    def look(self) -> None:
        """See whether drives came or went; happens by itself every five seconds."""
        if self._is_looking:
            return
        self._is_looking = True
        self._looks += 1
        first_states = self._first_states
        self._tasks.run(lambda: self._renew(first_states), self._on_renewed)

    def close(self) -> None:
        """Stop watching, and wait for the threads."""
        self._look_timer.stop()
        self._tick.stop()
        self._tasks.run(lambda: self._renew({}))
        self._tasks.close()

    # In the thread

    def _renew(self, folders: Mapping[str, _State]) -> _News:
        """What is new of these folders, of each of which is said how it was at first."""
        changed, refused = [], []
        for folder in {*folders, *self._states}:
            is_known = folder in self._states
            now = _state(folder)
            before = self._states.get(folder, folders.get(folder))
            if folder in folders and is_known and before == now:
                continue
            self._states[folder] = now
            if folder in self._watches:
                self._watches.pop(folder).close()
            if folder not in folders:
                del self._states[folder]
                continue
            if now is None or now != before:
                changed.append(folder)
            if now is not None and not self._is_watched(folder):
                refused.append(folder)
        return _News(folders, changed, refused)

    def _is_watched(self, folder: str) -> bool:
        try:
            self._watches[folder] = FolderWatch(folder, self._noted.emit)
        except OSError:
            return False
        return True

    # In the main thread

    def _on_renewed(self, news: _News) -> None:
        self._is_looking = False
        changed = news.changed
        for folder in news.refused:
            if folder not in self._refused:
                self._refused.add(folder)
                self.refused.emit(folder)
        if self._looks % _UNWATCHED_EVERY == 0:
            changed = list(dict.fromkeys((*changed, *self._refused.intersection(self._folders))))
        if changed:
            self.changed.emit(changed)
        if news.folders is not self._first_states:
            self.look()  # others are to be watched since

    def _on_noted(self, path: str, is_written: bool) -> None:
        self._settling.note(path, time.monotonic(), is_written=is_written)
        if not self._tick.isActive():
            self._tick.start()

    def _on_tick(self) -> None:
        ready = self._settling.take(time.monotonic())
        if not self._settling:
            self._tick.stop()
        if ready:
            self.changed.emit(ready if len(ready) <= _MANY else list(self._folders))


def _state(folder: str) -> _State:
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino
