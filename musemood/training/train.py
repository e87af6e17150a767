"""Fitting one network to clips: the recipe and the loop.

The loss is the sum of three: cross-entropy of the clip's mood, the same of each segment against
the clip's mood (weakly, for a segment need not sound like its clip), and for valence and arousal
the logistic loss of their quadrant's signs on 2 z, which makes tanh(z) the expected sign. The
number of epochs is part of the recipe: no clip that is scored stops it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from musemood.domain.mood import MOODS
from musemood.features.extract import FEATURE_NAMES
from musemood.training.dataset import SIGNS, Clip
from musemood.training.network import MoodNetwork

Floats = NDArray[np.float32]

LEVELS = [
    FEATURE_NAMES.index(f"energy_{name}_db") for name in ("mean", "minimum", "maximum", "median")
]
"""The only descriptors that gain changes: it adds its decibels to each of them."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. ``class_balance``: 0 weighs every clip alike, 1 every mood alike."""

    hidden: int = 32
    layers: int = 3
    dropout: float = 0.4
    epochs: int = 60
    batch: int = 64
    learning_rate: float = 2e-3
    weight_decay: float = 1e-2
    label_smoothing: float = 0.1
    class_balance: float = 1.0
    segment_share: float = 0.3
    gain_db: float = 6.0
    noise: float = 0.2
    shortest: int = 4
    optimiser: str = "adamw"


PAPER = Recipe(
    hidden=64, dropout=0.7, epochs=100, batch=128, learning_rate=2e-3, weight_decay=0.0,
    label_smoothing=0.0, class_balance=0.0, segment_share=0.0, gain_db=0.0, noise=0.0,
    shortest=10, optimiser="sgd",
)  # fmt: skip
"""Section 2 of method.md as it stands."""

RECIPES = {
    "small": Recipe(),
    "wide": Recipe(hidden=64, dropout=0.6),
}
"""What `evaluate` chooses from inside each fold; training/README.md has the trials behind it."""

SHIPPED = "small"
"""The recipe that was best over all inner trials."""


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """Smallest and largest value of each descriptor over the training clips, (50,) each."""

    minimum: Floats
    maximum: Floats

    def scale(self, descriptors: Floats) -> Floats:
        """To [0, 1] by max-min, clipped."""
        span = np.maximum(self.maximum - self.minimum, 1e-6)
        scaled: Floats = np.clip((descriptors - self.minimum) / span, 0, 1)
        return scaled


def learn_limits(clips: Sequence[Clip]) -> Limits:
    """The limits of these clips' first views."""
    rows = np.concatenate([clip.views[0] for clip in clips])
    return Limits(rows.min(axis=0), rows.max(axis=0))


def fit(clips: Sequence[Clip], recipe: Recipe, seed: int) -> tuple[MoodNetwork, Limits]:
    """Train a network on these clips, and only these; the same seed gives the same network."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # dying weights would slow the CPU tenfold
    dice = np.random.default_rng(seed)
    limits = learn_limits(clips)
    network = MoodNetwork(len(FEATURE_NAMES), recipe.hidden, recipe.dropout, recipe.layers)
    rows = np.concatenate([limits.scale(clip.views[0]) for clip in clips])
    network.standardise_by(torch.from_numpy(rows))
    weights = _mood_weights(clips, recipe.class_balance)
    optimiser = _optimiser(network, recipe)
    n_batches = -(-len(clips) // recipe.batch)
    schedule = _schedule(optimiser, recipe, n_batches)
    network.train()
    for _ in range(recipe.epochs):
        order = dice.permutation(len(clips))
        for chosen in np.array_split(order, n_batches):
            optimiser.zero_grad()
            loss = _loss(network, [clips[i] for i in chosen], limits, recipe, weights, dice)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return network.eval(), limits


def _optimiser(network: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    if recipe.optimiser == "sgd":
        return torch.optim.SGD(network.parameters(), lr=recipe.learning_rate)
    return torch.optim.AdamW(
        network.parameters(), lr=recipe.learning_rate, weight_decay=recipe.weight_decay
    )


def _schedule(
    optimiser: torch.optim.Optimizer, recipe: Recipe, n_batches: int
) -> torch.optim.lr_scheduler.LRScheduler:
    if recipe.optimiser == "sgd":
        return torch.optim.lr_scheduler.ConstantLR(optimiser, factor=1.0)
    return torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.learning_rate, total_steps=recipe.epochs * n_batches, pct_start=0.2
    )


def _mood_weights(clips: Sequence[Clip], balance: float) -> Tensor:
    counts = np.bincount([clip.mood_index for clip in clips], minlength=len(MOODS))
    weights = (len(clips) / np.maximum(counts, 1)) ** balance
    return torch.tensor(weights / np.mean(weights[[c.mood_index for c in clips]])).float()


def _loss(
    network: MoodNetwork,
    clips: Sequence[Clip],
    limits: Limits,
    recipe: Recipe,
    weights: Tensor,
    dice: np.random.Generator,
) -> Tensor:
    scaled, is_there = _stack([limits.scale(_varied(clip, recipe, dice)) for clip in clips])
    scaled = scaled + recipe.noise * network.spread * torch.randn_like(scaled)
    outputs = network(scaled, is_there)
    moods = torch.tensor([clip.mood_index for clip in clips])
    signs = torch.tensor([SIGNS[clip.quadrant] for clip in clips], dtype=torch.float32)
    signs = signs * (1 - recipe.label_smoothing)
    cross_entropy = nn.CrossEntropyLoss(weight=weights, label_smoothing=recipe.label_smoothing)
    of_segments = cross_entropy(
        outputs.segment_moods[is_there], moods[:, None].expand_as(is_there)[is_there]
    )
    of_signs = nn.functional.binary_cross_entropy_with_logits(2 * outputs.signs, (1 + signs) / 2)
    return cross_entropy(outputs.moods, moods) + recipe.segment_share * of_segments + of_signs


def _varied(clip: Clip, recipe: Recipe, dice: np.random.Generator) -> Floats:
    """One view of the clip: another start, length and loudness each time."""
    view = clip.views[dice.integers(len(clip.views))] if recipe.shortest < 10 else clip.views[0]
    length = int(dice.integers(min(recipe.shortest, len(view)), len(view) + 1))
    start = int(dice.integers(len(view) - length + 1))
    varied = view[start : start + length].copy()
    varied[:, LEVELS] += np.float32(dice.uniform(-recipe.gain_db, recipe.gain_db))
    return varied


def _stack(sequences: Sequence[Floats]) -> tuple[Tensor, Tensor]:
    """Sequences of unlike length as one padded batch (b, t, 50), and what is not padding."""
    longest = max(map(len, sequences))
    batch = np.zeros((len(sequences), longest, sequences[0].shape[1]), np.float32)
    for row, sequence in zip(batch, sequences, strict=True):
        row[: len(sequence)] = sequence
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    return torch.from_numpy(batch), torch.arange(longest)[None] < lengths[:, None]


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """Of n clips: ``probabilities`` (n, 5), ``signs`` (n, 2) valence and arousal in -1..1."""

    probabilities: Floats
    signs: Floats


@torch.no_grad()
def predict(network: MoodNetwork, limits: Limits, clips: Sequence[Clip]) -> Predictions:
    """What a network says of the clips' first views."""
    outputs = network(*_stack([limits.scale(clip.views[0]) for clip in clips]))
    return Predictions(
        torch.softmax(outputs.moods, dim=1).numpy(), torch.tanh(outputs.signs).numpy()
    )
