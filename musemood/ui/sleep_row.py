"""The sleep timer's choice and what is left of it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from musemood.domain.duration import duration_text
from musemood.services.sleep_timer import SleepTimer

_MINUTES = (10, 15, 20, 30, 45, 60, 90, 120)
_OFF, _WITH_TRACK = 0, -1


class SleepRow(QWidget):
    """Off, the end of the track, or some minutes; beside it the time left."""

    def __init__(self, sleep: SleepTimer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sleep = sleep
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Sleep timer"))
        self.choice.view().setAccessibleName(self.tr("Sleep timer"))
        self.choice.addItem(self.tr("Off"), _OFF)
        self.choice.addItem(self.tr("With this track"), _WITH_TRACK)
        for minutes in _MINUTES:
            self.choice.addItem(self.tr("In {n} minutes").format(n=minutes), minutes)
        self.left = QLabel()
        self.left.setObjectName("quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.choice)
        row.addWidget(self.left)
        row.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._show_left)
        self.choice.activated.connect(self._on_chosen)
        sleep.changed.connect(self._show)
        self._show()

    def _on_chosen(self, index: int) -> None:
        choice = self.choice.itemData(index)
        if choice == _OFF:
            self._sleep.turn_off()
        elif choice == _WITH_TRACK:
            self._sleep.set_with_track()
        else:
            self._sleep.set_seconds(choice * 60)

    def _show(self) -> None:
        if self._sleep.is_with_track:
            self.choice.setCurrentIndex(self.choice.findData(_WITH_TRACK))
        elif self._sleep.left_s is None:
            self.choice.setCurrentIndex(self.choice.findData(_OFF))
        self._show_left()

    def _show_left(self) -> None:
        left_s = self._sleep.left_s
        if left_s is None:
            self._timer.stop()
            with_track = self.tr("The last seconds get quieter.")
            self.left.setText(with_track if self._sleep.is_with_track else "")
        else:
            self._timer.start()
            self.left.setText(self.tr("{time} left").format(time=duration_text(left_s)))
