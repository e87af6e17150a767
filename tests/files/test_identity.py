"""The identity of a sound: the same under every name and tag, another with every other sound."""

import shutil
from pathlib import Path

import pytest
from composing import tone
from sound_files import FORMATS, encode, png_picture

from musemood.domain.failure import FailureKind, FileError
from musemood.domain.span import Span
from musemood.domain.tag_sheet import TagField
from musemood.files.identity import sound_identity
from musemood.files.tag_writer import write_tags

COVER = png_picture(200, 40, 40, side=200)


@pytest.mark.parametrize("ending", FORMATS)
def test_name_tags_and_cover_leave_it_as_it_is(tmp_path: Path, ending: str) -> None:
    sound = tone(300, 1.5)
    bare = sound_identity(str(encode(tmp_path / f"bare{ending}", sound)))
    path = encode(tmp_path / f"song{ending}", sound, tags={"title": "A song"}, cover=COVER)
    assert sound_identity(str(path)) == bare
    write_tags(str(path), {TagField.TITLE: "Another " * 2000, TagField.ARTIST: "本"})
    assert sound_identity(str(path)) == bare
    moved = Path(shutil.move(path, tmp_path / f"moved{ending}"))
    assert sound_identity(str(moved)) == bare
    assert len(bare) == 32


@pytest.mark.parametrize("ending", FORMATS)
def test_another_sound_has_another(tmp_path: Path, ending: str) -> None:
    first = encode(tmp_path / f"first{ending}", tone(300, 1.5))
    second = encode(tmp_path / f"second{ending}", tone(310, 1.5))
    assert sound_identity(str(first)) != sound_identity(str(second))


def test_silence_at_another_rate_is_another_sound(tmp_path: Path) -> None:
    silence = tone(300, 1.5) * 0
    slow = encode(tmp_path / "slow.wav", silence, rate_hz=22050)
    quick = encode(tmp_path / "quick.wav", silence, rate_hz=44100)
    assert sound_identity(str(slow)) != sound_identity(str(quick))


def test_what_is_no_sound_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        sound_identity(str(tmp_path / "gone.mp3"))
    assert caught.value.failure.kind is FailureKind.MISSING


def test_the_tracks_of_one_file_are_sounds_of_their_own(tmp_path: Path) -> None:
    paths = [str(encode(tmp_path / f"{n}.flac", tone(300.0, 3.0))) for n in (1, 2)]
    spans = [Span(path, start, start + 1.0).path for path in paths for start in (0.0, 1.0)]
    identities = [sound_identity(path) for path in (*paths, *spans)]
    assert identities[0] == identities[1]
    assert identities[2:4] == identities[4:6]
    assert len(set(identities)) == 3
