"""The Sound dialog by mouse and keys, and what comes back after a restart."""

from collections.abc import Callable
from pathlib import Path

import pytest
from composed_music import encode, tone
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.equaliser import PRESETS
from musemood.domain.loudness import GainMode
from musemood.domain.repeat import Repeat
from musemood.ui.sound_dialog import SoundDialog

OpenApp = Callable[..., App]


@pytest.fixture
def music(tmp_path: Path) -> list[str]:
    folder = tmp_path / "music"
    folder.mkdir()
    return [
        str(encode(folder / f"{n}.flac", tone(300.0, 40.0), tags={"title": f"Song {n}"}))
        for n in range(4)
    ]


@pytest.fixture
def playing(open_app: OpenApp, qtbot: QtBot, music: list[str]) -> App:
    """The app with four songs, the first one playing, and no analysis."""
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add(music)
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 4)
    app.services.playback.play_list(music, 0)
    return app


def opened(app: App, qtbot: QtBot) -> SoundDialog:
    app.window.activateWindow()
    QTest.mouseClick(app.window.bar.sound, Qt.MouseButton.LeftButton)
    dialog = app.window.findChild(SoundDialog)
    assert isinstance(dialog, SoundDialog)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def choose(box: QComboBox, data: object) -> None:
    """By keys, as the person does: the box has the focus and the arrows move in it."""
    box.setFocus()
    target = box.findData(data)
    while box.currentIndex() != target:
        is_down = box.currentIndex() < target
        QTest.keyClick(box, Qt.Key.Key_Down if is_down else Qt.Key.Key_Up)


def test_by_key_and_away_with_escape(playing: App, qtbot: QtBot) -> None:
    window = playing.window
    window.activateWindow()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_E, keys)
    qtbot.waitUntil(lambda: window.findChild(SoundDialog) is not None)
    dialog = window.findChild(SoundDialog)
    assert isinstance(dialog, SoundDialog)
    qtbot.waitUntil(dialog.isActiveWindow)  # till then Escape is the window's
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert opened(playing, qtbot) is dialog


def test_every_control_has_a_name(playing: App, qtbot: QtBot) -> None:
    dialog = opened(playing, qtbot)
    kinds = (QAbstractButton, QAbstractSlider, QComboBox)
    controls = [
        child
        for child in dialog.findChildren(QWidget)
        if isinstance(child, kinds) and child.isVisible()
    ]
    assert len(controls) > 20
    for control in controls:
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or text, control


def test_the_equaliser(playing: App, qtbot: QtBot) -> None:
    dialog, sound = opened(playing, qtbot), playing.services.sound
    panel = dialog.equaliser
    choose(panel.presets, "Rock")
    assert sound.settings.heard_equaliser == PRESETS["Rock"]
    assert panel.is_on.isChecked()
    assert [band.value() / 10 for band in panel.bands] == list(PRESETS["Rock"].bands_db)
    panel.bands[0].setFocus()
    QTest.keyClick(panel.bands[0], Qt.Key.Key_Up)
    assert sound.settings.equaliser.bands_db[0] == 8.5
    assert panel.presets.currentData() == ""
    QTest.mouseClick(panel.is_on, Qt.MouseButton.LeftButton, pos=panel.is_on.rect().center())
    assert sound.settings.heard_equaliser is None
    assert sound.settings.equaliser.bands_db[0] == 8.5


def test_crossfade_and_loudness(playing: App, qtbot: QtBot) -> None:
    dialog, sound = opened(playing, qtbot), playing.services.sound
    dialog.crossfade.setFocus()
    qtbot.waitUntil(dialog.crossfade.hasFocus)
    for _ in range(3):
        QTest.keyClick(dialog.crossfade, Qt.Key.Key_Right)
    assert sound.settings.crossfade_s == 3.0
    assert dialog._crossfade_text.text() == "3 s"
    track = dialog.loudness.button(GainMode.TRACK)
    QTest.mouseClick(track, Qt.MouseButton.LeftButton)
    assert sound.settings.gain_mode is GainMode.TRACK
    assert track.isChecked()


def _repeat(app: App) -> Repeat:
    return app.services.playback.repeat


