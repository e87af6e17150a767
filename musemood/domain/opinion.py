"""What the person says of a track: its mood where the model is wrong, and how many stars."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.mood import Mood
from musemood.domain.track import Track

MOST_STARS = 5


class Correction(Struct, frozen=True):
    """The mood that the person gave a track. ``at``: aware datetime.

    ``mood``: one of the five; None gives the track back to the model.
    """

    path: str
    mood: Mood | None
    at: datetime


class Rating(Struct, frozen=True):
    """The stars that the person gave a track. ``at``: aware datetime.

    ``stars``: 0..5; None is not rated, so what the file says counts again.
    """

    path: str
    stars: int | None
    at: datetime


class Opinion(Struct, frozen=True):
    """What counts now of all that was said of one track."""

    mood: Mood | None = None
    stars: int | None = None


NO_OPINION = Opinion()


def opinions_of(corrections: Iterable[Correction], ratings: Iterable[Rating]) -> dict[str, Opinion]:
    """By path, the last word of each kind; those who took everything back are left out.

    Of two words of one moment the greater counts, so that no order of reading decides.
    """
    opinions: dict[str, Opinion] = {}
    for correction in sorted(corrections, key=lambda each: (each.at, each.mood or "")):
        before = opinions.get(correction.path, NO_OPINION)
        opinions[correction.path] = replace(before, mood=correction.mood)
    for rating in sorted(ratings, key=lambda each: (each.at, _order(each.stars))):
        before = opinions.get(rating.path, NO_OPINION)
        opinions[rating.path] = replace(before, stars=rating.stars)
    return {path: opinion for path, opinion in opinions.items() if opinion != NO_OPINION}


def _order(stars: int | None) -> int:
    return -1 if stars is None else stars


def with_opinion(track: Track, opinion: Opinion) -> Track:
    """The track as the person sees it."""
    if (track.own_mood, track.own_stars) == (opinion.mood, opinion.stars):
        return track
    return replace(track, own_mood=opinion.mood, own_stars=opinion.stars)
