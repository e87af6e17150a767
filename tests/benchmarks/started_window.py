"""In a process of its own: the program as a person starts it, timed from the birth of the process.

    started_window.py DATA_DIR BEGAN_S     (BEGAN_S by time.monotonic() of the parent)

Prints one line of JSON: the seconds after which the window was shown, usable (songs painted in
it, events answered) and whole (the library read, the mood inferred), the CPU time of each, and
the memory 3 s later.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import musemood.start
from musemood.cli import main

_import_qt = musemood.start.import_qt


def import_qt_and_watch() -> None:
    """Qt is not touched before the program does it: that would be another start."""
    _import_qt()
    from PySide6.QtWidgets import QApplication

    run = QApplication.exec
    QApplication.exec = staticmethod(lambda *_: watch(run))  # type: ignore[method-assign]


def watch(run: Callable[[], int]) -> int:
    """The event loop, with somebody who looks."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from musemood.ui.main_window import MainWindow

    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    told: dict[str, float] = {}

    def note(name: str) -> None:
        told.setdefault(name, time.monotonic() - float(sys.argv[2]))
        told.setdefault(f"{name} CPU", time.process_time())

    class Painted(QObject):
        """Sees the first painting of songs."""

        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and window.page.table.rowCount():
                QTimer.singleShot(0, lambda: note("usable"))
            return False

    painted = Painted()
    window.page.tracks.viewport().installEventFilter(painted)

    def look() -> None:
        if window.services.recommending.state.is_ready:
            note("whole")
            QTimer.singleShot(3000, end)
        else:
            QTimer.singleShot(1, look)

    def end() -> None:
        told["rows"] = window.page.table.rowCount()
        told["MB"] = _status_kb("VmRSS") / 1024
        told["peak MB"] = _status_kb("VmHWM") / 1024
        print(json.dumps(told), flush=True)
        window.close()

    note("shown")
    QTimer.singleShot(0, look)
    return run()


def _status_kb(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


if __name__ == "__main__":
    musemood.start.import_qt = import_qt_and_watch
    sys.exit(main(["--data-dir", sys.argv[1]]))
