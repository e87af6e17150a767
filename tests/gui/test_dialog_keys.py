"""Every dialog by keys alone: Tab in reading order, Enter, Esc, the focus; and all its words."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

import pytest
from composed_music import encode, tone
from foreign_files import file_address, make_strawberry
from heard_week import sequence
from menus import choose_in_menu
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from musemood.analysis import analysis_version
from musemood.app import App
from musemood.domain.ban import Ban, BanKind
from musemood.domain.failure import Failure, FailureKind
from musemood.domain.mood import MOODS, MoodReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.tag_sheet import TagField
from musemood.domain.track import Tags, Track
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.player.vlc_library import open_vlc
from musemood.ui.appearance import Look
from musemood.ui.erase_dialog import EraseDialog
from musemood.ui.history_dialog import HistoryDialog
from musemood.ui.places import Page
from musemood.ui.settings_dialog import SettingsDialog
from musemood.ui.theme import load_fonts

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
COUNT = 24
LONG_TITLES = {1: "01 the long " * 9, 2: "02" + "长" * 100}
OTHER = Path(".local/share/strawberry/strawberry")
Kind = TypeVar("Kind", bound=QDialog)


@pytest.fixture(scope="module")
def app(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication, _display: None
) -> Iterator[App]:
    """One window with something in every dialog: moods said for 24 songs, a file that failed,
    a ban, a folder, and another player's history.
    """
    home, music = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("music")
    _fill(home, music)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/none")
        patch.setenv("HOME", str(home))
        patch.delenv("XDG_DATA_HOME", raising=False)
        qapp.setFont(load_fonts())
        app = App(DataFolder.under(home), open_vlc(("--aout=dummy",)), home / "power")
        app.start([str(music)])
        folders, table = app.services.folders, app.window.page.table
        _wait(lambda: table.rowCount() == COUNT and bool(folders.folders))
        app.services.importing.pause()
        app.services.opinions.rate(app.window.page.table.paths(), 3)
        app.services.rules.ban(Ban(BanKind.GENRE, "noise", "Noise"))
        app.window.show_settings("look")  # the first of the choices is not the one that holds
        dialog = _opened(SettingsDialog)
        dialog.page("look").choices[Look.DARK].click()  # type: ignore[attr-defined]
        dialog.accept()
        yield app
        app.window.close()
        app.close()
        app.window.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _wait(is_so: Callable[[], bool]) -> None:
    """As `qtbot` does, which lives as long as one test only."""
    for _ in range(3000):
        if is_so():
            return
        QTest.qWait(20)
    raise TimeoutError(is_so)


def _fill(home: Path, music: Path) -> None:
    sound = encode(music / "0.flac", tone(220.0, 0.5), tags={"title": "Song", "artist": "A"})
    with Store.open(DataFolder.under(home)) as store:
        for number in range(COUNT):
            file = music / f"{number}.flac"
            if number:
                shutil.copy(sound, file)
            store.put_analysed([(_track(file, number), *sequence(number))])
        for number in range(5):
            at = datetime.now(UTC) - timedelta(hours=2 + 20 * number)
            path = str(music / f"{number}.flac")
            store.add_play(Play(path, at, 200.0, PlayEnd.FINISHED, PlaySource.LIST))
        text = music / "text.mp3"
        text.write_text("no sound")
        failure = Failure(FailureKind.NOT_AUDIO, str(text))
        store.put([replace(_track(text, COUNT), reading=None, own_mood=None, failure=failure)])
    other = home / OTHER
    other.mkdir(parents=True)
    songs = [{"title": "x", "url": file_address(sound), "playcount": 5}]
    make_strawberry(other / "strawberry.db", songs).close()


def _track(file: Path, number: int) -> Track:
    shares = tuple(0.6 if each == number % 5 else 0.1 for each in range(5))
    reading = MoodReading(shares, 0.1, 0.1, MOODS[number % 5])
    title = LONG_TITLES.get(number, f"Song {number:02}")
    tags = Tags(title, title, title, genre=title, composer=title, duration_s=0.5)
    stat = file.stat()
    return Track(
        str(file), stat.st_mtime_ns, stat.st_size, tags, 1.0, reading, analysis_version(),
        own_mood=MOODS[(number + 1) % 5],
    )  # fmt: skip


@dataclass(frozen=True)
class Case:
    """``open``: what a person does; ``back_to``: where the focus was. ``default``: name of what
    Enter presses at first. ``first``: done in it before the walk. ``is_there``: all is shown.
    """

    name: str
    open: Callable[[App], object]
    default: str
    first: Callable[[Any], object] = lambda _: None
    is_there: Callable[[Any], bool] = lambda _: True
    back_to: Callable[[App], QWidget] = lambda app: app.window.page.tracks
    kind: type[QDialog] = QDialog


def _key(key: Qt.Key, held: Qt.KeyboardModifier = CONTROL) -> Callable[[App], object]:
    return lambda app: QTest.keyClick(app.window.page.tracks, key, held)


def _press(widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


def _page(row: int) -> Callable[[SettingsDialog], object]:
    def choose(dialog: SettingsDialog) -> None:
        for _ in range(row):
            QTest.keyClick(dialog.names, Qt.Key.Key_Down)
        assert dialog.stack.currentIndex() == row

    return choose


def _other_key(dialog: SettingsDialog) -> None:
    """One key is another than at first, so that there is a way back."""
    field = dialog.page("keys").fields["mute"]  # type: ignore[attr-defined]
    _press(field.button, Qt.Key.Key_Return)
    QTest.keyClick(field.edit, Qt.Key.Key_Y, CONTROL)
    assert field.button.hasFocus()
    dialog.names.setFocus()


def _folder_out_button(app: App) -> QWidget:
    page = app.window.findChildren(SettingsDialog)[-1].page("folders")
    return page.remove  # type: ignore[attr-defined, no-any-return]


def _take_a_folder_out(app: App) -> None:
    _key(Qt.Key.Key_Comma)(app)
    _opened(SettingsDialog)
    _press(_folder_out_button(app))


def _bring_a_history(app: App) -> None:
    app.window.sidebar.add.setFocus()
    choose_in_menu(app.window.sidebar.add.click, "History of")


def _bring_strawberry(app: App) -> None:
    _bring_a_history(app)
    dialog = _opened(HistoryDialog)
    _wait(lambda: bool(dialog.source.found))
    _press(dialog.source.found[0], Qt.Key.Key_Return)
    _wait(dialog.plan.isVisible)


def _move_to_trash(app: App) -> None:
    tracks = app.window.page.tracks
    choose_in_menu(lambda: QTest.keyClick(tracks, Qt.Key.Key_F10, SHIFT), "Move to trash")


def _from_to(dialog: EraseDialog) -> None:
    for place in range(3):
        QTest.keyClick(dialog.choices[place], Qt.Key.Key_Down)
    assert dialog.since.isEnabled()


PAGES = ("folders", "look", "language", "keys", "recommendations", "moods", "desktop", "transfer")
CASES = (
    *(
        Case(f"settings, {name}", _key(Qt.Key.Key_Comma), "Close", _page(row))
        for row, name in enumerate(PAGES)
    ),
    Case("sheet of keys", _key(Qt.Key.Key_Question, NONE), "Close", _other_key),
    Case("sound", _key(Qt.Key.Key_E, CONTROL | SHIFT), ""),
    Case("tags", _key(Qt.Key.Key_E), "Save",
         lambda dialog: QTest.keyClick(dialog.form.fields[TagField.TITLE], Qt.Key.Key_X),
         lambda dialog: dialog.form.isEnabled()),
    Case("details", _key(Qt.Key.Key_I), "Close", is_there=lambda dialog: dialog.sheet.moments),
    Case("moods to files", _key(Qt.Key.Key_M, CONTROL | SHIFT), "Write",
         is_there=lambda dialog: dialog.write.isEnabled()),
    Case("erase", _key(Qt.Key.Key_Delete, CONTROL | SHIFT), "Keep it all", _from_to,
         lambda dialog: dialog.erase.isEnabled()),
    Case("journey", _key(Qt.Key.Key_J, CONTROL | SHIFT), "Fill the queue"),
    Case("history", _bring_a_history, f"Strawberry ~/{OTHER / 'strawberry.db'}",
         is_there=lambda dialog: dialog.source.found,
         back_to=lambda app: app.window.sidebar.add),
    Case("what a history brings", _bring_strawberry, "Bring it over",
         back_to=lambda app: app.window.sidebar.add),
    Case("trash", _move_to_trash, "Cancel"),
    Case("files that failed", lambda app: _press(app.window.page.header.problems), "Close",
         back_to=lambda app: app.window.page.header.problems),
    Case("folder out", _take_a_folder_out, "Keep it", back_to=_folder_out_button,
         kind=QMessageBox),
)  # fmt: skip


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest, app: App, qtbot: QtBot) -> Iterator[Case]:
    """One of them, with two songs selected; whatever is open at the end is closed."""
    tracks = app.window.page.tracks
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    tracks.selectRow(1)
    QTest.keyClick(tracks, Qt.Key.Key_Down, SHIFT)
    tracks.setFocus()
    yield request.param
    for dialog in app.window.findChildren(QDialog):
        dialog.reject()
    app.window.activateWindow()  # of two that close at once the manager may give it to neither
    qtbot.waitUntil(app.window.isActiveWindow)


def _open(app: App, case: Case, qtbot: QtBot) -> QDialog:
    case.open(app)
    dialog = _opened(case.kind)
    qtbot.waitUntil(lambda: bool(case.is_there(dialog)))
    case.first(dialog)
    return dialog


def _opened(kind: type[Kind]) -> Kind:
    _wait(lambda: isinstance(QApplication.activeWindow(), kind))
    dialog = QApplication.activeWindow()
    assert isinstance(dialog, kind)
    return dialog


def test_tab_goes_through_it_in_reading_order_and_esc_leaves(
    app: App, case: Case, qtbot: QtBot
) -> None:
    dialog = _open(app, case, qtbot)
    walk = _walk(dialog)
    assert set(map(_told, walk)) == set(map(_told, _reachable(dialog)))
    turns = (walk[n:] + walk[:n] for n in range(len(walk)))
    assert any(map(_is_as_read, turns)), [_told(each) for each in walk]
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: case.back_to(app).hasFocus())


def test_all_words_are_there_to_read(app: App, case: Case, qtbot: QtBot) -> None:
    dialog = _open(app, case, qtbot)

    def are_whole() -> None:
        assert [label.text() for label in dialog.findChildren(QLabel) if _is_cut(label)] == []

    qtbot.waitUntil(are_whole, timeout=5_000)


def _is_cut(label: QLabel) -> bool:
    if not label.isVisible() or not label.text():
        return False
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height()


def test_enter_presses_the_button_in_focus_else_the_default(
    app: App, case: Case, qtbot: QtBot
) -> None:
    dialog = _open(app, case, qtbot)
    first, default = dialog.focusWidget(), _default(dialog)
    assert _name(default) == case.default
    for stop in _walk(dialog):
        stop.setFocus()
        is_pressed = isinstance(stop, QToolButton) or (
            isinstance(stop, QPushButton) and not stop.isCheckable()
        )
        assert _default(dialog) is (stop if is_pressed else default), _told(stop)
    assert first is not None
    first.setFocus()
    clicked: list[bool] = []
    if default is not None:
        default.clicked.connect(lambda: clicked.append(True))
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert len(clicked) == (default is not None)


def test_enter_on_what_is_never_recommended_allows_it_again(app: App, qtbot: QtBot) -> None:
    app.window.show_settings("recommendations")
    dialog = _opened(SettingsDialog)
    page = dialog.page("recommendations")
    _press(page.bans, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert app.services.rules.rules.bans == ()
    assert dialog.isVisible()
    dialog.accept()
    app.services.undo.undo()
    qtbot.waitUntil(app.window.isActiveWindow)


@pytest.mark.parametrize("page", [*Page, "search", "playlist", "smart playlist"])
def test_tab_goes_through_the_window_in_reading_order(app: App, page: str, qtbot: QtBot) -> None:
    window, services = app.window, app.services
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    paths = window.page.table.paths()[:2]
    services.playback.add(paths)
    if page == "playlist":
        window.desk.show(services.playlists.create("Evening", paths).id)
    elif page == "smart playlist":
        window.desk.show(services.playlists.create_smart("Sad", "mood:sad").id)
    else:
        places = window.sidebar.places
        where = Page.SONGS if page == "search" else Page(page)
        QTest.mouseClick(places[where], Qt.MouseButton.LeftButton)
        assert places[where].isChecked()
        window.page.search("song" if page == "search" else "")
    window.bar.transport.volume.setFocus()
    walk = _walk(window)
    assert set(map(_told, walk)) >= set(map(_told, _reachable(window)))
    zones = (window.sidebar, window.pages, window.side, window.bar)
    first = next(n for n, each in enumerate(walk) if zones[0].isAncestorOf(each))
    walk = walk[first:] + walk[:first]
    parts = [[each for each in walk if zone.isAncestorOf(each)] for zone in zones]
    assert walk == [each for part in parts for each in part]
    for part in parts:
        assert _is_as_read(part), list(map(_told, part))


def test_tab_goes_through_the_mini_player_in_reading_order(app: App, qtbot: QtBot) -> None:
    app.window.mini_mode.toggle()
    qtbot.waitUntil(lambda: app.window.mini_mode.is_mini and app.window.isActiveWindow())
    app.window.mini.setFocus()
    walk = _walk(app.window)
    assert set(map(_told, walk)) == set(map(_told, _reachable(app.window)))
    assert _is_as_read(walk[:-1]), list(map(_told, walk))  # the last holds the others
    app.window.mini_mode.toggle()
    qtbot.waitUntil(lambda: not app.window.mini_mode.is_mini)


def _default(dialog: QDialog) -> QPushButton | None:
    """What Enter presses now."""
    buttons = dialog.findChildren(QPushButton)
    return next((each for each in buttons if each.isDefault() and each.isVisible()), None)


def _walk(dialog: QWidget) -> list[QWidget]:
    """What Tab reaches until it comes round, and back the same way."""
    there = _way(dialog, Qt.Key.Key_Tab)
    back = _way(dialog, Qt.Key.Key_Backtab)
    assert [*back[-2::-1], back[-1]] == there
    return there


def _way(window: QWidget, key: Qt.Key) -> list[QWidget]:
    start = now = window.focusWidget()
    assert start is not None
    way: list[QWidget] = []
    for _ in range(300):
        QTest.keyClick(now, key)
        then, focused = now, QApplication.focusWidget()
        assert focused is not None
        assert focused.window() is window
        now = focused
        if now is then:
            continue  # a field of several parts, which Tab goes through
        assert now not in way, f"a trap at {_told(now)}"
        way.append(now)
        if now is start:
            return way
    raise AssertionError("it does not come round")


def _reachable(dialog: QWidget) -> set[QWidget]:
    """All that takes the focus; of choices that exclude each other the one that holds."""
    return {
        each
        for each in dialog.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not (isinstance(each, QAbstractButton) and each.group() and not each.isChecked())
    }


def _is_as_read(way: Sequence[QWidget]) -> bool:
    """Whether none stands above or left of one before it."""
    return not any(_is_before(later, earlier) for earlier, later in combinations(way, 2))


def _is_before(one: QWidget, other: QWidget) -> bool:
    first, second = _rect(one, other), _rect(other, one)
    if first.bottom() <= second.top() or second.bottom() <= first.top():
        return first.top() < second.top()
    return first.right() <= second.left()


def _rect(widget: QWidget, beside: QWidget) -> QRect:
    """Where it is in its window, or what scrolls it where that does not scroll the other too."""
    shown, parent = widget, widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QAbstractScrollArea) and not parent.isAncestorOf(beside):
            shown = parent
        parent = parent.parentWidget()
    return QRect(shown.mapTo(widget.window(), QPoint(0, 0)), shown.size())


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {_name(widget)!r}"


def _name(widget: QWidget | None) -> str:
    return "" if widget is None else widget.accessibleName() or getattr(widget, "text", str)()
