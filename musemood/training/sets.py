"""The labelled sets: which clips there are, what people said of them, and who may hear which.

* mood4q: quadrants by blind human check, five moods by our rule, folds by artist.
* musifeast17: valence and arousal as listeners rated them; standardised here; folds by artist.
* musemo: the quadrant that experts heard in six seconds.
* emotify: what listeners felt; judged on, never learnt from, not even its sound.

DATA is the folder that holds them all.
"""

import csv
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import MOODS, Mood

Floats = NDArray[np.float32]
Indices = NDArray[np.int_]

N_FOLDS = 5

_RAREST_WORD = 10

QUADRANTS = ("Q1", "Q2", "Q3", "Q4")

SIGNS = {"Q1": (1, 1), "Q2": (-1, 1), "Q3": (-1, -1), "Q4": (1, -1)}
"""Signs of valence and arousal of Russell's quadrants."""

MOODS_OF_QUADRANT = {
    "Q1": (Mood.HAPPY, Mood.FRESH),
    "Q2": (Mood.INTENSE,),
    "Q3": (Mood.SAD,),
    "Q4": (Mood.FRESH, Mood.RELAXED),
}
"""What a clip may be called by our rule, given its quadrant."""


@dataclass(frozen=True, slots=True, eq=False)
class MoodClips:
    """Clips with quadrant and mood, n of them: ``moods`` indices into `MOODS`, ``words``
    AllMusic's moods.
    """

    paths: tuple[str, ...]
    artists: NDArray[np.str_]
    quadrants: NDArray[np.str_]
    moods: Indices
    folds: Indices
    words: tuple[frozenset[str], ...]

    @property
    def signs(self) -> Floats:
        """Signs of valence and arousal (n, 2), -1 or 1."""
        return np.array([SIGNS[quadrant] for quadrant in self.quadrants], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class RatedClips:
    """Clips with ratings (n, 2): valence and arousal, each of mean 0 and deviation 1."""

    paths: tuple[str, ...]
    ratings: Floats
    folds: Indices


def mood4q(data: Path) -> MoodClips:
    """The 4Q clips; raises ValueError if two folds share an artist."""
    rows = _rows(data / "mood4q")
    clips = MoodClips(
        _paths(data / "mood4q", rows),
        np.array([row["artist"] for row in rows]),
        np.array([row["quadrant"] for row in rows]),
        np.array([MOODS.index(Mood(row["mood"])) for row in rows]),
        np.array([int(row["fold"]) for row in rows]),
        tuple(frozenset(row["allmusic_moods"].split("; ")) - {""} for row in rows),
    )
    check_folds(clips.artists, clips.folds)
    return clips


def genres_of(data: Path) -> list[str]:
    """AllMusic's genres of the 4Q clips, "; " between them, "" where it names none."""
    return [row.get("genres", "") for row in _rows(data / "mood4q")]


def check_folds(artists: NDArray[np.str_], folds: Indices) -> None:
    """Raise ValueError if two folds share an artist."""
    for artist in np.unique(artists):
        if len(np.unique(folds[artists == artist])) > 1:
            raise ValueError(f"{artist} is in two folds")


def common_words(words: Sequence[frozenset[str]]) -> Floats:
    """Which of the words that `_RAREST_WORD` clips or more have each clip has, (n, words)."""
    counts = Counter(word for each in words for word in each)
    common = sorted(word for word, count in counts.items() if count >= _RAREST_WORD)
    return np.array([[word in each for word in common] for each in words], np.float32)


def musifeast17(data: Path) -> RatedClips:
    """MUSIFEAST-17; the fold of an artist is that in mood4q, else a checksum of the name."""
    rows = _rows(data / "musifeast17")
    known = {row["artist"].casefold(): int(row["fold"]) for row in _rows(data / "mood4q")}
    artists = [row["artist"] for row in rows]
    ratings = np.array([[float(r["valence_1to5"]), float(r["arousal_1to5"])] for r in rows])
    return RatedClips(
        _paths(data / "musifeast17", rows),
        _standardised(ratings),
        np.array([known.get(a.casefold(), zlib.crc32(a.encode()) % N_FOLDS) for a in artists]),
    )


def musemo(data: Path) -> tuple[tuple[str, ...], NDArray[np.str_]]:
    """Paths and quadrants of MUSEMO's excerpts."""
    rows = _rows(data / "musemo")
    return _paths(data / "musemo", rows), np.array([row["quadrant"] for row in rows])


def emotify(data: Path) -> RatedClips:
    """Emotify: arousal and valence as sums of what listeners felt (issue 4); one fold."""
    rows = _rows(data / "emotify")
    felt = {name: np.array([float(row[name]) for row in rows]) for name in _FELT}
    calm = felt["calmness"] + felt["tenderness"]
    arousal = felt["power"] + felt["joyful_activation"] + felt["tension"] - calm - felt["sadness"]
    valence = felt["joyful_activation"] + calm - felt["sadness"] - felt["tension"]
    ratings = _standardised(np.stack([valence, arousal], axis=1))
    return RatedClips(_paths(data / "emotify", rows), ratings, np.zeros(len(rows), np.int_))


_FELT = ("power", "joyful_activation", "tension", "calmness", "tenderness", "sadness")


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _paths(folder: Path, rows: list[dict[str, str]]) -> tuple[str, ...]:
    return tuple(str(folder / "clips" / row["clip"]) for row in rows)


def _standardised(values: NDArray[np.float64]) -> Floats:
    return ((values - values.mean(axis=0)) / values.std(axis=0)).astype(np.float32)
