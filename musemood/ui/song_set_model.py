"""Albums, artists or genres as rows: sets of songs, narrowed to those that hold wanted ones."""

from collections.abc import Collection, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

from musemood.domain.track import Track

Index = QModelIndex | QPersistentModelIndex


class SongSet(Protocol):
    """``key``: the same whenever the same songs are gathered."""

    @property
    def key(self) -> Any:
        """What it is known by."""

    @property
    def tracks(self) -> Sequence[Track]:
        """Its songs in order, at least one."""


T = TypeVar("T", bound=SongSet)


class SongSetModel(QAbstractListModel, Generic[T]):
    """What is shown is told by `show`, narrowed by `narrow`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: Sequence[T] = ()
        self._rows: list[T] = []
        self._kept: Collection[str] | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Sets shown."""
        return 0 if parent.isValid() else len(self._rows)

    def at(self, row: int) -> T:
        """The set in a row."""
        return self._rows[row]

    def paths_at(self, row: int) -> list[str]:
        """Its songs, in order."""
        return [track.path for track in self._rows[row].tracks]

    def row_of(self, key: object) -> int | None:
        """The row of a set, None if it is not shown."""
        return next((row for row, each in enumerate(self._rows) if each.key == key), None)

    def show(self, sets: Sequence[T]) -> None:
        """Sets in their order."""
        self._every = sets
        self._renew()

    def narrow(self, paths: Collection[str] | None) -> None:
        """Show only sets with one of these songs; None shows all."""
        if paths is None and self._kept is None:
            return
        self._kept = paths
        self._renew()

    def _renew(self) -> None:
        rows = list(self._every)
        kept = self._kept
        if kept is not None:
            rows = [each for each in rows if any(track.path in kept for track in each.tracks)]
        if [each.key for each in rows] == [each.key for each in self._rows]:
            self._rows = rows
            if rows:  # nothing moves while moods fill in
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
