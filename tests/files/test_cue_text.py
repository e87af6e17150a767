"""Cue sheets as texts: what they say, in whatever encoding, and which are broken."""

from pathlib import Path

import pytest
from cue_sheets import sheet
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.cue_sheet import CueError, FileCut
from musemood.files.cue_text import inner_cut, parse_cue
from musemood.files.text_encoding import decode_names

_NAMES = {
    "gb18030": ("王菲", "红豆", "我愿意", "那些花儿 (Live)", "S.H.E"),
    "shift_jis": ("宇多田ヒカル", "桜流し", "First Love", "光", "東京の夜"),
    "latin-1": ("Motörhead", "Édith Piaf", "Señorita", "Björk", "Águas de Março"),
    "utf-8": ("王菲", "Motörhead", "宇多田ヒカル"),
    "utf-8-sig": ("王菲", "Motörhead"),
    "utf-16": ("王菲", "Motörhead", "宇多田ヒカル"),
}


@pytest.mark.parametrize("encoding", _NAMES)
def test_names_are_read_in_the_encoding_they_were_written_in(encoding: str) -> None:
    names = _NAMES[encoding]
    text = sheet("a.wav", list(range(len(names))), names, head=f'TITLE "{names[0]}"')
    read = parse_cue(decode_names(text.encode(encoding)))
    assert [track.tags.title for track in read.files[0].tracks] == list(names)
    assert read.tags.title == names[0]


@given(st.binary(max_size=200))
def test_any_bytes_are_text_and_any_text_is_a_sheet_or_says_why_not(data: bytes) -> None:
    try:
        read = parse_cue(decode_names(data))
    except CueError as error:
        assert str(error)
    else:
        assert all(file.tracks for file in read.files)


_TRACK = 'FILE "a.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\n'


@pytest.mark.parametrize(
    "text",
    [
        "",
        'FILE "a.wav" WAVE',
        "TRACK 01 AUDIO\nINDEX 01 00:00:00",
        'INDEX 01 00:00:00\nFILE "a.wav" WAVE',
        _TRACK,
        _TRACK + "INDEX 00 00:10:00",
        _TRACK + "INDEX 01 00:00:00",
        _TRACK + "INDEX 01 00:10:75",
        _TRACK + "INDEX 01 ten past",
        _TRACK + "INDEX 01 00:61:00",
        _TRACK.replace("02", "two") + "INDEX 01 00:10:00",
        'FILE "a.bin" BINARY\nTRACK 01 MODE1/2352\nINDEX 01 00:00:00',
    ],
)
def test_a_broken_sheet_says_why(text: str) -> None:
    with pytest.raises(CueError, match=r"\w+"):
        parse_cue(text)


def test_what_people_write_by_hand_is_read() -> None:
    read = parse_cue(
        '\ufeffrem date 2001-05-06\n  performer   Anna\ntitle "Say "hello""\n'
        "FILE\tmy disc.wav wave\n\ttrack\t1\taudio\n\ttitle  One  \n\tindex\t1\t0:0:0\n"
        "FLAGS DCP\nISRC X\nTRACK 02 AUDIO\nPREGAP 00:02:00\nREM REPLAYGAIN_TRACK_GAIN -7.5 dB\n"
        "INDEX 00 3:2:1\nINDEX 01 120:00:74\nINDEX 02 121:00:00\nTRACK 03 MODE1/2352\n"
        "INDEX 01 130:00:00"
    )
    (file,) = read.files
    assert file.name == "my disc.wav"
    assert (read.tags.year, read.tags.artist, read.tags.title) == (2001, "Anna", 'Say "hello"')
    assert [(t.number, t.start_frames) for t in file.tracks] == [(1, 0), (2, 540_074)]
    assert [track.tags.title for track in file.tracks] == ["One", ""]
    assert file.tracks[1].tags.track_gain_db == -7.5


def test_a_pause_in_another_file_than_its_track_counts_there() -> None:
    read = parse_cue(
        'FILE "1.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\nTRACK 02 AUDIO\n'
        'INDEX 00 03:00:00\nFILE "2.wav" WAVE\nINDEX 01 00:00:00'
    )
    assert [[t.number for t in file.tracks] for file in read.files] == [[1], [2]]


def test_a_sheet_inside_a_file_is_about_one_file(tmp_path: Path) -> None:
    assert inner_cut("") == FileCut()
    both = 'FILE "1.wav" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n'
    with pytest.raises(CueError):
        inner_cut(both + both.replace("01 AUDIO", "02 AUDIO").replace("1.wav", "2.wav"))
