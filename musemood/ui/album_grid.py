"""The grid of albums."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from musemood.domain.albums import Album, AlbumKey
from musemood.ui.album_model import AlbumModel
from musemood.ui.album_tile import TILE, AlbumTile, play_rect
from musemood.ui.cover_art import CoverArt
from musemood.ui.row_menu import row_menu
from musemood.ui.theme import Theme

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_SELECTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AlbumGrid(QListView):
    """A click or Enter opens, the play button or Ctrl+Enter plays, Ctrl and Shift select.

    ``fits``: as high as its albums, without a scroll bar, for a page that scrolls as a whole.
    Signals: ``opened(AlbumKey)``, ``play_wanted(list[str])``, ``menu_opening(QMenu, list[str])``
    for those who fill the menu of the selected albums, ``height_changed()``.
    """

    opened = Signal(object)
    play_wanted = Signal(object)
    menu_opening = Signal(object, object)
    height_changed = Signal()

    def __init__(
        self, theme: Theme, art: CoverArt, fits: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.albums = AlbumModel(self)
        self._fits = fits
        self._tile = AlbumTile(theme, art, self)
        self._current: AlbumKey | None = None
        self._scroll = 0
        self.setModel(self.albums)
        self.setItemDelegate(self._tile)
        self.setAccessibleName(self.tr("Albums"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )
        self.verticalScrollBar().setSingleStep(30)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        art.changed.connect(self.viewport().update)
        self.clicked.connect(self._on_clicked)
        self.albums.modelAboutToBeReset.connect(self._on_reset_near)
        self.albums.modelReset.connect(self._on_reset)

    def show_albums(self, albums: Sequence[Album]) -> None:
        """Albums in their order."""
        self.albums.show(albums)
        self._fit()

    def set_playing(self, path: str) -> None:
        """Mark the album that plays."""
        self._tile.playing_path = path
        self.viewport().update()

    def selected_paths(self) -> list[str]:
        """The songs of the selected albums, in the order of the grid."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [path for row in rows for path in self.albums.album_at(row).paths]

    def play_spot(self, row: int) -> QPoint:
        """The middle of a tile's play button, in the viewport; for those who click by program."""
        return play_rect(self.visualRect(self.albums.index(row))).center().toPoint()

    def take_focus(self) -> None:
        """The keyboard needs an album to start from."""
        if not self.currentIndex().isValid() and self.albums.rowCount():
            index = self.albums.index(0)
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, flag)
        self.setFocus()

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """The arrows move inside the grid, they do not seek."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ARROWS
            and not event.modifiers()
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+Enter plays."""
        index = self.currentIndex()
        if event.key() in _ENTER and index.isValid():
            album = self.albums.album_at(index.row())
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.play_wanted.emit(list(album.paths))
            else:
                self.opened.emit(album.key)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The play button of the tile under the pointer answers first."""
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and self._is_on_play(index, event.position().toPoint()):
            self.play_wanted.emit(list(self.albums.album_at(index.row()).paths))
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The tile under the pointer is lit."""
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        self._light(index.row() if index.isValid() else -1, self._is_on_play(index, point))

    def leaveEvent(self, event: QEvent) -> None:
        """No tile is lit any more."""
        self._light(-1, False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the selected albums, by mouse or by the menu key."""
        found = row_menu(self, event)
        if found is None:
            return
        menu, index, spot = found
        key = self.albums.album_at(index.row()).key
        menu.addAction(self.tr("Open"), lambda: self.opened.emit(key))
        self.menu_opening.emit(menu, self.selected_paths())
        menu.popup(spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tiles share the width evenly."""
        columns = max(1, self.viewport().width() // TILE.width())
        width = self.viewport().width() // columns
        if self.gridSize() != QSize(width, TILE.height()):
            self.setGridSize(QSize(width, TILE.height()))
        super().resizeEvent(event)
        self._fit()

    def wanted_height(self, width: int) -> int:
        """How high all albums are at a width."""
        columns = max(1, width // TILE.width())
        return -(-self.albums.rowCount() // columns) * TILE.height()

    def _fit(self) -> None:
        height = self.wanted_height(self.viewport().width())
        if self._fits and self.height() != height:
            self.setFixedHeight(height)
            self.height_changed.emit()

    def _is_on_play(self, index: QModelIndex, point: QPoint) -> bool:
        return index.isValid() and play_rect(self.visualRect(index)).contains(point.toPointF())

    def _light(self, row: int, is_play_hovered: bool) -> None:
        if (row, is_play_hovered) != (self._tile.hovered_row, self._tile.is_play_hovered):
            for changed in {self._tile.hovered_row, row} - {-1}:
                self.update(self.albums.index(changed))
            self._tile.hovered_row, self._tile.is_play_hovered = row, is_play_hovered
            is_hand = row >= 0
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.ArrowCursor
            )

    def _on_clicked(self, index: QModelIndex) -> None:
        if not QApplication.keyboardModifiers() & _SELECTING:
            self.opened.emit(self.albums.album_at(index.row()).key)

    def _on_reset_near(self) -> None:
        index = self.currentIndex()
        self._current = self.albums.album_at(index.row()).key if index.isValid() else None
        self._scroll = self.verticalScrollBar().value()

    def _on_reset(self) -> None:
        self._tile.hovered_row = -1
        row = self.albums.row_of(self._current) if self._current is not None else None
        if row is not None:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.albums.index(row), flag)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(self._scroll)
