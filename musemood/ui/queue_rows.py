"""The rows to come as an item model."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from musemood.domain.play_log import PlaySource
from musemood.domain.queue import Queue, QueueRow
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.ui.mood_wording import thumb_words
from musemood.ui.track_mime import paths_to_mime
from musemood.ui.wording import mood_name, reason_sentence

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
QUEUE_TRACK_ROLE = ROW_ROLE + 1
NOTE_ROLE = ROW_ROLE + 2

_SHOWN = 100
"""Rows shown: a list of 50,000 is not copied into the panel."""


class QueueRows(QAbstractListModel):
    """The next hundred rows in order of play."""

    def __init__(self, track_of: Callable[[str], Track], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._track_of = track_of
        self._rows: list[QueueRow] = []

    def show_queue(self, queue: Queue) -> None:
        """Another state of the queue; selections stay on rows that stay."""
        rows = queue.upcoming(_SHOWN)
        if rows == self._rows:
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in kept]
        places = {row.id: place for place, row in enumerate(rows)}
        self._rows = rows
        moved = [self.index(places[i], 0) if i in places else QModelIndex() for i in ids]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def renew(self) -> None:
        """Tracks have other tags, or are missing: what is on the screen is painted again."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def row_at(self, row: int) -> QueueRow:
        """The queue row in a shown row."""
        return self._rows[row]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Rows can be dragged; what is dropped falls between them."""
        flags = super().flags(index)
        if index.isValid():
            return flags | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of the rows."""
        return paths_to_mime(self.paths(sorted({index.row() for index in indexes})))

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Title, tooltip (the whole reason), the row, its track and the note below the title."""
        row = self._rows[index.row()]
        track = self._track_of(row.path)
        if role == ROW_ROLE:
            return row
        if role == QUEUE_TRACK_ROLE:
            return track
        if role == NOTE_ROLE:
            return self._note(row, track)
        if role == Qt.ItemDataRole.DisplayRole:
            return track.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{track.title}\n{self._note(row, track)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(row, track)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return ". ".join(thumb_words(kind, track.told_mood) for kind in ThumbKind)
        return None

    def paths(self, rows: Sequence[int]) -> list[str]:
        """Paths of shown rows."""
        return [self._rows[row].path for row in rows]

    def _words(self, row: QueueRow, track: Track) -> str:
        """The row for those who do not see it."""
        mood = mood_name(track.mood) if track.mood else self.tr("no mood yet")
        missing = self.tr("missing") if track.is_missing else ""
        words = (track.title, track.tags.artist, missing, mood, self._note(row, track))
        return ", ".join(dict.fromkeys(filter(None, words)))

    def _note(self, row: QueueRow, track: Track) -> str:
        if row.source is PlaySource.RECOMMENDED and row.reason is not None:
            like = row.reason.like_path
            return reason_sentence(row.reason, self._track_of(like).title if like else "")
        return track.tags.artist
