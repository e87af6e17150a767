"""The program started twice, as processes: one window, and what was asked for reaches it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from command_line import command
from composed_music import encode, tone
from private_bus import Bus, private_bus
from pytestqt.qtbot import QtBot

from musemood.files.data_folder import DataFolder

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("playerctl") is None,
    reason="needs playerctl: run packaging/setup.sh test",
)


@pytest.fixture
def bus(qtbot: QtBot) -> Iterator[Bus]:
    with private_bus() as address:
        yield Bus(address, qtbot)


@pytest.fixture
def songs(tmp_path: Path) -> list[str]:
    """The last one's name is not UTF-8."""
    paths = []
    for name in (b"one.wav", b"two.wav", b"caf\xe9.wav"):
        file = encode(tmp_path / "new.wav", tone(300.0, 60.0))
        paths.append(str(file.rename(tmp_path / os.fsdecode(name))))
    return paths


def _start(bus: Bus, home: Path, *arguments: str, cwd: Path = ROOT) -> "subprocess.Popen[bytes]":
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "MUSEMOOD_VLC_OPTIONS": "--aout=dummy",
        "DBUS_SESSION_BUS_ADDRESS": bus.address,
    }
    return subprocess.Popen(
        command("--data-dir", home, *arguments), env=environment, stderr=subprocess.PIPE, cwd=cwd
    )


def _finish(qtbot: QtBot, process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=60_000)
    _, err = process.communicate()
    return process.returncode, err.decode("utf-8", "replace")


def _playing(bus: Bus) -> str:
    code, url, _ = bus.run("playerctl", "--player=musemood", "metadata", "xesam:url")
    return os.fsdecode(unquote_to_bytes(url.removeprefix("file://"))) if code == 0 else ""


def test_a_second_start_hands_over_and_a_kill_is_no_obstacle(
    bus: Bus, qtbot: QtBot, tmp_path: Path, songs: list[str]
) -> None:
    home = tmp_path / "home"
    first = _start(bus, home, songs[0])
    try:
        qtbot.waitUntil(lambda: _playing(bus) == songs[0], timeout=60_000)
        # In another folder, by relative names, one of them no UTF-8.
        names = [os.path.basename(songs[2]), os.path.basename(songs[1])]
        second = _start(bus, home, *names, cwd=tmp_path)
        assert _finish(qtbot, second) == (0, "")
        qtbot.waitUntil(lambda: _playing(bus) == songs[2], timeout=60_000)
        assert _finish(qtbot, _start(bus, home, "--next")) == (0, "")
        qtbot.waitUntil(lambda: _playing(bus) == songs[1], timeout=60_000)
        assert _finish(qtbot, _start(bus, home, "--play-pause")) == (0, "")
        qtbot.waitUntil(lambda: bus.playerctl("status") == "Paused")
        # What writes by itself is refused as ever.
        code, err = _finish(qtbot, _start(bus, home, "tag", songs[0]))
        assert (code, "Another MuseMood" in err) == (2, True)
    finally:
        first.kill()
        first.communicate()
    third = _start(bus, home, songs[1])
    try:
        qtbot.waitUntil(lambda: _playing(bus) == songs[1], timeout=60_000)
    finally:
        third.terminate()
        assert _finish(qtbot, third) == (0, "")


def test_while_a_command_writes_the_window_says_so(bus: Bus, qtbot: QtBot, tmp_path: Path) -> None:
    with DataFolder.under(tmp_path / "home").lock():
        code, err = _finish(qtbot, _start(bus, tmp_path / "home"))
    assert (code, "Another MuseMood" in err) == (2, True)


def test_nothing_is_told_to_a_window_that_is_not_open(
    bus: Bus, qtbot: QtBot, tmp_path: Path
) -> None:
    code, err = _finish(qtbot, _start(bus, tmp_path / "home", "--next"))
    assert (code, "not open" in err) == (2, True)
