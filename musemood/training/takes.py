"""Takes: clips as the networks see them and as the teachers hear them, kept once made.

A *take* is one clip in one form: as it is, or changed so that it is new music to the teachers
(played faster or slower, which moves key and tempo together, or mixed with another clip of the
same fold). What is made of takes is kept in shards, from which an interrupted run goes on.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from musemood.features.extract import FEATURE_VERSION, SAMPLE_RATE, extract
from musemood.features.frames import power_spectra
from musemood.features.segments import SEGMENT_SAMPLES, cut_segments
from musemood.features.spectrogram import mel_spectrogram
from musemood.files.audio import decode

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]

SHARD_TAKES = 50

NO_FOLD = -1


@dataclass(frozen=True, slots=True)
class Take:
    """One form of one clip. ``fold``: of mood4q, `NO_FOLD` for every other set.

    ``speed``: 1.0 as it is. ``start_s``: what is left out at the start. ``mixed_with``: another
    clip to play at the same time, or "", from ``mixed_start_s`` on.
    """

    path: str
    fold: int = NO_FOLD
    speed: float = 1.0
    start_s: float = 0.0
    mixed_with: str = ""
    mixed_start_s: float = 0.0

    def samples(self) -> Floats:
        """Its sound, mono at `SAMPLE_RATE`, at most 30 s."""
        own = self._one(self.path, self.start_s)
        if self.mixed_with:
            other = self._one(self.mixed_with, self.mixed_start_s or self.start_s)
            n = min(len(own), len(other))
            own, other = own[:n], other[:n]
            # Equally loud: else one of them is all that is heard.
            own = own + other * np.float32(_loudness(own) / max(_loudness(other), 1e-4))
        return own / max(1.0, float(np.abs(own).max(initial=0.0)))

    def _one(self, path: str, start_s: float) -> Floats:
        samples = _decoded(path)[round(start_s * SAMPLE_RATE) :]
        samples = samples[: round(31 * SAMPLE_RATE * max(self.speed, 1.0))]
        if self.speed != 1.0:
            samples = soxr.resample(samples, SAMPLE_RATE * self.speed, SAMPLE_RATE)
        return samples[: 30 * SAMPLE_RATE].astype(np.float32)


@lru_cache(maxsize=2)
def _decoded(path: str) -> Floats:
    """Kept for the next take, which is often of the same piece."""
    return decode(path, SAMPLE_RATE)


def _loudness(samples: Floats) -> float:
    return float(np.sqrt(np.mean(np.square(samples))))


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Takes as the networks see them, all segments in one row after the other.

    ``of_take`` (n,) index of each segment's take; ``mels`` (n, MEL_FRAMES, MEL_BANDS) float16;
    ``descriptors`` (n, 50) float32, unscaled.
    """

    of_take: Indices
    mels: NDArray[np.float16]
    descriptors: Floats


Hear = Callable[[Floats], dict[str, NDArray[np.float16]]]


def see(name: str, takes: Sequence[Take], work: Path) -> Seen:
    """Takes as seen: from the shards in ``work``, or made now."""
    of_take, mels = look_at(name, takes, work)
    return Seen(of_take, mels, _Shards(name, takes, work).both(FEATURE_VERSION, extract)[1])


def look_at(name: str, takes: Sequence[Take], work: Path) -> tuple[Indices, NDArray[np.float16]]:
    """The same without the descriptors: ``of_take`` and ``mels``."""
    return _Shards(name, takes, work).both("mels", lambda each: _mels_of(each).astype(np.float16))


def heard(name: str, takes: Sequence[Take], work: Path, hear: Hear) -> NDArray[np.float16]:
    """What the teachers hear in each segment of the takes, (n, values) in the order of `see`."""
    return _Shards(name, takes, work).both("heard", lambda samples: _heard_in(samples, hear))[1]


class _Shards:
    """One folder of arrays, a file for each `SHARD_TAKES` takes and each kind of array."""

    def __init__(self, name: str, takes: Sequence[Take], work: Path) -> None:
        key = hashlib.sha256("\n".join(map(_key, takes)).encode()).hexdigest()[:10]
        self._folder = work / f"takes-{name}-{key}"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._name, self._takes = name, takes

    def both(
        self, kind: str, make: Callable[[Floats], NDArray[Any]]
    ) -> tuple[Indices, NDArray[Any]]:
        """Take of each row, and the rows: the kind's arrays of all takes, one after the other."""
        of_takes, parts = [], []
        for first in range(0, len(self._takes), SHARD_TAKES):
            shard = self._folder / f"{first:05}-{kind}.npz"
            if not shard.is_file():
                its = [make(t.samples()) for t in self._takes[first : first + SHARD_TAKES]]
                _keep(shard, np.concatenate(its), [len(one) for one in its])
                print(f"{self._name}, {kind}: {first + len(its)} of {len(self._takes)}", flush=True)
            with np.load(shard) as kept:
                of_takes.append(first + np.repeat(np.arange(len(kept["lengths"])), kept["lengths"]))
                parts.append(kept["values"])
        return np.concatenate(of_takes), np.concatenate(parts)


def _key(take: Take) -> str:
    """Says which take, wherever the folder of clips lies."""
    names = Path(take.path).name, Path(take.mixed_with).name
    if take.mixed_start_s:
        names = *names, f"{take.mixed_start_s}"
    return f"{names} {take.speed} {take.start_s}"


def _keep(shard: Path, values: NDArray[Any], lengths: list[int]) -> None:
    part = shard.with_suffix(".part.npz")
    np.savez(part, values=values, lengths=lengths)
    part.rename(shard)


def _n_segments(samples: Floats) -> int:
    return len(cut_segments(samples, is_start=True))


def _mels_of(samples: Floats) -> Floats:
    segments = cut_segments(samples, is_start=True)
    few = [segments[start : start + 4] for start in range(0, len(segments), 4)]
    return np.concatenate([mel_spectrogram(power_spectra(some)) for some in few])


def _heard_in(samples: Floats, hear: Hear) -> NDArray[np.float16]:
    padded = np.zeros(_n_segments(samples) * SEGMENT_SAMPLES, np.float32)
    padded[: len(samples)] = samples[: len(padded)]
    return np.concatenate(list(hear(padded).values()), axis=1)
