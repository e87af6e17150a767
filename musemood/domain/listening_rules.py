"""What counts when a week is listened to: how fast plays fade, and what stays out."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct, field

from musemood.domain.ban import Ban
from musemood.domain.genres import genre_names
from musemood.domain.track import Track

HALF_LIFE_DAYS = 3.0
SHORTEST_HALF_LIFE_DAYS = 1.0
LONGEST_HALF_LIFE_DAYS = 14.0
LONGEST_TRACK_S = 15 * 60.0
SPOKEN_GENRES = frozenset(
    ("audiobook", "audiobooks", "audio book", "podcast", "podcasts", "speech", "spoken word")
)
"""Folded names."""


class LeftOut(Struct, frozen=True):
    """One entry of the journal: the plays of ``path`` up to ``at`` (aware) are no evidence.

    ``is_out``: False where the person took them back in.
    """

    path: str
    at: datetime
    is_out: bool = True


class RuleSettings(Struct, frozen=True):
    """What the settings say. ``half_life_days``: after so many days a play weighs half."""

    half_life_days: float = HALF_LIFE_DAYS
    allows_long: bool = False
    allows_spoken: bool = False


class ListeningRules(Struct, frozen=True):
    """All that the person has ruled. ``left_out``: by path, up to when plays do not count."""

    settings: RuleSettings = RuleSettings()
    bans: tuple[Ban, ...] = ()
    left_out: Mapping[str, datetime] = field(default_factory=dict)


def left_out_of(words: Iterable[LeftOut]) -> dict[str, datetime]:
    """By path, the last word of each that is left out."""
    last = {word.path: word for word in sorted(words, key=lambda word: word.at)}
    return {path: word.at for path, word in last.items() if word.is_out}


def suits_moods(track: Track, settings: RuleSettings) -> bool:
    """Whether the track is music of a usual length, or the settings let it pass all the same."""
    is_long = track.duration_s > LONGEST_TRACK_S
    if is_long and not settings.allows_long:
        return False
    return settings.allows_spoken or not is_spoken(track)


def is_spoken(track: Track) -> bool:
    """Whether one of its genres says that it is spoken."""
    return any(key in SPOKEN_GENRES for key, _ in genre_names(track.tags.genre))
