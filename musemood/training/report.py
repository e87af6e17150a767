"""The figures of the model card, as Markdown: the paper's three tables on our data, and more.

Every figure of ours is the mean over seeds of single networks on clips that they and their
encoder never heard. The baselines see the 50 descriptors only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import MOODS
from musemood.training import plots
from musemood.training.baselines import BASELINES, out_of_fold
from musemood.training.costs import SHIPPED, with_shipped
from musemood.training.evaluate import Answers, quadrants_of
from musemood.training.examples import Floats
from musemood.training.scores import (
    Score,
    calibration_error,
    logits_of,
    mean_score,
    rank_correlation,
    reliability,
    risk_at,
    score,
    temper_out_of_fold,
)
from musemood.training.sets import N_FOLDS, QUADRANTS, MoodClips, RatedClips
from musemood.training.weeks import TOPS

Names = NDArray[np.str_]

OURS = "encoder and descriptors, LSTM + attention (ships)"

_MOOD_NAMES = np.array([str(mood) for mood in MOODS])
_THRESHOLDS = [float(threshold) for threshold in np.arange(0.25, 0.66, 0.05)]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One of the three things that are asked of a clip. ``asked`` (n,): of which clips."""

    title: str
    names: Sequence[str]
    truth: Names
    asked: NDArray[np.bool_]


def questions(clips: MoodClips) -> list[Question]:
    """Quadrants, five moods, and the paper's four on clips that are not intense."""
    moods = _MOOD_NAMES[clips.moods]
    everyone = np.ones(len(moods), np.bool_)
    return [
        Question("quadrants", QUADRANTS, clips.quadrants, everyone),
        Question("five moods", _MOOD_NAMES.tolist(), moods, everyone),
        Question("the paper's four", _MOOD_NAMES[:4].tolist(), moods, moods != "intense"),
    ]


def said_by(answers: Answers, question: Question) -> Names:
    """What a network says to a question, of the clips asked about."""
    if question.names is QUADRANTS:
        return quadrants_of(answers.signs)
    probabilities = answers.probabilities[question.asked][:, : len(question.names)]
    return _MOOD_NAMES[probabilities.argmax(axis=1)]


def scores_of(answers: Sequence[Answers], question: Question) -> Score:
    """The mean over seeds."""
    truth = question.truth[question.asked]
    return mean_score([score(truth, said_by(one, question), question.names) for one in answers])


def table_1(
    clips: MoodClips, answers: Sequence[Answers], descriptors: Sequence[Floats]
) -> Iterator[str]:
    """Accuracy and macro-F1 of every method for every question; ``descriptors`` of the clips."""
    asked = questions(clips)
    yield "| method | " + " | ".join(f"{q.title}: accuracy, macro-F1 %" for q in asked) + " |"
    yield "|---" * (len(asked) + 1) + "|"
    for name, learn in BASELINES.items():
        cells = []
        for question in asked:
            chosen = np.flatnonzero(question.asked)
            truth = question.truth[chosen]
            own = [descriptors[i] for i in chosen]
            found = score(
                truth, out_of_fold(learn, own, truth, clips.folds[chosen], 0), question.names
            )
            cells.append(f"{100 * found.accuracy:.1f}, {100 * found.macro_f1:.1f}")
        yield f"| {name} | " + " | ".join(cells) + " |"
    ours = [scores_of(answers, question) for question in asked]
    cells = [f"**{100 * s.accuracy:.1f}**, **{100 * s.macro_f1:.1f}**" for s in ours]
    yield f"| {OURS} | " + " | ".join(cells) + " |"


def table_2(clips: MoodClips, answers: Sequence[Answers]) -> Iterator[str]:
    """Confusion matrices: rows true, columns said, per cent of the row; recalls on the diagonal."""
    for question in questions(clips):
        found = scores_of(answers, question)
        yield f"| {question.title}: true \\ said | " + " | ".join(question.names) + " |"
        yield "|---" * (len(question.names) + 1) + "|"
        for name, row in zip(question.names, found.confusion, strict=True):
            yield f"| {name} | " + " | ".join(f"{share:.0f}" for share in row) + " |"
        yield ""


def table_3(answers: Sequence[Answers]) -> Iterator[str]:
    """The listener's mood from the top 1, 3, 5, 10 of simulated weeks, per cent right."""
    yield "| weeks of | " + " | ".join(f"top {k}" for k in TOPS) + " |"
    yield "|---" * (len(TOPS) + 1) + "|"
    for title, field in ("four moods", "weeks_of_four"), ("five moods", "weeks_of_five"):
        shares = np.mean([getattr(one, field).mean(axis=0) for one in answers], axis=0)
        yield f"| {title} | " + " | ".join(f"{100 * share:.1f}" for share in shares) + " |"


