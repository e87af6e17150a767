"""Moves in the store: all that hangs on a file goes with it, and a kill loses nothing."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from stored_things import NOON, make_play, make_sequence, make_track

from musemood.domain.ban import Ban, BanKind, BanWord
from musemood.domain.listening_rules import LeftOut
from musemood.domain.mood import Mood
from musemood.domain.moves import Moved
from musemood.domain.opinion import Correction, Rating
from musemood.domain.playlist import Playlist
from musemood.domain.state_log import StateCause, StateEntry
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.files.transfer_export import export_lines
from musemood.files.transfer_import import import_lines


def _said(store: Store, path: str) -> tuple[int, int, Mood | None, int | None]:
    opinion = store.opinions().get(path)
    return (
        sum(play.path == path for play in store.plays()),
        sum(thumb.path == path for thumb in store.thumbs()),
        opinion.mood if opinion else None,
        opinion.stars if opinion else None,
    )


def _filled(folder: DataFolder) -> Store:
    store = Store.open(folder)
    for number in (1, 2):
        store.put_analysed([(make_track(number, analysed_by="v"), *make_sequence(number))])
    store.add_play(make_play("/music/1.mp3"))
    store.add_thumb(Thumb("/music/1.mp3", ThumbKind.UP, NOON))
    store.add_corrections([Correction("/music/1.mp3", Mood.SAD, NOON)])
    store.add_ratings([Rating("/music/2.mp3", 4, NOON)])
    store.playlists.put([Playlist("p", "Mine", ("/music/1.mp3", "/music/2.mp3"))])
    return store


def _moved(old: str, number: int, new: str) -> Moved:
    return Moved(old, replace(make_track(number, analysed_by="v"), path=new))


def test_everything_follows_a_file_twice(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with _filled(folder) as store:
        store.move([_moved("/music/1.mp3", 1, "/new/1.mp3")])
        store.move([_moved("/new/1.mp3", 1, "/third/1.mp3")])
        store.add_play(make_play("/music/1.mp3", moment=NOON + timedelta(days=3650)))
    with Store.open(folder) as store:
        assert [t.path for t in store.tracks()] == ["/music/2.mp3", "/third/1.mp3"]
        assert _said(store, "/third/1.mp3") == (1, 1, Mood.SAD, None)
        assert _said(store, "/music/1.mp3") == (1, 0, None, None)
        found = store.sequence("/third/1.mp3")
        assert found is not None
        assert np.array_equal(found[0], make_sequence(1)[0])
        (playlist,) = store.playlists.all()
        assert isinstance(playlist, Playlist)
        assert playlist.entries == ("/third/1.mp3", "/music/2.mp3")


def test_what_was_ruled_of_a_file_follows_it_and_a_banned_folder_stays(tmp_path: Path) -> None:
    folder, genre = DataFolder.under(tmp_path), Ban(BanKind.GENRE, "/music/1.mp3", "odd")
    place = Ban(BanKind.FOLDER, "/music", "music")
    later = NOON + timedelta(days=3650)
    with _filled(folder) as store:
        bans = [Ban(BanKind.TRACK, "/music/1.mp3", "One"), genre, place]
        store.listening.add_ban_words(BanWord(ban, NOON) for ban in bans)
        store.listening.add_left_out([LeftOut(f"/music/{n}.mp3", NOON) for n in (1, 2)])
        for path in ("/music/1.mp3", ""):
            store.listening.add_state(
                StateEntry(NOON, (0.2,) * 5, Mood.UNSURE, StateCause.PLAY, path)
            )
        store.move([_moved("/music/1.mp3", 1, "/new/1.mp3")])
        store.listening.add_left_out([LeftOut("/music/1.mp3", later)])
    with Store.open(folder) as store:
        moved = Ban(BanKind.TRACK, "/new/1.mp3", "One")
        assert store.listening.bans() == (moved, genre, place)
        kept = {"/new/1.mp3": NOON, "/music/2.mp3": NOON}
        assert store.listening.left_out() == {**kept, "/music/1.mp3": later}
        assert [entry.path for entry in store.listening.states()] == ["/new/1.mp3", ""]
        # Lifted under its new name, it is lifted; erased under it, it is gone.
        store.listening.add_ban_words([BanWord(moved, NOON + timedelta(days=1), holds=False)])
        assert store.listening.bans() == (genre, place)
        store.listening.erase(NOON, NOON, {"/new/1.mp3"})
        assert store.listening.left_out() == {"/new/1.mp3": NOON}
        assert store.listening.states() == []


def test_two_files_change_places(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with _filled(folder) as store:
        store.move(
            [_moved("/music/1.mp3", 1, "/music/2.mp3"), _moved("/music/2.mp3", 2, "/music/1.mp3")]
        )
    with Store.open(folder) as store:
        assert _said(store, "/music/2.mp3") == (1, 1, Mood.SAD, None)
        assert _said(store, "/music/1.mp3") == (0, 0, None, 4)
        found = store.sequence("/music/2.mp3")
        assert found is not None
        assert np.array_equal(found[0], make_sequence(1)[0])


def test_a_kill_after_the_word_of_the_move_loses_no_play(tmp_path: Path) -> None:
    """Of the three files only the journal was written; the next scan finds the move again."""
    folder = DataFolder.under(tmp_path)
    with _filled(folder) as store:
        before = (folder.data / "tracks.json").read_bytes()
        lists = (folder.data / "playlists.json").read_bytes()
        store.move([_moved("/music/1.mp3", 1, "/new/1.mp3")])
    (folder.data / "tracks.json").write_bytes(before)
    (folder.data / "playlists.json").write_bytes(lists)
    with Store.open(folder) as store:
        assert _said(store, "/new/1.mp3") == (1, 1, Mood.SAD, None)
        store.move([_moved("/music/1.mp3", 1, "/new/1.mp3")])
        assert _said(store, "/new/1.mp3") == (1, 1, Mood.SAD, None)
        assert [t.path for t in store.tracks()] == ["/music/2.mp3", "/new/1.mp3"]


KILLED_IN_A_MOVE = """
import os, pathlib, signal, sys
sys.path.insert(0, sys.argv[2])
from test_moves_stored import _filled, _moved
from musemood.files.data_folder import DataFolder

