"""The mood in six formats: read back by mutagen, the sound as it was, undone exactly."""

from pathlib import Path
from typing import Any

import mutagen
import pytest
from composed_music import FORMATS, encode, png_picture, tone
from mutagen import id3
from test_tag_writer import _all_tags, _decoded, _packets
from without_root import without_root_rights

from musemood.domain.tag_sheet import TagError, TagField, TagProblem
from musemood.files.identity import sound_identity
from musemood.files.tag_writer import check_writable, read_field, restore_tags, write_tags

_id3: Any = id3
KEYS = {
    ".mp3": "TMOO",
    ".wav": "TMOO",
    ".flac": "MOOD",
    ".ogg": "MOOD",
    ".opus": "MOOD",
    ".m4a": "----:com.apple.iTunes:MOOD",
}


def _as_mutagen_reads(path: Path) -> list[str]:
    file: Any = mutagen.File(path)
    value = file.tags[KEYS[path.suffix]]
    values = value.text if path.suffix in (".mp3", ".wav") else value
    return [bytes(v).decode() if isinstance(v, bytes) else str(v) for v in values]


@pytest.mark.parametrize("ending", FORMATS)
def test_the_mood_is_read_back_and_undone_and_the_sound_stays(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"song{ending}", tone(300, 1.2), tags={"title": "无言"},
                  cover=png_picture(9, 9, 9))  # fmt: skip
    before, sound, packets = _all_tags(path), _decoded(path), _packets(path)
    identity = sound_identity(str(path))
    assert read_field(str(path), TagField.MOOD) == ""
    kept = write_tags(str(path), {TagField.MOOD: "relaxed"})
    assert _as_mutagen_reads(path) == ["relaxed"]
    assert read_field(str(path), TagField.MOOD) == "relaxed"
    assert (_decoded(path), _packets(path)) == (sound, packets)
    assert sound_identity(str(path)) == identity
    again = write_tags(str(path), {TagField.MOOD: "sad"})
    assert _as_mutagen_reads(path) == ["sad"]
    restore_tags(str(path), again)
    assert _as_mutagen_reads(path) == ["relaxed"]
    restore_tags(str(path), kept)
    assert _all_tags(path) == before
    assert (_decoded(path), _packets(path)) == (sound, packets)


def test_a_mood_that_stands_where_older_programs_put_it_is_found(tmp_path: Path) -> None:
    path = encode(tmp_path / "song.mp3", tone(300, 1))
    file: Any = mutagen.File(path)
    if file.tags is None:
        file.add_tags()
    file.tags.add(_id3.TXXX(encoding=3, desc="MOOD", text=["calm", "blue"]))
    file.save()
    before = _all_tags(path)
    assert read_field(str(path), TagField.MOOD) == "calm; blue"
    kept = write_tags(str(path), {TagField.MOOD: "sad"})
    assert _as_mutagen_reads(path) == ["sad"]
    assert read_field(str(path), TagField.MOOD) == "sad"
    restore_tags(str(path), kept)
    assert _all_tags(path) == before


def test_what_may_not_be_written_is_known_beforehand(tmp_path: Path) -> None:
    path = encode(tmp_path / "song.flac", tone(300, 1))
    check_writable(str(path))

    def problem(of: str) -> TagProblem:
        with pytest.raises(TagError) as raised:
            check_writable(of)
        return raised.value.failure.problem

    assert problem(f"{path}#t=1,2") is TagProblem.CUE_SHEET
    assert problem(str(tmp_path / "none.flac")) is TagProblem.MISSING
    with without_root_rights():
        path.chmod(0o444)
        assert problem(str(path)) is TagProblem.READ_ONLY
        path.chmod(0o644)
        tmp_path.chmod(0o555)
        try:
            assert problem(str(path)) is TagProblem.READ_ONLY
        finally:
            tmp_path.chmod(0o755)
    check_writable(str(path))
