"""Songs that lack a mood get one in the background, in worker processes fed by one thread."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from threading import Lock

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from musemood import library_work
from musemood.domain.control import Control
from musemood.domain.library import Library, needs_analysis
from musemood.domain.track import Track
from musemood.library_work import AnalysisPool, Shelf, analysis_version
from musemood.services.analysis_progress import AnalysisProgress, WorkClock
from musemood.services.tasks import Tasks


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
        self._clock = WorkClock()
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
        if self._progress.is_running or not len(library):
            return 0
        return len(library.tracks_to_analyse(analysis_version()))

    def pause(self) -> None:
        """Finish the files under way, start no others."""
        self._hold(is_paused=True)

    def wait_for_mains(self, should_wait: bool) -> None:
        """The same while the battery is in use; the person's own pause stays what it is."""
        self._hold(waits_for_mains=should_wait)

    def resume(self) -> None:
        """Go on, also in spite of the battery."""
        self._hold(is_paused=False, waits_for_mains=False)

    def cancel(self) -> None:
        """Stop the analysis; what is done stays, the rest can be taken up again later."""
        with self._lock:
            dropped = len(self._pending)
            self._pending.clear()
        self._asked.clear()  # what is asked for again before the end of this run is not lost
        self._control.cancel()
        self._show(is_paused=False, waits_for_mains=False, total=self._progress.total - dropped)

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
        self._clock.run(not self._progress.is_held)
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
        worked_s = self._clock.worked_s
        self._show(done=done, left_s=worked_s / done * left if worked_s > 0 else None)

    def _on_ended(self, _: None) -> None:
        self._clock.run(False)
        self._show(is_running=False)
        with self._lock:
            has_more = bool(self._pending)
        if has_more:  # came while the last file was under way
            self._start()
            return
        self._asked.clear()
        self._clock.reset()
        now = self._progress
        self._progress = AnalysisProgress(
            is_paused=now.is_paused, waits_for_mains=now.waits_for_mains
        )
        self.progress_changed.emit(self._progress)

    def _on_failed(self, error: BaseException) -> None:
        with self._lock:
            self._pending.clear()
        self._on_ended(None)
        self.trouble.emit(error)

    def _hold(self, **reasons: bool) -> None:
        progress = replace(self._progress, **reasons)
        if progress.is_held:
            self._control.pause()
            progress = replace(progress, left_s=None)
        else:
            self._control.resume()
        self._clock.run(progress.is_running and not progress.is_held)
        self._progress = progress
        self.progress_changed.emit(progress)

    def _show(self, **changes: object) -> None:
        self._progress = replace(self._progress, **changes)
        self.progress_changed.emit(self._progress)
