"""Habits people have (product.md), each by mouse and keys in the real window."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.play_log import PlaySource

OpenApp = Callable[..., App]
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def app(open_app: OpenApp, qtbot: QtBot, few_songs: Path) -> App:
    """Ten songs of 14 s, all sad but the first, analysis paused."""
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add([str(few_songs)])
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 10)
    qtbot.waitUntil(app.window.page.tracks.isVisible)
    for place, path in enumerate(app.window.page.table.paths()):
        _give_mood(app, path, Mood.SAD if place else Mood.HAPPY)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    app.window.page.tracks.setFocus()
    return app


def _give_mood(app: App, path: str, mood: Mood) -> None:
    track = app.services.collection.library.get(path)
    assert track is not None
    shares = tuple(0.6 if each is mood else 0.1 for each in MOODS)
    reading = MoodReading(shares, 0.0, 0.0, mood)
    app.services.collection.put([replace(track, reading=reading, analysed_by="test")])


def _select(app: App, *rows: int) -> list[str]:
    """Select rows of the list of songs; their paths."""
    tracks, table = app.window.page.tracks, app.window.page.table
    flags = QItemSelectionModel.SelectionFlag
    selection = tracks.selectionModel()
    selection.clear()
    for row in rows:
        selection.setCurrentIndex(table.index(row, 0), flags.Select | flags.Rows)
    return [table.track_at(row).path for row in rows]


def _press(app: App, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key in the list of songs."""
    app.window.page.tracks.setFocus()
    QTest.keyClick(app.window.page.tracks, key, held)


def _current(app: App) -> str:
    row = app.services.playback.current
    return row.path if row else ""


def test_keep_going_adds_five_of_the_same_mood_when_three_are_left(app: App, qtbot: QtBot) -> None:
    playback, side = app.services.playback, app.window.side
    paths = app.window.page.table.paths()
    assert not side.keep_going.isChecked()
    playback.play_list(paths[5:], 0)  # four to come
    qtbot.waitUntil(lambda: playback.is_playing)
    QTest.mouseClick(side.keep_going, LEFT)
    assert app.services.keep_going.is_on
    assert len(playback.queue) == 4
    _press(app, Qt.Key.Key_Right, CONTROL)  # three to come
    qtbot.waitUntil(lambda: len(playback.queue.recommended) == 5)
    rows = playback.queue.recommended
    assert {row.reason.mood for row in rows if row.reason} == {Mood.SAD}
    assert all(row.source is PlaySource.RECOMMENDED for row in rows)
    assert not {row.path for row in rows} & {*paths[6:]}
    # A person who takes them out again is not given others while the same track plays.
    QTest.mouseClick(side.clear_queue, LEFT)
    assert len(playback.queue) == 0
    _press(app, Qt.Key.Key_Z, CONTROL)
    assert playback.queue.recommended == rows
    _press(app, Qt.Key.Key_G, CONTROL)
    assert not side.keep_going.isChecked()
