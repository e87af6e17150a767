"""Work in steps, done in slices between the events of the window.

A thread would fight the window for Python's lock at every call.
"""

import time
from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

_SLICE_S = 0.005


class Slices(QObject):
    """One piece of work at a time. ``spent_s``: seconds that it took, and those who heard of it.

    Signals: ``done(result)``, what the steps return.
    """

    done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spent_s = 0.0
        self._steps: Generator[None, None, object] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)

    @property
    def is_at_work(self) -> bool:
        """Whether something is being done."""
        return self._steps is not None

    def start(self, steps: Generator[None, None, object]) -> None:
        """Do this; what is being done is given up for it."""
        self._steps, self.spent_s = steps, 0.0
        self._timer.start()

    def _work(self) -> None:
        if self._steps is None:
            return
        began = time.perf_counter()
        try:
            while time.perf_counter() - began < _SLICE_S:
                next(self._steps)
        except StopIteration as end:
            self._timer.stop()
            self._steps = None
            self.done.emit(end.value)
        self.spent_s += time.perf_counter() - began
