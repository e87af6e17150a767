"""Small pictures that are drawn once and set down wherever they are needed again."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

_MOST = 500
"""A list shows the same few; more than this come together only where themes and sizes change."""


class Stamps:
    """Pictures by what they show."""

    def __init__(self) -> None:
        self._drawn: dict[Hashable, QPixmap] = {}

    def set_down(
        self,
        painter: QPainter,
        corner: QPoint,
        size: QSize,
        shows: Hashable,
        draw: Callable[[QPainter], None],
    ) -> None:
        """Put the picture of ``shows`` with its upper left corner at ``corner``.

        ``size`` in logical pixels. ``draw`` is asked where it is new; ``shows`` has to name all
        that the picture depends on, but for its size and the sharpness of the screen.
        """
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        key = shows, size.width(), size.height(), ratio
        picture = self._drawn.get(key)
        if picture is None:
            picture = _drawn(size, ratio, draw)
            if len(self._drawn) >= _MOST:
                self._drawn.clear()
            self._drawn[key] = picture
        painter.drawPixmap(corner, picture)


def _drawn(size: QSize, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return picture
