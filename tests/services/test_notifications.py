"""Notifications against a service on a real bus."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from private_bus import private_bus
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject
from pytestqt.qtbot import QtBot

from musemood.files.cover_folder import MOST_COVERS, CoverFolder
from musemood.services.dbus.connection import SessionBus
from musemood.services.notifications import Notification, Notifications

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="needs dbus-daemon: run packaging/setup.sh test"
)
_NAME = "org.freedesktop.Notifications"


class Service(QDBusVirtualObject):
    """A desktop's notification service: remembers what it was asked."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.connection = QDBusConnection.connectToBus(address, "service")
        self.calls: list[QDBusMessage] = []
        self.capabilities = ["body", "body-markup"]
        self.connection.registerVirtualObject("/org/freedesktop/Notifications", self)
        self.connection.registerService(_NAME)

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.calls.append(QDBusMessage(message))
        answer = message.createReply()
        if message.member() == "GetCapabilities":
            answer.setArguments([self.capabilities])
        elif message.member() == "Notify":
            answer.setArguments([41])
        connection.send(answer)
        return True

    def shown(self) -> list[QDBusMessage]:
        return [call for call in self.calls if call.member() == "Notify"]


@pytest.fixture
def address() -> Iterator[str]:
    with private_bus() as address:
        yield address


@pytest.fixture
def service(address: str, qtbot: QtBot) -> Iterator[Service]:
    service = Service(address)
    yield service
    service.connection.unregisterObject("/org/freedesktop/Notifications")
    QDBusConnection.disconnectFromBus("service")


@pytest.fixture
def notifications(address: str) -> Iterator[Notifications]:
    bus = SessionBus.open({"DBUS_SESSION_BUS_ADDRESS": address})
    assert bus is not None
    notifications = Notifications(bus)
    yield notifications
    notifications.close()
    bus.close()


def test_the_types_are_the_specification_s_and_the_next_replaces_the_first(
    service: Service, notifications: Notifications, qtbot: QtBot
) -> None:
    shown = Notification("A & B", "C <i> & D", "/cover.png", (("default", "Show"),))
    notifications.show(shown)
    qtbot.waitUntil(lambda: notifications._shown_id == 41)
    (call,) = service.shown()
    assert call.signature() == "susssasa{sv}i"
    name, replaced, _, title, text, actions, _, _ = call.arguments()
    assert (name, replaced, title, text) == ("MuseMood", 0, "A & B", "C &lt;i&gt; &amp; D")
    assert actions == ["default", "Show"]
    notifications.show(Notification("E", ""))
    qtbot.waitUntil(lambda: len(service.shown()) == 2)
    assert service.shown()[1].arguments()[1] == 41
    assert service.shown()[1].signature() == "susssasa{sv}i"


def test_of_many_at_once_the_last_is_shown(
    service: Service, notifications: Notifications, qtbot: QtBot
) -> None:
    for number in range(10):
        notifications.show(Notification(f"{number}", ""))
    qtbot.waitUntil(lambda: bool(service.shown()) and not notifications._is_calling)
    assert [call.arguments()[3] for call in service.shown()] == ["9"]


def test_a_service_without_markup_gets_the_text_as_it_is(
    service: Service, notifications: Notifications, qtbot: QtBot
) -> None:
    service.capabilities = ["body"]
    notifications.show(Notification("T", "A & B"))
    qtbot.waitUntil(lambda: bool(service.shown()))
    assert service.shown()[0].arguments()[4] == "A & B"


def test_a_click_on_it_is_told_and_one_on_another_s_is_not(
    service: Service, notifications: Notifications, qtbot: QtBot
) -> None:
    notifications.show(Notification("T", ""))
    qtbot.waitUntil(lambda: notifications._shown_id == 41)
    chosen: list[str] = []
    notifications.action_chosen.connect(chosen.append)
    wire = notifications._wire
    from musemood.services.dbus.wire import UInt32

    for shown_id, key in ((7, "not ours"), (41, "default")):
        signal = QDBusMessage.createSignal("/org/freedesktop/Notifications", _NAME, "ActionInvoked")
        signal.setArguments([wire.sent(UInt32(shown_id)), key])
        service.connection.send(signal)
    qtbot.waitUntil(lambda: bool(chosen))
    assert chosen == ["default"]


def test_without_a_service_nothing_happens_and_nothing_waits(
    notifications: Notifications, qtbot: QtBot
) -> None:
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(5)
    notifications.show(Notification("T", ""))
    qtbot.waitUntil(lambda: not notifications._is_calling)
    notifications.show(Notification("U", ""))
    qtbot.waitUntil(lambda: not notifications._is_calling and len(ticks) > 3)


def test_covers_are_kept_once_and_in_bounds(tmp_path: Path) -> None:
    folder = CoverFolder(tmp_path / "covers")
    first = folder.keep(b"picture")
    assert first == folder.keep(b"picture")
    assert first.read_bytes() == b"picture"
    for number in range(MOST_COVERS + 20):
        last = folder.keep(str(number).encode())
    kept = list((tmp_path / "covers").iterdir())
    assert len(kept) == MOST_COVERS
    assert last in kept
