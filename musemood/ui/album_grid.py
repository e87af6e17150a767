"""The grid of albums."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from musemood.domain.albums import Album
from musemood.ui.album_model import AlbumModel
from musemood.ui.album_tile import TILE, AlbumTile, play_rect
from musemood.ui.cover_art import CoverArt
from musemood.ui.song_set_view import SongSetView
from musemood.ui.theme import Theme


class AlbumGrid(SongSetView):
    """The play button of a tile plays, too.

    ``fits``: as high as its albums, without a scroll bar, for a page that scrolls as a whole.
    Signals: ``height_changed()``.
    """

    height_changed = Signal()

    def __init__(
        self, theme: Theme, art: CoverArt, fits: bool = False, parent: QWidget | None = None
    ) -> None:
        albums = AlbumModel()
        super().__init__(albums, art, parent)
        self.albums = albums
        self._fits = fits
        self._tile = AlbumTile(theme, art, self)
        self.setItemDelegate(self._tile)
        self.setAccessibleName(self.tr("Albums"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )
        self.verticalScrollBar().setSingleStep(30)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def show_albums(self, albums: Sequence[Album]) -> None:
        """Albums in their order."""
        self.albums.show(albums)
        self._fit()

    def set_playing(self, path: str) -> None:
        """Mark the album that plays."""
        self._tile.playing_path = path
        self.viewport().update()

    def play_spot(self, row: int) -> QPoint:
        """The middle of a tile's play button, in the viewport; for those who click by program."""
        return play_rect(self.visualRect(self.albums.index(row))).center().toPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The play button of the tile under the pointer answers first."""
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and self._is_on_play(index, event.position().toPoint()):
            self.play_wanted.emit(self.albums.paths_at(index.row()))
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

    def _on_reset(self) -> None:
        self._tile.hovered_row = -1
        super()._on_reset()
