"""The same recording, however often it lies in the library: none comes twice.

Two tracks are one recording if their sound has the same identity; if they are one song by the
paper's rule (`song_key`); if artist and title, without what editions add, are the same and the
lengths within `LENGTH_TOLERANCE_S`; or if they sound alike beyond `SAME_SOUND`. The last two keep
apart what the titles call different versions: live, remix, acoustic.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from musemood.domain.embeddings import WIDTH, Embeddings
from musemood.domain.track import Track, fold, song_key

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
    added = " ".join(_ADDED.findall(fold(title)))
    return frozenset(_VERSION.findall(added))


def song_words(track: Track) -> tuple[str, str] | None:
    """Artist and title without guests, editions, signs and articles; None if one is not known."""
    title = fold(track.tags.title)
    bare = _GUEST.sub("", _ADDED.sub(" ", title)).strip() or title
    artist = _GUEST.sub("", fold(track.tags.artist)).removeprefix("the ")
    words = " ".join(_WORD.findall(artist)), " ".join(_WORD.findall(bare))
    return words if all(words) else None


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
            self._add(track, direction)

    def take(self, track: Track) -> bool:
        """Take it, unless its recording is taken already."""
        direction = self._embeddings.directions([track.path])[0]
        if self._holds(track, direction):
            return False
        self._add(track, direction)
        return True

    def holds(self, track: Track) -> bool:
        """Whether the recording of the track is taken."""
        return self._holds(track, self._embeddings.directions([track.path])[0])

    def _holds(self, track: Track, direction: NDArray[np.float32]) -> bool:
        if track.identity and track.identity in self._identities:
            return True
        if song_key(track) in self._songs:
            return True
        version = versions(track.tags.title)
        words = song_words(track)
        if words and any(
            _is_near(track.duration_s, length)
            for length in self._lengths.get((*words, version), ())
        ):
            return True
        return version in self._sounds and self._sounds[version].nearest(direction) >= SAME_SOUND

    def _add(self, track: Track, direction: NDArray[np.float32]) -> None:
        if track.identity:
            self._identities.add(track.identity)
        self._songs.add(song_key(track))
        version = versions(track.tags.title)
        if words := song_words(track):
            self._lengths[(*words, version)].append(track.duration_s)
        self._sounds[version].append(direction)


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
