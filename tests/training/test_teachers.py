"""The teachers: equal to plain convolutions, whatever the signs of their scales."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from numpy.typing import NDArray
from torch import Tensor

from musemood.training import teacher_weights as teacher_weights_module
from musemood.training.distil import TEACHER_VALUES
from musemood.training.teacher_weights import ARRAYS, MUSICNN, Weights, teacher_weights
from musemood.training.teachers import (
    PATCH_FRAMES,
    Fcn,
    Musicnn,
    Teachers,
    Vgg,
    _of_pons,
    _of_won,
)

BANDS = 96
TIMBRE, RHYTHM, MIDDLE = 204, 51, 64
FRONT = 2 * TIMBRE + 3 * RHYTHM
ALL_LAYERS = 2 * (FRONT + 3 * MIDDLE)

Make = Callable[[np.random.Generator], Weights]


def random(dice: np.random.Generator, *shape: int, fan_in: int = 1) -> NDArray[np.float32]:
    values: NDArray[np.float32] = dice.standard_normal(shape).astype(np.float32)
    return values / np.float32(fan_in**0.5)


def norm(dice: np.random.Generator, n: int, is_first: bool = False) -> list[NDArray[np.float32]]:
    """Scale (half of them negative), shift, mean, variance."""
    scale = random(dice, n)
    scale = np.ones_like(scale) if is_first else scale
    return [scale, random(dice, n), random(dice, n), 0.5 + dice.random(n, np.float32)]


def pons_weights(dice: np.random.Generator) -> Weights:
    """A musicnn as tensorflow names it."""
    kernels = [(7, 38, 1, TIMBRE), (7, 67, 1, TIMBRE)]
    kernels += [(length, 1, 1, RHYTHM) for length in (128, 64, 32)]
    kernels += [(7, FRONT, 1, MIDDLE), (7, MIDDLE, 1, MIDDLE), (7, MIDDLE, 1, MIDDLE)]
    weights: Weights = {}
    for i, shape in enumerate(kernels):
        name = f"conv2d_{i}" if i else "conv2d"
        weights[f"{name}/kernel"] = random(dice, *shape, fan_in=int(np.prod(shape[:3])))
        weights[f"{name}/bias"] = random(dice, shape[3])
    sizes = [1, *(shape[3] for shape in kernels), ALL_LAYERS, 200]
    for i, n in enumerate(sizes):
        weights |= pons_norm(dice, i, n)
    for name, n_in, n_out in ("dense", ALL_LAYERS, 200), ("dense_1", 200, 50):
        weights[f"{name}/kernel"] = random(dice, n_in, n_out, fan_in=n_in)
        weights[f"{name}/bias"] = random(dice, n_out)
    return weights


def pons_norm(dice: np.random.Generator, i: int, n: int) -> Weights:
    name = f"batch_normalization_{i}" if i else "batch_normalization"
    parts = ("gamma", "beta", "moving_mean", "moving_variance")
    values = norm(dice, n, is_first=not i)
    return {f"{name}/{part}": value for part, value in zip(parts, values, strict=True)}


def won_norm(dice: np.random.Generator, name: str, n: int, is_first: bool = False) -> Weights:
    parts = ("weight", "bias", "running_mean", "running_var")
    values = norm(dice, n, is_first)
    return {f"{name}.{part}": value for part, value in zip(parts, values, strict=True)}


def won_weights(dice: np.random.Generator) -> Weights:
    """A musicnn as Won et al. name it."""
    shapes = [(TIMBRE, 1, 67, 7), (TIMBRE, 1, 38, 7)]
    shapes += [(RHYTHM, 1, length) for length in (129, 65, 33)]
    named = {f"layers.{i}": shape for i, shape in enumerate(shapes)}
    named |= {f"layer{i}": (MIDDLE, FRONT if i == 1 else MIDDLE, 7) for i in (1, 2, 3)}
    weights = won_norm(dice, "spec_bn", 1, is_first=True) | won_norm(dice, "bn", 200)
    for name, shape in named.items():
        weights[f"{name}.conv.weight"] = random(dice, *shape, fan_in=int(np.prod(shape[1:])))
        weights[f"{name}.conv.bias"] = random(dice, shape[0])
        weights |= won_norm(dice, f"{name}.bn", shape[0])
    for name, n_in, n_out in ("dense1", ALL_LAYERS, 200), ("dense2", 200, 50):
        weights[f"{name}.weight"] = random(dice, n_out, n_in, fan_in=n_in)
        weights[f"{name}.bias"] = random(dice, n_out)
    return weights


def fcn_weights(dice: np.random.Generator) -> Weights:
    channels = (1, 64, 128, 128, 128)
    weights = won_norm(dice, "spec_bn", 1, is_first=True)
    for i, (n_in, n_out) in enumerate(pairwise(channels), 1):
        weights[f"layer{i}.conv.weight"] = random(dice, n_out, n_in, 3, 3, fan_in=9 * n_in)
        weights[f"layer{i}.conv.bias"] = random(dice, n_out)
        weights |= won_norm(dice, f"layer{i}.bn", n_out)
    weights["spec.mel_scale.fb"] = dice.random((257, BANDS), np.float32)
    return weights


def vgg_weights(dice: np.random.Generator) -> Weights:
    weights: Weights = {}
    for i in range(1, 6):
        n_in = 1 if i == 1 else 128
        weights[f"{i}CNN/kernel"] = random(dice, 3, 3, n_in, 128, fan_in=9 * n_in)
        weights[f"{i}CNN/bias"] = random(dice, 128)
        weights |= pons_norm(dice, i, 128)
    return weights | pons_norm(dice, 0, 1)


def plain_pons(weights: Weights, patches: Tensor) -> Tensor:
    """Pons & Serra's network as their code has it: ReLU, norm, maximum over frequency."""
    t = {key: torch.from_numpy(value) for key, value in weights.items()}

    def normed(x: Tensor, i: int) -> Tensor:
        name = f"batch_normalization_{i}" if i else "batch_normalization"
        return F.batch_norm(
            x, t[f"{name}/moving_mean"], t[f"{name}/moving_variance"],
            t[f"{name}/gamma"], t[f"{name}/beta"], eps=1e-3,
        )  # fmt: skip

    def layer(x: Tensor, i: int) -> Tensor:
        name = f"conv2d_{i}" if i else "conv2d"
        kernel = t[f"{name}/kernel"].permute(3, 2, 0, 1)
        return normed(F.relu(F.conv2d(x, kernel, t[f"{name}/bias"])), i + 1)

    x = normed(patches.unsqueeze(1), 0)
    front = [layer(F.pad(x, (0, 0, 3, 3)), i).amax(3) for i in (0, 1)]
    for i, length in ((2, 128), (3, 64), (4, 32)):
        # "same" in tensorflow: of an odd number of zeros the larger part comes after.
        padded = F.pad(x, (0, 0, (length - 1) // 2, length // 2))
        front.append(layer(padded, i).amax(3))
    joined = torch.cat(front, 1)

    def middle(x: Tensor, i: int) -> Tensor:
        return layer(F.pad(x, (3, 3)).transpose(1, 2).unsqueeze(1), i).squeeze(3)

    first = middle(joined, 5)
    second = middle(first, 6) + first
    third = middle(second, 7) + second
    layers = torch.cat([joined, first, second, third], 1)
    # Maximum and mean of a channel stand beside each other.
    pooled = normed(torch.stack([layers.amax(2), layers.mean(2)], 2).flatten(1), 9)
    dense = normed(F.relu(pooled @ t["dense/kernel"] + t["dense/bias"]), 10)
    return torch.cat([dense, dense @ t["dense_1/kernel"] + t["dense_1/bias"]], 1)


def plain_won(weights: Weights, patches: Tensor) -> Tensor:
    """Won's musicnn as their code has it: norm, ReLU, maximum over frequency."""
    t = {key: torch.from_numpy(value) for key, value in weights.items()}

    def activated(x: Tensor, name: str) -> Tensor:
        return F.relu(F.batch_norm(
            x, t[f"{name}.running_mean"], t[f"{name}.running_var"],
            t[f"{name}.weight"], t[f"{name}.bias"], eps=1e-5,
        ))  # fmt: skip

    x = F.batch_norm(
        patches.unsqueeze(1), t["spec_bn.running_mean"], t["spec_bn.running_var"],
        t["spec_bn.weight"], t["spec_bn.bias"], eps=1e-5,
    ).transpose(2, 3)  # fmt: skip

    def timbre(i: int) -> Tensor:
        name = f"layers.{i}"
        filtered = F.conv2d(x, t[f"{name}.conv.weight"], t[f"{name}.conv.bias"], padding=(0, 3))
        return activated(filtered, f"{name}.bn").amax(2)

    def along_time(x: Tensor, name: str) -> Tensor:
        weight = t[f"{name}.conv.weight"]
        filtered = F.conv1d(x, weight, t[f"{name}.conv.bias"], padding=weight.shape[2] // 2)
        return activated(filtered, f"{name}.bn")

    front = [timbre(0), timbre(1)]
    front += [along_time(x.mean(2), f"layers.{i}") for i in (2, 3, 4)]
    joined = torch.cat(front, 1)
    first = along_time(joined, "layer1")
    second = along_time(first, "layer2") + first
    third = along_time(second, "layer3") + second
    layers = torch.cat([joined, first, second, third], 1)
    pooled = torch.cat([layers.amax(2), layers.mean(2)], 1)
    dense = activated(pooled @ t["dense1.weight"].T + t["dense1.bias"], "bn")
    return torch.cat([dense, dense @ t["dense2.weight"].T + t["dense2.bias"]], 1)


@pytest.mark.parametrize(
    ("make", "convert", "plain"),
    [(pons_weights, _of_pons, plain_pons), (won_weights, _of_won, plain_won)],
    ids=["pons", "won"],
)
@torch.no_grad()
def test_matrix_products_equal_plain_convolutions(
    make: Make,
    convert: Callable[[Weights], dict[str, Tensor]],
    plain: Callable[[Weights, Tensor], Tensor],
) -> None:
    weights = make(np.random.default_rng(0))
    scales = convert(weights)["timbre_0.scale"]
    assert (scales < 0).any()
    assert (scales > 0).any()
    patches = torch.randn(2, PATCH_FRAMES, BANDS, generator=torch.Generator().manual_seed(1))
    ours, theirs = Musicnn(convert(weights))(patches), plain(weights, patches)
    assert ours.shape == theirs.shape == (2, 250)
    for part in slice(200), slice(200, 250):
        error = (ours[:, part] - theirs[:, part]).norm() / theirs[:, part].norm()
        assert error < 0.01


@pytest.mark.parametrize("i", [0, 1, 2])
@torch.no_grad()
def test_a_rhythm_stays_where_it_is_in_time(i: int) -> None:
    weights = pons_weights(np.random.default_rng(0))
    t = {key: torch.from_numpy(value) for key, value in weights.items()}
    patches = torch.randn(1, PATCH_FRAMES, BANDS, generator=torch.Generator().manual_seed(1))
    length = 128 >> i
    padded = F.pad(patches.unsqueeze(1), (0, 0, (length - 1) // 2, length // 2))
    kernel, norm = t[f"conv2d_{i + 2}/kernel"].permute(3, 2, 0, 1), f"batch_normalization_{i + 3}"
    plain = F.batch_norm(
        F.relu(F.conv2d(padded, kernel, t[f"conv2d_{i + 2}/bias"])),
        t[f"{norm}/moving_mean"], t[f"{norm}/moving_variance"],
        t[f"{norm}/gamma"], t[f"{norm}/beta"], eps=1e-3,
    ).amax(3)  # fmt: skip
    ours = Musicnn(_of_pons(weights))._rhythm(patches, f"rhythm_{i}")
    assert ours.shape == plain.shape == (1, RHYTHM, PATCH_FRAMES)
    assert (ours - plain).norm() / plain.norm() < 0.01


@torch.no_grad()
def test_each_patch_is_heard_alone() -> None:
    teacher = Musicnn(_of_pons(pons_weights(np.random.default_rng(0))))
    patches = torch.randn(3, PATCH_FRAMES, BANDS)
    np.testing.assert_allclose(teacher(patches)[1:2], teacher(patches[1:2]), atol=0.02)


@torch.no_grad()
def test_vgg_gives_mean_and_maximum_of_five_layers() -> None:
    values = Vgg(vgg_weights(np.random.default_rng(0)))(torch.randn(2, PATCH_FRAMES, BANDS))
    assert values.shape == (2, 1280)
    layers = values.view(2, 5, 2, 128)
    assert (layers[:, :, 0] <= layers[:, :, 1] + 0.02).all()
    assert torch.isfinite(values).all()


@torch.no_grad()
@pytest.mark.parametrize("n", [2, 3, 10])
def test_fcn_gives_mean_and_maximum_of_four_layers(n: int) -> None:
    fcn = Fcn(fcn_weights(np.random.default_rng(0)))
    values = fcn(torch.randn(int(n * 187.5) + 1, BANDS), n)
    assert values.shape == (n, 896)
    first = values[:, :128].view(n, 2, 64)
    assert (first >= 0).all()
    assert (first[:, 0] <= first[:, 1] + 0.02).all()


def test_all_hear_every_whole_segment() -> None:
    dice = np.random.default_rng(0)
    weights: Mapping[str, Weights] = {
        "MSD_musicnn": pons_weights(dice),
        "MTT_musicnn": pons_weights(dice),
        "MSD_vgg": vgg_weights(dice),
        "jamendo_musicnn": won_weights(dice),
        "msd_fcn": fcn_weights(dice),
    }
    heard = Teachers(weights).hear(0.1 * random(dice, 7 * 16_000))
    shapes = {name: values.shape for name, values in heard.items()}
    assert shapes == {name: (2, n_values) for name, n_values in TEACHER_VALUES.items()}
    assert list(heard) == list(TEACHER_VALUES)


def test_a_wheel_with_another_hash_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def download(command: list[str], **_: Any) -> None:
        assert command[-3] == "musicnn==0.1.0"
        (Path(command[-1]) / "musicnn-0.1.0-py3-none-any.whl").write_bytes(b"something else")

    monkeypatch.setitem(sys.modules, "tensorflow", ModuleType("tensorflow"))
    monkeypatch.setattr(subprocess, "run", download)
    with pytest.raises(ValueError, match="not the file"):
        teacher_weights(tmp_path, tmp_path / "work")
    assert not (tmp_path / "work" / "musicnn-0.1.0.npz").exists()


def test_weights_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ones = np.ones((2, 3), np.float32)
    read = {name: {"dense/kernel": i * ones} for i, name in enumerate(MUSICNN)}
    for name in ARRAYS:
        np.savez(tmp_path / f"{name}.npz", **{"spec_bn.weight": ones})
    monkeypatch.setattr(teacher_weights_module, "_read_wheel", lambda: read)
    teacher_weights(tmp_path, tmp_path / "work")
    monkeypatch.setattr(teacher_weights_module, "_read_wheel", lambda: pytest.fail("read again"))
    again = teacher_weights(tmp_path, tmp_path / "work")
    assert set(again) == {*MUSICNN, *ARRAYS}
    np.testing.assert_array_equal(again["MSD_vgg"]["dense/kernel"], 2 * ones)
    np.testing.assert_array_equal(again["msd_fcn"]["spec_bn.weight"], ones)
