"""Baselines: they learn what can be learnt, from the other folds alone, and repeatably."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import torch

from musemood.training.baselines import (
    BASELINES,
    PAPERS,
    Floats,
    Learn,
    Limits,
    Names,
    Recipe,
    RecurrentNetwork,
    TopicRecipe,
    learn_network,
    learn_topics,
    out_of_fold,
)

NAMES = ("happy", "relaxed", "sad")
QUICK: dict[str, Learn] = BASELINES | {
    "latent Dirichlet allocation": partial(learn_topics, recipe=TopicRecipe(16, 3, 6)),
    "three-layer LSTM + attention, the paper's training": partial(
        learn_network, recipe=replace(PAPERS, learning_rate=0.3, dropout=0.2, batch=16)
    ),
}
"""The same, with a codebook and steps that suit a handful of clips."""


def made_clips(n: int, seed: int = 0, shift: float = 2.5) -> tuple[list[Floats], Names]:
    """Clips of 3 to 8 segments around a point of their label, each descriptor on its own scale."""
    dice = np.random.default_rng(seed)
    labels = np.array([NAMES[i % 3] for i in range(n)])
    scale, offset = 10 ** dice.uniform(-2, 3, 50), 100 * dice.standard_normal(50)
    points = shift * np.eye(3, 50)
    sequences = [
        (offset + scale * (points[i % 3] + dice.standard_normal((3 + i % 6, 50)))).astype(
            np.float32
        )
        for i in range(n)
    ]
    return sequences, labels


FOLDS = np.arange(150) // 3 % 5


@pytest.mark.parametrize("name", BASELINES)
def test_what_can_be_learnt_is_learnt(name: str) -> None:
    sequences, labels = made_clips(150)
    said = out_of_fold(QUICK[name], sequences, labels, FOLDS, 0)
    assert np.mean(said == labels) > 0.75


@pytest.mark.parametrize("name", BASELINES)
def test_noise_teaches_nothing(name: str) -> None:
    # A baseline that saw the clips it judges would say their labels back.
    sequences, labels = made_clips(150, shift=0.0)
    shuffled = np.random.default_rng(1).permutation(labels)
    said = out_of_fold(QUICK[name], sequences, shuffled, FOLDS, 0)
    assert np.mean(said == shuffled) < 0.5


@pytest.mark.parametrize("name", BASELINES)
def test_the_labels_of_a_fold_have_no_say_in_what_is_said_of_it(name: str) -> None:
    sequences, labels = made_clips(60, shift=1.0)
    folds = np.arange(60) // 3 % 2
    spoilt = np.where(folds == 1, np.roll(labels, 1), labels)
    said = out_of_fold(QUICK[name], sequences, labels, folds, 0)[folds == 1]
    np.testing.assert_array_equal(
        out_of_fold(QUICK[name], sequences, spoilt, folds, 0)[folds == 1], said
    )


@pytest.mark.parametrize("name", BASELINES)
def test_each_clip_is_judged_on_its_own(name: str) -> None:
    sequences, labels = made_clips(60, shift=1.0)
    classify = QUICK[name](sequences[:40], labels[:40], 0)
    alone = [classify([each])[0] for each in sequences[40:]]
    assert classify(sequences[40:]).tolist() == alone


@pytest.mark.parametrize("name", BASELINES)
def test_the_same_seed_says_the_same(name: str) -> None:
    sequences, labels = made_clips(60, shift=0.5)
    folds = np.arange(60) // 3 % 2
    torch.manual_seed(1)
    once = out_of_fold(QUICK[name], sequences, labels, folds, 7)
    torch.manual_seed(2)
    np.testing.assert_array_equal(out_of_fold(QUICK[name], sequences, labels, folds, 7), once)


def test_learning_leaves_the_dice_of_torch_alone() -> None:
    torch.manual_seed(3)
    expected = torch.rand(1)
    torch.manual_seed(3)
    sequences, labels = made_clips(12)
    learn_network(sequences, labels, 0, Recipe(1, has_attention=True, epochs=1))
    assert torch.rand(1) == expected


def test_another_seed_is_another_network() -> None:
    sequences, labels = made_clips(150, shift=0.3)
    learn = partial(learn_network, recipe=Recipe(1, has_attention=True, epochs=3))
    once, other = (out_of_fold(learn, sequences, labels, FOLDS, seed) for seed in (0, 1))
    assert (once != other).any()


@pytest.mark.parametrize("has_attention", [True, False])
@pytest.mark.parametrize("layers", [1, 3])
def test_padding_changes_no_reading(layers: int, has_attention: bool) -> None:
    network = RecurrentNetwork(50, 5, Recipe(layers, has_attention)).eval()
    clip = torch.randn(1, 4, 50)
    padded = torch.cat([clip, 9 * torch.ones(1, 3, 50)], dim=1)
    with torch.no_grad():
        np.testing.assert_allclose(
            network(padded, torch.tensor([4])), network(clip, torch.tensor([4])), atol=1e-5
        )


def test_only_attention_reads_what_came_first_and_the_last_step_what_came_last() -> None:
    # Attention that scores all alike is a mean: it does not know which segment was the last.
    recipe = replace(Recipe(1, has_attention=True), dropout=0.0)
    attentive = RecurrentNetwork(50, 5, recipe).eval()
    last = RecurrentNetwork(50, 5, replace(recipe, has_attention=False)).eval()
    last.load_state_dict(attentive.state_dict(), strict=False)
    clip, lengths = torch.randn(1, 6, 50), torch.tensor([6])
    with torch.no_grad():
        remembered = attentive.lstm(clip)[0]
        np.testing.assert_allclose(last(clip, lengths), last.head(remembered[:, -1]), atol=1e-6)
        assert attentive.score is not None
        weights = torch.softmax(attentive.score(remembered), dim=1)
        expected = attentive.head((weights * remembered).sum(1))
        np.testing.assert_allclose(attentive(clip, lengths), expected, atol=1e-6)


def test_limits_come_from_the_clips_learnt_from_and_hold_others_in() -> None:
    sequences, _ = made_clips(10)
    limits = Limits.of(sequences)
    rows = np.concatenate(sequences)
    batch, lengths = limits.pad(sequences)
    assert lengths.tolist() == [len(each) for each in sequences]
    kept = np.concatenate([row[:n].numpy() for row, n in zip(batch, lengths, strict=True)])
    np.testing.assert_allclose(kept, (rows - rows.mean(0)) / rows.std(0), atol=1e-2)
    far, _ = limits.pad([rows.max(axis=0, keepdims=True) + 1e6])
    np.testing.assert_allclose(far[0, 0], kept.max(axis=0), atol=1e-2)


@pytest.mark.parametrize("spoil", ["labels", "folds", "segments"])
def test_clips_that_make_no_sense_are_refused(spoil: str) -> None:
    sequences, labels = made_clips(15)
    folds = np.arange(15) % 5
    if spoil == "segments":
        sequences[3] = sequences[3][:0]
    with pytest.raises(ValueError, match="each clip"):
        out_of_fold(
            BASELINES["SVM"],
            sequences,
            labels[1:] if spoil == "labels" else labels,
            folds[1:] if spoil == "folds" else folds,
            0,
        )
