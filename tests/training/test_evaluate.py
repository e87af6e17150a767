"""Evaluation from sound to card: all four sets in small, encoders that learnt nothing."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from tiny_sets import write_sets

from musemood.features.extract import FEATURE_VERSION
from musemood.mood_model import MoodModel
from musemood.training import __main__ as command
from musemood.training import evaluate as evaluate_module
from musemood.training import report as report_module
from musemood.training.baselines import learn_svm
from musemood.training.card import write_card
from musemood.training.encoder import ENCODED, Encoder
from musemood.training.encoders import ALL, School
from musemood.training.evaluate import (
    Answers,
    answers_folder,
    brief,
    evaluate,
    quadrants_of,
)
from musemood.training.examples import Floats
from musemood.training.lessons import Prepared, Sequences, prepare
from musemood.training.network import QUADRANT_SHARE, MoodNetwork, Shape
from musemood.training.report import report
from musemood.training.sets import N_FOLDS, emotify, mood4q, musifeast17
from musemood.training.train import Lesson, Recipe, fit

TINY = Recipe(Shape(projected=8, hidden=4), epochs=3)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sets(tmp_path_factory.mktemp("sets"))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work")


@pytest.fixture
def school(data: Path, work: Path) -> School:
    return School(data, work)


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of which folds encoders were asked for; nobody teaches them."""
    asked: list[int] = []

    def untrained(_: School, fold: int) -> Encoder:
        asked.append(fold)
        torch.manual_seed(fold + 1)
        return Encoder().eval()

    monkeypatch.setattr(School, "encoder", untrained)
    return asked


@pytest.fixture
def answers(school: School) -> list[Answers]:
    return evaluate(school, TINY, 2)


def assert_same(one: Answers, other: Answers) -> None:
    for field in fields(Answers):
        np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name))


def test_every_clip_has_an_answer(answers: list[Answers]) -> None:
    assert len(answers) == 2
    for each in answers:
        assert each.probabilities.shape == (25, 5)
        np.testing.assert_allclose(each.probabilities.sum(axis=1), 1, atol=1e-5)
        assert each.signs.shape == (25, 2)
        assert each.rated.shape == (15, 2)
        assert each.felt.shape == (N_FOLDS, 4, 2)
        assert each.weeks_of_four.shape == each.weeks_of_five.shape == (N_FOLDS, 4)
        for signs in each.signs, each.rated, each.felt:
            assert ((np.abs(signs) <= 1) & (signs != 0)).all()
    assert not np.array_equal(answers[0].probabilities, answers[1].probabilities)


def test_an_interrupted_evaluation_goes_on(
    school: School, answers: list[Answers], asked: list[int]
) -> None:
    asked.clear()
    (folder,) = school.work.glob("answers-*")
    (folder / "fold3-seed1.npz").unlink()
    again = evaluate(school, TINY, 2)
    assert asked == [3]
    for one, other in zip(answers, again, strict=True):
        assert_same(one, other)


def test_a_clip_is_answered_by_the_network_of_its_fold(
    data: Path, work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for shards in work.glob("takes-*"):
        (tmp_path / shards.name).symlink_to(shards)
    left_out: dict[int, int] = {}
    lessons = []

    def prepare_and_note(sequences: Sequences, data: Path, fold: int) -> Prepared:
        prepared = prepare(sequences, data, fold)
        lessons.append(prepared)  # kept, so that no two have the same id
        left_out[id(prepared.lesson)] = fold
        return prepared

    def marked(lesson: Lesson, *_: object) -> MoodNetwork:
        network = MoodNetwork(TINY.shape).eval()
        with torch.no_grad():
            network.sign_head.weight.zero_()
            network.sign_head.bias.fill_((left_out[id(lesson)] + 1) / 10)
            network.quadrant_head.weight.zero_()  # every quadrant as likely: no say
            network.quadrant_head.bias.zero_()
        return network

    monkeypatch.setattr(evaluate_module, "prepare", prepare_and_note)
    monkeypatch.setattr(evaluate_module, "fit", marked)
    (said,) = evaluate(School(data, tmp_path), TINY, 1)
    for signs, folds in (said.signs, mood4q(data).folds), (said.rated, musifeast17(data).folds):
        expected = (1 - QUADRANT_SHARE) * np.tanh((folds + 1) / 10)[:, None]
        np.testing.assert_allclose(signs, expected.repeat(2, axis=1), atol=1e-5)


@pytest.mark.parametrize("fold", [0, 3, ALL])
def test_a_lesson_leaves_out_whom_the_network_must_not_meet(data: Path, fold: int) -> None:
    clips, rated = mood4q(data), musifeast17(data)

    def numbered(n: int) -> list[Floats]:
        return [np.full((2 + i % 3, 50 + ENCODED), i, np.float32) for i in range(n)]

    sequences = Sequences([numbered(25), numbered(25)], numbered(4), numbered(15), numbered(4))
    prepared = prepare(sequences, data, fold)
    lesson = prepared.lesson
    heard = [form.sequences[:, 0, 50].int().tolist() for form in lesson.forms]
    assert heard[0] == heard[1] == np.flatnonzero(clips.folds != fold).tolist()
    apart = clips.artists[clips.folds == fold]
    assert not set(apart) & set(clips.artists[heard[0]])
    of_rated = lesson.musifeast.sequences[:, 0, 50].int().tolist()
    assert of_rated == np.flatnonzero(rated.folds != fold).tolist()
    assert lesson.moods.argmax(axis=1).tolist() == clips.moods[heard[0]].tolist()
    assert len(lesson.musemo.sequences) == 4
    # Limits, too, come from what may be heard.
    assert prepared.limits.maximum[0] == max(heard[0])
    assert prepared.limits.minimum[0] == min(heard[0])


def test_quadrants_by_signs() -> None:
    signs = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1], [0, 0]], np.float32)
    assert quadrants_of(signs).tolist() == ["Q1", "Q2", "Q3", "Q4", "Q1"]


