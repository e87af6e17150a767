"""Relevance: what tells the labels becomes a target, however weak it is in what teachers hear."""

import numpy as np
import pytest
from numpy.typing import NDArray

from musemood.training.distil import Targets
from musemood.training.relevance import SHARE, Question, with_relevance

N_VALUES, N_CLIPS, PATCHES = 12, 200, 6

Floats = NDArray[np.float32]


@pytest.fixture
def targets() -> Targets:
    """As if a teacher's values were its components already."""
    return Targets(
        np.zeros(N_VALUES, np.float32),
        np.eye(N_VALUES, dtype=np.float32),
        np.full(N_VALUES, 1 / N_VALUES, np.float32),
    )


@pytest.fixture
def heard() -> Floats:
    """Patches (clips * PATCHES, values); the last value is the weakest."""
    dice = np.random.default_rng(0)
    of_clips = np.repeat(dice.standard_normal((N_CLIPS, N_VALUES)), PATCHES, axis=0)
    rows = of_clips + 0.3 * dice.standard_normal(of_clips.shape)
    return (rows * np.geomspace(5, 0.2, N_VALUES)).astype(np.float32)


def question_about(heard: Floats, value: int) -> Question:
    of_clip = np.repeat(np.arange(N_CLIPS), PATCHES)
    means = heard.reshape(N_CLIPS, PATCHES, -1).mean(axis=1)
    return Question(np.sign(means[:, [value]]), heard, of_clip)


def test_the_direction_that_tells_the_label_is_found_though_it_is_weak(
    targets: Targets, heard: Floats
) -> None:
    more = with_relevance(targets, [question_about(heard, N_VALUES - 1)])
    found = more.of(heard.astype(np.float16))[:, -1]
    told = np.corrcoef(found, heard[:, -1])[0, 1]
    assert abs(told) > 0.95
    assert found.std() == pytest.approx(1, rel=0.05)


def test_questions_share_the_loss_alike_and_the_old_targets_stay(
    targets: Targets, heard: Floats
) -> None:
    two = Question(
        np.hstack([question_about(heard, 3).labels, question_about(heard, 5).labels]),
        heard,
        np.repeat(np.arange(N_CLIPS), PATCHES),
    )
    more = with_relevance(targets, [question_about(heard, 0), two])
    assert more.projection.shape == (N_VALUES, N_VALUES + 3)
    np.testing.assert_allclose(more.projection[:, :N_VALUES], targets.projection)
    np.testing.assert_allclose(more.weight[:N_VALUES], targets.weight * (1 - SHARE))
    np.testing.assert_allclose(more.weight[N_VALUES:], [SHARE / 2, SHARE / 4, SHARE / 4], rtol=1e-5)


def test_clips_that_may_not_be_heard_have_no_say(targets: Targets, heard: Floats) -> None:
    whole = question_about(heard, 2)
    first = whole.of_clip < N_CLIPS // 2
    some = Question(whole.labels, heard[first], whole.of_clip[first])
    spoilt = whole.labels.copy()
    spoilt[N_CLIPS // 2 :] *= -1
    same = Question(spoilt, heard[first], whole.of_clip[first])
    np.testing.assert_array_equal(
        with_relevance(targets, [some]).projection, with_relevance(targets, [same]).projection
    )
