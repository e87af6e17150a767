"""Lyrics in six formats, and beside the song."""

import os
from pathlib import Path

import pytest
from composed_music import FORMATS, encode, tone

from musemood.domain.lyrics import Lyrics
from musemood.domain.tag_sheet import TagField
from musemood.files.lyrics import find_lyrics
from musemood.files.tag_writer import write_tags

_SUNG = Lyrics(("one", "二"), (1.0, 2.0))


@pytest.mark.parametrize("ending", FORMATS)
def test_lyrics_inside_the_file(tmp_path: Path, ending: str) -> None:
    path = str(encode(tmp_path / f"a{ending}", tone(300, 1)))
    assert find_lyrics(path) is None
    write_tags(path, {TagField.LYRICS: "one\n\n二"})
    assert find_lyrics(path) == Lyrics(("one", "", "二"))
    write_tags(path, {TagField.LYRICS: "[00:01]one\n[00:02]二"})
    assert find_lyrics(path) == _SUNG


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_lyrics_beside_the_file_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    path = encode(tmp_path / "a.song.mp3", tone(300, 1))
    (tmp_path / "a.song.lrc").write_bytes("[00:01]one\r\n[00:02]二".encode(encoding))
    assert find_lyrics(str(path)) == _SUNG


def test_those_with_moments_are_preferred(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.flac", tone(300, 1))
    write_tags(str(path), {TagField.LYRICS: "[00:01]one\n[00:02]二"})
    (tmp_path / "a.lrc").write_text("plain")
    assert find_lyrics(str(path)) == _SUNG


def test_what_is_no_song_has_no_lyrics(tmp_path: Path) -> None:
    assert find_lyrics(str(tmp_path / "none.mp3")) is None
    odd = tmp_path / os.fsdecode(b"caf\xe9.mp3")
    odd.write_bytes(b"no music")
    assert find_lyrics(str(odd)) is None
    odd.with_suffix(".lrc").write_bytes(b"[00:01]\xff\xff caf\xe9")
    assert find_lyrics(str(odd)) is not None
    odd.with_suffix(".lrc").write_bytes(b"x" * (2 << 20))
    assert find_lyrics(str(odd)) is None
