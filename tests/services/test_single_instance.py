"""A second start: what it was asked arrives whole and in order, or it is told that nobody is."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from musemood.services.request import COMMANDS, Request, make_request
from musemood.services.single_instance import Doorbell, hand_over, socket_name

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets of Unix")

# What the file system calls names: bytes, those that are no UTF-8 as lone surrogates.
_paths = st.binary(min_size=1, max_size=60).map(lambda name: os.fsdecode(name.replace(b"\0", b"/")))
_requests = st.builds(
    Request, st.lists(_paths, max_size=6).map(tuple), st.sampled_from(("", *COMMANDS)), st.text()
)


@pytest.fixture
def doorbell(tmp_path: Path) -> Iterator[Doorbell]:
    doorbell = Doorbell(tmp_path)
    assert doorbell.is_listening
    yield doorbell
    doorbell.close()


_RINGER = """
import json, os, sys
from pathlib import Path
from musemood.services.request import Request
from musemood.services.single_instance import hand_over
for line in sys.stdin:
    folder, paths, command, token = json.loads(line)
    print(int(hand_over(Path(folder), Request(tuple(paths), command, token))), flush=True)
"""


class Ringer:
    """Second starts: a process that hands over what it is told to, without an event loop."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._executor = ThreadPoolExecutor(1)
        self.process = subprocess.Popen(
            [sys.executable, "-c", _RINGER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ring(self, folder: Path, request: Request) -> bool:
        line = json.dumps([str(folder), request.paths, request.command, request.token])
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(line, file=self.process.stdin, flush=True)
        done = self._executor.submit(self.process.stdout.readline)
        self._qtbot.waitUntil(done.done, timeout=60_000)
        return done.result() == "1\n"

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
        self._executor.shutdown()


@pytest.fixture
def ringer(qtbot: QtBot) -> Iterator[Ringer]:
    ringer = Ringer(qtbot)
    yield ringer
    ringer.close()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(request_=_requests)
def test_every_request_arrives_as_it_was_given(
    doorbell: Doorbell, tmp_path: Path, qtbot: QtBot, ringer: Ringer, request_: Request
) -> None:
    with qtbot.waitSignal(doorbell.request_came) as came:
        assert ringer.ring(tmp_path, request_)
    assert came.args == [request_]


def test_many_starts_come_in_their_order(
    doorbell: Doorbell, tmp_path: Path, qtbot: QtBot, ringer: Ringer
) -> None:
    came: list[Request] = []
    doorbell.request_came.connect(came.append)
    sent = [Request((f"/{number}",) * (number * 50)) for number in range(20)]
    assert all(ringer.ring(tmp_path, request) for request in sent)
    qtbot.waitUntil(lambda: len(came) == 20)
    assert came == sent


def test_nobody_listens(tmp_path: Path, qtbot: QtBot) -> None:
    assert not hand_over(tmp_path, Request())
    doorbell = Doorbell(tmp_path)
    doorbell.close()
    assert not hand_over(tmp_path, Request())


def test_a_socket_that_a_killed_window_left_is_no_obstacle(
    tmp_path: Path, qtbot: QtBot, ringer: Ringer
) -> None:
    name = socket_name(tmp_path)
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(name)
    assert Path(name).exists()
    assert not hand_over(tmp_path, Request())
    doorbell = Doorbell(tmp_path)
    assert ringer.ring(tmp_path, Request(("/x",)))
    doorbell.close()


@pytest.mark.parametrize(
    "line",
    [b"\n", b"{}\n", b"[1]\n", b"\xff\n", b'{"paths": [1], "command": "", "token": ""}\n',
     b'{"paths": [], "command": "rm", "token": ""}\n'],
)  # fmt: skip
def test_what_is_no_request_is_sent_away(
    doorbell: Doorbell, tmp_path: Path, qtbot: QtBot, ringer: Ringer, line: bytes
) -> None:
    came: list[Request] = []
    doorbell.request_came.connect(came.append)
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(socket_name(tmp_path))
        stranger.send(line)
        with ThreadPoolExecutor(1) as executor:
            answer = executor.submit(stranger.recv, 10)
            qtbot.waitUntil(answer.done)
            assert answer.result() == b""
    assert came == []
    assert ringer.ring(tmp_path, Request())


def test_only_the_person_may_ring_and_no_network_is_used(
    doorbell: Doorbell, tmp_path: Path
) -> None:
    assert Path(socket_name(tmp_path)).stat().st_mode & 0o077 == 0
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    held = [str(link.readlink()) for link in links]
    sockets = {name[8:-1] for name in held if name.startswith("socket:[")}
    for table in ("tcp", "tcp6", "udp", "udp6"):
        file = Path("/proc/net") / table
        rows = file.read_text().splitlines()[1:] if file.exists() else []
        assert not sockets & {row.split()[9] for row in rows}


@pytest.mark.parametrize("name", ["x" * 150, os.fsdecode(b"caf\xe9")])
def test_folders_whose_names_no_socket_can_bear(
    tmp_path: Path, qtbot: QtBot, ringer: Ringer, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    doorbell = Doorbell(folder)
    assert doorbell.is_listening
    with qtbot.waitSignal(doorbell.request_came):
        assert ringer.ring(folder, Request(("/x",)))
    doorbell.close()
    assert not Path(socket_name(folder)).exists()


def test_paths_are_made_absolute_and_the_token_is_taken_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    request = make_request(("a.mp3", "/b"), "", {"XDG_ACTIVATION_TOKEN": "t"})
    assert request == Request((str(tmp_path / "a.mp3"), "/b"), "", "t")
