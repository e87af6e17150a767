"""Which track of the library another program means: by path, else by artist, title and length."""

from collections.abc import Iterable

from musemood.domain.foreign_history import ForeignSong
from musemood.domain.track import Track, fold

LENGTH_TOLERANCE_S = 2.0
"""Programs round lengths differently, and count the padding of an mp3 or not."""


class SongMatcher:
    """Answers for one state of the library. Texts are compared without case and accents."""

    def __init__(self, tracks: Iterable[Track]) -> None:
        self._paths: set[str] = set()
        self._by_words: dict[tuple[str, str], list[Track]] = {}
        self._answers: dict[ForeignSong, str | None] = {}
        for track in tracks:
            self._paths.add(track.path)
            words = (fold(track.tags.artist), fold(track.tags.title))
            if all(words):
                self._by_words.setdefault(words, []).append(track)

    def match(self, song: ForeignSong) -> str | None:
        """The path of the track, None where the library has none.

        Where several fit: one of the same album, then the nearest length, then the first path.
        A length that one of the two does not know is no hindrance.
        """
        if song.path in self._paths:
            return song.path
        if song not in self._answers:
            self._answers[song] = self._by_artist_and_title(song)
        return self._answers[song]

    def _by_artist_and_title(self, song: ForeignSong) -> str | None:
        candidates = self._by_words.get((fold(song.artist), fold(song.title)), ())
        fitting = [t for t in candidates if _difference_s(song, t) <= LENGTH_TOLERANCE_S]
        album = fold(song.album)
        fitting.sort(key=lambda t: (fold(t.tags.album) != album, _difference_s(song, t), t.path))
        return fitting[0].path if fitting else None


def _difference_s(song: ForeignSong, track: Track) -> float:
    if song.length_s <= 0 or track.duration_s <= 0:
        return 0.0
    return abs(song.length_s - track.duration_s)
