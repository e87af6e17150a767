"""Tags are written without touching the sound, whole or not at all, and come back exactly."""

import errno
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import av
import mutagen
import pytest
from composed_music import FORMATS, encode, mp3_with, png_picture, tone
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen import id3, mp4
from without_root import without_root_rights

from musemood.domain.tag_sheet import (
    NUMBERS,
    TagError,
    TagField,
    TagProblem,
    is_fit,
    split_values,
)
from musemood.files.riff_info import read_riff_info
from musemood.files.tag_writer import read_sheet, restore_tags, write_tags
from musemood.files.tags import read_cover, read_tags

_id3: Any = id3
COVER = png_picture(200, 30, 30)
BEFORE = {
    "title": "Alt: 无言歌",
    "artist": "Ægir",
    "album": "Weißes Album",
    "genre": "Ambient",
    "date": "1999-04-01",
    "tracknumber": "3/12",
    "discnumber": "1/2",
}
NEW: Mapping[TagField, str] = {
    TagField.TITLE: "Neu; with a semicolon",
    TagField.ARTIST: "Ann; 本",
    TagField.ALBUM: "Other",
    TagField.ALBUM_ARTIST: "Various",
    TagField.COMPOSER: "Fanny",
    TagField.GENRE: "Rock; Pop",
    TagField.YEAR: "2004",
    TagField.TRACK_NUMBER: "4",
    TagField.TRACK_TOTAL: "11",
    TagField.DISC_NUMBER: "2",
    TagField.DISC_TOTAL: "3",
    TagField.COMMENT: "said twice",
    TagField.LYRICS: "one\ntwo",
    TagField.MOOD: "sad",
}


def _song(folder: Path, ending: str) -> Path:
    return encode(folder / f"song{ending}", tone(300, 1.2), tags=BEFORE, cover=COVER)


def _decoded(path: Path) -> str:
    digest = hashlib.sha256()
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            digest.update(frame.to_ndarray().tobytes())
    return digest.hexdigest()


def _packets(path: Path) -> str:
    digest = hashlib.sha256()
    with av.open(str(path)) as container:
        for packet in container.demux(audio=0):
            digest.update(bytes(packet))
    return digest.hexdigest()


def _all_tags(path: Path) -> dict[str, str]:
    """Everything that mutagen sees, each value as text."""
    file: Any = mutagen.File(path)
    tags = {key: str(file.tags[key]) for key in file.tags.keys()}  # noqa: SIM118 (a list too)
    return tags | {"pictures": str([p.data for p in getattr(file, "pictures", ())])}


@pytest.mark.parametrize("ending", FORMATS)
def test_every_field_is_written_and_undone_and_the_sound_stays(tmp_path: Path, ending: str) -> None:
    path = _song(tmp_path, ending)
    path.chmod(0o640)
    before, sound, packets = _all_tags(path), _decoded(path), _packets(path)
    sheet = read_sheet(str(path))
    assert sheet.fields[TagField.TRACK_NUMBER] == "3"
    assert sheet.fields[TagField.TRACK_TOTAL] == "12"
    assert sheet.fields[TagField.YEAR] == "1999"
    kept = write_tags(str(path), NEW)
    assert read_sheet(str(path)).fields == NEW
    tags = read_tags(str(path))
    assert (tags.title, tags.artist, tags.year) == ("Neu; with a semicolon", "Ann, 本", 2004)
    assert (tags.track_number, tags.disc_number) == (4, 2)
    assert (_decoded(path), _packets(path)) == (sound, packets)
    assert read_cover(str(path)) == COVER
    assert path.stat().st_mode & 0o777 == 0o640
    restore_tags(str(path), kept)
    assert _all_tags(path) == before
    assert read_sheet(str(path)).fields == sheet.fields
    assert (_decoded(path), _packets(path)) == (sound, packets)
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("field", [*TagField])
def test_a_field_changes_alone(tmp_path: Path, ending: str, field: TagField) -> None:
    path = _song(tmp_path, ending)
    before = read_sheet(str(path)).fields
    write_tags(str(path), {field: NEW[field]})
    assert read_sheet(str(path)).fields == {**before, field: NEW[field]}
    write_tags(str(path), {field: ""})
    assert read_sheet(str(path)).fields == {**before, field: ""}


