"""Text on a few lines, the last one cut short where there is more."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from musemood.ui.theme import Theme, sized


def wrapped_lines(text: str, font: QFont, width: float, most: int) -> list[str]:
    """At most ``most`` lines of at most ``width`` logical pixels; the last ends in "…" if cut."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= width or most == 1:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        lines.append(text[start : start + line.textLength()].rstrip())
        if len(lines) == most and start + line.textLength() < len(text):
            rest = text[start : start + 4 * line.textLength() + 4]
            lines[-1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
    layout.endLayout()
    return lines


def paint_lines(
    painter: QPainter, rect: QRectF, text: str, font: QFont, ink: QColor | str, most: int
) -> float:
    """Draw the text from the top of ``rect``; returns the height that it took."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    lines = wrapped_lines(text, font, rect.width(), most)
    for number, line in enumerate(lines):
        baseline = rect.top() + number * metrics.height() + metrics.ascent()
        painter.drawText(QPointF(rect.left(), baseline), line)
    return len(lines) * metrics.height()


class TitleLabel(QWidget):
    """A bold title on at most two lines; the whole of it is in the tip."""

    def __init__(self, theme: Theme, pixels: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._pixels = theme, pixels
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The whole title."""
        return self._text

    def set_text(self, text: str) -> None:
        """Another title."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """One or two lines."""
        lines = wrapped_lines(self._text, self._font(), width, 2)
        return round(len(lines) * QFontMetricsF(self._font()).height()) + 2

    def sizeHint(self) -> QSize:
        """As high as the present width asks for."""
        return QSize(200, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        """May be narrow: it is cut short."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines."""
        painter = QPainter(self)
        paint_lines(painter, QRectF(self.rect()), self._text, self._font(), self._theme.text, 2)

    def _font(self) -> QFont:
        return sized(self.font(), self._pixels, QFont.Weight.Bold)
