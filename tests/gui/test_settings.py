"""The settings through the real window: music folders, and the colours while it is open."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tracks import song
from composed_music import compose, encode
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import ALL_MOODS, Mood
from musemood.ui.appearance import Look
from musemood.ui.appearance_page import AppearancePage
from musemood.ui.folder_settings import FolderSettings
from musemood.ui.icons import drawing_of
from musemood.ui.places import Page
from musemood.ui.settings_dialog import SettingsDialog, SettingsPage
from musemood.ui.theme import DARK, LIGHT, counterpart

OpenApp = Callable[..., App]
_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two short songs."""
    for name in ("one", "two"):
        (tmp_path / "music").mkdir(exist_ok=True)
        encode(tmp_path / "music" / f"{name}.wav", compose(3, 6.0, "calm"), tags={"title": name})
    return tmp_path / "music"


def _settings(app: App, qtbot: QtBot) -> SettingsDialog:
    QTest.mouseClick(app.window.sidebar.settings, _LEFT)
    (dialog,) = app.window.findChildren(SettingsDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def _remove(page: FolderSettings, answer: str, qtbot: QtBot) -> None:
    """Ask for the chosen folder to be taken out, and answer the question."""
    QTest.mouseClick(page.remove, _LEFT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == answer).click()


def test_a_folder_goes_and_comes_back_with_moods_and_plays(
    open_app: OpenApp, qtbot: QtBot, folder: Path
) -> None:
    app = open_app()
    library = app.services.collection.library
    app.services.importing.add([str(folder)])
    qtbot.waitUntil(lambda: len(library) == 2 and all(t.reading for t in library), timeout=60_000)
    moods = {track.path: track.reading for track in library}
    qtbot.waitUntil(lambda: app.services.browsing.is_settled)
    dialog = _settings(app, qtbot)
    page = dialog.page("folders")
    assert isinstance(page, FolderSettings)
    qtbot.waitUntil(lambda: page.list.count() == 1 and page.songs_in(str(folder)) == 2)
    assert page.list.item(0).text() == f"{folder}  ·  2 songs"
    _remove(page, "Keep it", qtbot)
    assert len(library) == 2
    _remove(page, "Take out", qtbot)
    assert len(library) == 0
    assert page.list.count() == 0
    assert not page.rescan.isEnabled()
    qtbot.waitUntil(lambda: app.window.page.currentWidget() is app.window.page.empty)
    dialog.accept()

    # Still away after a restart, and then the folder is dropped again.
    app.window.close()
    again = open_app()
    library = again.services.collection.library
    assert len(library) == 0
    with qtbot.assertNotEmitted(again.services.importing.track_analysed, wait=300):
        again.services.importing.add([str(folder)])
        qtbot.waitUntil(lambda: len(library) == 2)
    assert {track.path: track.reading for track in library} == moods
    assert again.services.folders.folders == (str(folder),)


@pytest.mark.parametrize("is_open", [True, False])
def test_a_folder_taken_out_is_brought_back_by_undo(
    open_app: OpenApp, qtbot: QtBot, folder: Path, is_open: bool
) -> None:
    app = open_app()
    app.services.importing.pause()
    library = app.services.collection.library
    app.services.importing.add([str(folder)])
    qtbot.waitUntil(lambda: len(library) == 2)
    dialog = _settings(app, qtbot)
    page = dialog.page("folders")
    assert isinstance(page, FolderSettings)
    _remove(page, "Take out", qtbot)
    assert (len(library), app.services.importing.progress.waiting) == (0, 0)
    if not is_open:
        dialog.accept()
    window = dialog if is_open else app.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(library) == 2
    assert app.services.folders.folders == (str(folder),)
    assert app.services.importing.progress.waiting == 2
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 2)


def test_a_single_file_of_a_folder_that_was_taken_out_can_be_added(
    open_app: OpenApp, qtbot: QtBot, folder: Path
) -> None:
    app = open_app()
    app.services.importing.pause()
    library = app.services.collection.library
    app.services.importing.add([str(folder)])
    qtbot.waitUntil(lambda: len(library) == 2)
    app.services.folders.remove(str(folder), library)
    assert len(library) == 0
    assert app.services.importing.progress.waiting == 0
    app.services.importing.add([str(folder / "one.wav")])
    qtbot.waitUntil(lambda: len(library) == 1)
    app.window.close()
    again = open_app()
    assert [t.path for t in again.services.collection.library] == [str(folder / "one.wav")]


