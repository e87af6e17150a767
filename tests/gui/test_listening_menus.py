"""What the panel, the menus and the history say and do, by mouse and by key."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from heard_library import PLACES
from heard_week import MIXED, PLAYED, OpenApp, fill_week, opened
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.ban import BanKind
from musemood.domain.earlier_plays import EarlierPlays
from musemood.domain.mood import Mood
from musemood.domain.moves import Moved
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import ThumbKind
from musemood.ui.erase_dialog import EraseDialog
from musemood.ui.folder_tree import FolderTree
from musemood.ui.menu_words import menu_words
from musemood.ui.places import Page, Place

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def _menu(qtbot: QtBot) -> QMenu:
    """The menu that is open."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _choose(menu: QMenu, words: str, *, by_key: bool) -> None:
    """One of its lines, which opens or does something."""
    (action,) = (each for each in menu.actions() if each.text().startswith(words))
    if by_key:
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    elif action.menu() is not None:
        menu.setActiveAction(action)  # as the pointer over it does
    else:
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def _fill(app: App, qtbot: QtBot) -> list[str]:
    with qtbot.waitSignal(app.services.recommending.recommended):
        app.window.side.recommend_wanted.emit()
    return _recommended(app)


def _recommended(app: App) -> list[str]:
    return [row.path for row in app.services.playback.queue.recommended]


@pytest.mark.parametrize("by_key", [False, True])
def test_a_mixed_week_names_two_moods_and_recommend_asks_which(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path, by_key: bool
) -> None:
    music = tmp_path / "music"
    fill_week(tmp_path / "home", music, lambda n: MIXED if n < PLAYED else n, PLACES)
    app = opened(open_app, qtbot)
    side, recommending = app.window.side, app.services.recommending
    assert recommending.state.emotion is not None
    reading = recommending.state.emotion.reading
    assert reading.mood is Mood.UNSURE
    first, second = sorted(reading.probabilities)[:-3:-1]
    moods = [list(Mood)[reading.probabilities.index(share)] for share in (first, second)]
    for mood in moods:
        assert mood.value in side._headline.text()
    assert "mixed" in side._headline.text()
    for choice in (moods[1].value, moods[0].value, "Both"):
        if by_key:
            QTest.keyClick(app.window, Qt.Key.Key_R, CONTROL)
        else:
            QTest.mouseClick(side.recommend, LEFT)
        menu = _menu(qtbot)
        assert [a.text() for a in menu.actions()] == [*(m.value for m in moods), "Both"]
        with qtbot.waitSignal(recommending.recommended):
            _choose(menu, choice, by_key=by_key)
        chosen = recommending.state.chosen
        assert (chosen.value if chosen else "Both") == choice
        rows = app.services.playback.queue.recommended
        assert rows
        if chosen:
            assert {row.reason.mood for row in rows[:3] if row.reason} == {chosen}
        recommending.choose(None)


@pytest.mark.parametrize("by_key", [False, True])
def test_the_menu_of_the_panel_opens_and_begins_a_private_session(
    open_app: OpenApp, qtbot: QtBot, heard: list[str], by_key: bool
) -> None:
    app = opened(open_app, qtbot)
    more = app.window.side.more
    if by_key:
        more.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(more, Qt.Key.Key_Space)
    else:
        QTest.mouseClick(more, LEFT)
    menu = _menu(qtbot)
    assert [a.text().split("\t")[0] for a in menu.actions() if not a.isSeparator()] == [
        "Private session", "Erase history …", "Settings of recommendations …",
    ]  # fmt: skip
    _choose(menu, "Private session", by_key=by_key)
    qtbot.waitUntil(app.window.private_badge.isVisible)
    assert app.services.private.is_on


def test_a_private_session_leaves_no_trace_in_the_history(
    open_app: OpenApp, qtbot: QtBot, heard: list[str]
) -> None:
    app = opened(open_app, qtbot)
    app.window.page.views.go(Place(Page.HISTORY))
    page = app.window.page.views.history

    def today() -> tuple[int, int]:
        day = next(
            s.day for s in page.days.strips if s.day.day == datetime.now().astimezone().date()
        )
        return len(day.plays), len(day.states)

    qtbot.waitUntil(lambda: today()[1] > 0)  # what the inference said as the window opened
    before = today()
    QTest.keyClick(app.window, Qt.Key.Key_P, CONTROL_SHIFT)
    play = Play(heard[9], datetime.now(UTC), 200.0, PlayEnd.FINISHED, PlaySource.RECOMMENDED)
    app.services.playback.play_ended.emit(play)
    with qtbot.waitSignal(app.services.recommending.inferred):
        app.services.loop.give_thumb(heard[8], ThumbKind.DOWN)
    app.services.storage.flush()
    page.show_week()
    QApplication.processEvents()
    assert today() == before
    QTest.keyClick(app.window, Qt.Key.Key_P, CONTROL_SHIFT)
    app.services.playback.play_ended.emit(
        Play(heard[9], datetime.now(UTC), 200.0, PlayEnd.FINISHED, PlaySource.LIST)
    )
    qtbot.waitUntil(lambda: today()[0] == before[0] + 1)


