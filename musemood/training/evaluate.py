"""Cross-validated figures: what networks say of clips whose artists they never heard.

Five folds by artist. For each fold the recipe is chosen among `RECIPES` by a trial inside the
other four (three train, the next one judges), then networks of several seeds are trained on
those four and read the fold. So no clip has a say in anything it is scored by. Every figure is
the mean over seeds of single networks, never of an ensemble: one network ships.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import confusion_matrix, f1_score, recall_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from musemood.domain.mood import MOODS, Mood
from musemood.training.dataset import Clip, split
from musemood.training.train import RECIPES, Floats, Recipe, fit, predict

QUADRANTS = ("Q1", "Q2", "Q3", "Q4")
N_FOLDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class OutOfFold:
    """What unseen clips were said to be, in their order, by one network per seed and fold.

    ``probabilities``: (seeds, clips, 5); ``signs``: (seeds, clips, 2), valence and arousal.
    ``scores``: (recipes, folds), inner score of each of `RECIPES` for each fold.
    """

    probabilities: Floats
    signs: Floats
    scores: Floats

    @property
    def recipes(self) -> tuple[str, ...]:
        """The name of the recipe chosen for each fold."""
        return tuple(list(RECIPES)[best] for best in self.scores.argmax(axis=0))


def quadrants_of(signs: Floats) -> NDArray[np.str_]:
    """Quadrant by the signs of valence and arousal (n, 2); 0 counts as positive."""
    by_signs = np.array([["Q3", "Q2"], ["Q4", "Q1"]])
    is_positive = (signs >= 0).astype(int)
    return by_signs[is_positive[:, 0], is_positive[:, 1]]


def inner_score(clips: Sequence[Clip], fold: int, recipe: Recipe, seed: int = 0) -> float:
    """Mean macro-F1 of quadrants and moods in a trial that never touches clips of ``fold``."""
    rest, _ = split(clips, fold)
    train, judged = split(rest, (fold + 1) % N_FOLDS)
    said = predict(*fit(train, recipe, seed), judged)
    quadrants = [clip.quadrant for clip in judged]
    moods = [clip.mood_index for clip in judged]
    of_quadrants = f1_score(quadrants, quadrants_of(said.signs), average="macro")
    of_moods = f1_score(moods, said.probabilities.argmax(axis=1), average="macro")
    return float(of_quadrants + of_moods) / 2


def trials(clips: Sequence[Clip], recipes: Mapping[str, Recipe]) -> dict[str, list[float]]:
    """Inner score of each recipe for each fold."""
    return {
        name: [inner_score(clips, fold, recipe) for fold in range(N_FOLDS)]
        for name, recipe in recipes.items()
    }


def out_of_fold(clips: Sequence[Clip], n_seeds: int, work: Path, *, cached: bool) -> OutOfFold:
    """Predictions for every clip, from ``work`` if wanted and there."""
    key = hashlib.sha256(repr((RECIPES, n_seeds)).encode()).hexdigest()[:12]
    cache = work / f"out-of-fold-{key}.npz"
    if cached and cache.is_file():
        with np.load(cache) as kept:
            return OutOfFold(kept["probabilities"], kept["signs"], kept["scores"])
    said_of_all = OutOfFold(
        np.zeros((n_seeds, len(clips), len(MOODS)), np.float32),
        np.zeros((n_seeds, len(clips), 2), np.float32),
        np.array(list(trials(clips, RECIPES).values()), np.float32),
    )
    for fold, name in enumerate(said_of_all.recipes):
        train, apart = split(clips, fold)
        is_apart = np.array([clip.fold == fold for clip in clips])
        for seed in range(n_seeds):
            said = predict(*fit(train, RECIPES[name], seed), apart)
            said_of_all.probabilities[seed, is_apart] = said.probabilities
            said_of_all.signs[seed, is_apart] = said.signs
    np.savez(cache, **{field: getattr(said_of_all, field) for field in OutOfFold.__slots__})
    return said_of_all


def svm_out_of_fold(clips: Sequence[Clip], labels: NDArray[np.str_]) -> NDArray[np.str_]:
    """The baseline: a support vector machine on mean and deviation of the descriptors."""
    views = [clip.views[0] for clip in clips]
    statistics = np.array([np.r_[view.mean(axis=0), view.std(axis=0)] for view in views])
    folds = np.array([clip.fold for clip in clips])
    said = labels.copy()
    for fold in range(N_FOLDS):
        machine = make_pipeline(StandardScaler(), SVC(C=1.0, class_weight="balanced"))
        machine.fit(statistics[folds != fold], labels[folds != fold])
        said[folds == fold] = machine.predict(statistics[folds == fold])
    return said


def figures(
    truth: NDArray[np.str_], said: Sequence[NDArray[np.str_]], names: Sequence[str]
) -> tuple[float, float, list[float]]:
    """Accuracy, macro-F1 and recall of each name in per cent, means over ``said``."""
    accuracy = np.mean([np.mean(one == truth) for one in said])
    f1 = np.mean([f1_score(truth, one, labels=names, average="macro") for one in said])
    recalls = np.mean(
        [recall_score(truth, one, labels=names, average=None) for one in said], axis=0
    )
    return 100 * float(accuracy), 100 * float(f1), [100 * float(recall) for recall in recalls]


def report(clips: Sequence[Clip], said: OutOfFold) -> str:
    """Everything the model card states, as Markdown."""
    quadrants = np.array([clip.quadrant for clip in clips])
    moods = np.array([str(clip.mood) for clip in clips])
    by_index = np.array([str(mood) for mood in MOODS])
    said_quadrants = [quadrants_of(signs) for signs in said.signs]
    said_moods = [by_index[one.argmax(axis=1)] for one in said.probabilities]
    is_of_four = moods != Mood.INTENSE
    said_four = [by_index[one[is_of_four, :4].argmax(axis=1)] for one in said.probabilities]
    lines = [
        f"{len(clips)} clips, {N_FOLDS} folds by artist, {len(said.signs)} seeds, "
        f"recipes chosen inside each fold: {', '.join(said.recipes)}",
        "inner scores: "
        + ", ".join(
            f"{name} {100 * score:.1f}"
            for name, score in zip(RECIPES, said.scores.mean(axis=1), strict=True)
        ),
        "",
        "| what | accuracy % | macro-F1 % | recall % |",
        "|---|---|---|---|",
        _line("quadrants", quadrants, said_quadrants, QUADRANTS),
        _line("quadrants, SVM", quadrants, [svm_out_of_fold(clips, quadrants)], QUADRANTS),
        _line("five moods", moods, said_moods, list(by_index)),
        _line("five moods, SVM", moods, [svm_out_of_fold(clips, moods)], list(by_index)),
        _line("the paper's four", moods[is_of_four], said_four, list(by_index[:4])),
        "",
        *_confusion(moods, said_moods, by_index),
        "",
        *_risk_and_coverage(moods == said_moods, said.probabilities.max(axis=2)),
    ]
    return "\n".join(lines)


def _line(
    what: str, truth: NDArray[np.str_], said: Sequence[NDArray[np.str_]], names: Sequence[str]
) -> str:
    accuracy, f1, recalls = figures(truth, said, names)
    of_each = ", ".join(f"{n} {recall:.0f}" for n, recall in zip(names, recalls, strict=True))
    return f"| {what} | {accuracy:.1f} | {f1:.1f} | {of_each} |"


def _confusion(
    truth: NDArray[np.str_], said: Sequence[NDArray[np.str_]], names: NDArray[np.str_]
) -> list[str]:
    """Rows are true, columns said, in per cent of the row."""
    counts = np.mean([confusion_matrix(truth, one, labels=names) for one in said], axis=0)
    shares = 100 * counts / counts.sum(axis=1, keepdims=True)
    head = ["| true \\ said | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    rows = zip(names, shares, strict=True)
    return head + [f"| {n} | " + " | ".join(f"{s:.0f}" for s in row) + " |" for n, row in rows]


def _risk_and_coverage(is_right: NDArray[np.bool_], confidence: Floats) -> list[str]:
    """For thresholds of ``unsure``: how many clips are named, and how many of them wrongly."""
    lines = [
        "| unsure below | named % | of these wrong % | of the unnamed wrong % |",
        "|---" * 4 + "|",
    ]
    for threshold in np.arange(0.25, 0.61, 0.05):
        is_named = confidence >= threshold
        wrong = 100 * (1 - is_right[is_named].mean()) if is_named.any() else 0.0
        left_wrong = 100 * (1 - is_right[~is_named].mean()) if (~is_named).any() else 0.0
        share = 100 * is_named.mean()
        lines.append(f"| {threshold:.2f} | {share:.0f} | {wrong:.0f} | {left_wrong:.0f} |")
    return lines
