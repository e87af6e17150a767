"""Where songs of this window can be dropped though nothing stands there yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from musemood.ui.track_mime import has_paths, mime_to_paths


class SongDrop(QStackedWidget):
    """Takes what the page that is shown does not take itself.

    Signals: ``songs_dropped(list[str])``, paths.
    """

    songs_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Songs of this window are welcome; files from outside are the window's affair."""
        if has_paths(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand them on."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.songs_dropped.emit(mime_to_paths(event.mimeData()))
