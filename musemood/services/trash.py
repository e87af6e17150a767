"""Files moved to the desktop's trash, and back."""

import os
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QDir, QFile, QObject, QStandardPaths, Signal

from musemood.domain.edit import Edit, EditKind
from musemood.domain.span import file_of
from musemood.domain.track import Track
from musemood.services.collection import Collection
from musemood.services.storage import Sequence, Storage
from musemood.services.tasks import Tasks
from musemood.services.undo import Undo

_HOME_TRASH = QStandardPaths.StandardLocation.GenericDataLocation


class TrashReport(Struct, frozen=True):
    """How it ended. ``failed``: paths of files that are where they were."""

    moved: int
    failed: tuple[str, ...]
    is_undo: bool


class _Trashed(Struct, frozen=True):
    """A file in the trash at ``place``, and all that was known of it."""

    track: Track
    place: str
    sequence: Sequence | None


class Trash(QObject):
    """Nothing is ever deleted: the desktop's trash keeps it, and undo moves it back.

    Signals: ``gone(list[str])`` with paths, ``finished(TrashReport)``.
    """

    gone = Signal(object)
    finished = Signal(object)

    def __init__(
        self,
        collection: Collection,
        storage: Storage,
        undo: Undo,
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._storage = storage
        self._undo = undo
        self._tasks = Tasks(executor, self)
        self._returning: dict[str, list[Track]] = {}

    def returning_in(self, file: str) -> list[Track]:
        """The tracks of a file that is on its way back; safe in any thread.

        Whoever comes upon the file before its tracks are in the library knows them by this.
        """
        return list(self._returning.get(file, ()))

    def move(self, paths: Iterable[str]) -> None:
        """Move the files of these tracks to the trash; `finished` follows.

        All tracks of a file are forgotten with it: see `going_with`.
        """
        self._move(self.going_with(paths), {}, is_first=True)

    def going_with(self, paths: Iterable[str]) -> list[Track]:
        """The tracks in the files of these ones, the other tracks of a cue sheet among them."""
        library = self._collection.library
        return [t for file in dict.fromkeys(map(file_of, paths)) for t in library.tracks_of(file)]

    def close(self) -> None:
        """Wait for the thread."""
        self._tasks.close()

    def _move(self, tracks: list[Track], places: dict[str, _Trashed], *, is_first: bool) -> None:
        """``places`` is filled as files go; the edit keeps it, and moving again renews it."""

        def end(failed: list[str]) -> None:
            moved = [track.path for track in tracks if track.path not in failed]
            if moved:
                self._collection.remove(moved)
                self._storage.remove(moved)
                self.gone.emit(moved)
            if moved and is_first:
                self._undo.add(self._edit(places))
            self.finished.emit(TrashReport(len(moved), tuple(failed), is_undo=False))

        self._tasks.run(
            lambda: self._move_each(tracks, places),
            end,
            lambda _: end([t.path for t in tracks if os.path.lexists(file_of(t.path))]),
        )

    def _edit(self, places: dict[str, _Trashed]) -> Edit:
        def again() -> None:
            self._move(self.going_with(list(places)), places, is_first=False)

        return Edit(EditKind.TRASHED, lambda: self._bring_back(places), again, len(places))

    def _bring_back(self, places: Mapping[str, _Trashed]) -> None:
        back: list[Track] = []

        def end(failed: list[str]) -> None:
            self._collection.put(back)
            for file in {file_of(track.path) for track in back}:
                self._returning.pop(file, None)
            self.finished.emit(TrashReport(len(back), tuple(failed), is_undo=True))

        self._tasks.run(lambda: self._bring_each(places, back), end, lambda _: end([]))

    # In the thread

    def _move_each(self, tracks: list[Track], places: dict[str, _Trashed]) -> list[str]:
        """Returns the paths of those that stayed."""
        # Where the trash of the home lies; Qt does not make it, and refuses every file then.
        QDir().mkpath(QStandardPaths.writableLocation(_HOME_TRASH))
        went: dict[str, str] = {}
        for track in tracks:
            path = file_of(track.path)
            sequence = self._storage.sequence(track.path)
            if path not in went:
                file = QFile(path)
                is_moved = file.moveToTrash() and _is_gone(path, Path(file.fileName()))
                went[path] = file.fileName() if is_moved else ""
            if went[path]:
                places[track.path] = _Trashed(track, went[path], sequence)
        return [track.path for track in tracks if not went[file_of(track.path)]]

    def _bring_each(self, places: Mapping[str, _Trashed], back: list[Track]) -> list[str]:
        failed: list[str] = []
        by_file: dict[str, list[_Trashed]] = {}
        for path, trashed in places.items():
            by_file.setdefault(file_of(path), []).append(trashed)
        for file, inside in by_file.items():
            tracks = [trashed.track for trashed in inside]
            self._returning[file] = tracks  # before the folder watch can see the file
            if _is_brought_back(Path(inside[0].place), Path(file)):
                back.extend(tracks)
            else:
                del self._returning[file]
                failed.extend(track.path for track in tracks)
        analysed = [
            (places[t.path].track, *sequence)
            for t in back
            if (sequence := places[t.path].sequence) is not None
        ]
        if analysed:
            self._storage.put_analysed(analysed)
        self._storage.put(track for track in back if places[track.path].sequence is None)
        self._storage.flush()
        return failed


def _is_brought_back(place: Path, path: Path) -> bool:
    """Move a file back unless something else has taken its name; its note goes too.

    Notes: ``info/NAME.trashinfo`` beside the folder ``files`` (freedesktop.org's trash 1.0).
    """
    try:
        if os.path.lexists(path) or not place.name:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(place, path)
    except OSError:
        return False
    _forget_note(place)
    return True


def _is_gone(path: str, place: Path) -> bool:
    """Whether it really went: in a read-only folder Qt only adds a link to it, and says yes."""
    if not os.path.lexists(path):
        return True
    with suppress(OSError):
        if place.samefile(path):
            place.unlink()
            _forget_note(place)
    return False


def _forget_note(place: Path) -> None:
    with suppress(OSError):
        (place.parent.parent / "info" / f"{place.name}.trashinfo").unlink()
