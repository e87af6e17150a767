"""Albums as an item model, narrowed and in an order."""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from musemood.domain.albums import Album, AlbumKey, mood_mix
from musemood.ui.mood_mix import mix_words
from musemood.ui.pinyin import spoken_shelf_name
from musemood.ui.track_mime import paths_to_mime
from musemood.ui.view_wording import album_line
from musemood.ui.wording import songs_text

Index = QModelIndex | QPersistentModelIndex
ALBUM_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class AlbumOrder(StrEnum):
    """What a grid of albums can be sorted by."""

    TITLE = "title"
    ARTIST = "artist"
    YEAR = "year"
    ADDED = "added"


def in_order(albums: Collection[Album], order: AlbumOrder) -> list[Album]:
    """The albums sorted; those by various artists and by nobody come after the artists."""
    name = spoken_shelf_name()
    keys: dict[AlbumOrder, Callable[[Album], Any]] = {
        AlbumOrder.TITLE: lambda a: (name(a.title), name(a.artist), a.key),
        AlbumOrder.ARTIST: lambda a: (
            a.is_compilation or not a.artist,
            name(a.artist),
            a.year or 9999,
            name(a.title),
            a.key,
        ),
        AlbumOrder.YEAR: lambda a: (-(a.year or 0), name(a.title), a.key),
        AlbumOrder.ADDED: lambda a: (-a.added_at, name(a.title), a.key),
    }
    return sorted(albums, key=keys[order])


class AlbumModel(QAbstractListModel):
    """Rows are albums. What is shown is told by `show`, narrowed by `narrow`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: Sequence[Album] = ()
        self._rows: list[Album] = []
        self._kept: Collection[str] | None = None

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Albums shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, the album itself (`ALBUM_ROLE`), what a tip and a screen reader say."""
        album = self._rows[index.row()]
        if role == ALBUM_ROLE:
            return album
        if role == Qt.ItemDataRole.DisplayRole:
            return album.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (album.title, album_line(album), self._mix(album))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (album.title, album_line(album), songs_text(len(album.tracks)))
            return ", ".join(filter(None, (*words, self._mix(album))))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Albums can be dragged into the queue."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of the albums, as any program takes them."""
        rows = sorted(index.row() for index in indexes)
        return paths_to_mime(path for row in rows for path in self._rows[row].paths)

    # What the views ask

    def album_at(self, row: int) -> Album:
        """The album in a row."""
        return self._rows[row]

    def row_of(self, key: AlbumKey) -> int | None:
        """The row of an album, None if it is not shown."""
        return next((row for row, album in enumerate(self._rows) if album.key == key), None)

    def show(self, albums: Sequence[Album]) -> None:
        """Albums in their order."""
        self._every = albums
        self._renew()

    def narrow(self, paths: Collection[str] | None) -> None:
        """Show only albums with one of these songs; None shows all."""
        if paths is None and self._kept is None:
            return
        self._kept = paths
        self._renew()

    def _renew(self) -> None:
        rows = list(self._every)
        kept = self._kept
        if kept is not None:
            rows = [a for a in rows if any(track.path in kept for track in a.tracks)]
        if [album.key for album in rows] == [album.key for album in self._rows]:
            self._rows = rows
            if rows:  # nothing moves while moods fill in
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _mix(self, album: Album) -> str:
        return mix_words(mood_mix(album.tracks))
