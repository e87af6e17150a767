"""Writing what the history of another player brings, and taking it back.

It is one edit of the window's undo. Writing happens in the storage thread, a batch at a time, so
that plays and moods are stored meanwhile and a cancel is heard. A cancelled or failed import takes
back what it had written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field
from PySide6.QtCore import QObject, Signal

from musemood.domain.edit import Edit, EditKind
from musemood.domain.history_plan import HistoryPlan
from musemood.services.collection import Collection
from musemood.services.history_steps import (
    Batch,
    ImportRun,
    batches_of,
    followed,
    said_again,
)
from musemood.services.storage import Storage
from musemood.services.undo import Undo

WayBack = Callable[[], None]


class Keepers(Struct, frozen=True):
    """Where ratings and playlists go; None where this version has no place for them.

    Both do their work in the main thread and give back what undoes it. ``rated``: the stars that
    the person gave here, which stay. ``playlists``: name and paths of those that are here.
    """

    keep_ratings: Callable[[Mapping[str, int]], WayBack] | None = None
    keep_playlist: Callable[[str, Sequence[str]], WayBack] | None = None
    rated: Callable[[], Mapping[str, int]] = field(default=dict)
    playlists: Callable[[], Iterable[tuple[str, tuple[str, ...]]]] = field(default=tuple)


class HistoryWriting(QObject):
    """One import at a time.

    Signals: ``progressed(done, total)`` in batches; ``finished(HistoryPlan)``; ``cancelled()``;
    ``undone()``; ``failed(Exception)`` where the storage refused; ``trouble(Exception)`` where the
    window's undo or redo did not succeed. A redo tells of itself by the collection alone.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    cancelled = Signal()
    undone = Signal()
    failed = Signal(object)
    trouble = Signal(object)

    def __init__(
        self,
        collection: Collection,
        storage: Storage,
        keepers: Keepers,
        undo: Undo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._storage = storage
        self._keepers = keepers
        self._undo = undo
        self._run: ImportRun | None = None
        self._last: ImportRun | None = None
        self._waiting: list[Callable[[], None]] = []

    @property
    def is_running(self) -> bool:
        """Whether something is being written or taken back."""
        return self._run is not None

    @property
    def can_undo(self) -> bool:
        """Whether the last import can be taken back."""
        return self._last is not None and self._run is None

    def apply(self, plan: HistoryPlan) -> None:
        """Write what the plan says; `progressed`, then `finished`, `cancelled` or `failed`."""
        if self._run is None:
            moved = self._undo.moved_since_now()
            self._run = ImportRun(plan, batches_of(plan, self._collection.earlier()), moved)
            self._step(self._run)

    def cancel(self) -> None:
        """Stop writing and take back what was written; `cancelled` follows."""
        if self._run is not None:
            self._run.is_cancelled = True

    def undo(self) -> None:
        """Take the last import back; `undone` follows."""
        if self._last is None or self._run is not None:
            return
        edit = self._last.edit
        if edit is not None and self._undo.newest is edit:
            self._undo.undo()
        else:
            if edit is not None:
                self._undo.forget(edit)
            self._back(self._last)

    def close(self) -> None:
        """What waits for its turn does not come any more."""
        self._waiting.clear()

    def _step(self, run: ImportRun) -> None:
        if run.is_cancelled:
            self._take_back(run, self.cancelled.emit)
            return
        if run.edit is None:
            self.progressed.emit(run.begun, len(run.batches))
        if run.begun == len(run.batches):
            self._finish(run)
        else:
            batch = run.batches[run.begun]
            run.begun += 1
            self._storage.ask(
                batch.write,
                lambda _: self._on_written(run, batch),
                lambda error: self._take_back(run, lambda: self._fail(run, error)),
            )

    def _on_written(self, run: ImportRun, batch: Batch) -> None:
        self._collection.bring(batch.plays, batch.earlier)
        self._step(run)

    def _finish(self, run: ImportRun) -> None:
        plan, keepers = run.plan, self._keepers
        if keepers.keep_ratings is not None and plan.ratings:
            run.ways_back.append(keepers.keep_ratings(plan.ratings))
        if keepers.keep_playlist is not None:
            for playlist in plan.playlists:
                run.ways_back.append(keepers.keep_playlist(playlist.name, playlist.paths))
        self._run, self._last = None, run
        self._collection.history_changed.emit()
        if run.edit is None:
            run.edit = self._edit(run)
            self._undo.add(run.edit)
            self.finished.emit(plan)
        self._go_on()

    def _edit(self, run: ImportRun) -> Edit:
        return Edit(
            EditKind.HISTORY_BROUGHT,
            lambda: self._when_free(lambda: self._back(run)),
            lambda: self._when_free(lambda: self._again(run)),
        )

    def _when_free(self, act: Callable[[], None]) -> None:
        """Now, or after what is being written or taken back."""
        if self._run is None:
            act()
        else:
            self._waiting.append(act)

    def _go_on(self) -> None:
        if self._run is None and self._waiting:
            self._waiting.pop(0)()

    def _back(self, run: ImportRun) -> None:
        self._run, self._last = run, None
        self._take_back(run, self.undone.emit)

    def _again(self, run: ImportRun) -> None:
        """What was taken back comes again, to where the files are now."""
        run.plan = said_again(run.plan, run.moved())
        run.batches = batches_of(run.plan, self._collection.earlier())
        run.moved, run.is_cancelled = self._undo.moved_since_now(), False
        self._run = run
        self._step(run)

    def _take_back(self, run: ImportRun, then: Callable[[], None]) -> None:
        """The latest batch first; ``then`` when none is left."""
        while run.ways_back:
            run.ways_back.pop()()
        if run.begun == 0:
            self._collection.history_changed.emit()
            self._run = None
            then()
            self._go_on()
            return
        batch = run.batches[run.begun - 1]
        words = followed(batch.words_back, run.moved())

        def on_taken_back(_: None) -> None:
            run.begun -= 1
            self._collection.take_back(batch.plays, words)
            self._take_back(run, then)

        def on_stuck(error: BaseException) -> None:
            self._run = None
            self._fail(run, error)
            self._go_on()

        self._storage.ask(lambda store: batch.take_back(store, words), on_taken_back, on_stuck)

    def _fail(self, run: ImportRun, error: BaseException) -> None:
        self.failed.emit(error)
        if run.edit is not None:
            self.trouble.emit(error)
