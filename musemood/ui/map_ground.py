"""What stands still on the mood map: its ground with the axes, and the words at its sides."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from musemood.ui.theme import Theme, sized
from musemood.ui.translate import tr


def paint_ground(
    painter: QPainter, rect: QRectF, middle: QPointF, theme: Theme, *, has_focus: bool
) -> None:
    """The ground, and the axes that cross at ``middle``; a line round it where it has the focus."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.hover))
    painter.drawRoundedRect(rect, 12, 12)
    painter.setPen(QPen(QColor(theme.track), 1))
    painter.drawLine(QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom()))
    painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))
    if has_focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.faint))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)


def paint_side_words(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """What each direction sounds like, on a patch of the ground so that no point shines through."""
    inner = rect.adjusted(12, 8, -12, -8)
    painter.setFont(sized(painter.font(), 12))
    metrics = painter.fontMetrics()
    sides = (
        (tr("high energy"), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter),
        (tr("low energy"), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter),
        (tr("dark"), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
        (tr("bright"), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
    )
    for words, side in sides:
        box = QRectF(metrics.boundingRect(inner.toRect(), side, words))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover))
        painter.drawRoundedRect(box.adjusted(-6, -2, 6, 2), 6, 6)
        painter.setPen(QColor(theme.soft))
        painter.drawText(inner, side, words)


def paint_lasso(painter: QPainter, line: list[QPointF], theme: Theme) -> None:
    """The line that is being drawn, closed."""
    fill = QColor(theme.text)
    fill.setAlphaF(0.08)
    painter.setBrush(fill)
    painter.setPen(QPen(QColor(theme.text), 1.5, Qt.PenStyle.DashLine))
    painter.drawPolygon(QPolygonF(line))
