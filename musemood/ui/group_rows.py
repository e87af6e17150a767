"""Artists or genres as rows of a list: an item model."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from musemood.domain.albums import mood_mix
from musemood.domain.mood import Mood
from musemood.domain.track import Track
from musemood.ui.mood_mix import mix_words

Index = QModelIndex | QPersistentModelIndex
GROUP_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MIX_ROLE = GROUP_ROLE + 1


class Group(Struct, frozen=True, eq=False):
    """Songs under one name. ``note``: says how many albums and songs, asked where it is seen."""

    key: str
    name: str
    note: Callable[[], str]
    tracks: Sequence[Track]


class GroupRows(QAbstractListModel):
    """Rows are groups, narrowed to those that hold wanted songs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: Sequence[Group] = ()
        self._rows: list[Group] = []
        self._kept: Collection[str] | None = None
        self._mixes: dict[str, Mapping[Mood, float]] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Groups shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, the group itself, its moods, and what a screen reader says."""
        group = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return group.name
        if role == GROUP_ROLE:
            return group
        if role == MIX_ROLE:
            return self._mix(group)
        if role == Qt.ItemDataRole.ToolTipRole:
            return mix_words(self._mix(group))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (group.name, group.note(), mix_words(self._mix(group)))))
        return None

    def group_at(self, row: int) -> Group:
        """The group in a row."""
        return self._rows[row]

    def row_of(self, key: str) -> int | None:
        """The row of a group, None if it is not shown."""
        return next((row for row, group in enumerate(self._rows) if group.key == key), None)

    def show(self, groups: Sequence[Group]) -> None:
        """Groups in their order."""
        self._every = groups
        self._mixes.clear()
        self._renew()

    def narrow(self, paths: Collection[str] | None) -> None:
        """Show only groups with one of these songs; None shows all."""
        if paths is None and self._kept is None:
            return
        self._kept = paths
        self._renew()

    def _renew(self) -> None:
        rows = list(self._every)
        kept = self._kept
        if kept is not None:
            rows = [g for g in rows if any(track.path in kept for track in g.tracks)]
        if [group.key for group in rows] == [group.key for group in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _mix(self, group: Group) -> Mapping[Mood, float]:
        # Counted when it is first looked at: a genre may hold ten thousand songs.
        if group.key not in self._mixes:
            self._mixes[group.key] = mood_mix(group.tracks)
        return self._mixes[group.key]
