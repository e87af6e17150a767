"""The clips of a labelled set as descriptors, and their folds.

Reads ``DATA/labels.csv`` (columns clip, artist, quadrant, mood, fold) and ``DATA/clips/``.
Descriptors are made once and kept in the work folder; nothing of the data enters the program.
"""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood
from musemood.features.extract import FEATURE_VERSION, SAMPLE_RATE, extract
from musemood.files.audio import decode

Floats = NDArray[np.float32]

VIEW_OFFSETS_S = (0.0, 1.0, 2.0)
"""Each clip is cut into segments anew from these seconds on; only the first is ever scored."""

SIGNS = {"Q1": (1, 1), "Q2": (-1, 1), "Q3": (-1, -1), "Q4": (1, -1)}
"""Signs of valence and arousal of Russell's quadrants."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One labelled clip. ``views``: descriptors (segments, 50), one array per view offset."""

    name: str
    artist: str
    quadrant: str
    mood: Mood
    fold: int
    views: tuple[Floats, ...]

    @property
    def mood_index(self) -> int:
        """Its place in `MOODS`."""
        return MOODS.index(self.mood)


def load_clips(data: Path, work: Path) -> list[Clip]:
    """The clips of ``labels.csv``, with descriptors from the cache in ``work`` or made now."""
    with (data / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    views = _cached_views(data / "clips", [row["clip"] for row in rows], work)
    return [
        Clip(row["clip"], row["artist"], row["quadrant"], Mood(row["mood"]), int(row["fold"]), its)
        for row, its in zip(rows, views, strict=True)
    ]


def _cached_views(folder: Path, names: Sequence[str], work: Path) -> list[tuple[Floats, ...]]:
    key = hashlib.sha256("\n".join([FEATURE_VERSION, *names]).encode()).hexdigest()[:12]
    cache = work / f"descriptors-{folder.parent.name}-{key}.npz"
    if not cache.is_file():
        work.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            made = list(pool.map(partial(_views_of, folder), names, chunksize=8))
        named = {f"{i}_{j}": view for i, its in enumerate(made) for j, view in enumerate(its)}
        np.savez(cache, **named)
    with np.load(cache) as arrays:
        n_views = range(len(VIEW_OFFSETS_S))
        return [tuple(arrays[f"{i}_{j}"] for j in n_views) for i in range(len(names))]


def _views_of(folder: Path, name: str) -> tuple[Floats, ...]:
    samples = decode(str(folder / name), SAMPLE_RATE)
    return tuple(extract(samples[round(offset * SAMPLE_RATE) :]) for offset in VIEW_OFFSETS_S)


def split(clips: Iterable[Clip], fold: int) -> tuple[list[Clip], list[Clip]]:
    """Clips of the other folds, and of this one; raises ValueError if they share an artist."""
    apart = [clip for clip in clips if clip.fold == fold]
    rest = [clip for clip in clips if clip.fold != fold]
    shared = {clip.artist for clip in apart} & {clip.artist for clip in rest}
    if shared:
        raise ValueError(f"artists on both sides of fold {fold}: {sorted(shared)}")
    return rest, apart
