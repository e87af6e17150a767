"""Undo: what the person did last, as values with their reverse, newest last.

Whoever changes something (queue, playlists, songs) says how it is taken back and done again. One
history for the whole window: "undo" means the last thing done, wherever that was.
"""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

LONGEST_HISTORY = 100
"""Edits remembered."""


class EditKind(StrEnum):
    """What was done; the window words it."""

    QUEUE_CHANGED = "queue changed"
    QUEUE_REMOVED = "removed from queue"
    PLAYLIST_CHANGED = "playlist changed"
    PLAYLIST_ADDED_TO = "added to playlist"
    PLAYLIST_TAKEN_OUT = "taken out of playlist"
    PLAYLIST_DELETED = "playlist deleted"
    TAGS_CHANGED = "tags changed"
    MOODS_WRITTEN = "moods written"
    RATED = "rated"
    MOOD_SET = "mood set"
    TRASHED = "trashed"
    THUMB = "thumb"
    BANNED = "banned"
    ALLOWED = "allowed"
    LEFT_OUT = "left out"
    TAKEN_IN = "taken in"
    MISSING_REMOVED = "missing removed"
    FOLDER_TAKEN_OUT = "folder taken out"
    HISTORY_BROUGHT = "history brought"


class Edit(Struct, frozen=True):
    """One thing done. ``back`` takes it back, ``again`` does it once more; both return at once
    where the work goes on in a thread.

    ``count``: of the songs it was about. ``name``: of the playlist or folder.
    """

    kind: EditKind
    back: Callable[[], None]
    again: Callable[[], None]
    count: int = 0
    name: str = ""

    def reverse(self) -> "Edit":
        """The edit that this one's undoing is."""
        return replace(self, back=self.again, again=self.back)


class EditHistory(Struct, frozen=True):
    """Edits that stand (``done``) and edits that were taken back (``undone``), newest last."""

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    @property
    def newest(self) -> Edit | None:
        """What an undo would take back."""
        return self.done[-1] if self.done else None

    def with_edit(self, edit: Edit) -> "EditHistory":
        """One more is done; what was undone before cannot be done again."""
        return EditHistory((*self.done, edit)[-LONGEST_HISTORY:])

    def undo(self) -> tuple[Edit | None, "EditHistory"]:
        """The edit to take back, and the history after it; None where there is none."""
        if not self.done:
            return None, self
        return self.done[-1], EditHistory(self.done[:-1], (*self.undone, self.done[-1]))

    def without(self, edit: Edit) -> "EditHistory":
        """This very edit was taken back in another way: neither undo nor redo knows it."""
        done = tuple(each for each in self.done if each is not edit)
        return EditHistory(done, tuple(each for each in self.undone if each is not edit))

    def redo(self) -> tuple[Edit | None, "EditHistory"]:
        """The edit to do again, and the history after it; None where there is none."""
        if not self.undone:
            return None, self
        return self.undone[-1], EditHistory((*self.done, self.undone[-1]), self.undone[:-1])
