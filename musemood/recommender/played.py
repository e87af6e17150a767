"""The play log as arrays: what 20,000 plays say is found in milliseconds.

Plays come one by one, so a log that goes on where another ended is made from that one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.play_log import (
    LONGEST_NEEDED_S,
    SHORTEST_COUNTED_S,
    SKIP_GRACE_S,
    Play,
    PlayEnd,
)
from musemood.recommender.readings import Floats

Bools = NDArray[np.bool_]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Played(Struct, frozen=True, eq=False):
    """Plays, one a row of the arrays (n,), in the order in which they were given.

    ``place``: of each path among all paths named, m of them. ``of``: places of the plays' paths.
    ``at_us``: see `microseconds`. ``heard_s``: seconds heard. ``is_told``: heard for more than a
    moment, and not failed.
    """

    plays: tuple[Play, ...] = ()
    place: Mapping[str, int] = field(default_factory=dict)
    of: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    at_us: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    heard_s: Floats = field(default_factory=lambda: np.zeros(0))
    is_told: Bools = field(default_factory=lambda: np.zeros(0, bool))

    def between(self, since: datetime, until: datetime) -> Bools:
        """(n,) whether each began then, both moments included."""
        began: Bools = (self.at_us >= microseconds(since)) & (self.at_us <= microseconds(until))
        return began

    def some(self, are: Bools) -> list[Play]:
        """Those plays, in their order."""
        return [self.plays[i] for i in np.flatnonzero(are)]

    def paths(self, are: Bools) -> set[str]:
        """Of those plays."""
        return {play.path for play in self.some(are)}

    def counts(self, durations: Floats, now: datetime) -> NDArray[np.intp]:
        """(m,) plays up to ``now`` that count, see `counts_as_play`.

        ``durations``: (m,) seconds, 0 where they are not known.
        """
        length = durations[self.of]
        is_counted = (length > SHORTEST_COUNTED_S) & (self.at_us <= microseconds(now))
        is_counted &= self.heard_s >= np.minimum(length / 2, LONGEST_NEEDED_S)
        return np.bincount(self.of[is_counted], minlength=len(self.place))

    def goes_on(self, before: "Played") -> bool:
        """Whether the places of ``before`` are the first of these."""
        first = islice(self.place, len(before.place))
        return self.place is before.place or list(first) == list(before.place)

    def naming(self, paths: Iterable[str]) -> "Played":
        """With places for these paths too, whether they were played or not."""
        new = [path for path in paths if path not in self.place]
        if not new:
            return self
        place = dict(self.place)
        for path in new:
            place.setdefault(path, len(place))
        return replace(self, place=place)


def played_of(plays: Sequence[Play], before: Played | None = None) -> Played:
    """The plays as arrays; quick where they go on where those of ``before`` ended."""
    given, known = tuple(plays), before or Played()
    if given[: len(known.plays)] != known.plays:
        known = Played()
    more = given[len(known.plays) :]
    if not more:
        return known
    place = dict(known.place)
    of = [place.setdefault(play.path, len(place)) for play in more]
    told = [play.heard_s > SKIP_GRACE_S and play.end is not PlayEnd.FAILED for play in more]
    return Played(
        given,
        place,
        np.concatenate([known.of, np.array(of, np.intp)]),
        np.concatenate([known.at_us, [microseconds(play.started_at) for play in more]]),
        np.concatenate([known.heard_s, [play.heard_s for play in more]]),
        np.concatenate([known.is_told, told]),
    )


def microseconds(moment: datetime) -> int:
    """Since the epoch, to the unit; ``moment`` is aware."""
    return (moment - _EPOCH) // _MICROSECOND
