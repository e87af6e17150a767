"""Laws: what is written is read back, whatever the names, and other programs can read it."""

import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from musemood.domain.playlist_file import PlaylistFileError, PlaylistProblem
from musemood.domain.span import Span
from musemood.domain.track import Tags, Track
from musemood.files.playlists import read_playlist, write_playlist

_names = st.one_of(
    st.binary(min_size=1, max_size=12),
    st.text(min_size=1, max_size=12).map(str.encode),
    st.sampled_from([b"#a", b" a ", b"a\\b", b"C:\\a", b"http:", b"a%20b", b"%", b"\xef\xbb\xbfa"]),
).map(lambda name: os.fsdecode(name.replace(b"\0", b"0").replace(b"/", b"-")))
_paths = st.lists(_names, min_size=1, max_size=3).map(
    lambda parts: os.path.normpath("/nowhere/" + "/".join(parts) + ".mp3")
)

_frames = st.integers(0, 75 * 60 * 99)
_songs = _paths | st.builds(
    lambda path, start, length: Span(path, start / 75, (start + length) / 75).path,
    _paths,
    _frames,
    _frames.filter(bool),
)


@given(st.lists(_songs, max_size=6), st.text(max_size=8), st.sampled_from(["m3u8", "xspf"]))
@example(["/nowhere/a.mp3"], "\0", "m3u8")
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, paths: list[str], words: str, ending: str
) -> None:
    target = str(tmp_path_factory.mktemp("out") / f"list.{ending}")
    tags = Tags(title=words, artist=words, album=words, track_number=3, duration_s=61.4)
    write_playlist(target, words, [Track(path, 0, 0, tags) for path in paths])
    assert read_playlist(target).entries == tuple(paths)
    Path(target).read_bytes().decode("utf-8")


def test_m3u8_is_what_other_players_expect(tmp_path: Path) -> None:
    music = tmp_path / "Music"
    target = tmp_path / "Lists" / "mine.m3u8"
    tracks = [
        Track(f"{music}/Anna/One.mp3", 0, 0, Tags("One", "Anna", duration_s=61.6)),
        Track(f"{tmp_path}/Lists/two.ogg", 0, 0),
        Track("/elsewhere/three.ogg", 0, 0, Tags("Three\nlines")),
        Track("E:\\Musik\\four.mp3", 0, 0, Tags("Four")),
    ]
    write_playlist(str(target), "My  list", tracks)
    assert target.read_text("utf-8") == (
        "#EXTM3U\n#PLAYLIST:My list\n"
        "#EXTINF:62,Anna - One\n../Music/Anna/One.mp3\n"
        "#EXTINF:-1,two\ntwo.ogg\n"
        "#EXTINF:-1,Three lines\n/elsewhere/three.ogg\n"
        "#EXTINF:-1,Four\nE:\\Musik\\four.mp3\n"
    )


def test_the_tracks_of_a_cue_sheet_are_named_as_vlc_does(tmp_path: Path) -> None:
    path = Span(f"{tmp_path}/disc.flac", 215.4, 431.026667).path
    tracks = [Track(path, 0, 0, Tags("Two", "Anna", track_number=2, duration_s=215.6))]
    for target in (tmp_path / "mine.m3u8", tmp_path / "mine.xspf"):
        write_playlist(str(target), "My list", tracks)
        assert read_playlist(str(target)).entries == (path,)
    assert (tmp_path / "mine.m3u8").read_text("utf-8") == (
        "#EXTM3U\n#PLAYLIST:My list\n#EXTINF:216,Anna - Two\n"
        "#EXTVLCOPT:start-time=215.400000\n#EXTVLCOPT:stop-time=431.026667\ndisc.flac\n"
    )
    options = (
        ET.parse(tmp_path / "mine.xspf")
        .getroot()
        .iter("{http://www.videolan.org/vlc/playlist/ns/0/}option")
    )
    assert [option.text for option in options] == ["start-time=215.400000", "stop-time=431.026667"]


def test_xspf_has_the_elements_of_its_standard(tmp_path: Path) -> None:
    target = tmp_path / "mine.xspf"
    tags = Tags("On<e>\x01", "Anna & Bo", "Al", track_number=2, duration_s=61.5)
    write_playlist(str(target), "My list", [Track("/m/é 1.mp3", 0, 0, tags)])
    root = ET.parse(target).getroot()
    space = {"x": "http://xspf.org/ns/0/"}
    assert root.tag == "{http://xspf.org/ns/0/}playlist"
    assert root.get("version") == "1"
    assert root.findtext("x:title", namespaces=space) == "My list"
    (track,) = root.findall("x:trackList/x:track", space)
    assert {child.tag.rpartition("}")[2]: child.text for child in track} == {
        "location": "file:///m/%C3%A9%201.mp3",
        "title": "On<e>�",
        "creator": "Anna & Bo",
        "album": "Al",
        "trackNum": "2",
        "duration": "61500",
    }


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_bytes(b"")
    target = str(tmp_path / "in the way" / "l.m3u8")
    with pytest.raises(PlaylistFileError) as raised:
        write_playlist(target, "x", [])
    assert raised.value.failure.problem is PlaylistProblem.NOT_WRITTEN
    assert raised.value.failure.path == target
    assert [path.name for path in tmp_path.iterdir()] == ["in the way"]
