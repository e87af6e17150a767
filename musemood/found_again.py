"""Which files, newly found or changed, hold a sound that the library knows: moved, copied, tagged.

A file of one's name, size and time of change is taken for it at once where the old one is gone;
otherwise the sound itself is compared, for which the file is read once.
"""

import os
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from pathlib import PurePath
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.failure import FileError
from musemood.domain.span import file_of
from musemood.domain.track import Track
from musemood.files.identity import sound_identity
from musemood.files.presence import is_there

K = TypeVar("K", bound=Hashable)

_NEAR = 5
"""Lengths are compared by the fifth of a second before the sound is."""


class Recognised(Struct, frozen=True):
    """A file as it is to be kept. ``known``: the track whose sound it holds, None if it is new.

    ``is_moved``: that one is not at its place any more.
    """

    track: Track
    known: Track | None = None
    is_moved: bool = False


class FoundAgain:
    """What is known, as it was when a scan began.

    Indexed when first asked: most scans find nothing new, and 50,000 tracks are 40 MB of index.
    """

    def __init__(self, tracks: Iterable[Track]) -> None:
        self._tracks = tracks
        self._taken: set[str] = set()

    @cached_property
    def _by_stat(self) -> dict[tuple[int, int], list[Track]]:
        return _grouped(self._tracks, lambda track: (track.size, track.mtime_ns))

    @cached_property
    def _by_identity(self) -> dict[str, list[Track]]:
        return _grouped((t for t in self._tracks if t.identity), lambda track: track.identity)

    @cached_property
    def _lengths(self) -> set[tuple[str, int]]:
        return {_length(track) for track in self._tracks if track.identity}

    def recognise(self, fresh: Track, before: Track | None) -> Recognised:
        """``fresh``: a file as just read. ``before``: what is known of this path."""
        if before is not None and before.is_unchanged(fresh.mtime_ns, fresh.size):
            return Recognised(fresh)
        if before is None:
            moved = self._same_file(fresh)
            if moved is not None:
                return self._as(fresh, moved, moved.identity, is_moved=True)
        if not (before and before.identity) and not self._may_be_known(fresh):
            return Recognised(fresh)
        identity = _identity(fresh.path)
        if before is not None and identity and identity == before.identity:
            return self._as(fresh, before, identity, is_moved=False)
        others = [t for t in self._by_identity.get(identity, ()) if t.path != fresh.path]
        gone = [t for t in others if t.path not in self._taken and not _is_still_there(t)]
        if gone:
            return self._as(fresh, gone[0], identity, is_moved=True)
        read = [t for t in others if t.reading is not None]
        if read:
            return self._as(fresh, read[0], identity, is_moved=False)
        return Recognised(replace(fresh, identity=identity))

    def _same_file(self, fresh: Track) -> Track | None:
        """The one that is gone and was the same to the nanosecond; None where two could be."""
        name = PurePath(fresh.path).name
        alike = self._by_stat.get((fresh.size, fresh.mtime_ns), ())
        gone = [
            t
            for t in alike
            if PurePath(t.path).name == name and t.path not in self._taken and not is_there(t.path)
        ]
        return gone[0] if len(gone) == 1 else None

    def _as(self, fresh: Track, known: Track, identity: str, *, is_moved: bool) -> Recognised:
        tags = fresh.tags
        if tags.duration_s <= 0:
            tags = replace(tags, duration_s=known.duration_s)
        track = replace(
            fresh,
            tags=tags,
            reading=known.reading,
            loudness=known.loudness,
            analysed_by=known.analysed_by,
            failure=known.failure if is_moved and known.path != fresh.path else fresh.failure,
            identity=identity,
        )
        if is_moved:
            self._taken.add(known.path)
            track = track.in_place_of(known)
        return Recognised(track, known, is_moved)

    def _may_be_known(self, track: Track) -> bool:
        ending, length = _length(track)
        return any((ending, near) in self._lengths for near in range(length - 1, length + 2))


def _grouped(tracks: Iterable[Track], key: Callable[[Track], K]) -> dict[K, list[Track]]:
    groups: dict[K, list[Track]] = {}
    for track in tracks:
        groups.setdefault(key(track), []).append(track)
    return groups


def _length(track: Track) -> tuple[str, int]:
    return PurePath(file_of(track.path)).suffix.lower(), round(track.duration_s * _NEAR)


def _identity(path: str) -> str:
    try:
        return sound_identity(path)
    except FileError:
        return ""


def _is_still_there(track: Track) -> bool:
    """Whether the sound is where it was; a file that was changed meanwhile is listened to."""
    try:
        status = os.stat(file_of(track.path))
    except OSError:
        return False
    if track.is_unchanged(status.st_mtime_ns, status.st_size):
        return True
    return _identity(track.path) == track.identity
