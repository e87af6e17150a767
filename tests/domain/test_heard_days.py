"""Days of the history: nothing is lost between them, and each has the clock of its place."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.heard_days import heard_days, month_of, week_of
from musemood.domain.mood import Mood
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.state_log import StateCause, StateEntry

_BERLIN = ZoneInfo("Europe/Berlin")
_DAY = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def _play(at: datetime, path: str = "/a", heard_s: float = 60.0) -> Play:
    return Play(path, at, heard_s, PlayEnd.FINISHED, PlaySource.LIST)


@given(_DAY)
def test_a_week_begins_on_monday_and_a_month_on_its_first(day: date) -> None:
    first, count = week_of(day)
    assert first.weekday() == 0
    assert first <= day < first + timedelta(days=count)
    first, count = month_of(day)
    assert first.day == 1
    assert (first + timedelta(days=count)).day == 1
    assert first <= day < first + timedelta(days=count)


@given(st.lists(st.integers(0, 7 * 24 * 60 - 1), max_size=20))
def test_days_of_a_week_with_a_short_day_hold_all_that_was_heard(minutes: list[int]) -> None:
    # In the night to 29 March 2026 the clocks of Berlin go from 2 to 3: that day has 23 hours.
    first = datetime(2026, 3, 23, tzinfo=_BERLIN)
    plays = [_play(first.astimezone(UTC) + timedelta(minutes=m)) for m in minutes]
    days = heard_days(first.date(), 8, plays, (), lambda _: Mood.SAD, _BERLIN)
    assert sum(len(day.plays) for day in days) == len(plays)
    assert sum(day.total_s for day in days) == 60.0 * len(plays)
    for day in days:
        assert all(play.started_at.astimezone(_BERLIN).date() == day.day for play in day.plays)


@given(
    st.integers(-12, 14), st.lists(st.integers(-3 * 24 * 60, 6 * 24 * 60 - 1), max_size=20), _DAY
)
def test_wherever_on_earth_every_play_of_these_days_is_in_them(
    hours: int, minutes: list[int], first: date
) -> None:
    zone = timezone(timedelta(hours=hours))
    began = datetime.combine(first, time.min, zone)
    plays = [_play((began + timedelta(minutes=m)).astimezone(UTC)) for m in minutes]
    days = heard_days(first, 3, plays, (), lambda _: Mood.SAD, zone)
    inside = sum(0 <= m < 3 * 24 * 60 for m in minutes)
    assert sum(len(day.plays) for day in days) == inside


def test_seconds_are_told_by_mood_and_states_by_their_day() -> None:
    at = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # half past midnight in Berlin
    moods = {"/a": Mood.HAPPY}
    states = [
        StateEntry(at + timedelta(hours=h), (0.2,) * 5, Mood.SAD, StateCause.PLAY)
        for h in (2, 1, 99)
    ]
    plays = [_play(at), _play(at, "/b", 30.0), _play(at, "/c", 0.0), _play(at - timedelta(days=9))]
    monday, tuesday = heard_days(date(2026, 3, 2), 2, plays, states, moods.get, _BERLIN)
    assert not monday.seconds
    assert tuesday.seconds == {Mood.HAPPY: 60.0, None: 30.0}
    assert [state.at for state in tuesday.states] == [at + timedelta(hours=h) for h in (1, 2)]
