"""The list of songs as a table: an index of rows over the library, narrowed and sorted.

Sorting and narrowing change one list of integers; the stock proxy model takes 17 s to sort
100,000 rows of a Python model, this a few hundredths (facts.md).
"""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
)

from musemood.domain.library import is_song
from musemood.domain.mood import ALL_MOODS
from musemood.domain.query import Query
from musemood.domain.track import Track, fold
from musemood.services.collection import Collection
from musemood.ui.wording import duration_text, failure_sentence, mood_name

Index = QModelIndex | QPersistentModelIndex

_LONG_TITLE = 30
"""Titles from this length on may be cut short in a small window, so a tip tells the whole."""


class Column(IntEnum):
    """The columns, left to right."""

    NUMBER = 0
    COVER = 1
    TITLE = 2
    ALBUM = 3
    MOOD = 4
    LENGTH = 5
    PLAYS = 6


TRACK_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class TrackTable(QAbstractTableModel):
    """Rows are the songs that match `narrow`'s query, in the order of `sort`."""

    def __init__(self, collection: Collection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collection = collection
        self._tracks: list[Track] = [t for t in collection.library if is_song(t)]
        self._places = {track.path: i for i, track in enumerate(self._tracks)}
        self._rows: list[int] = []
        self._row_of: dict[int, int] = {}
        self._query = Query()
        self._sorted_by: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self.playing_path = ""
        self._renew()
        collection.tracks_added.connect(self._on_tracks_added)
        collection.tracks_changed.connect(self._on_tracks_changed)
        collection.tracks_gone.connect(self._on_tracks_gone)
        collection.play_counted.connect(self._on_play_counted)
        collection.history_changed.connect(self._relayout)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """All columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NUMBER: "",
            Column.COVER: "",
            Column.TITLE: self.tr("Title"),
            Column.ALBUM: self.tr("Album"),
            Column.MOOD: self.tr("Mood"),
            Column.LENGTH: self.tr("Length"),
            Column.PLAYS: self.tr("Plays"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, tooltip and the track itself (`TRACK_ROLE`)."""
        track = self.track_at(index.row())
        if role == TRACK_ROLE:
            return track
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(track, index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(track, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._accessible_text(track, index)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order in which tracks came."""
        self._sorted_by = (column, order)
        self._relayout()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged into the queue."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of the rows, as any program takes them."""
        rows = sorted({index.row() for index in indexes})
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self.track_at(row).path) for row in rows])
        return data

    # What the views ask

    def track_at(self, row: int) -> Track:
        """The track in a shown row."""
        return self._tracks[self._rows[row]]

    def paths(self) -> tuple[str, ...]:
        """The paths of all shown rows, top to bottom."""
        return tuple(self._tracks[place].path for place in self._rows)

    def row_of(self, path: str) -> int | None:
        """The row that shows this track, None if it is not shown."""
        place = self._places.get(path)
        return None if place is None else self._row_of.get(place)

    def narrow(self, query: Query) -> None:
        """Show only what matches."""
        self._query = query
        self._relayout()

    def set_playing(self, path: str) -> None:
        """Mark the playing row."""
        before, self.playing_path = self.playing_path, path
        for changed in (before, path):
            self._emit_row_changed(changed)

    # News

    def _on_tracks_added(self, tracks: list[Track]) -> None:
        fresh = [track for track in tracks if is_song(track)]
        start = len(self._tracks)
        self._tracks.extend(fresh)
        self._places.update((t.path, start + i) for i, t in enumerate(fresh))
        if self._sorted_by[0] >= 0:
            self._relayout()
            return
        places = [start + i for i, t in enumerate(fresh) if self._query.matches(t)]
        if places:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(places) - 1)
            self._row_of.update((place, first + i) for i, place in enumerate(places))
            self._rows.extend(places)
            self.endInsertRows()

    def _on_tracks_changed(self, tracks: list[Track]) -> None:
        changes_rows = self._sorted_by[0] == Column.MOOD
        for track in tracks:
            place = self._places.get(track.path)
            if place is None or not is_song(track):
                self._relayout(has_other_songs=True)
                return
            was_shown = place in self._row_of
            self._tracks[place] = track
            changes_rows |= was_shown is not self._query.matches(track)
            self._emit_row_changed(track.path)
        if changes_rows:
            self._relayout()

    def _on_tracks_gone(self, paths: list[str]) -> None:
        if any(path in self._places for path in paths):
            self._relayout(has_other_songs=True)

    def _on_play_counted(self, path: str) -> None:
        self._emit_row_changed(path)

    def _emit_row_changed(self, path: str) -> None:
        row = self.row_of(path)
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    # Rows

    def _relayout(self, has_other_songs: bool = False) -> None:
        """Order the rows anew; whoever holds on to one (a selection) moves with its track."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        paths = [self.track_at(index.row()).path for index in kept]
        if has_other_songs:
            self._tracks = [track for track in self._collection.library if is_song(track)]
            self._places = {track.path: i for i, track in enumerate(self._tracks)}
        self._renew()
        moved = [self._moved(index, path) for index, path in zip(kept, paths, strict=True)]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _moved(self, index: QModelIndex, path: str) -> QModelIndex:
        row = self.row_of(path)
        return QModelIndex() if row is None else self.index(row, index.column())

    def _renew(self) -> None:
        matches = self._query.matches
        self._rows = [i for i, track in enumerate(self._tracks) if matches(track)]
        column, order = self._sorted_by
        if column >= 0:
            key = self._sort_key(Column(column))
            self._rows.sort(
                key=lambda place: key(self._tracks[place]),
                reverse=order is Qt.SortOrder.DescendingOrder,
            )
        self._row_of = {place: row for row, place in enumerate(self._rows)}

    def _sort_key(self, column: Column) -> Callable[[Track], Any]:
        keys: dict[Column, Callable[[Track], Any]] = {
            Column.NUMBER: lambda t: self._places[t.path],
            Column.COVER: lambda t: self._places[t.path],
            Column.TITLE: lambda t: fold(t.title),
            Column.ALBUM: lambda t: (
                fold(t.tags.album),
                t.tags.disc_number or 0,
                t.tags.track_number or 0,
            ),
            Column.MOOD: lambda t: (
                (ALL_MOODS.index(t.mood), -t.reading.confidence)
                if t.mood and t.reading
                else (len(ALL_MOODS), 0.0)
            ),
            Column.LENGTH: lambda t: t.duration_s,
            Column.PLAYS: lambda t: self._collection.play_count(t.path),
        }
        return keys[column]

    # Texts

    def _text(self, track: Track, index: Index) -> str:
        column = Column(index.column())
        if column is Column.NUMBER:
            return str(index.row() + 1)
        if column is Column.COVER:
            return ""
        if column is Column.MOOD:
            return mood_name(track.mood) if track.mood else ""
        if column is Column.LENGTH:
            return duration_text(track.duration_s) if track.duration_s else ""
        if column is Column.PLAYS:
            return str(self._collection.play_count(track.path) or "")
        return track.title if column is Column.TITLE else track.tags.album

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        is_number = column in (Column.LENGTH, Column.PLAYS)
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _tool_tip(self, track: Track, column: int) -> str:
        if track.failure is not None:
            return failure_sentence(track.failure)
        if column == Column.MOOD and track.reading is not None:
            return "\n".join(
                f"{mood_name(mood)} {round(100 * p)} %"
                for mood, p in zip(ALL_MOODS, track.reading.probabilities, strict=False)
            )
        is_cut = column == Column.TITLE and len(track.title) > _LONG_TITLE
        return track.title if is_cut else ""

    def _accessible_text(self, track: Track, index: Index) -> str:
        if index.column() == Column.TITLE:
            return f"{track.title}, {track.tags.artist}"
        return self._text(track, index)
