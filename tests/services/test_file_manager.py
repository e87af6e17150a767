"""The file manager is asked over a real session bus; without one the folder is opened."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from musemood.domain.span import Span
from musemood.services.file_manager import FileManager

_SERVER = """
import sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection

@ClassInfo({"D-Bus Interface": "org.freedesktop.FileManager1"})
class Manager(QObject):
    @Slot("QStringList", str)
    def ShowItems(self, uris, startup_id):
        print(*uris, sep="\\n", flush=True)

application = QCoreApplication([])
bus = QDBusConnection.sessionBus()
manager = Manager()
slots = QDBusConnection.RegisterOption.ExportAllSlots
assert bus.registerObject("/org/freedesktop/FileManager1", manager, slots)
assert bus.registerService("org.freedesktop.FileManager1")
print("ready", flush=True)
application.exec()
"""


@pytest.fixture
def bus_address() -> Iterator[str]:
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def bus(bus_address: str) -> Iterator[QDBusConnection]:
    yield QDBusConnection.connectToBus(bus_address, "file manager test")
    QDBusConnection.disconnectFromBus("file manager test")


class Opener(QObject):
    """Stands in for the desktop's way to open a folder."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]  # the stub is wrong
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.mark.usefixtures("qapp")
def test_the_files_are_named_to_the_file_manager(
    bus_address: str, bus: QDBusConnection, qtbot: QtBot, opener: Opener
) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus_address},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    try:
        assert server.stdout.readline() == "ready\n"
        manager = FileManager(bus)
        day = "/music/a b.mp3"  # cut by a cue sheet: its tracks are one file
        tracks = [Span(day, 0.0, 4.0).path, Span(day, 4.0).path]
        manager.show([*tracks, "/music/" + os.fsdecode(b"caf\xe9.mp3")])
        qtbot.waitUntil(lambda: not manager._waiting)
        assert server.stdout.readline() == "file:///music/a%20b.mp3\n"
        assert server.stdout.readline() == "file:///music/caf%E9.mp3\n"
        assert opener.opened == []
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


@pytest.mark.usefixtures("qapp")
def test_without_a_file_manager_on_the_bus_the_folder_is_opened(
    bus: QDBusConnection, qtbot: QtBot, opener: Opener, tmp_path: Path
) -> None:
    manager = FileManager(bus)
    manager.show([str(tmp_path / "a.mp3")])
    qtbot.waitUntil(lambda: bool(opener.opened))
    assert opener.opened == [f"file://{tmp_path}"]


@pytest.mark.usefixtures("qapp")
def test_without_a_bus_the_folder_is_opened(opener: Opener) -> None:
    manager = FileManager(QDBusConnection("no such connection"))
    manager.show([])
    assert opener.opened == []
    manager.show(["/music/a.mp3"])
    assert opener.opened == ["file:///music"]
