"""Songs that are dragged over a list fall between two of its rows."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView

from musemood.ui.theme import Theme
from musemood.ui.track_mime import has_paths


class DropBetween:
    """What a view of rows of one height does with the events of a drag, and the line it shows.

    The view hands its events on; of files from outside the window none is taken, they are the
    window's affair.
    """

    def __init__(self, view: QAbstractItemView, row_height: int, theme: Theme) -> None:
        self._view, self._row_height, self._theme = view, row_height, theme
        self._target: int | None = None
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDropIndicatorShown(False)  # the line is `paint`'s

    def enter(self, event: QDragEnterEvent) -> None:
        """Songs of this window are welcome."""
        if has_paths(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def move(self, event: QDragMoveEvent) -> None:
        """Show between which rows they would fall; after the view has scrolled at its edges."""
        if not has_paths(event.mimeData()):
            event.ignore()
            return
        self._show(self._row_under(event))
        event.acceptProposedAction()

    def leave(self) -> None:
        """Taken elsewhere."""
        self._show(None)

    def take(self, event: QDropEvent) -> int | None:
        """The row before which they fall; None where they are no songs of this window."""
        self._show(None)
        if not has_paths(event.mimeData()):
            event.ignore()
            return None
        event.setDropAction(Qt.DropAction.CopyAction)  # or Qt would take moved rows out itself
        event.accept()
        return self._row_under(event)

    def paint(self) -> None:
        """The line between the rows, over what the view has painted."""
        if self._target is None:
            return
        area = self._view.viewport().rect()
        y = self._top() + self._target * self._row_height
        line = QRect(0, min(max(0, y - 1), area.height() - 2), area.width(), 2)
        QPainter(self._view.viewport()).fillRect(line, QColor(self._theme.accent))

    def _row_under(self, event: QDropEvent) -> int:
        y = int(event.position().y()) - self._top()
        row = (y + self._row_height // 2) // self._row_height
        return min(max(0, row), self._view.model().rowCount())

    def _top(self) -> int:
        """Where the first row begins, in the viewport; above it where the list is scrolled."""
        return self._view.visualRect(self._view.model().index(0, 0)).top()

    def _show(self, target: int | None) -> None:
        if target != self._target:
            self._target = target
            self._view.viewport().update()
