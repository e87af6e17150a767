"""Reading playlists as other programs, other systems and other people's hands left them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.playlist_file import PlaylistFile, PlaylistFileError, PlaylistProblem
from musemood.files.playlists import read_playlist

Write = Callable[[str, bytes | str], str]


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A folder with a few files to be found, some of odd name."""
    folder = tmp_path / "music"
    (folder / "Artist" / "Album").mkdir(parents=True)
    for name in ("a.mp3", "café.mp3", "100% b.mp3", "#c.mp3", "Artist/Album/d.mp3", "e f.mp3"):
        (folder / name).touch()
    (folder / os.fsdecode(b"odd\xff.mp3")).touch()
    return folder


@pytest.fixture
def write(music: Path) -> Write:
    def write_it(name: str, content: bytes | str) -> str:
        path = music / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write_it


def names(file: PlaylistFile, music: Path) -> list[str]:
    return [os.path.relpath(path, music) for path in file.entries]


def problem(path: str) -> PlaylistProblem:
    with pytest.raises(PlaylistFileError) as raised:
        read_playlist(path)
    assert raised.value.failure.path == path
    return raised.value.failure.problem


@pytest.mark.parametrize(
    "content",
    [
        b"#EXTM3U\n#EXTINF:3,Anna - A\na.mp3\n\n# a comment\ncaf\xc3\xa9.mp3\n",
        b"\xef\xbb\xbfa.mp3\r\ncaf\xc3\xa9.mp3\r\n",
        b"a.mp3\rcaf\xe9.mp3",
        "a.mp3\ncafé.mp3\n".encode("utf-16"),
        b"  a.mp3  \n./caf%C3%A9.mp3\n",
        b".\\a.mp3\n../music/caf\xe9.mp3\n",
        b"E:\\Sound\\music\\a.mp3\n\\caf\xe9.mp3\n",
    ],
    ids=["utf-8", "bom", "latin-1", "utf-16", "escaped", "backslashes", "other drive"],
)
@pytest.mark.parametrize("ending", [".m3u", ".M3U8"])
def test_an_m3u_of_any_make_names_its_files(
    write: Write, music: Path, content: bytes, ending: str
) -> None:
    file = read_playlist(write(f"list{ending}", content))
    assert names(file, music) == ["a.mp3", "café.mp3"]
    assert file.name == "list"
    assert file.passed_over == ()


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("gb18030", "王菲/红豆 (Live).mp3"), ("gb18030", "我.mp3"), ("cp932", "宇多田/桜流し.mp3")],
)
@pytest.mark.parametrize("ending", [".m3u", ".pls"])
def test_names_of_the_far_east_are_found_and_shown(
    write: Write, music: Path, encoding: str, name: str, ending: str
) -> None:
    (music / name).parent.mkdir(exist_ok=True)
    (music / name).touch()
    line = f"C:\\音楽\\{name.replace('/', chr(92))}"
    text = f"#PLAYLIST:{name}\n{line}\ngone.mp3"
    if ending == ".pls":
        text = f"[playlist]\nX-GNOME-Title={name}\nFile1={line}\nFile2=gone.mp3"
    file = read_playlist(write(f"l{ending}", text.encode(encoding)))
    assert (names(file, music), file.name) == ([name, "gone.mp3"], name)


def test_addresses_of_files_are_paths_and_others_are_passed_over(write: Write, music: Path) -> None:
    lines = [
        f"file://{music}/e%20f.mp3",
        f"file://localhost{music}/e f.mp3",
        f"FILE://{music}/odd%FF.mp3",
        f"file:{music}/a.mp3",
        f"file://{music}/100%25%20b.mp3",
        "http://radio.example/stream.mp3",
        "mms://x/y",
        "file:///C:/Music/gone.mp3",
    ]
    file = read_playlist(write("l.m3u8", "\n".join(lines)))
    odd = os.fsdecode(b"odd\xff.mp3")
    assert names(file, music)[:5] == ["e f.mp3", "e f.mp3", odd, "a.mp3", "100% b.mp3"]
    assert file.entries[5] == "C:/Music/gone.mp3"
    assert file.passed_over == ("http://radio.example/stream.mp3", "mms://x/y")


def test_names_are_taken_as_they_stand_where_there_is_such_a_file(
    write: Write, music: Path
) -> None:
    content = b"100% b.mp3\nodd\xff.mp3\n./#c.mp3\nArtist\\Album\\d.mp3\n"
    assert names(read_playlist(write("l.m3u", content)), music) == [
        *("100% b.mp3", os.fsdecode(b"odd\xff.mp3"), "#c.mp3", "Artist/Album/d.mp3")
    ]


def test_missing_files_stay_where_they_were(write: Write, music: Path) -> None:
    content = b"gone/x.mp3\na.mp3\ngone/x.mp3\nM:\\Musik\\y.mp3\nna\xefve.mp3\n/else/z.mp3\n"
    file = read_playlist(write("l.m3u", content))
    assert file.entries == (
        str(music / "gone/x.mp3"),
        str(music / "a.mp3"),
        str(music / "gone/x.mp3"),
        "M:\\Musik\\y.mp3",
        str(music / "naïve.mp3"),
        "/else/z.mp3",
    )


def test_the_name_is_the_file_s_own_word_for_itself(write: Write) -> None:
    assert read_playlist(write("a.m3u", "#EXTM3U\n#PLAYLIST: Long  drive \n")).name == "Long drive"
    pls = "[playlist]\nX-GNOME-Title=Evening\nFile1=a.mp3\n"
    assert read_playlist(write("a.pls", pls)).name == "Evening"
    assert read_playlist(write("b c.pls", "[playlist]\nFile1=a.mp3\n")).name == "b c"


