"""From dropped paths to analysed tracks, as generators: scan, tags, pool, store.

The command line runs them in its own thread, the window in threads of `services/importing.py`.
An analysed track is on the disk before it is yielded: a kill loses nothing that was told.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.analysis import TrackAnalysis, analysis_version
from musemood.analysis_pool import AnalysisPool
from musemood.domain.control import Control
from musemood.domain.failure import Failure
from musemood.domain.mood import SegmentReading
from musemood.domain.moves import Moved
from musemood.domain.track import Track
from musemood.files.presence import is_there
from musemood.files.scan import FoundFile, find_audio_files
from musemood.found_again import FoundAgain, Recognised
from musemood.second_look import is_unchanged, look_again, present

__all__ = ["AnalysisPool", "Scanned", "Shelf", "analyse", "analysis_version", "scan"]

Analysed = tuple[Track, NDArray[np.float32], SegmentReading]

_BATCH_S = 0.1
"""Rows are handed on this often, so that the first appear at once."""

_STORE_EVERY_S = 1.0
_STORE_SHARE = 0.05
"""Storing may take this share of the time: seldom at 50,000 tracks, at once at 24."""


class Shelf(Protocol):
    """What this work needs of the store."""

    def put(self, tracks: Iterable[Track]) -> None:
        """Add or replace tracks; on the disk after `flush`."""

    def put_analysed(self, items: Iterable[Analysed]) -> None:
        """Add or replace tracks together with their sequences, on the disk at once."""

    def put_copies(self, items: Iterable[tuple[Track, str]]) -> None:
        """Add or replace tracks that share the sequence of the track at a path; see `put`."""

    def move(self, moved: Iterable[Moved]) -> None:
        """Tracks have other paths, together; on the disk at once."""

    def flush(self) -> None:
        """Write what `put` holds back."""


class _Pace:
    """How often to write: at most once a second, and never more than a share of the time."""

    def __init__(self) -> None:
        self._done_at = time.monotonic()
        self._pause_s = _STORE_EVERY_S

    def is_due(self) -> bool:
        """Whether it is time to write again."""
        return time.monotonic() - self._done_at >= self._pause_s

    def wrote(self, started_at: float) -> None:
        """A write that began at ``started_at`` is done."""
        self._done_at = time.monotonic()
        self._pause_s = max(_STORE_EVERY_S, (self._done_at - started_at) / _STORE_SHARE)


class Scanned(Struct, frozen=True):
    """What one stretch of a scan met. ``fresh``: new, changed or failed, and stored.

    ``known``: as they were; by now the library may know more of them than is said here.
    ``moved``: known ones at other paths. ``missing``: paths where there is no file any more.
    ``copy_of``: of ``fresh``, by path, where the analysed track lies whose sound they hold.
    ``gone``: paths that name nothing any more, because a cue sheet came, went or changed;
    forgetting them is left to whoever scans.
    """

    fresh: list[Track] = field(default_factory=list)
    known: list[Track] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    copy_of: dict[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


KnownIn = Callable[[str], Iterable[Track]]
"""The tracks that are known to lie in a file: itself, or those that its cue sheet names."""


def scan(
    paths: Iterable[str],
    known_in: KnownIn,
    shelf: Shelf,
    control: Control,
    clock: Callable[[], float] = time.time,
    library: Iterable[Track] = (),
    looked_for: Iterable[Track] = (),
) -> Iterator[Scanned]:
    """Find audio files, read tags, store and yield tracks in batches, a batch each 0.1 s.

    Files whose mtime and size are those of the known tracks are passed on untouched. Files
    that cannot be read come as tracks with a failure. ``library``: all tracks; files that hold
    the sound of one of them are recognised as moved or copied. ``looked_for``: tracks to be
    told of if their files are gone. Raises `PathMissing` of `files.scan` for a path that does
    not exist, and `StoreError` where the disk refuses.
    """
    pace = _Pace()
    is_written = True
    for batch in _batches(find_audio_files(paths), known_in, control, clock, FoundAgain(library)):
        if batch.moved:
            shelf.move(batch.moved)
        if batch.fresh:
            copies = batch.copy_of
            shelf.put(track for track in batch.fresh if track.path not in copies)
            shelf.put_copies((t, copies[t.path]) for t in batch.fresh if t.path in copies)
        is_written = is_written and not (batch.fresh or batch.gone)
        yield batch
        if not is_written and pace.is_due():
            started_at = time.monotonic()
            shelf.flush()
            pace.wrote(started_at)
            is_written = True
    if not is_written:
        shelf.flush()
    if not control.is_cancelled:
        yield Scanned(missing=[t.path for t in looked_for if not is_there(t.path)])


def _batches(
    found_files: Iterable[FoundFile | Failure],
    known_in: KnownIn,
    control: Control,
    clock: Callable[[], float],
    found_again: FoundAgain,
) -> Iterator[Scanned]:
    batch, last = Scanned(), Scanned()
    handed_on_at = time.monotonic()
    for found in found_files:
        if control.is_cancelled:
            break
        before = list(known_in(found.path))
        if before and isinstance(found, FoundFile) and is_unchanged(before, found):
            for track in before:
                seen = present(track)
                (batch.known if seen == track else batch.fresh).append(seen)
        else:
            looked = look_again(found, before, clock())
            batch.known.extend(looked.known)
            batch.gone.extend(looked.gone)
            _recognise(looked.fresh, before, found_again, batch, last)
            if isinstance(found, FoundFile) and found.sheet:
                failed = {track.path for track in looked.fresh}
                mended = (track.path for track in known_in(found.sheet))
                batch.gone.extend(path for path in mended if path not in failed)
        if time.monotonic() - handed_on_at >= _BATCH_S:
            yield batch
            batch = Scanned()
            handed_on_at = time.monotonic()
    yield batch
    if last.fresh or last.moved:
        yield last


def _recognise(
    fresh: Iterable[Track],
    before: Iterable[Track],
    found_again: FoundAgain,
    batch: Scanned,
    last: Scanned,
) -> None:
    """What takes the place of another goes into ``last``: two change places together."""
    by_path = {track.path: track for track in before}
    for track in fresh:
        old = by_path.get(track.path)
        if track.failure is None:
            _sort_in(found_again.recognise(track, old), last if old else batch)
        else:
            batch.fresh.append(track)


def _sort_in(found: Recognised, batch: Scanned) -> None:
    if found.known is not None and found.is_moved:
        batch.moved.append(Moved(found.known.path, found.track))
        return
    batch.fresh.append(found.track)
    if found.known is not None and found.known.reading is not None:
        batch.copy_of[found.track.path] = found.known.path


def analyse(
    tracks: Iterable[Track], pool: AnalysisPool, shelf: Shelf, control: Control
) -> Iterator[Track]:
    """Analyse tracks in the pool, store them in batches, yield each once it is stored.

    ``tracks`` is drawn from as workers become free, so it may grow. A file that fails comes
    back with its failure; the others go on.
    """
    under_way: dict[str, Track] = {}
    waiting: list[tuple[Track, TrackAnalysis | None]] = []
    pace = _Pace()
    for path, outcome in pool.results(_remembering(tracks, under_way), control):
        waiting.append(_with_outcome(under_way[path], outcome))
        if pace.is_due():
            started_at = time.monotonic()
            _store(waiting, shelf)
            pace.wrote(started_at)
            yield from (track for track, _ in waiting)
            waiting = []
    _store(waiting, shelf)
    yield from (track for track, _ in waiting)


def _remembering(tracks: Iterable[Track], under_way: dict[str, Track]) -> Iterator[str]:
    for track in tracks:
        under_way[track.path] = track
        yield track.path


def _with_outcome(
    track: Track, outcome: TrackAnalysis | Failure
) -> tuple[Track, TrackAnalysis | None]:
    if isinstance(outcome, Failure):
        return replace(track, failure=outcome, reading=None, analysed_by=analysis_version()), None
    tags = track.tags
    if tags.duration_s <= 0:
        tags = replace(tags, duration_s=outcome.decoded_s)
    return (
        replace(
            track,
            tags=tags,
            reading=outcome.reading,
            loudness=outcome.loudness,
            analysed_by=outcome.analysed_by,
            identity=outcome.identity,
            failure=None,
        ),
        outcome,
    )


def _store(waiting: list[tuple[Track, TrackAnalysis | None]], shelf: Shelf) -> None:
    failed = [track for track, a in waiting if a is None]
    analysed = [(track, a.sequence, a.segments) for track, a in waiting if a is not None]
    if failed:
        shelf.put(failed)
    if analysed:
        shelf.put_analysed(analysed)
    elif failed:
        shelf.flush()
