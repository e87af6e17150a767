"""Artists or genres as rows of a list: an item model."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt

from musemood.domain.albums import mood_mix
from musemood.domain.mood import Mood
from musemood.domain.track import Track
from musemood.ui.mood_mix import mix_words
from musemood.ui.song_set_model import Index, SongSetModel

GROUP_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MIX_ROLE = GROUP_ROLE + 1


class Group(Struct, frozen=True, eq=False):
    """Songs under one name. ``note``: says how many albums and songs, asked where it is seen."""

    key: str
    name: str
    note: Callable[[], str]
    tracks: Sequence[Track]


class GroupRows(SongSetModel[Group]):
    """Rows are groups."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mixes: dict[str, Mapping[Mood, float]] = {}

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

    def show(self, sets: Sequence[Group]) -> None:
        """Groups in their order."""
        self._mixes.clear()
        super().show(sets)

    def _mix(self, group: Group) -> Mapping[Mood, float]:
        # Counted when it is first looked at: a genre may hold ten thousand songs.
        if group.key not in self._mixes:
            self._mixes[group.key] = mood_mix(group.tracks)
        return self._mixes[group.key]
