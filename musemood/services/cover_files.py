"""Covers of the tracks that play, as files whose names can be given to the desktop."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from musemood.services.tasks import Tasks

_REMEMBERED = 100


class CoverFiles(QObject):
    """Finds and keeps covers in a thread of their own.

    ``find`` gives the picture of a track or None, ``keep`` writes it and gives the file's path.
    Signals: ``found(path)`` of the track, once `get` answers for it.
    """

    found = Signal(object)  # not str: Qt drops bytes that are not UTF-8

    def __init__(
        self,
        find: Callable[[str], bytes | None],
        keep: Callable[[bytes], Path],
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._find, self._keep = find, keep
        self._tasks = Tasks(executor, self)
        self._files: OrderedDict[str, str | None] = OrderedDict()

    def get(self, path: str) -> str:
        """The file with the cover of a track; "" while it is looked for, or if there is none."""
        if path not in self._files:
            self._files[path] = None
            if len(self._files) > _REMEMBERED:
                self._files.popitem(last=False)
            self._tasks.run(
                lambda: self._written(path),
                lambda file: self._on_written(path, file),
                lambda _: None,  # without room on the disk the desktop shows no cover
            )
        return self._files[path] or ""

    def close(self) -> None:
        """Wait for the thread."""
        self._tasks.close()

    def _written(self, path: str) -> str:
        picture = self._find(path)
        return str(self._keep(picture)) if picture else ""

    def _on_written(self, path: str, file: str) -> None:
        self._files[path] = file
        if file:
            self.found.emit(path)
