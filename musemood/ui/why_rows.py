"""The weighted plays behind the week's mood as an item model, those left out below them."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from musemood.domain.track import Track
from musemood.services.recommending import Evidence
from musemood.ui.wording import plays_text

WHY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_SHOWN = 4
_SHOWN_OUT = 2


class WhyRow(Struct, frozen=True):
    """One line. ``share``: its weight by the greatest, 0..1. ``note``: what stands at its right."""

    path: str
    track: Track
    note: str
    words: str
    share: float = 0.0
    is_out: bool = False


class WhyRows(QAbstractListModel):
    """The heaviest tracks, at most four, and the last ones left out, at most two."""

    def __init__(self, track_of: Callable[[str], Track], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._track_of = track_of
        self._rows: tuple[WhyRow, ...] = ()
        self._told: tuple[str, ...] = ()

    def show_evidence(self, evidence: Sequence[Evidence], left_out: Sequence[str]) -> None:
        """Other plays, heaviest first."""
        heaviest = max((each.weight for each in evidence), default=1.0) or 1.0
        inside = [self._row(each, heaviest) for each in evidence]
        out = [self._out_row(path) for path in left_out]
        self._told = tuple(row.words for row in (*inside, *out))
        rows = (*inside[:_SHOWN], *out[:_SHOWN_OUT])
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, row: int) -> WhyRow:
        """What a line shows."""
        return self._rows[row]

    def told(self) -> tuple[str, ...]:
        """All of the evidence in words, the lines that are not shown too."""
        return self._told

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """Lines shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Title, the row, and the row in words for those who do not see it."""
        row = self._rows[index.row()]
        if role == WHY_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.track.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words
        return None

    def _row(self, each: Evidence, heaviest: float) -> WhyRow:
        track = self._track_of(each.path)
        words = f"{track.title}: {round(100 * each.weight)} %, {plays_text(each.plays)}"
        if each.guessed:
            words += self.tr(", {n} of them recommended and counted half").format(n=each.guessed)
        share = each.weight / heaviest
        return WhyRow(each.path, track, plays_text(each.plays), words, share)

    def _out_row(self, path: str) -> WhyRow:
        track = self._track_of(path)
        words = self.tr("{title}: left out").format(title=track.title)
        return WhyRow(path, track, self.tr("left out"), words, is_out=True)
