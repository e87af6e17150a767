"""Songs under headings: an album by its discs, an artist's songs by album."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from musemood.services.excerpt import Excerpt
from musemood.ui.track_table import Column, TrackTable


class SectionTable(TrackTable):
    """A `TrackTable` over an excerpt; ``are_numbers_of_album`` shows those of the tags."""

    def __init__(self, excerpt: Excerpt, parent: QObject | None = None) -> None:
        super().__init__(excerpt, parent)
        self.excerpt = excerpt
        self.are_numbers_of_album = False

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """As in every list of songs, but for the number."""
        is_number = index.column() == Column.NUMBER and role == Qt.ItemDataRole.DisplayRole
        if is_number and self.are_numbers_of_album:
            return str(self.track_at(index.row()).tags.track_number or "")
        return super().data(index, role)
