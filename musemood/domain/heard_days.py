"""What was heard, day by day, and what the inference said of it."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from musemood.domain.mood import Mood
from musemood.domain.play_log import Play
from musemood.domain.state_log import StateEntry

DAYS_OF_WEEK = 7


class HeardDay(Struct, frozen=True):
    """One day of the person's calendar.

    ``seconds``: by mood, really heard; None is for tracks without a mood. ``plays``,
    ``states``: oldest first.
    """

    day: date
    seconds: dict[Mood | None, float]
    plays: tuple[Play, ...] = ()
    states: tuple[StateEntry, ...] = ()

    @property
    def total_s(self) -> float:
        """All that was heard, in seconds."""
        return sum(self.seconds.values())


def week_of(day: date) -> tuple[date, int]:
    """Monday of the week, and seven days."""
    return day - timedelta(days=day.weekday()), DAYS_OF_WEEK


def month_of(day: date) -> tuple[date, int]:
    """The first of the month, and how many days it has."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first, (after - first).days


def day_before(day: date) -> datetime:
    """A moment that is before the day began, wherever on earth."""
    return datetime.combine(day, time.min, UTC) - timedelta(days=1)


def heard_days(
    first: date,
    count: int,
    plays: Iterable[Play],
    states: Iterable[StateEntry],
    mood_of: Callable[[str], Mood | None],
    zone: tzinfo | None = None,
) -> list[HeardDay]:
    """``count`` days from ``first`` on, empty ones among them.

    A play belongs to the day on which it began, on the clock of ``zone`` (None: this computer's)
    with the summer time of that very day.
    """
    days = [first + timedelta(days=number) for number in range(count)]
    heard: dict[date, list[Play]] = {day: [] for day in days}
    said: dict[date, list[StateEntry]] = {day: [] for day in days}
    # Moments are compared first: turning each of a long play log into a local day takes long.
    since, until = day_before(first), day_before(first + timedelta(days=count + 2))
    for play in plays:
        if not since <= play.started_at < until:
            continue
        day = play.started_at.astimezone(zone).date()
        if day in heard and play.heard_s > 0:
            heard[day].append(play)
    for state in states:
        day = state.at.astimezone(zone).date()
        if day in said:
            said[day].append(state)
    return [
        HeardDay(
            day,
            _seconds(heard[day], mood_of),
            tuple(sorted(heard[day], key=lambda play: play.started_at)),
            tuple(sorted(said[day], key=lambda state: state.at)),
        )
        for day in days
    ]


def _seconds(
    plays: Iterable[Play], mood_of: Callable[[str], Mood | None]
) -> dict[Mood | None, float]:
    seconds: dict[Mood | None, float] = {}
    for play in plays:
        mood = mood_of(play.path)
        seconds[mood] = seconds.get(mood, 0.0) + play.heard_s
    return seconds
