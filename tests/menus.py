"""A menu that opens is used as a person does: its entry is looked for and clicked."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu


def open_row_menu(view: QAbstractItemView, spot: QPoint) -> None:
    """As a right click at this place of the viewport does; returns when the menu is closed."""
    where = view.viewport().mapToGlobal(spot)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, where)
    QApplication.sendEvent(view.viewport(), event)


def choose_in_menu(open_it: Callable[[], object], words: str) -> None:
    """Open a menu, whether that waits for its end or not, and click the entry that begins so."""
    chosen: list[str] = []

    def click() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu) or chosen:
            return
        (action,) = [each for each in menu.actions() if each.text().startswith(words)]
        chosen.append(action.text())
        spot = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=spot)

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(click)
    timer.start()
    open_it()
    for _ in range(500):
        if chosen:
            break
        QTest.qWait(20)
    timer.stop()
    assert chosen