def test_one_line_for_trials(data: Path, answers: list[Answers]) -> None:
    words = brief(answers, data).split(" ")
    assert words[::2] == [
        *("quadrants", "five", "four", "fresh", "rated-a", "rated-v", "felt-a", "felt-v"),
        *("top1", "top3", "top5", "top10"),
    ]
    assert all(-100 <= float(value) <= 100 for value in words[1::2])


def test_the_report_of_a_perfect_network(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_module, "BASELINES", {"SVM": learn_svm})
    clips, rated, felt = mood4q(data), musifeast17(data), emotify(data)
    perfect = Answers(
        0.9 * np.eye(5, dtype=np.float32)[clips.moods] + np.float32(0.02),
        clips.signs / 2,
        rated.ratings / 4,
        np.stack([felt.ratings / 4] * N_FOLDS),
        np.ones((N_FOLDS, 4), np.float32),
        np.ones((N_FOLDS, 4), np.float32),
    )
    dice = np.random.default_rng(0)
    descriptors = [dice.random((3, 50), np.float32) for _ in clips.paths]
    text = report(clips, rated, felt, [perfect, perfect], descriptors)
    assert text.startswith("25 clips of mood4q, 5 folds by artist, 2 seeds")
    for title in ("**Table 1**", "**Table 2**", "**Table 3**", "correlations", "**Calibration**"):
        assert title in text
    ours = next(line for line in text.split("\n") if line.startswith(f"| {report_module.OURS}"))
    assert ours.count("**100.0**") == 6
    assert "| Q1 | 100 | 0 | 0 | 0 |" in text
    assert "| sad | " in text
    assert "| four moods | 100.0 | 100.0 | 100.0 | 100.0 |" in text
    assert "| MUSIFEAST-17, heard | 1.00 | 1.00 |" in text
    assert "| Emotify, felt | 1.00 | 1.00 |" in text
    assert "| SVM | " in text


@pytest.fixture
def run(school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """The command line on the tiny sets, with a quick recipe and one baseline."""
    (tmp_path / "card.md").write_text("# The model\n\n{figures}\nThe end.\n", encoding="utf-8")
    monkeypatch.setattr("musemood.training.card.files", lambda _: tmp_path)
    monkeypatch.setattr(command, "Recipe", partial(Recipe, TINY.shape, TINY.epochs))
    monkeypatch.setattr(report_module, "BASELINES", {"SVM": learn_svm})

    def run(*words: str) -> None:
        folders = ["--data", str(school.data), "--work", str(school.work)]
        own = [*folders, "--models", str(tmp_path), "--seeds", "2"]
        monkeypatch.setattr("sys.argv", ["musemood.training", *words, *own])
        command.main()

    return run


@pytest.mark.usefixtures("answers")
def test_evaluate_writes_the_card(run: Callable[..., None], tmp_path: Path, work: Path) -> None:
    run("evaluate")
    card = (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert card.startswith("# The model\n\n25 clips of mood4q")
    assert card.endswith("The end.\n")
    kept = answers_folder(School(tmp_path, work), TINY) / "report.md"
    assert kept.read_text(encoding="utf-8") in card
    drawn = {file.name for file in tmp_path.glob("*.svg")}
    assert drawn == {"risk-coverage.svg", "reliability.svg", "confusion.svg", "costs.svg"}
    (tmp_path / "MODEL_CARD.md").unlink()
    run("evaluate", "--cached")
    assert (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8") == card


@pytest.mark.usefixtures("answers")
def test_train_writes_a_pair_that_loads(
    run: Callable[..., None], tmp_path: Path, asked: list[int]
) -> None:
    asked.clear()
    run("train")
    assert asked == [ALL]
    assert MoodModel.load(FEATURE_VERSION, tmp_path).n_encoded == ENCODED


def test_a_trial_takes_whole_numbers_and_others(
    run: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    recipes = []

    def fit_and_note(lesson: Lesson, recipe: Recipe, seed: int) -> MoodNetwork:
        recipes.append(recipe)
        return fit(lesson, recipe, seed)

    monkeypatch.setattr(evaluate_module, "fit", fit_and_note)
    run("trial", "--set", "epochs=2", "noise=0.5")
    assert (recipes[0].epochs, recipes[0].noise) == (2, 0.5)
    assert "quadrants " in capsys.readouterr().out


def test_the_text_of_the_card_has_a_place_for_figures(tmp_path: Path) -> None:
    write_card(tmp_path, "| our | figures |")
    card = (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert card.count("| our | figures |") == 1
    assert "{" not in card


def test_answers_of_other_lessons_are_never_taken_for_these(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = answers_folder(school, TINY)
    assert answers_folder(school, TINY) == folder
    assert answers_folder(school, replace(TINY, epochs=TINY.epochs + 1)) != folder
    for name, other in ("FEATURE_VERSION", "other"), ("QUADRANT_SHARE", 0.5), ("FOLD_COURSE", None):
        with monkeypatch.context() as patch:
            patch.setattr(evaluate_module, name, other)
            assert answers_folder(school, TINY) != folder
