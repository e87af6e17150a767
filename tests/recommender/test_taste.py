"""What tracks heard foretell of others, and which thumbs speak of taste at all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from listener_world import HAPPY, SAD, thumb
from numpy.typing import NDArray

from musemood.domain.thumb import ThumbKind
from musemood.recommender.genre_tags import genre_tags
from musemood.recommender.preference import NEUTRAL
from musemood.recommender.readings import Floats
from musemood.recommender.taste import (
    DOUBT,
    EXPECTED,
    GENRE_PART,
    MOST_HEARD,
    SOUND_PART,
    predict_preferences,
    taste_thumbs,
)

UP, DOWN = ThumbKind.UP, ThumbKind.DOWN
EVERYTHING = GENRE_PART + SOUND_PART
"""How alike a track is to itself, where it has a genre."""


def directions(*rows: tuple[float, ...]) -> NDArray[np.float32]:
    found = np.array(rows, np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


APART = directions((1, 0, 0), (0, 1, 0), (0, 0, 1))


def predict(sounds: object, genres: list[str], heard: dict[int, float]) -> Floats:
    places, values = np.array(list(heard), np.intp), np.array(list(heard.values()))
    return predict_preferences(np.asarray(sounds, np.float32), genre_tags(genres), places, values)


def test_by_hand() -> None:
    # One track heard, P = 9; it has two genres, of which the second track has one: 1 / sqrt(2);
    # they sound alike by cosine 0.65, half way from 0.3 to 1. The third shares nothing.
    sounds = directions((1, 0, 0), (0.65, np.sqrt(1 - 0.65**2), 0), (0, 0, 1))
    found = predict(sounds, ["Rock; Jazz", "jazz", "Pop"], {0: 9.0})
    part = (9.0 - EXPECTED) / (EVERYTHING + DOUBT)
    by_hand = [EVERYTHING, GENRE_PART / np.sqrt(2) + SOUND_PART / 2, 0.0]
    assert found == pytest.approx([EXPECTED + part * each for each in by_hand], abs=1e-5)


def test_where_nothing_was_heard_nothing_is_foretold() -> None:
    assert predict(APART, ["Rock", "", "Pop"], {}).tolist() == [NEUTRAL] * 3
    assert len(predict(np.zeros((0, 3)), [], {})) == 0


@given(st.integers(0, 10**6))
def test_more_neighbours_make_surer_and_the_order_of_tracks_does_not_matter(seed: int) -> None:
    dice = np.random.default_rng(seed)
    n, k = int(dice.integers(3, 30)), int(dice.integers(1, 12))
    sounds = directions(*map(tuple, dice.standard_normal((n, 4)).tolist()))
    genres = [str(dice.choice(["Rock", "Jazz", "Rock; Jazz", "Pop", ""])) for _ in range(n)]
    places = dice.choice(n, min(n, k), replace=False).tolist()
    heard = {i: float(dice.uniform(0, 10)) for i in places}
    found = predict(sounds, genres, heard)
    assert ((found >= 0) & (found <= 10)).all()
    order = dice.permutation(n)
    place = np.argsort(order)
    moved = {int(place[i]): p for i, p in heard.items()}
    again = predict(sounds[order], [genres[i] for i in order], moved)
    assert again == pytest.approx(found[order], abs=1e-4)


@given(st.floats(0, 10), st.integers(1, 20))
def test_alike_tracks_that_pleased_alike_say_it_the_surer_the_more_they_are(
    preference: float, count: int
) -> None:
    def of_last(times: int) -> float:
        sounds = directions(*[(1.0, 0.0)] * (times + 1))
        return float(
            predict(sounds, ["Rock"] * (times + 1), dict.fromkeys(range(times), preference))[-1]
        )

    fewer, more = of_last(count), of_last(count + 1)
    assert abs(more - preference) <= abs(fewer - preference) + 1e-4
    assert abs(fewer - preference) <= abs(EXPECTED - preference) + 1e-4


def test_the_tracks_heard_last_are_asked() -> None:
    n = MOST_HEARD + 2
    sounds = directions(*[(1.0, 0.0)] * (n - 2), (0.0, 1.0), (0.0, 1.0))
    heard = dict.fromkeys(range(n - 2), 8.0) | {n - 2: 0.0}
    found = predict(sounds, ["Rock"] * (n - 2) + ["Pop"] * 2, heard)
    assert found[-1] == pytest.approx(EXPECTED, abs=1e-4)
    assert found[0] == pytest.approx(8.0, abs=0.1)


def test_many_tracks_are_foretold_as_few_are() -> None:
    few = directions((1.0, 0.0), (0.6, 0.8), (0.0, 1.0))
    many = np.tile(few, (1000, 1))
    genres = ["Rock", "Pop", ""]
    found = predict(many, genres * 1000, {0: 9.0})
    assert found.reshape(-1, 3) == pytest.approx(np.tile(found[:3], (1000, 1)), abs=1e-5)
    assert found[:3] == pytest.approx(predict(few, genres, {0: 9.0}), abs=1e-5)


def test_a_thumb_down_on_another_mood_than_the_one_wanted_is_none_on_the_music() -> None:
    moods = {"/sad": SAD, "/happy": HAPPY}
    up, down = thumb("/sad", UP), thumb("/sad", DOWN)
    fitting, unknown = thumb("/happy", DOWN), thumb("/unread", DOWN)
    implied = thumb("/happy", DOWN, is_implied=True)
    given_ = [up, down, fitting, unknown, implied]
    assert taste_thumbs(given_, moods, HAPPY) == [up, fitting, unknown]
    assert taste_thumbs(given_, moods, SAD) == [up, down, unknown]
