import shutil
import sys
from itertools import pairwise
from pathlib import Path
from subprocess import run
from typing import Any

import av
import mutagen
import numpy as np
import pytest
from bad_files import make_bad_files, make_two_hour_file
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
from further_formats import further_tone
from hypothesis import given
from hypothesis import strategies as st
from mutagen import id3
from recorded import HALF_S
from without_root import without_root_rights

from musemood.domain.failure import FailureKind, FileError
from musemood.domain.track import Tags
from musemood.files.tags import read_cover, read_tags

_id3: Any = id3

_TAGS = {
    "title": "Lied ohne Worte: 无言歌",
    "artist": "Ægir",
    "album": "Weißes Album",
    "genre": "Ambient",
    "date": "1999-04-01",
    "tracknumber": "3/12",
    "discnumber": "2/2",
}
_EXTRA = {"albumartist": "Various", "composer": "Fanny Hensel"}


def _failure_of(path: Path) -> FailureKind:
    with pytest.raises(FileError) as raised:
        read_tags(str(path))
    assert raised.value.failure.path == str(path)
    return raised.value.failure.kind


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_says_the_same(tmp_path: Path, ending: str) -> None:
    extra = {"albumartist": "Various"} if ending == ".m4a" else _EXTRA
    path = encode(tmp_path / f"song{ending}", tone(300, 2), tags=_TAGS | extra)
    tags = read_tags(str(path))
    assert tags.duration_s == pytest.approx(2.0, abs=0.06)
    assert tags == Tags(
        title="Lied ohne Worte: 无言歌",
        artist="Ægir",
        album="Weißes Album",
        album_artist="Various",
        composer=extra.get("composer", ""),
        genre="Ambient",
        year=1999,
        track_number=3,
        disc_number=2,
        duration_s=tags.duration_s,
    )


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_without_tags_has_a_length_and_nothing_else(tmp_path: Path, ending: str) -> None:
    tags = read_tags(str(encode(tmp_path / f"song{ending}", tone(300, 1))))
    assert tags == Tags(duration_s=tags.duration_s)
    assert tags.duration_s == pytest.approx(1.0, abs=0.06)


def test_tags_of_a_wav_are_read_from_its_info_chunk(tmp_path: Path) -> None:
    path = tmp_path / "song.wav"
    with av.open(str(path), "w") as container:
        container.metadata.update(
            {"title": "Odd", "artist": "Ærlig", "album": "B", "genre": "Ska", "date": "1987"}
        )
        container.metadata["track"] = "17"
        stream = container.add_stream("pcm_s16le", 8000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.int16), "s16", "mono")
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
    assert read_tags(str(path)) == Tags(
        "Odd", "Ærlig", "B", genre="Ska", year=1987, track_number=17, duration_s=1.0
    )


def test_several_values_are_joined(tmp_path: Path) -> None:
    flac_path, mp3_path = tmp_path / "song.flac", tmp_path / "song.mp3"
    for path in (flac_path, mp3_path):
        encode(path, tone(300, 1), tags={"title": "T"})
        file = mutagen.File(path, easy=True)
        file["artist"] = ["One", "Two"]
        file["genre"] = ["Rock", "", "Pop"]
        file.save()
        assert read_tags(str(path)).artist == "One, Two"
        assert read_tags(str(path)).genre == "Rock, Pop"


@pytest.mark.parametrize(
    ("ending", "name", "value"),
    [
        (".mp3", "TCMP", _id3.TCMP(encoding=3, text=["1"])),
        (".m4a", "cpil", True),
        (".flac", "COMPILATION", "1"),
    ],
)
def test_what_is_flagged_as_of_a_compilation_is_by_various_artists(
    tmp_path: Path, ending: str, name: str, value: Any
) -> None:
    path = encode(tmp_path / f"a{ending}", tone(300, 1), tags={"artist": "Anna"})
    file: Any = mutagen.File(path)
    file[name] = value
    file.save()
    assert read_tags(str(path)).album_artist == "Various Artists"
    file.tags["TPE2" if ending == ".mp3" else "aART" if ending == ".m4a" else "ALBUM_ARTIST"] = (
        _id3.TPE2(encoding=3, text=["Bob"]) if ending == ".mp3" else "Bob"
    )
    file.save()
    assert read_tags(str(path)).album_artist == "Bob"


