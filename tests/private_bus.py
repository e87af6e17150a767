"""A session bus of the test's own, and programs that speak on it while Qt's event loop runs."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot


@contextmanager
def private_bus() -> Iterator[str]:
    """The address of a bus that ends with the block."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.kill()


class Bus:
    """Runs programs on a bus and lets Qt answer them meanwhile."""

    def __init__(self, address: str, qtbot: QtBot) -> None:
        self.address = address
        self.qtbot = qtbot

    def run(self, *command: str) -> tuple[int, str, str]:
        """Exit code, stdout, stderr; both without the last line break."""
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"DBUS_SESSION_BUS_ADDRESS": self.address, "PATH": "/usr/bin:/bin"},
        ) as process:
            self.qtbot.waitUntil(lambda: process.poll() is not None, timeout=60_000)
            out, err = process.communicate()
        return process.returncode, out.rstrip("\n"), err.rstrip("\n")

    def playerctl(self, *words: str) -> str:
        """What it prints; it must succeed."""
        code, out, err = self.run("playerctl", "--player=musemood", *words)
        assert code == 0, err
        return out

    def send(self, member: str, *arguments: str) -> tuple[int, str]:
        """Call a method of MPRIS's object; exit code, and the answer with the types in it."""
        code, out, err = self.run(
            "dbus-send", "--session", "--print-reply", "--dest=org.mpris.MediaPlayer2.musemood",
            "/org/mpris/MediaPlayer2", member, *arguments,
        )  # fmt: skip
        return code, out.partition("\n")[2] or err

    def property_text(self, interface: str, name: str) -> str:
        """The value of a property as dbus-send prints it, without the variant around it."""
        code, text = self.send(
            "org.freedesktop.DBus.Properties.Get", f"string:{interface}", f"string:{name}"
        )
        assert code == 0, text
        return text.strip().removeprefix("variant").strip()


_BASIC = {"string": "s", "int32": "i", "int64": "x", "uint32": "u", "double": "d",
          "boolean": "b", "object path": "o"}  # fmt: skip


def signature(text: str) -> str:
    """The D-Bus signature of a value that dbus-send has printed."""
    if text.startswith("array ["):
        first = re.sub(r"^array \[\s*", "", text)
        is_map = not first or first.startswith("dict entry")  # cut off before its first entry
        return "a{sv}" if is_map else f"a{signature(first)}"
    return next(code for name, code in _BASIC.items() if text.startswith(name))


def map_signatures(text: str) -> dict[str, str]:
    """Of each entry of a printed ``a{sv}``, the signature inside the variant."""
    entries = re.findall(r'dict entry\(\s*string "([^"]*)"\s*variant\s*', text)
    values = re.split(r'dict entry\(\s*string "[^"]*"\s*variant\s*', text)[1:]
    return {name: signature(value) for name, value in zip(entries, values, strict=True)}
