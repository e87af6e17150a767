"""Laws: the five backups reach back in time, and each damaged file is kept."""

import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from stored_things import files_under, make_track
from without_root import without_root_rights

from musemood.domain.notice import NoticeKind
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store, StoreError


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """One session long, a track put."""
    folder = DataFolder.under(tmp_path)
    with Store.open(folder) as store:
        store.put([make_track(1)])
    return folder


def backups_in(folder: DataFolder) -> list[bytes]:
    """The contents of the backups, the oldest first."""
    return [path.read_bytes() for path in sorted((folder.data / "backups").iterdir())]


def test_a_long_session_adds_a_backup_an_hour(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = 0.0
    monkeypatch.setattr("musemood.files.safekeeping.monotonic", lambda: now_s)
    before = (folder.data / "tracks.json").read_bytes()
    with Store.open(folder) as store:
        for number in range(2, 6):
            store.put([make_track(number)])
            store.flush()
        assert backups_in(folder) == [before]
        within_the_hour = (folder.data / "tracks.json").read_bytes()
        for now_s in (3601.0, 3602.0):
            store.put([make_track(int(now_s))])
            store.flush()
        assert backups_in(folder) == [before, within_the_hour]


@pytest.mark.parametrize(("mtime_ns", "has_same_time"), [(2, False), (10_000, True)])
def test_a_file_of_the_same_size_or_time_as_the_last_backup_is_kept_too(
    folder: DataFolder, mtime_ns: int, has_same_time: bool
) -> None:
    database = folder.data / "tracks.json"
    last = database.stat()
    killed = Store.open(folder)
    killed.put([replace(make_track(1), mtime_ns=mtime_ns)])
    killed.flush()
    assert (database.stat().st_size == last.st_size) is not has_same_time
    if has_same_time:
        os.utime(database, ns=(last.st_mtime_ns, last.st_mtime_ns))
    found = database.read_bytes()
    with Store.open(folder) as store:
        store.put([make_track(5)])
        store.flush()
        assert backups_in(folder)[-1] == found


def test_what_a_kill_left_of_a_backup_goes_away(folder: DataFolder) -> None:
    left = folder.data / "backups" / "tracks-20261121-120000-000000.json.tmp"
    left.write_bytes(b"half")
    with Store.open(folder) as store:
        store.put([make_track(2)])
    assert not left.exists()


@pytest.mark.parametrize("name", ["tracks.json", "features.bin"])
def test_each_damaged_file_is_kept(folder: DataFolder, name: str) -> None:
    damages = {b"something quite different", b"and once more something else"}
    for damage in damages:
        (folder.data / name).write_bytes(damage)
        with Store.open(folder) as store:
            assert len(store.notices) == 1
    assert {path.read_bytes() for path in folder.data.glob("*-damaged-*")} == damages


def test_a_damaged_file_keeps_its_name_until_the_backup_takes_it(folder: DataFolder) -> None:
    database = folder.data / "tracks.json"
    database.write_bytes(b"rubbish")
    in_the_way = folder.data / "tracks.json.tmp"
    in_the_way.mkdir()
    with pytest.raises(StoreError):
        Store.open(folder)
    assert database.read_bytes() == b"rubbish"
    in_the_way.rmdir()
    with Store.open(folder) as store:
        assert [notice.kind for notice in store.notices] == [NoticeKind.BACKUP_RESTORED]
        assert Path(store.notices[0].kept_at).read_bytes() == b"rubbish"
        assert store.tracks() == [make_track(1)]


@pytest.mark.skipif(os.name == "nt", reason="file permissions")
def test_a_backup_that_may_not_be_read_is_passed_over(folder: DataFolder) -> None:
    with Store.open(folder) as store:
        store.put([make_track(2)])
    (folder.data / "tracks.json").write_bytes(b"rubbish")
    before = files_under(folder.data)
    newest = max((folder.data / "backups").iterdir())
    newest.chmod(0)
    with without_root_rights(), Store.open(folder, read_only=True) as store:
        assert store.tracks() == [make_track(1)]
    newest.chmod(0o644)
    assert files_under(folder.data) == before
