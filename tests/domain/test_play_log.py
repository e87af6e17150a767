"""The play log: what was heard, and what counts."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.play_log import (
    Play,
    PlayEnd,
    PlayMeter,
    PlaySource,
    StartedPlay,
    counts_as_play,
    counts_as_skip,
    is_quick_skip,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)

seconds = st.floats(0, 10_000)
gaps = st.lists(st.tuples(st.booleans(), st.floats(0, 100)), max_size=30)


def a_play(heard_s: float, end: PlayEnd = PlayEnd.SKIPPED) -> Play:
    return Play("/a.mp3", AT, heard_s, end, PlaySource.LIST)


@given(gaps)
def test_the_meter_counts_exactly_the_time_with_sound(script: list[tuple[bool, float]]) -> None:
    meter, now_s, sound_s = PlayMeter(), 50.0, 0.0
    for has_sound, gap_s in script:
        (meter.sound_started if has_sound else meter.sound_stopped)(now_s)
        now_s += gap_s
        sound_s += gap_s if has_sound else 0.0
    assert meter.heard_s(now_s) == pytest.approx(sound_s)


@given(gaps)
def test_the_meter_never_goes_back(script: list[tuple[bool, float]]) -> None:
    meter, now_s, before_s = PlayMeter(), 0.0, 0.0
    for has_sound, gap_s in script:
        (meter.sound_started if has_sound else meter.sound_stopped)(now_s)
        now_s += gap_s
        assert meter.heard_s(now_s) >= before_s
        before_s = meter.heard_s(now_s)


@pytest.mark.parametrize(
    ("heard_s", "duration_s", "counts"),
    [
        (100.0, 200.0, True),
        (99.9, 200.0, False),
        (240.0, 3600.0, True),
        (239.9, 3600.0, False),
        (30.0, 30.0, False),
        (16.0, 31.0, True),
        (0.0, 0.0, False),
    ],
)
def test_half_the_track_or_four_minutes(heard_s: float, duration_s: float, counts: bool) -> None:
    assert counts_as_play(heard_s, duration_s) is counts


@given(seconds, seconds, seconds)
def test_hearing_more_never_counts_less(heard_s: float, more_s: float, duration_s: float) -> None:
    assert counts_as_play(heard_s + more_s, duration_s) >= counts_as_play(heard_s, duration_s)


@given(seconds, seconds, st.sampled_from(PlayEnd))
def test_a_play_is_never_a_skip(heard_s: float, duration_s: float, end: PlayEnd) -> None:
    is_skip = counts_as_skip(a_play(heard_s, end), duration_s)
    assert not (is_skip and counts_as_play(heard_s, duration_s))
    if end is not PlayEnd.SKIPPED:
        assert not is_skip


def test_a_skip_within_five_seconds_is_neither() -> None:
    assert not counts_as_skip(a_play(5.0), 200.0)
    assert counts_as_skip(a_play(5.1), 200.0)
    assert not counts_as_skip(a_play(5.1, PlayEnd.FAILED), 200.0)


@given(st.floats(0, 100))
def test_a_quick_skip_was_heard_from_five_to_thirty_seconds(heard_s: float) -> None:
    is_quick = is_quick_skip(heard_s)
    assert is_quick == (5.0 <= heard_s <= 30.0)
    assert not (is_quick and counts_as_play(heard_s, 60.1))  # of no track over a minute a play


@given(st.sampled_from(PlayEnd), st.sampled_from(PlaySource), st.floats(0, 1000))
def test_a_closed_start_says_what_was_heard(
    end: PlayEnd, source: PlaySource, heard_s: float
) -> None:
    started = StartedPlay("/a.mp3", source, AT, PlayMeter())
    started.meter.sound_started(7.0)
    play = started.closed(end, 7.0 + heard_s)
    assert play == Play("/a.mp3", AT, play.heard_s, end, source)
    assert play.heard_s == pytest.approx(heard_s)
