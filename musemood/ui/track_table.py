"""The list of songs as a table: an index of rows over the library, narrowed and sorted.

Sorting and narrowing change one list of integers (`TrackRows`); the stock proxy model takes
17 s to sort 100,000 rows of a Python model, this a few hundredths (facts.md).
"""

import time
from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from musemood.domain.library import is_song
from musemood.domain.query import Facts, Query
from musemood.domain.track import Track
from musemood.domain.track_order import FACT_KEYS, SortKey
from musemood.domain.track_rows import TrackRows
from musemood.services.collection import Collection as Songs
from musemood.ui.cell_words import cell_tip, spoken_cell
from musemood.ui.columns import (
    ALIGNMENTS,
    BIGGEST_FIRST,
    COLUMNS,
    SORT_KEYS,
    Column,
    column_name,
    column_text,
    spoken_column_name,
)
from musemood.ui.pinyin import spoken_arrange
from musemood.ui.track_mime import paths_to_mime

__all__ = ["TRACK_ROLE", "Column", "TrackTable"]

Index = QModelIndex | QPersistentModelIndex

TRACK_ROLE = int(Qt.ItemDataRole.UserRole) + 1

_SORT_AGAIN_MS = 300
"""A burst of news is put in order once."""

_FOLDED_AT_ONCE = 2000
"""Texts made ready for searching and sorting while the window is idle: 2 ms of work."""

_ONE_BY_ONE = 50
"""From more changes than this on, all rows are painted anew rather than each told of."""

_ROW_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
_ROWS_ONLY = QAbstractTableModel.LayoutChangeHint.VerticalSortHint
_WITH_HINT = ("QList<QPersistentModelIndex>", "QAbstractItemModel::LayoutChangeHint")
_DESCENDING = Qt.SortOrder.DescendingOrder


