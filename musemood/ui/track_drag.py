"""What hangs on the pointer while songs are dragged: a small label that hides no target."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication

from musemood.ui.icons import paint_icon
from musemood.ui.theme import Theme, sized
from musemood.ui.wording import songs_text

_HEIGHT = 32
_LONGEST = 240


def drag_rows(view: QAbstractItemView, actions: Qt.DropAction, title: str, theme: Theme) -> None:
    """Drag the selected rows of ``view`` until they are dropped; ``title``: of the first."""
    rows = view.selectionModel().selectedRows()
    data = view.model().mimeData(rows)
    if not rows or data is None:
        return
    drag = QDrag(view)
    drag.setMimeData(data)
    text = title if len(rows) == 1 else songs_text(len(rows))
    drag.setPixmap(_label(text, view, theme))
    drag.setHotSpot(QPoint(-10, -6))
    drag.exec(actions, Qt.DropAction.CopyAction)
    # While it was dragged no view was told that the pointer had left it.
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))


def _label(text: str, view: QAbstractItemView, theme: Theme) -> QPixmap:
    font = sized(view.font(), 13, QFont.Weight.Medium)
    metrics = QFontMetrics(font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST)
    size = QSize(metrics.horizontalAdvance(text) + 50, _HEIGHT)
    ratio = view.devicePixelRatioF()
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, size.width(), size.height())
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.selected))
    painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
    paint_icon(painter, "music", QRectF(12, 8, 16, 16), theme.text)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    painter.drawText(whole.adjusted(36, 0, -14, 0), Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()
    return pixmap
