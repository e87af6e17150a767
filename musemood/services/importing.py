"""Dropped paths become rows at once and moods in the background."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from musemood import library_work
from musemood.domain.control import Control
from musemood.domain.cue_sheet import is_cue_sheet
from musemood.domain.library import Library, is_song
from musemood.domain.library_places import tracks_within
from musemood.domain.span import file_of
from musemood.domain.track import Track
from musemood.library_work import KnownIn, Scanned, Shelf
from musemood.services.analysing import Analysing
from musemood.services.analysis_progress import AnalysisProgress
from musemood.services.tasks import Tasks


class _Search(Struct, frozen=True):
    """Where to look. ``looked_for``: tracks to be told of if their files are gone.

    ``is_opened``: the person wants to hear what is found; ``asked``: of some files these tracks.
    """

    paths: tuple[str, ...]
    looked_for: Sequence[Track] = ()
    is_opened: bool = False
    asked: frozenset[str] = frozenset()


class Importing(QObject):
    """Scans in one thread; what it finds is analysed, see analysing.py.

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
    _batch_scanned = Signal(object, object, bool)

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
        self._library = library
        self._scans = Tasks(scan_executor, self)
        self._analysing = Analysing(shelf, analysis_executor, jobs, self)
        self._analysing.track_analysed.connect(self.track_analysed)
        self._analysing.progress_changed.connect(self.progress_changed)
        self._analysing.trouble.connect(self.trouble)
        self._scans_running = 0
        self._is_open = False
        self._early: list[str] = []
        self._refusal: object = None
        self._scan_control = Control()
        self._batch_scanned.connect(self._on_batch_scanned)

    @property
    def is_scanning(self) -> bool:
        """Whether folders are being read."""
        return self._scans_running > 0

    @property
    def progress(self) -> AnalysisProgress:
        """How far the analysis is now."""
        return self._analysing.progress

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
        so `tracks_opened` tells of them too. The path of one track of a cue sheet opens that one.
        """
        given = tuple(paths)
        if self._refusal is not None:
            self.trouble.emit(self._refusal)
        elif not self._is_open:
            self._early.extend(given)
        elif given:
            asked = frozenset(path for path in given if file_of(path) != path)
            files = tuple(dict.fromkeys(map(file_of, given)))
            folders = dict.fromkeys(path for path in files if os.path.isdir(path))
            self.folders_added.emit(list(folders))
            self.files_added.emit([path for path in files if path not in folders])
            search = _Search(files, is_opened=is_opened, asked=asked)
            self._start_scan(lambda _: search)

    def look_at(self, paths: Iterable[str]) -> None:
        """Files or folders have changed, come or gone."""
        if not self._is_open or self._refusal is not None:
            return
        changed = tuple(paths)
        self._start_scan(lambda library: _search_around(changed, library))

    def rescan(self, folders: Iterable[str], unfit: Iterable[Track] = ()) -> None:
        """Look for what is new or changed; folders that are not there now are passed over.

        ``unfit``: tracks that failed; those whose files are gone are forgotten.
        """
        self._forget_gone(unfit)
        given = tuple(folders)
        if not self._is_open:
            self.add(filter(os.path.isdir, given))
        elif self._refusal is None:
            self._start_scan(lambda library: _Search(_only_there(given), library))

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
        self._analysing.add(tracks)

    def left_out(self, library: Library) -> int:
        """How many songs lack a mood and are not waiting for one."""
        return self._analysing.left_out(library)

    def pause(self) -> None:
        """Finish the files under way, start no others."""
        self._analysing.pause()

    def wait_for_mains(self, should_wait: bool) -> None:
        """The same while the battery is in use; the person's own pause stays what it is."""
        self._analysing.wait_for_mains(should_wait)

    def resume(self) -> None:
        """Go on, also in spite of the battery."""
        self._analysing.resume()

    def cancel(self) -> None:
        """Stop the analysis; what is done stays, the rest can be taken up again later."""
        self._analysing.cancel()

    def forget(self, paths: Iterable[str]) -> None:
        """Do not analyse these any more; what is under way is finished."""
        self._analysing.forget(paths)

    def close(self) -> None:
        """End scan and analysis and wait until both threads are done."""
        self._scan_control.cancel()
        self._analysing.cancel()
        self._scans.close()
        self._analysing.close()

    def _forget_gone(self, unfit: Iterable[Track]) -> None:
        gone = [t.path for t in unfit if not is_song(t) and not os.path.lexists(file_of(t.path))]
        if gone:
            self.tracks_gone.emit(gone)

    def _start_scan(self, plan: Callable[[list[Track]], _Search]) -> None:
        """``plan`` is asked in the thread, with the tracks of the library."""
        self._scans_running += 1
        self.is_scanning_changed.emit(True)
        library = list(self._library())
        self._scans.run(
            lambda: self._scan(plan(library), library), self._on_scanned, self._on_scan_failed
        )

    def _scan(self, search: _Search, library: list[Track]) -> None:
        found = library_work.scan(
            search.paths,
            self._known_in,
            self._shelf,
            self._scan_control,
            library=library,
            looked_for=search.looked_for,
        )
        for number, batch in enumerate(found):
            self._batch_scanned.emit(batch, search, number == 0)

    def _on_batch_scanned(self, batch: Scanned, search: _Search, is_first: bool) -> None:
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
        if search.is_opened:
            opened = _only_asked([*current, *moved, *batch.fresh], search.asked)
            self.tracks_opened.emit(opened, is_first)
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


def _only_asked(tracks: list[Track], asked: frozenset[str]) -> list[Track]:
    """Of files of which single tracks were asked for only those, where they are there."""
    found = {file_of(track.path) for track in tracks if track.path in asked}
    return [t for t in tracks if t.path in asked or file_of(t.path) not in found]


def _search_around(changed: Iterable[str], library: Sequence[Track]) -> _Search:
    """A cue sheet that came, changed or went says other things of the files beside it."""
    sheets = {os.path.dirname(path) for path in changed if is_cue_sheet(path)}
    files = (file_of(track.path) for track in library) if sheets else ()
    beside = (file for file in files if os.path.dirname(file) in sheets)
    return _Search(_only_there((*changed, *beside)), tracks_within(library, changed))


def _only_there(paths: Iterable[str]) -> tuple[str, ...]:
    """Each once; what went meanwhile is no mistake of the person's."""
    return tuple(filter(os.path.lexists, dict.fromkeys(paths)))
