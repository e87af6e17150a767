"""Moods and readings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.mood import ALL_MOODS, MOODS, UNKNOWN_READING, Mood, MoodReading

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
