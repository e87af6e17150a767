"""The window on a desktop: MPRIS with real sound, tray, notifications, opening of files."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from composed_music import encode, tone
from private_bus import Bus, private_bus
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCloseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.services.notifications import Notification
from musemood.services.options import Option
from musemood.services.request import Request

OpenApp = Callable[..., App]
needs_bus = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None or shutil.which("playerctl") is None,
    reason="needs dbus-daemon and playerctl: run packaging/setup.sh test",
)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Bus]:
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield Bus(address, qtbot)


@pytest.fixture
def other_window(qtbot: QtBot) -> QWidget:
    """A window that is in front."""
    other = QWidget()
    qtbot.addWidget(other)
    other.setWindowTitle("other")
    return other


def _bring_to_front(window: QWidget, qtbot: QtBot) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@needs_bus
def test_playerctl_drives_the_window_with_real_sound(
    bus: Bus, few: App, qtbot: QtBot, tmp_path: Path
) -> None:
    playback, table = few.services.playback, few.window.page.table
    playback.add(table.paths())
    bus.playerctl("play")
    qtbot.waitUntil(lambda: playback.position_s() > 0.2)
    first = table.track_at(0)
    assert bus.playerctl("metadata", "title") == first.title
    assert bus.playerctl("metadata", "mpris:length") == str(round(first.duration_s * 1e6))
    bus.playerctl("position", "5")
    qtbot.waitUntil(lambda: abs(playback.position_s() - 5) < 1.5)
    bus.playerctl("volume", "0.3")
    qtbot.waitUntil(lambda: few.window.bar.transport.volume.value() == 30)
    bus.playerctl("next")
    assert few.window.windowTitle().startswith(table.track_at(1).title)
    bus.playerctl("pause")
    assert not playback.is_playing
    odd = encode(tmp_path / "odd.wav", tone(300.0, 6.0))
    odd = odd.rename(tmp_path / os.fsdecode(b"caf\xe9 #1.wav"))
    code, _ = bus.send(
        "org.mpris.MediaPlayer2.Player.OpenUri", f"string:file://{tmp_path}/caf%E9 #1.wav"
    )
    assert code == 0
    qtbot.waitUntil(lambda: playback.current is not None and playback.current.path == str(odd))
    bus.send("org.mpris.MediaPlayer2.Quit")
    qtbot.waitUntil(lambda: not few.window.isVisible())


@needs_bus
def test_the_cover_is_a_file_that_the_desktop_can_read(
    bus: Bus, few: App, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "album"
    folder.mkdir()
    encode(folder / "song.wav", tone(300.0, 6.0))
    picture = b"\x89PNG\r\n\x1a\n and so on"
    (folder / "cover.png").write_bytes(picture)
    few.open_paths([str(folder)])
    qtbot.waitUntil(lambda: few.services.playback.current is not None)
    mpris = few._desktop.mpris
    assert mpris is not None
    with qtbot.waitSignal(few._desktop._covers.found, timeout=60_000, raising=False):
        pass
    url = bus.playerctl("metadata", "mpris:artUrl")
    file = Path(os.fsdecode(unquote_to_bytes(url.removeprefix("file://"))))
    assert file.read_bytes() == picture
    assert tmp_path / "home" in file.parents


@needs_bus
def test_raise_brings_the_window_back(
    bus: Bus, few: App, other_window: QWidget, qtbot: QtBot
) -> None:
    _bring_to_front(other_window, qtbot)
    few.window.showMinimized()
    bus.send("org.mpris.MediaPlayer2.Raise")
    qtbot.waitUntil(lambda: few.window.isActiveWindow() and not few.window.isMinimized())


@needs_bus
def test_a_new_song_is_notified_only_while_another_window_is_in_front(
    bus: Bus, few: App, other_window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop, playback = few._desktop, few.services.playback
    assert desktop.notifications is not None
    shown: list[Notification] = []
    monkeypatch.setattr(desktop.notifications, "show", shown.append)
    _bring_to_front(few.window, qtbot)
    playback.play_list(few.window.page.table.paths(), 0)
    with qtbot.waitSignal(desktop._notifying.timeout):
        pass
    assert shown == []
    _bring_to_front(other_window, qtbot)
    for _ in range(5):
        playback.next()
    qtbot.waitUntil(lambda: bool(shown))
    track = few.window.page.table.track_at(5)
    assert [each.title for each in shown] == [track.title]
    assert track.tags.artist in shown[0].text
    desktop.options.switch(Option.NOTIFIES, False)
    with qtbot.waitSignal(desktop._notifying.timeout):
        playback.next()
    assert len(shown) == 1
    desktop.notifications.action_chosen.emit("next")
    assert few.window.windowTitle().startswith(few.window.page.table.track_at(7).title)


def test_the_tray_steers_the_player(few: App, qtbot: QtBot) -> None:
    tray, playback = few._desktop.tray, few.services.playback
    assert tray.isVisible()
    assert tray.playing.text() == "Nothing is playing"
    playback.play_list(few.window.page.table.paths(), 0)
    assert few.window.page.table.track_at(0).title in tray.playing.text()
    assert tray.play.text() == "Pause"
    tray.activated.emit(QSystemTrayIcon.ActivationReason.MiddleClick)
    assert not playback.is_playing
    assert tray.play.text() == "Play"
    tray.next.trigger()
    assert few.window.page.table.track_at(1).title in tray.playing.text()
    playback.set_volume(50)
    for delta in (120, 60, 60, -240):
        place, none = QPointF(1, 1), Qt.MouseButton.NoButton
        QApplication.sendEvent(tray, QWheelEvent(
            place, place, QPoint(), QPoint(0, delta), none, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        ))  # fmt: skip
    assert playback.volume == 50
    few._desktop.options.switch(Option.TRAY, False)
    assert not tray.isVisible()


class CrossClicked(QCloseEvent):
    """Closing as the window manager asks for it."""

    def spontaneous(self) -> bool:
        return True


def _is_closed_by_its_cross(app: App) -> bool:
    return not app._desktop.eventFilter(app.window, CrossClicked())


def test_the_cross_ends_it_unless_it_is_to_stay_in_a_tray_that_is_there(
    few: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = few
    assert not app._desktop.options.is_on(Option.HIDES_TO_TRAY)
    assert _is_closed_by_its_cross(app)
    app._desktop.options.switch(Option.HIDES_TO_TRAY, True)
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    assert not app._desktop._hides_to_tray()  # a window must not be lost
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    app.services.playback.play_list(app.window.page.table.paths(), 0)
    assert not _is_closed_by_its_cross(app)
    assert not app.window.isVisible()
    assert app.services.playback.is_playing
    app._desktop.tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    qtbot.waitUntil(app.window.isVisible)
    app.window.close()  # Ctrl+Q, or the end of the session
    assert not app.services.playback.is_playing


def test_opened_files_play_now_and_in_their_order(
    few: App, other_window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    playback = few.services.playback
    paths = few.window.page.table.paths()
    playback.play_list(paths, 0)
    playback.add([paths[7]])
    _bring_to_front(other_window, qtbot)
    few.obey(Request((paths[5], paths[3], paths[4])))
    qtbot.waitUntil(lambda: playback.current is not None and playback.current.path == paths[5])
    assert [row.path for row in playback.queue.own] == [paths[3], paths[4], paths[7]]
    qtbot.waitUntil(few.window.isActiveWindow)
    few.obey(Request((), "play-pause"))
    assert not playback.is_playing
    few.obey(Request((), "next"))
    assert playback.current is not None
    assert playback.current.path == paths[3]
    few.obey(Request((), "previous"))
    few.obey(Request((), "stop"))
    assert playback.is_stopped


def test_without_a_bus_all_else_is_there(few: App) -> None:
    assert few._desktop.mpris is None
    assert few._desktop.notifications is None
    few.services.playback.play_list(few.window.page.table.paths(), 0)
    assert few._desktop.tray.isVisible()
