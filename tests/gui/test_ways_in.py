"""Other ways into the queue in the real window, by mouse and by key: like this, and a journey."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from heard_library import fill
from menus import choose_in_menu, open_row_menu
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import MOODS, Mood
from musemood.domain.play_log import PlaySource
from musemood.domain.queue import Queue, QueueRow
from musemood.domain.reason import Part
from musemood.domain.thumb import ThumbKind
from musemood.domain.way_in import LikeTrack
from musemood.ui.columns import Column
from musemood.ui.journey_dialog import JourneyDialog

OpenApp = Callable[..., App]
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def app(open_app: OpenApp, qtbot: QtBot, tmp_path: Path) -> App:
    """The window with sixty analysed tracks and a week of sad ones."""
    fill(tmp_path)
    app = open_app()
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    state = app.services.recommending
    qtbot.waitUntil(lambda: state.state.emotion is not None and state.state.emotion.is_told)
    return app


def _recommended(app: App) -> tuple[QueueRow, ...]:
    return app.services.playback.queue.recommended


def _note(app: App) -> str:
    return app.window.side.note.words.text()


def _is_like(app: App, path: str) -> bool:
    """Whether what is recommended was asked to be like that track, nearest by its sound."""
    rows = _recommended(app)
    reasons = [row.reason for row in rows]
    if not rows or any(r is None or r.like_path != path for r in reasons):
        return False
    sounds = app.services.storage.embeddings()
    alike = sounds.directions([row.path for row in rows]) @ sounds.directions([path])[0]
    told = [reason.likeness for reason in reasons if reason]
    return np.allclose(alike, told, atol=1e-3) and path not in {row.path for row in rows}


def test_more_like_this_by_the_menu_of_a_list(app: App, qtbot: QtBot) -> None:
    tracks, playback = app.window.page.tracks, app.services.playback
    playback.add([app.window.page.table.track_at(9).path])
    own, before = playback.queue.own, playback.queue.upcoming()
    spot = tracks.visualRect(app.window.page.table.index(3, Column.TITLE)).center()
    path = app.window.page.table.track_at(3).path
    tracks.show_path(path)
    with qtbot.waitSignal(app.services.recommending.recommended):
        choose_in_menu(lambda: open_row_menu(tracks, spot), "More like this")
    assert _is_like(app, path)
    rows = _recommended(app)
    assert playback.queue.own == own  # never displaced
    assert own[0].path not in {row.path for row in rows}
    assert all(row.source is PlaySource.RECOMMENDED for row in rows)
    title = app.window.track(path).title
    words = app.window.side.rows.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    reason = rows[0].reason
    assert reason is not None
    assert f"sounds {round(100 * reason.likeness)} % like {title}" in words
    assert _note(app).startswith(f"{len(rows)} songs that sound like “{title}”")
    QTest.keyClick(app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert playback.queue.upcoming() == before
    assert title not in _note(app)


def test_more_like_this_by_key_for_a_song_and_for_a_row_of_the_queue(
    app: App, qtbot: QtBot
) -> None:
    window, signal = app.window, app.services.recommending.recommended
    path = window.page.table.track_at(5).path
    window.page.tracks.show_path(path)
    with qtbot.waitSignal(signal):
        QTest.keyClick(window, Qt.Key.Key_R, CONTROL_SHIFT)
    assert _is_like(app, path)
    queue = window.side.queue
    queue.setFocus(Qt.FocusReason.TabFocusReason)
    queue.setCurrentIndex(window.side.rows.index(2, 0))
    third = _recommended(app)[2].path
    with qtbot.waitSignal(signal):
        QTest.keyClick(queue, Qt.Key.Key_R, CONTROL_SHIFT)
    assert _is_like(app, third)
    row = queue.visualRect(window.side.rows.index(0, 0)).center()
    first = _recommended(app)[0].path
    with qtbot.waitSignal(signal):
        choose_in_menu(lambda: open_row_menu(queue, row), "More like this")
    assert _is_like(app, first)


def test_more_like_what_plays_from_the_panel_and_a_decline_asks_again(
    app: App, qtbot: QtBot
) -> None:
    window, services = app.window, app.services
    playing = window.page.table.track_at(7).path
    services.playback.restore(Queue().play_list([playing], 0), 0.0)
    with qtbot.waitSignal(services.recommending.recommended):
        choose_in_menu(
            lambda: QTest.mouseClick(window.side.ways, Qt.MouseButton.LeftButton), "More like “"
        )
    assert _is_like(app, playing)
    declined = _recommended(app)[0].path
    before = services.playback.queue
    with qtbot.waitSignal(services.recommending.recommended):
        choose_in_menu(lambda: open_row_menu(window.side.queue, QPoint(20, 20)), "Thumb down")
    assert services.recommending.state.way == LikeTrack(playing)
    assert _is_like(app, playing)  # not of the week's mood: what was asked for is asked for again
    assert declined not in {row.path for row in _recommended(app)}
    services.undo.undo()
    assert services.playback.queue.recommended == before.recommended


def test_a_track_that_is_not_analysed_says_so_and_takes_nothing(app: App, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.services.recommending.recommended):
        app.window.side.recommend_wanted.emit()
    before = app.services.playback.queue
    with qtbot.waitSignal(app.services.recommending.recommended):
        app.window.ways.more_like("/not/here.flac")
    assert "not analysed yet" in _note(app)
    assert app.services.playback.queue == before


def _dialog(app: App, qtbot: QtBot) -> JourneyDialog:
    qtbot.waitUntil(lambda: app.window.findChild(JourneyDialog) is not None)
    dialog = app.window.findChild(JourneyDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def _check_journey(app: App, start: Mood, goal: Mood) -> None:
    """From one mood to the other, and every step is nearer to the place of the goal."""
    library = app.services.collection.library
    readings = {t.path: r for t in library.songs() if (r := t.counted_reading)}
    of_goal = [(r.valence, r.arousal) for r in readings.values() if r.mood is goal]
    place = np.mean(of_goal, axis=0)
    rows = _recommended(app)
    points = [np.array((readings[r.path].valence, readings[r.path].arousal)) for r in rows]
    left = [float(np.hypot(*(point - place))) for point in points]
    assert all(after < before for before, after in pairwise(left))
    moods = [readings[row.path].mood for row in rows]
    assert (moods[0], moods[-1]) == (start, goal)
    assert all(row.reason and row.reason.parts[0] is Part.STEP for row in rows)
    assert all(row.source is PlaySource.RECOMMENDED for row in rows)


def test_a_journey_by_mouse(app: App, qtbot: QtBot) -> None:
    window, playback = app.window, app.services.playback
    playback.add([window.page.table.track_at(0).path])
    before = playback.queue
    choose_in_menu(
        lambda: QTest.mouseClick(window.side.ways, Qt.MouseButton.LeftButton), "Journey from mood"
    )
    dialog = _dialog(app, qtbot)
    QTest.mouseClick(dialog.start.button(Mood.INTENSE), Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.goal.button(Mood.INTENSE), Qt.MouseButton.LeftButton)
    assert not dialog.go.isEnabled()
    QTest.mouseClick(dialog.goal.button(Mood.RELAXED), Qt.MouseButton.LeftButton)
    dialog.length.setValue(6)
    with qtbot.waitSignal(app.services.recommending.recommended):
        QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    _check_journey(app, Mood.INTENSE, Mood.RELAXED)
    assert len(_recommended(app)) == 6
    assert _note(app).startswith("6 songs from intense to relaxed.")
    assert playback.queue.own == before.own
    words = window.side.rows.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "step 2 of 6 to relaxed" in words
    declined = _recommended(app)[2].path
    others = [row for row in _recommended(app) if row.path != declined]
    with qtbot.waitSignal(app.services.recommending.inferred):
        app.services.loop.give_thumb(declined, ThumbKind.DOWN)
    assert list(_recommended(app)) == others  # they go on where they led
    _check_journey(app, Mood.INTENSE, Mood.RELAXED)
    app.services.undo.undo()
    app.services.undo.undo()
    assert playback.queue.upcoming() == before.upcoming()


def test_a_journey_by_keys_is_honest_where_songs_are_few(app: App, qtbot: QtBot) -> None:
    app.services.recommending.choose(Mood.SAD)
    QTest.keyClick(app.window, Qt.Key.Key_J, CONTROL_SHIFT)
    dialog = _dialog(app, qtbot)
    dialog.start.button(Mood.SAD).setFocus(Qt.FocusReason.TabFocusReason)
    assert dialog.start.button(Mood.SAD).isChecked()  # it begins with the mood that counts
    QTest.keyClick(dialog.start.button(Mood.SAD), Qt.Key.Key_Left)
    assert dialog.start.button(Mood.RELAXED).isChecked()
    dialog.length.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(dialog.length, Qt.Key.Key_End)
    with qtbot.waitSignal(app.services.recommending.recommended):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    _check_journey(app, Mood.RELAXED, Mood.HAPPY)
    count = len(_recommended(app))
    assert 2 < count < 40
    assert f"Only {count} songs lie on the way from relaxed to happy; you asked for 40" in _note(
        app
    )


@pytest.mark.parametrize("mood", [MOODS[1]])
def test_a_feeling_by_key(app: App, qtbot: QtBot, mood: Mood) -> None:
    with qtbot.waitSignal(app.services.recommending.recommended):
        QTest.keyClick(app.window, Qt.Key.Key_F, CONTROL_SHIFT)
        menu = app.window.side.feelings
        qtbot.waitUntil(menu.isVisible)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert app.services.recommending.state.chosen is mood
    moods = [row.reason.mood for row in _recommended(app) if row.reason]
    assert moods[0] is mood
