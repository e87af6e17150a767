"""A double-click on something that opens at the first click: the second click plays it."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication


class SecondClick(QObject):
    """Waits for the second click of a double-click, wherever it falls, and swallows it.

    Signals: ``happened()``.
    """

    happened = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self._stop)

    def wait(self) -> None:
        """A first click has just opened something."""
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._waiting.start(QApplication.doubleClickInterval())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nobody else hears of the second click."""
        if event.type() != QEvent.Type.MouseButtonDblClick:
            return False
        self._stop()
        self.happened.emit()
        return True

    def _stop(self) -> None:
        self._waiting.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
