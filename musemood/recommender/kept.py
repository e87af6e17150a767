"""What is made of the library and of the plays, kept from one question to the next.

A press on Recommend finds much as the last one left it: 50,000 tracks of which a few changed,
20,000 plays to which one was added. So only what changed is looked at again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import datetime
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from musemood.domain.ban import ban_test
from musemood.domain.embeddings import NO_EMBEDDINGS, Embeddings
from musemood.domain.listening_rules import ListeningRules, suits_moods
from musemood.domain.play_log import Play
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track
from musemood.recommender.candidates import Candidates, candidates_of
from musemood.recommender.feedback import Answers
from musemood.recommender.played import Played, played_of
from musemood.recommender.preference import NOTHING, heard_preferences
from musemood.recommender.readings import Floats
from musemood.recommender.taste import Taste
from musemood.recommender.track_news import track_news


class Kept:
    """Belongs to one thread. Answers are those of a new one, whatever was asked before.

    Tracks and embeddings that are the very object of the last time are taken as unchanged.
    ``played``: the plays; places in it have the paths that were played or thumbed, and those of
    rated tracks. ``durations`` (m,) seconds and ``stars`` (m,), by place; 0 where the library has
    no such track. ``answers``: of the network to thumbs.
    """

    def __init__(self) -> None:
        self._by_path: dict[str, Track] = {}
        self.played = Played()
        self.durations: Floats = np.zeros(0)
        self.stars: NDArray[np.intp] = np.zeros(0, np.intp)
        self._tracks: Sequence[Track] = ()
        self._rated: Set[str] = set()
        self._rules = ListeningRules()
        self._stale: set[str] = set()  # of these paths the candidates do not know the news
        self._candidates = candidates_of(())
        self._taste = Taste()
        self._sequences: dict[str, NDArray[np.float32]] = {}
        self.answers = Answers()
        self._line = self._candidates.index.line
        self._numbers: NDArray[np.intp] = np.zeros(0, np.intp)  # in that line, by place

    def take(
        self, tracks: Sequence[Track], plays: Sequence[Play], thumbs: Iterable[Thumb] = ()
    ) -> None:
        """What is asked about now; comes before everything else."""
        stale = self._take_tracks(tracks)
        before, named = self.played, played_of(plays, self.played).naming(self._rated)
        self.played = named.naming([thumb.path for thumb in thumbs])
        place = self.played.place
        if not self.played.goes_on(before):
            self.durations, self.stars = np.zeros(0), np.zeros(0, np.intp)
            self._numbers = self._numbers[:0]
        known = len(self.durations)
        # What is new and what is other; the others have the length and the stars that they had.
        for at, path in ((at, path) for path in stale if (at := place.get(path, known)) < known):
            track = self._by_path.get(path)
            self.durations[at], self.stars[at] = _length_and_stars(track)
        more = [_length_and_stars(self._by_path.get(p)) for p in islice(place, known, None)]
        if more:
            self.durations = np.append(self.durations, [length for length, _ in more])
            self.stars = np.append(self.stars, [stars for _, stars in more])

    def _take_tracks(self, tracks: Sequence[Track]) -> Set[str]:
        """The paths of which there are news."""
        if tracks is self._tracks:
            return frozenset()
        was, now = track_news(self._tracks, tracks)
        self._tracks = tracks
        for path in was.keys() - now.keys():
            del self._by_path[path]
        self._by_path.update(now)
        stale = was.keys() | now.keys()
        self._rated = self._rated - stale | {path for path, track in now.items() if track.stars}
        self._stale |= stale
        for path in stale & self._sequences.keys():
            del self._sequences[path]
        return stale

    @property
    def by_path(self) -> Mapping[str, Track]:
        """The tracks; as they are until `take`."""
        return self._by_path

    def tracks_at(self, paths: Iterable[str]) -> list[Track]:
        """Those of the paths that are in the library."""
        return [track for path in paths if (track := self._by_path.get(path)) is not None]

    def sequences(
        self, paths: Iterable[str], read: Callable[[str], NDArray[np.float32] | None]
    ) -> dict[str, NDArray[np.float32]]:
        """Of the paths that have one; of tracks that did not change since it is not read again."""
        known = {path: self._sequences.get(path) for path in sorted(paths)}
        found = ((p, read(p) if sequence is None else sequence) for p, sequence in known.items())
        self._sequences = {path: sequence for path, sequence in found if sequence is not None}
        return self._sequences

    def candidates(
        self, rules: ListeningRules, embeddings: Embeddings = NO_EMBEDDINGS
    ) -> Candidates:
        """The tracks that may be recommended: neither banned nor too long nor spoken."""
        if (rules.bans, rules.settings) != (self._rules.bans, self._rules.settings):
            self._stale = {*self._by_path, *self._candidates.index}
        self._rules = rules
        if self._stale or embeddings is not self._candidates.embeddings:
            fresh = candidates_of(_allowed(self.tracks_at(self._stale), rules), embeddings)
            self._candidates = self._candidates.renewed(self._stale, fresh)
            self._number_again(self._stale)
            self._stale = set()
        return self._candidates

    def places(self, candidates: Candidates) -> NDArray[np.intp]:
        """(m,): of each place in ``played`` that among the candidates, -1 where it is none."""
        if candidates.index.line is not self._line:
            self._line, self._numbers = candidates.index.line, self._numbers[:0]
        place, known = self.played.place, len(self._numbers)
        if len(place) > known:
            more = candidates.index.numbers(islice(place, known, None))
            self._numbers = np.append(self._numbers, more)
        return candidates.index.places(self._numbers)

    def _number_again(self, stale: Iterable[str]) -> None:
        """These paths may be of other candidates than before."""
        place, known = self.played.place, len(self._numbers)
        told = [path for path in stale if place.get(path, known) < known]
        self._numbers[[place[path] for path in told]] = self._candidates.index.numbers(told)

    def predicted(self, candidates: Candidates, thumbs: Iterable[Thumb], now: datetime) -> Floats:
        """(n,) 0..10: how well the candidates should please, from `preferences`."""
        heard, preferences = self.preferences(candidates, thumbs, now)
        return self._taste.predict(candidates.sounds(), candidates.genres, heard, preferences)

    def preferences(
        self, candidates: Candidates, thumbs: Iterable[Thumb], now: datetime
    ) -> tuple[NDArray[np.intp], Floats]:
        """Places of candidates heard, thumbed or rated, the last heard first, and P of each."""
        preferences, last_us = heard_preferences(
            self.played, self.durations, self.stars, thumbs, now
        )
        at = self.places(candidates)
        last_first = np.lexsort((at, last_us))[::-1]
        heard = last_first[((at >= 0) & (last_us > NOTHING))[last_first]]
        return at[heard], preferences[heard]


def _length_and_stars(track: Track | None) -> tuple[float, int]:
    return (track.duration_s, track.stars) if track else (0.0, 0)


def _allowed(tracks: Sequence[Track], rules: ListeningRules) -> list[Track]:
    is_banned = ban_test(rules.bans)
    return [t for t in tracks if suits_moods(t, rules.settings) and not is_banned(t)]