def correlations(answers: Sequence[Answers], rated: RatedClips, felt: RatedClips) -> Iterator[str]:
    """Rank correlation with other people's listeners; on MUSIFEAST-17 the mean over folds."""
    yield "| set | arousal | valence |"
    yield "|---|---|---|"
    of_rated = [
        [
            [
                rank_correlation(
                    one.rated[rated.folds == fold, axis], rated.ratings[rated.folds == fold, axis]
                )
                for axis in (1, 0)
            ]
            for fold in range(N_FOLDS)
        ]
        for one in answers
    ]
    of_felt = [
        [rank_correlation(said[:, axis], felt.ratings[:, axis]) for axis in (1, 0)]
        for one in answers
        for said in one.felt
    ]
    for title, found in ("MUSIFEAST-17, heard", of_rated), ("Emotify, felt", of_felt):
        arousal, valence = np.reshape(found, (-1, 2)).mean(axis=0)
        yield f"| {title} | {arousal:.2f} | {valence:.2f} |"


def tempered(clips: MoodClips, answers: Sequence[Answers]) -> list[Floats]:
    """Probabilities (n, 5) of each seed with temperatures fitted on the other folds, all seeds."""
    logits = np.concatenate([logits_of(one.probabilities) for one in answers])
    truth, folds = np.tile(clips.moods, len(answers)), np.tile(clips.folds, len(answers))
    return np.split(temper_out_of_fold(logits, truth, folds)[0].astype("f4"), len(answers))


def calibration(clips: MoodClips, answers: Sequence[Answers]) -> Iterator[str]:
    """Calibration error before and after the temperature, and the price of ``unsure``."""
    after = tempered(clips, answers)
    raw = np.mean([calibration_error(one.probabilities, clips.moods) for one in answers])
    fitted = np.mean([calibration_error(one, clips.moods) for one in after])
    yield (
        f"Calibration error of the largest of five (ten bins of equal count): {raw:.3f} raw, "
        f"**{fitted:.3f}** with a temperature for each mood that is said, fitted on the other "
        "folds."
    )
    yield ""
    yield "| unsure below | named % | of these wrong % | of the unnamed wrong % |"
    yield "|---|---|---|---|"
    confidence = np.concatenate([one.max(axis=1) for one in after])
    is_right = np.concatenate([one.argmax(axis=1) == clips.moods for one in after])
    for at in risk_at(confidence, is_right, _THRESHOLDS):
        cells = (100 * share for share in (at.named, at.named_error, at.unnamed_error))
        yield f"| {at.threshold:.2f} | " + " | ".join(f"{cell:.0f}" for cell in cells) + " |"


def report(
    clips: MoodClips,
    rated: RatedClips,
    felt: RatedClips,
    answers: Sequence[Answers],
    descriptors: Sequence[Floats],
) -> str:
    """All tables, one after the other."""
    quadrants = questions(clips)[0]
    of_seeds = [100 * scores_of([one], quadrants).macro_f1 for one in answers]
    parts = [
        [
            f"{len(clips.moods)} clips of mood4q, {N_FOLDS} folds by artist, {len(answers)} seeds; "
            f"quadrant macro-F1 of the seeds: {', '.join(f'{one:.1f}' for one in of_seeds)}."
        ],
        ["**Table 1**, by method", "", *table_1(clips, answers, descriptors)],
        ["**Table 2**, what is taken for what", "", *table_2(clips, answers)],
        ["**Table 3**, a simulated listener's week, % right", "", *table_3(answers)],
        ["**Rank correlations** with listeners", "", *correlations(answers, rated, felt)],
        ["**Calibration**", "", *calibration(clips, answers)],
    ]
    return "\n\n".join("\n".join(part).rstrip() for part in parts) + "\n"


def save_plots(
    clips: MoodClips, answers: Sequence[Answers], folder: Path, threshold: float
) -> None:
    """Risk and coverage, reliability, confusion of five moods, and costs, as SVG files."""
    after = tempered(clips, answers)
    confidence = np.concatenate([one.max(axis=1) for one in after])
    is_right = np.concatenate([one.argmax(axis=1) == clips.moods for one in after])
    plots.plot_risk_coverage(confidence, is_right, threshold, folder / "risk-coverage.svg")
    plots.plot_reliability(reliability(confidence, is_right), folder / "reliability.svg")
    five = questions(clips)[1]
    found = scores_of(answers, five)
    plots.plot_confusion(found.confusion, five.names, folder / "confusion.svg")
    reached = scores_of(answers, questions(clips)[0]).macro_f1
    tried = with_shipped(reached)
    plots.plot_costs(tried, SHIPPED, folder / "costs.svg", "quadrant macro-F1")
