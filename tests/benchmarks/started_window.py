"""In a process of its own: the program as a person starts it, timed from the birth of the process.

    started_window.py DATA_DIR BEGAN_S     (BEGAN_S by time.monotonic() of the parent)

Prints one line of JSON: the seconds after which the window was shown, usable (songs painted in
it, events answered) and whole (the library read, the mood inferred), the CPU time of each, and
the memory 3 s later.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from musemood.cli import main

_exec = QApplication.exec


def watched_exec(*_: object) -> int:
    """The event loop, with somebody who looks each millisecond."""
    from musemood.ui.main_window import MainWindow

    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    told: dict[str, float] = {}

    def note(name: str) -> None:
        told.setdefault(name, time.monotonic() - float(sys.argv[2]))
        told.setdefault(f"{name} CPU", time.process_time())

    def look() -> None:
        handle, page = window.windowHandle(), window.page
        if "usable" not in told and handle.isExposed() and page.table.rowCount():
            page.tracks.viewport().repaint()
            note("usable")
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
    return _exec()


def _status_kb(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


if __name__ == "__main__":
    QApplication.exec = staticmethod(watched_exec)  # type: ignore[method-assign]
    sys.exit(main(["--data-dir", sys.argv[1]]))
