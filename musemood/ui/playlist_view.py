"""The rows of a playlist: the library's list, put in order by hand."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from musemood.ui.column_layout import Cell
from musemood.ui.cover_art import CoverArt
from musemood.ui.drop_between import DropBetween
from musemood.ui.playlist_table import MISSING_ROLE, PlaylistTable
from musemood.ui.theme import Theme
from musemood.ui.track_list import TrackList
from musemood.ui.track_mime import mime_to_paths
from musemood.ui.track_painter import MISSING_OPACITY, ROW_HEIGHT, SongRow
from musemood.ui.track_table import Column


class PlaylistView(TrackList):
    """Signals: those of `TrackList`; ``move_wanted(list[int], int)``, rows to put before a row;
    ``insert_wanted(list[str], int)``, paths to put before a row; ``removal_wanted(list[int])``.
    """

    move_wanted = Signal(object, int)
    insert_wanted = Signal(object, int)
    removal_wanted = Signal(object)

    def __init__(
        self, table: PlaylistTable, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        super().__init__(table, theme, art, parent)
        self._drop = DropBetween(self, ROW_HEIGHT, theme)
        self.setAccessibleName(self.tr("Songs of the playlist"))
        header = self.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(False)
        self.columns.fit()

    def selected_rows(self) -> list[int]:
        """The selected rows, top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def select_rows(self, rows: Collection[int]) -> None:
        """Select these and no others; the first becomes the current one."""
        model, flags = self.model(), QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for row in rows:
            chosen.select(model.index(row, 0), model.index(row, len(Column) - 1))
        selection = self.selectionModel()
        if rows:
            first = model.index(min(rows), Column.TITLE)
            selection.setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)
        selection.select(chosen, flags.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes out, Alt+Up and Alt+Down move."""
        rows = self.selected_rows()
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if rows and event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit(rows)
        elif rows and is_alt and event.key() == Qt.Key.Key_Up:
            self.move_wanted.emit(rows, max(0, rows[0] - 1))
        elif rows and is_alt and event.key() == Qt.Key.Key_Down:
            self.move_wanted.emit(rows, min(self.model().rowCount(), rows[-1] + 2))
        else:
            super().keyPressEvent(event)

    # Dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Songs of this window are welcome."""
        self._drop.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which rows they would fall."""
        super().dragMoveEvent(event)
        self._drop.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Taken elsewhere."""
        super().dragLeaveEvent(event)
        self._drop.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Own rows move, others are put in."""
        target = self._drop.take(event)
        if target is None:
            return
        if event.source() is self:
            self.move_wanted.emit(self.selected_rows(), target)
        else:
            self.insert_wanted.emit(mime_to_paths(event.mimeData()), target)

    def paint_songs(
        self, painter: QPainter, cells: Sequence[Cell], songs: Sequence[SongRow]
    ) -> None:
        """Those without a file are faint."""
        table = self.model()
        missing: list[SongRow] = []
        there: list[SongRow] = []
        for song in songs:
            is_missing = table.index(song.row, 0).data(MISSING_ROLE)
            (missing if is_missing else there).append(song)
        super().paint_songs(painter, cells, there)
        painter.setOpacity(MISSING_OPACITY)
        super().paint_songs(painter, cells, missing)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the line where what is dragged would fall."""
        super().paintEvent(event)
        self._drop.paint()
