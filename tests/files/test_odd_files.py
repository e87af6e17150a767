"""What is no file never holds anybody up, and numbers that cannot be are none."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen
import pytest
from composed_music import encode, tone

from musemood.domain.failure import FailureKind, FileError
from musemood.domain.tag_sheet import TagError, TagField
from musemood.files.artwork import find_cover
from musemood.files.lyrics import find_lyrics
from musemood.files.sound_file import SoundFile
from musemood.files.tag_writer import read_sheet, write_tags
from musemood.files.tags import read_tags


@pytest.mark.timeout(30)
@pytest.mark.parametrize("read", [read_tags, SoundFile])
def test_a_pipe_is_refused_and_not_waited_for(
    tmp_path: Path, read: Callable[[str], object]
) -> None:
    pipe = str(tmp_path / "pipe.flac")
    os.mkfifo(pipe)
    with pytest.raises(FileError) as caught:
        read(pipe)
    assert caught.value.failure.kind is FailureKind.NOT_AUDIO


@pytest.mark.timeout(30)
def test_nor_do_cover_lyrics_and_tag_sheet_wait_for_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.flac"
    for name in ("pipe.flac", "pipe.lrc", "cover.jpg"):
        os.mkfifo(tmp_path / name)
    assert find_cover(str(pipe)) is None
    assert find_lyrics(str(pipe)) is None
    with pytest.raises(TagError):
        read_sheet(str(pipe))
    with pytest.raises(TagError):
        write_tags(str(pipe), {TagField.TITLE: "new"})


@pytest.mark.parametrize(
    ("date", "year"),
    [("2019", 2019), ("2019-05-01", 2019), ("20190501", 2019), ("May 1999", 1999),
     ("0000", None), ("99999", None), ("0", None), ("-5", None), ("", None)],
)  # fmt: skip
def test_a_year_has_four_digits(tmp_path: Path, date: str, year: int | None) -> None:
    file = encode(tmp_path / "a.flac", tone(440.0, 0.2), tags={"date": date})
    assert read_tags(str(file)).year == year


@pytest.mark.parametrize(
    ("text", "gain_db"),
    [("-3.5 dB", -3.5), ("-1e1", -10.0), ("9e99 dB", None), ("1e400", None), ("nan", None),
     ("-inf dB", None), ("61 dB", None), ("loud", None)],
)  # fmt: skip
def test_a_gain_is_a_number_that_can_be(tmp_path: Path, text: str, gain_db: float | None) -> None:
    file = encode(tmp_path / "a.flac", tone(440.0, 0.2))
    sound: Any = mutagen.File(file)
    sound["replaygain_track_gain"] = text
    sound.save()
    assert read_tags(str(file)).track_gain_db == gain_db
