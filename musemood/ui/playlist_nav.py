"""Playlists in the left bar: each a click away, renamed in place, and a place to drop songs on."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from musemood.ui.icons import icon
from musemood.ui.playlist_nav_rows import ID_ROLE, PlaylistNavDelegate, PlaylistNavRows
from musemood.ui.theme import Theme
from musemood.ui.track_mime import has_paths, mime_to_paths

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_LOWEST = 68
"""Pixels that the list keeps where the window is low: two playlists."""


class PlaylistList(QListView):
    """Signals: ``wanted(id)`` to be shown, ``play_wanted(id)``, ``deletion_wanted(id)``,
    ``menu_wanted(id, QPoint)`` with a point on the screen, ``dropped(id, list[str])`` with paths
    and "" as id where they fell beside every playlist.
    """

    wanted = Signal(str)
    play_wanted = Signal(str)
    deletion_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    dropped = Signal(str, object)

    def __init__(self, rows: PlaylistNavRows, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = PlaylistNavDelegate(theme, self)
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Playlists"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setMinimumSize(1, _LOWEST)  # as narrow as the bar of icons
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        self.clicked.connect(lambda index: self.wanted.emit(index.data(ID_ROLE)))
        self.doubleClicked.connect(lambda index: self.play_wanted.emit(index.data(ID_ROLE)))
        self.entered.connect(lambda index: self._light(index.row()))

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons only, or icons with names and counts."""
        self._delegate.is_narrow = is_narrow
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The right button opens a menu and shows nothing else."""
        if event.button() is not Qt.MouseButton.RightButton:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The playlist under the pointer is lit."""
        super().mouseMoveEvent(event)
        self._light(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: object) -> None:
        """None is lit any more."""
        self._light(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down show, Enter plays, Delete deletes."""
        index = self.currentIndex()
        if self.state() is self.State.EditingState:  # Enter in a name comes here too
            super().keyPressEvent(event)
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.play_wanted.emit(index.data(ID_ROLE))
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.deletion_wanted.emit(index.data(ID_ROLE))
        else:
            super().keyPressEvent(event)
            now = self.currentIndex()
            # Also where it stays, at an end: what it is on need not be what the page shows.
            if now.isValid() and (now != index or event.key() in _MOVES):
                self.wanted.emit(now.data(ID_ROLE))

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Songs of this window are welcome."""
        self._answer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The playlist that would get them is lit."""
        super().dragMoveEvent(event)  # scrolls at the edges
        self._answer(event)
        row = self.indexAt(event.position().toPoint()).row()
        self._show_target(row if event.isAccepted() else -1)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Taken elsewhere."""
        super().dragLeaveEvent(event)
        self._show_target(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """They belong to this playlist now, or to a new one."""
        self._show_target(-1)
        if not has_paths(event.mimeData()):
            event.ignore()
            return
        index = self.indexAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        given = mime_to_paths(event.mimeData())
        self.dropped.emit(index.data(ID_ROLE) if index.isValid() else "", given)

    def _answer(self, event: QDragMoveEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        rows = self.model()
        assert isinstance(rows, PlaylistNavRows)
        is_welcome = has_paths(event.mimeData()) and not (index.isValid() and rows.is_smart(index))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(is_welcome)

    def _light(self, row: int) -> None:
        if row != self._delegate.lit_row:
            self._delegate.lit_row = row
            self.viewport().update()

    def _show_target(self, row: int) -> None:
        self._delegate.drop_row = row
        self._light(-1)
        self.viewport().update()

    def _on_menu_wanted(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            spot = self.viewport().mapToGlobal(position)
            self.menu_wanted.emit(index.data(ID_ROLE), spot)


class PlaylistNav(QWidget):
    """Heading, "+" and the list. Signals: ``new_wanted()``, ``rename_wanted(id, str)``."""

    new_wanted = Signal()
    rename_wanted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_narrow = False
        self.setAcceptDrops(True)
        self.rows = PlaylistNavRows(self)
        self.list = PlaylistList(self.rows, theme)
        self.rows.rename_wanted.connect(self.rename_wanted)
        self._heading = QLabel(self.tr("Playlists"))
        self._heading.setObjectName("sectionHeading")
        self._heading.setContentsMargins(10, 0, 0, 0)
        self.new = QToolButton()
        self.new.setIcon(icon("plus", theme.soft, 15))
        self.new.setIconSize(QSize(15, 15))
        self.new.setFixedSize(28, 28)
        self.new.setCursor(Qt.CursorShape.PointingHandCursor)
        self.new.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.new.setToolTip(self.tr("New playlist"))
        self.new.setAccessibleName(self.tr("New playlist"))
        self.new.clicked.connect(self.new_wanted)
        self._hint = QLabel(self.tr("Drop songs here, or press +"))
        self._hint.setObjectName("quiet")
        self._hint.setContentsMargins(10, 2, 0, 4)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 6, 2)
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)
        for news in (self.rows.modelReset, self.rows.layoutChanged):
            news.connect(self._show_hint)

    def mark(self, playlist_id: str) -> None:
        """Show which one is on the page; "" marks none."""
        index = self.rows.index_of(playlist_id)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
            return
        self.list.selectionModel().clearSelection()
        none = QModelIndex()
        self.list.selectionModel().setCurrentIndex(none, QItemSelectionModel.SelectionFlag.NoUpdate)

    def start_rename(self, playlist_id: str) -> None:
        """Open the editor of a name in its place."""
        index = self.rows.index_of(playlist_id)
        if index.isValid():
            self.list.scrollTo(index)
            self.list.setFocus()
            self.list.edit(index)

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons only, or icons with names and counts."""
        self.is_narrow = is_narrow
        self._heading.setVisible(not is_narrow)
        self.list.set_narrow(is_narrow)
        self._show_hint()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Beside the list too: a new playlist."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(has_paths(event.mimeData()))

    def dropEvent(self, event: QDropEvent) -> None:
        """The songs make a new playlist."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.list.dropped.emit("", mime_to_paths(event.mimeData()))

    def spot(self, playlist_id: str) -> QRect:
        """Where a playlist is in the list's viewport; for those who click by program."""
        return self.list.visualRect(self.rows.index_of(playlist_id))

    def _show_hint(self) -> None:
        self._hint.setVisible(self.rows.rowCount() == 0 and not self.is_narrow)
