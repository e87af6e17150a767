"""Work in an executor, its result on the main thread."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Tasks(QObject):
    """Runs callables in ``executor`` and hands each result to a callback in this object's thread.

    The executor is an argument so that tests can pass one that runs everything at once.
    """

    _done = Signal(object, object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._is_closed = False
        # Queued, so that no answer comes before the question has been put down.
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Start ``work``; later call ``then(result)``, or ``failed(error)`` and log the error.

        Once closed nothing is started and nothing is called: what was on its way to the main
        thread meanwhile is of no use to objects that are closing.
        """
        if self._is_closed:
            return
        future = self._executor.submit(work)
        future.add_done_callback(lambda f: self._done.emit(f, (then, failed)))

    def close(self) -> None:
        """Finish what was started; nothing is run afterwards."""
        self._is_closed = True
        self._executor.shutdown(wait=True)

    def _on_done(self, future: "Future[Any]", callbacks: tuple[Any, Any]) -> None:
        if self._is_closed:
            return
        then, failed = callbacks
        try:
            result = future.result()
        except Exception as error:
            # An error that somebody answers to is told in a sentence; the others only here.
            _log.log(logging.ERROR if failed is None else logging.INFO, "failed", exc_info=True)
            if failed is not None:
                failed(error)
            return
        if then is not None:
            then(result)
