import os
from pathlib import Path
from typing import Any

import mutagen
import pytest
from bad_files import make_bad_files
from composed_music import (
    FORMATS,
    Codec,
    encode,
    jpeg_picture,
    mp3_with,
    png_picture,
    tone,
    write_sound,
)
from mutagen import id3

from musemood.domain.span import Span
from musemood.files.artwork import LARGEST_COVER, find_cover
from musemood.files.tags import read_cover

_id3: Any = id3
_INSIDE, _BESIDE = png_picture(1, 1, 1), jpeg_picture(2, 2, 2)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_embedded_cover_comes_back_byte_by_byte(tmp_path: Path, ending: str) -> None:
    for picture in (png_picture(1, 2, 3), jpeg_picture(1, 2, 3)):
        path = encode(tmp_path / f"song{ending}", tone(300, 1), cover=picture)
        assert read_cover(str(path)) == picture


def test_the_front_cover_is_preferred(tmp_path: Path) -> None:
    def picture(kind: int, data: bytes) -> Any:
        return _id3.APIC(encoding=3, mime="image/png", type=kind, desc=str(kind), data=data)

    two = mp3_with(tmp_path / "a.mp3", picture(4, b"back"), picture(3, b"front"))
    one = mp3_with(tmp_path / "b.mp3", picture(4, b"back"), picture(3, b""))
    assert read_cover(two) == b"front"
    assert read_cover(one) == b"back"


def test_the_picture_in_a_wma_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.wma"
    write_sound(path, tone(300, 1), Codec("wmav2", 128_000))
    file = mutagen.File(path)
    head = b"\x03" + len(_INSIDE).to_bytes(4, "little")
    file["WM/Picture"] = [head + "image/png\0\0".encode("utf-16-le") + _INSIDE]
    file.save()
    assert read_cover(str(path)) == _INSIDE


def test_where_no_cover_is_none_is_given(tmp_path: Path) -> None:
    made = make_bad_files(tmp_path)
    made["missing"] = tmp_path / "missing.mp3"
    assert [read_cover(str(path)) for path in made.values()] == [None] * len(made)


def test_a_damaged_cover_is_no_cover(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.ogg", tone(300, 1))
    file = mutagen.File(path)
    file["metadata_block_picture"] = ["not base64!", "AAAA"]
    file.save()
    assert read_cover(str(path)) is None


@pytest.fixture
def track(tmp_path: Path) -> Path:
    return encode(tmp_path / "song.mp3", tone(300, 1))


def test_the_embedded_picture_comes_first(tmp_path: Path) -> None:
    track = encode(tmp_path / "song.flac", tone(300, 1), cover=_INSIDE)
    (tmp_path / "cover.jpg").write_bytes(_BESIDE)
    assert find_cover(str(track)) == _INSIDE


@pytest.mark.parametrize("is_inside", [True, False])
def test_a_track_of_a_cue_sheet_has_the_cover_of_its_file(tmp_path: Path, is_inside: bool) -> None:
    file = encode(tmp_path / "day.flac", tone(300, 2), cover=_INSIDE if is_inside else None)
    (tmp_path / "cover.jpg").write_bytes(_BESIDE)
    spans = (Span(str(file), 0.0, 1.0), Span(str(file), 1.0))
    assert {find_cover(span.path) for span in spans} == {_INSIDE if is_inside else _BESIDE}


@pytest.mark.parametrize("name", ["cover.jpg", "Folder.PNG", "FRONT.jpeg", "AlbumArt.webp"])
def test_the_picture_beside_the_file_is_found(track: Path, name: str) -> None:
    (track.parent / name).write_bytes(_BESIDE)
    assert find_cover(str(track)) == _BESIDE


def test_the_likeliest_name_wins(track: Path) -> None:
    (track.parent / "folder.jpg").write_bytes(_INSIDE)
    (track.parent / "Cover.png").write_bytes(_BESIDE)
    assert find_cover(str(track)) == _BESIDE


def test_other_pictures_are_left_alone(track: Path) -> None:
    (track.parent / "holiday.jpg").write_bytes(_BESIDE)
    (track.parent / "cover.txt").write_bytes(_BESIDE)
    assert find_cover(str(track)) is None


def test_what_is_no_readable_picture_is_passed_over(track: Path) -> None:
    (track.parent / "cover.jpg").mkdir()
    (track.parent / "cover.jpeg").touch()
    (track.parent / "cover.png").symlink_to("nowhere.png")
    os.mkfifo(track.parent / "cover.webp")
    with (track.parent / "folder.jpg").open("wb") as large:
        large.truncate(LARGEST_COVER + 1)
    (track.parent / "front.jpg").write_bytes(_BESIDE)
    assert find_cover(str(track)) == _BESIDE


def test_a_huge_picture_inside_the_file_is_passed_over(tmp_path: Path) -> None:
    track = encode(tmp_path / "song.mp3", tone(300, 1), cover=bytes(1) * (LARGEST_COVER + 1))
    (tmp_path / "cover.jpg").write_bytes(_BESIDE)
    assert find_cover(str(track)) == _BESIDE


def test_a_track_that_is_gone_has_the_cover_of_its_folder_or_none(tmp_path: Path) -> None:
    assert find_cover(str(tmp_path / "gone" / "song.mp3")) is None
    (tmp_path / "cover.jpg").write_bytes(_BESIDE)
    assert find_cover(str(tmp_path / "song.mp3")) == _BESIDE


def test_every_composed_track_has_a_cover(composed_library: Path) -> None:
    tracks = [file for file in composed_library.rglob("*") if file.suffix not in ("", ".jpg")]
    assert len(tracks) == 24
    assert all(find_cover(str(track)) for track in tracks)
