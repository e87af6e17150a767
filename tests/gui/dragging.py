"""A drag by the real pointer."""

import subprocess

from PySide6.QtCore import QPoint, QTimer


def drag(start: QPoint, end: QPoint) -> None:
    """A real drag with the real pointer, points on the screen."""

    def mouse(*words: object) -> None:
        subprocess.run(["xdotool", *map(str, words)], check=True)

    def step(number: int) -> None:
        if number > 12:
            mouse("mouseup", 1)
            return
        way = start + (end - start) * min(number, 10) / 10
        mouse("mousemove", way.x(), way.y())
        QTimer.singleShot(60, lambda: step(number + 1))

    mouse("mousemove", start.x(), start.y(), "mousedown", 1)
    QTimer.singleShot(50, lambda: step(1))
