"""What the person's corrections teach about the moods of all other tracks.

A regularised multinomial logistic regression over the stored embeddings that starts from what the
mood model says: with base probabilities q (5,) and inputs x of a track,

    p = softmax(log q + W x),   W minimises  - sum log p[mood said] + 0.5 * PENALTY * |W|^2

so that no evidence (W = 0) means no change. It is kept only where it would have foretold moods
that it had not been told: five-fold cross-validation, repeated ten times, each time dealt anew.
Numbers in, numbers out; the same examples in the same order give the same answer.
"""

from collections.abc import Callable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST = 20
"""Corrections below which nothing is learnt."""

FOLDS, REPEATS, FEWEST_WINS = 5, 10, 9
PENALTY = 1.0
_LEAST = 1e-4
"""Probabilities below this count as this: a model that is certain must not be infinitely wrong."""
_STEPS = 100


class Examples(Struct, frozen=True, eq=False):
    """Tracks whose mood the person said.

    ``embeddings``: (n, d), the mean over a track's segments. ``base``: (n, 5), what the mood
    model says, rows summing to 1, in the order of `MOODS`. ``said``: (n,) indices into `MOODS`.
    """

    embeddings: Floats
    base: Floats
    said: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.said)

    def part(self, rows: NDArray[np.intp]) -> "Examples":
        """Some of them."""
        return Examples(self.embeddings[rows], self.base[rows], self.said[rows])


class Calibration(Struct, frozen=True, eq=False):
    """What was learnt. ``centre``: (d,); ``scale``: of embeddings; ``weights``: (d + 6, 5)."""

    centre: Floats
    scale: float
    weights: Floats

    def apply(self, embeddings: Floats, base: Floats) -> Floats:
        """(n, d) and (n, 5) to the personal probabilities (n, 5), rows summing to 1."""
        inputs = _inputs(embeddings, base, self.centre, self.scale)
        return _softmax(_logs(base) + inputs @ self.weights)


class Verdict(Struct, frozen=True, eq=False):
    """How a trial ended. ``calibration``: None where it is not kept.

    ``base_loss``, ``loss``: nats a track, of moods that were held back, the mean over the
    repetitions; ``wins``: in how many of the ten the calibration's was lower. ``base_hits``,
    ``hits``: 0..1, the share of moods held back that were named rightly.
    """

    calibration: Calibration | None
    count: int
    base_loss: float
    loss: float
    wins: int
    base_hits: float
    hits: float


def fit(examples: Examples) -> Calibration:
    """Learn from all examples, n >= 1.

    By gradient descent with Nesterov's momentum: the sum is strongly convex (modulus PENALTY) and
    its gradient bounded by PENALTY + |x|^2 / 2 (Böhning 1992), so step and momentum are known.
    """
    centre: Floats = examples.embeddings.mean(axis=0)
    spread = np.linalg.norm(examples.embeddings - centre, axis=1)
    scale = max(float(np.sqrt((spread**2).mean())), 1e-9)
    inputs = _inputs(examples.embeddings, examples.base, centre, scale)
    logs, wanted = _logs(examples.base), np.eye(examples.base.shape[1])[examples.said]
    steepest = PENALTY + 0.5 * float(np.linalg.norm(inputs, 2)) ** 2
    root = np.sqrt(steepest / PENALTY)
    momentum = (root - 1) / (root + 1)
    weights = ahead = np.zeros((inputs.shape[1], wanted.shape[1]))
    for _ in range(_STEPS):
        error = _softmax(logs + inputs @ ahead) - wanted
        before, weights = weights, ahead - (inputs.T @ error + PENALTY * ahead) / steepest
        ahead = weights + momentum * (weights - before)
    return Calibration(centre, scale, weights)


def calibrate(
    examples: Examples, is_cancelled: Callable[[], bool] = lambda: False
) -> Verdict | None:
    """Learn, and judge by moods held back whether it is kept; None where it was cancelled.

    Kept where the log loss is lower than the base's in nine repetitions of ten, unless the model
    led with every mood that was said: where the person only confirms it there is nothing to
    correct, though being surer would lower the loss. Raises ValueError below `FEWEST` examples.
    """
    if len(examples) < FEWEST:
        raise ValueError(f"{len(examples)} corrections are too few to learn from")
    rows = np.arange(len(examples))
    base_loss = float(_losses(examples.base, examples.said).mean())
    losses, hits = [], []
    for repeat in range(REPEATS):
        dealt = np.random.default_rng(repeat).permutation(len(examples))
        foretold = np.empty_like(examples.base)
        for held in np.array_split(dealt, FOLDS):
            if is_cancelled():
                return None
            learnt = fit(examples.part(np.setdiff1d(rows, held)))
            foretold[held] = learnt.apply(examples.embeddings[held], examples.base[held])
        losses.append(float(_losses(foretold, examples.said).mean()))
        hits.append(_share_right(foretold, examples.said))
    wins = sum(loss < base_loss for loss in losses)
    base_hits, mean_hits = _share_right(examples.base, examples.said), float(np.mean(hits))
    is_kept = wins >= FEWEST_WINS and base_hits < 1
    return Verdict(
        fit(examples) if is_kept else None,
        len(examples),
        base_loss,
        float(np.mean(losses)),
        wins,
        base_hits,
        mean_hits,
    )


def _inputs(embeddings: Floats, base: Floats, centre: Floats, scale: float) -> Floats:
    """(n, d + 6): the embedding, of length about 1; the base's own say; and 1.

    The fifth roots of its probabilities' odds let a whole mood be renamed ("what it calls
    relaxed I call sad") from few corrections.
    """
    logs = _logs(base)
    odds = (logs - logs.mean(axis=1, keepdims=True)) / base.shape[1]
    return np.hstack([(embeddings - centre) / scale, odds, np.ones((len(base), 1))])


def _logs(base: Floats) -> Floats:
    logs: Floats = np.log(np.maximum(base, _LEAST))
    return logs


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _losses(probabilities: Floats, said: NDArray[np.intp]) -> Floats:
    """(n,): nats by which each mood said surprises."""
    losses: Floats = -_logs(probabilities)[np.arange(len(said)), said]
    return losses


def _share_right(probabilities: Floats, said: NDArray[np.intp]) -> float:
    return float((probabilities.argmax(axis=1) == said).mean())