def test_numbered_genres_have_names(tmp_path: Path) -> None:
    assert read_tags(mp3_with(tmp_path / "a.mp3", _id3.TCON(text=["(17)"]))).genre == "Rock"


@pytest.mark.parametrize(
    ("track", "date", "number", "year"),
    [("0", "0000", None, None), ("A1", "soon", None, None), ("7", "May 1968", 7, 1968)],
)
def test_numbers_that_are_none_are_unknown(
    tmp_path: Path, track: str, date: str, number: int | None, year: int | None
) -> None:
    path = encode(
        tmp_path / "a.flac", tone(300, 1), tags={"tracknumber": track, "date": date, "title": "x"}
    )
    assert (read_tags(str(path)).track_number, read_tags(str(path)).year) == (number, year)


def test_titles_are_one_line_that_json_can_carry(tmp_path: Path) -> None:
    path = mp3_with(tmp_path / "a.mp3", _id3.TIT2(encoding=3, text=["Two\r\nlines \tand more "]))
    assert read_tags(path).title == "Two lines and more"


def test_broken_encodings_never_fail(tmp_path: Path) -> None:
    path = Path(mp3_with(tmp_path / "a.mp3", _id3.TIT2(encoding=3, text=["QQQQQQQQ"])))
    whole = path.read_bytes()
    assert whole.count(b"QQQQQQQQ") == 1
    for broken in (b"\xff\xfe\xff\xff\xc3\x28\xa0\x80", b"\xed\xa0\x80\xed\xa0\x80\xc3\x00"):
        path.write_bytes(whole.replace(b"QQQQQQQQ", broken))
        tags = read_tags(str(path))
        assert tags.title.encode("utf-8", "strict").decode("utf-8") == tags.title
        assert tags.duration_s > 0


def test_lone_halves_of_utf16_pairs_never_reach_a_title(tmp_path: Path) -> None:
    plain = mp3_with(tmp_path / "a.mp3", _id3.TIT2(encoding=1, text=["QQ"]))
    data = Path(plain).read_bytes()
    assert "QQ".encode("utf-16-le") in data
    Path(plain).write_bytes(data.replace("QQ".encode("utf-16-le"), b"\x00\xd8Q\x00"))
    title = read_tags(plain).title
    assert title.encode("utf-8", "strict").decode("utf-8") == title


def test_bad_files_fail_with_their_own_reason_and_the_others_are_read(tmp_path: Path) -> None:
    made = make_bad_files(tmp_path)
    assert _failure_of(made["text"]) is FailureKind.NOT_AUDIO
    assert _failure_of(made["empty"]) is FailureKind.EMPTY
    assert _failure_of(made["broken_link"]) is FailureKind.BROKEN_LINK
    assert _failure_of(tmp_path / "nothing.mp3") is FailureKind.MISSING
    assert _failure_of(tmp_path) is FailureKind.NOT_AUDIO
    with without_root_rights():
        assert _failure_of(made["unreadable"]) is FailureKind.NO_PERMISSION
    assert read_tags(str(made["one_second"])).duration_s == pytest.approx(1.0, abs=0.06)
    assert read_tags(str(made["truncated"])).duration_s == pytest.approx(16.0)
    for name, length_s in (("silent", 8), ("chinese", 8), ("not_utf8", 8)):
        assert read_tags(str(made[name])).duration_s == pytest.approx(length_s, abs=0.06)


@pytest.mark.parametrize("ending", [".ape", ".mpc"])
def test_ape_tags_of_the_formats_that_have_no_others(tmp_path: Path, ending: str) -> None:
    path = further_tone(tmp_path / f"song{ending}")
    file: Any = mutagen.File(path)
    file["Title"], file["Artist"], file["Track"] = "无言歌", ["Ann", "本"], "3/12"
    file.save()
    tags = read_tags(str(path))
    assert (tags.title, tags.artist, tags.track_number) == ("无言歌", "Ann, 本", 3)
    assert tags.duration_s == pytest.approx(2 * HALF_S, abs=0.1)


