"""The five bars: how much of each mood is in the week."""

from collections.abc import Collection

from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from musemood.domain.mood import MOODS, Mood
from musemood.ui.theme import Theme, sized
from musemood.ui.wording import mood_name

_LINE = 21
_MOVES_MS = 350


class MoodBars(QWidget):
    """Five named bars with percentages; they move when the distribution changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._from = self._to = (0.0,) * len(MOODS)
        self._progress = 1.0
        self._marked: set[Mood] = set()
        self._animation = QPropertyAnimation(self, b"progress", self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setFixedHeight(_LINE * len(MOODS))

    def sizeHint(self) -> QSize:
        """Five lines."""
        return QSize(280, _LINE * len(MOODS))

    def mark(self, moods: Collection[Mood]) -> None:
        """Mark the bars of these moods: those that a mixed week names."""
        if set(moods) != self._marked:
            self._marked = set(moods)
            self.update()

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
        is_calm = not self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        self._animation.setDuration(0 if is_calm else _MOVES_MS)
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
            is_marked = mood in self._marked
            weight = QFont.Weight.DemiBold if is_marked else QFont.Weight.Normal
            painter.setFont(sized(self.font(), 13, weight))
            painter.setPen(QColor(theme.text if is_marked else theme.soft))
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
