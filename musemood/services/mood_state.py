"""What the panel For my mood shows, as a value."""

from msgspec import Struct

from musemood.domain.mood import Mood
from musemood.domain.stated_mood import GenreHabit
from musemood.domain.thumb import Thumb
from musemood.domain.way_in import WayIn
from musemood.domain.wishes import WishKind
from musemood.recommender.emotion import Emotion
from musemood.recommender.mood_change import MoodChange


class MoodState(Struct, frozen=True):
    """What the panel shows. ``emotion``: None before any counted play of the last week.

    ``chosen``: the mood said by hand, which then counts. ``declined``, ``accepted``: the mood
    that the last thumb spoke of, None where the last change was another. ``change``: what that
    thumb did to it, as soon as that is known. ``heard_out``: that thumb, where nobody pressed it:
    a track was heard to its end.
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
    heard_out: Thumb | None = None
    is_ready: bool = False
    is_recommending: bool = False
    found_nothing: bool = False
    given_up: tuple[WishKind, ...] = ()
    way: WayIn | None = None
    found: int = 0
    habits: tuple[GenreHabit, ...] = ()
