"""What is learnt from corrections: nothing without evidence, a shift where there is one."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from musemood.domain.mood import MOODS
from musemood.recommender.calibration import (
    FEWEST,
    REPEATS,
    Calibration,
    Examples,
    calibrate,
    fit,
)

WIDTH = 96
_seeds = st.integers(0, 2**31)


def _world(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Embeddings in five clouds as the encoder's are (one a mood, overlapping), and a base that
    is right more often than not: (count, 96), (count, 5)."""
    chance = np.random.default_rng(seed)
    clouds = chance.normal(size=(len(MOODS), WIDTH))
    of = chance.integers(len(MOODS), size=count)
    embeddings = clouds[of] + chance.normal(size=(count, WIDTH))
    scores = chance.normal(size=(count, len(MOODS))) + 2.0 * np.eye(len(MOODS))[of]
    base = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return embeddings, base


@given(_seeds, st.integers(FEWEST, 120))
@settings(max_examples=6, deadline=None)
def test_who_agrees_with_the_model_changes_nothing(seed: int, count: int) -> None:
    embeddings, base = _world(seed, count)
    verdict = calibrate(Examples(embeddings, base, base.argmax(axis=1)))
    assert verdict is not None
    assert verdict.calibration is None
    assert verdict.base_hits == 1


@given(_seeds, st.integers(40, 120))
@settings(max_examples=6, deadline=None)
def test_a_consistent_shift_is_kept_and_foretells_the_rest(seed: int, count: int) -> None:
    """The person calls sad what the model calls relaxed, and means it of every song."""
    embeddings, base = _world(seed, count + 200)
    said = base.argmax(axis=1)
    said[said == 2] = 3
    told = Examples(embeddings[:count], base[:count], said[:count])
    assume((told.base.argmax(axis=1) == 2).sum() >= 6)
    verdict = calibrate(told)
    assert verdict is not None
    assert verdict.calibration is not None
    assert verdict.loss < verdict.base_loss
    personal = verdict.calibration.apply(embeddings[count:], base[count:])
    rest = (np.arange(200), said[count:])
    assert -np.log(personal[rest]).mean() < -np.log(base[count:][rest]).mean()


def test_moods_as_the_model_expects_them_are_not_kept() -> None:
    """Said in proportion to its own probabilities: then it is right already, wrong as it may be."""
    kept = []
    for seed in range(8):
        embeddings, base = _world(seed, 40)
        chance = np.random.default_rng(seed + 100)
        said = np.array([chance.choice(5, p=row) for row in base])
        verdict = calibrate(Examples(embeddings, base, said))
        assert verdict is not None
        assert verdict.base_hits < 1
        kept.append(verdict.calibration is not None)
    assert sum(kept) <= 1


@given(_seeds, st.integers(1, 30))
@settings(max_examples=25, deadline=None)
def test_no_evidence_is_no_change_and_each_row_is_a_distribution(seed: int, count: int) -> None:
    embeddings, base = _world(seed, count)
    nothing = Calibration(embeddings[0], 1.0, np.zeros((WIDTH + 6, 5)))
    assert np.allclose(nothing.apply(embeddings, base), base, atol=1e-3)
    learnt = fit(Examples(embeddings, base, base.argmax(axis=1)))
    personal = learnt.apply(embeddings, base)
    assert np.allclose(personal.sum(axis=1), 1)
    assert (personal >= 0).all()


@given(_seeds)
@settings(max_examples=10, deadline=None)
def test_the_fit_is_where_the_gradient_vanishes(seed: int) -> None:
    """W = - sum (p - y) x / PENALTY there, whatever the way to it."""
    embeddings, base = _world(seed, 30)
    said = np.random.default_rng(seed).integers(5, size=30)
    learnt = fit(Examples(embeddings, base, said))
    error = learnt.apply(embeddings, base) - np.eye(5)[said]
    of_bias = error.sum(axis=0)  # the last input is 1
    assert np.allclose(learnt.weights[-1], -of_bias, atol=1e-4)
    of_embedding = ((embeddings - learnt.centre) / learnt.scale).T @ error
    assert np.allclose(learnt.weights[:WIDTH], -of_embedding, atol=1e-4)


def test_the_same_corrections_teach_the_same() -> None:
    embeddings, base = _world(3, 60)
    said = (base.argmax(axis=1) + 1) % 5
    one, other = (calibrate(Examples(embeddings, base, said)) for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.calibration is not None
    assert other.calibration is not None
    assert (one.calibration.weights == other.calibration.weights).all()
    assert (one.loss, one.wins) == (other.loss, REPEATS)


def test_too_few_are_refused_and_a_cancel_is_heard() -> None:
    embeddings, base = _world(1, FEWEST)
    few = Examples(embeddings[1:], base[1:], base[1:].argmax(axis=1))
    with pytest.raises(ValueError, match="19 corrections"):
        calibrate(few)
    asked: list[int] = []

    def is_cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    assert calibrate(Examples(embeddings, base, base.argmax(axis=1)), is_cancelled) is None
    assert len(asked) == 4
