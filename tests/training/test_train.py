"""Fitting mood networks on made sequences; seconds, not minutes."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_sets import QUADRANT, random_sequence

from musemood.domain.mood import MOODS
from musemood.training.evaluate import quadrants_of
from musemood.training.examples import Batch, batch_of
from musemood.training.network import MoodNetwork, Shape
from musemood.training.sets import MOODS_OF_QUADRANT, SIGNS
from musemood.training.train import (
    MOST_TRACKS,
    Lesson,
    Recipe,
    _quadrants,
    _Teaching,
    draw_weeks,
    fit,
    predict,
)

QUICK = Recipe(Shape(projected=16, hidden=8, dropout=0.1), epochs=20, learning_rate=1e-2)
FEW = replace(QUICK, epochs=4)

QUADRANT_OF = [QUADRANT[str(mood)] for mood in MOODS]


def made_clips(n: int, seed: int) -> tuple[Batch, np.ndarray]:
    """Sequences around a point of their mood, and their moods."""
    dice = np.random.default_rng(seed)
    moods = np.arange(n) % 5
    point = np.eye(5, 146, 60, dtype=np.float32)
    sequences = [random_sequence(4 + i % 5, dice) + 2 * point[m] for i, m in enumerate(moods)]
    return batch_of(sequences), moods


def made_lesson(n: int, seed: int = 0) -> Lesson:
    clips, moods = made_clips(n, seed)
    other, other_moods = made_clips(20, seed + 1)
    signs = np.array([SIGNS[q] for q in QUADRANT_OF], np.float32)
    allowed = [[m in MOODS_OF_QUADRANT[QUADRANT_OF[k]] for m in MOODS] for k in other_moods]
    return Lesson(
        forms=[clips, made_clips(n, seed + 2)[0]],
        moods=np.eye(5, dtype=np.float32)[moods],
        signs=(1 + signs[moods]) / 2,
        tags=(moods[:, None] == np.arange(2)).astype(np.float32),
        musemo=other,
        allowed=np.array(allowed, np.float32),
        musemo_signs=(1 + signs[other_moods]) / 2,
        musifeast=other,
        ratings=signs[other_moods],
    )


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return made_lesson(160)


@pytest.fixture(scope="module")
def learnt(lesson: Lesson) -> MoodNetwork:
    return fit(lesson, QUICK, 0)


def test_a_network_learns_what_can_be_learnt(learnt: MoodNetwork) -> None:
    clips, moods = made_clips(100, 50)
    said = predict(learnt, clips)
    assert (said.probabilities.argmax(axis=1) == moods).mean() > 0.9
    assert (quadrants_of(said.signs) == np.array(QUADRANT_OF)[moods]).mean() > 0.9


def test_probabilities_sum_to_one(learnt: MoodNetwork) -> None:
    said = predict(learnt, made_clips(30, 51)[0])
    np.testing.assert_allclose(said.probabilities.sum(axis=1), 1, atol=1e-5)
    assert (said.probabilities >= 0).all()
    assert (np.abs(said.signs) <= 1).all()


def test_the_same_seed_gives_the_same_network(lesson: Lesson) -> None:
    once, again, other = (fit(lesson, FEW, seed).state_dict() for seed in (7, 7, 8))
    assert all(torch.equal(once[key], again[key]) for key in once)
    assert not torch.equal(once["mood_head.weight"], other["mood_head.weight"])


def test_a_recipe_can_leave_every_extra_lesson_out(lesson: Lesson) -> None:
    bare = replace(FEW, tags=0, quadrants=0, musemo=0, musifeast=0, weeks=0, mixup=0, noise=0)
    said = predict(fit(lesson, bare, 0), lesson.forms[0])
    assert np.isfinite(said.probabilities).all()


def teaching(lesson: Lesson, recipe: Recipe, seed: int) -> _Teaching:
    torch.manual_seed(seed)
    network = MoodNetwork(replace(recipe.shape, n_tags=2))
    network.standardise_by(lesson.forms[0].sequences, lesson.forms[0].is_there)
    return _Teaching(lesson, recipe, network, np.random.default_rng(seed))


@pytest.mark.parametrize("seed", range(5))
def test_mixing_keeps_the_sums_of_targets(lesson: Lesson, seed: int) -> None:
    targets = [torch.from_numpy(lesson.moods), torch.from_numpy(lesson.signs)]
    form, (moods, signs) = teaching(lesson, QUICK, seed)._mixed(lesson.forms[0], targets)
    np.testing.assert_allclose(moods.sum(1), 1, atol=1e-5)
    np.testing.assert_allclose(moods.sum(0), targets[0].sum(0), atol=1e-3)
    np.testing.assert_allclose(signs.sum(0), targets[1].sum(0), atol=1e-3)
    # The clip itself is always the larger part.
    assert (moods.argmax(1) == targets[0].argmax(1)).all()
    assert torch.equal(form.is_there, lesson.forms[0].is_there)


@pytest.mark.parametrize("seed", range(5))
def test_a_disguised_clip_keeps_something_of_every_clip(lesson: Lesson, seed: int) -> None:
    form = teaching(lesson, QUICK, seed)._disguised(lesson.forms[0])
    assert form.is_there.any(1).all()
    assert form.sequences.shape[:2] == form.is_there.shape
    assert form.is_there.shape[1] >= QUICK.shortest


def test_quadrants_of_signs_are_probabilities() -> None:
    signs = np.random.default_rng(0).random((40, 2)).astype(np.float32)
    np.testing.assert_allclose(_quadrants(signs).sum(axis=1), 1, atol=1e-6)
    corners = (1 + np.array(list(SIGNS.values()), np.float32)) / 2
    np.testing.assert_array_equal(_quadrants(corners), np.eye(4))


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), n_moods=st.integers(1, 5))
def test_weeks_are_averages_of_few_tracks(seed: int, n_moods: int) -> None:
    moods = np.arange(60) % n_moods
    chosen, weights, week_moods = draw_weeks(moods, 32, np.random.default_rng(seed))
    assert chosen.shape == weights.shape == (32, MOST_TRACKS)
    assert set(week_moods.tolist()) <= set(moods.tolist())
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-5)
    n_tracks = (weights > 0).sum(axis=1)
    assert n_tracks.min() >= 1
    assert n_tracks.max() <= MOST_TRACKS
    assert (np.diff(weights, axis=1) <= 0).all()


def test_most_of_a_week_has_its_mood() -> None:
    moods = np.arange(100) % 5
    chosen, weights, week_moods = draw_weeks(moods, 2000, np.random.default_rng(0))
    share = (weights * (moods[chosen] == week_moods[:, None])).sum(axis=1).mean()
    # Four of five drawn by mood, and a fifth of the rest by chance.
    assert share == pytest.approx(0.84, abs=0.02)
    assert np.bincount(week_moods).min() > 300
