"""What is known of tracks beside what stands in their files."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct, field

from musemood.domain.query.spoken import Syllables
from musemood.domain.track import Track

_NOTHING: Mapping[str, int] = MappingProxyType({})


class Facts(Struct, frozen=True):
    """Plays, last plays and ratings by path; a path without one is absent.

    ``plays``: counted plays, by the rule of the play log. ``last_played``: start of the latest
    of them. ``ratings``: stars, 0..5. ``now``: the moment that ages are reckoned from. Moments
    are seconds since the epoch. ``syllables``: how Han characters are spoken, asked where there
    are any.
    """

    plays: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    last_played: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    ratings: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    now: float = 0.0
    syllables: Callable[[], Syllables] = dict

    def stars(self, track: Track) -> int:
        """The track's rating; 0 where it has none."""
        return self.ratings.get(track.path, 0)


NO_FACTS = Facts()
