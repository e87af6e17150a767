"""A path or a long word on as many lines as it takes; what is selected is copied as it is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from musemood.ui.wording import NO_WIDTH, breakable


class PathLabel(QLabel):
    """The places where its lines may break are signs without width; they are never copied."""

    def __init__(self, path: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_path(path)

    def show_path(self, path: str) -> None:
        """Show another one, or a text instead."""
        self.setText(breakable(path))

    def copy(self) -> None:
        """Put the selected part on the clipboard."""
        QGuiApplication.clipboard().setText(self._selected())

    def _selected(self) -> str:
        return self.selectedText().replace(NO_WIDTH, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys for Copy, as the label itself would take them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was selected is what the middle button pastes, where there is such a thing."""
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self.hasSelectedText():
            clipboard.setText(self._selected(), QClipboard.Mode.Selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy alone: the label's own menu would copy the signs too."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = QAction(self.tr("Copy"), menu)
        action.setEnabled(self.hasSelectedText())
        action.triggered.connect(self.copy)
        menu.addAction(action)
        menu.popup(event.globalPos())
