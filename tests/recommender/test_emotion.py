"""The current emotion: weights, averages, and the network on the average."""

from datetime import timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from listener_world import FRESH, HAPPY, NOW, SAD, network, play, sequence_for, sequences_for

from musemood.domain.mood import UNKNOWN_READING, Mood
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.recommender.emotion import (
    Evidence,
    average_sequence,
    infer_emotion,
    weigh_plays,
)

PATHS = [f"/m/{name}.mp3" for name in "abcdefghijklmno"]

plays_of_a_week = st.lists(
    st.builds(
        Play,
        st.sampled_from(PATHS),
        st.integers(-2 * 86400, 9 * 86400).map(lambda s: NOW - timedelta(seconds=s)),
        st.floats(0, 500),
        st.sampled_from(PlayEnd),
        st.sampled_from(PlaySource),
    ),
    max_size=40,
)
LENGTHS = {path: 60.0 + 40 * i for i, path in enumerate(PATHS[:-1])}


@given(plays_of_a_week, st.randoms(use_true_random=False), st.integers(1, 12))
def test_weights_sum_to_one_fall_and_ignore_the_order_of_plays(
    plays: list[Play], random: Random, k: int
) -> None:
    evidence = weigh_plays(plays, LENGTHS, NOW, k=k)
    weights = [each.weight for each in evidence]
    assert not weights or sum(weights) == pytest.approx(1.0, abs=1e-12)
    assert weights == sorted(weights, reverse=True)
    assert all(weight > 0 for weight in weights)
    assert len(evidence) <= k
    shuffled = list(plays)
    random.shuffle(shuffled)
    assert weigh_plays(shuffled, LENGTHS, NOW, k=k) == evidence


@given(plays_of_a_week, st.sampled_from(PATHS[:-1]))
def test_one_more_whole_play_today_never_takes_weight_from_a_track(
    plays: list[Play], path: str
) -> None:
    before = {e.path: e.weight for e in weigh_plays(plays, LENGTHS, NOW, k=99)}
    more = [*plays, play(path, days_ago=0.0, heard_s=LENGTHS[path])]
    after = {e.path: e.weight for e in weigh_plays(more, LENGTHS, NOW, k=99)}
    assert after[path] >= before.get(path, 0.0) - 1e-12


def test_three_tracks_by_hand() -> None:
    # a: whole, now: 1, and half of it 3 days ago: 0.5 * 0.5; b: 3/4 of it 3 days ago: 0.75 * 0.5;
    # c: whole 6 days ago: 0.25. Together 1.25 + 0.375 + 0.25 = 1.875.
    plays = [
        play("a", days_ago=0, heard_s=200),
        play("a", days_ago=3, heard_s=100),
        play("b", days_ago=3, heard_s=75),
        play("c", days_ago=6, heard_s=500),
    ]
    evidence = weigh_plays(plays, {"a": 200.0, "b": 100.0, "c": 300.0}, NOW)
    assert [(each.path, each.plays) for each in evidence] == [("a", 2), ("b", 1), ("c", 1)]
    expected = [1.25 / 1.875, 0.375 / 1.875, 0.25 / 1.875]
    assert np.allclose([each.weight for each in evidence], expected, rtol=0, atol=1e-9)

    # Lengths 2, 3 and 4, so the median is 3. Segment middles of 2 are at 1/4, 3/4 and of 3 at
    # 1/6, 1/2, 5/6: (0, 1) becomes 0, 1/2, 1. Those of 4 are at 1/8 ... 7/8: (0, 1, 2, 3) becomes
    # 1/6, 3/2, 17/6.
    sequences = {
        "a": np.array([[0], [1]], dtype=np.float32),
        "b": np.array([[4], [5], [6]], dtype=np.float32),
        "c": np.array([[0], [1], [2], [3]], dtype=np.float32),
    }
    average = average_sequence(
        [sequences[each.path] for each in evidence], [each.weight for each in evidence]
    )
    by_hand = [
        (1.25 * 0 + 0.375 * 4 + 0.25 / 6) / 1.875,
        (1.25 * 0.5 + 0.375 * 5 + 0.25 * 1.5) / 1.875,
        (1.25 * 1 + 0.375 * 6 + 0.25 * 17 / 6) / 1.875,
    ]
    assert average.shape == (3, 1)
    assert np.allclose(average[:, 0], by_hand, rtol=0, atol=1e-9)


def test_what_does_not_count() -> None:
    plays = [
        play("short", heard_s=20),
        play("skipped", heard_s=99, end=PlayEnd.SKIPPED),
        play("old", days_ago=7.01),
        play("tomorrow", days_ago=-1),
        play("not in the library"),
    ]
    lengths = {"short": 20.0, "skipped": 200.0, "old": 200.0, "tomorrow": 200.0}
    assert weigh_plays(plays, lengths, NOW) == ()
    assert len(weigh_plays(plays, lengths, NOW - timedelta(hours=1))) == 1


