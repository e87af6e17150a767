"""Lessons: the labelled sets through one encoder, and what a network may learn of them.

For a fold, a lesson leaves out its clips of mood4q and, so that those can be judged too, the
artists of MUSIFEAST-17 that fall into it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import MOODS
from musemood.training.corpus import mood_forms
from musemood.training.distil import encode
from musemood.training.encoder import Encoder
from musemood.training.examples import Batch, Limits, batch_of, by_take, learn_limits, scaled
from musemood.training.network import WINDOW
from musemood.training.sets import (
    MOODS_OF_QUADRANT,
    SIGNS,
    common_words,
    emotify,
    mood4q,
    musemo,
    musifeast17,
)
from musemood.training.takes import Take, see
from musemood.training.train import Lesson

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Sequences:
    """Every labelled clip as an unscaled sequence, through one encoder; ``forms`` of mood4q."""

    forms: Sequence[Sequence[Floats]]
    musemo: Sequence[Floats]
    musifeast: Sequence[Floats]
    emotify: Sequence[Floats]


def sequences_through(encoder: Encoder, data: Path, work: Path) -> Sequences:
    """What the mood network gets to see of each set."""

    def of(name: str, takes: Sequence[Take]) -> list[Floats]:
        seen = see(name, takes, work)
        rows = np.hstack([seen.descriptors, encode(encoder, seen.mels)])
        return by_take(rows, seen.of_take, len(takes))

    def plain(name: str, paths: Sequence[str]) -> list[Floats]:
        return of(name, [Take(path) for path in paths])

    forms = [of(name, takes) for name, takes in mood_forms(mood4q(data)).items()]
    return Sequences(
        forms,
        plain("musemo", musemo(data)[0]),
        plain("musifeast17", musifeast17(data).paths),
        plain("emotify", emotify(data).paths),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A lesson with the limits that its sequences were scaled by."""

    lesson: Lesson
    limits: Limits

    def batch(self, sequences: Sequence[Floats]) -> Batch:
        """Other clips, scaled alike."""
        return batch_of([scaled(each, self.limits) for each in sequences])


def prepare(sequences: Sequences, data: Path, fold: int) -> Prepared:
    """What a network may learn that will be judged on ``fold``; -1 leaves nothing out."""
    clips, ratings = mood4q(data), musifeast17(data)
    rest = np.flatnonzero(clips.folds != fold)
    rated = np.flatnonzero(ratings.folds != fold)
    quadrants = musemo(data)[1]
    limits = learn_limits([sequences.forms[0][i] for i in rest])

    def batch(of: Sequence[Floats], chosen: NDArray[np.int_] | None = None) -> Batch:
        some = of if chosen is None else [of[i] for i in chosen]
        return batch_of([scaled(each, limits) for each in some], WINDOW)

    lesson = Lesson(
        forms=[batch(form, rest) for form in sequences.forms],
        moods=np.eye(len(MOODS), dtype=np.float32)[clips.moods[rest]],
        signs=(1 + clips.signs[rest]) / 2,
        tags=common_words(clips.words)[rest],
        musemo=batch(sequences.musemo),
        allowed=np.array([[m in MOODS_OF_QUADRANT[q] for m in MOODS] for q in quadrants], "f4"),
        musemo_signs=(1 + np.array([SIGNS[q] for q in quadrants], np.float32)) / 2,
        musifeast=batch(sequences.musifeast, rated),
        ratings=ratings.ratings[rated],
    )
    return Prepared(lesson, limits)
