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

from musemood.domain.mood import MOODS
from musemood.training.corpus import base_takes, fold_takes
from musemood.training.distil import Course, Pupil, Targets, learn_targets, teach
from musemood.training.encoder import Encoder
from musemood.training.relevance import Question, with_relevance
from musemood.training.sets import QUADRANTS, common_words, mood4q, musifeast17
from musemood.training.takes import NO_FOLD, Take, heard, look_at
from musemood.training.teacher_weights import teacher_weights
from musemood.training.teachers import Teachers

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]
Hear = Callable[[Floats], dict[str, NDArray[np.float16]]]

ALL = NO_FOLD
"""In place of a fold: the encoder that ships, kept from nothing."""

BASE_COURSE = Course(epochs=12, learning_rate=2.5e-3)
FOLD_COURSE = Course(epochs=8, learning_rate=1.5e-3)

FORMS_OF = {
    "mood4q": "mood4q", "mood4q-slow": "mood4q", "mood4q-fast": "mood4q",
    "musifeast17": "musifeast17", "musifeast17-fast": "musifeast17",
}  # fmt: skip
"""Sets of takes whose order is that of labelled clips, and whose clips those are."""

_SEED = 0
_FIT_TARGETS_ON = 8000


@dataclass(frozen=True)
class School:
    """Where encoders are taught. ``data``: all sets; ``work``: what is kept, and the folders
    ``music`` and ``midi`` of music without labels.
    """

    data: Path
    work: Path

    def encoder(self, fold: int) -> Encoder:
        """The encoder that never heard the clips of ``fold``; `ALL` leaves none out."""
        checkpoint = self.work / f"encoder-{'all' if fold == ALL else f'fold{fold}'}.pt"
        if not _is_done(checkpoint, FOLD_COURSE):
            mels, targets, weight = self._lesson(fold)
            pupil = Pupil(len(weight))
            pupil.encoder.load_state_dict(self._base_encoder().state_dict())
            teach(pupil, mels, targets, weight, FOLD_COURSE, _SEED, checkpoint)
        return _load(checkpoint)

    def _base_encoder(self) -> Encoder:
        checkpoint = self.work / "encoder-base.pt"
        if not _is_done(checkpoint, BASE_COURSE):
            torch.manual_seed(_SEED)
            pupil = Pupil(len(self._targets.weight))
            mels, outputs = self._base
            targets = self._targets.of(outputs)
            teach(pupil, mels, targets, self._targets.weight, BASE_COURSE, _SEED, checkpoint)
        return _load(checkpoint)

    def _lesson(self, fold: int) -> tuple[NDArray[np.float16], Floats, Floats]:
        """Mel spectrograms, targets and their weights that the encoder of a fold learns from."""
        base_mels, base_outputs = self._base
        all_mels, all_outputs = [base_mels], [base_outputs]
        own: dict[str, list[tuple[Indices, NDArray[np.float16]]]] = {}
        for name, takes in fold_takes(self.data, self.work).items():
            of_take, mels = look_at(name, takes, self.work)
            outputs = heard(name, takes, self.work, self._hear)
            may_hear = np.array([take.fold != fold for take in takes])[of_take]
            all_mels.append(mels[may_hear])
            all_outputs.append(outputs[may_hear])
            if name in FORMS_OF:
                own.setdefault(FORMS_OF[name], []).append((of_take[may_hear], outputs[may_hear]))
        targets = with_relevance(self._targets, self._questions(own))
        together = np.concatenate([targets.of(outputs) for outputs in all_outputs])
        return np.concatenate(all_mels), together, targets.weight

    def _questions(
        self, own: dict[str, list[tuple[Indices, NDArray[np.float16]]]]
    ) -> list[Question]:
        clips, rated = mood4q(self.data), musifeast17(self.data)
        quadrants = [clips.quadrants == name for name in QUADRANTS]
        labels = {
            "mood4q": [
                np.eye(len(MOODS))[clips.moods],
                np.column_stack([clips.signs, *quadrants]),
                common_words(clips.words),
            ],
            "musifeast17": [rated.ratings],
        }
        questions = []
        for name, forms in own.items():
            of_clip = np.concatenate([of_take for of_take, _ in forms])
            values = self._targets.of(np.concatenate([outputs for _, outputs in forms]))
            questions += [
                Question(_standardised(each, of_clip), values, of_clip) for each in labels[name]
            ]
        return questions

    @cached_property
    def _base(self) -> tuple[NDArray[np.float16], NDArray[np.float16]]:
        sets: dict[str, list[Take]] = base_takes(self.data, self.work)
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


def _standardised(labels: Floats, of_clip: Indices) -> Floats:
    """Columns of deviation 1 over the clips that may be heard."""
    may_hear = labels[np.unique(of_clip)]
    standard: Floats = ((labels - may_hear.mean(axis=0)) / may_hear.std(axis=0)).astype(np.float32)
    return standard


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
