"""What the panel For my mood shows, as a value."""

from msgspec import Struct

from musemood.domain.mood import Mood, MoodReading
from musemood.domain.stated_mood import GenreHabit
from musemood.domain.thumb import Thumb
from musemood.domain.way_in import WayIn
from musemood.domain.wishes import WishKind
from musemood.recommender.emotion import Emotion
from musemood.recommender.shift import CLOSE_LEAD


class MoodChange(Struct, frozen=True):
    """What a thumb did. ``mood``: the top one of its track; ``before``, ``after``: 0..1.

    ``leader``: the mood that leads now, where it is another one than before, else None.
    ``was_close``: it had less than `CLOSE_LEAD` to make up for. ``is_implied``: nobody pressed it.
    """

    mood: Mood
    before: float
    after: float
    leader: Mood | None
    was_close: bool
    is_implied: bool


class MoodState(Struct, frozen=True):
    """What the panel shows. ``emotion``: None before any counted play of the last week.

    ``chosen``: the mood said by hand, which then counts. ``declined``, ``accepted``: the mood
    that the last thumb spoke of, None where the last change was another. ``change``: what that
    thumb did to it, as soon as that is known.
    ``found_nothing``: there is a mood to recommend, and no track fits. ``given_up``: what the
    rows that were recommended last do not keep, as so few fit. ``way``: the other way than the mood
    by which they came, or were to come; ``found``: how many they were. ``habits``: which genres
    were played when moods were stated.
    """

    emotion: Emotion | None = None
    chosen: Mood | None = None
    declined: Mood | None = None
    accepted: Mood | None = None
    change: MoodChange | None = None
    is_ready: bool = False
    is_recommending: bool = False
    found_nothing: bool = False
    given_up: tuple[WishKind, ...] = ()
    way: WayIn | None = None
    found: int = 0
    habits: tuple[GenreHabit, ...] = ()


def change_of(thumb: Thumb, mood: Mood, before: MoodReading, after: MoodReading) -> MoodChange:
    """What the thumb did to the reading; ``mood``: the top one of its track."""
    second, first = sorted(before.probabilities)[-2:]
    is_turn = before.leader is not after.leader
    return MoodChange(
        mood,
        before.probability(mood),
        after.probability(mood),
        after.leader if is_turn else None,
        is_turn and first - second < CLOSE_LEAD,
        thumb.is_implied,
    )
