"""What is in a file now, against what was known of it: new, as it was, or not there any more."""

from collections.abc import Iterable
from contextlib import suppress

from msgspec import Struct, field
from msgspec.structs import replace

from musemood.domain.cue_sheet import CueError, tracks_in
from musemood.domain.failure import Failure, FailureKind, FileError
from musemood.domain.span import Span
from musemood.domain.track import Track
from musemood.files.cue_text import inner_cut
from musemood.files.identity import sound_identity
from musemood.files.scan import FoundFile
from musemood.files.tags import read_tags_and_cue

_MAY_PASS = (
    FailureKind.MISSING,
    FailureKind.BROKEN_LINK,
    FailureKind.NO_PERMISSION,
    FailureKind.UNREADABLE,
)
"""Failures that can go away without the file changing, so each rescan tries again."""


class Looked(Struct, frozen=True):
    """``fresh``: new, changed or failed. ``known``: as they were. ``gone``: paths that name
    nothing any more, because a cue sheet came, went or changed.
    """

    fresh: list[Track] = field(default_factory=list)
    known: list[Track] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def is_unchanged(before: Iterable[Track], found: FoundFile) -> bool:
    """Whether the file is as it was when these tracks were read from it, and need not be again."""
    return all(t.is_unchanged(found.mtime_ns, found.size) and not _may_pass(t) for t in before)


def look_again(found: FoundFile | Failure, before: Iterable[Track], now_s: float) -> Looked:
    """Read what is in the file now. ``before``: tracks known to lie in it; ``now_s``: the hour."""
    before, looked = list(before), Looked()
    by_path = {track.path: track for track in before}
    added_at = min((track.added_at for track in before), default=now_s)
    now = _read(found, before)
    for track in now:
        old = by_path.pop(track.path, None)
        if old is None:
            looked.fresh.append(replace(track, added_at=added_at))
            continue
        kept = track.in_place_of(old)
        (looked.known if kept == old else looked.fresh).append(old if kept == old else kept)
    looked.gone.extend(by_path)
    return looked


def _read(found: FoundFile | Failure, before: Iterable[Track]) -> list[Track]:
    """The tracks of a file as they are on the disk now; a broken cue sheet is one too."""
    if isinstance(found, Failure):
        return _failed(found, Track(found.path, 0, 0), before)
    track = Track(found.path, found.mtime_ns, found.size)
    try:
        tags, inner = read_tags_and_cue(found.path)
    except FileError as error:
        return _failed(error.failure, track, before)
    whole = replace(track, tags=tags)
    try:
        cut = found.cut if found.sheet else inner_cut(inner)
        return [replace(track, path=path, tags=t) for path, t in tracks_in(found.path, tags, cut)]
    except CueError as error:
        if found.sheet:
            failure = Failure(FailureKind.CUE_SHEET, found.sheet, str(error))
            return [whole, Track(found.sheet, 0, 0, failure=failure)]
        # The sheet inside has no file of its own: it stands at a span in which nothing lies.
        failure = Failure(FailureKind.CUE_SHEET, found.path, str(error))
        return [whole, replace(track, path=Span(found.path, end_s=0.0).path, failure=failure)]


def _failed(failure: Failure, track: Track, before: Iterable[Track]) -> list[Track]:
    """The file as a track that failed; the tracks of a cue sheet stay themselves, and fail."""
    cut = [old for old in before if old.path != track.path and not _is_broken_sheet(old)]
    if not cut:
        return [replace(track, failure=failure)]
    return [replace(old, mtime_ns=track.mtime_ns, size=track.size, failure=failure) for old in cut]


def present(track: Track) -> Track:
    """The track, seen to be there; from before there were identities, it gets one."""
    identity = track.identity
    if not identity and track.reading is not None:
        with suppress(FileError):
            identity = sound_identity(track.path)
    seen = replace(track, is_missing=False, identity=identity)
    return track if seen == track else seen


def _is_broken_sheet(track: Track) -> bool:
    return track.failure is not None and track.failure.kind is FailureKind.CUE_SHEET


def _may_pass(track: Track) -> bool:
    return track.failure is not None and track.failure.kind in _MAY_PASS