@pytest.mark.parametrize("ending", [*FORMATS, ".aac", ".aiff", ".wma", ".ape", ".m4b", ".mka"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_text_is_no_audio_whatever_it_is_called(tmp_path: Path, ending: str, encoding: str) -> None:
    path = tmp_path / f"letter{ending}"
    path.write_text("Dear Anna, the kettle is broken again. 亲爱的安娜\n" * 400, encoding=encoding)
    assert _failure_of(path) is FailureKind.NOT_AUDIO


def test_a_picture_is_no_audio(tmp_path: Path) -> None:
    for name, picture in (("a.mp3", jpeg_picture(9, 9, 9, 640)), ("b.mp3", png_picture(9, 9, 9))):
        (tmp_path / name).write_bytes(picture)
        assert _failure_of(tmp_path / name) is FailureKind.NOT_AUDIO


@pytest.mark.parametrize("ending", FORMATS)
def test_the_first_half_of_a_file_is_still_a_track(tmp_path: Path, ending: str) -> None:
    path = encode(tmp_path / f"song{ending}", tone(300, 4), tags={"title": "Half"})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    tags = read_tags(str(path))
    assert tags.title in ("Half", "")
    assert 0 <= tags.duration_s < 5


def test_a_sound_file_by_another_formats_name_is_not_refused(tmp_path: Path) -> None:
    for number, (real, claimed) in enumerate(pairwise(FORMATS)):
        path = encode(tmp_path / f"{number}{real}", tone(300, 1))
        tags = read_tags(str(path.rename(path.with_suffix(claimed))))
        assert 0 <= tags.duration_s < 2


@pytest.mark.parametrize(
    ("ending", "codec"), [(".mka", "flac"), (".wma", "wmav2"), (".aiff", "pcm_s16be")]
)
def test_other_endings_are_read_as_far_as_mutagen_knows_them(
    tmp_path: Path, ending: str, codec: str
) -> None:
    path = tmp_path / f"song{ending}"
    write_sound(path, tone(300, 2), Codec(codec, 128_000))
    length_s = read_tags(str(path)).duration_s
    assert length_s == (0.0 if ending == ".mka" else pytest.approx(2.0, abs=0.1))


def test_two_hours_are_two_hours(tmp_path: Path) -> None:
    path = make_two_hour_file(tmp_path / "long.mp3")
    assert read_tags(str(path)).duration_s == pytest.approx(7200, rel=0.01)


@pytest.fixture(scope="module")
def small_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("small")
    cover = png_picture(1, 2, 3, side=4)
    return {
        ending: encode(folder / f"s{ending}", tone(300, 0.3), tags=_TAGS, cover=cover).read_bytes()
        for ending in FORMATS
    }


@given(
    ending=st.sampled_from(FORMATS),
    place=st.floats(0, 1),
    junk=st.binary(max_size=40),
    cut=st.floats(0.01, 1),
)
def test_damage_anywhere_gives_tags_or_a_reason(
    small_files: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    ending: str,
    place: float,
    junk: bytes,
    cut: float,
) -> None:
    data = bytearray(small_files[ending])
    at = int(place**3 * len(data))  # most often in the head, where the tags are
    data[at : at + len(junk)] = junk
    path = tmp_path_factory.getbasetemp() / f"damaged{ending}"
    path.write_bytes(data[: max(1, int(cut * len(data)))])
    try:
        tags = read_tags(str(path))
        assert tags.duration_s >= 0
        assert f"{tags.title}{tags.artist}{tags.album}{tags.genre}".encode() is not None
    except FileError as error:
        assert error.failure.kind is FailureKind.NOT_AUDIO
    read_cover(str(path))


def test_mutagen_is_loaded_only_when_tags_are_read() -> None:
    code = (
        "import sys, musemood.files.tags, musemood.files.artwork; print('mutagen' in sys.modules)"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.real_data
def test_every_track_of_the_real_library_says_what_it_is(real_data: Path, tmp_path: Path) -> None:
    files = [p for p in (real_data / "library").rglob("*") if p.suffix in FORMATS]
    for file in files:
        tags = read_tags(str(file))
        assert tags.artist == "Kevin MacLeod"
        assert tags.album == file.parent.name
        assert f"{tags.track_number:02d} {tags.title}" == file.stem
        assert tags.duration_s > 30
    truncated = shutil.copy(next(f for f in files if f.suffix == ".flac"), tmp_path)
    Path(truncated).chmod(0o600)
    Path(truncated).write_bytes(Path(truncated).read_bytes()[:500_000])
    assert read_tags(str(truncated)).artist == "Kevin MacLeod"
