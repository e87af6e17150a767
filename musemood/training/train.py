"""Fitting one mood network: the lesson, the recipe and the loop.

What a lesson asks, each as logits against a target, summed with the recipe's weights:

* mood4q: cross-entropy of the clip's mood, each mood weighing alike, and of its quadrant; the
  mood again for each segment, weakly (a segment need not sound like its clip); for valence and
  arousal the logistic loss of their signs on 2 z, which makes tanh(z) the expected sign;
  AllMusic's words for the clip.
* musemo: the signs, and the total probability of the moods that its quadrant allows.
* weeks: averages of up to ten clips of mood4q, most of them of one mood: that mood, and the mean
  of the clips' signs. Averaging shrinks what tells moods apart; without such lessons the network
  takes every week for a middling one.
* musifeast17: the logistic loss of tanh(0.7 rating) on 2 (a z + b), with a and b learnt: these
  listeners' middle need not be ours.

Clips are disguised by cutting, by other forms (slower, faster: `corpus.Take`), noise, and mixing
two of them. The number of epochs is part of the recipe: no clip that is scored stops it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from numpy.typing import NDArray
from torch import Tensor, nn

from musemood.domain.mood import MOODS, Mood
from musemood.training.examples import Batch
from musemood.training.network import MoodNetwork, Shape, valence_and_arousal

Floats = NDArray[np.float32]
Indices = NDArray[np.int_]


MOST_TRACKS = 10
"""How many tracks a listener's week is averaged from at most."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. ``class_balance``: 0 weighs every clip alike, 1 every mood alike.

    ``fresh_bias`` is added to the logit of fresh afterwards: of the rarest mood training clips are
    remembered rather than understood, so that clips never heard seem less fresh than they are.
    """

    shape: Shape = Shape(dropout=0.55)  # noqa: RUF009 - frozen
    epochs: int = 25
    batch: int = 64
    learning_rate: float = 2e-3
    weight_decay: float = 0.1
    label_smoothing: float = 0.1
    class_balance: float = 1.0
    segments: float = 0.2
    tags: float = 3.0
    quadrants: float = 1.0
    musemo: float = 0.5
    musifeast: float = 2.0
    weeks: float = 0.5
    mixup: float = 0.5
    noise: float = 0.1
    shortest: int = 5
    fresh_bias: float = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """All that one network learns from. b clips of mood4q in one or more ``forms``, scaled.

    ``moods`` (b, 5) and ``signs`` (b, 2) are targets in 0..1 (soft ones too); ``tags`` (b, k).
    ``allowed`` (m, 5) and ``musemo_signs`` (m, 2) in 0..1 of MUSEMO; ``ratings`` (r, 2) of
    MUSIFEAST-17, standardised.
    """

    forms: Sequence[Batch]
    moods: Floats
    signs: Floats
    tags: Floats
    musemo: Batch
    allowed: Floats
    musemo_signs: Floats
    musifeast: Batch
    ratings: Floats


def fit(lesson: Lesson, recipe: Recipe, seed: int) -> MoodNetwork:
    """Train a network; the same seed gives the same network."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # dying weights would slow the CPU tenfold
    dice = np.random.default_rng(seed)
    network = MoodNetwork(replace(recipe.shape, n_tags=lesson.tags.shape[1]))
    network.standardise_by(lesson.forms[0].sequences, lesson.forms[0].is_there)
    teaching = _Teaching(lesson, recipe, network, dice)
    optimiser = torch.optim.AdamW(
        [*network.parameters(), teaching.other_scale],
        recipe.learning_rate, weight_decay=recipe.weight_decay,
    )  # fmt: skip
    n_clips = len(lesson.moods)
    n_batches = -(-n_clips // recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.learning_rate, total_steps=recipe.epochs * n_batches, pct_start=0.2
    )
    network.train()
    for _ in range(recipe.epochs):
        for chosen in np.array_split(dice.permutation(n_clips), n_batches):
            optimiser.zero_grad()
            teaching.loss(chosen).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    network.mood_bias[MOODS.index(Mood.FRESH)] = recipe.fresh_bias
    return network.eval()


