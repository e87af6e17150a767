"""Ratings of other programs, as stars."""

from pathlib import Path
from typing import Any

import mutagen
import pytest
from composed_music import encode, mp3_with, tone
from further_formats import encode_further
from mutagen import id3

from musemood.files.tags import read_tags

_id3: Any = id3


@pytest.mark.parametrize(
    ("byte", "stars"),
    [
        *[(0, None), (1, 1), (31, 1), (64, 2), (128, 3), (196, 4), (255, 5), (186, 4), (13, 1)],
        *[(51, 1), (102, 2), (153, 3), (204, 4)],  # Quod Libet's fifths
    ],
)
def test_popm(tmp_path: Path, byte: int, stars: int | None) -> None:
    frame = _id3.POPM(email="Windows Media Player 9 Series", rating=byte, count=0)
    assert read_tags(mp3_with(tmp_path / "a.mp3", frame)).stars == stars


def test_fmps_rating_of_id3(tmp_path: Path) -> None:
    frame = _id3.TXXX(encoding=3, desc="FMPS_RATING", text=["0.8"])
    assert read_tags(mp3_with(tmp_path / "a.mp3", frame)).stars == 4


@pytest.mark.parametrize(
    ("key", "text", "stars"),
    [
        ("RATING", "80", 4),
        ("RATING", "100", 5),
        ("RATING", "20", 1),
        ("RATING", "3", 3),
        ("RATING", "0", None),
        ("RATING", "0.6", 3),
        ("RATING", "no number", None),
        ("RATING", "nan", None),
        ("FMPS_RATING", "1.0", 5),
        ("FMPS_RATING", "0.5", 3),
        ("rating:quodlibet@lists.sacredchao.net", "0.4", 2),
        ("RATING", "-5", None),
    ],
)
def test_vorbis_comments(tmp_path: Path, key: str, text: str, stars: int | None) -> None:
    path = encode(tmp_path / "a.flac", tone(300, 1), tags={"title": "x"})
    file: Any = mutagen.File(path)
    file[key] = text
    file.save()
    assert read_tags(str(path)).stars == stars


def test_asf(tmp_path: Path) -> None:
    path = encode_further(tmp_path / "a.wma", tone(300, 1))
    for number, stars in ((1, 1), (25, 2), (50, 3), (75, 4), (99, 5), (0, None)):
        file: Any = mutagen.File(path)
        file["WM/SharedUserRating"] = number
        file.save()
        assert read_tags(str(path)).stars == stars


def test_mp4(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.m4a", tone(300, 1), tags={"title": "x"})
    file: Any = mutagen.File(path)
    file["----:com.apple.iTunes:RATING"] = [b"60"]
    file.save()
    assert read_tags(str(path)).stars == 3
