"""What covers the window while music is held over it."""

import os
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from musemood.ui.icons import paint_icon
from musemood.ui.theme import Theme, sized


def local_paths(urls: Iterable[QUrl]) -> list[str]:
    """The files among the dropped addresses.

    QUrl.toLocalFile() loses names that are not UTF-8, so the bytes are taken from the address.
    """
    if os.name == "nt":
        return [url.toLocalFile() for url in urls if url.isLocalFile()]
    full = QUrl.ComponentFormattingOption.FullyEncoded
    return [os.fsdecode(unquote_to_bytes(url.path(full))) for url in urls if url.isLocalFile()]


class DropOverlay(QWidget):
    """The whole window is the drop target; this says so."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Show over everything else of the parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, a frame and one line of text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._theme.ground)
        veil.setAlphaF(0.97)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(self._theme.text), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(24, 24, -24, -24), 20, 20)
        centre = QRectF(self.rect()).center()
        mark = QRectF(centre.x() - 28, centre.y() - 60, 56, 56)
        paint_icon(painter, "folder-plus", mark, self._theme.text)
        painter.setFont(sized(self.font(), 22, QFont.Weight.DemiBold))
        painter.setPen(QColor(self._theme.text))
        line = QRectF(0, centre.y() + 16, self.width(), 32)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self.tr("Let go to add this music"))
