"""One day of the history: a bar of the moods heard."""

from PySide6.QtCore import QDate, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from musemood.domain.heard_days import HeardDay
from musemood.domain.mood import ALL_MOODS, Mood
from musemood.ui.asked_button import AskedClicks
from musemood.ui.icons import MOOD_ICON, paint_icon
from musemood.ui.theme import Theme, sized
from musemood.ui.translate import tr
from musemood.ui.wording import mood_name, total_text

_LEFT, _RIGHT, _ICON_FROM = 104, 76, 26
_ORDER: tuple[Mood | None, ...] = (*ALL_MOODS, None)


def figures(day: HeardDay) -> str:
    """``happy 12 min, sad 3 min``, most first; "" for a silent day."""
    ordered = sorted(day.seconds.items(), key=lambda item: -item[1])
    unknown = tr("not analysed")
    return tr(", ").join(
        f"{mood_name(mood) if mood else unknown} {total_text(s)}" for mood, s in ordered
    )


class DayStrip(QAbstractButton):
    """A click, or Enter, lists the day."""

    def __init__(self, day: HeardDay, longest_s: float, height: int, theme: Theme) -> None:
        super().__init__()
        self.day, self._longest_s, self._theme = day, longest_s, theme
        self._name = self.locale().toString(
            QDate(day.day.year, day.day.month, day.day.day), tr("ddd d MMM")
        )
        self.setCheckable(True)
        AskedClicks(self)
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_day(day, longest_s)

    def show_day(self, day: HeardDay, longest_s: float) -> None:
        """The same day with what is known now; ``longest_s``: of the longest beside it."""
        self.day, self._longest_s = day, longest_s
        told = figures(day) or tr("nothing")
        self.setAccessibleName(f"{self._name}: {told}")
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(400, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Day, bar, and how long."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if self.isChecked() else theme.hover))
            painter.drawRoundedRect(rect, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.faint))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        middle = Qt.AlignmentFlag.AlignVCenter
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        painter.setFont(sized(self.font(), 12, weight))
        painter.setPen(QColor(theme.text if self.day.seconds else theme.faint))
        painter.drawText(rect.adjusted(10, 0, 0, 0), middle, self._name)
        if self.day.seconds:
            painter.setPen(QColor(theme.soft))
            right = middle | Qt.AlignmentFlag.AlignRight
            painter.drawText(rect.adjusted(0, 0, -10, 0), right, total_text(self.day.total_s))
            self._paint_bar(painter)

    def _paint_bar(self, painter: QPainter) -> None:
        inset = 7 if self.height() > 30 else 4
        room = self.width() - _LEFT - _RIGHT
        left = float(_LEFT)
        painter.setPen(Qt.PenStyle.NoPen)
        for mood in _ORDER:
            width = room * self.day.seconds.get(mood, 0.0) / max(1.0, self._longest_s)
            if width <= 0:
                continue
            bar = QRectF(left, inset, max(2.0, width - 2), self.height() - 2 * inset)
            colour = self._theme.mood_fill(mood) if mood else QColor(self._theme.track)
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, 4, 4)
            if mood is not None and width >= _ICON_FROM and bar.height() >= 14:
                at = QRectF(bar.left() + 6, bar.center().y() - 7, 14, 14)
                paint_icon(painter, MOOD_ICON[mood], at, "#15161A")
            left += width
