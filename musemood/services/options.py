"""What the person switches on and off, remembered from start to start."""

from enum import StrEnum

from PySide6.QtCore import QObject, QSettings, Signal


class Option(StrEnum):
    """One switch; the value is its name in the settings."""

    TRAY = "tray"
    HIDES_TO_TRAY = "hides-to-tray"
    NOTIFIES = "notifies"
    MINI_ON_TOP = "mini-on-top"
    RESTS_ON_BATTERY = "rests-on-battery"
    WATCHES_FOLDERS = "watches-folders"


_ON_AT_FIRST = frozenset((Option.TRAY, Option.NOTIFIES, Option.WATCHES_FOLDERS))


class Options(QObject):
    """The switches.

    Signals: ``changed(Option)``.
    """

    changed = Signal(object)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    def is_on(self, option: Option) -> bool:
        """Whether it is switched on."""
        value = self._settings.value(f"options/{option}", option in _ON_AT_FIRST, type=bool)
        return bool(value)

    def switch(self, option: Option, is_on: bool) -> None:
        """Switch it on or off."""
        if is_on != self.is_on(option):
            self._settings.setValue(f"options/{option}", is_on)
            self.changed.emit(option)