@pytest.mark.parametrize("ending", FORMATS)
def test_an_untagged_file_can_be_tagged(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"song{ending}", tone(300, 1))
    sound = _decoded(path)
    assert set(read_sheet(str(path)).fields.values()) == {""}
    kept = write_tags(str(path), NEW)
    assert read_sheet(str(path)).fields == NEW
    restore_tags(str(path), kept)
    assert set(read_sheet(str(path)).fields.values()) == {""}
    assert _decoded(path) == sound


def test_what_changes_nothing_does_not_touch_the_file(tmp_path: Path) -> None:
    path = _song(tmp_path, ".flac")
    before = path.stat()
    kept = write_tags(str(path), {TagField.TITLE: BEFORE["title"], TagField.YEAR: "1999"})
    restore_tags(str(path), kept)
    assert path.stat() == before


def test_the_sheet_says_what_the_file_is(tmp_path: Path) -> None:
    sheets = {ending: read_sheet(str(_song(tmp_path, ending))) for ending in FORMATS}
    names = {ending: sheet.format for ending, sheet in sheets.items()}
    assert names == {
        ".mp3": "MP3",
        ".flac": "FLAC",
        ".ogg": "Ogg Vorbis",
        ".opus": "Opus",
        ".m4a": "AAC",
        ".wav": "WAV",
    }
    for sheet in sheets.values():
        assert sheet.duration_s == pytest.approx(1.2, abs=0.06)
        assert sheet.size == Path(sheet.path).stat().st_size


def _is_told_apart(field: TagField, text: str) -> bool:
    if field is TagField.GENRE:  # in ID3 a number or (number) is a genre of ID3v1
        return not any(sign.isnumeric() or sign == "(" for sign in text)
    return is_fit(field, text) and field not in NUMBERS


_texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(str.strip)
_changes = st.dictionaries(
    st.sampled_from(TagField), st.one_of(st.integers(1, 9999).map(str), _texts), max_size=6
).map(lambda found: {f: t for f, t in found.items() if _is_told_apart(f, t)})


@pytest.mark.parametrize("ending", [".mp3", ".flac", ".m4a"])
@given(first=_changes, second=_changes)
@settings(max_examples=25)
def test_undone_in_turn_the_first_tags_come_back(
    tmp_path_factory: pytest.TempPathFactory,
    ending: str,
    first: dict[TagField, str],
    second: dict[TagField, str],
) -> None:
    path = _song(tmp_path_factory.mktemp("turn"), ending)
    before = _all_tags(path)
    steps = [write_tags(str(path), changes) for changes in (first, second)]
    shown = read_sheet(str(path)).fields
    for field, text in {**first, **second}.items():
        assert split_values(shown[field]) == split_values(text)
    for kept in reversed(steps):
        restore_tags(str(path), kept)
    assert _all_tags(path) == before


def test_an_id3_tag_keeps_its_version_and_foreign_frames(tmp_path: Path) -> None:
    path = Path(
        mp3_with(
            tmp_path / "old.mp3",
            _id3.TYER(encoding=0, text=["1987"]),
            _id3.TSOP(encoding=0, text=["sorted"]),
            _id3.COMM(encoding=0, lang="eng", desc="iTunNORM", text=["0001"]),
            _id3.TPE1(encoding=1, text=["A", "B"]),
        )
    )
    _as_version_3(path)
    assert read_sheet(str(path)).fields[TagField.YEAR] == "1987"
    assert read_sheet(str(path)).fields[TagField.ARTIST] == "A; B"
    kept = write_tags(str(path), {TagField.YEAR: "1990", TagField.COMMENT: "hello", **_CHINESE})
    frames = _frames(path)
    assert frames.version == (2, 3, 0)
    assert frames["TYER"].text == ["1990"]
    assert "TDRC" not in frames
    assert frames["TSOP"].text == ["sorted"]
    assert frames["COMM:iTunNORM:eng"].text == ["0001"]
    assert frames["TPE1"].text == ["A", "B"]
    assert frames["TIT2"].text == ["中"]
    restore_tags(str(path), kept)
    assert _frames(path)["TYER"].text == ["1987"]
    assert "COMM::eng" not in _frames(path)


