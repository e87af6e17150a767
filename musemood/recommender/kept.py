"""What is made of the library and of the plays, kept from one question to the next.

A press on Recommend finds much as the last one left it: 50,000 tracks of which a few changed,
20,000 plays to which one was added. So only what changed is looked at again.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from musemood.domain.ban import ban_test
from musemood.domain.embeddings import NO_EMBEDDINGS, Embeddings
from musemood.domain.listening_rules import ListeningRules, suits_moods
from musemood.domain.play_log import Play
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track
from musemood.recommender.closeness import Floats
from musemood.recommender.played import Played, played_of
from musemood.recommender.preference import NOTHING, heard_preferences
from musemood.recommender.score import Candidates, candidates_of


class Kept:
    """Belongs to one thread. Answers are those of a new one, whatever was asked before.

    Tracks and embeddings that are the very object of the last time are taken as unchanged.
    ``by_path``: the tracks. ``played``: the plays; places in it have the paths that were played or
    thumbed, and those of rated tracks. ``durations`` (m,) seconds and ``stars`` (m,), by place; 0
    where the library has no such track.
    """

    def __init__(self) -> None:
        self.by_path: Mapping[str, Track] = {}
        self.played = Played()
        self.durations: Floats = np.zeros(0)
        self.stars: NDArray[np.intp] = np.zeros(0, np.intp)
        self._tracks: Sequence[Track] = ()
        self._rated: Set[str] = set()
        self._rules = ListeningRules()
        self._stale: set[str] = set()  # of these paths the candidates do not know the news
        self._candidates = candidates_of(())
        self._placed: tuple[Mapping[str, int], Mapping[str, int], NDArray[np.intp]] = (
            {},
            {},
            np.zeros(0, np.intp),
        )

    def take(
        self, tracks: Sequence[Track], plays: Sequence[Play], thumbs: Iterable[Thumb] = ()
    ) -> None:
        """What is asked about now; comes before everything else."""
        is_other = tracks is not self._tracks
        if is_other:
            before, self._tracks = self.by_path, tracks
            self.by_path = {track.path: track for track in tracks}
            gone = before.keys() - self.by_path.keys()
            news = [track for track in tracks if before.get(track.path) is not track]
            self._rated = self._rated - gone - {track.path for track in news}
            self._rated |= {track.path for track in news if track.stars}
            self._stale |= gone | {track.path for track in news}
        place = self.played.place
        named = played_of(plays, self.played).naming(self._rated)
        self.played = named.naming([thumb.path for thumb in thumbs])
        if is_other or self.played.place is not place:
            known = [self.by_path.get(path) for path in self.played.place]
            self.durations = np.array([track.duration_s if track else 0.0 for track in known])
            self.stars = np.array([track.stars if track else 0 for track in known], np.intp)

    def tracks_at(self, paths: Iterable[str]) -> list[Track]:
        """Those of the paths that are in the library."""
        return [track for path in paths if (track := self.by_path.get(path)) is not None]

    def candidates(
        self, rules: ListeningRules, embeddings: Embeddings = NO_EMBEDDINGS
    ) -> Candidates:
        """The tracks that may be recommended: neither banned nor too long nor spoken."""
        if (rules.bans, rules.settings) != (self._rules.bans, self._rules.settings):
            self._stale = {*self.by_path, *self._candidates.index}
        self._rules = rules
        if self._stale or embeddings is not self._candidates.embeddings:
            fresh = candidates_of(_allowed(self.tracks_at(self._stale), rules), embeddings)
            self._candidates = self._candidates.renewed(self._stale, fresh)
            self._stale = set()
        return self._candidates

    def places(self, candidates: Candidates) -> NDArray[np.intp]:
        """(m,): of each place in ``played`` that among the candidates, -1 where it is none."""
        place, index = self.played.place, candidates.index
        if self._placed[0] is not place or self._placed[1] is not index:
            found = np.array([index.get(path, -1) for path in place], np.intp)
            self._placed = (place, index, found)
        return self._placed[2]

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


def _allowed(tracks: Sequence[Track], rules: ListeningRules) -> list[Track]:
    is_banned = ban_test(rules.bans)
    return [t for t in tracks if suits_moods(t, rules.settings) and not is_banned(t)]
