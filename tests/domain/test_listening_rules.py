"""What counts in a week: left-out plays, long and spoken tracks."""

from datetime import UTC, datetime, timedelta

import pytest

from musemood.domain.listening_rules import LeftOut, RuleSettings, left_out_of, suits_moods
from musemood.domain.track import Tags, Track

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def test_the_last_word_of_each_path_counts() -> None:
    later = NOON + timedelta(hours=1)
    words = [LeftOut("/a", later), LeftOut("/a", NOON, is_out=False), LeftOut("/b", NOON)]
    assert left_out_of([*words, LeftOut("/b", later, is_out=False)]) == {"/a": later}


@pytest.mark.parametrize(
    ("duration_s", "genre", "long", "spoken"),
    [
        (900.0, "Rock", False, False),
        (900.1, "Rock", True, False),
        (200.0, "Audiobook", False, True),
        (200.0, "Jazz; PODCAST", False, True),
        (200.0, "speech", False, True),
        (200.0, "Speechless Rock", False, False),
        (4000.0, "Podcast", True, True),
    ],
)
def test_long_and_spoken(duration_s: float, genre: str, long: bool, spoken: bool) -> None:
    track = Track("/a", 1, 1, Tags(genre=genre, duration_s=duration_s))
    assert suits_moods(track, RuleSettings()) == (not long and not spoken)
    assert suits_moods(track, RuleSettings(allows_long=True)) == (not spoken)
    assert suits_moods(track, RuleSettings(allows_spoken=True)) == (not long)
    assert suits_moods(track, RuleSettings(allows_long=True, allows_spoken=True))
