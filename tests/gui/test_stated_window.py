"""Moods stated in the real window, by chip and by hand; what was played then counts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from heard_library import fill
from menus import choose_in_menu
from on_disk import on_disk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import Mood
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.reason import Part
from musemood.domain.stated_mood import StatedMood
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.ui.erase_dialog import EraseDialog
from musemood.ui.places import Page

OpenApp = Callable[..., App]
CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def library(tmp_path: Path) -> list[str]:
    """Paths of sixty analysed tracks; 3, 18, 33 and 48 are sad jazz."""
    return fill(tmp_path)


def _opened(open_app: OpenApp, qtbot: QtBot) -> App:
    app = open_app()
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    state = app.services.recommending
    qtbot.waitUntil(lambda: state.state.emotion is not None and state.state.emotion.is_told)
    return app


def _chosen(app: App) -> Mood | None:
    return app.services.recommending.state.chosen


def _recommend(app: App, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.services.recommending.recommended):
        QTest.keyClick(app.window, Qt.Key.Key_R, CONTROL)


def _play_first(app: App) -> None:
    app.window.page.tracks.show_path(app.window.page.table.paths()[0])
    app.window.page.tracks.setFocus()
    QTest.keyClick(app.window.page.tracks, Qt.Key.Key_Return)


def _on_disk(app: App, qtbot: QtBot) -> list[Mood]:
    """The moods in the journal."""
    return [each.mood for each in on_disk(app, qtbot, lambda store: store.listening.stated())]


def test_a_chip_shows_its_songs_by_mouse_and_by_key_and_recommend_follows_and_states_it(
    open_app: OpenApp, qtbot: QtBot, library: list[str]
) -> None:
    app = _opened(open_app, qtbot)
    window = app.window
    QTest.mouseClick(window.sidebar.moods[Mood.INTENSE], LEFT)
    assert _chosen(app) is Mood.INTENSE
    assert window.page.table.rowCount() == 12  # its songs are shown
    assert "You chose" in window.side._headline.text()
    assert _on_disk(app, qtbot) == []  # who looks does not say that they feel so
    _recommend(app, qtbot)
    reasons = [row.reason for row in app.services.playback.queue.recommended]
    assert reasons[0] is not None
    assert reasons[0].mood is Mood.INTENSE
    assert _on_disk(app, qtbot) == [Mood.INTENSE]
    _recommend(app, qtbot)
    assert len(_on_disk(app, qtbot)) == 1  # asked for twice, said once
    chip = window.sidebar.moods[Mood.SAD]
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert _chosen(app) is Mood.SAD
    assert _on_disk(app, qtbot) == [Mood.INTENSE]
    _recommend(app, qtbot)
    assert _on_disk(app, qtbot) == [Mood.SAD]  # the one before, a moment ago, was a slip
    QTest.mouseClick(window.sidebar.moods[Mood.UNSURE], LEFT)
    assert _chosen(app) is Mood.SAD  # unsure is nothing to feel
    app.window.close()
    again = _opened(open_app, qtbot)
    qtbot.waitUntil(lambda: len(again.services.stating.stated) == 1)
    assert _chosen(again) is None  # for now, not for ever


def test_to_play_from_the_songs_of_a_chip_states_its_mood_and_from_others_none(
    open_app: OpenApp, qtbot: QtBot, library: list[str]
) -> None:
    app = _opened(open_app, qtbot)
    window = app.window
    QTest.mouseClick(window.sidebar.moods[Mood.SAD], LEFT)
    QTest.mouseClick(window.sidebar.places[Page.SONGS], LEFT)  # looked, and gone on
    assert window.page.table.rowCount() == len(library)
    _play_first(app)
    assert _on_disk(app, qtbot) == []
    QTest.mouseClick(window.sidebar.moods[Mood.SAD], LEFT)
    _play_first(app)
    assert _on_disk(app, qtbot) == [Mood.SAD]
    QTest.mouseClick(window.sidebar.moods[Mood.HAPPY], LEFT)
    QTest.mouseClick(window.side._buttons.week, LEFT)  # no, as the week sounds
    _play_first(app)
    assert _on_disk(app, qtbot) == []


def test_no_i_feel_states_a_mood_and_back_at_once_forgets_it(
    open_app: OpenApp, qtbot: QtBot, library: list[str]
) -> None:
    app = _opened(open_app, qtbot)
    side = app.window.side
    with qtbot.waitSignal(app.services.recommending.recommended):
        choose_in_menu(lambda: QTest.mouseClick(side._buttons.feel, LEFT), "fresh")
    assert _on_disk(app, qtbot) == [Mood.FRESH]
    QTest.mouseClick(side._buttons.week, LEFT)
    assert _chosen(app) is None
    assert _on_disk(app, qtbot) == []
    QTest.keyClick(app.window, Qt.Key.Key_P, CONTROL_SHIFT)  # a private session
    QTest.mouseClick(app.window.sidebar.moods[Mood.SAD], LEFT)
    assert _chosen(app) is Mood.SAD
    _recommend(app, qtbot)
    assert _on_disk(app, qtbot) == []
    assert app.services.stating.stated == ()


def _state_five_times(folder: Path, path: str) -> None:
    """Sad on five evenings, with the same song each time."""
    now = datetime.now(UTC)
    with Store.open(DataFolder.under(folder / "home")) as store:
        for days in range(1, 6):
            at = now - timedelta(days=10 + days)
            store.listening.add_stated([StatedMood(Mood.SAD, at)])
            begun = at + timedelta(minutes=3)
            store.add_play(Play(path, begun, 200.0, PlayEnd.FINISHED, PlaySource.PICKED))


def test_from_five_moments_on_the_panel_tells_the_genre_and_it_counts(
    open_app: OpenApp, qtbot: QtBot, library: list[str], tmp_path: Path
) -> None:
    _state_five_times(tmp_path, library[3])
    app = _opened(open_app, qtbot)
    window, recommending = app.window, app.services.recommending
    qtbot.waitUntil(lambda: bool(recommending.state.habits))
    words = "When you chose sad: mostly jazz (5 times)."
    QTest.mouseClick(window.sidebar.moods[Mood.SAD], LEFT)
    assert words in window.side._aside.text()
    assert window.side._aside.isVisible()
    QTest.mouseClick(window.sidebar.moods[Mood.HAPPY], LEFT)
    assert words not in window.side._aside.text()
    assert words in window.side._aside.toolTip()  # all moods are told there
    window.resize(1280, 620)
    QTest.mouseClick(window.sidebar.moods[Mood.SAD], LEFT)
    assert words in window.side.bars.toolTip()  # and where there is no room, at the bars
    with qtbot.waitSignal(recommending.recommended):
        QTest.keyClick(window, Qt.Key.Key_R, CONTROL)
    stated = [
        row.reason
        for row in app.services.playback.queue.recommended
        if row.reason is not None and Part.STATED in row.reason.parts
    ]
    assert stated
    assert {reason.genre for reason in stated} == {"jazz"}


def test_what_was_stated_is_erased_with_the_history(
    open_app: OpenApp, qtbot: QtBot, library: list[str], tmp_path: Path
) -> None:
    _state_five_times(tmp_path, library[3])
    app = _opened(open_app, qtbot)
    qtbot.waitUntil(lambda: len(app.services.stating.stated) == 5)
    QTest.keyClick(app.window, Qt.Key.Key_Delete, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: app.window.findChild(EraseDialog) is not None)
    dialog = app.window.findChild(EraseDialog)
    assert dialog is not None
    dialog.choices[4].click()
    qtbot.waitUntil(lambda: "5 moods that you chose" in dialog.says.text())
    with qtbot.waitSignal(app.services.erasing.erased):
        QTest.mouseClick(dialog.erase, LEFT)
    assert dialog.result() == QDialog.DialogCode.Accepted
    qtbot.waitUntil(lambda: app.services.stating.stated == ())
    qtbot.waitUntil(lambda: app.services.recommending.state.habits == ())
    assert not list((tmp_path / "home" / "data").rglob("stated*"))


def test_what_an_export_brings_counts_at_once(
    open_app: OpenApp, qtbot: QtBot, library: list[str], tmp_path: Path
) -> None:
    app = _opened(open_app, qtbot)
    file = tmp_path / "stated.jsonl"
    file.write_text('{"type":"stated","mood":"sad","at":"2026-01-02T21:00:00+00:00"}\n')
    with qtbot.waitSignal(app.services.transfer.imported):
        app.services.transfer.bring(str(file))
    qtbot.waitUntil(lambda: [each.mood for each in app.services.stating.stated] == [Mood.SAD])
