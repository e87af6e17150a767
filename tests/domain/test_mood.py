"""Moods and readings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.mood import (
    ALL_MOODS,
    MOODS,
    UNKNOWN_READING,
    Mood,
    MoodReading,
    SegmentReading,
)

readings = st.builds(
    lambda shares, mood: MoodReading(tuple(s / sum(shares) for s in shares), 0.0, 0.0, mood),
    st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5),
    st.sampled_from(ALL_MOODS),
)


@given(readings)
def test_the_leader_has_the_largest_probability_whatever_mood_is_named(of: MoodReading) -> None:
    assert of.leader in MOODS
    assert of.probability(of.leader) == of.confidence == max(map(of.probability, MOODS))
    assert sum(map(of.probability, MOODS)) == pytest.approx(1.0)
    with pytest.raises(ValueError, match="not in tuple"):
        of.probability(Mood.UNSURE)


def test_moods_stand_in_one_order_everywhere() -> None:
    assert list(MOODS) == ["happy", "fresh", "relaxed", "sad", "intense"]
    assert list(ALL_MOODS) == [*MOODS, "unsure"]
    assert MoodReading((0.1, 0.2, 0.3, 0.25, 0.15), 0, 0, Mood.UNSURE).leader is Mood.RELAXED


def test_silence_claims_nothing() -> None:
    assert UNKNOWN_READING.mood is Mood.UNSURE
    assert sum(UNKNOWN_READING.probabilities) == 1.0
    assert UNKNOWN_READING.confidence == min(UNKNOWN_READING.probabilities)


def _attended(attention: list[float]) -> SegmentReading:
    return SegmentReading(np.zeros(len(attention), np.int8), np.array(attention, np.float32))


@given(st.lists(st.floats(0.0, 1.0, width=16), min_size=2, max_size=50))
def test_the_moments_that_decided_stand_out(attention: list[float]) -> None:
    reading = _attended(attention)
    prominence = reading.prominence()
    assert prominence.shape == reading.attention.shape
    assert ((prominence >= 0) & (prominence <= 1)).all()
    order = np.argsort(reading.attention, kind="stable")
    assert (np.diff(prominence[order]) >= 0).all()
    if max(attention) - sorted(attention)[len(attention) // 10 + 1] > max(attention) / 10:
        assert (prominence.min(), prominence.max()) == (0.0, 1.0)


def test_where_all_moments_decided_alike_none_stands_out() -> None:
    assert _attended([0.25, 0.25, 0.24, 0.26 - 0.01]).prominence().tolist() == [0.5] * 4
    assert _attended([0.0, 0.0]).prominence().tolist() == [0.5] * 2
    assert len(_attended([]).prominence()) == 0


def test_a_silent_end_is_not_the_measure() -> None:
    heights = _attended([0.8, 0.9, 1.0, 0.85, 0.8, 0.8, 0.9, 0.95, 0.8, 0.8, 0.0]).prominence()
    assert heights[[0, 10]].tolist() == [0.0, 0.0]
    assert heights[1] == pytest.approx(0.5, abs=1e-5)


@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=9), st.integers(0, 9))
def test_the_moments_that_decided_have_the_most_attention(shares: list[float], count: int) -> None:
    reading = SegmentReading(np.zeros(len(shares), np.int8), np.array(shares, np.float32))
    deciding = reading.deciding(count)
    assert len(deciding) == min(count, len(shares)) == len(set(deciding))
    told = [(-shares[place], place) for place in deciding]
    assert told == sorted(told)
    rest = [shares[place] for place in range(len(shares)) if place not in deciding]
    assert not rest or not deciding or max(rest) <= shares[deciding[-1]]
