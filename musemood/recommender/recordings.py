"""The same recording, however often it lies in the library: none comes twice.

Two tracks are one recording if their sound has the same identity; if they are one song by the
paper's rule (`song_key`); if artist and title, without what editions add, are the same and the
lengths within `LENGTH_TOLERANCE_S`; or if they sound alike beyond `SAME_SOUND`. The last two keep
apart what the titles call different versions: live, remix, acoustic.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musemood.domain.embeddings import WIDTH, Embeddings
from musemood.domain.track import Track, fold, named_song, song_key

LENGTH_TOLERANCE_S = 3.0
SAME_SOUND = 0.98
"""Cosine of two embeddings from which on they are one recording.

Of 492 copies of 41 files (clips of 30 s of Emotify, and whole tracks; twelve kinds: MP3, AAC,
Opus, MP2, resampled, cut, quieter) 85 % lie above it, 77 % above 0.99; the others, mostly cut by a
second or two, are left to title and artist. Of 324 files the nearest two that are not one recording
lie at 0.974, on one album; the three pairs above are one song twice (``make bench NAME=copies``).
"""

_VERSION = re.compile(
    r"\b(live|unplugged|remix|mix|rmx|dub|edit|acoustic|demo|instrumental|karaoke|a ?cappella"
    r"|cover|reprise|orchestral|piano|session|rehearsal|alternate|extended|slowed|nightcore)\b"
)
_ADDED = re.compile(r"[(\[{][^)\]}]*[)\]}]|\s[-–—]\s.*$")
"""What stands in brackets or behind a dash."""
_GUEST = re.compile(r"\s(feat|ft|featuring|with)\b.*$")
_WORD = re.compile(r"\w+")


def versions(title: str) -> frozenset[str]:
    """What a title calls itself in brackets or behind a dash: live, remix, ...; often nothing."""
    return _versions(fold(title))


def _versions(folded: str) -> frozenset[str]:
    return frozenset(_VERSION.findall(" ".join(_ADDED.findall(folded))))


def song_words(track: Track) -> tuple[str, str] | None:
    """Artist and title without guests, editions, signs and articles; None if one is not known."""
    return _words(fold(track.tags.title), fold(track.tags.artist))


def _words(title: str, artist: str) -> tuple[str, str] | None:
    bare = _GUEST.sub("", _ADDED.sub(" ", title)).strip() or title
    name = _GUEST.sub("", artist).removeprefix("the ")
    words = " ".join(_WORD.findall(name)), " ".join(_WORD.findall(bare))
    return words if all(words) else None


class _Marks(Struct, frozen=True):
    """What a recording is known by, beside its sound. ``words``: None where they are not known."""

    song: tuple[str, ...]
    version: frozenset[str]
    words: tuple[str, str] | None


def _marks(track: Track) -> _Marks:
    if not track.tags.title:
        return _Marks(song_key(track), frozenset(), None)
    return _marks_of(track.tags.title, track.tags.artist, track.tags.album)


@lru_cache(maxsize=4096)
def _marks_of(title: str, artist: str, album: str) -> _Marks:
    """Kept, for one question asks again and again about much the same tracks as the last."""
    song = named_song(title, artist, album)
    return _Marks(song, _versions(song[0]), _words(*song[:2]))


class Recordings:
    """Recordings that are taken already. ``embeddings``: of all tracks that will be asked about."""

    def __init__(self, embeddings: Embeddings, taken: Iterable[Track] = ()) -> None:
        self._embeddings = embeddings
        self._identities: set[str] = set()
        self._songs: set[tuple[str, ...]] = set()
        self._lengths: defaultdict[tuple[object, ...], list[float]] = defaultdict(list)
        self._sounds: defaultdict[frozenset[str], _Rows] = defaultdict(_Rows)
        tracks = list(taken)
        directions = embeddings.directions(track.path for track in tracks)
        for track, direction in zip(tracks, directions, strict=True):
            self._add(track, _marks(track), direction)

    def take(self, track: Track, direction: NDArray[np.float32] | None = None) -> bool:
        """Take it, unless its recording is taken already.

        ``direction``: of its sound, as the embeddings have it, where it is at hand.
        """
        if direction is None:
            direction = self._direction(track)
        marks = _marks(track)
        if self._holds(track, marks, direction):
            return False
        self._add(track, marks, direction)
        return True

    def holds(self, track: Track, direction: NDArray[np.float32] | None = None) -> bool:
        """Whether the recording of the track is taken; ``direction`` as for `take`."""
        if direction is None:
            direction = self._direction(track)
        return self._holds(track, _marks(track), direction)

    def _direction(self, track: Track) -> NDArray[np.float32]:
        direction: NDArray[np.float32] = self._embeddings.directions([track.path])[0]
        return direction

    def _holds(self, track: Track, marks: _Marks, direction: NDArray[np.float32]) -> bool:
        if track.identity in self._identities or marks.song in self._songs:
            return True
        if marks.words and any(
            _is_near(track.duration_s, length)
            for length in self._lengths.get((*marks.words, marks.version), ())
        ):
            return True
        alike = self._sounds.get(marks.version)
        return alike is not None and alike.nearest(direction) >= SAME_SOUND

    def _add(self, track: Track, marks: _Marks, direction: NDArray[np.float32]) -> None:
        if track.identity:
            self._identities.add(track.identity)
        self._songs.add(marks.song)
        if marks.words:
            self._lengths[(*marks.words, marks.version)].append(track.duration_s)
        self._sounds[marks.version].append(direction)


def _is_near(one_s: float, other_s: float) -> bool:
    """A length that is not known is no difference."""
    return not one_s or not other_s or abs(one_s - other_s) <= LENGTH_TOLERANCE_S


class _Rows:
    """Directions, in an array that grows by doubling."""

    def __init__(self) -> None:
        self._rows = np.zeros((8, WIDTH), np.float32)
        self._count = 0

    def append(self, row: NDArray[np.float32]) -> None:
        if self._count == len(self._rows):
            self._rows = np.vstack([self._rows, np.zeros_like(self._rows)])
        self._rows[self._count] = row
        self._count += 1

    def nearest(self, row: NDArray[np.float32]) -> float:
        return float((self._rows[: self._count] @ row).max())
