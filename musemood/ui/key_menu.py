"""The context menu by key, where a keyboard has no key for it: Qt knows the menu key only."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication


def open_menu() -> None:
    """Ask the control with the focus for its menu, as the menu key does."""
    widget = QApplication.focusWidget()
    if widget is None:
        return
    rect = QRectF(widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle))
    spot = rect.center().toPoint()
    at = widget.mapToGlobal(spot)
    # Posted: a menu runs an event loop of its own, in which the key that opened it would hang.
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.postEvent(widget, QContextMenuEvent(reason, spot, at))
