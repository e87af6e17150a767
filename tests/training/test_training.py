"""Training on composed music: folds, the recipe, and the figures; seconds, not minutes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from composed_music import STYLES, compose, encode

from musemood.domain.mood import MOODS, Mood
from musemood.features.extract import FEATURE_NAMES
from musemood.training.dataset import Clip, equalised, load_clips, split
from musemood.training.evaluate import (
    OutOfFold,
    figures,
    inner_score,
    out_of_fold,
    quadrants_of,
    report,
)
from musemood.training.train import LEVELS, RECIPES, Recipe, fit, learn_limits, predict

QUICK = Recipe(hidden=16, epochs=20, batch=16, dropout=0.1, learning_rate=1e-2)
QUADRANT = {Mood.HAPPY: "Q1", Mood.FRESH: "Q1", Mood.RELAXED: "Q4", Mood.SAD: "Q3"}


def made_clip(index: int, mood: Mood, shift: float = 3.0) -> Clip:
    """A clip whose descriptors lie around a point of its mood."""
    dice = np.random.default_rng(index)
    point = shift * np.eye(5, 50, dtype=np.float32)[MOODS.index(mood)]
    views = tuple(
        (point + dice.standard_normal((6 + index % 5, 50))).astype(np.float32) for _ in range(2)
    )
    artist = f"artist {index // 5 % 20}"
    fold = index // 5 % 20 % 5
    return Clip(f"{index}.opus", artist, QUADRANT.get(mood, "Q2"), mood, fold, views)


@pytest.fixture(scope="module")
def clips() -> list[Clip]:
    return [made_clip(index, MOODS[index % 5]) for index in range(200)]


def test_a_split_keeps_artists_apart_and_loses_nobody(clips: list[Clip]) -> None:
    for fold in range(5):
        rest, apart = split(clips, fold)
        assert not {clip.artist for clip in rest} & {clip.artist for clip in apart}
        assert {clip.name for clip in rest + apart} == {clip.name for clip in clips}
        assert {clip.fold for clip in apart} == {fold}


def test_a_split_that_would_leak_an_artist_is_refused(clips: list[Clip]) -> None:
    leaking = [*clips, replace(clips[0], fold=clips[0].fold + 1)]
    with pytest.raises(ValueError, match="artist 0"):
        split(leaking, 0)


def test_a_network_learns_what_can_be_learnt(clips: list[Clip]) -> None:
    train, apart = split(clips, 0)
    said = predict(*fit(train, QUICK, 0), apart)
    right = said.probabilities.argmax(axis=1) == [clip.mood_index for clip in apart]
    assert right.mean() > 0.8
    assert (quadrants_of(said.signs) == [clip.quadrant for clip in apart]).mean() > 0.8
    np.testing.assert_allclose(said.probabilities.sum(axis=1), 1, atol=1e-5)


def test_the_same_seed_gives_the_same_network(clips: list[Clip]) -> None:
    once, again = (predict(*fit(clips[:40], replace(QUICK, epochs=2), 7), clips) for _ in range(2))
    np.testing.assert_array_equal(once.probabilities, again.probabilities)
    other = predict(*fit(clips[:40], replace(QUICK, epochs=2), 8), clips)
    assert not np.array_equal(once.probabilities, other.probabilities)


def test_limits_come_from_the_training_clips_alone(clips: list[Clip]) -> None:
    limits = learn_limits(clips[:3])
    rows = np.concatenate([clip.views[0] for clip in clips[:3]])
    np.testing.assert_array_equal(limits.minimum, rows.min(axis=0))
    scaled = limits.scale(1000 * rows)
    assert scaled.min() == 0
    assert scaled.max() == 1


def test_an_inner_trial_never_sees_the_fold(clips: list[Clip]) -> None:
    recipe = replace(QUICK, epochs=2)
    spoilt = [
        replace(clip, mood=Mood.SAD, quadrant="Q3", views=tuple(0 * view for view in clip.views))
        if clip.fold == 2
        else clip
        for clip in clips
    ]
    assert inner_score(clips, 2, recipe) == inner_score(spoilt, 2, recipe)


def test_padding_changes_no_reading(clips: list[Clip]) -> None:
    network, limits = fit(clips[:40], replace(QUICK, epochs=2), 0)
    together = predict(network, limits, clips[:12])
    alone = [predict(network, limits, [clip]).probabilities[0] for clip in clips[:12]]
    np.testing.assert_allclose(together.probabilities, alone, atol=1e-5)


def test_figures_by_hand() -> None:
    truth = np.array(["a", "a", "a", "b"])
    accuracy, f1, recalls = figures(truth, [np.array(["a", "a", "b", "b"])], ["a", "b"])
    assert accuracy == 75
    assert recalls == pytest.approx([100 * 2 / 3, 100])
    assert f1 == pytest.approx(100 * (0.8 + 2 / 3) / 2)


def test_quadrants_by_signs() -> None:
    signs = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1], [0, 0]], np.float32)
    assert quadrants_of(signs).tolist() == ["Q1", "Q2", "Q3", "Q4", "Q1"]


def test_the_report_has_every_figure(
    clips: list[Clip], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "musemood.training.evaluate.RECIPES", {"one": replace(QUICK, epochs=3), "two": QUICK}
    )
    said = out_of_fold(clips, 1, tmp_path, cached=False)
    assert said.recipes == ("two",) * 5
    text = report(clips, said)
    for words in ("quadrants", "five moods", "SVM", "the paper's four", "unsure below", "| sad |"):
        assert words in text
    again = out_of_fold(clips, 1, tmp_path, cached=True)
    np.testing.assert_array_equal(again.probabilities, said.probabilities)
    assert report(clips, again) == text


def test_every_clip_is_read_by_a_network_that_never_met_its_artist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Moods that only an artist's own mark would tell: unheard artists must stay at chance.
    monkeypatch.setattr("musemood.training.evaluate.RECIPES", {"quick": QUICK})
    dice = np.random.default_rng(0)
    marks = 4 * dice.standard_normal((20, 50)).astype(np.float32)
    moods = dice.permutation(20) % 5
    clips = []
    for index in range(200):
        artist = index // 5 % 20
        clip = made_clip(index, MOODS[moods[artist]], shift=0)
        clips.append(replace(clip, views=tuple(view + marks[artist] for view in clip.views)))
    said: OutOfFold = out_of_fold(clips, 1, tmp_path, cached=False)
    right = said.probabilities[0].argmax(axis=1) == [clip.mood_index for clip in clips]
    assert right.mean() < 0.5
    heard = predict(*fit(clips, QUICK, 0), clips).probabilities.argmax(axis=1)
    assert (heard == [clip.mood_index for clip in clips]).mean() > 0.9


def test_gain_moves_the_levels_alone() -> None:
    assert [FEATURE_NAMES[index] for index in LEVELS] == [
        "energy_mean_db",
        "energy_minimum_db",
        "energy_maximum_db",
        "energy_median_db",
    ]


def test_an_equaliser_stays_within_six_decibels() -> None:
    noise = np.random.default_rng(0).standard_normal(32_001).astype(np.float32)
    changed = equalised(noise, np.random.default_rng(1))
    assert changed.shape == noise.shape
    ratio = np.abs(np.fft.rfft(changed)) / np.abs(np.fft.rfft(noise))
    assert 20 * np.log10(ratio[100:-100].max()) < 6.1
    assert 20 * np.log10(ratio[100:-100].min()) > -6.1
    assert np.ptp(ratio[100:-100]) > 0.3


def test_clips_are_read_from_a_folder_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    (folder / "clips").mkdir(parents=True)
    lines = ["clip,artist,title,quadrant,mood,fold"]
    for index, style in enumerate(STYLES):
        encode(folder / "clips" / f"{index}.opus", compose(index, 6.0, style))
        lines.append(f"{index}.opus,artist {index},title,Q3,sad,{index}")
    (folder / "labels.csv").write_text("\n".join(lines), encoding="utf-8")
    clips = load_clips(folder, tmp_path / "work")
    assert [clip.views[0].shape for clip in clips] == [(2, 50)] * 4
    assert {len(clip.views) for clip in clips} == {5}
    for file in (folder / "clips").iterdir():
        file.unlink()
    again = load_clips(folder, tmp_path / "work")
    np.testing.assert_array_equal(again[3].views[4], clips[3].views[4])


def test_the_recipes_are_those_of_torch_on_a_cpu() -> None:
    assert RECIPES
    assert torch.version.cuda is None
