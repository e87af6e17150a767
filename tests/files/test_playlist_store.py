"""Laws: playlists are read back, survive a kill and damage, and cost the tracks nothing."""

import multiprocessing
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_things import paths
from stored_things import files_under, make_track

from musemood.domain.notice import NoticeKind
from musemood.domain.playlist import AnyPlaylist, Playlist, SmartPlaylist
from musemood.files.data_folder import DataFolder
from musemood.files.playlist_store import (
    PlaylistStore,
    document_to_playlist,
    playlist_to_document,
)
from musemood.files.store import Store, StoreError

_ids = st.sampled_from(["1", "2", "3", "4"])
_playlists: st.SearchStrategy[AnyPlaylist] = st.one_of(
    st.builds(Playlist, _ids, st.text(), st.lists(paths, max_size=4).map(tuple)),
    st.builds(SmartPlaylist, _ids, st.text(), st.text()),
)


@given(steps=st.lists(st.tuples(st.sampled_from(["put", "remove"]), _playlists), max_size=8))
def test_playlists_are_read_back(
    steps: list[tuple[str, AnyPlaylist]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("store")
    wanted: dict[str, AnyPlaylist] = {}
    store = PlaylistStore.open(folder)
    for step, playlist in steps:
        if step == "put":
            store.put([playlist])
            wanted[playlist.id] = playlist
        else:
            store.remove([playlist.id, "unknown"])
            wanted.pop(playlist.id, None)
        # Read as a new process would, with nothing closed: each write is on the disk at once.
        again = PlaylistStore.open(folder, read_only=True)
        assert {each.id: each for each in again.all()} == wanted
        assert again.notices == ()
    store.close()


def test_looking_writes_nothing_and_reading_only_refuses(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with Store.open(folder, read_only=True) as store:
        assert store.playlists.all() == []
        with pytest.raises(StoreError, match="reading only"):
            store.playlists.put([Playlist("1", "x")])
        with pytest.raises(StoreError, match="reading only"):
            store.playlists.remove(["1"])
    assert not folder.data.exists()


def test_playlists_do_not_touch_the_file_of_tracks(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        store.put([make_track(1)])
        store.flush()
        before = files_under(folder.data)["tracks.json"]
        store.playlists.put([Playlist("1", "x", ("/a",))])
        assert files_under(folder.data)["tracks.json"] == before


def test_a_damaged_file_is_restored_and_kept(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    playlist = Playlist("1", "Mine", ("/a", "/a"))
    with Store.open(folder) as store:
        store.playlists.put([playlist])
    file = folder.data / "playlists.json"
    file.write_bytes(file.read_bytes()[:20])
    with Store.open(folder) as store:
        assert store.playlists.all() == [playlist]
        assert [notice.kind for notice in store.notices] == [NoticeKind.PLAYLISTS_RESTORED]
    assert len(list(folder.data.glob("playlists-damaged-*.json"))) == 1


def test_damage_without_a_backup_is_said_and_the_tracks_are_there(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        store.put([make_track(1)])
    (folder.data / "playlists.json").write_bytes(b"rubbish")
    with Store.open(folder) as store:
        assert store.playlists.all() == []
        assert store.tracks() == [make_track(1)]
        assert [notice.kind for notice in store.notices] == [NoticeKind.PLAYLISTS_LOST]


def test_one_of_a_newer_program_is_passed_over_and_stays(tmp_path: Path) -> None:
    store = PlaylistStore.open(tmp_path)
    store.put([Playlist("1", "old")])
    store._table.put([{"id": "2", "name": "new", "radio": "http://x"}, {"id": "3", "entries": [1]}])
    assert store.all() == [Playlist("1", "old")]
    assert [(n.kind, n.count) for n in store.notices] == [(NoticeKind.PLAYLISTS_SKIPPED, 2)]
    store.put([Playlist("1", "newer")])
    assert b"radio" in (tmp_path / "playlists.json").read_bytes()


@given(_playlists)
def test_a_document_says_all_of_a_playlist(playlist: AnyPlaylist) -> None:
    assert document_to_playlist(playlist_to_document(playlist)) == playlist


def _write_until_killed(folder: Path, confirmed: "Connection[int, None]") -> None:
    store = PlaylistStore.open(folder)
    number = 0
    while True:
        number += 1
        store.put([Playlist(str(n), f"{number}", ("/a",) * 200) for n in range(5)])
        confirmed.send(number)


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_what_was_confirmed_survives_a_kill(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    for turn in range(8):
        ours, theirs = context.Pipe(duplex=False)
        writer = context.Process(target=_write_until_killed, args=(tmp_path, theirs), daemon=True)
        writer.start()
        theirs.close()
        last = 0
        while last < 3 + turn:
            last = ours.recv()
        writer.kill()
        writer.join()
        try:
            while True:
                last = ours.recv()
        except EOFError:
            pass
        store = PlaylistStore.open(tmp_path)
        found = {int(each.name) for each in store.all()}
        assert store.notices == ()
        assert len(store.all()) == 5
        assert found in ({last}, {last + 1})
