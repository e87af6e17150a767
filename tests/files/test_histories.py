"""Histories of other players: read whole, never changed, never trusted."""

import hashlib
import json
import os
import sqlite3
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from foreign_files import (
    file_address,
    listen,
    make_listenbrainz_zip,
    make_rhythmbox,
    make_strawberry,
)

from musemood.domain.foreign_history import (
    ForeignCount,
    ForeignHistory,
    ForeignSong,
    HistoryFileError,
    HistoryProblem,
    Origin,
)
from musemood.files.histories import is_foreign, read_history, usual_places

ODD = os.fsdecode(b"/music/caf\xe9 100% #1.flac")
AT = 1_700_000_000
MOMENT = datetime.fromtimestamp(AT, UTC)


def _problem(path: Path) -> HistoryProblem:
    with pytest.raises(HistoryFileError) as caught:
        read_history(str(path))
    return caught.value.problem


def _state(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


def _titles(history: ForeignHistory) -> list[tuple[str, str]]:
    return [(each.song.artist, each.song.title) for each in history.listens]


def _strawberry_songs() -> list[dict[str, object]]:
    return [
        {"title": "One", "artist": "A", "album": "X", "length": 200 * 10**9,
         "url": file_address(ODD), "playcount": 12, "lastplayed": AT, "rating": 0.9},
        {"title": "Two", "artist": "A", "length": 100 * 10**9, "url": "file:///music/two.mp3",
         "playcount": 0, "rating": -1},
        {"title": "Three", "artist": "B", "length": 90 * 10**9, "url": "file:///music/disc.flac",
         "cue_path": "/music/disc.cue", "beginning": 5, "playcount": 3, "lastplayed": -1},
    ]  # fmt: skip


def test_strawberry_says_plays_last_played_ratings_and_playlists(tmp_path: Path) -> None:
    path = tmp_path / "strawberry.db"
    lists: list[tuple[str, int, list[int | str]]] = [
        ("Evening", 0, [2, 1, 1, "file:///music/loose.ogg"]),
        ("Thrown away", -1, [1]),
    ]
    make_strawberry(path, _strawberry_songs(), lists).close()
    before = _state(tmp_path)
    history = read_history(str(path))
    one = ForeignSong("One", "A", "X", 200.0, ODD)
    assert history.origin is Origin.STRAWBERRY
    assert history.counts == (
        ForeignCount(one, 12, MOMENT, 5),
        ForeignCount(ForeignSong("Three", "B", "", 90.0), 3, None, None),
    )
    (evening,) = history.playlists
    assert evening.name == "Evening"
    assert [song.path for song in evening.songs] == [
        "/music/two.mp3", ODD, ODD, "/music/loose.ogg"]  # fmt: skip
    assert evening.songs[1] == one
    assert _state(tmp_path) == before


def test_a_running_strawberry_is_read_with_what_stands_in_its_log(tmp_path: Path) -> None:
    path = tmp_path / "strawberry.db"
    database = make_strawberry(path, _strawberry_songs())
    assert database.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    database.execute("UPDATE songs SET playcount = 99 WHERE title = 'One'")
    database.commit()
    before = _state(tmp_path)
    assert before["strawberry.db-wal"]
    assert read_history(str(path)).counts[0].plays == 99
    assert _state(tmp_path) == before
    database.close()


def test_an_old_strawberry_without_newer_columns_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE songs (title TEXT, artist TEXT, album TEXT, length INTEGER, url TEXT, "
            "playcount INTEGER, lastplayed INTEGER)"
        )
        database.execute("INSERT INTO songs VALUES ('T', 'A', '', 5000000000, 'x', 4, 1)")
    database.close()
    (count,) = read_history(str(path)).counts
    assert (count.plays, count.last_played, count.stars, count.song.path) == (4, None, None, "")


def test_a_database_of_something_else_and_a_torn_one_are_damaged(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE cats (name TEXT)")
    database.close()
    assert _problem(other) is HistoryProblem.DAMAGED
    path = tmp_path / "strawberry.db"
    make_strawberry(path, _strawberry_songs()).close()
    path.write_bytes(path.read_bytes()[:5000])
    assert _problem(path) is HistoryProblem.DAMAGED


def test_rhythmbox_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "rhythmdb.xml"
    songs: list[dict[str, object]] = [
        {"title": "Wind & Rain <3", "artist": "A", "album": "X", "duration": 200, "rating": 4,
         "location": file_address(ODD), "play-count": 7, "last-played": AT},
        {"title": "Unheard", "artist": "A", "duration": 10, "location": "file:///music/b.mp3"},
        {"title": "Hidden", "artist": "A", "location": "file:///c", "play-count": 3, "hidden": 1},
    ]  # fmt: skip
    make_rhythmbox(path, songs, [("Tea & Cake", [file_address(ODD), "file:///music/b.mp3"])])
    history = read_history(str(path))
    song = ForeignSong("Wind & Rain <3", "A", "X", 200.0, ODD)
    assert history.origin is Origin.RHYTHMBOX
    assert history.counts == (ForeignCount(song, 7, MOMENT, 4),)
    (playlist,) = history.playlists
    assert playlist.name == "Tea & Cake"
    assert playlist.songs[0] == song
    assert playlist.songs[1].title == "Unheard"
    path.with_name("playlists.xml").write_text("<rhythmdb-playlists><playlist", encoding="utf-8")
    torn = read_history(str(path))
    assert (torn.counts, torn.playlists, torn.unreadable) == (history.counts, (), 1)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rhythmdb><entry type="song">'
        "<title>&b;</title></entry></rhythmdb>",
        '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><rhythmdb><entry type="song">'
        "<title>&f;</title></entry></rhythmdb>",
        "<rhythmdb><entry>",
        "<playlist/>",
        "<",
    ],
)
def test_xml_that_declares_entities_or_is_torn_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rhythmdb.xml"
    path.write_text(text, encoding="utf-8")
    assert _problem(path) is HistoryProblem.DAMAGED