def test_order_from_the_dialog_the_bar_and_the_keys(playing: App, qtbot: QtBot) -> None:
    dialog, playback = opened(playing, qtbot), playing.services.playback
    bar = playing.window.bar
    QTest.mouseClick(dialog.repeat.button(Repeat.ONE), Qt.MouseButton.LeftButton)
    assert _repeat(playing) is Repeat.ONE
    assert bar.repeat.isChecked()
    QTest.mouseClick(bar.repeat, Qt.MouseButton.LeftButton)
    assert _repeat(playing) is Repeat.OFF
    assert not bar.repeat.isChecked()
    assert dialog.repeat.button(Repeat.OFF).isChecked()
    QTest.mouseClick(bar.shuffle, Qt.MouseButton.LeftButton)
    assert playback.is_shuffled
    assert dialog.shuffle.isChecked()
    dialog.close()
    window = playing.window
    window.activateWindow()
    window.page.tracks.setFocus()
    qtbot.waitUntil(window.page.tracks.hasFocus)
    QTest.keyClick(window.page.tracks, Qt.Key.Key_S)
    assert not playback.is_shuffled
    QTest.keyClick(window.page.tracks, Qt.Key.Key_R)
    assert _repeat(playing) is Repeat.ALL
    QTest.keyClick(window.page.tracks, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert playback.stops_after_this
    assert dialog.stop_after.isChecked()


def test_the_sleep_timer(playing: App, qtbot: QtBot) -> None:
    dialog, sleep = opened(playing, qtbot), playing.services.sleep
    choose(dialog.sleep.choice, 30)
    assert sleep.left_s == pytest.approx(1800, abs=5)
    assert "left" in dialog.sleep.left.text()
    choose(dialog.sleep.choice, -1)
    assert sleep.is_with_track
    assert dialog.stop_after.isChecked()
    choose(dialog.sleep.choice, 0)
    assert sleep.left_s is None
    assert not dialog.stop_after.isChecked()
    assert dialog.sleep.left.text() == ""


def test_devices_are_listed_and_one_that_is_gone_stays_named(playing: App, qtbot: QtBot) -> None:
    playing.services.sound.set_device("a drum")
    dialog = opened(playing, qtbot)
    assert dialog.device.currentData() == "a drum"
    assert "not there" in dialog.device.currentText()
    choose(dialog.device, "")
    assert playing.services.sound.settings.device_id == ""


def test_everything_comes_back_after_a_restart(
    playing: App, open_app: OpenApp, qtbot: QtBot, music: list[str]
) -> None:
    services = playing.services
    services.playback.add([music[3]])
    services.playback.next()
    services.playback.next()
    services.playback.seek(22.0)
    services.playback.set_repeat(Repeat.ALL)
    services.playback.set_volume(35)
    services.sound.set_crossfade(4.0)
    services.sound.set_equaliser(PRESETS["Live"])
    services.sound.set_gain_mode(GainMode.OFF)
    services.playback.set_shuffled(True)
    before = services.playback.queue
    playing.window.close()
    playing.close()
    again = open_app().services
    qtbot.waitUntil(lambda: again.playback.current is not None)
    assert again.playback.queue == before
    assert again.playback.current is not None
    assert again.playback.current.path == music[1]
    assert not again.playback.is_playing
    assert again.playback.position_s() == pytest.approx(22.0, abs=1.5)
    assert again.playback.volume == 35
    assert again.playback.is_shuffled
    assert again.sound.settings == services.sound.settings
    assert again.collection.plays()  # what was heard before is in the play log, once
    again.playback.toggle()
    assert again.playback.is_playing
    assert again.playback.position_s() == pytest.approx(22.0, abs=1.5)


def test_files_it_is_started_with_play_before_the_old_session(
    playing: App, open_app: OpenApp, qtbot: QtBot, music: list[str]
) -> None:
    playing.window.close()
    playing.close()
    again = open_app(music[2], music[3]).services.playback
    qtbot.waitUntil(lambda: again.is_playing)
    assert again.current is not None
    assert again.current.path == music[2]
    assert next(row.path for row in again.queue.upcoming()) == music[3]


def test_a_lost_output_is_told(playing: App, qtbot: QtBot) -> None:
    playing._output_watch.nothing_heard.emit()
    assert "output device" in playing.window.banner.says("output")


def test_the_bar_has_room_in_the_smallest_window(playing: App, qtbot: QtBot) -> None:
    window = playing.window
    window.resize(900, 600)
    qtbot.waitUntil(lambda: window.width() == 900)
    bar = window.bar
    qtbot.waitUntil(lambda: not bar.shuffle.isVisible())
    assert bar.sound.isVisible()
    qtbot.waitUntil(lambda: bar.clock.strip.width() >= 120)
    assert bar.panel_button.geometry().right() <= bar.width()
