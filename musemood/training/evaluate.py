"""What networks say of clips whose artists they never heard: the raw material of all figures.

Five folds by artist. For each fold an encoder that never heard the fold's clips (`encoders.py`)
and, for each seed, one network that learnt from the other four; it reads the fold's clips of
mood4q and MUSIFEAST-17, all of Emotify, and simulated weeks of the fold's clips. Each network's
answers are kept, so an interrupted evaluation goes on from there. Every figure is the mean over
seeds of single networks, never of an ensemble: one network ships.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from musemood.features.extract import FEATURE_VERSION
from musemood.training.encoder import ENCODED
from musemood.training.encoders import BASE_COURSE, FOLD_COURSE, School
from musemood.training.examples import batch_of, scaled
from musemood.training.lessons import Prepared, Sequences, prepare, sequences_through
from musemood.training.network import QUADRANT_SHARE, MoodNetwork
from musemood.training.scores import rank_correlation
from musemood.training.sets import N_FOLDS, QUADRANTS, emotify, mood4q, musifeast17
from musemood.training.train import Predictions, Recipe, fit, predict
from musemood.training.weeks import TOPS, accuracy_by_top

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Of one network, or of all folds' networks of one seed together.

    ``probabilities`` (n, 5), ``signs`` (n, 2) of mood4q; ``rated`` (r, 2) valence and arousal of
    MUSIFEAST-17; ``felt`` (folds, e, 2) of Emotify; ``weeks_of_four``, ``weeks_of_five`` (folds,
    4): share of right weeks from the top 1, 3, 5, 10.
    """

    probabilities: Floats
    signs: Floats
    rated: Floats
    felt: Floats
    weeks_of_four: Floats
    weeks_of_five: Floats


def quadrants_of(signs: Floats) -> NDArray[np.str_]:
    """Quadrant by the signs of valence and arousal (n, 2); 0 counts as positive."""
    by_signs = np.array([["Q3", "Q2"], ["Q4", "Q1"]])
    is_positive = (signs >= 0).astype(int)
    return by_signs[is_positive[:, 0], is_positive[:, 1]]


def evaluate(school: School, recipe: Recipe, n_seeds: int) -> list[Answers]:
    """The answers of each seed, out of fold; what was answered before is taken from the disk."""
    folder = answers_folder(school, recipe)
    folder.mkdir(parents=True, exist_ok=True)
    for fold in range(N_FOLDS):
        missing = [s for s in range(n_seeds) if not _file(folder, fold, s).is_file()]
        if missing:
            _ask_fold(school, recipe, fold, missing, folder)
    return [_together(school, folder, seed) for seed in range(n_seeds)]


def answers_folder(school: School, recipe: Recipe) -> Path:
    """Where answers are kept: another one for all that makes other answers."""
    made_of = (recipe, QUADRANT_SHARE, FEATURE_VERSION, ENCODED, BASE_COURSE, FOLD_COURSE)
    return school.work / f"answers-{hashlib.sha256(repr(made_of).encode()).hexdigest()[:10]}"


def _ask_fold(
    school: School, recipe: Recipe, fold: int, seeds: Sequence[int], folder: Path
) -> None:
    sequences = sequences_through(school.encoder(fold), school.data, school.work)
    prepared = prepare(sequences, school.data, fold)
    for seed in seeds:
        network = fit(prepared.lesson, recipe, seed)
        answers = ask(network, prepared, sequences, school.data, fold)
        part = _file(folder, fold, seed).with_suffix(".part.npz")
        np.savez(part, **{field.name: getattr(answers, field.name) for field in fields(Answers)})
        part.rename(_file(folder, fold, seed))
        print(f"fold {fold}, seed {seed}", flush=True)


def _file(folder: Path, fold: int, seed: int) -> Path:
    return folder / f"fold{fold}-seed{seed}.npz"


def ask(
    network: MoodNetwork, prepared: Prepared, sequences: Sequences, data: Path, fold: int
) -> Answers:
    """What a network says of a fold's clips; arrays as in `Answers`, of this fold alone."""
    clips, rated = mood4q(data), musifeast17(data)
    plain = sequences.forms[0]

    def read(some: Sequence[Floats]) -> Predictions:
        return predict(network, prepared.batch(some))

    def of_weeks(n_moods: int) -> Floats:
        ready = [scaled(each, prepared.limits) for each in plain]
        of_fold = {fold: lambda some: _read_scaled(network, some)}
        found = accuracy_by_top(ready, clips.moods, clips.folds, of_fold, n_moods)
        return np.array([[found[k] for k in TOPS]], np.float32)

    said = read([plain[i] for i in np.flatnonzero(clips.folds == fold)])
    of_rated = read([sequences.musifeast[i] for i in np.flatnonzero(rated.folds == fold)])
    felt = read(sequences.emotify).signs[None]
    return Answers(said.probabilities, said.signs, of_rated.signs, felt, of_weeks(4), of_weeks(5))


def _read_scaled(network: MoodNetwork, sequences: Sequence[Floats]) -> Floats:
    return predict(network, batch_of(sequences)).probabilities


def _together(school: School, folder: Path, seed: int) -> Answers:
    """The folds' answers of one seed, each clip in its place."""
    folds_of = {
        "probabilities": mood4q(school.data).folds,
        "signs": mood4q(school.data).folds,
        "rated": musifeast17(school.data).folds,
    }
    parts = [dict(np.load(_file(folder, fold, seed))) for fold in range(N_FOLDS)]
    joined: dict[str, Floats] = {}
    for field in fields(Answers):
        of_folds = [part[field.name] for part in parts]
        if field.name not in folds_of:
            joined[field.name] = np.concatenate(of_folds)
            continue
        folds = folds_of[field.name]
        joined[field.name] = np.zeros((len(folds), of_folds[0].shape[1]), np.float32)
        for fold, its in enumerate(of_folds):
            joined[field.name][folds == fold] = its
    return Answers(**joined)


def brief(answers: Sequence[Answers], data: Path) -> str:
    """The main figures in one line, for trials."""
    clips, rated, felt = mood4q(data), musifeast17(data), emotify(data)
    of_four = clips.moods != 4
    lines = []
    for each in answers:
        said = each.probabilities.argmax(axis=1)
        four = each.probabilities[of_four, :4].argmax(axis=1)
        by_fold = [
            [rank_correlation(each.rated[rated.folds == f, d], rated.ratings[rated.folds == f, d])
             for f in range(N_FOLDS)] for d in (0, 1)
        ]  # fmt: skip
        lines.append([
            f1_score(clips.quadrants, quadrants_of(each.signs), labels=QUADRANTS, average="macro"),
            f1_score(clips.moods, said, average="macro"),
            np.mean(four == clips.moods[of_four]),
            np.mean(said[clips.moods == 1] == 1),
            np.mean(by_fold[1]), np.mean(by_fold[0]),
            np.mean([rank_correlation(one[:, 1], felt.ratings[:, 1]) for one in each.felt]),
            np.mean([rank_correlation(one[:, 0], felt.ratings[:, 0]) for one in each.felt]),
            *each.weeks_of_four.mean(axis=0),
        ])  # fmt: skip
    names = [
        *("quadrants", "five", "four", "fresh", "rated-a", "rated-v", "felt-a", "felt-v"),
        *("top1", "top3", "top5", "top10"),
    ]
    means = np.mean(lines, axis=0)
    return " ".join(f"{name} {100 * value:.1f}" for name, value in zip(names, means, strict=True))
