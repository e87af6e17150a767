"""Where things live, and that one writer at a time gets in."""

import subprocess
import sys
from pathlib import Path

import pytest
from without_root import without_root_rights

from musemood.files.data_folder import DataFolder, FolderInUse, FolderNotWritable

HOLD_THE_LOCK = (
    "import pathlib, sys, time\n"
    "from musemood.files.data_folder import DataFolder\n"
    "with DataFolder.under(pathlib.Path(sys.argv[1])).lock():\n"
    "    print('locked', flush=True)\n"
    "    time.sleep(60)\n"
)


def test_a_given_folder_wins_over_the_environment(tmp_path: Path) -> None:
    environ = {"MUSEMOOD_HOME": "/elsewhere"}
    assert DataFolder.locate(str(tmp_path), environ) == DataFolder.under(tmp_path)
    assert DataFolder.locate(None, environ) == DataFolder.under(Path("/elsewhere").absolute())


def test_a_relative_folder_is_made_absolute() -> None:
    assert DataFolder.locate("here", {}).data == Path.cwd() / "here" / "data"


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders")
@pytest.mark.parametrize("environ", [{}, {"MUSEMOOD_HOME": ""}])
def test_otherwise_the_standard_folders_are_used(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    folder = DataFolder.locate(None, environ)
    assert folder.config == tmp_path / "CONFIG" / "musemood"
    assert folder.data == tmp_path / "DATA" / "musemood"
    assert folder.cache == tmp_path / "CACHE" / "musemood"
    assert list(tmp_path.iterdir()) == []


def test_a_second_writer_is_refused_until_the_first_is_done(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with folder.lock():
        with pytest.raises(FolderInUse) as refused, folder.lock():
            pass
        assert refused.value.path == folder.data
    with folder.lock():
        pass


def test_the_lock_file_never_changes(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    with folder.lock():
        pass
    (lock_file,) = folder.data.iterdir()
    before = lock_file.read_bytes(), lock_file.stat().st_mtime_ns
    with folder.lock():
        pass
    assert (lock_file.read_bytes(), lock_file.stat().st_mtime_ns) == before


def test_a_kill_frees_the_lock(tmp_path: Path) -> None:
    folder = DataFolder.under(tmp_path)
    command = [sys.executable, "-c", HOLD_THE_LOCK, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(FolderInUse), folder.lock():
            pass
        child.kill()
    with folder.lock():
        pass


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(FolderNotWritable) as refused, DataFolder.under(tmp_path).lock():
        pass
    assert refused.value.path == tmp_path / "data"


@pytest.mark.skipif(sys.platform == "win32", reason="file permissions")
def test_an_unwritable_folder_is_said(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o555)
    with without_root_rights(), pytest.raises(FolderNotWritable) as refused:
        DataFolder.under(tmp_path).lock().__enter__()
    assert str(refused.value) == f"cannot write in {data}: Permission denied"
