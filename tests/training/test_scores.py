"""Figures of merit: laws first, then sums by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.training.scores import (
    Doubles,
    apply_temperature,
    calibration_error,
    fit_temperature,
    fit_temperatures,
    logits_of,
    mean_score,
    negative_log_likelihood,
    rank_correlation,
    reliability,
    risk_at,
    risk_coverage,
    score,
    temper_out_of_fold,
)

NAMES = ["happy", "fresh", "sad"]
SEEDS = st.integers(0, 2**32 - 1)


def labels(dice: np.random.Generator, n: int) -> np.ndarray:
    return dice.choice(NAMES, n)


def guesses(dice: np.random.Generator, n: int, sharpness: float = 2.0) -> Doubles:
    """Logits (n, 5)."""
    return sharpness * dice.standard_normal((n, 5))


def drawn(dice: np.random.Generator, probabilities: Doubles) -> np.ndarray:
    """True classes drawn from the probabilities: a forecaster that knows its odds."""
    return (probabilities.cumsum(axis=1) < dice.random((len(probabilities), 1))).sum(axis=1)


@given(SEEDS, st.integers(1, 60))
def test_the_order_of_clips_changes_no_figure(seed: int, n: int) -> None:
    dice = np.random.default_rng(seed)
    truth, said, order = labels(dice, n), labels(dice, n), dice.permutation(n)
    one, other = score(truth, said, NAMES), score(truth[order], said[order], NAMES)
    assert one.accuracy == pytest.approx(other.accuracy)
    assert one.macro_f1 == pytest.approx(other.macro_f1)
    np.testing.assert_allclose(one.confusion, other.confusion)
    # Rounded, so that many clips are equally confident: ties must not matter either.
    probabilities = np.round(apply_temperature(guesses(dice, n), 1.0), 1)
    classes = dice.integers(5, size=n)
    assert calibration_error(probabilities, classes) == pytest.approx(
        calibration_error(probabilities[order], classes[order])
    )


@given(SEEDS, st.integers(1, 60))
def test_all_right_is_all_right(seed: int, n: int) -> None:
    truth = np.r_[NAMES, labels(np.random.default_rng(seed), n)]
    all_right = score(truth, truth, NAMES)
    assert all_right.accuracy == all_right.macro_f1 == 1
    np.testing.assert_array_equal(all_right.confusion, 100 * np.eye(3))


@given(SEEDS, st.integers(3, 60))
def test_rows_of_a_confusion_sum_to_a_hundred_and_hold_the_recalls(seed: int, n: int) -> None:
    dice = np.random.default_rng(seed)
    truth = np.r_[NAMES, labels(dice, n - 3)]
    of = score(truth, labels(dice, n), NAMES)
    np.testing.assert_allclose(of.confusion.sum(axis=1), 100)
    np.testing.assert_allclose(np.diag(of.confusion), 100 * of.recalls)
    shares = [np.mean(truth == name) for name in NAMES]
    assert of.accuracy == pytest.approx(np.dot(shares, of.recalls))


def test_scores_by_hand() -> None:
    truth = np.array(["happy", "happy", "happy", "sad"])
    of = score(truth, np.array(["happy", "happy", "sad", "sad"]), NAMES)
    assert of.accuracy == 0.75
    np.testing.assert_allclose(of.recalls, [2 / 3, 0, 1])
    # F1 of happy 2 * 1 * (2/3) / (5/3), of sad 2 * (1/2) * 1 / (3/2), of fresh 0.
    assert of.macro_f1 == pytest.approx((0.8 + 0 + 2 / 3) / 3)
    np.testing.assert_allclose(of.confusion, [[200 / 3, 0, 100 / 3], [0, 0, 0], [0, 0, 100]])
    mean = mean_score([of, score(truth, truth, NAMES)])
    assert mean.accuracy == 0.875
    np.testing.assert_allclose(mean.recalls, [5 / 6, 0, 1])
    np.testing.assert_allclose(mean.confusion[0], [250 / 3, 0, 50 / 3])


@pytest.mark.parametrize(
    ("truth", "said"), [([], []), (["sad"], ["sad", "sad"]), (["sad"], ["unsure"]), (["x"], ["x"])]
)
def test_labels_that_make_no_sense_are_refused(truth: list[str], said: list[str]) -> None:
    with pytest.raises(ValueError, match="label"):
        score(np.array(truth, np.str_), np.array(said, np.str_), NAMES)


def test_no_clip_no_figure() -> None:
    with pytest.raises(ValueError, match="average"):
        mean_score([])
    with pytest.raises(ValueError, match="judge"):
        calibration_error(np.zeros((0, 5)), np.zeros(0, int))
    with pytest.raises(ValueError, match="temperature"):
        fit_temperature(np.zeros((0, 5)), np.zeros(0, int))


def test_who_is_right_as_often_as_confident_has_no_calibration_error() -> None:
    # Ten clips each at 0.3, 0.4 ... 1.0; 3, 4 ... 10 of them right.
    tenths = np.repeat(np.arange(3, 11), 10)
    is_right = np.tile(np.arange(10), 8) < tenths
    probabilities = np.repeat(((1 - tenths / 10) / 4)[:, None], 5, axis=1)
    probabilities[:, 2] = tenths / 10
    truth = np.where(is_right, 2, 0)
    assert calibration_error(probabilities, truth, n_bins=8) == pytest.approx(0)
    assert calibration_error(probabilities, truth) == pytest.approx(0)
    wrong = np.where(is_right, 0, 2)
    assert calibration_error(probabilities, wrong) > 0.3


def test_a_large_sample_of_a_calibrated_forecaster_has_next_to_no_error() -> None:
    dice = np.random.default_rng(0)
    probabilities = apply_temperature(guesses(dice, 100_000), 1.0)
    truth = drawn(dice, probabilities)
    assert calibration_error(probabilities, truth) < 0.01
    assert calibration_error(probabilities**3 / (probabilities**3).sum(1)[:, None], truth) > 0.1


def test_calibration_error_by_hand() -> None:
    found = reliability(np.array([0.5, 0.5, 0.9, 0.7]), np.array([True, False, True, True]), 2)
    np.testing.assert_allclose(found.confidence, [0.5, 0.8])
    np.testing.assert_allclose(found.accuracy, [0.5, 1])
    assert found.counts.tolist() == [2, 2]
    assert found.error == pytest.approx(0.1)


@given(SEEDS, st.integers(1, 100))
def test_bins_are_of_equal_count(seed: int, n: int) -> None:
    dice = np.random.default_rng(seed)
    counts = reliability(dice.random(n), dice.random(n) < 0.5).counts
    assert counts.sum() == n
    assert np.ptp(counts) <= 1
    assert len(counts) == min(n, 10)


@given(SEEDS, st.integers(1, 60))
def test_coverage_and_risk_agree_at_every_threshold(seed: int, n: int) -> None:
    dice = np.random.default_rng(seed)
    confidence, is_right = np.round(dice.random(n), 1), dice.random(n) < 0.6
    coverage, risk = risk_coverage(confidence, is_right)
    points = risk_at(confidence, is_right, np.unique(confidence)[::-1].tolist())
    np.testing.assert_allclose(coverage, [point.named for point in points])
    np.testing.assert_allclose(risk, [point.named_error for point in points])
    assert coverage[-1] == pytest.approx(1)
    assert risk[-1] == pytest.approx(np.mean(~is_right))
    for point in points[:-1]:
        both = point.named * point.named_error + (1 - point.named) * point.unnamed_error
        assert both == pytest.approx(np.mean(~is_right))


@given(SEEDS, st.integers(1, 60))
def test_risk_knows_confidence_by_its_order_alone(seed: int, n: int) -> None:
    dice = np.random.default_rng(seed)
    confidence, is_right = np.round(dice.random(n), 1), dice.random(n) < 0.6
    np.testing.assert_array_equal(
        risk_coverage(confidence, is_right), risk_coverage(np.exp(3 * confidence), is_right)
    )


def test_risk_by_hand() -> None:
    confidence, is_right = np.array([0.3, 0.5, 0.5, 0.9]), np.array([False, True, False, True])
    low, middle, high = risk_at(confidence, is_right, [0.2, 0.5, 1.0])
    assert (low.named, low.named_error) == (1, 0.5)
    assert np.isnan(low.unnamed_error)
    assert middle.named == 0.75
    assert middle.named_error == pytest.approx(1 / 3)
    assert middle.unnamed_error == 1
    assert (high.named, high.unnamed_error) == (0, 0.5)
    assert np.isnan(high.named_error)


@pytest.mark.parametrize("temperature", [0.3, 1.0, 4.0])
def test_the_temperature_that_was_is_found(temperature: float) -> None:
    dice = np.random.default_rng(1)
    logits = guesses(dice, 20_000)
    truth = drawn(dice, apply_temperature(logits, temperature))
    assert fit_temperature(logits, truth) == pytest.approx(temperature, rel=0.05)


@given(SEEDS, st.floats(0.5, 2))
def test_temperature_scales_with_the_logits(seed: int, factor: float) -> None:
    dice = np.random.default_rng(seed)
    logits = guesses(dice, 200)
    truth = drawn(dice, apply_temperature(logits, 1.0))
    once = fit_temperature(logits, truth)
    assert fit_temperature(factor * logits, truth) == pytest.approx(factor * once, rel=1e-3)
    assert fit_temperature(logits_of(apply_temperature(logits, 1.0)), truth) == pytest.approx(
        once, rel=1e-3
    )


@given(SEEDS)
def test_a_fitted_temperature_is_never_worse_and_changes_no_mood(seed: int) -> None:
    dice = np.random.default_rng(seed)
    logits = guesses(dice, 50, sharpness=6)
    truth = dice.integers(5, size=50)
    temperature = fit_temperature(logits, truth)
    fitted = negative_log_likelihood(logits / temperature, truth)
    assert fitted <= negative_log_likelihood(logits, truth) + 1e-9
    tempered = apply_temperature(logits, temperature)
    np.testing.assert_allclose(tempered.sum(axis=1), 1)
    np.testing.assert_array_equal(tempered.argmax(axis=1), logits.argmax(axis=1))


def test_an_overconfident_network_is_mended() -> None:
    dice = np.random.default_rng(2)
    logits = guesses(dice, 5_000)
    truth = drawn(dice, apply_temperature(logits, 1.0))
    bold = 3 * logits
    assert calibration_error(apply_temperature(bold, 1.0), truth) > 0.1
    mended, temperatures = temper_out_of_fold(bold, truth, np.arange(5_000) % 5)
    assert calibration_error(mended, truth) < 0.03
    np.testing.assert_allclose(temperatures, 3, rtol=0.15)


def test_a_mood_said_too_surely_gets_a_temperature_of_its_own() -> None:
    dice = np.random.default_rng(4)
    logits = guesses(dice, 20_000)
    truth = drawn(dice, apply_temperature(logits, 1.0))
    is_bold = logits.argmax(axis=1) == 1
    distorted = np.where(is_bold[:, None], 3 * logits, logits)
    found = fit_temperatures(distorted, truth)
    np.testing.assert_allclose(found, [1, 3, 1, 1, 1], rtol=0.12)
    tempered = apply_temperature(distorted, found)
    np.testing.assert_array_equal(tempered.argmax(axis=1), logits.argmax(axis=1))
    with_one = apply_temperature(distorted, fit_temperature(distorted, truth))
    assert calibration_error(tempered, truth) < 0.6 * calibration_error(with_one, truth)


def test_a_mood_that_is_never_said_keeps_the_common_temperature() -> None:
    dice = np.random.default_rng(5)
    logits = guesses(dice, 2_000) - np.array([0, 0, 99, 0, 0])
    truth = drawn(dice, apply_temperature(logits, 2.0))
    common = fit_temperature(logits, truth)
    assert fit_temperatures(logits, truth)[2] == pytest.approx(common, rel=1e-3)


def test_a_fold_has_no_say_in_its_own_temperature() -> None:
    dice = np.random.default_rng(3)
    logits, truth, folds = guesses(dice, 500), dice.integers(5, size=500), np.arange(500) % 5
    _, temperatures = temper_out_of_fold(logits, truth, folds)
    spoilt = np.where(folds == 2, logits.argmax(axis=1), truth)
    _, after = temper_out_of_fold(logits, spoilt, folds)
    np.testing.assert_array_equal(after[folds == 2], temperatures[folds == 2])
    assert (after[folds != 2] != temperatures[folds != 2]).all()


@given(SEEDS, st.integers(3, 50))
def test_rank_correlation_knows_the_order_alone(seed: int, n: int) -> None:
    dice = np.random.default_rng(seed)
    one, other = dice.standard_normal(n), dice.standard_normal(n)
    correlation = rank_correlation(one, other)
    assert -1 <= correlation <= 1
    assert rank_correlation(np.exp(one), other**3) == pytest.approx(correlation)
    assert rank_correlation(other, one) == pytest.approx(correlation)
    assert rank_correlation(-one, other) == pytest.approx(-correlation)
    assert rank_correlation(one, np.exp(one)) == pytest.approx(1)


def test_who_says_the_same_of_all_ranks_nothing() -> None:
    assert rank_correlation(np.ones(5), np.arange(5.0)) == 0
