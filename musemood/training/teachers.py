"""The teachers: what networks trained on a million songs hear in each 3-second patch.

All take 16 kHz mono and start from one power spectrogram (n_fft 512, hop 256, Hann, centred).
``musicnn`` (Pons & Serra 2019) joins wide filters over frequency with long ones over time; its
penultimate layer and 50 tag logits are taken. ``vgg`` and ``fcn`` (Won et al. 2020) are plain
3x3 networks; mean and maximum over time and frequency of their layers are taken. musicnn and
vgg hear each patch alone, fcn the whole clip. Architectures: ``teachers/README.md`` of the data.

They run in bfloat16: a hundredth of error, a fifth of the time on processors that know it.
"""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from numpy.typing import NDArray
from torch import Tensor

from musemood.features.frames import SAMPLE_RATE
from musemood.training.teacher_weights import Weights

PATCH_FRAMES = 187
"""Frames of a patch: 3 s less half a frame."""

_N_FFT, _HOP, _BANDS = 512, 256, 96
_FRAMES_PER_SEGMENT = 3 * SAMPLE_RATE / _HOP


class Teachers:
    """All teachers, ready to hear clips. ``weights``: see `teacher_weights`."""

    def __init__(self, weights: Mapping[str, Weights]) -> None:
        import librosa  # takes seconds, and only who hears needs it

        self._mel = torch.from_numpy(
            librosa.filters.mel(sr=SAMPLE_RATE, n_fft=_N_FFT, n_mels=_BANDS)
        )
        self._won_mel = torch.from_numpy(weights["msd_fcn"]["spec.mel_scale.fb"]).T
        self._on_patches: dict[str, Callable[[Tensor], Tensor]] = {
            "MSD_musicnn": Musicnn(_of_pons(weights["MSD_musicnn"])),
            "MTT_musicnn": Musicnn(_of_pons(weights["MTT_musicnn"])),
            "MSD_vgg": Vgg(weights["MSD_vgg"]),
        }
        self._jamendo = Musicnn(_of_won(weights["jamendo_musicnn"]))
        self._fcn = Fcn(weights["msd_fcn"])

    @torch.no_grad()
    def hear(self, samples: NDArray[np.float32]) -> dict[str, NDArray[np.float16]]:
        """What each teacher hears in a clip (n,): (whole 3-second segments, values) by name."""
        power = torch.stft(
            torch.from_numpy(samples), _N_FFT, _HOP, window=torch.hann_window(_N_FFT),
            return_complex=True, pad_mode="reflect",
        ).abs().square()  # fmt: skip
        n = len(samples) // (3 * SAMPLE_RATE)
        starts = [round(i * _FRAMES_PER_SEGMENT) for i in range(n)]
        pons = torch.log10(10_000 * (self._mel @ power) + 1).T
        won = 10 * torch.log10((self._won_mel @ power).clamp_min(1e-10)).T
        cut = [slice(start, start + PATCH_FRAMES) for start in starts]
        patches = torch.stack([pons[its] for its in cut])
        heard = {name: teacher(patches) for name, teacher in self._on_patches.items()}
        heard["jamendo_musicnn"] = self._jamendo(torch.stack([won[its] for its in cut]))
        heard["msd_fcn"] = self._fcn(won, n)
        return {name: values.numpy().astype(np.float16) for name, values in heard.items()}


