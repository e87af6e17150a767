"""Dropped paths become rows at once and moods in the background."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from threading import Lock

from PySide6.QtCore import QObject, Signal

from musemood.domain.control import Control
from musemood.domain.library import Library, is_song
from musemood.domain.track import Track
from musemood.library_work import AnalysisPool, Shelf, analyse, analysis_version, scan
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


class Importing(QObject):
    """Scans in one thread, analyses in worker processes fed by a second one.

    Signals: ``tracks_scanned(list[Track])``, ``track_analysed(Track)``,
    ``progress_changed(AnalysisProgress)``, ``is_scanning_changed(bool)``,
    ``folders_added(list[str])``, ``trouble(Exception)`` where storing failed or a path is gone.
    """

    tracks_scanned = Signal(object)
    track_analysed = Signal(object)
    progress_changed = Signal(object)
    is_scanning_changed = Signal(bool)
    folders_added = Signal(object)
    trouble = Signal(object)

    def __init__(
        self,
        shelf: Shelf,
        known: Callable[[str], Track | None],
        scan_executor: Executor,
        analysis_executor: Executor,
        jobs: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._known = known
        self._jobs = jobs
        self._scans = Tasks(scan_executor, self)
        self._analyses = Tasks(analysis_executor, self)
        self._scans_running = 0
        self._is_open = False
        self._early: list[str] = []
        self._scan_control = Control()
        self._control = Control()
        self._lock = Lock()  # guards _pending, which two threads draw from
        self._pending: dict[str, Track] = {}
        self._asked: dict[str, Track] = {}  # pending and under way, so that none comes twice
        self._progress = AnalysisProgress()
        self._worked_s = 0.0
        self._working_since: float | None = None
        self.track_analysed.connect(self._on_track_analysed)
        self.tracks_scanned.connect(self._on_tracks_scanned)

    @property
    def progress(self) -> AnalysisProgress:
        """How far the analysis is now."""
        return self._progress

    def open(self) -> None:
        """The library is loaded: from now on it is known which files are new."""
        self._is_open = True
        early, self._early = self._early, []
        if early:
            self.add(early)

    def add(self, paths: Iterable[str]) -> None:
        """Scan files and folders; what lacks a mood is analysed afterwards.

        What comes before `open` waits for it.
        """
        given = tuple(paths)
        if not self._is_open:
            self._early.extend(given)
            return
        self.folders_added.emit([path for path in given if os.path.isdir(path)])  # noqa: PTH112
        self._scans_running += 1
        self.is_scanning_changed.emit(True)
        self._scans.run(lambda: self._scan(given), self._on_scanned, self._on_scan_failed)

    def analyse(self, tracks: Iterable[Track]) -> None:
        """Give tracks that lack a mood to the worker processes."""
        version = analysis_version()
        wanted = [t for t in tracks if t.failure is None and t.analysed_by != version]
        new = {t.path: t for t in wanted if self._asked.get(t.path) != t}
        with self._lock:
            added = len(new.keys() - self._pending.keys())
            self._pending.update(new)
        self._asked.update(new)
        if new:
            self._show(total=self._progress.total + added)
            self._start()

    def rescan(self, folders: Iterable[str]) -> None:
        """Look for what is new or changed; folders that are not there now are passed over."""
        there = [folder for folder in folders if os.path.isdir(folder)]  # noqa: PTH112
        if there:
            self.add(there)

    def retry(self, tracks: Iterable[Track]) -> None:
        """Read and analyse files again that failed."""
        broken = [track.path for track in tracks if track.failure is not None]
        self.add(path for path in broken if os.path.lexists(path))
        self.analyse(replace(track, failure=None) for track in tracks if _broke_in_analysis(track))

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
            self._pending.clear()
        self._control.cancel()
        self._show(is_paused=False)

    def close(self) -> None:
        """End scan and analysis and wait until both threads are done."""
        self._scan_control.cancel()
        self.cancel()
        self._scans.close()
        self._analyses.close()

    def _scan(self, paths: tuple[str, ...]) -> None:
        for batch in scan(paths, self._known, self._shelf, self._scan_control):
            self.tracks_scanned.emit(batch)

    def _on_tracks_scanned(self, tracks: list[Track]) -> None:
        self.analyse(tracks)

    def _on_scanned(self, _: None) -> None:
        self._scans_running -= 1
        self.is_scanning_changed.emit(self._scans_running > 0)

    def _on_scan_failed(self, error: BaseException) -> None:
        self._on_scanned(None)
        self.trouble.emit(error)

    def _start(self) -> None:
        if self._progress.is_running:
            return
        if self._control.is_cancelled:
            self._control = Control()
        self._working_since = None if self._progress.is_paused else time.monotonic()
        self._show(is_running=True)
        control = self._control
        self._analyses.run(lambda: self._analyse(control), self._on_ended, self._on_failed)

    def _analyse(self, control: Control) -> None:
        with AnalysisPool(self._jobs) as pool:
            for track in analyse(self._drawn(), pool, self._shelf, control):
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


def _broke_in_analysis(track: Track) -> bool:
    return track.failure is not None and is_song(track)
