"""Tracks as queries look at them: by place in a list, their texts folded once."""

from collections.abc import Callable, Generator, Iterable, Sequence
from math import nan

import numpy as np
from numpy.typing import NDArray

from musemood.domain.query.facts import NO_FACTS, Facts
from musemood.domain.query.spoken import SpokenTexts
from musemood.domain.spelling import Arrange
from musemood.domain.steps import finished
from musemood.domain.track import Track, fold
from musemood.domain.track_format import format_of

_TEXTS: dict[str, Callable[[Track], str]] = {
    "title": lambda track: track.title,
    "artist": lambda track: track.tags.artist,
    "album": lambda track: track.tags.album,
    "albumartist": lambda track: track.tags.album_artist,
    "composer": lambda track: track.tags.composer,
    "genre": lambda track: track.tags.genre,
    "path": lambda track: track.path,
    "format": lambda track: format_of(track.path),
}
_ANYWHERE = ("title", "artist", "album", "albumartist", "composer")
_OFTEN_THE_SAME = frozenset({"artist", "album", "albumartist", "composer", "genre", "format"})
TEXT_FIELDS = tuple(_TEXTS)

ANYWHERE = ""
"""The field of words without one: title, artist, album, album artist and composer."""

_RUN = 4000
"""Texts sorted in one step, about 3 ms."""

_PREPARED = (
    "title",
    "artist",
    "album",
    "albumartist",
    "composer",
    ANYWHERE,
    "genre",
    "path",
    "format",
)


class Searched:
    """A list of tracks that is added to and changed in place, never shortened.

    Folding 50,000 texts takes tens of milliseconds, so each is folded once, when it is first
    asked for or by `prepare`. ``facts`` may be replaced at any time. ``arrange``: how Han
    characters are sorted.
    """

    def __init__(
        self,
        tracks: Iterable[Track] = (),
        facts: Facts = NO_FACTS,
        arrange: Arrange | None = None,
    ) -> None:
        self.tracks = list(tracks)
        self.facts = facts
        self.arrange = arrange
        self._texts: dict[str, list[str]] = {}
        self._folded: dict[str, str] = {}
        self._spoken: dict[str, SpokenTexts] = {}
        self._ranks: dict[str, NDArray[np.float64]] = {}
        self._ranking: tuple[str, Generator[None, None, NDArray[np.float64]]] | None = None

    def extend(self, tracks: Iterable[Track]) -> None:
        """More tracks at the end."""
        self.tracks.extend(tracks)
        self._forget_made()

    def replace(self, place: int, track: Track) -> None:
        """Another state of the track at ``place``."""
        if track.tags != self.tracks[place].tags:
            self._forget_made()
        self.tracks[place] = track
        for field in sorted(self._texts, key=lambda name: name == ANYWHERE):  # it needs the others
            if place < len(self._texts[field]):
                self._texts[field][place] = self._fold(field, place)

    def texts(self, field: str) -> Sequence[str]:
        """The folded texts of a field, by place."""
        self._fold_some(field, len(self.tracks))
        return self._texts[field]

    def spoken_as(self, field: str, typed: str) -> frozenset[int]:
        """The places where Han characters in a text of the field are spoken as was typed."""
        if field not in self._spoken:
            self._spoken[field] = SpokenTexts(self.texts(field))
        texts = self._spoken[field]
        return frozenset() if texts.is_empty else texts.places(typed, self.facts.syllables())

    def ranks(self, field: str) -> NDArray[np.float64]:
        """Where each place's text stands among all texts of the field, nan where it is empty."""
        if field not in self._ranks:
            self._ranks[field] = text_ranks(self.texts(field), self.arrange)
        return self._ranks[field]

    def prepare(self, count: int) -> bool:
        """Fold up to ``count`` texts that a search may need, then do a step of what sorting needs.

        False once nothing is left.
        """
        for field in _PREPARED:
            if len(self._texts.get(field, ())) < len(self.tracks):
                self._fold_some(field, count)
                return True
        if self._rank_on():
            return True
        if ANYWHERE in self._spoken:
            return False
        self._spoken[ANYWHERE] = SpokenTexts(self.texts(ANYWHERE))
        return True

    def numbers(self, field: str, places: Sequence[int]) -> list[float]:
        """The numbers of a field at these places; nan where there is none."""
        return _NUMBERS[field](self, places)

    def _rank_on(self) -> bool:
        if self._ranking is None:
            waiting = (field for field in _PREPARED if field and field not in self._ranks)
            field = next(waiting, None)
            if field is None:
                return False
            self._ranking = field, _rank_steps(self.texts(field), self.arrange)
        field, steps = self._ranking
        try:
            next(steps)
        except StopIteration as end:
            self._ranks[field] = end.value
            self._ranking = None
        return True

    def _forget_made(self) -> None:
        """What was made of all texts of a field together."""
        self._spoken.clear()
        self._ranks.clear()
        self._ranking = None

    def _fold_some(self, field: str, count: int) -> None:
        texts = self._texts.setdefault(field, [])
        last = min(len(texts) + count, len(self.tracks))
        if field == ANYWHERE:
            for each in _ANYWHERE:
                self._fold_some(each, max(0, last - len(self._texts.get(each, ()))))
        texts.extend([self._fold(field, place) for place in range(len(texts), last)])

    def _fold(self, field: str, place: int) -> str:
        if field == ANYWHERE:
            found = dict.fromkeys(self._texts[each][place] for each in _ANYWHERE)
            return "\n".join(found)
        text = _TEXTS[field](self.tracks[place])
        if not text or field not in _OFTEN_THE_SAME:
            return fold(text)
        known = self._folded.get(text)
        if known is None:
            known = self._folded[text] = fold(text)
        return known


