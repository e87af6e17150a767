"""The strips of a week or a month, one below the other."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from musemood.domain.heard_days import HeardDay
from musemood.ui.asked_button import show_checked
from musemood.ui.day_strip import DayStrip
from musemood.ui.theme import Theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DayStrips(QWidget):
    """Up and Down go from day to day, a click or Enter chooses one.

    Signals: ``chosen(HeardDay)``; ``changed()`` once other days have their places.
    """

    chosen = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.strips: list[DayStrip] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_days(self, days: Sequence[HeardDay], height: int) -> None:
        """These days, at least one; ``height``: of each, in pixels."""
        longest_s = max(day.total_s for day in days)
        if [strip.day.day for strip in self.strips] == [day.day for day in days]:
            for strip, day in zip(self.strips, days, strict=True):
                strip.show_day(day, longest_s)
        else:
            self._make(days, longest_s, height)

    def check(self, day: date | None) -> None:
        """Mark the one that is listed."""
        for strip in self.strips:
            show_checked(strip, strip.day.day == day)

    def last_heard(self) -> DayStrip | None:
        """The last one with music."""
        return next((strip for strip in reversed(self.strips) if strip.day.seconds), None)

    def take_focus(self) -> None:
        """The keyboard goes to the chosen day, else to the last one with music, else the last."""
        checked = next((strip for strip in self.strips if strip.isChecked()), None)
        (checked or self.last_heard() or self.strips[-1]).setFocus()

    def put_between(self, before: QWidget, after: QWidget) -> None:
        """Where Tab comes to them."""
        for first, second in pairwise((before, *self.strips, after)):
            QWidget.setTabOrder(first, second)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows between days, Enter lists."""
        is_key = event.type() is QEvent.Type.KeyPress
        if is_key and isinstance(watched, DayStrip) and isinstance(event, QKeyEvent):
            if event.key() in _STEPS:
                place = self.strips.index(watched) + _STEPS[Qt.Key(event.key())]
                self.strips[min(max(place, 0), len(self.strips) - 1)].setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    def _make(self, days: Sequence[HeardDay], longest_s: float, height: int) -> None:
        had_focus = any(strip.hasFocus() for strip in self.strips)
        for strip in self.strips:
            strip.hide()
            strip.deleteLater()
        self.strips = [DayStrip(day, longest_s, height, self._theme) for day in days]
        for strip in self.strips:
            strip.clicked.connect(lambda _=False, s=strip: self.chosen.emit(s.day))
            strip.installEventFilter(self)
            self._column.addWidget(strip)
        QTimer.singleShot(0, self, self.changed.emit)
        if had_focus:
            self.take_focus()