class Musicnn:
    """Penultimate layer (200) and tag logits (50) of patches (n, time, bands)."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        self._w = {key: value.float() for key, value in weights.items()}
        self._filters = {
            key: self._w[key]
            .permute(1, 2, 0)
            .reshape(-1, self._w[key].shape[0])
            .bfloat16()
            .contiguous()
            for key in ("timbre_0.weight", "timbre_1.weight")
        }
        self._heights = {key: self._w[key].shape[2] for key in self._filters}
        self._relu_first = bool(self._w["relu_first"])

    def __call__(self, patches: Tensor) -> Tensor:
        """(n, 250)."""
        x = self._norm("input", patches.unsqueeze(1)).squeeze(1)
        front = [self._timbre(x, f"timbre_{i}") for i in (0, 1)]
        front += [self._rhythm(x, f"rhythm_{i}") for i in (0, 1, 2)]
        joined = torch.cat(front, 1)
        first = self._along_time(joined, "middle_0")
        second = self._along_time(first, "middle_1") + first
        third = self._along_time(second, "middle_2") + second
        all_four = torch.cat([joined, first, second, third], 1)
        pooled = torch.stack([all_four.amax(2), all_four.mean(2)], 2).flatten(1)
        if not self._relu_first:
            pooled = torch.cat([all_four.amax(2), all_four.mean(2)], 1)
        pooled = self._norm("pooled", pooled) if "pooled.scale" in self._w else pooled
        dense = pooled @ self._w["dense.weight"].T + self._w["dense.bias"]
        penultimate = self._activate("dense", dense)
        logits = penultimate @ self._w["tags.weight"].T + self._w["tags.bias"]
        return torch.cat([penultimate, logits], 1)

    def _norm(self, name: str, x: Tensor) -> Tensor:
        shape = [1, -1] + [1] * (x.dim() - 2)
        return x * self._w[f"{name}.scale"].view(shape) + self._w[f"{name}.shift"].view(shape)

    def _activate(self, name: str, x: Tensor) -> Tensor:
        # Pons: ReLU, then batch norm; Won: the other way round.
        return self._norm(name, F.relu(x)) if self._relu_first else F.relu(self._norm(name, x))

    def _timbre(self, x: Tensor, name: str) -> Tensor:
        # As a matrix product: a convolution with one input channel is ten times slower.
        weight = self._filters[f"{name}.weight"]
        padded = F.pad(x, (0, 0, 3, 3)).bfloat16()
        height = self._heights[f"{name}.weight"]
        views = padded.unfold(1, 7, 1).unfold(2, height, 1)
        n, n_frames, n_positions = views.shape[:3]
        by_position = views.permute(2, 0, 1, 3, 4).reshape(n_positions, n * n_frames, -1)
        highest, lowest = _extremes(by_position[i] @ weight for i in range(n_positions))
        return self._after_extremes(name, highest, lowest).view(n, n_frames, -1).transpose(1, 2)

    def _after_extremes(self, name: str, highest: Tensor, lowest: Tensor) -> Tensor:
        """Bias, ReLU, norm and maximum over positions, from the extremes over positions.

        The scale may be negative: then the maximum after it comes of the minimum before it.
        """
        scale, bias = self._w[f"{name}.scale"], self._w[f"{name}.bias"]
        filtered = torch.where(scale >= 0, highest.float(), lowest.float()) + bias
        if self._relu_first:
            return F.relu(filtered) * scale + self._w[f"{name}.shift"]
        return F.relu(filtered * scale + self._w[f"{name}.shift"])

    def _rhythm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self._w[f"{name}.weight"], self._w[f"{name}.bias"]
        length = weight.shape[2]
        before = (length - 1) // 2
        if not self._relu_first:  # Won: on the mean over frequency
            mean = F.pad(x.mean(2, keepdim=True).transpose(1, 2), (before, length - 1 - before))
            return self._activate(name, F.conv1d(mean, weight, bias))
        n, _, bands = x.shape
        rows = F.pad(x.permute(2, 0, 1), (before, length - 1 - before)).bfloat16()
        views = rows.unfold(2, length, 1)
        by_length = weight.squeeze(1).T.bfloat16()
        highest, lowest = _extremes(views[i].reshape(-1, length) @ by_length for i in range(bands))
        return self._after_extremes(name, highest, lowest).view(n, -1, len(bias)).transpose(1, 2)

    def _along_time(self, x: Tensor, name: str) -> Tensor:
        filtered = F.conv1d(x, self._w[f"{name}.weight"], self._w[f"{name}.bias"], padding=3)
        return self._activate(name, filtered)


def _extremes(values: Iterator[Tensor]) -> tuple[Tensor, Tensor]:
    """Elementwise maximum and minimum, one position after the other: it stays in the cache."""
    highest = lowest = next(values)
    highest, lowest = highest.clone(), lowest.clone()
    for value in values:
        torch.maximum(highest, value, out=highest)
        torch.minimum(lowest, value, out=lowest)
    return highest, lowest


def _folded(
    scale: Tensor, shift: Tensor, mean: Tensor, variance: Tensor, eps: float
) -> list[Tensor]:
    by = scale / torch.sqrt(variance + eps)
    return [by, shift - mean * by]


def _of_pons(weights: Weights) -> dict[str, Tensor]:
    """Tensorflow's names and axes to ours."""
    t = {key: torch.from_numpy(value) for key, value in weights.items()}
    ours: dict[str, Tensor] = {"relu_first": torch.tensor(1)}
    layers = ["timbre_0", "timbre_1", "rhythm_0", "rhythm_1", "rhythm_2"]
    layers += ["middle_0", "middle_1", "middle_2"]
    for i, name in enumerate(layers):
        suffix = f"_{i}" if i else ""
        kernel, ours[f"{name}.bias"] = t[f"conv2d{suffix}/kernel"], t[f"conv2d{suffix}/bias"]
        if name.startswith("timbre"):
            ours[f"{name}.weight"] = kernel.squeeze(2).permute(2, 0, 1)
        elif name.startswith("rhythm"):
            ours[f"{name}.weight"] = kernel.squeeze(1).permute(2, 1, 0)
        else:
            ours[f"{name}.weight"] = kernel.squeeze(2).permute(2, 1, 0)
    for i, name in enumerate(["input", *layers, "pooled", "dense"]):
        of = f"batch_normalization_{i}" if i else "batch_normalization"
        ours[f"{name}.scale"], ours[f"{name}.shift"] = _folded(
            t[f"{of}/gamma"], t[f"{of}/beta"], t[f"{of}/moving_mean"], t[f"{of}/moving_variance"],
            1e-3,
        )  # fmt: skip
    for theirs, name in ("dense", "dense"), ("dense_1", "tags"):
        ours[f"{name}.weight"], ours[f"{name}.bias"] = t[f"{theirs}/kernel"].T, t[f"{theirs}/bias"]
    return ours