def test_a_thumb_down_on_a_row_is_taken_back_by_ctrl_z_and_by_the_link(
    open_app: OpenApp, qtbot: QtBot, heard: list[str]
) -> None:
    app = opened(open_app, qtbot)
    rows, side = _fill(app, qtbot), app.window.side
    emotion = app.services.recommending.state.emotion
    ways: list[Callable[[], None]] = [
        lambda: QTest.keyClick(app.window, Qt.Key.Key_Z, CONTROL),
        lambda: QTest.mouseClick(side._undo, LEFT),
    ]
    for way in ways:
        spot = side.queue.thumb_spot(0, ThumbKind.DOWN)
        with qtbot.waitSignal(app.services.recommending.recommended):
            QTest.mouseClick(side.queue.viewport(), LEFT, pos=spot)
        assert rows[0] not in _recommended(app)
        assert side.note.words.text().startswith("Less ")
        assert app.services.collection.thumb_of(rows[0], LONG_AGO) is not None
        way()
        assert _recommended(app) == rows
        assert app.services.collection.thumb_of(rows[0], LONG_AGO) is None
        qtbot.waitUntil(lambda: app.services.recommending.state.emotion == emotion)
        assert side.note.words.text() == ""


def _tip(widget: QWidget, at: QPoint) -> str:
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    return QToolTip.text()


def test_a_row_says_beforehand_what_its_thumbs_will_do(
    open_app: OpenApp, qtbot: QtBot, heard: list[str]
) -> None:
    app = opened(open_app, qtbot)
    rows, queue = _fill(app, qtbot), app.window.side.queue
    mood = app.window.track(rows[0]).told_mood
    assert mood is not None
    up, down = f"Thumb up: {mood.value} goes on", f"less {mood.value} for today; this track rests"
    assert _tip(queue.viewport(), queue.thumb_spot(0, ThumbKind.UP)) == up
    assert down in _tip(queue.viewport(), queue.thumb_spot(0, ThumbKind.DOWN))
    description = queue.model().index(0, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert up in description
    assert down in description
    queue.setFocus()
    queue.setCurrentIndex(queue.model().index(0, 0))

    def take() -> None:
        menu = _menu(qtbot)
        assert sum(a.text().startswith("Thumb") for a in menu.actions()) == 2
        _choose(menu, f"Thumb down: less {mood.value}", by_key=True)

    QTimer.singleShot(0, take)
    with qtbot.waitSignal(app.services.recommending.recommended):
        _want_menu(queue, by_key=True)
    assert rows[0] not in _recommended(app)


def _want_menu(view: QAbstractItemView, *, by_key: bool) -> None:
    """The context menu of its current row, as the menu key or the right button asks for it."""
    at = view.visualRect(view.currentIndex()).center()
    reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view if by_key else view.viewport(), event)


def _ban_from(app: App, qtbot: QtBot, view: QAbstractItemView, words: str, *, by_key: bool) -> None:
    """Open the context menu of a view and choose a line of Never recommend."""

    def take() -> None:
        menu = _menu(qtbot)
        _choose(menu, "Never recommend", by_key=by_key)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not menu)
        _choose(_menu(qtbot), words, by_key=by_key)

    QTimer.singleShot(0, take)
    _want_menu(view, by_key=by_key)
    qtbot.waitUntil(lambda: bool(app.services.rules.rules.bans))


@pytest.mark.parametrize("by_key", [False, True])
def test_never_recommend_from_a_list_takes_waiting_rows_out_and_undo_brings_them_back(
    open_app: OpenApp, qtbot: QtBot, heard: list[str], by_key: bool
) -> None:
    app = opened(open_app, qtbot)
    tracks = app.window.page.tracks
    app.window.page.views.go(Place(Page.SONGS))
    rows = _fill(app, qtbot)
    path = next(path for path in rows)
    artist = app.window.track(path).tags.artist
    tracks.show_path(path)
    _ban_from(app, qtbot, tracks, f"artist {artist}", by_key=by_key)
    left = _recommended(app)
    assert left == [p for p in rows if app.window.track(p).tags.artist != artist]
    assert left != rows
    QTest.keyClick(app.window, Qt.Key.Key_Z, CONTROL)
    assert app.services.rules.rules.bans == ()
    assert _recommended(app) == rows


