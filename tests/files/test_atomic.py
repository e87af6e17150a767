"""Law: after a failed write the old file is there, whole, and nothing else."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from musemood.files.atomic import copy_file, link_or_copy, replace_file


def test_the_new_contents_take_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file.json"
    replace_file(path, [b"old"])
    replace_file(path, [b"ne", b"", b"w"])
    assert path.read_bytes() == b"new"
    assert [p.name for p in path.parent.iterdir()] == ["file.json"]


def test_an_error_half_way_keeps_the_old_file(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError("half-way")

    path = tmp_path / "file.json"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        replace_file(path, broken())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_leavings_of_a_killed_writer_are_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.with_name("file.json.tmp").write_bytes(b"longer than what follows")
    replace_file(path, [b"new"])
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a file size limit")
def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(b"old")
    program = (
        "import pathlib, resource, sys\n"
        "from musemood.files.atomic import replace_file\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: replace_file(pathlib.Path(sys.argv[1]), [b'x' * 3000] * 3)\n"
        "except OSError: sys.exit(7)\n"
    )
    child = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert child.returncode == 7
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_has_the_contents_and_the_time_of_change(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(b"x" * 3_000_000)
    os.utime(source, ns=(1, 1_234_567_891_234_567_891))
    copy_file(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert target.stat().st_mtime_ns == source.stat().st_mtime_ns
    assert target.stat().st_ino != source.stat().st_ino


def test_without_hard_links_a_copy_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError

    source, linked, copied = (tmp_path / name for name in ("source", "linked", "new/copied"))
    source.write_bytes(b"contents")
    link_or_copy(source, linked)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    link_or_copy(source, copied)
    assert linked.stat().st_ino == source.stat().st_ino != copied.stat().st_ino
    assert copied.read_bytes() == b"contents"
