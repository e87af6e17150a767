"""Law: damage is mended from what is still good, kept aside, and told; never silently emptied."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from stored_things import NOON, files_under, make_play, make_sequence, make_track
from without_root import without_root_rights

from musemood.domain.notice import Notice, NoticeKind
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.files.backups import KEPT_BACKUPS
from musemood.files.data_folder import DataFolder
from musemood.files.feature_store import FeatureStore
from musemood.files.json_text import dumps, loads
from musemood.files.store import Store, StoreError

DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda text: b"",
    lambda text: text[: len(text) // 2],
    lambda text: b"\0" * len(text),
    lambda text: text.replace(b'"path"', b'"pa\xffth"', 1),
    lambda text: b"[1, 2, 3]",
]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """One session long, two tracks put, the second analysed."""
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        store.put([make_track(1)])
        store.put_analysed([(make_track(2, analysed_by="1"), *make_sequence(2))])
    return folder


def paths_in(store: Store) -> list[str]:
    return [track.path for track in store.tracks()]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_restored_from_its_backup(
    folder: DataFolder, damage: Callable[[bytes], bytes]
) -> None:
    database = folder.data / "tracks.json"
    good = database.read_bytes()
    written_at = database.stat().st_mtime
    # In place, as a failing disk or a careless hand would: a hard link would suffer with it.
    database.write_bytes(damage(good))
    with Store.open(folder) as store:
        assert paths_in(store) == ["/music/1.mp3", "/music/2.mp3"]
        assert store.sequence("/music/2.mp3") is not None
        (notice,) = store.notices
    assert notice.kind is NoticeKind.BACKUP_RESTORED
    assert notice.path == str(database)
    assert Path(notice.kept_at).read_bytes() == damage(good)
    assert Path(notice.restored_from).read_bytes() == good == database.read_bytes()
    assert notice.written_at is not None
    assert notice.written_at.timestamp() == pytest.approx(written_at)
    with Store.open(folder) as store:
        assert store.notices == ()


def test_the_last_good_backup_is_taken(folder: DataFolder) -> None:
    with Store.open(folder) as store:
        store.put([make_track(3)])
    (folder.data / "tracks.json").write_bytes(b"rubbish")
    newest = max((folder.data / "backups").iterdir())
    newest.write_bytes(b"rubbish too")
    with Store.open(folder) as store:
        assert paths_in(store) == ["/music/1.mp3", "/music/2.mp3"]


def test_a_vanished_database_is_restored_and_said(folder: DataFolder) -> None:
    (folder.data / "tracks.json").unlink()
    with Store.open(folder) as store:
        assert paths_in(store) == ["/music/1.mp3", "/music/2.mp3"]
        assert [notice.kind for notice in store.notices] == [NoticeKind.BACKUP_RESTORED]
        assert store.notices[0].kept_at == ""


def test_without_a_good_backup_it_starts_empty_and_says_so(folder: DataFolder) -> None:
    database = folder.data / "tracks.json"
    for file in [database, *(folder.data / "backups").iterdir()]:
        file.write_bytes(b"rubbish")
    with Store.open(folder) as store:
        assert store.tracks() == []
        (notice,) = store.notices
        assert notice == Notice(NoticeKind.STARTED_EMPTY, str(database), notice.kept_at)
        assert Path(notice.kept_at).read_bytes() == b"rubbish"
        store.put([make_track(9)])
    with Store.open(folder) as store:
        assert paths_in(store) == ["/music/9.mp3"]
        assert store.notices == ()


def test_read_only_takes_the_backup_and_writes_nothing(folder: DataFolder) -> None:
    (folder.data / "tracks.json").write_bytes(b"rubbish")
    before = files_under(folder.data)
    with Store.open(folder, read_only=True) as store:
        assert paths_in(store) == ["/music/1.mp3", "/music/2.mp3"]
        (notice,) = store.notices
        assert notice.kind is NoticeKind.BACKUP_RESTORED
        assert notice.kept_at == ""
    assert files_under(folder.data) == before


@pytest.mark.skipif(sys.platform == "win32", reason="file permissions")
def test_a_folder_that_cannot_be_written_can_be_read(folder: DataFolder) -> None:
    with Store.open(folder) as store:
        store.add_play(make_play("/music/2.mp3"))
    (folder.data / "tracks.json").write_bytes(b"rubbish")
    for part in (folder.data, folder.data / "journal", folder.data / "backups"):
        part.chmod(0o555)
    with without_root_rights():
        with Store.open(folder, read_only=True) as store:
            assert paths_in(store) == ["/music/1.mp3", "/music/2.mp3"]
            assert store.sequence("/music/2.mp3") is not None
            assert len(store.plays()) == 1
        with pytest.raises(StoreError, match="Permission denied"):
            Store.open(folder)
    folder.data.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="file permissions")
def test_a_file_that_may_not_be_read_is_not_taken_for_damaged(folder: DataFolder) -> None:
    database = folder.data / "tracks.json"
    database.chmod(0)
    with without_root_rights(), pytest.raises(StoreError) as refused:
        Store.open(folder)
    assert str(refused.value) == f"{database}: Permission denied"
    assert sorted(path.name for path in folder.data.iterdir()) == [
        "backups",
        "embeddings.bin",
        "features.bin",
        "tracks.json",
    ]


def test_five_backups_are_kept_the_newest(folder: DataFolder) -> None:
    for number in range(3, 12):
        with Store.open(folder) as store:
            store.put([make_track(number)])
    backups = sorted((folder.data / "backups").iterdir())
    assert len(backups) == KEPT_BACKUPS
    lengths = [len(loads(backup.read_bytes())["tracks"]) for backup in backups]
    assert lengths == [7, 8, 9, 10, 11]


def test_a_session_that_was_killed_is_backed_up_by_the_next(folder: DataFolder) -> None:
    killed = Store.open(folder)
    killed.put([make_track(3)])
    killed.flush()
    found = (folder.data / "tracks.json").read_bytes()
    with Store.open(folder) as store:
        store.put([make_track(4)])
        store.flush()
        assert max((folder.data / "backups").iterdir()).read_bytes() == found


def test_no_room_for_a_backup_is_said_and_the_tracks_are_safe(folder: DataFolder) -> None:
    for backup in (folder.data / "backups").iterdir():
        backup.unlink()
    (folder.data / "backups").rmdir()
    (folder.data / "backups").write_bytes(b"in the way")
    with Store.open(folder) as store:
        store.put([make_track(3)])
        store.flush()
        assert [notice.kind for notice in store.notices] == [NoticeKind.BACKUP_FAILED]
    with Store.open(folder, read_only=True) as store:
        assert len(store.tracks()) == 3


def test_a_track_that_cannot_be_read_is_counted_and_stays_in_the_file(folder: DataFolder) -> None:
    database = folder.data / "tracks.json"
    tables = loads(database.read_bytes())
    tables["tracks"] |= {"7": {"path": ["?"]}, "8": {}, "9": {"path": "/x", "mood": "odd"}}
    database.write_bytes(dumps(tables))
    with Store.open(folder) as store:
        assert paths_in(store) == ["/music/1.mp3", "/music/2.mp3"]
        assert store.notices == (Notice(NoticeKind.TRACKS_SKIPPED, str(database), count=3),)
        store.put([make_track(3)])
    assert loads(database.read_bytes())["tracks"]["9"] == {"path": "/x", "mood": "odd"}


@pytest.mark.parametrize("size", [0, 10, 100])
def test_tracks_whose_sequence_is_lost_are_not_analysed(folder: DataFolder, size: int) -> None:
    features = folder.data / "features.bin"
    features.write_bytes(features.read_bytes()[:size])
    with Store.open(folder) as store:
        assert [track.reading for track in store.tracks()] == [None, None]
        assert [track.analysed_by for track in store.tracks()] == ["", ""]
        assert store.sequence("/music/2.mp3") is None
        store.put_analysed([(make_track(2, analysed_by="1"), *make_sequence(2))])
        assert store.sequence("/music/2.mp3") is not None


def test_a_track_whose_pointer_makes_no_sense_is_not_analysed(folder: DataFolder) -> None:
    database = folder.data / "tracks.json"
    tables = loads(database.read_bytes())
    tables["tracks"]["2"]["rows"] = "rubbish"
    database.write_bytes(dumps(tables))
    with Store.open(folder) as store:
        assert store.tracks() == [make_track(1), make_track(2)]
        assert store.sequence("/music/2.mp3") is None


def test_foreign_features_are_set_aside_and_said(folder: DataFolder) -> None:
    features = folder.data / "features.bin"
    features.write_bytes(b"something else entirely")
    with Store.open(folder, read_only=True) as store:
        assert store.notices == (Notice(NoticeKind.FEATURES_LOST, str(features)),)
        assert [track.reading for track in store.tracks()] == [None, None]
    assert features.read_bytes() == b"something else entirely"
    with Store.open(folder) as store:
        (notice,) = store.notices
        assert Path(notice.kept_at).read_bytes() == b"something else entirely"
        store.put_analysed([(make_track(3, analysed_by="1"), *make_sequence(3, segments=9))])
        assert store.sequence("/music/3.mp3") is not None
        assert store.sequence("/music/2.mp3") is None
    with Store.open(folder) as store:
        assert store.notices == ()


def test_features_of_an_earlier_version_are_made_anew_and_nothing_else_is_lost(
    folder: DataFolder,
) -> None:
    features = folder.data / "features.bin"
    features.unlink()
    earlier = FeatureStore(features, 52)
    earlier.append([np.ones((4, 52), np.float32)])
    with Store.open(folder) as store:
        store.add_play(make_play("/music/2.mp3"))
        store.add_thumb(Thumb("/music/2.mp3", ThumbKind.UP, NOON))
    for _ in range(2):  # looking changes nothing: not before new ones come
        with Store.open(folder) as store:
            assert [(t.path, t.reading, t.analysed_by) for t in store.tracks()] == [
                ("/music/1.mp3", None, ""),
                ("/music/2.mp3", None, ""),
            ]
            assert store.sequence("/music/2.mp3") is None
            assert store.notices == ()
    with Store.open(folder) as store:
        store.put_analysed([(make_track(1, analysed_by="2"), *make_sequence(1, segments=9))])
        assert store.sequence("/music/1.mp3") is not None
        assert store.sequence("/music/2.mp3") is None
        assert (len(store.plays()), len(store.thumbs()), store.notices) == (1, 1, ())
    assert features.stat().st_size == 16 + 9 * 400
    assert not list(folder.data.glob("*damaged*"))


def test_damaged_journal_lines_are_counted_in_a_notice(folder: DataFolder) -> None:
    with Store.open(folder) as store:
        store.add_play(make_play("/a"))
        store.add_thumb(Thumb("/a", ThumbKind.UP, NOON))
    journals = sorted((folder.data / "journal").iterdir())
    for journal in journals:
        journal.write_bytes(b'rubbish\n{"path": "/b"}\n' + journal.read_bytes())
    with Store.open(folder) as store:
        for _ in range(2):
            assert [play.path for play in store.plays()] == ["/a"]
            assert [thumb.path for thumb in store.thumbs()] == ["/a"]
        assert store.notices == tuple(
            Notice(NoticeKind.LINES_SKIPPED, str(journal), count=2) for journal in journals
        )
