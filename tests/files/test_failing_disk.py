"""Law: what the disk refuses, even at the last step, is said and leaves the file as it was.

Some file systems notice a full disk only when the data is forced out to it.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from musemood.files.atomic import copy_file, replace_file
from musemood.files.feature_store import FeatureStore
from musemood.files.journal import Journal, mend_tail

MONTH = "2026-11"


def replace(folder: Path) -> None:
    replace_file(folder / "tracks.json", [b"new"])


def copy(folder: Path) -> None:
    (folder / "source").write_bytes(b"new")
    try:
        copy_file(folder / "source", folder / "tracks.json")
    finally:
        (folder / "source").unlink()


def append_line(folder: Path) -> None:
    journal = Journal(folder, "plays")
    try:
        journal.append(MONTH, {"path": "/b"})
    finally:
        journal.close()


def append_rows(folder: Path) -> None:
    FeatureStore(folder / "features.bin", 3).append([np.ones((2, 3), np.float32)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A line, some rows, and a file to be replaced."""
    (tmp_path / "tracks.json").write_bytes(b"old")
    (tmp_path / f"plays-{MONTH}.jsonl").write_bytes(b'{"path":"/a"}\n')
    append_rows(tmp_path)
    return tmp_path


def refuse(handle: int) -> None:
    """In place of `os.fsync`: the disk takes names, but no data."""
    if stat.S_ISREG(os.fstat(handle).st_mode):
        raise OSError(28, "No space left on device")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("write", [replace, copy, append_line, append_rows])
def test_a_disk_that_is_full_at_the_last_step_costs_nothing(
    folder: Path, write: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(folder)
    with monkeypatch.context() as full, pytest.raises(OSError, match="No space left"):
        full.setattr(os, "fsync", refuse)
        write(folder)
    assert contents(folder) == before
    write(folder)
    changed = {name for name, text in contents(folder).items() if text != before[name]}
    assert len(changed) == 1


def test_after_a_refused_line_the_next_one_stands_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(folder, "plays")
    with monkeypatch.context() as full, pytest.raises(OSError, match="No space left"):
        full.setattr(os, "fsync", refuse)
        journal.append(MONTH, {"path": "/b"})
    journal.append(MONTH, {"path": "/c"})
    journal.close()
    (month,) = journal.read()
    assert [document["path"] for document in month.documents] == ["/a", "/c"]
    assert month.damaged_lines == 0


def test_a_torn_line_that_cannot_be_kept_stays_where_it_is(folder: Path) -> None:
    path = folder / f"plays-{MONTH}.jsonl"
    torn = path.read_bytes() + b'{"path":"/b'
    path.write_bytes(torn)
    path.with_name(path.name + ".torn").mkdir()
    with pytest.raises(OSError, match=r"\.torn"):
        mend_tail(path)
    assert path.read_bytes() == torn
