"""The mini player: F8 or a small window, everything on it works, and the way back."""

import subprocess
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.thumb import ThumbKind

OpenApp = Callable[..., App]


@pytest.fixture
def app(few: App, qtbot: QtBot) -> App:
    app = few
    qtbot.waitUntil(app.window.page.tracks.isVisible)  # which then takes the focus
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    app.window.page.tracks.setFocus()
    return app


def _go_mini(app: App, qtbot: QtBot) -> None:
    QTest.keyClick(app.window, Qt.Key.Key_F8)
    qtbot.waitUntil(app.window.mini.isVisible)


def test_f8_there_and_back_keeps_the_window_as_it_was(app: App, qtbot: QtBot) -> None:
    window = app.window
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (1100, 700))
    _go_mini(app, qtbot)
    assert window.mini_mode.is_mini
    assert window.width() < 600
    assert not window.page.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (1100, 700))
    assert window.page.isVisible()
    assert window.page.tracks.hasFocus()


@pytest.mark.parametrize(("width", "height", "is_mini"), [
    (900, 600, False), (600, 600, False), (599, 700, True), (900, 599, True), (300, 230, True),
])  # fmt: skip
def test_a_small_window_is_a_mini_player(
    app: App, qtbot: QtBot, width: int, height: int, is_mini: bool
) -> None:
    window = app.window
    window.resize(width, height)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (width, height))
    assert window.mini_mode.is_mini is is_mini


@pytest.mark.parametrize("size", [(300, 520), (620, 230), (460, 300), (300, 230)])
def test_everything_on_it_works_at_every_size(
    app: App, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window, mini, playback = app.window, app.window.mini, app.services.playback
    left = Qt.MouseButton.LeftButton
    window.resize(*size)
    qtbot.waitUntil(mini.isVisible)
    playback.play_list(window.page.table.paths(), 0)
    qtbot.waitUntil(lambda: playback.position_s() > 0.2)
    assert mini.title.text() == window.page.table.track_at(0).title
    assert mini.cover.isVisible() is (size != (300, 230))
    shown = [mini.clock.strip, mini.transport.previous, mini.transport.play,
             mini.transport.next, mini.thumbs.up, mini.thumbs.down, mini.transport.mute,
             mini.transport.volume, mini.pin, mini.full]  # fmt: skip
    shown += [mini.cover] if mini.cover.isVisible() else []
    for widget in shown:
        place = mini.rect()
        assert widget.isVisible()
        assert place.contains(widget.geometry()), (widget, widget.geometry(), place)
    for one in shown:
        assert not any(one.geometry().intersects(o.geometry()) for o in shown if o is not one)
    half = QPoint(mini.clock.strip.width() // 2, mini.clock.strip.height() // 2)
    QTest.mouseClick(mini.clock.strip, left, pos=half)
    length_s = window.page.table.track_at(0).duration_s
    qtbot.waitUntil(lambda: abs(playback.position_s() - length_s / 2) < 1.5)
    QTest.mouseClick(mini.transport.next, left)
    assert mini.title.text() == window.page.table.track_at(1).title
    QTest.mouseClick(mini.transport.play, left)
    assert not playback.is_playing
    with qtbot.waitSignal(app.services.recommending.thumb_given) as given:
        QTest.mouseClick(mini.thumbs.up, left)
    assert given.args[0].kind is ThumbKind.UP
    QTest.mouseClick(mini.transport.mute, left)
    assert playback.is_muted
    mini.transport.volume.setValue(35)
    assert playback.volume == 35


def test_only_the_clock_that_is_seen_runs(app: App, qtbot: QtBot) -> None:
    window, playback = app.window, app.services.playback
    bar, mini = window.bar.clock._timer, window.mini.clock._timer
    playback.play_list(window.page.table.paths(), 0)
    qtbot.waitUntil(lambda: playback.is_playing)
    assert (bar.isActive(), mini.isActive()) == (True, False)
    _go_mini(app, qtbot)
    qtbot.waitUntil(lambda: (bar.isActive(), mini.isActive()) == (False, True))
    window.hide()
    assert not mini.isActive()
    window.show()
    assert mini.isActive()
    playback.pause()
    qtbot.waitUntil(lambda: not mini.isActive())


def test_keys_work_there_too(app: App, qtbot: QtBot) -> None:
    playback = app.services.playback
    playback.play_list(app.window.page.table.paths(), 0)
    _go_mini(app, qtbot)
    assert app.window.mini.hasFocus()
    QTest.keyClick(app.window, Qt.Key.Key_Space)
    assert not playback.is_playing
    QTest.keyClick(app.window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert app.window.mini.title.text() == app.window.page.table.track_at(1).title


def test_the_pin_keeps_it_above_others_and_is_remembered(
    app: App, qtbot: QtBot, open_app: OpenApp
) -> None:
    window = app.window

    def is_above() -> bool:
        asked = ["xprop", "-id", str(int(window.winId())), "_NET_WM_STATE"]
        # A window that was made just now the server may not know yet.
        told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        return "_NET_WM_STATE_ABOVE" in told

    _go_mini(app, qtbot)
    assert not is_above()
    QTest.mouseClick(window.mini.pin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(is_above)
    QTest.mouseClick(window.mini.full, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.page.isVisible)
    qtbot.waitUntil(lambda: not is_above())
    _go_mini(app, qtbot)
    qtbot.waitUntil(is_above)
    window.close()
    window = open_app().window
    qtbot.waitUntil(lambda: window.mini.isVisible() and is_above())