store = _filled(DataFolder.under(pathlib.Path(sys.argv[1])))
# After the journal was written and before playlists and tracks are.
store.playlists.follow_files = lambda paths: os.kill(os.getpid(), signal.SIGKILL)
store.move([_moved("/music/1.mp3", 1, "/new/1.mp3")])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
def test_a_process_killed_between_journal_and_tracks_loses_nothing(tmp_path: Path) -> None:
    arguments = [str(tmp_path), str(Path(__file__).parent)]
    child = subprocess.run([sys.executable, "-c", KILLED_IN_A_MOVE, *arguments], check=False)
    assert child.returncode == -signal.SIGKILL
    with Store.open(DataFolder.under(tmp_path)) as store:
        assert store.notices == ()
        assert _said(store, "/new/1.mp3") == (1, 1, Mood.SAD, None)
        assert [t.path for t in store.tracks()] == ["/music/1.mp3", "/music/2.mp3"]
        store.move([_moved("/music/1.mp3", 1, "/new/1.mp3")])
        assert _said(store, "/new/1.mp3") == (1, 1, Mood.SAD, None)
        assert [t.path for t in store.tracks()] == ["/music/2.mp3", "/new/1.mp3"]
        (playlist,) = store.playlists.all()
        assert isinstance(playlist, Playlist)
        assert playlist.entries == ("/new/1.mp3", "/music/2.mp3")


def test_older_plays_brought_later_are_about_the_files_of_today(tmp_path: Path) -> None:
    with _filled(DataFolder.under(tmp_path)) as store:
        store.move([_moved("/music/1.mp3", 1, "/new/1.mp3")])
        old = make_play("/music/1.mp3", moment=NOON - timedelta(days=30))
        store.add_plays([old])
        assert _said(store, "/music/1.mp3")[0] == 1
        assert _said(store, "/new/1.mp3")[0] == 1
        store.take_out_plays([old])
        assert _said(store, "/music/1.mp3")[0] == 0


def test_an_export_holds_the_paths_of_today(tmp_path: Path) -> None:
    with _filled(DataFolder.under(tmp_path / "here")) as store:
        store.move([_moved("/music/1.mp3", 1, "/new/1.mp3")])
        file = tmp_path / "all.jsonl"
        file.write_text("\n".join(export_lines(store)))
        again = import_lines(store, file)
        assert again.added == {}
    with Store.open(DataFolder.under(tmp_path / "there")) as other:
        import_lines(other, file)
        assert _said(other, "/new/1.mp3") == (1, 1, Mood.SAD, None)


def test_an_export_from_before_a_move_is_known(tmp_path: Path) -> None:
    with _filled(DataFolder.under(tmp_path)) as store:
        file = tmp_path / "all.jsonl"
        file.write_text("\n".join(export_lines(store)))
        store.move([_moved("/music/1.mp3", 1, "/new/1.mp3")])
        import_lines(store, file)
        assert _said(store, "/new/1.mp3") == (1, 1, Mood.SAD, None)
        assert _said(store, "/music/1.mp3") == (0, 0, None, None)
        assert [t.path for t in store.tracks()] == ["/music/2.mp3", "/new/1.mp3"]


def test_what_is_taken_out_comes_back_whole(tmp_path: Path) -> None:
    with _filled(DataFolder.under(tmp_path)) as store:
        before = store.tracks()
        kept = store.take_out(["/music/1.mp3", "/nowhere"])
        assert [t.path for t in store.tracks()] == ["/music/2.mp3"]
        store.put_back(kept)
        assert sorted(t.path for t in store.tracks()) == [t.path for t in before]
        assert store.sequence("/music/1.mp3") is not None
