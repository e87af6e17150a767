"""``musemood tag``: add to the library, analyse, print each track as it comes."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from musemood.commands import SOME_FAILED, WRONG_USE
from musemood.commands.notices import tell_notices
from musemood.commands.wording import failure_sentence
from musemood.domain.control import Control
from musemood.domain.duration import duration_text
from musemood.domain.library import Library, needs_analysis
from musemood.domain.mood import ALL_MOODS, MOODS, SEGMENT_S, SegmentReading
from musemood.domain.span import told_path
from musemood.domain.track import Track
from musemood.files.data_folder import DataFolder
from musemood.files.scan import PathMissing
from musemood.files.store import Store
from musemood.library_work import AnalysisPool, analyse, analysis_version, scan


def tag(folder: DataFolder, paths: Sequence[str], *, is_json: bool, jobs: int) -> int:
    """Print every audio file under ``paths``; returns 0, 1 if some failed, 2 for a wrong path.

    Raises FolderInUse, FolderNotWritable, StoreError.
    """
    with folder.lock(), Store.open(folder) as store:
        known = Library(store.tracks())
        told = store.notices
        tell_notices(told)
        has_failed = False
        try:
            for track in _tracks(paths, known, store, jobs):
                has_failed |= track.failure is not None
                if is_json:
                    sequence = store.sequence(track.path) if track.reading else None
                    print(json.dumps(_as_json(track, sequence[1] if sequence else None)))
                else:
                    print(_as_text(track))
                sys.stdout.flush()
            tell_notices(store.notices[len(told) :])
        except PathMissing as error:
            print(f"musemood: {error.path} does not exist.", file=sys.stderr)
            return WRONG_USE
    return SOME_FAILED if has_failed else 0


def _tracks(paths: Sequence[str], known: Library, store: Store, jobs: int) -> Iterator[Track]:
    """Known tracks and failures first, the others as their analysis ends."""
    control = Control()
    version = analysis_version()
    waiting: list[Track] = []
    for batch in scan(paths, known.tracks_of, store, control, library=list(known)):
        store.remove(batch.gone)
        for track in (*batch.known, *(each.track for each in batch.moved), *batch.fresh):
            if needs_analysis(track, version):
                waiting.append(track)
            else:
                yield track
    if not waiting:
        return
    with AnalysisPool(min(jobs, len(waiting))) as pool:
        yield from _with_progress(analyse(waiting, pool, store, control), len(waiting))


def _with_progress(tracks: Iterable[Track], total: int) -> Iterator[Track]:
    def show(text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    show(f"Analysing {total} files")
    for done, track in enumerate(tracks, 1):
        show("")
        yield track
        show(f"Analysed {done} of {total}" if done < total else "")


def _as_json(track: Track, segments: SegmentReading | None) -> dict[str, Any]:
    """The fields of product.md; null values where the file failed."""
    reading = track.reading
    has_failed = track.failure is not None
    return {
        "path": told_path(track.path),
        "title": None if has_failed else track.title,
        "artist": None if has_failed else track.tags.artist,
        "duration_s": None if has_failed else track.duration_s,
        "mood": reading.mood if reading else None,
        "probabilities": dict(zip(MOODS, reading.probabilities, strict=True)) if reading else None,
        "valence": reading.valence if reading else None,
        "arousal": reading.arousal if reading else None,
        "confidence": reading.confidence if reading else None,
        "segments": _segments(segments) if segments is not None else None,
        "error": failure_sentence(track.failure) if track.failure else None,
    }


def _segments(segments: SegmentReading) -> list[dict[str, Any]]:
    return [
        {"start_s": place * SEGMENT_S, "mood": ALL_MOODS[int(mood)], "attention": float(attention)}
        for place, (mood, attention) in enumerate(
            zip(segments.moods, segments.attention, strict=True)
        )
    ]


def _as_text(track: Track) -> str:
    if track.failure is not None or track.reading is None:
        reason = failure_sentence(track.failure) if track.failure else ""
        return f"failed         {told_path(track.path)}: {reason}"
    percent = f"{100 * track.reading.confidence:3.0f} %"
    by = f"{track.title} · {track.tags.artist}" if track.tags.artist else track.title
    return f"{track.reading.mood:<8} {percent}  {by}  {duration_text(track.duration_s)}"
