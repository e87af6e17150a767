"""What MuseMood does outside of its window, to switch on and off."""

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from musemood.services.options import Option, Options


class DesktopPage(QWidget):
    """One box each."""

    def __init__(self, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self.boxes: dict[Option, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._add(
            Option.NOTIFIES,
            self.tr("Show a notification when another song begins"),
            self.tr("Only while another window is in front, and never in full screen."),
        )
        self._add(
            Option.TRAY,
            self.tr("Show an icon in the tray"),
            self.tr("A middle click pauses, the wheel turns the volume where the desktop lets it."),
        )
        self._add(
            Option.HIDES_TO_TRAY,
            self.tr("Closing the window leaves it in the tray, playing"),
            self.tr("Quit, by its key or in the tray's menu, ends it all the same."),
        )
        self._add(
            Option.RESTS_ON_BATTERY,
            self.tr("On battery, moods wait until the computer is plugged in"),
            self.tr("The analysis of new songs goes on by itself as soon as there is power."),
        )
        self._column.addStretch(1)
        options.changed.connect(self._show)
        self._show()

    def _add(self, option: Option, text: str, explanation: str) -> None:
        box = QCheckBox(text)
        box.toggled.connect(lambda is_on: self._options.switch(option, is_on))
        quiet = QLabel(explanation)
        quiet.setObjectName("quiet")
        quiet.setWordWrap(True)
        quiet.setContentsMargins(27, 0, 0, 14)
        self._column.addWidget(box)
        self._column.addWidget(quiet)
        self.boxes[option] = box

    def _show(self) -> None:
        for option, box in self.boxes.items():
            box.setChecked(self._options.is_on(option))
        self.boxes[Option.HIDES_TO_TRAY].setEnabled(self._options.is_on(Option.TRAY))
