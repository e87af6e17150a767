"""Relevance: the directions in what teachers hear that tell moods, as further targets.

The strongest components of a teacher tell genres and instruments; much of what tells sad from
relaxed is in weak ones, which a pupil that counts variance alone leaves unexplained. Ridge
regression from a clip's mean to what people said of it finds those directions; the pupil learns
their values patch by patch like any other target. A fold's regression sees no clip of the fold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import RidgeCV

from musemood.training.distil import Targets

Floats = NDArray[np.float32]

SHARE = 0.35
"""Of the loss."""

_PENALTIES = np.logspace(0, 6, 13)


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """``labels`` (clips, m), and the targets' values in the clips' patches (n, k).

    ``of_clip`` (n,): each patch's row of labels.
    """

    labels: Floats
    values: Floats
    of_clip: NDArray[np.int64]


def with_relevance(targets: Targets, questions: Sequence[Question]) -> Targets:
    """The targets and, weighing `SHARE` together and alike each, the directions of questions."""
    projections, weights = [targets.projection], [targets.weight * (1 - SHARE)]
    for question in questions:
        coefficients = _directions(question)
        spread = (question.values @ coefficients).std(axis=0)
        n_labels = coefficients.shape[1]
        projections.append(targets.projection @ (coefficients / spread))
        weights.append(np.full(n_labels, SHARE / len(questions) / n_labels, np.float32))
    return Targets(targets.centre, np.hstack(projections), np.concatenate(weights))


def _directions(question: Question) -> Floats:
    """Ridge coefficients (k, m), from the mean of a clip to its labels."""
    n_clips = len(question.labels)
    sums = np.zeros((n_clips, question.values.shape[1]), np.float32)
    np.add.at(sums, question.of_clip, question.values)
    heard = np.bincount(question.of_clip, minlength=n_clips)
    means = sums / np.maximum(heard, 1)[:, None]
    is_heard = heard > 0
    ridge = RidgeCV(_PENALTIES).fit(means[is_heard], question.labels[is_heard])
    directions: Floats = np.atleast_2d(ridge.coef_).T.astype(np.float32)
    return directions
