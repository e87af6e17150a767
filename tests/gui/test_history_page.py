"""The history through the real window: days by mouse and keys, plays and states of one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import Mood, MoodReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.state_log import StateCause, StateEntry
from musemood.domain.track import Tags, Track
from musemood.ui.erase_dialog import EraseDialog
from musemood.ui.history_page import HistoryPage
from musemood.ui.places import Page


def test_a_day_lists_what_was_heard_and_what_the_week_sounded_like(
    open_app: Callable[..., App], qtbot: QtBot, few_songs: Path
) -> None:
    app = open_app()
    window, now = app.window, datetime.now().astimezone()
    path = str(few_songs / "0.flac")
    reading = MoodReading((0.1, 0.1, 0.1, 0.6, 0.1), -0.5, -0.5, Mood.SAD)
    app.services.collection.put(
        [Track(path, 1, 1, Tags(title="Rain", duration_s=14.0), reading=reading)]
    )
    at = now.replace(hour=0, minute=0, second=1)
    app.services.collection.add_play(Play(path, at, 600.0, PlayEnd.FINISHED, PlaySource.LIST))
    entry = StateEntry(at + timedelta(seconds=1), reading.probabilities, Mood.SAD, StateCause.PLAY)
    app.services.storage.ask(lambda store: store.listening.add_state(entry))
    qtbot.waitUntil(lambda: window.page.currentIndex() == 1)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.mouseClick(window.sidebar.places[Page.HISTORY], Qt.MouseButton.LeftButton)
    page = window.page.views.page
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: any(strip.day.states for strip in page.days.strips))
    assert len(page.days.strips) == 7
    today = page.days.strips[now.weekday()]
    assert today.accessibleName().endswith("sad 10 min")
    assert today.isChecked()  # the last day with music, unasked
    assert page.list.count() == 2
    today.setFocus()
    step = Qt.Key.Key_Up if now.weekday() else Qt.Key.Key_Down
    back = Qt.Key.Key_Down if now.weekday() else Qt.Key.Key_Up
    QTest.keyClick(today, step)
    assert not today.hasFocus()
    beside = window.focusWidget()
    assert beside in page.days.strips
    QTest.keyClick(beside, back)
    assert today.hasFocus()
    QTest.keyClick(today, Qt.Key.Key_Return)
    lines = [page.list.item(row).text() for row in range(page.list.count())]
    midnight = QLocale().toString(QTime(0, 0), QLocale.FormatType.ShortFormat)
    assert lines == [
        f"{midnight}   Rain · 10 min · sad",
        f"{midnight}   The week sounded sad: 60 %",
    ]
    page.list.setCurrentRow(0)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    playing = app.services.playback.current
    assert playing is not None
    assert playing.path == path
    QTest.mouseClick(page.month, Qt.MouseButton.LeftButton)
    assert len(page.days.strips) >= 28
    QTest.mouseClick(page.earlier, Qt.MouseButton.LeftButton)
    assert page.says.text() == "Nothing was heard in this month."
    QTest.mouseClick(page.erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(EraseDialog)))
    window.findChildren(EraseDialog)[0].reject()