def _of_won(weights: Weights) -> dict[str, Tensor]:
    """PyTorch's names to ours; their filters are (frequency, time)."""
    t = {key: torch.from_numpy(value) for key, value in weights.items()}
    ours: dict[str, Tensor] = {"relu_first": torch.tensor(0)}
    layers = {f"layers.{i}": name for i, name in enumerate(
        ["timbre_0", "timbre_1", "rhythm_0", "rhythm_1", "rhythm_2"]
    )} | {f"layer{i + 1}": f"middle_{i}" for i in range(3)}  # fmt: skip
    for theirs, name in layers.items():
        weight = t[f"{theirs}.conv.weight"]
        ours[f"{name}.weight"] = (
            weight.squeeze(1).transpose(1, 2) if name.startswith("timbre") else weight
        )
        ours[f"{name}.bias"] = t[f"{theirs}.conv.bias"]
    norms = {"spec_bn": "input", "bn": "dense"}
    norms |= {f"{theirs}.bn": name for theirs, name in layers.items()}
    for theirs, name in norms.items():
        ours[f"{name}.scale"], ours[f"{name}.shift"] = _folded(
            t[f"{theirs}.weight"], t[f"{theirs}.bias"], t[f"{theirs}.running_mean"],
            t[f"{theirs}.running_var"], 1e-5,
        )  # fmt: skip
    for theirs, name in ("dense1", "dense"), ("dense2", "tags"):
        ours[f"{name}.weight"], ours[f"{name}.bias"] = t[f"{theirs}.weight"], t[f"{theirs}.bias"]
    return ours


