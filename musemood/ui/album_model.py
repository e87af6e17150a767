"""Albums as an item model, narrowed and in an order."""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    Qt,
)

from musemood.domain.albums import Album, mood_mix
from musemood.ui.mood_mix import mix_words
from musemood.ui.pinyin import spoken_shelf_name
from musemood.ui.song_set_model import Index, SongSetModel
from musemood.ui.track_mime import paths_to_mime
from musemood.ui.view_wording import album_line
from musemood.ui.wording import songs_text

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


class AlbumModel(SongSetModel[Album]):
    """Rows are albums."""

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

    def _mix(self, album: Album) -> str:
        return mix_words(mood_mix(album.tracks))
