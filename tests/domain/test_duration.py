"""Lengths as clocks show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.duration import duration_text


@given(st.floats(0, 1e6))
def test_the_text_says_the_whole_seconds(seconds: float) -> None:
    parts = [int(part) for part in duration_text(seconds).split(":")]
    assert sum(part * 60**place for place, part in enumerate(reversed(parts))) == int(seconds)
    assert all(part < 60 for part in parts[1:])


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.9, "0:00"), (245, "4:05"), (3600, "1:00:00"), (36061, "10:01:01")]
)
def test_minutes_and_hours(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text
