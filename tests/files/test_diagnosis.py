import errno
from pathlib import Path

import pytest
from composed_music import FORMATS, Codec, encode, jpeg_picture, png_picture, tone, write_sound

from musemood.domain.failure import FailureKind
from musemood.files.diagnosis import HEAD_BYTES, failure_kind, looks_like_audio


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_begins_like_sound(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"song{ending}", tone(300, 1))
    assert looks_like_audio(path.read_bytes()[:HEAD_BYTES])


@pytest.mark.parametrize(
    ("ending", "codec"),
    [(".mka", "flac"), (".wma", "wmav2"), (".aiff", "pcm_s16be"), (".aac", "aac"), (".mp2", "mp2")],
)
def test_other_formats_begin_like_sound_too(tmp_path: Path, ending: str, codec: str) -> None:
    write_sound(tmp_path / f"song{ending}", tone(300, 1), Codec(codec, 128_000))
    assert looks_like_audio((tmp_path / f"song{ending}").read_bytes()[:HEAD_BYTES])


def test_an_mp3_without_any_tag_begins_like_sound(tmp_path: Path) -> None:
    path = tmp_path / "bare.mp3"
    write_sound(path, tone(300, 1), Codec("libmp3lame"), container_options={"id3v2_version": "0"})
    assert path.read_bytes()[:3] != b"ID3"
    assert looks_like_audio(path.read_bytes()[:HEAD_BYTES])


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff",
        b"Dear Anna, the ke",
        "Dear Anna".encode("utf-16"),
        jpeg_picture(9, 9, 9),
        png_picture(9, 9, 9),
        bytes(64),
        b"<!DOCTYPE html>",
        b"%PDF-1.7",
        b"PK\x03\x04",
    ],
)
def test_other_things_do_not(head: bytes) -> None:
    assert not looks_like_audio(head[:HEAD_BYTES])


def test_each_refusal_of_the_disk_has_its_name(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "itself").symlink_to("itself")
    expected = {
        "missing": FailureKind.MISSING,
        "broken": FailureKind.BROKEN_LINK,
        "itself": FailureKind.BROKEN_LINK,
        ".": FailureKind.NOT_AUDIO,
    }
    for name, kind in expected.items():
        path = str(tmp_path / name)
        with pytest.raises(OSError) as raised:
            Path(path).read_bytes()
        assert failure_kind(raised.value, path) is kind
    assert failure_kind(PermissionError(), "x") is FailureKind.NO_PERMISSION
    assert failure_kind(OSError(errno.EIO, "disk"), "x") is FailureKind.UNREADABLE
