"""Playlists: every change is stored and undone exactly; files come in and go out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from at_once import AtOnce
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from musemood.domain.edit import EditKind
from musemood.domain.playlist import AnyPlaylist, Playlist
from musemood.domain.playlist_file import PlaylistFailure, PlaylistProblem
from musemood.domain.track import Tags, Track
from musemood.services.playlists import Playlists
from musemood.services.undo import Undo


class Shelf:
    """What the storage would hold."""

    def __init__(self) -> None:
        self.held: dict[str, AnyPlaylist] = {}

    def put_playlist(self, playlist: AnyPlaylist) -> None:
        self.held[playlist.id] = playlist

    def remove_playlist(self, playlist_id: str) -> None:
        del self.held[playlist_id]


class Room:
    def __init__(self) -> None:
        self.shelf, self.undo = Shelf(), Undo()
        self.playlists = Playlists(self.shelf, self.undo, AtOnce())

    def held(self) -> dict[str, AnyPlaylist]:
        held = {each.id: each for each in self.playlists.all()}
        assert held == self.shelf.held
        return held


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room()


ACTS: dict[str, Callable[[Playlists, str, int], object]] = {
    "create": lambda p, _i, n: p.create("New", [f"/{n}"] * (n % 3)),
    "smart": lambda p, _i, n: p.create_smart("Search", f"mood:{n}"),
    "rename": lambda p, i, n: p.rename(i, f"Name {n}"),
    "add": lambda p, i, n: p.add(i, [f"/{n}", "/same"], n % 3),
    "take out": lambda p, i, n: p.take_out(i, [n % 4]),
    "move": lambda p, i, n: p.move(i, [n % 4, n % 3], n % 5),
    "delete": lambda p, i, _n: p.delete(i),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 60)), max_size=20))
def test_undo_restores_exactly_and_redo_does_it_again(script: list[tuple[str, int]]) -> None:
    room = Room()
    states = [room.held()]
    edits = 0
    for act, number in script:
        known = room.playlists.all()
        chosen = known[number % len(known)].id if known else "none"
        ACTS[act](room.playlists, chosen, number)
        if room.undo.newest is not None and room.held() != states[-1]:
            states.append(room.held())
            edits += 1
    for state in states[-2::-1]:
        room.undo.undo()
        assert room.held() == state
    assert not room.undo.can_undo
    for state in states[1:]:
        room.undo.redo()
        assert room.held() == state


def test_names_stay_apart_and_empty_ones_are_refused(room: Room) -> None:
    first, second = room.playlists.create("New"), room.playlists.create(" New ")
    assert (first.name, second.name) == ("New", "New 2")
    room.playlists.rename(second.id, "  ")
    room.playlists.rename("unknown", "x")
    assert [each.name for each in room.playlists.all()] == ["New", "New 2"]
    room.playlists.rename(second.id, "a b")
    assert [each.name for each in room.playlists.all()] == ["a b", "New"]


def test_edits_say_what_they_were(room: Room) -> None:
    playlist = room.playlists.create("Mine", ["/a", "/b", "/c"])
    room.playlists.take_out(playlist.id, [0, 2])
    edit = room.undo.newest
    assert edit is not None
    assert (edit.kind, edit.count, edit.name) == (EditKind.PLAYLIST_TAKEN_OUT, 2, "Mine")
    room.playlists.move(playlist.id, [0], 1)  # stays where it is: no edit
    assert room.undo.newest is edit


def test_files_that_moved_are_followed_without_an_edit(room: Room) -> None:
    playlist = room.playlists.create("Mine", ["/a", "/b"])
    edit = room.undo.newest
    room.playlists.follow_files({"/a": "/new/a"})
    assert room.held() == {playlist.id: Playlist(playlist.id, "Mine", ("/new/a", "/b"))}
    assert room.undo.newest is edit


def test_a_file_is_imported_once_and_says_what_is_missing(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a.mp3").touch()
    (tmp_path / "folder").mkdir()
    file = tmp_path / "Mine.m3u"
    file.write_text("a.mp3\ngone.mp3\nfolder\na.mp3\nhttp://radio.example/\n")
    for is_new in (True, False):
        with qtbot.waitSignal(room.playlists.imported) as signal:
            room.playlists.read_files([str(file)])
        imported = signal.args[0]
        assert imported.is_new is is_new
        assert imported.found == (str(tmp_path / "a.mp3"),)
        assert imported.passed_over == ("http://radio.example/",)
    (held,) = room.held().values()
    assert isinstance(held, Playlist)
    assert held.entries == tuple(
        str(tmp_path / name) for name in ("a.mp3", "gone.mp3", "folder", "a.mp3")
    )
    assert [room.playlists.is_missing(path) for path in held.entries] == [False, True, True, False]
    file.write_text("a.mp3\n")
    with qtbot.waitSignal(room.playlists.imported):
        room.playlists.read_files([str(file)])
    assert [each.name for each in room.playlists.all()] == ["Mine", "Mine 2"]


def test_one_bad_file_stops_no_other(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "radio.m3u").write_text("http://radio.example/\n")
    (tmp_path / "good.m3u").write_text("a.mp3\n")
    failures: list[PlaylistFailure] = []
    room.playlists.failed.connect(failures.append)
    with qtbot.waitSignal(room.playlists.imported):
        names = ("none.pls", "radio.m3u", "good.m3u")
        room.playlists.read_files(str(tmp_path / name) for name in names)
    assert [(Path(each.path).name, each.problem) for each in failures] == [
        ("none.pls", PlaylistProblem.MISSING),
        ("radio.m3u", PlaylistProblem.NO_SONGS),
    ]
    assert failures[1].detail == "http://radio.example/"
    assert [each.name for each in room.playlists.all()] == ["good"]


def test_a_file_that_comes_back_is_missing_no_more(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    path = str(tmp_path / "a.mp3")
    with qtbot.waitSignal(room.playlists.missing_changed):
        room.playlists.look_for([path])
    assert room.playlists.is_missing(path)
    Path(path).touch()
    with qtbot.waitSignal(room.playlists.missing_changed):
        room.playlists.look_for([path])
    assert not room.playlists.is_missing(path)


def test_export_and_import_bring_the_same_back(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    tracks = [Track(f"{tmp_path}/m/{n}.mp3", 0, 0, Tags(f"Song {n}")) for n in (1, 2, 1)]
    for name in ("Out.m3u8", "Out.xspf"):
        target = str(tmp_path / name)
        with qtbot.waitSignal(room.playlists.exported) as signal:
            room.playlists.write_file(target, "Mine", tracks)
        assert signal.args == [target]
        with qtbot.waitSignal(room.playlists.imported) as signal:
            room.playlists.read_files([target])
        assert signal.args[0].playlist.entries == tuple(track.path for track in tracks)
        assert signal.args[0].playlist.name == "Mine"
    with qtbot.waitSignal(room.playlists.failed) as signal:
        room.playlists.write_file(f"{target}/x.m3u8", "Mine", tracks)
    assert signal.args[0].problem is PlaylistProblem.NOT_WRITTEN


def test_undo_of_an_edit_from_before_a_move_bears_the_path_of_today(room: Room) -> None:
    made = room.playlists.create("Mine", ["/a", "/b"])
    room.playlists.take_out(made.id, [0])
    for moved in ({"/a": "/c"}, {"/c": "/d"}):
        room.playlists.follow_files(moved)
        room.undo.follow_files(moved)
    room.undo.undo()
    assert room.held()[made.id] == Playlist(made.id, "Mine", ("/d", "/b"))
    room.undo.undo()
    room.undo.redo()
    assert room.held()[made.id] == Playlist(made.id, "Mine", ("/d", "/b"))