def test_look_for_new_music_finds_it(open_app: OpenApp, qtbot: QtBot, folder: Path) -> None:
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add([str(folder)])
    qtbot.waitUntil(lambda: len(app.services.collection.library) == 2)
    encode(folder / "three.wav", compose(3, 6.0, "calm"), tags={"title": "three"})
    page = _settings(app, qtbot).page("folders")
    assert isinstance(page, FolderSettings)
    QTest.mouseClick(page.rescan, _LEFT)
    qtbot.waitUntil(lambda: len(app.services.collection.library) == 3)


def test_colours_change_while_the_window_is_open_and_are_kept(
    open_app: OpenApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MUSEMOOD_THEME", raising=False)
    app = open_app()
    app.services.collection.put([song("/m/1.mp3", album="Blue", mood=Mood.SAD)])
    page = _settings(app, qtbot).page("look")
    assert isinstance(page, AppearancePage)
    assert page.choices[Look.SYSTEM].isChecked()
    for look, theme in ((Look.LIGHT, LIGHT), (Look.DARK, DARK), (Look.LIGHT, LIGHT)):
        page.choices[look].click()
        window = app.window
        assert window.theme.ground == theme.ground
        ground = window.page.grab().toImage().pixelColor(4, 300)
        assert ground.name() == QColor(theme.ground).name()
        drawing = drawing_of(window.bar.transport.play.icon())
        assert drawing is not None
        assert drawing.colour == QColor(theme.on_accent).name()
        assert window.sidebar.places[Page.ALBUMS].ink.name() == QColor(theme.text).name()
        assert window.sidebar.moods[Mood.SAD].ink == theme.mood_ink(Mood.SAD)
    app.window.close()
    again = open_app()
    assert again.window.theme.ground == LIGHT.ground
    hints = QGuiApplication.styleHints()
    for look, follows in ((Look.LIGHT, False), (Look.SYSTEM, True)):  # the desktop's own changes
        again._appearance.choose(look)
        for theme in (DARK, LIGHT, DARK):
            monkeypatch.setattr("musemood.ui.appearance.system_theme", lambda now=theme: now)
            hints.colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
            assert again.window.theme.ground == (theme if follows else LIGHT).ground


def test_every_ink_has_its_counterpart_in_the_other_theme() -> None:
    for before, after in ((DARK, LIGHT), (LIGHT, DARK)):
        for role in ("text", "soft", "faint", "accent", "on_accent", "warning"):
            assert counterpart(getattr(before, role), before, after) == getattr(after, role)
        for mood in ALL_MOODS:
            ink = before.mood_ink(mood).name()
            assert counterpart(ink, before, after) == after.mood_ink(mood).name()
    assert counterpart("#123456", DARK, LIGHT) == "#123456"


def test_a_page_is_one_entry_more(open_app: OpenApp, qtbot: QtBot) -> None:
    app = open_app()
    window = app.window
    window.settings_pages = [
        *window.settings_pages,
        SettingsPage("more", "More", "info", lambda: AppearancePage(app._appearance)),
    ]
    dialog = _settings(app, qtbot)
    assert [dialog.names.item(row).text() for row in range(9)] == [
        "Music folders",
        "Appearance",
        "Language",
        "Keys",
        "Recommendations",
        "Moods",
        "Desktop",
        "Export and import",
        "More",
    ]
    dialog.names.setFocus()
    QTest.keyClick(dialog.names, Qt.Key.Key_End)
    assert dialog.stack.currentIndex() == 8
    dialog.show_page("look")
    assert dialog.stack.currentIndex() == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_folders_are_watched_until_that_is_switched_off(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path, few_songs: Path
) -> None:
    app = open_app()
    folder = tmp_path / "watched"
    folder.mkdir()
    watching = app.services.watching
    app.services.importing.add([str(folder)])
    qtbot.waitUntil(lambda: str(folder) in watching.watched)
    page = _settings(app, qtbot).page("folders")
    assert isinstance(page, FolderSettings)
    box = page.watch
    assert box.isChecked()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    qtbot.waitUntil(lambda: watching.watched == ())
    shutil.copy(few_songs / "9.flac", folder / "unnoticed.flac")
    with qtbot.waitSignal(app.services.importing.tracks_found):  # when it is on again
        QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: str(folder) in watching.watched)
    assert str(folder / "unnoticed.flac") in app.services.collection.library
