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

VIEW_OFFSETS_S = (0.0, 0.6, 1.2, 1.8, 2.4)
"""Each clip is cut into segments anew from these seconds on, all but the first through a random
equaliser; only the first view is ever scored.
"""

_EQUALISER_DB = 6.0
_EQUALISER_BANDS = 6

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
    made_of = "\n".join([FEATURE_VERSION, str(VIEW_OFFSETS_S), *names])
    key = hashlib.sha256(made_of.encode()).hexdigest()[:12]
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
    dice = np.random.default_rng(list(name.encode()))
    views = [extract(samples)]
    for offset_s in VIEW_OFFSETS_S[1:]:
        views.append(extract(equalised(samples[round(offset_s * SAMPLE_RATE) :], dice)))
    return tuple(views)


def equalised(samples: Floats, dice: np.random.Generator) -> Floats:
    """The samples with each band raised or lowered by up to 6 dB, smoothly over log frequency.

    Another mastering, another player, another codec: what must not change a mood.
    """
    spectrum = np.fft.rfft(samples)
    frequency_hz = np.linspace(0, SAMPLE_RATE / 2, len(spectrum))
    bands_hz = np.geomspace(60, SAMPLE_RATE / 2, _EQUALISER_BANDS)
    gains_db = dice.uniform(-_EQUALISER_DB, _EQUALISER_DB, _EQUALISER_BANDS)
    gain_db = np.interp(np.log(frequency_hz + 1), np.log(bands_hz), gains_db)
    changed = np.fft.irfft(spectrum * 10 ** (gain_db / 20), len(samples))
    return changed.astype(np.float32)


def split(clips: Iterable[Clip], fold: int) -> tuple[list[Clip], list[Clip]]:
    """Clips of the other folds, and of this one; raises ValueError if they share an artist."""
    apart = [clip for clip in clips if clip.fold == fold]
    rest = [clip for clip in clips if clip.fold != fold]
    shared = {clip.artist for clip in apart} & {clip.artist for clip in rest}
    if shared:
        raise ValueError(f"artists on both sides of fold {fold}: {sorted(shared)}")
    return rest, apart
