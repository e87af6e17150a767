"""Pause and cancel for work that takes long: told from one thread, asked in another."""

from threading import Event


class Control:
    """What the person said of a running piece of work. Every method may be called anywhere."""

    def __init__(self) -> None:
        self._may_run = Event()
        self._may_run.set()
        self._is_cancelled = Event()

    @property
    def is_paused(self) -> bool:
        """Nothing new may be started for now."""
        return not self._may_run.is_set()

    @property
    def is_cancelled(self) -> bool:
        """The work is to end; what is finished stays."""
        return self._is_cancelled.is_set()

    def pause(self) -> None:
        """Finish what is under way, start nothing new."""
        self._may_run.clear()

    def resume(self) -> None:
        """Go on."""
        self._may_run.set()

    def cancel(self) -> None:
        """End for good; also wakes a paused worker so that it can end."""
        self._is_cancelled.set()
        self._may_run.set()

    def wait_while_paused(self, timeout_s: float) -> bool:
        """Sleep until resumed or cancelled, at most ``timeout_s``; True if work may go on."""
        return self._may_run.wait(timeout_s)
