"""Songs that lack a mood get one in the background, in worker processes fed by one thread."""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from threading import Lock

from PySide6.QtCore import QObject, Signal

from musemood import library_work
from musemood.domain.control import Control
from musemood.domain.library import Library, needs_analysis
from musemood.domain.track import Track
from musemood.library_work import AnalysisPool, Shelf, analysis_version
from musemood.services.tasks import Tasks


@dataclass(frozen=True, slots=True)
class AnalysisProgress:
    """How far the analysis is. ``left_s``: estimated seconds left, None while unknown."""

    done: int = 0
    total: int = 0
    left_s: float | None = None
    is_paused: bool = False
    is_running: bool = False

    @property
    def waiting(self) -> int:
        """Tracks still without a mood."""
        return self.total - self.done


class Analysing(QObject):
    """Analyses what is given to it, and can be paused, resumed and cancelled.

    Signals: ``track_analysed(Track)``, stored already; ``progress_changed(AnalysisProgress)``;
    ``trouble(Exception)`` where storing failed or the mood model cannot be used.
    """

    track_analysed = Signal(object)
    progress_changed = Signal(object)
    trouble = Signal(object)

    def __init__(
        self, shelf: Shelf, executor: Executor, jobs: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._jobs = jobs
        self._tasks = Tasks(executor, self)
        self._control = Control()
        self._lock = Lock()  # guards _pending, which two threads draw from
        self._pending: dict[str, Track] = {}
        self._asked: dict[str, Track] = {}  # pending and under way, so that none comes twice
        self._progress = AnalysisProgress()
        self._worked_s = 0.0
        self._working_since: float | None = None
        self.track_analysed.connect(self._on_track_analysed)

    @property
    def progress(self) -> AnalysisProgress:
        """How far the analysis is now."""
        return self._progress

    def add(self, tracks: Iterable[Track]) -> None:
        """Give tracks that lack a mood to the worker processes."""
        version = analysis_version()
        wanted = (track for track in tracks if needs_analysis(track, version))
        new = {t.path: t for t in wanted if self._asked.get(t.path) != t}
        with self._lock:
            added = len(new.keys() - self._pending.keys())
            self._pending.update(new)
        self._asked.update(new)
        if new:
            self._show(total=self._progress.total + added)
            self._start()

    def left_out(self, library: Library) -> int:
        """How many songs lack a mood and are not waiting for one."""
        if self._progress.is_running:
            return 0
        return len(library.tracks_to_analyse(analysis_version()))

    def pause(self) -> None:
        """Finish the files under way, start no others."""
        self._control.pause()
        self._note_worked()
        self._show(is_paused=True, left_s=None)

    def resume(self) -> None:
        """Go on."""
        self._control.resume()
        if self._progress.is_running:
            self._working_since = time.monotonic()
        self._show(is_paused=False)

    def cancel(self) -> None:
        """Stop the analysis; what is done stays, the rest can be taken up again later."""
        with self._lock:
            dropped = len(self._pending)
            self._pending.clear()
        self._asked.clear()  # what is asked for again before the end of this run is not lost
        self._control.cancel()
        self._show(is_paused=False, total=self._progress.total - dropped)

    def forget(self, paths: Iterable[str]) -> None:
        """Do not analyse these any more; what is under way is finished."""
        with self._lock:
            gone = [path for path in paths if self._pending.pop(path, None) is not None]
        for path in gone:
            self._asked.pop(path, None)
        if gone:
            self._show(total=self._progress.total - len(gone))

    def close(self) -> None:
        """Stop and wait until the thread is done."""
        self.cancel()
        self._tasks.close()

    def _start(self) -> None:
        if self._progress.is_running:
            return
        if self._control.is_cancelled:
            self._control = Control()
        self._working_since = None if self._progress.is_paused else time.monotonic()
        self._show(is_running=True)
        control = self._control
        self._tasks.run(lambda: self._analyse(control), self._on_ended, self._on_failed)

    def _analyse(self, control: Control) -> None:
        with AnalysisPool(self._jobs) as pool:
            for track in library_work.analyse(self._drawn(), pool, self._shelf, control):
                self.track_analysed.emit(track)

    def _drawn(self) -> Iterator[Track]:
        while True:
            with self._lock:
                path = next(iter(self._pending), None)
                if path is None:
                    return
                track = self._pending.pop(path)
            yield track

    def _on_track_analysed(self, track: Track) -> None:
        self._asked.pop(track.path, None)
        done = self._progress.done + 1
        left = self._progress.total - done
        worked_s = self._worked_s
        if self._working_since is not None:
            worked_s += time.monotonic() - self._working_since
        self._show(done=done, left_s=worked_s / done * left if worked_s > 0 else None)

    def _on_ended(self, _: None) -> None:
        self._note_worked()
        self._show(is_running=False)
        with self._lock:
            has_more = bool(self._pending)
        if has_more:  # came while the last file was under way
            self._start()
            return
        self._asked.clear()
        self._worked_s = 0.0
        self._progress = AnalysisProgress(is_paused=self._progress.is_paused)
        self.progress_changed.emit(self._progress)

    def _on_failed(self, error: BaseException) -> None:
        with self._lock:
            self._pending.clear()
        self._on_ended(None)
        self.trouble.emit(error)

    def _note_worked(self) -> None:
        if self._working_since is not None:
            self._worked_s += time.monotonic() - self._working_since
            self._working_since = None

    def _show(self, **changes: object) -> None:
        self._progress = replace(self._progress, **changes)  # type: ignore[arg-type]
        self.progress_changed.emit(self._progress)