class Vgg:
    """Mean and maximum of five pooled layers (n, 1280) of patches (n, time, bands)."""

    def __init__(self, weights: Weights) -> None:
        t = {key: torch.from_numpy(value) for key, value in weights.items()}
        self._input = _norm_of_pons(t, "batch_normalization")
        self._layers = [
            (
                t[f"{i}CNN/kernel"]
                .permute(3, 2, 0, 1)
                .bfloat16()
                .contiguous(memory_format=torch.channels_last),
                t[f"{i}CNN/bias"].bfloat16(),
                *(
                    its.view(1, -1, 1, 1).bfloat16()
                    for its in _norm_of_pons(t, f"batch_normalization_{i}")
                ),
            )
            for i in range(1, 6)
        ]

    def __call__(self, patches: Tensor) -> Tensor:
        """(n, 1280)."""
        x = (patches * self._input[0] + self._input[1]).unsqueeze(1).bfloat16()
        x = x.contiguous(memory_format=torch.channels_last)
        pooled = []
        for i, (weight, bias, scale, shift) in enumerate(self._layers):
            x = torch.addcmul(shift, F.relu_(F.conv2d(x, weight, bias, padding=1)), scale)
            kernel = [(4, 1), (2, 2), (2, 2), (2, 2), (4, 4)][i]
            stride = 4 if i == 4 else 2
            x = F.max_pool2d(x, kernel, stride)
            pooled += [x.float().mean((2, 3)), x.float().amax((2, 3))]
        return torch.cat(pooled, 1)


def _norm_of_pons(t: Mapping[str, Tensor], name: str) -> list[Tensor]:
    names = [f"{name}/{part}" for part in ("gamma", "beta", "moving_mean", "moving_variance")]
    return _folded(*(t[its] for its in names), 1e-3)


class Fcn:
    """Mean and maximum over each segment of four layers (n, 896) of a whole clip."""

    _POOLS = ((2, 4), (2, 4), (2, 4), (3, 5))

    def __init__(self, weights: Weights) -> None:
        t = {key: torch.from_numpy(value) for key, value in weights.items()}
        self._input = self._norm(t, "spec_bn")
        self._layers = []
        for i in range(1, 5):
            scale, shift = self._norm(t, f"layer{i}.bn")
            weight = t[f"layer{i}.conv.weight"] * scale.view(-1, 1, 1, 1)
            bias = t[f"layer{i}.conv.bias"] * scale + shift
            self._layers.append((weight.bfloat16(), bias.bfloat16()))

    def __call__(self, frames: Tensor, n: int) -> Tensor:
        """(n, 896) of frames (time, bands) that hold n segments."""
        x = (frames * self._input[0] + self._input[1]).T[None, None].bfloat16()
        x = x.contiguous(memory_format=torch.channels_last)
        pooled, per_step = [], 1
        for (weight, bias), pool in zip(self._layers, self._POOLS, strict=True):
            x = F.max_pool2d(F.relu(F.conv2d(x, weight, bias, padding=1)), pool)
            per_step *= pool[1]
            of_segments = list(_spans(x, n, _FRAMES_PER_SEGMENT / per_step))
            pooled.append(torch.stack([its.float().mean((1, 2)) for its in of_segments]))
            pooled.append(torch.stack([its.float().amax((1, 2)) for its in of_segments]))
        return torch.cat(pooled, 1)

    @staticmethod
    def _norm(t: Mapping[str, Tensor], name: str) -> list[Tensor]:
        names = [f"{name}.{part}" for part in ("weight", "bias", "running_mean", "running_var")]
        return _folded(*(t[its] for its in names), 1e-5)


def _spans(x: Tensor, n: int, per_segment: float) -> Iterator[Tensor]:
    """The columns of a layer (1, channels, bands, time) that fall into each of n segments."""
    for i in range(n):
        first = min(int(i * per_segment), x.shape[3] - 1)
        yield x[0, :, :, first : max(first + 1, int((i + 1) * per_segment))]
