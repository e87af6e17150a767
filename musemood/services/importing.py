"""Dropped paths become rows at once and moods in the background."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from threading import Lock

from PySide6.QtCore import QObject, Signal

from musemood import library_work
from musemood.domain.control import Control
from musemood.domain.cue_sheet import is_cue_sheet
from musemood.domain.library import Library, is_song, needs_analysis
from musemood.domain.library_places import is_within
from musemood.domain.span import file_of
from musemood.domain.track import Track
from musemood.library_work import AnalysisPool, KnownIn, Scanned, Shelf, analysis_version
from musemood.services.analysis_progress import AnalysisProgress, WorkClock
from musemood.services.tasks import Tasks


class Importing(QObject):
    """Scans in one thread, analyses in worker processes fed by a second one.

    Signals: ``tracks_found(list[Track])``, new, changed or failed ones;
    ``tracks_met(list[Track])``, known ones that are still there;
    ``tracks_opened(list[Track], bool)``, all that the person wants to hear, and whether they are
    the first of what was asked for at once; ``tracks_gone(list[str])``;
    ``tracks_moved(list[Moved])``, known ones at other paths; ``tracks_missing(list[str])``,
    paths where there is no file any more;
    ``track_analysed(Track)``; ``progress_changed(AnalysisProgress)``;
    ``is_scanning_changed(bool)``; ``folders_added(list[str])``; ``files_added(list[str])``,
    given by themselves; ``trouble(Exception)`` where storing failed, a path is gone or the mood
    model cannot be used.
    """

    tracks_found = Signal(object)
    tracks_met = Signal(object)
    tracks_opened = Signal(object, bool)
    tracks_gone = Signal(object)
    tracks_moved = Signal(object)
    tracks_missing = Signal(object)
    track_analysed = Signal(object)
    progress_changed = Signal(object)
    is_scanning_changed = Signal(bool)
    folders_added = Signal(object)
    files_added = Signal(object)
    trouble = Signal(object)
    _batch_scanned = Signal(object, bool, bool)

    def __init__(
        self,
        shelf: Shelf,
        known_in: KnownIn,
        scan_executor: Executor,
        analysis_executor: Executor,
        jobs: int,
        library: Callable[[], Iterable[Track]] = tuple,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._known_in = known_in
        self._jobs = jobs
        self._library = library
        self._scans = Tasks(scan_executor, self)
        self._analyses = Tasks(analysis_executor, self)
        self._scans_running = 0
        self._is_open = False
        self._early: list[str] = []
        self._refusal: object = None
        self._scan_control = Control()
        self._control = Control()
        self._lock = Lock()  # guards _pending, which two threads draw from
        self._pending: dict[str, Track] = {}
        self._asked: dict[str, Track] = {}  # pending and under way, so that none comes twice
        self._progress = AnalysisProgress()
        self._clock = WorkClock()
        self.track_analysed.connect(self._on_track_analysed)
        self._batch_scanned.connect(self._on_batch_scanned)

    @property
    def is_scanning(self) -> bool:
        """Whether folders are being read."""
        return self._scans_running > 0

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

    def refuse(self, error: object) -> None:
        """The library cannot be loaded: what was and what will be added is answered by this."""
        self._refusal = error
        if self._early:
            self.trouble.emit(error)

    def add(self, paths: Iterable[str], *, is_opened: bool = False) -> None:
        """Scan files and folders; what lacks a mood is analysed afterwards.

        What comes before `open` waits for it. ``is_opened``: the person wants to hear them now,
        so `tracks_opened` tells of them too.
        """
        given = tuple(paths)
        if self._refusal is not None:
            self.trouble.emit(self._refusal)
        elif not self._is_open:
            self._early.extend(given)
        elif given:
            folders = dict.fromkeys(path for path in given if os.path.isdir(path))  # noqa: PTH112
            self.folders_added.emit(list(folders))
            self.files_added.emit([path for path in given if path not in folders])
            self._start_scan(given, is_opened=is_opened)

    def look_at(self, paths: Iterable[str]) -> None:
        """Files or folders have changed, come or gone."""
        if not self._is_open or self._refusal is not None:
            return
        changed = tuple(paths)
        there = dict.fromkeys(path for path in changed if os.path.lexists(path))
        # A cue sheet that came, changed or went says other things of the files beside it.
        folders = {os.path.dirname(path) for path in changed if is_cue_sheet(path)}  # noqa: PTH120
        known = [(track, file_of(track.path)) for track in self._library()]
        there.update((file, None) for _, file in known if os.path.dirname(file) in folders)  # noqa: PTH120
        self._start_scan(tuple(there), [t for t, file in known if _is_under(file, changed)])

    def rescan(self, folders: Iterable[str], unfit: Iterable[Track] = ()) -> None:
        """Look for what is new or changed; folders that are not there now are passed over.

        ``unfit``: tracks that failed; those whose files are gone are forgotten.
        """
        self._forget_gone(unfit)
        there = tuple(folder for folder in folders if os.path.isdir(folder))  # noqa: PTH112
        if not self._is_open:
            self.add(there)
        elif self._refusal is None:
            self._start_scan(there, list(self._library()))

    def retry(self, tracks: Iterable[Track]) -> None:
        """Read and analyse files again that failed; forget those that are gone."""
        failed = [track for track in tracks if track.failure is not None]
        self._forget_gone(failed)
        self.add(filter(os.path.lexists, dict.fromkeys(file_of(t.path) for t in failed)))
        self.analyse(
            replace(track, failure=None, analysed_by="") for track in failed if is_song(track)
        )

    def analyse(self, tracks: Iterable[Track]) -> None:
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
        """End scan and analysis and wait until both threads are done."""
        self._scan_control.cancel()
        self.cancel()
        self._scans.close()
        self._analyses.close()

    def _forget_gone(self, unfit: Iterable[Track]) -> None:
        gone = [t.path for t in unfit if not is_song(t) and not os.path.lexists(file_of(t.path))]
        if gone:
            self.tracks_gone.emit(gone)

    def _start_scan(
        self, paths: tuple[str, ...], looked_for: Sequence[Track] = (), *, is_opened: bool = False
    ) -> None:
        self._scans_running += 1
        self.is_scanning_changed.emit(True)
        library = list(self._library())
        self._scans.run(
            lambda: self._scan(paths, library, looked_for, is_opened),
            self._on_scanned,
            self._on_scan_failed,
        )

    def _scan(
        self,
        paths: tuple[str, ...],
        library: list[Track],
        looked_for: Sequence[Track],
        is_opened: bool,
    ) -> None:
        found = library_work.scan(
            paths,
            self._known_in,
            self._shelf,
            self._scan_control,
            library=library,
            looked_for=looked_for,
        )
        for number, batch in enumerate(found):
            self._batch_scanned.emit(batch, is_opened, number == 0)

    def _on_batch_scanned(self, batch: Scanned, is_opened: bool, is_first: bool) -> None:
        # Of known tracks the library may have learnt more since the scan looked at them.
        current = [self._current(track) for track in batch.known]
        moved = [each.track for each in batch.moved]
        if moved:
            self.forget(each.old_path for each in batch.moved)
            self.tracks_moved.emit(batch.moved)
        if batch.gone:
            self.forget(batch.gone)
            self.tracks_gone.emit(batch.gone)
        if current:
            self.tracks_met.emit(current)
        if batch.fresh:
            self.tracks_found.emit(batch.fresh)
        if is_opened:
            self.tracks_opened.emit([*current, *moved, *batch.fresh], is_first)
        self.analyse([*current, *moved, *batch.fresh])
        if batch.missing:
            self.forget(batch.missing)
            self.tracks_missing.emit(batch.missing)

    def _current(self, track: Track) -> Track:
        here = self._known_in(file_of(track.path))
        return next((each for each in here if each.path == track.path), track)

    def _on_scanned(self, _: None) -> None:
        self._scans_running -= 1
        self.is_scanning_changed.emit(self.is_scanning)

    def _on_scan_failed(self, error: BaseException) -> None:
        self._on_scanned(None)
        self.trouble.emit(error)

    def _start(self) -> None:
        if self._progress.is_running:
            return
        if self._control.is_cancelled:
            self._control = Control()
        self._clock.run(not self._progress.is_held)
        self._show(is_running=True)
        control = self._control
        self._analyses.run(lambda: self._analyse(control), self._on_ended, self._on_failed)

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
        self._progress = replace(self._progress, **changes)  # type: ignore[arg-type]
        self.progress_changed.emit(self._progress)


def _is_under(path: str, places: Sequence[str]) -> bool:
    return any(is_within(path, place) for place in places)