_CHINESE = {TagField.TITLE: "中"}


def _as_version_3(path: Path) -> None:
    frames = _frames(path)
    frames.save(str(path), v2_version=3, v23_sep=None)


def _frames(path: Path) -> Any:
    return _id3.ID3(str(path), translate=False)


def test_vorbis_comments_keep_their_spelling_and_order(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.flac", tone(300, 1))
    file: Any = mutagen.File(path)
    pairs = [("TITLE", "a"), ("Artist", "b"), ("MOOD", "x"), ("track", "2"), ("TotalTracks", "9")]
    file.tags[:] = pairs
    file.save()
    kept = write_tags(str(path), {TagField.ARTIST: "c; d", TagField.TRACK_NUMBER: "5"})
    again: Any = mutagen.File(path)
    assert [*again.tags] == [
        ("TITLE", "a"),
        ("Artist", "c"),
        ("Artist", "d"),
        ("MOOD", "x"),
        ("track", "5"),
        ("TotalTracks", "9"),
    ]
    assert read_sheet(str(path)).fields[TagField.TRACK_TOTAL] == "9"
    restore_tags(str(path), kept)
    last: Any = mutagen.File(path)
    assert [*last.tags] == pairs


def test_freeform_atoms_of_m4a_stay(tmp_path: Path) -> None:
    path = _song(tmp_path, ".m4a")
    opened: Any = mp4.MP4
    file = opened(path)
    file["----:com.apple.iTunes:MOOD"] = [b"calm"]
    file.save()
    write_tags(str(path), {f: text for f, text in NEW.items() if f is not TagField.MOOD})
    assert bytes(opened(path)["----:com.apple.iTunes:MOOD"][0]) == b"calm"


def test_the_info_chunk_of_a_wav_is_kept_in_step(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.wav", tone(300, 1))
    _add_info(path, {"INAM": "old", "IART": "me", "ICOP": "me too"})
    sound = _decoded(path)
    assert read_sheet(str(path)).fields[TagField.TITLE] == "old"
    kept = write_tags(str(path), {TagField.TITLE: "新", TagField.ARTIST: "", TagField.ALBUM: "x"})
    with path.open("rb") as file:
        assert _without_tool(read_riff_info(file)) == {"INAM": "新", "ICOP": "me too"}
    assert (read_tags(str(path)).title, read_tags(str(path)).artist) == ("新", "")
    assert _decoded(path) == sound
    restore_tags(str(path), kept)
    with path.open("rb") as file:
        assert _without_tool(read_riff_info(file)) == {
            "INAM": "old",
            "IART": "me",
            "ICOP": "me too",
        }
    assert _decoded(path) == sound
    assert int.from_bytes(path.read_bytes()[4:8], "little") == path.stat().st_size - 8


def _without_tool(texts: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if key != "ISFT"}  # the encoder's own


def _add_info(path: Path, texts: Mapping[str, str]) -> None:
    chunks = b""
    for key, text in texts.items():
        value = text.encode() + b"\0" * (1 + (len(text) + 1) % 2)
        chunks += key.encode() + (len(text) + 1).to_bytes(4, "little") + value
    content = path.read_bytes()
    body = content[12:]
    info = b"LIST" + (len(chunks) + 4).to_bytes(4, "little") + b"INFO" + chunks
    size = (4 + len(info) + len(body)).to_bytes(4, "little")
    path.write_bytes(b"RIFF" + size + b"WAVE" + info + body)


# What must not happen


def _problem_of(path: Path, changes: Mapping[TagField, str] = NEW) -> TagProblem:
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(TagError) as raised:
        write_tags(str(path), changes)
    assert raised.value.failure.path == str(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not [name for name in os.listdir(path.parent) if "musemood" in name]
    return raised.value.failure.problem


def test_a_read_only_file_stays_as_it_is(tmp_path: Path) -> None:
    path = _song(tmp_path, ".mp3")
    path.chmod(0o444)
    with without_root_rights():
        assert _problem_of(path) is TagProblem.READ_ONLY


def test_a_read_only_folder_stays_as_it_is(tmp_path: Path) -> None:
    path = _song(tmp_path, ".flac")
    tmp_path.chmod(0o555)
    try:
        with without_root_rights():
            assert _problem_of(path) is TagProblem.READ_ONLY
    finally:
        tmp_path.chmod(0o755)


def test_what_is_not_there_or_no_sound_is_told(tmp_path: Path) -> None:
    assert _problem_of(tmp_path / "none.mp3") is TagProblem.MISSING
    text = tmp_path / "text.mp3"
    text.write_text("not music at all\n" * 40)
    assert _problem_of(text) in (TagProblem.DAMAGED, TagProblem.NOT_SUPPORTED)
    empty = tmp_path / "empty.flac"
    empty.touch()
    assert _problem_of(empty) in (TagProblem.DAMAGED, TagProblem.NOT_SUPPORTED)
    hidden = _song(tmp_path, ".ogg")
    hidden.chmod(0)
    with without_root_rights(), pytest.raises(TagError) as raised:
        read_sheet(str(hidden))
    assert raised.value.failure.problem is TagProblem.NO_PERMISSION


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("where", ["copyfileobj", "fsync"])
def test_a_full_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, where: str
) -> None:
    path = _song(tmp_path, ".m4a")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(f"{'shutil' if where == 'copyfileobj' else 'os'}.{where}", fail)
    expected = {errno.ENOSPC: TagProblem.NO_SPACE, errno.EIO: TagProblem.UNREADABLE}
    assert _problem_of(path) is expected[number]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_disk_that_fails_while_mutagen_writes_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = _song(tmp_path, ending)

    def fail(*_: object, **__: object) -> None:
        raise mutagen.MutagenError(OSError(errno.ENOSPC, "full"))

    monkeypatch.setattr(type(mutagen.File(path)), "save", fail)
    assert _problem_of(path) is TagProblem.NO_SPACE


def test_a_change_by_another_program_meanwhile_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _song(tmp_path, ".mp3")
    real = os.fsync
    other = path.read_bytes() + b"\0"

    def fsync(handle: int) -> None:
        path.write_bytes(other)
        real(handle)

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(TagError):
        write_tags(str(path), NEW)
    assert path.read_bytes() == other


def test_what_a_killed_writer_left_is_no_obstacle_and_a_link_stays_one(tmp_path: Path) -> None:
    path = _song(tmp_path, ".flac")
    (tmp_path / ".musemood-tags.tmp").write_bytes(b"half")
    link = tmp_path / "link.flac"
    link.symlink_to(path)
    write_tags(str(link), {TagField.TITLE: "by the link"})
    assert link.is_symlink()
    assert read_tags(str(path)).title == "by the link"
    assert not (tmp_path / ".musemood-tags.tmp").exists()


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    path = _song(tmp_path, ".mp3").rename(tmp_path / os.fsdecode(b"caf\xe9.mp3"))
    write_tags(str(path), NEW)
    assert read_sheet(str(path)).fields == NEW


def test_tags_of_100_kb_can_be_edited(tmp_path: Path) -> None:
    path = _song(tmp_path, ".mp3")
    long = "la " * 40_000
    write_tags(str(path), {TagField.LYRICS: long})
    write_tags(str(path), {TagField.TITLE: "short"})
    assert read_sheet(str(path)).fields[TagField.LYRICS] == long
