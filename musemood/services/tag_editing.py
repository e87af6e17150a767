"""Tags of one or many files, read and written in a thread of their own."""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from musemood.domain.control import Control
from musemood.domain.edit import Edit, EditKind
from musemood.domain.failure import FileError
from musemood.domain.tag_sheet import TagChanges, TagError, TagFailure, TagProblem, TagSheet
from musemood.domain.track import Tags, Track
from musemood.files.tag_writer import KeptTags, read_sheet, restore_tags, write_tags
from musemood.files.tags import read_tags
from musemood.services.collection import Collection
from musemood.services.storage import Storage
from musemood.services.tasks import Tasks
from musemood.services.undo import Undo

_TELL_EVERY_S = 0.1


class TagReport(Struct, frozen=True):
    """How a piece of work ended. ``failures``: files that stayed as they were."""

    changed: int
    failures: tuple[TagFailure, ...]
    is_undo: bool
    is_cancelled: bool


class _Written(Struct, frozen=True):
    """A file as it is after a write."""

    path: str
    mtime_ns: int
    size: int
    tags: Tags


class _Outcome(Struct):
    """What the thread hands back."""

    kept: dict[str, KeptTags] = field(default_factory=dict)
    failures: list[TagFailure] = field(default_factory=list)
    changed: int = 0


class TagEditing(QObject):
    """One bad file never stops the others; what is written is in the library at once.

    Signals: ``progressed(done, total)``; ``sheets_read(list[TagSheet], list[TagFailure])`` for
    the paths asked for last; ``finished(TagReport)`` after a write or an undo.
    """

    progressed = Signal(int, int)
    sheets_read = Signal(object, object)
    finished = Signal(object)
    _written = Signal(object)

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
        self._control = Control()
        self._left: set[tuple[str, int, int]] = set()
        self._written.connect(self._on_written)

    def read(self, paths: Iterable[str]) -> None:
        """Read the sheets of these files; `sheets_read` follows unless it is cancelled."""
        given, control = list(paths), self._new_control()

        def tell(result: tuple[list[TagSheet], list[TagFailure]]) -> None:
            if not control.is_cancelled:
                self.sheets_read.emit(*result)

        self._tasks.run(lambda: self._read(given, control), tell)

    def write(
        self, changes: Mapping[str, TagChanges], kind: EditKind = EditKind.TAGS_CHANGED
    ) -> None:
        """Change the tags of these files, each by its own changes; `finished` follows.

        ``kind``: what the person did, for the undo.
        """
        jobs = {path: partial(write_tags, path, each) for path, each in changes.items()}
        self._change(jobs, changes, kind)

    def cancel(self) -> None:
        """Stop reading or writing after the file under way; what is written stays written."""
        self._control.cancel()

    def close(self) -> None:
        """Cancel, and wait for the thread."""
        self.cancel()
        self._tasks.close()

    def reconciled(self, analysed: Track) -> Track:
        """An analysed track with the tags written since its analysis began.

        The sound has not changed by that, so mood and tags belong together.
        """
        now = self._collection.library.get(analysed.path)
        if now is None or (analysed.path, analysed.mtime_ns, analysed.size) not in self._left:
            return analysed
        return replace(analysed, mtime_ns=now.mtime_ns, size=now.size, tags=now.tags)

    def _new_control(self) -> Control:
        self._control = Control()
        return self._control

    # In the thread

    def _read(self, paths: list[str], control: Control) -> tuple[list[TagSheet], list[TagFailure]]:
        sheets, failures = [], []
        for done, path in enumerate(paths, 1):
            if control.is_cancelled:
                break
            try:
                sheets.append(read_sheet(path))
            except TagError as error:
                failures.append(error.failure)
            self.progressed.emit(done, len(paths))
        return sheets, failures

    def _work(
        self, jobs: Mapping[str, Callable[[], KeptTags | None]], control: Control
    ) -> _Outcome:
        outcome = _Outcome()
        waiting: list[_Written] = []
        told_at = time.monotonic()
        for done, (path, job) in enumerate(jobs.items(), 1):
            if control.is_cancelled:
                break
            try:
                kept = job()
                waiting.append(_state(path))
            except TagError as error:
                outcome.failures.append(error.failure)
            else:
                outcome.changed += 1
                if kept is not None and kept.places:
                    outcome.kept[path] = kept
            self.progressed.emit(done, len(jobs))
            if time.monotonic() - told_at > _TELL_EVERY_S:
                self._written.emit(waiting)
                waiting, told_at = [], time.monotonic()
        self._written.emit(waiting)
        return outcome

    # In the main thread

    def _change(
        self,
        jobs: Mapping[str, Callable[[], KeptTags | None]],
        changes: Mapping[str, TagChanges] | None = None,
        kind: EditKind = EditKind.TAGS_CHANGED,
    ) -> None:
        """``changes``: what the jobs write, where that is an edit to be taken back."""
        control = self._new_control()

        def end(outcome: _Outcome) -> None:
            if changes is not None and outcome.kept:
                self._undo.add(self._edit(outcome.kept, changes, kind))
            changed = outcome.changed if changes is None else len(outcome.kept)
            failures, is_cancelled = tuple(outcome.failures), control.is_cancelled
            self.finished.emit(TagReport(changed, failures, changes is None, is_cancelled))

        self._tasks.run(lambda: self._work(jobs, control), end)

    def _edit(
        self, kept: Mapping[str, KeptTags], changes: Mapping[str, TagChanges], kind: EditKind
    ) -> Edit:
        again = {path: partial(write_tags, path, changes[path]) for path in kept}
        back = {path: partial(_restored, path, each) for path, each in kept.items()}
        return Edit(
            kind,
            back=lambda: self._change(back),
            again=lambda: self._change(again),
            count=len(kept),
        )

    def _on_written(self, files: list[_Written]) -> None:
        fresh = []
        for file in files:
            track = self._collection.library.get(file.path)
            if track is None or track.is_unchanged(file.mtime_ns, file.size):
                continue
            self._left.add((track.path, track.mtime_ns, track.size))
            tags = file.tags
            if tags.duration_s <= 0:
                tags = replace(tags, duration_s=track.duration_s)
            fresh.append(replace(track, mtime_ns=file.mtime_ns, size=file.size, tags=tags))
        if fresh:
            self._collection.put(fresh)
            self._storage.put_later(fresh)


def _restored(path: str, kept: KeptTags) -> None:
    restore_tags(path, kept)


def _state(path: str) -> _Written:
    """The file as it is now. Raises TagError where it went away meanwhile."""
    try:
        status = os.stat(path)
        return _Written(path, status.st_mtime_ns, status.st_size, read_tags(path))
    except (OSError, FileError) as error:
        raise TagError(TagProblem.MISSING, path, str(error)) from error
