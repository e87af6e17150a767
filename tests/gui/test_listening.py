"""For my mood in the real window: leaving out, never recommend, private session, erasing."""

from datetime import UTC, datetime
from pathlib import Path

from heard_week import OpenApp, opened
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import UNKNOWN_READING, Mood
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import ThumbKind
from musemood.domain.wishes import WishKind
from musemood.services.recommending import Emotion
from musemood.ui.erase_dialog import EraseDialog
from musemood.ui.recommendation_page import RecommendationPage
from musemood.ui.settings_dialog import SettingsDialog

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _evidence(app: App) -> list[str]:
    emotion = app.services.recommending.state.emotion
    return [each.path for each in emotion.evidence] if emotion else []


def _left_out(app: App) -> tuple[str, ...]:
    emotion = app.services.recommending.state.emotion
    return emotion.left_out if emotion else ()


def test_a_play_is_left_out_by_click_and_by_key_and_comes_back(
    open_app: OpenApp, qtbot: QtBot, heard: list[str]
) -> None:
    app = opened(open_app, qtbot)
    why, first, second = app.window.side.why, *_evidence(app)[:2]
    QTest.mouseClick(why.viewport(), Qt.MouseButton.LeftButton, pos=why.spot(0))
    qtbot.waitUntil(lambda: _left_out(app) == (first,))
    assert first not in _evidence(app)
    rows = why.model()
    spoken = [
        rows.data(rows.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(rows.rowCount())
    ]
    assert sum(words.endswith(": left out") for words in spoken) == 1
    app.services.undo.undo()
    qtbot.waitUntil(lambda: _left_out(app) == ())
    assert _evidence(app)[0] == first
    why.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(why, Qt.Key.Key_Down)
    QTest.keyClick(why, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: _left_out(app) == (second,))
    app.window.close()
    again = opened(open_app, qtbot)
    qtbot.waitUntil(lambda: _left_out(again) == (second,))  # it survives a restart
    why = again.window.side.why
    QTest.mouseClick(why.viewport(), Qt.MouseButton.LeftButton, pos=why.spot(4))
    qtbot.waitUntil(lambda: _left_out(again) == ())


def _ban_actions(app: App, path: str) -> dict[str, object]:
    menu = QMenu(app.window)
    app.window.side.queue.menu_opening.emit(menu, [path])
    (bans,) = [a.menu() for a in menu.actions() if a.text() == "Never recommend"]
    return {action.text(): action for action in bans.actions()}  # type: ignore[attr-defined]


def test_never_recommend_is_in_the_menus_and_taken_back_in_the_settings(
    open_app: OpenApp, qtbot: QtBot, heard: list[str]
) -> None:
    app = opened(open_app, qtbot)
    actions = _ban_actions(app, heard[1])
    assert [name.split(" ")[0] for name in actions] == [
        "track", "album", "artist", "genre", "folder",
    ]  # fmt: skip
    actions["artist Artist 1"].trigger()  # type: ignore[attr-defined]
    assert [ban.name for ban in app.services.rules.rules.bans] == ["Artist 1"]
    assert "never recommended" in app.window.toast.text
    with qtbot.waitSignal(app.services.recommending.recommended):
        app.window.side.recommend_wanted.emit()
    rows = [row.path for row in app.services.playback.queue.recommended]
    banned = {path for number, path in enumerate(heard) if number % 7 == 1}
    assert rows
    assert not banned & set(rows)
    app.window.show_settings("recommendations")
    dialog = app.window.findChild(SettingsDialog)
    assert dialog is not None
    page = dialog.page("recommendations")
    assert isinstance(page, RecommendationPage)
    assert page.bans.item(0).text() == "artist Artist 1"
    page.half_life.setValue(7)
    page.long.click()
    page.allow.click()
    assert app.services.rules.rules.bans == ()
    dialog.accept()
    app.window.close()
    again = opened(open_app, qtbot)
    qtbot.waitUntil(lambda: again.services.rules.rules.settings.half_life_days == 7.0)
    assert again.services.rules.rules.settings.allows_long


def test_a_private_session_writes_nothing(
    open_app: OpenApp, qtbot: QtBot, heard: list[str], tmp_path: Path
) -> None:
    app = opened(open_app, qtbot)
    window, services = app.window, app.services
    QTest.keyClick(window, Qt.Key.Key_P, CONTROL_SHIFT)
    qtbot.waitUntil(window.private_badge.isVisible)
    data = tmp_path / "home" / "data" / "journal"
    before = {path.name: path.read_bytes() for path in data.glob("*")}
    counted = services.collection.play_count(heard[9])
    play = Play(heard[9], datetime.now(UTC), 200.0, PlayEnd.FINISHED, PlaySource.RECOMMENDED)
    services.playback.play_ended.emit(play)
    services.loop.give_thumb(heard[8], ThumbKind.DOWN)
    services.storage.flush()
    assert {path.name: path.read_bytes() for path in data.glob("*")} == before
    assert services.collection.play_count(heard[9]) == counted
    QTest.mouseClick(window.private_badge.end, Qt.MouseButton.LeftButton)
    assert not window.private_badge.isVisible()
    assert services.collection.thumb_of(heard[8], datetime(2020, 1, 1, tzinfo=UTC)) is None
    services.playback.play_ended.emit(play)  # begun in private: hidden even if it ends later
    services.storage.flush()
    assert {path.name: path.read_bytes() for path in data.glob("plays*")} == {
        name: text for name, text in before.items() if name.startswith("plays")
    }


def test_erasing_says_what_goes_and_leaves_nothing(
    open_app: OpenApp, qtbot: QtBot, heard: list[str], tmp_path: Path
) -> None:
    app = opened(open_app, qtbot)
    QTest.keyClick(app.window, Qt.Key.Key_Delete, CONTROL_SHIFT)
    qtbot.waitUntil(lambda: app.window.findChild(EraseDialog) is not None)
    dialog = app.window.findChild(EraseDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "nothing" in dialog.says.text() or dialog.erase.isEnabled())
    dialog.choices[4].click()
    qtbot.waitUntil(lambda: "6 plays" in dialog.says.text())
    assert "cannot be undone" in dialog.says.text()
    with qtbot.waitSignal(app.services.erasing.erased):
        QTest.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    qtbot.waitUntil(lambda: app.services.recommending.state.emotion is None)
    assert app.services.collection.plays() == ()
    assert not app.services.undo.can_undo
    assert not list((tmp_path / "home" / "data" / "journal").glob("plays*"))


def test_a_week_that_is_not_analysed_says_so(
    open_app: OpenApp, qtbot: QtBot, heard: list[str]
) -> None:
    app = opened(open_app, qtbot)
    side, state = app.window.side, app.services.recommending.state
    waiting = Emotion(UNKNOWN_READING, (), tuple(heard[:6]), plays=6, tracks=6)
    side.show_state(replace(state, emotion=waiting))
    assert side._headline.text() == "Your week is not analysed yet"
    assert "Song 0, Song 1, Song 2 and 3 more" in side._aside.text()
    assert not side.recommend.isVisible()


def test_few_plays_say_so_and_ask(open_app: OpenApp, qtbot: QtBot, heard: list[str]) -> None:
    app = opened(open_app, qtbot)
    for path in _evidence(app)[:2]:
        app.services.rules.leave_out(path)
    side = app.window.side
    qtbot.waitUntil(lambda: "4 plays" in side.note.words.text())
    before = replace(app.services.recommending.state, given_up=(WishKind.SMOOTH,))
    side.show_state(before)  # as after a queue that gave something up
    assert "4 plays" in side.note.words.text()
    assert side.recommend.isHidden()
    assert not side.bars.isVisible()
    choice = side._choices.findChildren(QPushButton)[0]
    QTest.keyClick(app.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(choice.hasFocus)
    assert app.services.recommending.state.chosen is None
    with qtbot.waitSignal(app.services.recommending.recommended):
        QTest.keyClick(choice, Qt.Key.Key_Space)
    assert app.services.recommending.state.chosen is Mood.HAPPY