def test_equal_weights_go_to_the_latest_play_then_to_the_path() -> None:
    # Each weighs 1/2: whole but a half-life ago, or half of it just now.
    old = [play("c", days_ago=3), play("a", days_ago=3)]
    plays = [*old, play("d", days_ago=0, heard_s=100)]
    lengths = dict.fromkeys("acd", 200.0)
    assert [each.path for each in weigh_plays(plays, lengths, NOW)] == ["d", "a", "c"]
    assert [each.path for each in weigh_plays(plays, lengths, NOW, k=1)] == ["d"]


def test_half_life_is_settable_and_the_shortest_does_not_underflow() -> None:
    plays = [play("a", days_ago=5), play("b", days_ago=6)]
    lengths = dict.fromkeys("ab", 200.0)
    assert [e.weight for e in weigh_plays(plays, lengths, NOW, half_life_days=1)] == [2 / 3, 1 / 3]
    assert weigh_plays(plays, lengths, NOW, half_life_days=1e-4) == (Evidence("a", 1, 1.0),)
    with pytest.raises(ValueError, match="half_life_days"):
        weigh_plays(plays, lengths, NOW, half_life_days=0)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.floats(0.01, 1)), min_size=1, max_size=6),
    st.integers(0, 2**32 - 1),
)
def test_an_average_stays_within_what_it_averages(
    parts: list[tuple[int, float]], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    sequences = [rng.random((length, 3)).astype(np.float32) for length, _ in parts]
    average = average_sequence(sequences, [weight for _, weight in parts])
    lengths = sorted(length for length, _ in parts)
    assert lengths[0] <= len(average) <= lengths[-1]
    lowest = np.min([each.min(axis=0) for each in sequences], axis=0).astype(np.float64)
    highest = np.max([each.max(axis=0) for each in sequences], axis=0).astype(np.float64)
    assert (average >= lowest - 1e-9).all()
    assert (average <= highest + 1e-9).all()


def test_the_average_of_one_is_itself_and_of_an_even_number_has_the_length_between() -> None:
    rng = np.random.default_rng(1)
    long, short = rng.random((7, 5)).astype(np.float32), rng.random((4, 5)).astype(np.float32)
    assert np.allclose(average_sequence([long], [0.3]), long, rtol=0, atol=1e-12)
    assert len(average_sequence([long, short], [0.5, 0.5])) == 6


@pytest.mark.parametrize(
    ("lengths", "weights"), [([], []), ([3], []), ([3, 0], [0.5, 0.5])], ids=str
)
def test_an_average_of_nothing_is_refused(lengths: list[int], weights: list[float]) -> None:
    with pytest.raises(ValueError, match="none of them empty"):
        average_sequence([np.zeros((n, 5), np.float32) for n in lengths], weights)


def test_the_emotion_is_that_of_the_tracks_that_weigh() -> None:
    sequences = sequences_for({"a": SAD, "b": FRESH})
    emotion = infer_emotion((Evidence("a", 3, 0.9), Evidence("b", 1, 0.1)), sequences, network)
    assert emotion is not None
    assert emotion.reading.mood is SAD
    assert (emotion.not_analysed, emotion.before_thumbs) == ((), None)
    other = infer_emotion((Evidence("a", 3, 0.1), Evidence("b", 1, 0.9)), sequences, network)
    assert other is not None
    assert other.reading.mood is FRESH
    assert [each.path for each in other.evidence] == ["b", "a"]


def test_tracks_without_a_sequence_are_named_and_leave_their_weight_to_the_others() -> None:
    evidence = (Evidence("a", 2, 0.5), Evidence("b", 1, 0.3), Evidence("c", 1, 0.2))
    sequences = {"b": sequence_for(HAPPY), "c": np.zeros((0, 5), np.float32)}
    emotion = infer_emotion(evidence, sequences, network)
    assert emotion is not None
    assert emotion.not_analysed == ("a", "c")
    assert emotion.evidence == (Evidence("b", 1, 1.0),)
    assert emotion.reading == network(sequence_for(HAPPY))


def test_without_history_there_is_none_and_without_sequences_nothing_is_claimed() -> None:
    assert infer_emotion((), {}, network) is None
    emotion = infer_emotion((Evidence("a", 1, 1.0),), {}, network)
    assert emotion is not None
    assert emotion.reading == UNKNOWN_READING
    assert (emotion.evidence, emotion.not_analysed) == ((), ("a",))
    assert emotion.reading.mood is Mood.UNSURE
