"""The program as a process: it opens, and ends in order when it is told to."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import command
from pytestqt.qtbot import QtBot

from musemood.files.data_folder import DataFolder, FolderInUse

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_window_that_is_told_to_end_closes_in_order(
    name: str, tmp_path: Path, qtbot: QtBot
) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "MUSEMOOD_VLC_OPTIONS": "--aout=dummy"}
    with subprocess.Popen(
        command("--data-dir", tmp_path), env=environment, stderr=subprocess.PIPE
    ) as process:
        try:
            qtbot.waitUntil(lambda: _has_window(process.pid), timeout=60_000)
            with pytest.raises(FolderInUse), DataFolder.under(tmp_path).lock():
                pass
            process.send_signal(getattr(signal, name))
            qtbot.waitUntil(lambda: process.poll() is not None, timeout=60_000)
        finally:
            process.kill()
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 0
    assert (tmp_path / "config" / "window.ini").exists()


def _has_window(pid: int) -> bool:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--pid", str(pid), "--name", "MuseMood"],
        capture_output=True,
        check=False,
    )
    return bool(found.stdout)