def test_a_folder_is_banned_in_the_tree_and_still_is_when_it_is_renamed(
    open_app: OpenApp, qtbot: QtBot, heard: list[str], tmp_path: Path
) -> None:
    app = opened(open_app, qtbot)
    app.window.page.views.go(Place(Page.FOLDERS))
    tree = app.window.page.views.pages[Page.FOLDERS].findChild(FolderTree)
    assert isinstance(tree, FolderTree)
    qtbot.waitUntil(lambda: tree.model().rowCount() > 0)
    tree.setCurrentIndex(tree.model().index(0, 0, QModelIndex()))
    _ban_from(app, qtbot, tree, "folder ", by_key=True)
    (ban,) = app.services.rules.rules.bans
    assert (ban.kind, ban.value) == (BanKind.FOLDER, str(tmp_path / "music"))
    (tmp_path / "music").rename(tmp_path / "tunes")
    tunes = {path: str(tmp_path / "tunes" / Path(path).name) for path in heard}
    moved = [Moved(path, replace(app.window.track(path), path=tunes[path])) for path in heard]
    app.services.storage.ask(lambda store: store.move(moved))
    app.services.whereabouts.follow(moved)
    (ban,) = app.services.rules.rules.bans
    assert (ban.kind, ban.value) == (BanKind.FOLDER, str(tmp_path / "tunes"))
    with qtbot.waitSignal(app.services.recommending.recommended):
        app.services.loop.recommend()
    assert _recommended(app) == []
    app.window.close()
    again = opened(open_app, qtbot)
    qtbot.waitUntil(lambda: bool(again.services.rules.rules.bans))
    assert [b.value for b in again.services.rules.rules.bans] == [str(tmp_path / "tunes")]


def test_the_erasing_counts_in_words_and_says_what_stays(
    open_app: OpenApp, qtbot: QtBot, heard: list[str]
) -> None:
    app = opened(open_app, qtbot)
    word = EarlierPlays(heard[3], "strawberry", 7, None, datetime.now(UTC))
    app.services.collection.bring((), [word])
    app.services.loop.give_thumb(heard[8], ThumbKind.UP)
    app.services.storage.flush()
    app.window.erase_history()
    dialog = app.window.findChild(EraseDialog)
    assert isinstance(dialog, EraseDialog)
    QTest.keyClick(dialog.choices[0], Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "1 thumb, " in dialog.says.text())
    assert "thumbs" not in dialog.says.text()
    QTest.mouseClick(dialog.choices[4], LEFT)
    qtbot.waitUntil(lambda: dialog.says.text().startswith("6 plays, 1 thumb, "))
    assert "counted without dates stay: 7 plays" in dialog.says.text()
    with qtbot.waitSignal(app.services.erasing.erased):
        QTest.keyClick(dialog.erase, Qt.Key.Key_Space)
    assert app.services.collection.play_count(heard[3]) == 7


def test_a_quiet_day_and_an_empty_week_are_told_apart(
    open_app: OpenApp, qtbot: QtBot, heard: list[str]
) -> None:
    app = opened(open_app, qtbot)
    app.window.page.views.go(Place(Page.HISTORY))
    page = app.window.page.views.history
    QTest.mouseClick(page.earlier, LEFT)
    QTest.mouseClick(page.earlier, LEFT)
    assert page.says.text() == "Nothing was heard in this week."
    quiet = page.days.strips[2]
    QTest.mouseClick(quiet, LEFT)
    assert page.says.text() == f"Nothing was heard on {quiet.day.day.day} {quiet.day.day:%B}."
    page.week.setEnabled(True)
    QTest.keyClick(page.month, Qt.Key.Key_Space)
    QTest.keyClick(page.earlier, Qt.Key.Key_Space)
    QTest.keyClick(page.earlier, Qt.Key.Key_Space)
    assert page.says.text() == "Nothing was heard in this month."


def test_a_corrected_mood_ranks_the_queue_anew(
    open_app: OpenApp, qtbot: QtBot, heard: list[str]
) -> None:
    app = opened(open_app, qtbot)
    app.services.recommending.choose(Mood.SAD)
    first = _fill(app, qtbot)
    assert {app.window.track(path).mood for path in first[:4]} == {Mood.SAD}
    tracks = app.window.page.tracks
    app.window.page.views.go(Place(Page.SONGS))
    wrong = first[0]
    tracks.show_path(wrong)
    tracks.setFocus()
    QTest.keyClick(tracks, Qt.Key.Key_1, CONTROL)
    assert app.window.track(wrong).mood is Mood.HAPPY
    app.services.playback.clear()  # what was offered already would come last
    app.services.recommending.choose(Mood.HAPPY)
    assert wrong in _fill(app, qtbot)[:8]
    reasons = {row.path: row.reason for row in app.services.playback.queue.recommended}
    reason = reasons[wrong]
    assert reason is not None
    assert (reason.mood, reason.probability) == (Mood.HAPPY, 1.0)
    app.services.playback.clear()
    app.services.recommending.choose(Mood.SAD)
    assert wrong not in _fill(app, qtbot)[:4]


def test_a_trouble_of_learning_is_told(open_app: OpenApp, qtbot: QtBot, heard: list[str]) -> None:
    app = opened(open_app, qtbot)
    app.services.calibrating.trouble.emit(OSError("disk full"))
    assert "disk full" in app.window.banner.says("trouble")


def test_a_name_in_a_menu_keeps_its_signs_and_is_not_wider_than_a_menu(qapp: QApplication) -> None:
    menu = QMenu()
    assert menu_words("artist Simon & Garfunkel", menu) == "artist Simon && Garfunkel"
    long = menu_words("folder /music/" + "W & " * 200 + "end", menu)
    assert long.startswith("folder /music")
    assert long.endswith("end")
    assert menu.fontMetrics().horizontalAdvance(long.replace("&&", "&")) <= 380
