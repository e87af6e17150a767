"""Examples: clips as padded batches of sequences, ready for the mood network.

The descriptors of a sequence are scaled to [0, 1] with limits learnt on the training clips; the
encoder's values stand beside them as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from musemood.training.network import N_DESCRIPTORS

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """Smallest and largest value of each descriptor over the training clips, (50,) each."""

    minimum: Floats
    maximum: Floats

    def scale(self, descriptors: Floats) -> Floats:
        """To [0, 1] by max-min, clipped."""
        span = np.maximum(self.maximum - self.minimum, 1e-6)
        scaled: Floats = np.clip((descriptors - self.minimum) / span, 0, 1)
        return scaled.astype(np.float32)


def learn_limits(sequences: Sequence[Floats]) -> Limits:
    """The limits of the first 50 values of these sequences."""
    rows = np.concatenate(sequences)[:, :N_DESCRIPTORS]
    return Limits(rows.min(axis=0), rows.max(axis=0))


def scaled(sequence: Floats, limits: Limits) -> Floats:
    """A sequence (segments, values) with its descriptors scaled."""
    return np.hstack([limits.scale(sequence[:, :N_DESCRIPTORS]), sequence[:, N_DESCRIPTORS:]])


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """``sequences`` (b, t, values), padded at the end; ``is_there`` (b, t)."""

    sequences: Tensor
    is_there: Tensor

    def of(self, chosen: NDArray[np.int_]) -> "Batch":
        """Some of them."""
        at = torch.from_numpy(chosen)
        return Batch(self.sequences[at], self.is_there[at])

    def cut(self, first: int, length: int) -> "Batch":
        """``length`` segments from ``first`` on; all where some sequence would have none left."""
        part = slice(first, first + length)
        if not bool(self.is_there[:, part].any(1).all()):
            return self
        return Batch(self.sequences[:, part], self.is_there[:, part])


def batch_of(sequences: Sequence[Floats], longest: int | None = None) -> Batch:
    """Sequences of unlike length as one batch, cut to ``longest`` segments."""
    lengths = [min(len(each), longest or len(each)) for each in sequences]
    padded = np.zeros((len(sequences), max(lengths), sequences[0].shape[1]), np.float32)
    for row, each, length in zip(padded, sequences, lengths, strict=True):
        row[:length] = each[:length]
    is_there = torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None]
    return Batch(torch.from_numpy(padded), is_there)


def by_take(rows: Floats, of_take: NDArray[np.int64], n_takes: int) -> list[Floats]:
    """Rows (n, values) as one sequence a take; ``of_take`` (n,) is sorted."""
    edges = np.searchsorted(of_take, np.arange(n_takes + 1))
    return [rows[first:end] for first, end in pairwise(edges)]
