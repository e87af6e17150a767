"""Figures of merit: how right a network is, how well it knows it, and how it ranks.

* accuracy: share of clips named rightly, 0..1; recall: the same among the clips of one class;
  F1 of a class ``2 P R / (P + R)``, P precision and R recall; macro-F1: its mean over classes,
  each counting alike however rare.
* expected calibration error: clips sorted by confidence (the largest probability) into bins of
  equal count; ``sum_b n_b / n |accuracy_b - confidence_b|``, 0..1. Source: Guo et al., *On
  Calibration of Modern Neural Networks* (2017), section 2, with bins of equal count (Nguyen &
  O'Connor 2015). A finite sample never measures 0: of n clips in b bins about
  ``0.8 sqrt(b p (1 - p) / n)`` is left even to a perfect forecaster that is right p of the time.
* risk and coverage: a threshold on the confidence leaves some clips unnamed; coverage is the
  share still named, risk the share of wrong ones among them. Source: Geifman & El-Yaniv,
  *Selective Classification for Deep Neural Networks* (2017).
* temperature: ``softmax(z / T)`` with the T > 0 that makes the true labels likeliest. Source:
  Guo et al., section 4.2. It changes no ranking within a clip, so no accuracy. Ours has one T for
  each class that is said: a rare class is said too surely and a common one too timidly, which a
  single T cannot mend at once. It is fitted to what is shown, the largest probability, as the
  chance of being right: ``-ln p`` where it was, ``-ln (1 - p)`` where it was not.
* rank correlation: Spearman's, of how two lists order the same clips, -1..1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from scipy.stats import spearmanr
from sklearn.metrics import confusion_matrix, f1_score

Doubles = NDArray[np.float64]
Numbers = NDArray[np.floating[Any]]
Indices = NDArray[np.integer[Any]]
Truths = NDArray[np.bool_]

N_BINS = 10

_LOG_TEMPERATURES = (-3.0, 3.0)
"""Natural logarithms of the temperatures looked at: 0.05 to 20."""

_PRIOR = 0.004
"""Nats a clip (of all clips) that a class's ln T costs when it is 1 away from that of all."""


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """``accuracy``, ``macro_f1`` 0..1; ``recalls`` (classes,) 0..1; ``confusion`` (classes,
    classes), rows true, columns said, in per cent of the row.

    A class that no clip has: recall 0 and a row of zeros.
    """

    accuracy: float
    macro_f1: float
    recalls: Doubles
    confusion: Doubles


def score(truth: NDArray[np.str_], said: NDArray[np.str_], names: Sequence[str]) -> Score:
    """How right ``said`` (n,) is of ``truth`` (n,), over the classes ``names``.

    Raises ValueError for no clip, unlike lengths, or a label that is not among the names.
    """
    if not len(truth) or truth.shape != said.shape or not np.isin([truth, said], names).all():
        raise ValueError("needs one true and one said label for each clip, all among the names")
    counts = confusion_matrix(truth, said, labels=names)
    confusion = 100 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    macro_f1 = f1_score(truth, said, labels=names, average="macro", zero_division=0)
    return Score(
        float(np.mean(truth == said)), float(macro_f1), np.diag(confusion) / 100, confusion
    )