class _Teaching:
    """The loss of one batch, from each of the sets."""

    def __init__(
        self, lesson: Lesson, recipe: Recipe, network: MoodNetwork, dice: np.random.Generator
    ) -> None:
        self._lesson, self._recipe, self._network, self._dice = lesson, recipe, network, dice
        self._weights = _mood_weights(lesson.moods, recipe.class_balance)
        self.other_scale = nn.Parameter(torch.tensor([[1.0, 1.0], [0.0, 0.0]]))

    def loss(self, chosen: Indices) -> Tensor:
        loss = self._of_moods(chosen)
        if self._recipe.musemo:
            loss = loss + self._recipe.musemo * self._of_musemo()
        if self._recipe.weeks:
            loss = loss + self._recipe.weeks * self._of_weeks()
        if self._recipe.musifeast:
            loss = loss + self._recipe.musifeast * self._of_musifeast()
        return loss

    def _of_moods(self, chosen: Indices) -> Tensor:
        recipe, lesson = self._recipe, self._lesson
        form = lesson.forms[int(self._dice.integers(len(lesson.forms)))].of(chosen)
        asked = (lesson.moods, lesson.signs, lesson.tags, _quadrants(lesson.signs))
        targets = [torch.from_numpy(target[chosen]) for target in asked]
        targets = [*targets, targets[0] @ self._weights]
        if recipe.mixup:
            form, targets = self._mixed(form, targets)
        moods, signs, tags, quadrants, weights = targets
        form = self._disguised(form)
        outputs = self._network(form.sequences, form.is_there)
        moods = moods * (1 - recipe.label_smoothing) + recipe.label_smoothing / len(MOODS)
        of_clip = -(moods * F.log_softmax(outputs.moods, 1)).sum(1)
        of_segments = -(moods[:, None] * F.log_softmax(outputs.segment_moods, 2)).sum(2)
        loss = (weights * of_clip).mean() + self._of_signs(outputs.signs, signs)
        loss = loss + recipe.segments * of_segments[form.is_there].mean()
        # Asked for the quadrant as a whole too: its signs alone would be learnt as two questions.
        of_quadrant = -(quadrants * F.log_softmax(outputs.quadrants, 1)).sum(1)
        loss = loss + recipe.quadrants * of_quadrant.mean()
        if recipe.tags:
            loss = loss + recipe.tags * F.binary_cross_entropy_with_logits(outputs.tags, tags)
        return loss

    def _of_musemo(self) -> Tensor:
        chosen = self._dice.integers(0, len(self._lesson.allowed), 24)
        form = self._disguised(self._lesson.musemo.of(chosen))
        outputs = self._network(form.sequences, form.is_there)
        signs = torch.from_numpy(self._lesson.musemo_signs[chosen])
        allowed = torch.from_numpy(self._lesson.allowed[chosen])
        probability = (allowed * torch.softmax(outputs.moods, 1)).sum(1)
        return self._of_signs(outputs.signs, signs) - 0.5 * torch.log(probability + 1e-6).mean()

    def _of_weeks(self) -> Tensor:
        lesson = self._lesson
        chosen, weights, moods = draw_weeks(lesson.moods.argmax(axis=1), 32, self._dice)
        by = torch.from_numpy(weights)
        plain = lesson.forms[0].of(chosen.ravel())
        n_segments = plain.is_there.shape[1]
        all_of = plain.sequences.view(*chosen.shape, n_segments, -1)
        is_there = plain.is_there.view(*chosen.shape, n_segments)
        there = by[..., None] * is_there
        shares = there / there.sum(1, keepdim=True).clamp_min(1e-6)
        averages = (shares[..., None] * all_of).sum(1)
        form = self._disguised(Batch(averages, is_there.any(1)))
        outputs = self._network(form.sequences, form.is_there)
        signs = torch.from_numpy((weights[..., None] * lesson.signs[chosen]).sum(axis=1))
        of_mood = F.cross_entropy(
            outputs.moods, torch.from_numpy(moods), label_smoothing=self._recipe.label_smoothing
        )
        return of_mood + 0.5 * self._of_signs(outputs.signs, signs)

    def _of_musifeast(self) -> Tensor:
        chosen = self._dice.integers(0, len(self._lesson.ratings), 24)
        form = self._disguised(self._lesson.musifeast.of(chosen))
        signs = self._network(form.sequences, form.is_there).signs
        target = (1 + torch.tanh(0.7 * torch.from_numpy(self._lesson.ratings[chosen]))) / 2
        scale, shift = self.other_scale
        return F.binary_cross_entropy_with_logits(2 * (scale * signs + shift), target)

    def _of_signs(self, signs: Tensor, target: Tensor) -> Tensor:
        smoothing = self._recipe.label_smoothing
        smooth = target * (1 - smoothing) + smoothing / 2
        return F.binary_cross_entropy_with_logits(2 * signs, smooth)

    def _mixed(self, form: Batch, targets: list[Tensor]) -> tuple[Batch, list[Tensor]]:
        """Two clips in one, and the targets of both: what lies between clips is between moods."""
        share = float(self._dice.beta(self._recipe.mixup, self._recipe.mixup))
        share = max(share, 1 - share)
        other = torch.from_numpy(self._dice.permutation(len(form.is_there)))
        # Where one is shorter, the other goes on alone.
        both = (form.is_there & form.is_there[other])[..., None]
        blend = share * form.sequences + (1 - share) * form.sequences[other]
        mixed = Batch(torch.where(both, blend, form.sequences), form.is_there)
        return mixed, [share * t + (1 - share) * t[other] for t in targets]

    def _disguised(self, form: Batch) -> Batch:
        """Another start and length, and noise."""
        n_segments = form.is_there.shape[1]
        shortest = min(self._recipe.shortest, n_segments)
        length = int(self._dice.integers(shortest, n_segments + 1))
        cut = form.cut(int(self._dice.integers(n_segments - length + 1)), length)
        noise = self._recipe.noise * self._network.spread * torch.randn_like(cut.sequences)
        return Batch(cut.sequences + noise, cut.is_there)


