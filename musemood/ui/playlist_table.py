"""The tracks of one playlist as a table, in the order of the playlist; an entry may come twice."""

import time
from collections.abc import Callable, Sequence
from pathlib import PurePath, PureWindowsPath
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.track import Tags, Track, shown_name
from musemood.services.collection import Collection
from musemood.ui.cell_words import spoken_cell
from musemood.ui.columns import ALIGNMENTS, column_name, column_text, spoken_column_name
from musemood.ui.track_mime import paths_to_mime
from musemood.ui.track_table import TRACK_ROLE, Column

Index = QModelIndex | QPersistentModelIndex

MISSING_ROLE = TRACK_ROLE + 50
"""Whether the file of a row was not there when last looked for."""


class PlaylistTable(QAbstractTableModel):
    """Rows are the entries of the playlist that is shown."""

    def __init__(
        self,
        collection: Collection,
        is_missing: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._is_missing = is_missing
        self._paths: tuple[str, ...] = ()
        self.playing_path = ""
        for news in (
            collection.tracks_added,
            collection.tracks_changed,
            collection.tracks_gone,
            collection.play_counted,
        ):
            news.connect(self.renew)
        collection.history_changed.connect(self.renew)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """All entries."""
        return 0 if parent.isValid() else len(self._paths)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Those of the library's list."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENTS[Column(section)]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_column_name(Column(section))
        return column_name(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, tooltip, the track itself and whether its file is missing."""
        track = self.track_at(index.row())
        column = Column(index.column())
        if role == TRACK_ROLE:
            return track
        if role == MISSING_ROLE:
            return self._is_missing(track.path)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENTS[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(track)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text, is_missing = self.text(index.row(), column), self._is_missing(track.path)
            return spoken_cell(track, column, text, is_missing)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged; what is dropped falls between them."""
        flags = super().flags(index)
        if index.isValid():
            return flags | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of the rows."""
        rows = sorted({index.row() for index in indexes})
        return paths_to_mime(self._paths[row] for row in rows)

    # What the views ask

    def track_at(self, row: int) -> Track:
        """The track of a row; one that failed where there is no such file any more."""
        path = self._paths[row]
        track = self._collection.library.get(path)
        if track is not None:
            return track
        is_gone = self._is_missing(path)
        return Track(
            path,
            0,
            0,
            _tags_by_name(path),
            failure=Failure(FailureKind.MISSING, path) if is_gone else None,
        )

    def text(self, row: int, column: Column) -> str:
        """What a cell says."""
        if column is Column.NUMBER:
            return str(row + 1)
        return column_text(column, self.track_at(row), self._collection.facts(time.time()))

    def paths(self) -> tuple[str, ...]:
        """All entries."""
        return self._paths

    def row_of(self, path: str) -> int | None:
        """The first row of this file."""
        return self._paths.index(path) if path in self._paths else None

    def show(self, paths: tuple[str, ...]) -> None:
        """Another playlist, or another state of the same."""
        if paths != self._paths:
            self.beginResetModel()
            self._paths = paths
            self.endResetModel()

    def set_playing(self, path: str) -> None:
        """Mark the rows of the playing file."""
        self.playing_path = path
        self.renew()

    def renew(self) -> None:
        """The rows may look otherwise now; only what is on the screen is painted again."""
        if self._paths:
            last = self.index(len(self._paths) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # Texts

    def _tool_tip(self, track: Track) -> str:
        if not self._is_missing(track.path):
            return ""
        return self.tr(
            "The file is not there; it was at {path}\n"
            "Put it back, or take it out of the playlist with Delete."
        ).format(path=shown_name(track.path))


def _tags_by_name(path: str) -> Tags:
    """A path of another system, as playlists from there bring it, bears the title of its name."""
    is_foreign = "\\" in path and not PurePath(path).is_absolute()
    return Tags(title=shown_name(PureWindowsPath(path).stem)) if is_foreign else Tags()
