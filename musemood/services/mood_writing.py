"""Moods written into files, on request only: first looked at, then written, then undoable."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from functools import partial

from PySide6.QtCore import QObject, Signal

from musemood.domain.control import Control
from musemood.domain.edit import EditKind
from musemood.domain.mood_writing import MoodFile, look_at, mood_changes
from musemood.domain.tag_sheet import TagField
from musemood.domain.track import Track
from musemood.files.tag_writer import check_writable, read_field
from musemood.services.collection import Collection
from musemood.services.tag_editing import TagEditing
from musemood.services.tasks import Tasks

_TELL_EVERY = 20


class MoodWriting(QObject):
    """Looks at files in the thread of the tags, and lets `TagEditing` write.

    Signals: ``progressed(done, total)`` while looking; ``looked(list[MoodFile])`` for the songs
    asked for last, unless that was cancelled.
    """

    progressed = Signal(int, int)
    looked = Signal(object)

    def __init__(
        self,
        collection: Collection,
        editing: TagEditing,
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.editing = editing
        self._collection = collection
        self._tasks = Tasks(executor, self)
        self._control = Control()

    def look(self, paths: Iterable[str]) -> None:
        """Find what would be written to the files of these songs; nothing is written."""
        library = self._collection.library
        tracks = [track for path in paths if (track := library.get(path)) is not None]
        control = self._control = Control()

        def tell(files: list[MoodFile]) -> None:
            if not control.is_cancelled:
                self.looked.emit(files)

        self._tasks.run(lambda: self._look(tracks, control), tell)

    def write(self, files: Iterable[MoodFile], *, replaces: bool) -> None:
        """Write them; `TagEditing.progressed` and ``finished`` follow, and an undo is there."""
        self.editing.write(mood_changes(files, replaces=replaces), EditKind.MOODS_WRITTEN)

    def cancel(self) -> None:
        """Stop looking, or writing after the file under way; what is written stays written."""
        self._control.cancel()
        self.editing.cancel()

    def close(self) -> None:
        """Cancel, and wait for the thread."""
        self.cancel()
        self._tasks.close()

    def _look(self, tracks: Sequence[Track], control: Control) -> list[MoodFile]:
        read = partial(read_field, field=TagField.MOOD)
        files = []
        for done, track in enumerate(tracks, 1):
            if control.is_cancelled:
                break
            files.append(look_at(track, read, check_writable))
            if done % _TELL_EVERY == 0 or done == len(tracks):
                self.progressed.emit(done, len(tracks))
        return files