class TrackTable(QAbstractTableModel):
    """Rows are the songs that match `narrow`'s query, in the order of `sort`.

    Signals: ``prepared()`` when nothing is left to make ready for searching and sorting.
    """

    prepared = Signal()

    def __init__(self, collection: Songs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection = collection
        self._rows = TrackRows(filter(is_song, collection.library), spoken_arrange())
        self.playing_path = ""
        self._sorting = QTimer(self, singleShot=True, interval=_SORT_AGAIN_MS)
        self._sorting.timeout.connect(self.renew)
        self._folding = QTimer(self, interval=0)
        self._folding.timeout.connect(self._on_idle)
        collection.tracks_added.connect(self._on_tracks_added)
        collection.tracks_changed.connect(self._on_tracks_changed)
        collection.tracks_gone.connect(self._on_tracks_gone)
        collection.play_counted.connect(self._on_play_counted)
        collection.history_changed.connect(self.renew)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """All columns, shown or not."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names, how they are aligned, and how a first click sorts them."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return column_name(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_column_name(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENTS[column]
        if role == Qt.ItemDataRole.InitialSortOrderRole and column in BIGGEST_FIRST:
            return _DESCENDING
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, tooltip and the track itself (`TRACK_ROLE`)."""
        track = self.track_at(index.row())
        if role == TRACK_ROLE:
            return track
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENTS[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell_tip(track, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_cell(track, column, self.text(index.row(), column), track.is_missing)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order in which tracks came."""
        key = SORT_KEYS[Column(column)] if column >= 0 else SortKey.ARRIVAL
        self._relayout(lambda: self._rows.sort(key, order is _DESCENDING, self._facts()))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged into the queue."""
        return _ROW_FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of the rows, as any program takes them."""
        rows = sorted({index.row() for index in indexes})
        return paths_to_mime(self.track_at(row).path for row in rows)

    # What the views ask

    def track_at(self, row: int) -> Track:
        """The track in a shown row."""
        return self._rows.track_at(row)

    def text(self, row: int, column: Column) -> str:
        """What a cell says."""
        if column is Column.NUMBER:
            return str(row + 1)
        return column_text(column, self.track_at(row), self._facts())

    def paths(self) -> tuple[str, ...]:
        """The paths of all shown rows, top to bottom."""
        return self._rows.paths()

    def row_of(self, path: str) -> int | None:
        """The row that shows this track, None if it is not shown."""
        return self._rows.row_of(path)

    def narrow(self, query: Query) -> None:
        """Show only what matches."""
        self._relayout(lambda: self._rows.narrow(query, self._facts()))

    def renew(self) -> None:
        """Narrow and sort again, by what is known now."""
        self._relayout(lambda: self._rows.renew(self._facts()))

    @property
    def is_preparing(self) -> bool:
        """Whether something is made ready for searching and sorting while the window is idle."""
        return self._folding.isActive()

    def set_playing(self, path: str) -> None:
        """Mark the playing row."""
        before, self.playing_path = self.playing_path, path
        self._emit_changed((before, path))

    # News

    def _on_tracks_added(self, tracks: list[Track]) -> None:
        fresh = [track for track in tracks if is_song(track)]
        is_first = len(self._rows) == 0
        self._rows.searched.facts = self._facts()
        matching = self._rows.extend(fresh)
        self._folding.start()
        if not self._rows.is_by_arrival:
            self._put_in_order(is_urgent=is_first)
        elif matching:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(matching) - 1)
            self._rows.append(matching)
            self.endInsertRows()

    def _on_tracks_changed(self, tracks: list[Track]) -> None:
        songs = [track for track in tracks if is_song(track)]
        fresh = [track for track in songs if not self._rows.holds(track.path)]
        if fresh:
            self._on_tracks_added(fresh)
        self._on_tracks_gone([track.path for track in tracks if not is_song(track)])
        is_misplaced = self._rows.replace(songs)
        self._emit_changed([track.path for track in songs])
        if is_misplaced:
            self._relayout(lambda: self._rows.narrow_again(self._facts()))
        self._put_in_order()

    def _on_tracks_gone(self, paths: Collection[str]) -> None:
        if not any(self._rows.holds(path) for path in paths):
            return
        gone = self._rows_of(paths)
        if gone and gone[-1] - gone[0] == len(gone) - 1:
            # Told as rows that go, so that the keyboard is at the next one afterwards.
            self.beginRemoveRows(QModelIndex(), gone[0], gone[-1])
            self._rows.remove(paths)
            self.endRemoveRows()
        else:
            self._relayout(lambda: self._rows.remove(paths))

    def _rows_of(self, paths: Collection[str]) -> Sequence[int]:
        """The rows of all songs or of a few, top to bottom; none where looking takes long."""
        if self._rows.are_all(paths):
            return range(len(self._rows))
        few = paths if len(paths) <= _ONE_BY_ONE else ()
        return sorted({row for path in few if (row := self._rows.row_of(path)) is not None})

    def _on_play_counted(self, path: str) -> None:
        self._rows.searched.facts = self._facts()
        self._rows.is_out_of_order |= self._rows.is_misplaced(path)
        self._rows.is_out_of_order |= self._rows.sort_key in FACT_KEYS
        self._emit_changed((path,))
        self._put_in_order()

    def _put_in_order(self, is_urgent: bool = False) -> None:
        """Soon, and together with what else changes until then."""
        if is_urgent:
            self.renew()
        elif self._rows.is_out_of_order and not self._sorting.isActive():
            self._sorting.start()

    def _on_idle(self) -> None:
        if not self._rows.prepare(_FOLDED_AT_ONCE):
            self._folding.stop()
            self.prepared.emit()

    def _emit_changed(self, paths: Collection[str]) -> None:
        if len(paths) > _ONE_BY_ONE and len(self._rows):
            self._emit_rows_changed(0, len(self._rows) - 1)
            return
        for row in map(self._rows.row_of, paths):
            if row is not None:
                self._emit_rows_changed(row, row)

    def _emit_rows_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _relayout(self, change: Callable[[], None]) -> None:
        """Change the rows; whoever holds on to one (a selection) moves with its track."""
        # The hint spares the header: without it hidden columns come back where rows go.
        self.layoutAboutToBeChanged[_WITH_HINT].emit([], _ROWS_ONLY)  # type: ignore[index]
        kept = self.persistentIndexList()
        paths = [self.track_at(index.row()).path for index in kept]
        change()
        moved = [self._moved(index, path) for index, path in zip(kept, paths, strict=True)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged[_WITH_HINT].emit([], _ROWS_ONLY)  # type: ignore[index]

    def _moved(self, index: QModelIndex, path: str) -> QModelIndex:
        row = self.row_of(path)
        return QModelIndex() if row is None else self.index(row, index.column())

    def _facts(self) -> Facts:
        return self._collection.facts(time.time())
