"""The five bars: how much of each mood is in the week."""

from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from musemood.domain.mood import MOODS
from musemood.ui.theme import Theme, sized
from musemood.ui.wording import mood_name

_LINE = 21


class MoodBars(QWidget):
    """Five named bars with percentages; they move when the distribution changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._from = self._to = (0.0,) * len(MOODS)
        self._progress = 1.0
        self._animation = QPropertyAnimation(self, b"progress", self)
        self._animation.setDuration(350)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setFixedHeight(_LINE * len(MOODS))

    def sizeHint(self) -> QSize:
        """Five lines."""
        return QSize(280, _LINE * len(MOODS))

    def show_probabilities(self, probabilities: tuple[float, ...]) -> None:
        """Move to another distribution (five floats in the order of `MOODS`)."""
        if probabilities == self._to:
            return
        self._from, self._to = self._shown(), probabilities
        self.setAccessibleName(
            ", ".join(
                f"{mood_name(m)} {round(100 * p)} %"
                for m, p in zip(MOODS, probabilities, strict=True)
            )
        )
        self._animation.stop()
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, bar, number, five times."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), 13))
        theme = self._theme
        left, right = 66, 36
        room = self.width() - left - right
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, (mood, share) in enumerate(zip(MOODS, self._shown(), strict=True)):
            line = QRectF(0, row * _LINE, self.width(), _LINE)
            painter.setPen(QColor(theme.soft))
            painter.drawText(line, middle, mood_name(mood))
            number = str(round(100 * self._to[row]))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, number)
            painter.setPen(Qt.PenStyle.NoPen)
            bar = QRectF(left, line.center().y() - 4, room, 8)
            painter.setBrush(QColor(theme.track))
            painter.drawRoundedRect(bar, 4, 4)
            bar.setWidth(max(4.0, room * share) if share > 0 else 0.0)
            painter.setBrush(theme.mood_fill(mood))
            painter.drawRoundedRect(bar, 4, 4)

    def _shown(self) -> tuple[float, ...]:
        t = self._progress
        return tuple((1 - t) * a + t * b for a, b in zip(self._from, self._to, strict=True))

    def _get_progress(self) -> float:
        return self._progress

    def _set_progress(self, progress: float) -> None:
        self._progress = progress
        self.update()

    progress = Property(float, _get_progress, _set_progress)
