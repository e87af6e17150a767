"""The tree of folders as an item model."""

from collections.abc import Collection
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from musemood.domain.folders import Folder, narrowed
from musemood.domain.library_places import is_within
from musemood.ui.wording import songs_text

Index = QModelIndex | QPersistentModelIndex
FOLDER_ROLE = int(Qt.ItemDataRole.UserRole) + 1


_TOP = -1


class _Row(Struct, frozen=True):
    """A folder, the number of the one above it (`_TOP` for none), and its place in that."""

    folder: Folder
    above: int
    row: int


class FolderModel(QAbstractItemModel):
    """Folders below folders; what is shown is told by `show`, narrowed by `narrow`.

    Folders are numbered as they are asked for, each after the one above it: of thousands most are
    never unfolded.
    """

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
        above = parent.internalId() if parent.isValid() else _TOP
        return self.createIndex(row, 0, self._number(folders[row], above, row))

    def parent(self, index: Index | None = None) -> Any:
        """The folder above; without an index, the owner of this object."""
        if index is None:
            return super().parent()
        if not index.isValid():
            return QModelIndex()
        above = self._rows[index.internalId()].above
        return QModelIndex() if above == _TOP else self._index(above)

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
        above, folders = _TOP, self._roots
        while path not in self._numbers:
            row = next((row for row, f in enumerate(folders) if is_within(path, f.path)), None)
            if row is None:
                return QModelIndex()
            above = self._number(folders[row], above, row)
            folders = folders[row].folders
        return self._index(self._numbers[path])

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
        rows = self._rows_in(roots)
        if rows is None:
            self.beginResetModel()
            self._roots, self._rows, self._numbers = roots, [], {}
            self.endResetModel()
            return
        self._roots, self._rows = roots, rows
        for above in dict.fromkeys(row.above for row in rows):  # nothing folds while moods fill in
            parent = QModelIndex() if above == _TOP else self._index(above)
            last = self.index(self.rowCount(parent) - 1, 0, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last)

    def _rows_in(self, roots: tuple[Folder, ...]) -> list[_Row] | None:
        """The rows as they are in another tree; None where in that folders came or went."""
        if not _are_same(self._roots, roots):
            return None
        found: list[_Row] = []
        for row in self._rows:
            folders = roots if row.above == _TOP else found[row.above].folder.folders
            folder = folders[row.row]
            if not _are_same(row.folder.folders, folder.folders):
                return None
            found.append(_Row(folder, row.above, row.row))
        return found

    def _folders(self, parent: Index) -> tuple[Folder, ...]:
        return self.folder_at(parent).folders if parent.isValid() else self._roots

    def _number(self, folder: Folder, above: int, row: int) -> int:
        number = self._numbers.setdefault(folder.path, len(self._rows))
        if number == len(self._rows):
            self._rows.append(_Row(folder, above, row))
        return number

    def _index(self, number: int) -> QModelIndex:
        return self.createIndex(self._rows[number].row, 0, number)


def _are_same(folders: tuple[Folder, ...], others: tuple[Folder, ...]) -> bool:
    pairs = zip(folders, others, strict=False)
    return len(folders) == len(others) and all(one.path == other.path for one, other in pairs)
