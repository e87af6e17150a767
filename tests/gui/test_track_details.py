"""The details of a song: by key and menu, with the moments that decided its mood."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import Mood, MoodReading, SegmentReading
from musemood.domain.track import Tags, Track
from musemood.files.sequence_rows import SEQUENCE_WIDTH
from musemood.ui.track_details import TrackDetails


def _open(app: App, qtbot: QtBot, row: int) -> TrackDetails:
    window, tracks = app.window, app.window.page.tracks

    def ask() -> bool:
        """A window manager may take the activity away again, and a key with it."""
        window.activateWindow()
        tracks.selectRow(row)
        tracks.setFocus()
        if window.isActiveWindow():
            QTest.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        return bool(window.findChildren(TrackDetails))

    qtbot.waitUntil(ask)
    return window.findChildren(TrackDetails)[-1]


def test_three_moments_say_why_and_play_from_there(
    open_app: Callable[..., App], qtbot: QtBot, few_songs: Path
) -> None:
    app = open_app()
    path = str(few_songs / "0.flac")
    reading = MoodReading((0.1, 0.1, 0.1, 0.6, 0.1), -0.5, -0.5, Mood.SAD)
    track = Track(path, 1, 1, Tags(title="Rain", duration_s=14.0), reading=reading)
    segments = SegmentReading(
        np.array([0, 3, 3, 4], np.int8), np.array([0.1, 0.2, 0.4, 0.3], np.float32)
    )
    app.services.storage.put_analysed(
        [(track, np.zeros((4, SEQUENCE_WIDTH), np.float32), segments)]
    )
    app.services.collection.put([track, Track(str(few_songs / "1.flac"), 1, 1, Tags(title="Z"))])
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 2)
    dialog = _open(app, qtbot, 0)
    assert dialog.sheet.says.text() == "It sounds sad: 60 %."
    qtbot.waitUntil(lambda: len(dialog.sheet.moments) == 3)
    room = dialog.screen().availableGeometry()
    qtbot.waitUntil(lambda: room.contains(dialog.frameGeometry()))  # though it has grown since
    told = [button.text() for button in dialog.sheet.moments]
    assert told == ["0:06  sounds sad", "0:09  sounds intense", "0:03  sounds sad"]
    dialog.sheet.moments[1].setFocus()
    QTest.keyClick(dialog.sheet.moments[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.services.playback.position_s() >= 9.0, timeout=60_000)
    playing = app.services.playback.current
    assert playing is not None
    assert playing.path == path
    QTest.mouseClick(dialog.sheet.moments[2], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: 3.0 <= app.services.playback.position_s() < 9.0, timeout=60_000)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not app.window.findChildren(TrackDetails))
    dialog = _open(app, qtbot, 1)
    assert dialog.sheet.says.text() == "It has not been analysed yet."
    assert not dialog.next.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not app.window.findChildren(TrackDetails))
    qtbot.waitUntil(app.window.isActiveWindow)
    app.window.page.tracks.selectAll()
    QTest.keyClick(app.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(app.window.findChildren(TrackDetails)))
    dialog = app.window.findChildren(TrackDetails)[-1]
    assert (dialog.sheet.says.text(), dialog.count.text()) == ("It sounds sad: 60 %.", "1 of 2")
    assert not dialog.previous.isEnabled()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.sheet.says.text() == "It has not been analysed yet.")
    assert dialog.count.text() == "2 of 2"
    assert not dialog.next.isEnabled()
    QTest.mouseClick(dialog.previous, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.sheet.moments) == 3)
    dialog.reject()
