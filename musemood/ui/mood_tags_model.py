"""What would be written to which file: one row each, what is done before what is not."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from musemood.domain.mood_writing import TOUCHED, MoodFate, MoodFile
from musemood.ui.tag_words import tag_failure_sentence
from musemood.ui.translate import tr
from musemood.ui.wording import mood_name

_ORDER = (
    *TOUCHED,
    MoodFate.FAILED,
    MoodFate.KEPT,
    MoodFate.CUE_SHEET,
    MoodFate.UNSURE,
    MoodFate.UNHEARD,
    MoodFate.SAME,
)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def fate_sentence(file: MoodFile, fate: MoodFate) -> str:
    """What becomes of a file, and why."""
    if fate is MoodFate.FAILED and file.failure is not None:
        return tag_failure_sentence(file.failure)
    sentences = {
        MoodFate.WRITTEN: tr("gets {mood}"),
        MoodFate.REPLACED: tr("gets {mood} in place of {said}"),
        MoodFate.SAME: tr("says {mood} already"),
        MoodFate.KEPT: tr("keeps what it says: {said}"),
        MoodFate.UNSURE: tr("unsure is never written"),
        MoodFate.UNHEARD: tr("not analysed yet"),
        MoodFate.CUE_SHEET: tr("a track of a cue sheet has no tags of its own"),
    }
    mood = mood_name(file.mood) if file.mood else ""
    return sentences[fate].format(mood=mood, said=file.said)


class MoodTagsModel(QAbstractTableModel):
    """Two columns: the song, and what becomes of its file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[MoodFile, MoodFate]] = []

    def show(self, files: Sequence[MoodFile], *, replaces: bool) -> None:
        """These files."""
        self.beginResetModel()
        rows = [(file, file.fate(replaces=replaces)) for file in files]
        self._rows = sorted(rows, key=lambda row: _ORDER.index(row[1]))
        self.endResetModel()

    def count(self, *fates: MoodFate) -> int:
        """How many files have one of these fates."""
        return sum(fate in fates for _, fate in self._rows)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """One a file."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """The song and its fate."""
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self.tr("What becomes of its file") if section else self.tr("Song")

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, whole in the tip."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid() or role not in shown:
            return None
        file, fate = self._rows[index.row()]
        return fate_sentence(file, fate) if index.column() else file.title
