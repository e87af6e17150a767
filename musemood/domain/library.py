"""The library in memory: every track by its path. After start-up this, not the disk, is asked."""

from collections import Counter
from collections.abc import Iterable, Iterator

from musemood.domain.failure import FailureKind
from musemood.domain.mood import Mood
from musemood.domain.span import file_of
from musemood.domain.track import Track


class Library:
    """Tracks by path, in the order in which they came."""

    def __init__(self, tracks: Iterable[Track] = ()) -> None:
        self._tracks: dict[str, Track] = {}
        self._cut: dict[str, tuple[str, ...]] = {}  # by file, the paths of its spans
        self._sounds: dict[str, tuple[str, ...]] = {}  # by identity, paths as they came
        self._songs: tuple[Track, ...] | None = None
        self._moods: Counter[Mood | None] = Counter()  # of the songs
        for track in tracks:
            self.put(track)

    def __len__(self) -> int:
        return len(self._tracks)

    def __iter__(self) -> Iterator[Track]:
        return iter(self._tracks.values())

    def __contains__(self, path: str) -> bool:
        return path in self._tracks

    def get(self, path: str) -> Track | None:
        """The track at ``path``, None if it is not in the library."""
        return self._tracks.get(path)

    def with_copies(self, paths: Iterable[str]) -> list[str]:
        """The paths, then those of all other files that hold one of their sounds."""
        given = dict.fromkeys(paths)
        known = (self._tracks.get(path) for path in given)
        sounds = {track.identity for track in known if track is not None and track.identity}
        copies = (path for sound in sounds for path in self._sounds[sound])
        return list(given | dict.fromkeys(copies))

    def of_sound(self, identity: str) -> list[Track]:
        """All tracks that hold this sound; none for "", which says that it is not known."""
        return [self._tracks[path] for path in self._sounds.get(identity, ())]

    def tracks_of(self, file: str) -> list[Track]:
        """All tracks that lie in a file: itself, or the spans of it. Safe in any thread."""
        paths = (file, *self._cut.get(file, ()))
        return [track for path in paths if (track := self._tracks.get(path)) is not None]

    def put(self, track: Track) -> bool:
        """Add or replace by path; True where it was new."""
        is_new = track.path not in self._tracks
        if is_new and (file := file_of(track.path)) != track.path:
            self._cut[file] = (*self._cut.get(file, ()), track.path)
        self._forget_sound(track.path)
        if track.identity:
            self._sounds[track.identity] = (*self._sounds.get(track.identity, ()), track.path)
        self._count(self._tracks.get(track.path), -1)
        self._count(track, 1)
        self._tracks[track.path] = track
        self._songs = None
        return is_new

    def remove(self, path: str) -> None:
        """Forget the track at ``path``; nothing happens where there is none."""
        self._forget_sound(path)
        self._songs = None
        gone = self._tracks.pop(path, None)
        self._count(gone, -1)
        if gone is None or (file := file_of(path)) == path:
            return
        rest = tuple(each for each in self._cut[file] if each != path)
        if rest:
            self._cut[file] = rest
        else:
            del self._cut[file]

    def _forget_sound(self, path: str) -> None:
        before = self._tracks.get(path)
        if before is None or not before.identity:
            return
        rest = tuple(each for each in self._sounds[before.identity] if each != path)
        if rest:
            self._sounds[before.identity] = rest
        else:
            del self._sounds[before.identity]

    def songs(self) -> tuple[Track, ...]:
        """The tracks to show: all but files that turned out to hold no music.

        The same object as long as nothing has changed.
        """
        if self._songs is None:
            tracks = self._tracks.values()
            self._songs = tuple([t for t in tracks if t.failure is None or is_song(t)])
        return self._songs

    def song_count(self) -> int:
        """Number of `songs`, without going through them."""
        return self._moods.total()

    def mood_counts(self) -> Counter[Mood]:
        """Number of songs per mood; tracks not analysed yet are in none."""
        return Counter({mood: n for mood, n in self._moods.items() if mood is not None and n})

    def _count(self, track: Track | None, step: int) -> None:
        if track is not None and is_song(track):
            self._moods[track.mood] += step

    def unfit_tracks(self) -> list[Track]:
        """Those that failed, with the reason on each."""
        return [track for track in self if track.failure is not None]

    def tracks_to_analyse(self, version: str) -> list[Track]:
        """Songs that this version of the analysis has not been through."""
        return [track for track in self if needs_analysis(track, version)]


_STAYING_FAILURES = (FailureKind.CRASHED, FailureKind.DAMAGED, FailureKind.MISSING)


def is_song(track: Track) -> bool:
    """Whether the file holds music as far as its tags tell, even if the analysis failed on it."""
    return track.failure is None or track.failure.kind in _STAYING_FAILURES


def needs_analysis(track: Track, version: str) -> bool:
    """Whether this version of the analysis has neither read the song nor failed on it."""
    is_done = track.reading is not None or track.failure is not None
    can_be = is_song(track) and not track.is_missing
    return can_be and not (is_done and track.analysed_by == version)
