"""All four labelled sets in small: composed clips of seconds, labels like the real ones."""

import csv
import shutil
import zlib
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

import numpy as np
from composed_music import STYLES, compose, encode
from numpy.typing import NDArray

from musemood.domain.mood import MOODS
from musemood.training.network import SEQUENCE_WIDTH

QUADRANT = {"happy": "Q1", "fresh": "Q1", "relaxed": "Q4", "sad": "Q3", "intense": "Q2"}

Row = Mapping[str, str]


def random_sequence(n_segments: int, dice: np.random.Generator) -> NDArray[np.float32]:
    """(n_segments, SEQUENCE_WIDTH) of values in 0..1."""
    return dice.random((n_segments, SEQUENCE_WIDTH), np.float32)


def write_sets(data: Path, *, with_sound: bool = True) -> Path:
    """mood4q (each mood once in each fold), musifeast17 (three a fold), musemo and emotify."""
    sounds = _sounds(data / "sounds") if with_sound else []
    _write(data / "mood4q", mood4q_rows(), sounds)
    _write(data / "musifeast17", musifeast17_rows(), sounds)
    quadrants = ("Q1", "Q2", "Q3", "Q4")
    _write(data / "musemo", [{"clip": f"o{q}.opus", "quadrant": q} for q in quadrants], sounds)
    _write(data / "emotify", emotify_rows(), sounds)
    return data


def mood4q_rows() -> list[Row]:
    return [
        {
            "clip": f"q{fold}{mood}.opus",
            "artist": f"artist {fold} {mood < 'm'}",
            "quadrant": QUADRANT[mood],
            "mood": mood,
            "fold": str(fold),
            "allmusic_moods": "Bright; Earnest" if mood < "m" else "",
        }
        for fold in range(5)
        for mood in map(str, MOODS)
    ]


def musifeast17_rows() -> list[Row]:
    rows = []
    for fold in range(5):
        artist = next(f"a{i}" for i in count() if zlib.crc32(f"a{i}".encode()) % 5 == fold)
        for i in range(3):
            ratings = {"valence_1to5": f"{2 + i + fold / 9}", "arousal_1to5": f"{3 - i / 2}"}
            rows.append({"clip": f"m{fold}{i}.opus", "artist": artist, **ratings})
    return rows


def emotify_rows() -> list[Row]:
    felt = ("power", "joyful_activation", "tension", "calmness", "tenderness", "sadness")
    return [
        {"clip": f"e{i}.opus", **{name: f"{(i + 1) * j % 5 / 5}" for j, name in enumerate(felt)}}
        for i in range(4)
    ]


def _sounds(folder: Path) -> list[Path]:
    folder.mkdir(parents=True)
    return [
        encode(folder / f"{style}.opus", compose(i, 6.0 + 1.5 * (i % 2), style))
        for i, style in enumerate(STYLES)
    ]


def _write(folder: Path, rows: Sequence[Row], sounds: Sequence[Path]) -> None:
    (folder / "clips").mkdir(parents=True)
    with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    if sounds:
        for i, row in enumerate(rows):
            shutil.copy(sounds[i % len(sounds)], folder / "clips" / row["clip"])