def mean_score(scores: Sequence[Score]) -> Score:
    """The mean of each figure, over seeds; raises ValueError for no score."""
    if not scores:
        raise ValueError("no score to average")
    return Score(
        float(np.mean([each.accuracy for each in scores])),
        float(np.mean([each.macro_f1 for each in scores])),
        np.mean([each.recalls for each in scores], axis=0),
        np.mean([each.confusion for each in scores], axis=0),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Of bins from the least to the most confident: mean ``confidence`` and ``accuracy``, both
    0..1, and ``counts`` of clips.
    """

    confidence: Doubles
    accuracy: Doubles
    counts: NDArray[np.int64]

    @property
    def error(self) -> float:
        """The expected calibration error, 0..1."""
        return float(np.average(np.abs(self.accuracy - self.confidence), weights=self.counts))


def reliability(confidence: Numbers, is_right: Truths, n_bins: int = N_BINS) -> Reliability:
    """Confidence (n,) against rightness (n,) in bins of equal count, at most one clip apart.

    Clips of equal confidence share their mean rightness, so that their order decides nothing.
    Raises ValueError for no clip.
    """
    if not len(confidence):
        raise ValueError("no clip to judge")
    _, group = np.unique(confidence, return_inverse=True)
    shared = (np.bincount(group, weights=is_right) / np.bincount(group))[group]
    order = np.argsort(confidence)
    bins = np.array_split(order, min(n_bins, len(order)))
    return Reliability(
        np.array([confidence[each].mean(dtype=np.float64) for each in bins]),
        np.array([shared[each].mean() for each in bins]),
        np.array([len(each) for each in bins]),
    )


def calibration_error(probabilities: Numbers, truth: Indices, n_bins: int = N_BINS) -> float:
    """Expected calibration error of the largest of the probabilities (n, classes), 0..1.

    ``truth`` (n,): indices of the true classes.
    """
    is_right = probabilities.argmax(axis=1) == truth
    return reliability(probabilities.max(axis=1), is_right, n_bins).error


@dataclass(frozen=True, slots=True)
class RiskAt:
    """With clips under ``threshold`` left unnamed: all shares 0..1.

    ``named``: share of clips named. ``named_error``, ``unnamed_error``: share of wrong ones among
    the named and among the unnamed (had they been named); NaN where there are none.
    """

    threshold: float
    named: float
    named_error: float
    unnamed_error: float


def risk_at(confidence: Numbers, is_right: Truths, thresholds: Sequence[float]) -> list[RiskAt]:
    """Risk and coverage for each threshold; ``confidence`` and ``is_right`` (n,)."""
    return [_risk_at(confidence, is_right, threshold) for threshold in thresholds]


def _risk_at(confidence: Numbers, is_right: Truths, threshold: float) -> RiskAt:
    is_named = confidence >= threshold
    return RiskAt(
        threshold, float(is_named.mean()), _error(is_right[is_named]), _error(is_right[~is_named])
    )


def _error(is_right: Truths) -> float:
    return 1 - float(is_right.mean()) if len(is_right) else float("nan")


def risk_coverage(confidence: Numbers, is_right: Truths) -> tuple[Doubles, Doubles]:
    """The curve: coverage (m,) rising to 1, and risk (m,), one point per distinct confidence."""
    levels, group = np.unique(-confidence, return_inverse=True)
    n_named = np.cumsum(np.bincount(group, minlength=len(levels)))
    n_wrong = np.cumsum(np.bincount(group, weights=~is_right, minlength=len(levels)))
    return n_named / len(confidence), n_wrong / n_named


def logits_of(probabilities: Numbers) -> Doubles:
    """Logits whose softmax gives these probabilities back: their logarithms, 0 taken as 1e-12."""
    logits: Doubles = np.log(np.maximum(probabilities.astype(np.float64), 1e-12))
    return logits


def fit_temperature(logits: Numbers, truth: Indices) -> float:
    """The temperature, 0.05..20, of least negative log-likelihood of ``truth`` (n,).

    ``logits``: (n, classes), those of a network or `logits_of` its probabilities. Raises
    ValueError for no clip.
    """
    if not len(logits):
        raise ValueError("no clip to fit a temperature to")

    # Convex in 1/T, hence with a single minimum in log T too.
    def loss(log_temperature: float) -> float:
        return negative_log_likelihood(logits / np.exp(log_temperature), truth)

    found = minimize_scalar(
        loss, bounds=_LOG_TEMPERATURES, method="bounded", options={"xatol": 1e-6}
    )
    return float(np.exp(found.x))


def fit_temperatures(logits: Numbers, truth: Indices) -> Doubles:
    """A temperature (classes,) for each class that may be said, near that of all; 0.05..20.

    Arguments and error as of `fit_temperature`. A class that is said rarely keeps the common one.
    """
    common = np.log(fit_temperature(logits, truth))
    said = logits.argmax(axis=1)
    return np.exp([
        _log_temperature(logits[said == each], truth[said == each], common, _PRIOR * len(logits))
        for each in range(logits.shape[1])
    ])  # fmt: skip


def _log_temperature(logits: Numbers, truth: Indices, common: float, prior: float) -> float:
    is_right = logits.argmax(axis=1) == truth

    def loss(log_temperature: float) -> float:
        confidence = apply_temperature(logits, np.exp(log_temperature)).max(axis=1)
        chance = np.where(is_right, confidence, 1 - confidence)
        away = prior * (log_temperature - common) ** 2
        return float(away - np.log(np.maximum(chance, 1e-12)).sum())

    options = {"xatol": 1e-6}
    return float(
        minimize_scalar(loss, bounds=_LOG_TEMPERATURES, method="bounded", options=options).x
    )


def negative_log_likelihood(logits: Numbers, truth: Indices) -> float:
    """Mean of ``-ln p(true class)``, not negative, of logits (n, classes)."""
    log_probabilities = log_softmax(logits.astype(np.float64), axis=1)
    return -float(np.take_along_axis(log_probabilities, truth[:, None], axis=1).mean())


def apply_temperature(logits: Numbers, temperature: float | Doubles) -> Doubles:
    """Probabilities ``softmax(logits / T)``, (n, classes); T one number, or (classes,) by the
    class that is said.
    """
    of_clip = np.broadcast_to(temperature, logits.shape[1])[logits.argmax(axis=1)]
    probabilities: Doubles = softmax(logits.astype(np.float64) / of_clip[:, None], axis=1)
    return probabilities


def temper_out_of_fold(logits: Numbers, truth: Indices, folds: Indices) -> tuple[Doubles, Doubles]:
    """Probabilities (n, classes), each fold tempered as the others ask; and T of each clip (n,).

    ``logits`` are out of fold themselves: no clip has a say in its own temperature but by the
    networks of the other folds, which were trained on it and are not judged by it.
    """
    tempered = np.ones(logits.shape)
    temperatures = np.ones(len(logits))
    for fold in np.unique(folds):
        is_apart = folds == fold
        fitted = fit_temperatures(logits[~is_apart], truth[~is_apart])
        tempered[is_apart] = apply_temperature(logits[is_apart], fitted)
        temperatures[is_apart] = fitted[logits[is_apart].argmax(axis=1)]
    return tempered, temperatures


def rank_correlation(said: Numbers, heard: Numbers) -> float:
    """Spearman's rank correlation of (n,) and (n,), -1..1; 0 where one of them is constant."""
    if np.ptp(said) == 0 or np.ptp(heard) == 0:
        return 0.0
    return float(spearmanr(said, heard).statistic)
