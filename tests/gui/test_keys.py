"""The keys: one list, a sheet of them, and each can be changed."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.ui.actions import Action
from musemood.ui.keys_page import KeysPage
from musemood.ui.plain_keys import is_left_to
from musemood.ui.settings_dialog import SettingsDialog
from musemood.ui.shortcuts import Keymap

OpenApp = Callable[..., App]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def app(few: App, qtbot: QtBot) -> App:
    app = few
    qtbot.waitUntil(app.window.page.tracks.isVisible)  # which then takes the focus
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    app.window.page.tracks.setFocus()
    return app


@pytest.fixture
def page(app: App, qtbot: QtBot) -> Iterator[KeysPage]:
    app.window.show_settings("keys")
    dialog = app.window.findChild(SettingsDialog)
    assert dialog is not None
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    page = dialog.page("keys")
    assert isinstance(page, KeysPage)
    yield page
    if shiboken6.isValid(dialog):
        dialog.close()


def _action(app: App, name: str) -> Action:
    return next(each for each in app.window.keymap.actions if each.id == name)


def _press(page: KeysPage, action: str, key: Qt.Key, held: Qt.KeyboardModifier = CONTROL) -> None:
    """Click the key of an action, then press another."""
    field = page.fields[action]
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    assert field.edit.isVisible()
    QTest.keyClick(field.edit, key, held)


def test_no_key_is_given_twice_and_every_action_has_a_name(app: App) -> None:
    actions = app.window.keymap.actions
    keys = [QKeySequence(key).toString() for action in actions for key in action.keys]
    assert len(set(keys)) == len(keys)
    assert all(keys)
    assert len({action.id for action in actions}) == len(actions)
    assert all(action.name and action.group and action.keys for action in actions)


def test_the_habits_of_product_md_are_the_keys_at_first(app: App) -> None:
    wanted = {
        "play-pause": "Space", "previous": "Ctrl+Left", "next": "Ctrl+Right", "back": "Left",
        "on": "Right", "louder": "Ctrl+Up", "quieter": "Ctrl+Down", "mute": "M",
        "search": "Ctrl+F", "queue": "Ctrl+D", "play-next": "Ctrl+Shift+D", "undo": "Ctrl+Z",
        "show-playing": "Ctrl+J", "thumb-up": "Alt++", "thumb-down": "Alt+-", "mini": "F8",
        "shuffle": "S", "repeat": "R", "keys": "?", "redo": "Ctrl+Shift+Z",
        "edit-tags": "Ctrl+E", "mood-happy": "Ctrl+1",
        "mood-intense": "Ctrl+5", "mood-none": "Ctrl+0", "stars-0": "Alt+0", "stars-5": "Alt+5",
    }  # fmt: skip
    assert {name: _action(app, name).keys[0] for name in wanted} == wanted


def test_the_sheet_opens_by_its_key_and_shows_every_key(app: App, qtbot: QtBot) -> None:
    seen: list[SettingsDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, SettingsDialog):
            seen.append(dialog)
            page = dialog.page("keys")
            assert page.isVisible()
            assert isinstance(page, KeysPage)
            for action in app.window.keymap.actions:
                shown = page.fields[action.id].button.text()
                assert shown == QKeySequence(action.keys[0]).toString()
            always = {label.text() for label in page.findChildren(QLabel)}
            assert {"Enter", "Ctrl+Enter", "Del", "Alt+Up   Alt+Down", "F2", "F1"} <= always
            dialog.accept()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    subprocess.run(["xdotool", "key", "question"], check=True)
    qtbot.waitUntil(lambda: bool(seen))


def test_a_key_is_changed_and_the_new_one_works(app: App, page: KeysPage, qtbot: QtBot) -> None:
    playback = app.services.playback
    _press(page, "mute", Qt.Key.Key_Y)
    assert page.fields["mute"].button.text() == "Ctrl+Y"
    assert app.window.bar.sound.toolTip() == "Sound (Ctrl+Shift+E)"
    _press(page, "sound", Qt.Key.Key_U)
    assert app.window.bar.sound.toolTip() == "Sound (Ctrl+U)"
    page.window().close()
    qtbot.waitUntil(app.window.isActiveWindow)
    QTest.keyClick(app.window.page.tracks, Qt.Key.Key_M)
    assert not playback.is_muted
    QTest.keyClick(app.window.page.tracks, Qt.Key.Key_Y, CONTROL)
    assert playback.is_muted


def test_a_key_of_another_action_is_said_and_taken_only_when_told(app: App, page: KeysPage) -> None:
    keymap = app.window.keymap
    mute, search = _action(app, "mute"), _action(app, "search")
    _press(page, "mute", Qt.Key.Key_F)
    assert "Ctrl+F" in page.hint.text()
    assert search.name in page.hint.text()
    assert (keymap.keys(mute), keymap.keys(search)) == (("M",), ("Ctrl+F",))
    QTest.mouseClick(page.leave, Qt.MouseButton.LeftButton)
    assert not page.take.isVisible()
    assert keymap.keys(mute) == ("M",)
    _press(page, "mute", Qt.Key.Key_F)
    QTest.mouseClick(page.take, Qt.MouseButton.LeftButton)
    assert (keymap.keys(mute), keymap.keys(search)) == (("Ctrl+F",), ())
    assert page.fields["search"].button.text() == "no key"
    QTest.mouseClick(page.reset_all, Qt.MouseButton.LeftButton)
    assert (keymap.keys(mute), keymap.keys(search)) == (("M",), ("Ctrl+F",))


def test_escape_leaves_a_key_and_backspace_takes_it_away(app: App, page: KeysPage) -> None:
    keymap, mute = app.window.keymap, _action(app, "mute")
    none = Qt.KeyboardModifier.NoModifier
    _press(page, "mute", Qt.Key.Key_Escape, none)
    assert keymap.keys(mute) == ("M",)
    assert page.isVisible()
    _press(page, "mute", Qt.Key.Key_Backspace, none)
    assert keymap.keys(mute) == ()
    assert page._resets["mute"].isVisible()
    QTest.mouseClick(page._resets["mute"], Qt.MouseButton.LeftButton)
    assert keymap.keys(mute) == ("M",)


def test_chosen_keys_come_back_after_a_restart(app: App, open_app: OpenApp, tmp_path: Path) -> None:
    app.window.keymap.choose(_action(app, "mute"), "Ctrl+Shift+,")
    app.window.keymap.choose(_action(app, "undo"), "")
    app.window.close()
    again = open_app()
    assert again.window.keymap.keys(_action(again, "mute")) == ("Ctrl+Shift+,",)
    assert again.window.keymap.keys(_action(again, "undo")) == ()
    assert again.window.keymap.keys(_action(again, "search")) == ("Ctrl+F",)


def test_a_key_has_one_owner_whatever_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    names = "abcd"
    actions = [Action(n, "g", n, (f"Ctrl+{n.upper()}",), lambda: None) for n in names]
    keys = st.sampled_from(["", "Ctrl+A", "Ctrl+B", "Ctrl+C", "Ctrl+X", "M"])

    @settings(max_examples=40)
    @given(
        st.lists(st.tuples(st.integers(0, 3), keys), max_size=8),
        st.lists(st.integers(0, 3), max_size=3),
    )
    def law(choices: list[tuple[int, str]], resets: list[int]) -> None:
        keymap = Keymap(actions, window)
        stored = QSettings(str(tmp_path / "law.ini"), QSettings.Format.IniFormat)
        stored.clear()
        keymap.use(stored)
        for number, key in choices:
            keymap.choose(actions[number], key)
        for number in resets:
            keymap.reset([actions[number]])
            assert keymap.keys(actions[number]) == actions[number].keys
        every = [key for action in actions for key in keymap.keys(action)]
        assert len(set(every)) == len(every)
        again = Keymap(actions, window)
        again.use(stored)
        assert [again.keys(a) for a in actions] == [keymap.keys(a) for a in actions]
        keymap.reset(actions)
        assert [keymap.keys(a) for a in actions] == [a.keys for a in actions]
        for each in (keymap, again):
            shiboken6.delete(each)

    law()


def test_keys_without_ctrl_or_alt_belong_to_who_types_or_moves(qtbot: QtBot) -> None:
    text, slider, button, grid = QLineEdit(), QSlider(), QPushButton(), QListView()
    grid.setViewMode(QListView.ViewMode.IconMode)
    rows = QListView()
    for widget in (text, slider, button, grid, rows):
        qtbot.addWidget(widget)
    table = {
        "Space": (text, button),
        "M": (text,),
        "?": (text,),
        "Left": (text, slider, grid),
        "Up": (text, slider, grid, rows),
        "Return": (text, button, grid, rows),
        "Ctrl+Left": (),
        "Alt++": (),
        "F8": (),
    }
    for key, keepers in table.items():
        for widget in (text, slider, button, grid, rows):
            assert is_left_to(widget, QKeySequence(key)) is (widget in keepers), (key, widget)
    assert not is_left_to(None, QKeySequence("Space"))


def test_typing_in_the_search_field_commands_nothing(app: App, qtbot: QtBot) -> None:
    playback, search = app.services.playback, app.window.page.header.search
    search.setFocus()
    subprocess.run(["xdotool", "type", "m ?"], check=True)
    qtbot.waitUntil(lambda: search.text() == "m ?")
    assert (playback.is_muted, playback.is_playing) == (False, False)
    assert QApplication.activeModalWidget() is None
