"""Encoders, taught: one base, and from it one for each fold and one that has heard all.

What the teachers hear and how far a pupil has come is kept in ``work``; an interrupted run goes
on where it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from musemood.training.corpus import base_takes, fold_takes
from musemood.training.distil import Course, Pupil, Targets, learn_targets, teach
from musemood.training.encoder import Encoder
from musemood.training.takes import NO_FOLD, Take, heard, look_at
from musemood.training.teacher_weights import teacher_weights
from musemood.training.teachers import Teachers

Floats = NDArray[np.float32]
Hear = Callable[[Floats], dict[str, NDArray[np.float16]]]

ALL = NO_FOLD
"""In place of a fold: the encoder that ships, kept from nothing."""

BASE_COURSE = Course(epochs=16, learning_rate=2.5e-3)
FOLD_COURSE = Course(epochs=10, learning_rate=1.5e-3)

_SEED = 0
_FIT_TARGETS_ON = 8000


@dataclass(frozen=True)
class School:
    """Where encoders are taught. ``data``: all sets; ``music``: a folder of unlabelled music."""

    data: Path
    music: Path
    work: Path

    def encoder(self, fold: int) -> Encoder:
        """The encoder that never heard mood4q's clips of ``fold``; `ALL` leaves none out."""
        checkpoint = self.work / f"encoder-{'all' if fold == ALL else f'fold{fold}'}.pt"
        if not _is_done(checkpoint, FOLD_COURSE):
            pupil = self._base_pupil()
            mels, targets = self._with_fold_takes(fold)
            teach(pupil, mels, targets, self._targets.weight, FOLD_COURSE, _SEED, checkpoint)
        return _load(checkpoint)

    def _base_pupil(self) -> Pupil:
        checkpoint = self.work / "encoder-base.pt"
        torch.manual_seed(_SEED)
        pupil = Pupil(len(self._targets.weight))
        if not _is_done(checkpoint, BASE_COURSE):
            mels, outputs = self._base
            targets = self._targets.of(outputs)
            teach(pupil, mels, targets, self._targets.weight, BASE_COURSE, _SEED, checkpoint)
        pupil.load_state_dict(torch.load(checkpoint, weights_only=False)["pupil"])
        return pupil

    def _with_fold_takes(self, fold: int) -> tuple[NDArray[np.float16], Floats]:
        mels, outputs = self._base
        all_mels, all_targets = [mels], [self._targets.of(outputs)]
        for name, takes in fold_takes(self.data).items():
            of_take, its_mels = look_at(name, takes, self.work)
            may_hear = np.array([take.fold != fold for take in takes])[of_take]
            all_mels.append(its_mels[may_hear])
            outputs = heard(name, takes, self.work, self._hear)[may_hear]
            all_targets.append(self._targets.of(outputs))
        return np.concatenate(all_mels), np.concatenate(all_targets)

    @cached_property
    def _base(self) -> tuple[NDArray[np.float16], NDArray[np.float16]]:
        sets: dict[str, list[Take]] = base_takes(self.data, self.music)
        seen = [look_at(name, takes, self.work)[1] for name, takes in sets.items()]
        outputs = [heard(name, takes, self.work, self._hear) for name, takes in sets.items()]
        return np.concatenate(seen), np.concatenate(outputs)

    @cached_property
    def _targets(self) -> Targets:
        outputs = self._base[1]
        some = np.random.default_rng(_SEED).permutation(len(outputs))[:_FIT_TARGETS_ON]
        return learn_targets(outputs[some])

    @cached_property
    def _teachers(self) -> Teachers:
        return Teachers(teacher_weights(self.data / "teachers", self.work))

    def _hear(self, samples: Floats) -> dict[str, NDArray[np.float16]]:
        return self._teachers.hear(samples)  # weights are fetched when first needed


def _is_done(checkpoint: Path, course: Course) -> bool:
    if not checkpoint.is_file():
        return False
    return bool(torch.load(checkpoint, weights_only=False)["epoch"] >= course.epochs)


def _load(checkpoint: Path) -> Encoder:
    kept = torch.load(checkpoint, weights_only=False)["pupil"]
    encoder = Encoder()
    prefix = "encoder."
    encoder.load_state_dict(
        {key.removeprefix(prefix): value for key, value in kept.items() if key.startswith(prefix)}
    )
    return encoder.eval()
