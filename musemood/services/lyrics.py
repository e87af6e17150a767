"""The words of the playing song, read in a thread of their own."""

from collections.abc import Callable
from concurrent.futures import Executor

from PySide6.QtCore import QObject, Signal

from musemood.domain.lyrics import Lyrics
from musemood.services.tasks import Tasks


class LyricsFinder(QObject):
    """Signals: ``found(path, Lyrics | None)`` for the song asked for last."""

    found = Signal(object, object)  # not str: Qt drops bytes that are not UTF-8

    def __init__(
        self,
        find: Callable[[str], Lyrics | None],
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._tasks = Tasks(executor, self)
        self._asked = 0

    def ask(self, path: str) -> None:
        """Look for the words of this song; answers to earlier questions are dropped."""
        self._asked += 1
        serial = self._asked
        self._tasks.run(
            lambda: self._find(path), lambda lyrics: self._on_found(serial, path, lyrics)
        )

    def close(self) -> None:
        """Wait for the thread."""
        self._tasks.close()

    def _on_found(self, serial: int, path: str, lyrics: Lyrics | None) -> None:
        if serial == self._asked:
            self.found.emit(path, lyrics)
