"""What comes back after a restart: the queue, the track and the place in it."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from musemood.domain.queue import Queue
from musemood.services.playback import Playback
from musemood.services.tasks import Tasks

_log = logging.getLogger(__name__)

_SAVED_EVERY_MS = 60_000
"""A crash or a power cut costs so much at most; a close costs nothing."""

Save = Callable[[Queue, float], None]
Load = Callable[[], tuple[Queue, float] | None]


class Session(QObject):
    """Keeps the queue of a `Playback` between sessions. ``save`` may raise OSError.

    While it ``is_held`` nothing is written: the next start finds the state before.
    """

    def __init__(
        self,
        playback: Playback,
        load: Load,
        save: Save,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._load = load
        self._save = save
        self._tasks = tasks
        self._saved: tuple[Queue, float] | None = None
        self.is_held = False
        self._played_before: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(_SAVED_EVERY_MS)
        self._timer.timeout.connect(self.save)

    def restore(self, then: Callable[[], None]) -> None:
        """Take up the last session: its track waits where it was, nothing plays.

        ``then`` is called afterwards, also where there was none. What was begun meanwhile stays.
        """

        def put(found: tuple[Queue, float] | None) -> None:
            playback = self._playback
            if found is not None and playback.queue == Queue():
                playback.restore(*found)
            self._timer.start()
            then()

        self._tasks.run(self._load, put)

    def save(self) -> None:
        """Write the present state, in a thread."""
        state = self._state()
        if state != self._saved and not self.is_held:
            self._saved = state
            self._tasks.run(lambda: self._save(*state), None, lambda _error: None)

    def on_private(self, is_on: bool) -> None:
        """While a session is private nothing of it is kept, nor what played in it afterwards."""
        if is_on:
            self.save()
            self._played_before = {row.id for row in self._playback.queue.played}
            if self._playback.current is not None:
                self._played_before.add(self._playback.current.id)
        else:
            self._playback.forget_played(self._played_before)
        self.is_held = is_on

    def close(self) -> None:
        """Write the present state and wait for it; comes before `Playback.close`."""
        self._timer.stop()
        self._tasks.close()
        if self.is_held:
            return
        try:
            self._save(*self._state())
        except OSError:
            _log.warning("the queue could not be saved", exc_info=True)

    def _state(self) -> tuple[Queue, float]:
        return self._playback.queue, round(self._playback.position_s(), 2)
