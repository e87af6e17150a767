"""From dropped paths to analysed tracks, as generators: scan, tags, pool, store.

The command line runs them in its own thread, the window in threads of `services/importing.py`.
An analysed track is on the disk before it is yielded: a kill loses nothing that was told.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from musemood.analysis import TrackAnalysis, analysis_version
from musemood.analysis_pool import AnalysisPool
from musemood.domain.control import Control
from musemood.domain.failure import Failure, FailureKind, FileError
from musemood.domain.mood import SegmentReading
from musemood.domain.track import Track
from musemood.files.scan import FoundFile, find_audio_files
from musemood.files.tags import read_tags

__all__ = ["AnalysisPool", "Scanned", "Shelf", "analyse", "analysis_version", "scan"]

Analysed = tuple[Track, NDArray[np.float32], SegmentReading]

_BATCH_S = 0.1
"""Rows are handed on this often, so that the first appear at once."""

_STORE_EVERY_S = 1.0
_STORE_SHARE = 0.05
"""Storing may take this share of the time: seldom at 50,000 tracks, at once at 24."""

_MAY_PASS = (
    FailureKind.MISSING,
    FailureKind.BROKEN_LINK,
    FailureKind.NO_PERMISSION,
    FailureKind.UNREADABLE,
)
"""Failures that can go away without the file changing, so each rescan tries again."""


class Shelf(Protocol):
    """What this work needs of the store."""

    def put(self, tracks: Iterable[Track]) -> None:
        """Add or replace tracks; on the disk after `flush`."""

    def put_analysed(self, items: Iterable[Analysed]) -> None:
        """Add or replace tracks together with their sequences, on the disk at once."""

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


@dataclass(frozen=True, slots=True)
class Scanned:
    """What one stretch of a scan met. ``fresh``: new, changed or failed, and stored.

    ``known``: as they were; by now the library may know more of them than is said here.
    """

    fresh: list[Track] = field(default_factory=list)
    known: list[Track] = field(default_factory=list)


def scan(
    paths: Iterable[str],
    known: Callable[[str], Track | None],
    shelf: Shelf,
    control: Control,
    clock: Callable[[], float] = time.time,
) -> Iterator[Scanned]:
    """Find audio files, read tags, store and yield tracks in batches, a batch each 0.1 s.

    Files whose mtime and size are those of the known track are passed on untouched. Files
    that cannot be read come as tracks with a failure. Raises `PathMissing` of `files.scan`
    for a path that does not exist, and `StoreError` where the disk refuses.
    """
    pace = _Pace()
    is_written = True
    for batch in _batches(find_audio_files(paths), known, control, clock):
        if batch.fresh:
            shelf.put(batch.fresh)
            is_written = False
        yield batch
        if not is_written and pace.is_due():
            started_at = time.monotonic()
            shelf.flush()
            pace.wrote(started_at)
            is_written = True
    if not is_written:
        shelf.flush()


def _batches(
    found_files: Iterable[FoundFile | Failure],
    known: Callable[[str], Track | None],
    control: Control,
    clock: Callable[[], float],
) -> Iterator[Scanned]:
    batch = Scanned()
    handed_on_at = time.monotonic()
    for found in found_files:
        if control.is_cancelled:
            break
        before = known(found.path)
        fresh = _fresh_track(found, before, clock())
        if fresh is not None:
            batch.fresh.append(fresh)
        elif before is not None:
            batch.known.append(before)
        if time.monotonic() - handed_on_at >= _BATCH_S:
            yield batch
            batch = Scanned()
            handed_on_at = time.monotonic()
    yield batch


def _fresh_track(found: FoundFile | Failure, before: Track | None, now_s: float) -> Track | None:
    """The track as it is on the disk now; None where ``before`` says it all."""
    if isinstance(found, Failure):
        fresh = Track(found.path, 0, 0, added_at=now_s, failure=found)
    elif before and before.is_unchanged(found.mtime_ns, found.size) and not _may_pass(before):
        return None
    else:
        fresh = _read(found, now_s)
    if before is None:
        return fresh
    fresh = replace(
        fresh,
        added_at=before.added_at,
        own_mood=before.own_mood,
        own_stars=before.own_stars,
    )
    return None if fresh == before else fresh


def _may_pass(track: Track) -> bool:
    return track.failure is not None and track.failure.kind in _MAY_PASS


def _read(found: FoundFile, now_s: float) -> Track:
    track = Track(found.path, found.mtime_ns, found.size, added_at=now_s)
    try:
        return replace(track, tags=read_tags(found.path))
    except FileError as error:
        return replace(track, failure=error.failure)


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
