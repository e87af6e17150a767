"""The tree of folders as an item model."""

from collections.abc import Collection, Iterator
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from musemood.domain.folders import Folder, narrowed
from musemood.ui.wording import songs_text

Index = QModelIndex | QPersistentModelIndex
FOLDER_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class _Row(Struct, frozen=True):
    """A folder, the path of the one above it ("" for none), and its place in that."""

    folder: Folder
    above: str
    row: int

    @property
    def path(self) -> str:
        return self.folder.path


class FolderModel(QAbstractItemModel):
    """Folders below folders; what is shown is told by `show`, narrowed by `narrow`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: tuple[Folder, ...] = ()
        self._kept: Collection[str] | None = None
        self._roots: tuple[Folder, ...] = ()
        self._rows: list[_Row] = []
        self._numbers: dict[str, int] = {}

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """The folder in a row of its parent."""
        folders = self._folders(parent)
        if column != 0 or not 0 <= row < len(folders):
            return QModelIndex()
        return self.createIndex(row, 0, self._numbers[folders[row].path])

    def parent(self, index: Index | None = None) -> Any:
        """The folder above; without an index, the owner of this object."""
        if index is None:
            return super().parent()
        if not index.isValid():
            return QModelIndex()
        return self.index_of(self._rows[index.internalId()].above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Folders in a folder."""
        return len(self._folders(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, the folder itself, and what a screen reader says."""
        folder = self.folder_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return folder.name
        if role == FOLDER_ROLE:
            return folder
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{folder.name}, {songs_text(folder.count)}"
        return None

    def folder_at(self, index: Index) -> Folder:
        """The folder of an index."""
        return self._rows[index.internalId()].folder

    def index_of(self, path: str) -> QModelIndex:
        """The index of the folder at a path; invalid where it is not shown."""
        number = self._numbers.get(path)
        if number is None:
            return QModelIndex()
        return self.createIndex(self._rows[number].row, 0, number)

    def count(self) -> int:
        """How many songs are in all folders that are shown."""
        return sum(folder.count for folder in self._roots)

    def show(self, roots: tuple[Folder, ...]) -> None:
        """The topmost folders."""
        self._every = roots
        self._renew()

    def narrow(self, paths: Collection[str] | None) -> None:
        """Show only folders with one of these songs in or below them; None shows all."""
        if paths is None and self._kept is None:
            return
        self._kept = paths
        self._renew()

    def _renew(self) -> None:
        kept = self._kept
        roots = self._every if kept is None else narrowed(self._every, kept)
        rows = list(_rows(roots))
        is_same = len(rows) == len(self._rows)
        if is_same and all(a.path == b.path for a, b in zip(rows, self._rows, strict=True)):
            self._roots, self._rows = roots, rows
            for row in rows:  # nothing folds while moods fill in
                index = self.index_of(row.path)
                self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self._roots, self._rows = roots, rows
        self._numbers = {row.path: number for number, row in enumerate(rows)}
        self.endResetModel()

    def _folders(self, parent: Index) -> tuple[Folder, ...]:
        return self.folder_at(parent).folders if parent.isValid() else self._roots


def _rows(roots: tuple[Folder, ...]) -> Iterator[_Row]:
    """Every folder once; the same tree always in the same order."""
    waiting: list[tuple[str, tuple[Folder, ...]]] = [("", roots)]
    while waiting:
        above, folders = waiting.pop()
        for row, folder in enumerate(folders):
            yield _Row(folder, above, row)
            waiting.append((folder.path, folder.folders))
