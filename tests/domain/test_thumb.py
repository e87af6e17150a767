"""Thumbs are values."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from musemood.domain.thumb import Thumb, ThumbKind


def test_a_thumb_is_a_value_that_nobody_changes() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    one = Thumb("/a", ThumbKind.UP, at)
    assert one == Thumb("/a", ThumbKind.UP, at)
    assert one != Thumb("/a", ThumbKind.DOWN, at)
    assert len({one, Thumb("/a", ThumbKind.UP, at)}) == 1
    with pytest.raises(FrozenInstanceError):
        one.kind = ThumbKind.DOWN  # type: ignore[misc]


def test_kinds_are_the_words_of_the_exported_file() -> None:
    assert [*ThumbKind] == ["up", "down"]