@pytest.mark.parametrize(
    ("rows", "unreadable"),
    [
        ('A,X,One,14 Nov 2023 22:13\n"B, C",,Two,"14 Nov 2023, 22:13"\nA,X,Playing now,\n', 1),
        (
            "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"
            f'{AT},"14 Nov 2023, 22:13",A,,X,,One,\n"{AT}","","B, C","","","","Two",""\n',
            0,
        ),
        (
            f"\ufeffArtist,Album,Track,Date\nA,X,One,{AT}000\n"
            '"B, C",,Two,2023-11-14T22:13:20Z\nA,X,Old,"01 Jan 1970, 00:00"\n,,Nobody,1700000000\n',
            2,
        ),
    ],
)
def test_lastfm_exports_of_three_kinds_are_read(tmp_path: Path, rows: str, unreadable: int) -> None:
    path = tmp_path / "scrobbles.csv"
    path.write_text(rows, encoding="utf-8")
    history = read_history(str(path))
    assert history.origin is Origin.LASTFM
    assert _titles(history) == [("A", "One"), ("B, C", "Two")]
    assert all(abs((each.at - MOMENT).total_seconds()) < 60 for each in history.listens)
    assert history.unreadable == unreadable


def test_listenbrainz_is_read_from_json_lines_json_and_zip(tmp_path: Path) -> None:
    listens: list[object] = [
        listen(AT, "A", "One", duration_ms=200_500, duration_played=150),
        listen(AT + 1, "B", "Two", duration=90),
        listen("soon", "A", "One"),
        {"listened_at": AT},
        None,
    ]
    files = [tmp_path / name for name in ("l.jsonl", "l.json", "api.json", "l.zip")]
    files[0].write_text("\n".join(map(json.dumps, listens)), encoding="utf-8")
    files[1].write_text(json.dumps(listens, indent=1), encoding="utf-8")
    files[2].write_text(json.dumps({"payload": {"listens": listens}}), encoding="utf-8")
    make_listenbrainz_zip(files[3], {"2023/11": listens[:2], "2023/12": listens[2:]})
    for file in files:
        history = read_history(str(file))
        assert history.origin is Origin.LISTENBRAINZ
        assert _titles(history) == [("A", "One"), ("B", "Two")]
        first, second = history.listens
        assert (first.at, first.heard_s, first.song.length_s) == (MOMENT, 150.0, 200.5)
        assert (second.heard_s, second.song.length_s) == (None, 90.0)
        assert history.unreadable == 3


def test_a_zip_that_claims_to_be_larger_than_any_history_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("musemood.files.histories.listenbrainz.LARGEST", 1000)
    path = tmp_path / "bomb.zip"
    make_listenbrainz_zip(path, {"2023/1": [listen(AT, "A" * 2000, "One")]})
    assert _problem(path) is HistoryProblem.TOO_LARGE


def test_a_torn_zip_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "l.zip"
    make_listenbrainz_zip(path, {"2023/1": [listen(AT, str(n), "One") for n in range(500)]})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("listens/2023/1.jsonl").header_offset + 60
    data[at : at + 200] = b"\0" * 200
    path.write_bytes(data)
    assert _problem(path) is HistoryProblem.DAMAGED


@pytest.mark.parametrize(
    ("content", "is_other"),
    [
        (b'{"type":"play","path":"/a"}\n', False),
        (b"garbage\n" + b'{"type":"play"}\n', False),
        (b'"type": "play", "path": "/a, b", "heard_s": 5}\n{"type":"play"}\n', False),
        (b"", False),
        (b"\0\1\2,\xff", False),
        (b"A,X,One,14 Nov 2023 22:13\n", True),
        (b'{"listened_at": 1}\n', True),
    ],
)
def test_an_export_of_our_own_is_told_apart(tmp_path: Path, content: bytes, is_other: bool) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert is_foreign(str(path)) is is_other


def test_what_is_missing_or_no_file_is_told(tmp_path: Path) -> None:
    assert _problem(tmp_path / "nothing") is HistoryProblem.MISSING
    assert _problem(tmp_path) is HistoryProblem.UNREADABLE


def test_the_usual_places_are_found(tmp_path: Path) -> None:
    assert usual_places(tmp_path, {}) == []
    places = [
        ".local/share/strawberry/strawberry/strawberry.db",
        ".local/share/rhythmbox/rhythmdb.xml",
        ".var/app/org.strawberrymusicplayer.strawberry/data/strawberry/strawberry/strawberry.db",
        ".var/app/org.gnome.Rhythmbox3/data/rhythmbox/rhythmdb.xml",
    ]
    for place in places:
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).touch()
    found = usual_places(tmp_path, {})
    assert [each.path for each in found] == [str(tmp_path / place) for place in places]
    assert usual_places(tmp_path, {"XDG_DATA_HOME": "/nowhere"}) == found[2:]