def _quadrants(signs: Floats) -> Floats:
    """Probability of each combination of signs (n, 4), of their probabilities (n, 2)."""
    valence, arousal = signs.T
    both = [valence * arousal, (1 - valence) * arousal, (1 - valence) * (1 - arousal)]
    return np.stack([*both, valence * (1 - arousal)], axis=1)


def draw_weeks(
    moods: Indices, n_weeks: int, dice: np.random.Generator
) -> tuple[Indices, Floats, Indices]:
    """Weeks of clips (n, 10), their weights (n, 10), and each week's mood (n,).

    A week has 1 to 10 clips, each of the week's mood in four cases of five; the r-th weighs 1/r.
    """
    week_moods = dice.choice(np.unique(moods), n_weeks)
    chosen = dice.integers(0, len(moods), (n_weeks, MOST_TRACKS))
    for week, mood in enumerate(week_moods):
        own = dice.choice(np.flatnonzero(moods == mood), MOST_TRACKS)
        chosen[week] = np.where(dice.random(MOST_TRACKS) < 0.8, own, chosen[week])
    ranks = np.arange(1, MOST_TRACKS + 1)
    counts = dice.integers(1, MOST_TRACKS + 1, (n_weeks, 1))
    weights = np.where(ranks <= counts, 1 / ranks, 0)
    weights /= weights.sum(axis=1, keepdims=True)
    return chosen, weights.astype(np.float32), week_moods


def _mood_weights(moods: Floats, balance: float) -> Tensor:
    """Weight of each mood (5,), so that the mean weight of the clips is 1."""
    counts = moods.sum(axis=0)
    weights = (len(moods) / np.maximum(counts, 1)) ** balance
    return torch.from_numpy((weights / (moods @ weights).mean()).astype(np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """Of n clips: ``probabilities`` (n, 5), ``signs`` (n, 2) valence and arousal in -1..1."""

    probabilities: Floats
    signs: Floats


@torch.no_grad()
def predict(network: MoodNetwork, clips: Batch) -> Predictions:
    """What a network says of clips."""
    outputs = network(clips.sequences, clips.is_there)
    return Predictions(
        torch.softmax(outputs.moods, dim=1).numpy(), valence_and_arousal(outputs).numpy()
    )
