"""Learning from corrections through the real window: asked for, counted at once, taken back."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from musemood.analysis import analysis_version
from musemood.app import App
from musemood.domain.mood import MOODS, Mood, MoodReading, SegmentReading
from musemood.domain.track import Tags, Track
from musemood.ui.moods_page import MoodsPage
from musemood.ui.settings_dialog import SettingsDialog

OpenApp = Callable[..., App]
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
RELAXED, SAD = MOODS.index(Mood.RELAXED), MOODS.index(Mood.SAD)


def _analysed(app: App) -> None:
    """Forty songs with their sequences: thirty that the model calls relaxed, ten happy."""
    chance = np.random.default_rng(5)
    clouds = chance.normal(size=(len(MOODS), 96))
    items = []
    for number in range(40):
        mood = RELAXED if number < 30 else MOODS.index(Mood.HAPPY)
        shares = np.full(5, 0.1)
        shares[mood], shares[SAD] = 0.5, 0.2
        sequence = np.zeros((4, 146), np.float32)
        sequence[:, 50:] = clouds[mood] + chance.normal(size=96) / 2
        reading = MoodReading(tuple(map(float, shares)), 0.1, -0.2, MOODS[mood])
        track = Track(f"/m/{number:02}.flac", 1, 1, Tags(title=f"{number:02}"),
                      reading=reading, analysed_by=analysis_version())  # fmt: skip
        segments = SegmentReading(np.full(4, mood, np.int8), np.full(4, 0.25, np.float32))
        items.append((track, sequence, segments))
    app.services.storage.put_analysed(items)
    app.services.collection.put(track for track, _, _ in items)


@pytest.fixture
def app(open_app: OpenApp, qtbot: QtBot) -> App:
    app = open_app()
    _analysed(app)
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 40)
    return app


def _say_sad(app: App, titles: range) -> None:
    """Select songs and press the key of sad."""
    window, table = app.window, app.window.page.table
    flags = QItemSelectionModel.SelectionFlag
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 30_000)
    window.page.tracks.setFocus()
    selection = window.page.tracks.selectionModel()
    selection.clear()
    for number in titles:
        row = table.row_of(f"/m/{number:02}.flac")
        assert row is not None
        selection.select(table.index(row, 0), flags.Select | flags.Rows)
    QTest.keyClick(window.page.tracks, Qt.Key.Key_4, CONTROL)


def _page(app: App, qtbot: QtBot) -> tuple[SettingsDialog, MoodsPage]:
    app.window.show_settings("moods")
    qtbot.waitUntil(lambda: bool(app.window.findChildren(SettingsDialog)))
    dialog = app.window.findChildren(SettingsDialog)[-1]
    page = dialog.page("moods")
    assert isinstance(page, MoodsPage)
    return dialog, page


def _moods(app: App) -> list[Mood | None]:
    found = [app.services.collection.library.get(f"/m/{n:02}.flac") for n in range(40)]
    return [track.mood if track else None for track in found]


def test_what_is_learnt_counts_at_once_comes_back_and_is_switched_off(
    app: App, open_app: OpenApp, qtbot: QtBot
) -> None:
    before = _moods(app)
    assert before == [Mood.RELAXED] * 30 + [Mood.HAPPY] * 10
    _say_sad(app, range(12))
    dialog, page = _page(app, qtbot)
    box = page.calibration
    assert box.state.text() == "12 of the 20 corrections that it takes."
    assert not box.learn.isEnabled()
    dialog.reject()
    _say_sad(app, range(12, 22))
    dialog, page = _page(app, qtbot)
    box = page.calibration
    assert _moods(app)[22:] == before[22:]  # nothing is learnt unasked
    box.learn.setFocus()
    QTest.keyClick(box.learn, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _moods(app)[22:30] == [Mood.SAD] * 8, timeout=60_000)
    assert "Learnt from 22 corrections" in box.state.text()
    assert "better in 10 of 10 trials" in box.state.text()
    sad = app.window.sidebar.moods[Mood.SAD]
    qtbot.waitUntil(lambda: int(sad.accessibleName().split()[-1]) >= 30)
    dialog.reject()
    first = app.services.collection.library.get("/m/25.flac")
    assert first is not None
    assert first.counted_reading is not None
    assert first.counted_reading.mood is Mood.SAD  # what ranking and map go by
    # What is stored stays the model's word.
    assert first.reading is not None
    assert first.reading.mood is Mood.RELAXED
    # After a restart it counts again, from what is stored.
    app.window.close()
    app = open_app()
    qtbot.waitUntil(lambda: app.services.calibrating.is_on)
    _analysed(app)
    app.services.calibrating.refresh_soon()
    qtbot.waitUntil(lambda: _moods(app)[22:30] == [Mood.SAD] * 8, timeout=60_000)
    dialog, page = _page(app, qtbot)
    QTest.mouseClick(page.calibration.off, LEFT)
    assert _moods(app)[22:] == before[22:]
    assert page.calibration.off.isHidden()
    dialog.reject()


def test_a_learning_that_is_cancelled_changes_nothing(app: App, qtbot: QtBot) -> None:
    _say_sad(app, range(22))
    dialog, page = _page(app, qtbot)
    before, box = _moods(app), page.calibration
    QTest.mouseClick(box.learn, LEFT)
    assert box.state.text() == "Learning …"
    QTest.mouseClick(box.cancel, LEFT)
    qtbot.waitUntil(box.learn.isEnabled, timeout=60_000)
    assert _moods(app) == before
    assert not app.services.calibrating.is_on
    dialog.reject()