def test_pls_by_number_whatever_its_order(write: Write, music: Path) -> None:
    content = (
        "[Playlist]\r\nNumberOfEntries=3\r\nfile10=e f.mp3\r\nFile2=http://radio.example/\r\n"
        "Title2=100%\r\nFile1=a.mp3\r\nLength1=-1\r\nFile3=\r\n; comment\r\nnonsense\r\nVersion=2"
    )
    file = read_playlist(write("l.pls", content))
    assert names(file, music) == ["a.mp3", "e f.mp3"]
    assert file.passed_over == ("http://radio.example/",)
    latin = read_playlist(write("l.pls", b"[playlist]\nFile1=caf\xe9.mp3\n"))
    assert names(latin, music) == ["café.mp3"]


def test_xspf_of_each_track_its_first_place(write: Write, music: Path) -> None:
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
    <playlist version="1" xmlns="http://xspf.org/ns/0/">
      <title>Mix &amp; match</title><creator>me</creator>
      <trackList>
        <track><location>file://{music}/caf%C3%A9.mp3</location><title>T</title></track>
        <track><title>none</title></track>
        <track><location>e%20f.mp3</location><location>a.mp3</location></track>
        <track><location>http://radio.example/a?b=c&amp;d</location></track>
        <track><location>no%20such.mp3</location></track>
      </trackList>
    </playlist>"""
    file = read_playlist(write("l.xspf", content))
    assert file.name == "Mix & match"
    assert names(file, music) == ["café.mp3", "e f.mp3", "no such.mp3"]
    assert file.passed_over == ("http://radio.example/a?b=c&d",)
    latin = content.replace("UTF-8", "ISO-8859-1").replace("match", "café").encode("latin-1")
    assert read_playlist(write("m.xspf", latin)).name == "Mix & café"


def test_a_playlist_named_in_one_stands_in_its_place(write: Write, music: Path) -> None:
    write("Artist/inner.pls", "[playlist]\nFile1=Album/d.mp3\nFile2=../a.mp3\n")
    outer = write("outer.m3u", "e f.mp3\nArtist/inner.pls\nArtist/inner.pls\ngone.m3u\n")
    assert names(read_playlist(outer), music) == [
        *("e f.mp3", "Artist/Album/d.mp3", "a.mp3", "Artist/Album/d.mp3", "a.mp3", "gone.m3u")
    ]


def test_a_playlist_that_leads_back_to_itself_is_refused(write: Write, music: Path) -> None:
    write("b.m3u", "a.mp3\nc.m3u\n")
    (music / "link.m3u").symlink_to(music / "b.m3u")
    assert problem(write("c.m3u", "link.m3u\n")) is PlaylistProblem.CYCLIC
    assert problem(write("self.m3u", "self.m3u\n")) is PlaylistProblem.CYCLIC


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><playlist>&l11;</playlist>'
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    "<playlist><trackList><track><location>&f;</location></track></trackList></playlist>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("l.xspf", BOMB),
        ("l.xspf", OUTSIDE),
        ("l.xspf", "<playlist><trackList>"),
        ("l.xspf", "<html></html>"),
        ("l.xspf", '<?xml version="1.0" encoding="none-such"?><playlist/>'),
        ("l.xspf", ""),
        ("l.pls", "File1=a.mp3"),
        ("l.pls", "[other]\nFile1=a.mp3"),
        ("l.m3u", b"\0\1\2ID3"),
        ("l.txt", "a.mp3"),
    ],
)
@pytest.mark.timeout(30)  # were the bomb unpacked, it would never be read to its end
def test_what_is_no_playlist_is_refused(write: Write, name: str, content: bytes | str) -> None:
    assert problem(write(name, content)) is PlaylistProblem.NOT_A_PLAYLIST


def test_what_is_too_large_is_refused(write: Write, music: Path) -> None:
    huge = write("huge.m3u", b"x" * 80 + b"\n")
    os.truncate(huge, 17 << 20)
    assert problem(huge) is PlaylistProblem.TOO_LARGE
    assert problem(write("many.m3u", "a\n" * 200_001)) is PlaylistProblem.TOO_LARGE
    for number in range(102):
        write(f"{number}.m3u", f"{number + 1}.m3u\n")
    assert problem(str(music / "0.m3u")) is PlaylistProblem.TOO_LARGE


def test_what_cannot_be_read_is_said(write: Write, music: Path) -> None:
    assert problem(str(music / "none.m3u")) is PlaylistProblem.MISSING
    (music / "folder.m3u").mkdir()
    assert problem(str(music / "folder.m3u")) is PlaylistProblem.NOT_A_PLAYLIST
    os.mkfifo(music / "pipe.m3u")
    assert problem(str(music / "pipe.m3u")) is PlaylistProblem.NOT_A_PLAYLIST
    (music / "round.m3u").symlink_to("round.m3u")
    assert problem(str(music / "round.m3u")) is PlaylistProblem.UNREADABLE


@given(st.binary(max_size=300), st.sampled_from([".m3u", ".m3u8", ".pls", ".xspf"]))
def test_any_bytes_are_a_playlist_or_an_answer(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"l{ending}"
    path.write_bytes(data)
    try:
        file = read_playlist(str(path))
    except PlaylistFileError as error:
        assert error.failure.problem in (PlaylistProblem.NOT_A_PLAYLIST, PlaylistProblem.CYCLIC)
    else:
        assert all(entry for entry in file.entries)
