"""The song list: a table view with the columns, selection and gestures that people know."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from musemood.ui.column_layout import Cell, ColumnLayout
from musemood.ui.column_menu import column_menu
from musemood.ui.columns import COLUMNS, Column
from musemood.ui.cover_art import CoverArt
from musemood.ui.menu_keys import keyed
from musemood.ui.playlist_table import PlaylistTable
from musemood.ui.row_menu import row_menu
from musemood.ui.stars import star_at, star_spot
from musemood.ui.theme import Theme, sized
from musemood.ui.track_drag import drag_rows
from musemood.ui.track_painter import PAD, ROW_HEIGHT, SongRow, TrackPainter
from musemood.ui.track_table import TrackTable


class TrackList(QTableView):
    """Shows a `TrackTable`.

    Signals: ``play_wanted(int)`` with the row, ``queue_wanted(list[str])`` and
    ``play_next_wanted(list[str])`` with paths, ``rating_given(path, int)`` 0..5,
    ``menu_opening(QMenu, list[str])`` with the paths the context menu is about, for those who
    add to it.
    """

    play_wanted = Signal(int)
    queue_wanted = Signal(object)
    play_next_wanted = Signal(object)
    rating_given = Signal(object, int)  # not str: Qt drops bytes that are not UTF-8
    menu_opening = Signal(object, object)

    def __init__(
        self,
        table: TrackTable | PlaylistTable,
        theme: Theme,
        art: CoverArt,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._theme = theme
        self._songs = TrackPainter(table, theme, art, self.font())
        self._hovered_row = -1
        self._pointer = QPoint(-1, -1)
        self.setModel(table)
        self.setAccessibleName(self.tr("Songs"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda index: self.play_wanted.emit(index.row()))
        art.changed.connect(self.viewport().update)
        self._fix_row_height()
        self.columns = ColumnLayout(self)
        self._connect_columns()

    def selected_paths(self) -> list[str]:
        """The paths of the selected rows, top to bottom."""
        # By ranges: an index for each of 50,000 selected cells takes a second.
        selection = self.selectionModel().selection()
        ranges = map(selection.at, range(selection.count()))
        rows = {row for r in ranges for row in range(r.top(), r.bottom() + 1)}
        return [self._table.track_at(row).path for row in sorted(rows)]

    def show_column_menu(self, position: QPoint) -> None:
        """Ask for the columns and the order, at a point of the screen."""
        column_menu(self.columns, self).exec(position)

    def show_path(self, path: str) -> None:
        """Scroll to the track and select it."""
        row = self._table.row_of(path)
        if row is not None:
            flags = QItemSelectionModel.SelectionFlag
            index = self._table.index(row, Column.TITLE)
            # Not selectRow: while Ctrl is held, as for Ctrl+J, that adds to what is selected.
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index, self.ScrollHint.PositionAtCenter)

    def take_focus(self) -> None:
        """Come here from the search: the keyboard needs a row to start from."""
        if not self.currentIndex().isValid() and self._table.rowCount():
            self.selectRow(0)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plays the current row."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.play_wanted.emit(index.row())
            return
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End are the first and the last song, not the ends of a row."""
        ends = {self.CursorAction.MoveHome: 0, self.CursorAction.MoveEnd: -1}
        rows = self._table.rowCount()
        if action not in ends or not rows:
            return super().moveCursor(action, modifiers)
        return self._table.index(ends[action] % rows, max(0, self.currentIndex().column()))

    def startDrag(self, actions: Qt.DropAction) -> None:
        """A small label goes with the pointer, not the rows themselves."""
        rows = self.selectionModel().selectedRows()
        if rows:
            title = self._table.track_at(min(index.row() for index in rows)).title
            drag_rows(self, actions, title, self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes the room that the other columns leave."""
        super().resizeEvent(event)
        self.columns.fit()

    def star_spot(self, row: int, star: int) -> QPoint:
        """Where a row's star 1..5 is, in the viewport; for those who click by program."""
        return star_spot(self._stars_rect(self._table.index(row, Column.RATING)), star)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A star answers at once, the one that was given takes all away; else it selects."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        star = self._star_at(point)
        if star is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        track = self._table.track_at(index.row())
        self.rating_given.emit(track.path, 0 if track.stars == star else star)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a star are no wish to play."""
        if self._star_at(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)

    def _star_at(self, point: QPoint) -> int | None:
        index = self.indexAt(point)
        if not index.isValid() or index.column() != Column.RATING:
            return None
        return star_at(self._stars_rect(index), point)

    def _stars_rect(self, index: QModelIndex) -> QRect:
        return self.visualRect(index).adjusted(PAD, 0, 0, 0)

    def sizeHintForColumn(self, column: int) -> int:
        """As wide as the rows on the screen need it: for a double-click between two headings."""
        rows = self._rows_in(self.viewport().rect())
        return ceil(max((self._songs.width_of(COLUMNS[column], row) for row in rows), default=0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or a word where the search left none."""
        painter = QPainter(self.viewport())
        if self._table.rowCount():
            songs = [self._song_row(row) for row in self._rows_in(event.rect())]
            self.paint_songs(painter, self.columns.cells(), songs)
            return
        spot = self.viewport().rect().adjusted(0, 0, 0, -self.height() // 3)
        painter.setFont(sized(self.font(), 15, QFont.Weight.DemiBold))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, self.tr("Nothing fits this search"))
        painter.setFont(sized(self.font(), 12))
        painter.setPen(QColor(self._theme.soft))
        below = spot.adjusted(0, 52, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.tr("Ctrl+F, then Esc clears it"))

    def paint_songs(
        self, painter: QPainter, cells: Sequence[Cell], songs: Sequence[SongRow]
    ) -> None:
        """For lists that put something over or under their rows."""
        self._songs.paint(painter, cells, songs)

    def room_above(self, row: int) -> int:
        """How many pixels of a row are above its song."""
        return 0

    def _rows_in(self, rect: QRect) -> range:
        first, last = self.rowAt(rect.top()), self.rowAt(rect.bottom())
        if first < 0:  # below the last row
            return range(0)
        return range(first, (last if last >= 0 else self._table.rowCount() - 1) + 1)

    def _song_row(self, row: int) -> SongRow:
        index = self._table.index(row, Column.TITLE)
        is_selected = self.selectionModel().isSelected(index)
        return SongRow(
            row,
            self.rowViewportPosition(row) + self.room_above(row),
            self.verticalHeader().defaultSectionSize(),
            self._table.track_at(row),
            is_selected,
            # Who selects by the keyboard has to see where Ctrl and the arrows have led.
            has_focus=not is_selected and row == self.currentIndex().row() and self.hasFocus(),
            lit=(self._star_at(self._pointer) or 0) if row == self._hovered_row else None,
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row under the pointer is lit."""
        super().mouseMoveEvent(event)
        self._pointer = event.position().toPoint()
        self._light(self.indexAt(self._pointer))

    def leaveEvent(self, event: object) -> None:
        """No row is lit any more."""
        self._pointer = QPoint(-1, -1)
        self._light(QModelIndex())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Another row may have come under the pointer."""
        super().scrollContentsBy(dx, dy)
        if self._hovered_row >= 0:
            self._light(self.indexAt(self._pointer))

    def _light(self, index: QModelIndex) -> None:
        before, self._hovered_row = self._hovered_row, index.row() if index.isValid() else -1
        for row in {before, self._hovered_row}:
            self._repaint_row(row)

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def _fix_row_height(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)

    def _connect_columns(self) -> None:
        columns, table = self.columns, self._table
        self.horizontalHeader().sortIndicatorChanged.connect(table.sort)
        columns.menu_wanted.connect(self.show_column_menu)
        columns.changed.connect(self.viewport().update)
        table.rowsInserted.connect(columns.fit)
        table.layoutChanged.connect(columns.fit)
        columns.fit()

    def rowsAboutToBeRemoved(
        self, parent: QModelIndex | QPersistentModelIndex, first: int, last: int
    ) -> None:
        """The keyboard goes on with the song below those that go."""
        here, below = self.currentIndex(), self._table.index(last + 1, Column.TITLE)
        if first <= here.row() <= last and below.isValid():
            self.setCurrentIndex(below)
        super().rowsAboutToBeRemoved(parent, first, last)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the selected songs, by mouse or by the menu key."""
        found = row_menu(self, event)
        if found is None:
            return
        menu, index, spot = found
        row, paths = index.row(), self.selected_paths()
        menu.addAction(self.tr("Play now"), lambda: self.play_wanted.emit(row))
        following = menu.addAction(self.tr("Play next"), lambda: self.play_next_wanted.emit(paths))
        queued = menu.addAction(self.tr("Add to queue"), lambda: self.queue_wanted.emit(paths))
        for entry, action_id in ((following, "play-next"), (queued, "queue")):
            keyed(entry, action_id)
        self.menu_opening.emit(menu, paths)
        menu.exec(spot)
