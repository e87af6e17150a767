"""The list of songs under headings, with a head that scrolls away above the first row.

A heading is the upper part of a row that is higher than the others. So rows stay songs: keys,
selection, drag and menus are those of every list of songs, and only what is seen is painted.
"""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from musemood.ui.column_layout import Cell
from musemood.ui.cover_art import CoverArt
from musemood.ui.section_table import SectionTable
from musemood.ui.theme import Theme, sized
from musemood.ui.track_list import TrackList
from musemood.ui.track_painter import COVERLESS_ROW_HEIGHT, ROW_HEIGHT, SongRow
from musemood.ui.track_table import Column

HEADING_HEIGHT = 46
Index = QModelIndex | QPersistentModelIndex


class SectionList(TrackList):
    """Shows a `SectionTable`; headings by the path of the song that they stand over."""

    def __init__(
        self, table: SectionTable, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        # Before the rest: Qt asks for rectangles while the list is being made.
        self._sections = table
        self._headings: Mapping[str, str] = {}
        self._head: QWidget | None = None
        self._tall: dict[int, int] = {}
        super().__init__(table, theme, art, parent)
        self._heading_font = sized(self.font(), 13, QFont.Weight.DemiBold)
        header = self.horizontalHeader()  # the headings hold for one order only
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(False)
        self.columns.fit()
        table.layoutChanged.connect(self._lay_rows)
        table.rowsInserted.connect(self._on_rows_inserted)
        table.rowsRemoved.connect(self._lay_rows)
        self.verticalScrollBar().valueChanged.connect(self._place_head)

    @property
    def table(self) -> SectionTable:
        """The songs."""
        return self._sections

    def set_head(self, head: QWidget) -> None:
        """What stands above the first row and scrolls with it."""
        self._head = head
        head.setParent(self.viewport())
        head.installEventFilter(self)
        head.show()
        self.horizontalHeader().hide()
        self._lay_rows()

    def hide_columns(self, columns: Iterable[Column]) -> None:
        """Columns that say nothing here, whatever room there is."""
        silent = frozenset(columns)
        self.columns.leave_out(silent)
        height = COVERLESS_ROW_HEIGHT if Column.COVER in silent else ROW_HEIGHT
        if height != self._row_height:
            self.verticalHeader().setDefaultSectionSize(height)
            self._lay_rows()

    def show_headings(self, headings: Mapping[str, str]) -> None:
        """The text over the song at each path."""
        self._headings = headings
        self._lay_rows()

    def heading_of(self, row: int) -> str:
        """The text over a row, "" where none stands there."""
        return self._headings.get(self._sections.track_at(row).path, "")

    def room_above(self, row: int) -> int:
        """How many pixels of a row are above its song."""
        return self._tall.get(row, 0)

    # What Qt asks

    def visualRect(self, index: Index) -> QRect:
        """Where the song of an index is, without what stands above it."""
        rect = super().visualRect(index)
        room = self.room_above(index.row())
        return rect.adjusted(0, room, 0, 0) if room and rect.isValid() else rect

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The song at a point; none on a heading."""
        index = super().indexAt(point)
        is_above = index.isValid() and point.y() < self.visualRect(index).top()
        return QModelIndex() if is_above else index

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """As usual, but a row whose head is higher than the window shows its song."""
        super().scrollTo(index, hint)
        rect, bar = self.visualRect(index), self.verticalScrollBar()
        if rect.isValid() and rect.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + 1)
        elif rect.isValid() and rect.top() < 0:
            bar.setValue(bar.value() + rect.top())

    def selectAll(self) -> None:
        """Those too that are still on their way."""
        self._sections.excerpt.finish()
        super().selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head is as wide as the list."""
        super().resizeEvent(event)
        self._lay_rows()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The head may become higher by itself."""
        if watched is self._head and event.type() == QEvent.Type.LayoutRequest:
            self._lay_rows()
        return super().eventFilter(watched, event)

    def paint_songs(
        self, painter: QPainter, cells: Sequence[Cell], songs: Sequence[SongRow]
    ) -> None:
        """With the headings above them."""
        super().paint_songs(painter, cells, songs)
        width = self.viewport().width() - 20
        painter.setFont(self._heading_font)
        painter.setPen(QColor(self._theme.soft))
        for song in songs:
            text = self.heading_of(song.row)
            if text:
                line = QRect(10, song.top - HEADING_HEIGHT + 8, width, HEADING_HEIGHT - 8)
                shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
                painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)

    # Rows

    @property
    def _row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def _on_rows_inserted(self, _: QModelIndex, first: int, last: int) -> None:
        """Of very many the later ones come behind those that are laid already."""
        table, rows = self._sections, self.verticalHeader()
        if first == 0 or last < table.rowCount() - 1:
            self._lay_rows()
            return
        for row in range(first, last + 1):
            if table.track_at(row).path in self._headings:
                self._tall[row] = HEADING_HEIGHT
                rows.resizeSection(row, self._row_height + HEADING_HEIGHT)
        self.viewport().update()

    def _lay_rows(self) -> None:
        table, rows = self._sections, self.verticalHeader()
        head_height, count = self._head_height(), table.rowCount()
        tall = dict.fromkeys(self._rows_with_heading(count), HEADING_HEIGHT)
        if head_height and count:
            tall[0] = head_height + tall.get(0, 0)
        # Looking at each of 50,000 rows takes long: only where the header has mixed them up.
        for places in (tall.keys() | self._tall.keys(), range(count)):
            for row in places:
                height = self._row_height + tall.get(row, 0)
                if row < count and rows.sectionSize(row) != height:
                    rows.resizeSection(row, height)
            if rows.length() == count * self._row_height + sum(tall.values()):
                break
        self._tall = tall
        self._place_head()
        self.viewport().update()

    def _rows_with_heading(self, count: int) -> list[int]:
        if count < len(self._headings):  # most songs are still on their way
            table = self._sections
            return [row for row in range(count) if table.track_at(row).path in self._headings]
        found = map(self._sections.row_of, self._headings)
        return [row for row in found if row is not None]

    def _head_height(self) -> int:
        if self._head is None:
            return 0
        width = self.viewport().width()
        layout = self._head.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.heightForWidth(width)
        return self._head.sizeHint().height()

    def _place_head(self) -> None:
        if self._head is not None:
            top = -self.verticalScrollBar().value()
            self._head.setGeometry(0, top, self.viewport().width(), self._head_height())
