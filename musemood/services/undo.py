"""One undo for the whole window: what was done last is taken back first, wherever it was done."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from musemood.domain.edit import Edit, EditHistory
from musemood.domain.moves import Trail


class Undo(QObject):
    """The history of edits.

    Signals: ``added(Edit)`` when something was done, ``changed()`` after that and after each
    undo and redo.
    """

    added = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = EditHistory()
        self._trail = Trail()

    @property
    def newest(self) -> Edit | None:
        """What `undo` would take back."""
        return self._history.newest

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return bool(self._history.undone)

    def add(self, edit: Edit) -> None:
        """Something was done."""
        self._history = self._history.with_edit(edit)
        self.changed.emit()
        self.added.emit(edit)

    def follow_files(self, moved: Mapping[str, str]) -> None:
        """Files have new paths (old path to new): edits made until now are about the new ones."""
        self._trail.add(moved)

    def moved_since_now(self) -> Callable[[], dict[str, str]]:
        """What tells later which files have moved since this call (old path to new)."""
        length = len(self._trail)
        return lambda: self._trail.since(length)

    def forget(self, edit: Edit) -> None:
        """It was taken back in another way."""
        self._history = self._history.without(edit)
        self.changed.emit()

    def clear(self) -> None:
        """Nothing can be taken back any more: what was erased must not come back by an undo."""
        self._history = EditHistory()
        self.changed.emit()

    def undo(self) -> None:
        """Take the last edit back; nothing happens where there is none."""
        edit, self._history = self._history.undo()
        if edit is not None:
            edit.back()
            self.changed.emit()

    def redo(self) -> None:
        """Do the edit again that was taken back last."""
        edit, self._history = self._history.redo()
        if edit is not None:
            edit.again()
            self.changed.emit()
