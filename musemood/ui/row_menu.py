"""The context menu of a row or tile, asked for by mouse or by the menu key."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu


def row_menu(
    view: QAbstractItemView, event: QContextMenuEvent
) -> tuple[QMenu, QModelIndex, QPoint] | None:
    """An empty menu, which row it is about, and where on the screen to open it.

    That row is selected, unless it already is, with others. None beside all rows.
    """
    is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
    index = view.currentIndex() if is_by_key else view.indexAt(event.pos())
    if not index.isValid():
        return None
    if not view.selectionModel().isSelected(index):
        view.setCurrentIndex(index)
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    spot = view.visualRect(index).center() if is_by_key else event.pos()
    return menu, index, view.viewport().mapToGlobal(spot)
