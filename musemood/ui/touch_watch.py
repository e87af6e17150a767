"""Notes that somebody is there: every press of a mouse button or a key in the window."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow

from musemood.services.touch import Touch

_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.Wheel)


class TouchWatch(QObject):
    """Listens to the events of the window itself: few, and not those of every widget in it."""

    def __init__(self, window: QWindow, touch: Touch) -> None:
        super().__init__(window)
        self._touch = touch
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note it and let it pass."""
        if event.type() in _TOUCHES:
            self._touch.note()
        return False
