"""Songs under headings: an album by its discs, an artist's songs by album."""

from PySide6.QtCore import QObject

from musemood.services.excerpt import Excerpt
from musemood.ui.track_table import Column, TrackTable


class SectionTable(TrackTable):
    """A `TrackTable` over an excerpt; ``are_numbers_of_album`` shows those of the tags."""

    def __init__(self, excerpt: Excerpt, parent: QObject | None = None) -> None:
        super().__init__(excerpt, parent)
        self.excerpt = excerpt
        self.are_numbers_of_album = False

    def text(self, row: int, column: Column) -> str:
        """As in every list of songs, but for the number."""
        if column is Column.NUMBER and self.are_numbers_of_album:
            return str(self.track_at(row).tags.track_number or "")
        return super().text(row, column)