def text_ranks(texts: Sequence[str], arrange: Arrange | None = None) -> NDArray[np.float64]:
    """Where each text stands among all that differ, from 0; nan where it is empty."""
    return finished(_rank_steps(texts, arrange))


def _rank_steps(
    texts: Sequence[str], arrange: Arrange | None
) -> Generator[None, None, NDArray[np.float64]]:
    """As `text_ranks`, in steps of a few milliseconds for 50,000 texts."""
    different = list(dict.fromkeys(texts))
    spelled: dict[str, str] = {}
    if arrange is not None:
        spelled = yield from _spelling_steps(different, arrange)
        different = [spelled.get(text, text) for text in different]
        yield
    for start in range(0, len(different), _RUN):
        yield
        different[start : start + _RUN] = sorted(different[start : start + _RUN])
    yield
    different.sort()  # merges the runs, which takes a fraction of sorting them
    yield
    ranks: dict[str, float] = {text: rank for rank, text in enumerate(different)}
    ranks[""] = nan
    yield
    if not spelled:
        return np.fromiter(map(ranks.__getitem__, texts), np.float64)
    return np.fromiter((ranks[spelled.get(text, text)] for text in texts), np.float64)


def _spelling_steps(
    texts: Sequence[str], arrange: Arrange
) -> Generator[None, None, dict[str, str]]:
    """How those of the texts that are not in Latin letters are spelled for sorting."""
    runs = [texts[start : start + _RUN] for start in range(0, len(texts), _RUN)]
    table = arrange()
    spelled: dict[str, str] = {}
    for run in runs:
        yield
        spelled.update((text, text.translate(table)) for text in run if not text.isascii())
    return spelled


def _years(searched: Searched, places: Sequence[int]) -> list[float]:
    tracks = searched.tracks
    return [tracks[place].tags.year or nan for place in places]


def _lengths(searched: Searched, places: Sequence[int]) -> list[float]:
    tracks = searched.tracks
    return [tracks[place].tags.duration_s // 1 or nan for place in places]


def _plays(searched: Searched, places: Sequence[int]) -> list[float]:
    tracks, plays = searched.tracks, searched.facts.plays
    return [plays.get(tracks[place].path, 0) for place in places]


def _ratings(searched: Searched, places: Sequence[int]) -> list[float]:
    tracks, stars = searched.tracks, searched.facts.stars
    return [stars(tracks[place]) for place in places]


def _played_ages(searched: Searched, places: Sequence[int]) -> list[float]:
    tracks, last, now = searched.tracks, searched.facts.last_played, searched.facts.now
    return [now - last.get(tracks[place].path, nan) for place in places]


def _added_ages(searched: Searched, places: Sequence[int]) -> list[float]:
    tracks, now = searched.tracks, searched.facts.now
    return [now - (tracks[place].added_at or nan) for place in places]


_NUMBERS: dict[str, Callable[[Searched, Sequence[int]], list[float]]] = {
    "year": _years,
    "length": _lengths,
    "plays": _plays,
    "rating": _ratings,
    "played": _played_ages,
    "added": _added_ages,
}
