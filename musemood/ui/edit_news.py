"""Says what was done, and offers to take it back, as long as that is the last thing done."""

from PySide6.QtCore import QObject

from musemood.domain.edit import Edit
from musemood.services.undo import Undo
from musemood.ui.edit_wording import edit_sentence
from musemood.ui.mood_side import MoodSide
from musemood.ui.toast import Toast


class EditNews(QObject):
    """Joins the window's undo with the toast and with Undo in the panel."""

    def __init__(self, undo: Undo, toast: Toast, side: MoodSide) -> None:
        super().__init__(toast)
        self._undo = undo
        self._toast = toast
        self._side = side
        undo.changed.connect(self._on_changed)
        undo.added.connect(self._on_added)
        side.set_can_undo(undo.can_undo)
        toast.undo_wanted.connect(undo.undo)

    def _on_changed(self) -> None:
        # What the toast offers to take back must be what undo would take back.
        if self._toast.offers_undo:
            self._toast.hide()
        self._side.set_can_undo(self._undo.can_undo)

    def _on_added(self, edit: Edit) -> None:
        words = edit_sentence(edit)
        if words:
            self._toast.say(words, can_undo=True)
