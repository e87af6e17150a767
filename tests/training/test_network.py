"""The mood network: what must change nothing, and what attention is."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_sets import random_sequence

from musemood.features.extract import FEATURE_NAMES
from musemood.training.examples import Batch, batch_of, by_take, learn_limits, scaled
from musemood.training.network import (
    LEVELS,
    QUADRANT_SHARE,
    MoodNetwork,
    Outputs,
    Shape,
    valence_and_arousal,
)

LENGTHS = (1, 4, 7, 10)


@pytest.fixture(scope="module")
def batch() -> Batch:
    dice = np.random.default_rng(0)
    return batch_of([random_sequence(n, dice) for n in LENGTHS])


@pytest.fixture(scope="module")
def network(batch: Batch) -> MoodNetwork:
    torch.manual_seed(0)
    network = MoodNetwork(Shape(projected=12, hidden=8, n_tags=3))
    network.standardise_by(batch.sequences, batch.is_there)
    return network.eval()


@torch.no_grad()
def read(network: MoodNetwork, batch: Batch) -> Outputs:
    outputs: Outputs = network(batch.sequences, batch.is_there)
    return outputs


def assert_same(one: Outputs, other: Outputs) -> None:
    for name in ("moods", "signs", "attention", "quadrants", "tags"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-5)


def test_gain_moves_the_levels_alone() -> None:
    assert [FEATURE_NAMES[index] for index in LEVELS] == [
        "energy_mean_db",
        "energy_minimum_db",
        "energy_maximum_db",
        "energy_median_db",
    ]


@settings(max_examples=20)
@given(gain=st.floats(-3, 3))
def test_volume_changes_nothing(network: MoodNetwork, batch: Batch, gain: float) -> None:
    louder = batch.sequences.clone()
    louder[..., LEVELS] += gain
    assert_same(read(network, batch), read(network, Batch(louder, batch.is_there)))


def test_every_other_value_counts(network: MoodNetwork, batch: Batch) -> None:
    plain = read(network, batch).moods
    for index in sorted(set(range(batch.sequences.shape[2])) - set(LEVELS)):
        changed = batch.sequences.clone()
        changed[..., index] += 1
        moods = read(network, Batch(changed, batch.is_there)).moods
        assert not np.allclose(plain, moods, atol=1e-6), index


def test_padding_changes_nothing(network: MoodNetwork, batch: Batch) -> None:
    together = read(network, batch)
    for i, n in enumerate(LENGTHS):
        alone = read(network, Batch(batch.sequences[i : i + 1, :n], batch.is_there[i : i + 1, :n]))
        np.testing.assert_allclose(together.moods[i], alone.moods[0], atol=1e-5)
        np.testing.assert_allclose(together.signs[i], alone.signs[0], atol=1e-5)
        np.testing.assert_allclose(together.attention[i, :n], alone.attention[0], atol=1e-5)
        np.testing.assert_allclose(together.segment_moods[i, :n], alone.segment_moods[0], atol=1e-5)
    garbage = torch.where(batch.is_there[..., None], batch.sequences, 1e3)
    assert_same(together, read(network, Batch(garbage, batch.is_there)))


def test_attention_sums_to_one_over_what_is_there(network: MoodNetwork, batch: Batch) -> None:
    attention = read(network, batch).attention
    np.testing.assert_allclose(attention.sum(1), 1, atol=1e-5)
    assert (attention[~batch.is_there] == 0).all()
    assert (attention[batch.is_there] > 0).all()


def test_what_is_learnt_from_standardises(network: MoodNetwork, batch: Batch) -> None:
    rows = network.relative(batch.sequences, batch.is_there)[batch.is_there]
    standard = (rows - network.centre) / network.spread
    np.testing.assert_allclose(standard.mean(0), 0, atol=1e-4)
    np.testing.assert_allclose(standard.std(0), 1, atol=1e-4)


def test_limits_come_from_the_training_clips_alone() -> None:
    dice = np.random.default_rng(1)
    sequences = [5 * random_sequence(n, dice) - 2 for n in LENGTHS]
    limits = learn_limits(sequences)
    rows = np.concatenate(sequences)[:, :50]
    np.testing.assert_array_equal(limits.minimum, rows.min(axis=0))
    np.testing.assert_array_equal(limits.maximum, rows.max(axis=0))
    beyond = scaled(100 * sequences[2], limits)
    assert beyond[:, :50].min() == 0
    assert beyond[:, :50].max() == 1
    np.testing.assert_array_equal(beyond[:, 50:], 100 * sequences[2][:, 50:])


def test_a_batch_is_cut_only_where_something_is_left(batch: Batch) -> None:
    assert batch.cut(0, 3).sequences.shape[1] == 3
    assert batch.cut(5, 3) is batch
    some = batch.of(np.array([3, 1]))
    assert some.is_there.sum(1).tolist() == [10, 4]
    assert batch_of([batch.sequences[3].numpy()], 6).sequences.shape[1] == 6


def test_rows_go_to_their_takes() -> None:
    rows = np.arange(12, dtype=np.float32).reshape(6, 2)
    parts = by_take(rows, np.array([0, 0, 1, 3, 3, 3]), 4)
    assert [len(part) for part in parts] == [2, 1, 0, 3]
    np.testing.assert_array_equal(np.concatenate(parts), rows)


def test_valence_and_arousal_lie_where_both_heads_point() -> None:
    signs = torch.tensor([[9.0, 9.0], [-9.0, 9.0], [-9.0, -9.0], [9.0, -9.0]])
    quadrants = 20 * torch.eye(4)
    empty = torch.zeros(4, 0)
    found = valence_and_arousal(Outputs(empty, signs, empty, empty, quadrants, empty))
    np.testing.assert_allclose(found, torch.sign(signs), atol=1e-3)
    undecided = torch.zeros(4, 4)
    found = valence_and_arousal(Outputs(empty, signs, empty, empty, undecided, empty))
    np.testing.assert_allclose(found, (1 - QUADRANT_SHARE) * torch.sign(signs), atol=1e-3)
