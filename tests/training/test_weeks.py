"""Simulated weeks: the laws they were drawn by, and what is read from them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.recommender.emotion import average_sequence
from musemood.training.weeks import (
    N_PLAYS,
    TOPS,
    Floats,
    Read,
    Weeks,
    accuracy_by_top,
    average_sequences,
    resample,
    simulate,
)

MOODS = np.repeat(np.arange(5), (30, 14, 28, 36, 36))
"""About one fold of mood4q."""

SEEDS = st.integers(0, 2**32 - 1)


def weeks_of(n_weeks: int = 2000, seed: int = 0) -> Weeks:
    return simulate(MOODS, 5, n_weeks, np.random.default_rng(seed))


def told(moods: np.ndarray, dice: np.random.Generator) -> list[Floats]:
    """Clips of 1 to 12 segments that say their mood in their first five numbers."""
    return [
        np.tile(np.eye(5, 7)[mood], (dice.integers(1, 13), 1)).astype(np.float32) for mood in moods
    ]


def listen(sequences: list[Floats]) -> Floats:
    """A network that hears what the clips of `told` say."""
    return np.array([each[:, :5].mean(axis=0) for each in sequences])


def test_each_week_has_its_forty_plays_and_seven_in_ten_are_of_its_mood() -> None:
    weeks = weeks_of()
    assert (weeks.plays.sum(axis=1) == N_PLAYS).all()
    is_of_mood = weeks.moods[:, None] == MOODS
    n_of_mood = (weeks.plays * is_of_mood).sum(axis=1)
    assert n_of_mood.mean() == pytest.approx(0.7 * N_PLAYS, abs=0.3)
    assert n_of_mood.var() == pytest.approx(0.7 * 0.3 * N_PLAYS, rel=0.15)


def test_each_mood_is_as_likely() -> None:
    np.testing.assert_allclose(np.bincount(weeks_of().moods) / 2000, 0.2, atol=0.03)


def test_favourites_are_played_by_zipfs_law() -> None:
    # With one clip of each other mood, 28 of 40 plays go to one mood's many clips.
    moods = np.r_[np.zeros(1000, int), 1]
    weeks = simulate(moods, 2, 4000, np.random.default_rng(0))
    plays = np.sort(weeks.plays[weeks.moods == 0][:, :1000], axis=1)[:, ::-1].mean(axis=0)
    harmonic = (1 / np.arange(1, 1001)).sum()
    # The r-th most played is not always the r-th favourite, but the first two nearly are.
    assert plays[0] == pytest.approx(28 / harmonic, rel=0.15)
    assert 1.3 < plays[0] / plays[1] < 2.1
    assert plays[0] / plays[3] > 2


def test_no_clip_is_every_weeks_favourite() -> None:
    weeks = weeks_of()
    shares = weeks.plays.sum(axis=0) / weeks.plays.sum()
    per_mood = [shares[mood == MOODS] for mood in range(5)]
    for its in per_mood:
        np.testing.assert_allclose(its, its.mean(), rtol=0.35)


def test_ranks_go_down_the_plays_and_ties_are_drawn() -> None:
    weeks = weeks_of()
    by_rank = np.take_along_axis(weeks.plays, np.argsort(weeks.ranks, axis=1), axis=1)
    assert (np.diff(by_rank, axis=1) <= 0).all()
    np.testing.assert_array_equal(np.sort(weeks.ranks, axis=1)[0], np.arange(len(MOODS)))
    # Of clips never played, each is as often before any other as behind it.
    neither = (weeks.plays[:, 0] == 0) & (weeks.plays[:, -1] == 0)
    assert np.mean(weeks.ranks[neither, 0] < weeks.ranks[neither, -1]) == pytest.approx(
        0.5, abs=0.05
    )


@pytest.mark.parametrize("k", TOPS)
def test_weights_are_the_plays_of_the_top(k: int) -> None:
    weeks = weeks_of(200)
    weights = weeks.weights(k)
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-6)
    assert ((weights > 0).sum(axis=1) == k).all()
    week = 17
    top = np.argsort(weeks.ranks[week])[:k]
    np.testing.assert_allclose(
        weights[week, top], weeks.plays[week, top] / weeks.plays[week, top].sum(), rtol=1e-6
    )


def test_a_week_of_few_clips_takes_them_all() -> None:
    weeks = simulate(np.array([0, 1]), 2, 50, np.random.default_rng(0))
    np.testing.assert_allclose(weeks.weights(10), weeks.plays / N_PLAYS, rtol=1e-6)


@pytest.mark.parametrize(("moods", "n_moods"), [([0, 0], 2), ([0, 2], 2), ([], 2), ([0], 1)])
def test_a_listener_without_clips_of_a_mood_is_refused(moods: list[int], n_moods: int) -> None:
    with pytest.raises(ValueError, match="clips of each"):
        simulate(np.array(moods, int), n_moods, 3, np.random.default_rng(0))


@given(SEEDS)
def test_averages_are_those_of_the_program(seed: int) -> None:
    dice = np.random.default_rng(seed)
    sequences = [dice.standard_normal((dice.integers(1, 12), 7)).astype(np.float32) for _ in MOODS]
    weights = weeks_of(8, seed).weights(int(dice.choice(TOPS)))
    for average, its in zip(average_sequences(sequences, weights), weights, strict=True):
        chosen = np.flatnonzero(its)
        expected = average_sequence([sequences[i] for i in chosen], its[chosen].tolist())
        np.testing.assert_allclose(average, expected, atol=1e-5)
        assert average.dtype == np.float32


@given(SEEDS, st.integers(1, 20), st.integers(1, 20))
def test_resampling_keeps_what_is_constant_and_what_fits(seed: int, n: int, length: int) -> None:
    sequence = np.random.default_rng(seed).random((n, 3), np.float32)
    np.testing.assert_array_equal(resample(sequence, n), sequence)
    constant = np.broadcast_to(sequence[:1], (n, 3))
    np.testing.assert_allclose(resample(constant, length), np.tile(sequence[0], (length, 1)))
    changed = resample(sequence, length)
    assert changed.shape == (length, 3)
    assert (changed.min(axis=0) >= sequence.min(axis=0) - 1e-6).all()
    assert (changed.max(axis=0) <= sequence.max(axis=0) + 1e-6).all()


@pytest.mark.parametrize("n_moods", [4, 5])
def test_who_hears_every_mood_reads_weeks_the_better_the_more_of_them(n_moods: int) -> None:
    dice = np.random.default_rng(0)
    moods, folds = np.tile(MOODS, 2), np.repeat([0, 1], len(MOODS))
    networks = dict.fromkeys((0, 1), listen)
    by_top = accuracy_by_top(told(moods, dice), moods, folds, networks, n_moods, n_weeks=1000)
    assert by_top[1] < by_top[3] < by_top[10]
    assert by_top[1] > 0.9
    assert by_top[10] > 0.99


def test_who_hears_nothing_is_right_by_chance() -> None:
    def flat(sequences: list[Floats]) -> Floats:
        return np.tile(np.float32([0.3, 0.2, 0.1, 0.1, 0.3]), (len(sequences), 1))

    sequences, folds = told(MOODS, np.random.default_rng(0)), np.zeros(len(MOODS), int)
    by_top = accuracy_by_top(sequences, MOODS, folds, {0: flat}, 5)
    assert set(by_top) == set(TOPS)
    assert len(set(by_top.values())) == 1
    assert by_top[1] == pytest.approx(0.2, abs=0.04)


def test_a_fold_is_read_by_its_own_network_on_its_own_clips_without_intense_ones() -> None:
    folds = np.arange(len(MOODS)) % 2
    sequences = told(MOODS, np.random.default_rng(0))
    for each, fold, mood in zip(sequences, folds, MOODS, strict=True):
        each[:, 5], each[:, 6] = fold, mood == 4

    def listen_to(fold: int) -> Read:
        def read(some: list[Floats]) -> Floats:
            assert all(np.allclose(each[:, 5:], [fold, 0]) for each in some)
            probabilities = listen(some)
            probabilities[:, 4] = 9  # not asked for: must not matter
            return probabilities

        return read

    networks = {fold: listen_to(fold) for fold in (0, 1)}
    by_top = accuracy_by_top(sequences, MOODS, folds, networks, 4, n_weeks=200)
    assert by_top[10] > 0.95


def test_every_network_is_asked_about_the_same_weeks() -> None:
    sequences, folds = told(MOODS, np.random.default_rng(0)), np.zeros(len(MOODS), int)
    heard: list[list[Floats]] = []

    def note(some: list[Floats]) -> Floats:
        heard.append(some)
        return listen(some)

    once = accuracy_by_top(sequences, MOODS, folds, {0: note}, 5, seed=3, n_weeks=50)
    assert accuracy_by_top(sequences, MOODS, folds, {0: note}, 5, seed=3, n_weeks=50) == once
    for one, other in zip(heard[0], heard[len(TOPS)], strict=True):
        np.testing.assert_array_equal(one, other)
    accuracy_by_top(sequences, MOODS, folds, {0: note}, 5, seed=4, n_weeks=50)
    assert any(
        one.shape != other.shape or (one != other).any()
        for one, other in zip(heard[0], heard[2 * len(TOPS)], strict=True)
    )
