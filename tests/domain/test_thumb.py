"""Thumbs are values."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from musemood.domain.mood import Mood, MoodReading
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track


def test_a_thumb_is_a_value_that_nobody_changes() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    one = Thumb("/a", ThumbKind.UP, at)
    assert one == Thumb("/a", ThumbKind.UP, at)
    assert one != Thumb("/a", ThumbKind.DOWN, at)
    assert len({one, Thumb("/a", ThumbKind.UP, at)}) == 1
    with pytest.raises(AttributeError):
        one.kind = ThumbKind.DOWN  # type: ignore[misc]


def test_kinds_are_the_words_of_the_exported_file() -> None:
    assert [*ThumbKind] == ["up", "down"]


def test_a_thumb_speaks_of_the_mood_that_counts_and_of_none_before_the_analysis() -> None:
    track = Track("/a", 1, 1)
    assert track.told_mood is None
    heard = replace(track, reading=MoodReading((0.1, 0.2, 0.3, 0.25, 0.15), 0.0, 0.0, Mood.UNSURE))
    assert heard.told_mood is Mood.RELAXED
    assert replace(heard, own_mood=Mood.SAD).told_mood is Mood.SAD
