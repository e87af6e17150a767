"""P of what was heard, thumbed or rated: 0..10, by hand and by law."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from listener_world import NOW, play, thumb

from musemood.domain.play_log import Play, PlayEnd
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.genre_tags import genre_tags
from musemood.recommender.played import Played, microseconds, played_of
from musemood.recommender.preference import (
    NEUTRAL,
    NOTHING,
    RATED_ONLY,
    heard_preferences,
    stated_preferences,
)

UP, DOWN = ThumbKind.UP, ThumbKind.DOWN


def told(
    plays: Sequence[Play] = (), thumbs: Sequence[Thumb] = (), stars: int = 0, length_s: float = 200
) -> tuple[float, int]:
    """P of track /a and when it was heard last."""
    played = played_of(plays).naming(["/a"])
    lengths, rated = np.full(len(played.place), length_s), np.zeros(len(played.place), np.intp)
    rated[played.place["/a"]] = stars
    preferences, last_us = heard_preferences(played, lengths, rated, thumbs, NOW)
    at = played.place["/a"]
    return float(preferences[at]), int(last_us[at])


@pytest.mark.parametrize(
    ("plays", "thumbs", "stars", "expected"),
    [
        ([], [], 0, 5.0),
        ([play("/a")], [], 0, (5 + 10) / 2),
        ([play("/a", heard_s=100)], [], 0, (5 + 5) / 2),
        ([play("/a", heard_s=999)], [], 0, (5 + 10) / 2),
        ([play("/a")] * 9, [], 0, (5 + 5 * 10) / 6),
        ([play("/a"), play("/a", heard_s=50)], [], 0, (5 + 10 + 2.5) / 3),
        ([], [thumb("/a", UP)], 0, (5 + 3 * 10) / 4),
        ([], [thumb("/a", DOWN)], 0, 5 / 4),
        ([], [thumb("/a", DOWN, hours_ago=1), thumb("/a", UP)], 0, (5 + 3 * 10) / 4),
        ([], [thumb("/a", DOWN, hours_ago=-1)], 0, 5.0),
        ([], [], 5, (5 + 3 * 10) / 4),
        ([], [], 1, 5 / 4),
        ([], [], 3, 5.0),
        ([play("/a")], [thumb("/a", DOWN)], 4, (5 + 10 + 0 + 3 * 7.5) / 8),
        ([play("/a", heard_s=4)], [], 0, 5.0),
        ([play("/a", end=PlayEnd.FAILED)], [], 0, 5.0),
        ([play("/a", days_ago=-1)], [], 0, 5.0),
        ([play("/b")], [], 0, 5.0),
    ],
    ids=str,
)
def test_by_hand(plays: list[Play], thumbs: list[Thumb], stars: int, expected: float) -> None:
    assert told(plays, thumbs, stars)[0] == pytest.approx(expected)


def test_a_length_that_is_not_known_tells_no_share() -> None:
    assert told([play("/a")], length_s=0) == (NEUTRAL, NOTHING)


def test_the_last_moment_is_that_of_the_play_or_of_the_thumb() -> None:
    yesterday, hour = microseconds(NOW - timedelta(days=1)), microseconds(NOW - timedelta(hours=1))
    assert told([play("/a", days_ago=1), play("/a", days_ago=2)])[1] == yesterday
    assert told([play("/a", days_ago=1)], [thumb("/a", UP, hours_ago=1)])[1] == hour
    assert told(stars=2)[1] == RATED_ONLY
    assert told()[1] == NOTHING


seconds = st.lists(st.floats(0, 400), max_size=8)


@given(seconds, st.integers(0, 5), st.sampled_from([None, UP, DOWN]))
def test_a_thumb_up_never_pleases_less_than_none_and_none_not_less_than_a_thumb_down(
    heard: list[float], stars: int, kind: ThumbKind | None
) -> None:
    plays = [play("/a", heard_s=each) for each in heard]
    down, none, up = (
        told(plays, t, stars)[0] for t in ([thumb("/a", DOWN)], [], [thumb("/a", UP)])
    )
    assert 0 <= down <= none <= up <= 10
    more = told([*plays, play("/a")], [thumb("/a", kind)] if kind else [], stars)[0]
    assert 0 <= more <= 10


@given(seconds, st.randoms(use_true_random=False))
def test_orders_do_not_matter(heard: list[float], random: Random) -> None:
    plays = [play("/a", heard_s=each, days_ago=i) for i, each in enumerate(heard)]
    thumbs = [thumb("/a", UP, hours_ago=2), thumb("/a", DOWN, hours_ago=1)]
    expected = told(plays, thumbs)
    random.shuffle(plays)
    assert told(plays, thumbs[::-1])[0] == pytest.approx(expected[0])
    assert told(plays, thumbs[::-1])[1] == expected[1]


def test_a_log_of_nothing() -> None:
    preferences, last_us = heard_preferences(Played(), np.zeros(0), np.zeros(0, np.intp), [], NOW)
    assert len(preferences) == len(last_us) == 0


def test_the_genre_that_was_played_most_in_the_mood_counts() -> None:
    values, best = stated_preferences(
        genre_tags(["Jazz", "Rock, jazz", "Pop", ""]), {"jazz": 6.0, "rock": 8.0}
    )
    assert values.tolist() == [0.6, 0.8, 0.0, 0.0]
    assert best == {"Jazz": "jazz", "Rock, jazz": "rock"}
    values, best = stated_preferences(genre_tags(["Jazz"]), {})
    assert (values.tolist(), best) == ([0.0], {})
