"""Holds the analysis while the computer runs on its battery, where the person wants that."""

from collections.abc import Callable
from concurrent.futures import Executor

from PySide6.QtCore import QObject, QTimer

from musemood.services.importing import Importing
from musemood.services.options import Option, Options
from musemood.services.tasks import Tasks

_EVERY_MS = 2000


class PowerWatch(QObject):
    """Looks every two seconds while there is something to analyse, and only then.

    Only a change says anything to the analysis: who goes on by hand in spite of the battery is
    not held again before the mains have come and gone. ``is_on_battery`` is called in
    ``executor``, because a battery may take its time to answer.
    """

    def __init__(
        self,
        importing: Importing,
        options: Options,
        is_on_battery: Callable[[], bool],
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._importing = importing
        self._options = options
        self._is_on_battery = is_on_battery
        self._tasks = Tasks(executor, self)
        self._was_on_battery = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)
        importing.progress_changed.connect(lambda _: self._start_or_stop())
        options.changed.connect(lambda _: self._start_or_stop())

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._tasks.close()

    def _start_or_stop(self) -> None:
        should_look = self._is_wanted()
        if should_look and not self._timer.isActive():
            self._timer.start()
            self._look()
        elif not should_look and self._timer.isActive():
            self._timer.stop()
            self._on_seen(False)

    def _is_wanted(self) -> bool:
        return self._importing.progress.is_running and self._options.is_on(Option.RESTS_ON_BATTERY)

    def _look(self) -> None:
        self._tasks.run(self._is_on_battery, self._on_looked)

    def _on_looked(self, is_on_battery: bool) -> None:
        self._on_seen(is_on_battery and self._is_wanted())

    def _on_seen(self, is_on_battery: bool) -> None:
        if is_on_battery != self._was_on_battery:
            self._was_on_battery = is_on_battery
            self._importing.wait_for_mains(is_on_battery)
