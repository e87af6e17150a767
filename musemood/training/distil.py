"""Distillation: the encoder learns to hear what the teachers hear, patch by patch.

Of each teacher's outputs (standardised, their `_PER_TEACHER` strongest principal components) the
encoder's values give a linear estimate; the loss is the mean share of variance left unexplained.
A *base* is learnt from the sets without labels for us (and those whose labels are not quadrants),
then taught further with the takes of mood4q that a fold may know: so the encoder behind a fold's
figures has never heard that fold's clips, and learning five of them costs not five times all.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from musemood.training.encoder import ENCODED, Encoder

Floats = NDArray[np.float32]

TEACHER_VALUES = {
    "MSD_musicnn": 250, "MTT_musicnn": 250, "MSD_vgg": 1280, "jamendo_musicnn": 250, "msd_fcn": 896,
}  # fmt: skip
"""How many values each teacher gives, in the order of `Teachers.hear`."""

_WEIGHTS = {
    "MSD_musicnn": 1.0, "MTT_musicnn": 0.8, "MSD_vgg": 1.0, "jamendo_musicnn": 0.6, "msd_fcn": 1.0,
}  # fmt: skip
_PER_TEACHER = 96
_EQUALISER_BANDS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """From teachers' outputs to what is learnt: centre (v,), projection (v, k), weight (k,)."""

    centre: Floats
    projection: Floats
    weight: Floats

    def of(self, heard: NDArray[np.float16]) -> Floats:
        """(n, v) to (n, k)."""
        rows = [
            (heard[i : i + 2048].astype(np.float32) - self.centre) @ self.projection
            for i in range(0, len(heard), 2048)
        ]
        return np.concatenate(rows)


def learn_targets(heard: NDArray[np.float16]) -> Targets:
    """Principal components of each teacher's standardised outputs (n, v)."""
    values = heard.astype(np.float32)
    centre, spread = values.mean(axis=0), values.std(axis=0)
    standard = np.where(spread > 1e-3, (values - centre) / np.maximum(spread, 1e-3), 0)
    n_targets = _PER_TEACHER * len(TEACHER_VALUES)
    projection = np.zeros((values.shape[1], n_targets), np.float32)
    weights = []
    first = 0
    for i, (name, n_values) in enumerate(TEACHER_VALUES.items()):
        own = standard[:, first : first + n_values]
        variance, axes = np.linalg.eigh(np.cov(own, rowvar=False))
        strongest = axes[:, ::-1][:, :_PER_TEACHER]
        scaled = strongest / np.maximum(spread[first : first + n_values, None], 1e-3)
        scaled[spread[first : first + n_values] <= 1e-3] = 0
        columns = slice(i * _PER_TEACHER, (i + 1) * _PER_TEACHER)
        projection[first : first + n_values, columns] = scaled
        weights += [_WEIGHTS[name] / float(variance.sum())] * _PER_TEACHER
        first += n_values
    return Targets(centre, projection, np.array(weights, np.float32) / sum(_WEIGHTS.values()))


class Pupil(nn.Module):
    """The encoder and the linear estimates of the teachers from its values."""

    def __init__(self, n_targets: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.estimates = nn.Linear(ENCODED, n_targets)

    def forward(self, mels: Tensor) -> Tensor:
        """(n, frames, bands) to (n, targets)."""
        estimates: Tensor = self.estimates(self.encoder(mels))
        return estimates


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast to teach; of more than ``patches`` an epoch takes others each time."""

    epochs: int
    learning_rate: float
    batch: int = 64
    weight_decay: float = 0.02
    patches: int = 40_000


def teach(
    pupil: Pupil,
    mels: NDArray[np.float16],
    targets: Floats,
    weight: Floats,
    course: Course,
    seed: int,
    checkpoint: Path,
) -> None:
    """Teach in place; goes on from ``checkpoint`` where an earlier run was interrupted."""
    torch.manual_seed(seed)
    pupil.to(memory_format=torch.channels_last)  # half the time of an epoch
    dice = np.random.default_rng(seed)
    optimiser = torch.optim.AdamW(
        pupil.parameters(), lr=course.learning_rate, weight_decay=course.weight_decay
    )
    n_batches = min(len(mels), course.patches) // course.batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, course.learning_rate, total_steps=course.epochs * n_batches, pct_start=0.15
    )
    parts = {"pupil": pupil, "optimiser": optimiser, "schedule": schedule}
    first = _resume(checkpoint, parts, dice)
    by = torch.from_numpy(weight)
    pupil.train()
    for epoch in range(first, course.epochs):
        order = dice.permutation(len(mels))[: n_batches * course.batch]
        total = 0.0
        for chosen in order.reshape(n_batches, course.batch):
            chosen.sort()
            batch = _disguised(torch.from_numpy(mels[chosen].astype(np.float32)), dice)
            with torch.autocast("cpu", torch.bfloat16):
                estimates = pupil(batch)
            loss = ((estimates.float() - torch.from_numpy(targets[chosen])).square() * by).sum(1)
            optimiser.zero_grad()
            loss.mean().backward()
            optimiser.step()
            schedule.step()
            total += float(loss.detach().mean())
        print(f"{checkpoint.stem}: epoch {epoch + 1} of {course.epochs}, "
              f"unexplained {total / n_batches:.3f}", flush=True)  # fmt: skip
        _keep(checkpoint, parts, dice, epoch + 1)
    pupil.eval()


def _disguised(mels: Tensor, dice: np.random.Generator) -> Tensor:
    """Another mastering and another codec: a random equaliser, and for some no highs."""
    n, _, bands = mels.shape
    knots = dice.normal(0, 0.2, (n, _EQUALISER_BANDS))
    at = np.linspace(0, _EQUALISER_BANDS - 1, bands)
    low = at.astype(int).clip(max=_EQUALISER_BANDS - 2)
    curve = knots[:, low] * (1 - (at - low)) + knots[:, low + 1] * (at - low)
    changed = mels + torch.from_numpy(curve.astype(np.float32))[:, None]
    cut = np.where(dice.random(n) < 0.25, dice.integers(bands * 5 // 8, bands, n), bands)
    is_cut = torch.from_numpy(np.arange(bands)[None] >= cut[:, None])[:, None]
    floor = changed.amin((1, 2), keepdim=True)
    cut_mels = torch.where(is_cut, floor, changed)
    centred: Tensor = cut_mels - cut_mels.mean((1, 2), keepdim=True)
    return centred


def _resume(checkpoint: Path, parts: dict[str, object], dice: np.random.Generator) -> int:
    if not checkpoint.is_file():
        return 0
    kept = torch.load(checkpoint, weights_only=False)
    for name, part in parts.items():
        part.load_state_dict(kept[name])  # type: ignore[attr-defined]
    dice.bit_generator.state = kept["dice"]
    return int(kept["epoch"])


def _keep(
    checkpoint: Path, parts: dict[str, object], dice: np.random.Generator, epoch: int
) -> None:
    kept = {name: part.state_dict() for name, part in parts.items()}  # type: ignore[attr-defined]
    kept |= {"dice": dice.bit_generator.state, "epoch": epoch}
    part = checkpoint.with_suffix(".part")
    torch.save(kept, part)
    part.rename(checkpoint)


@torch.no_grad()
def encode(encoder: Encoder, mels: NDArray[np.float16]) -> Floats:
    """(n, ENCODED) of mel spectrograms (n, frames, bands)."""
    encoder.eval()
    rows = [
        encoder(torch.from_numpy(mels[i : i + 256].astype(np.float32))).numpy()
        for i in range(0, len(mels), 256)
    ]
    return np.concatenate(rows)
