"""Bring your history, through the real window, from a real strawberry.db."""

from collections.abc import Callable
from pathlib import Path

import pytest
from foreign_files import file_address, make_strawberry
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.ui.columns import Column
from musemood.ui.history_dialog import HistoryDialog

OpenApp = Callable[..., App]


@pytest.fixture
def filled(
    open_app: OpenApp,
    qtbot: QtBot,
    composed_library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> App:
    """The app with the composed library, and a Strawberry in the person's home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add([str(composed_library)])
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 24)
    tracks = list(app.services.collection.library)
    place = tmp_path / ".local/share/strawberry/strawberry"
    place.mkdir(parents=True)
    songs = [
        {"title": "x", "url": file_address(track.path), "playcount": 5, "rating": 0.8}
        for track in tracks[:10]
    ]
    lost = [
        {"title": f"Lost {n}", "artist": "Nobody", "url": "y", "playcount": 1} for n in range(8)
    ]
    make_strawberry(place / "strawberry.db", [*songs, *lost], [("Evening", 0, [1, 2])]).close()
    return app


def _press(dialog: HistoryDialog, key: Qt.Key) -> None:
    focus = dialog.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def _texts(dialog: HistoryDialog) -> str:
    page = dialog.pages.currentWidget()
    assert page is not None
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_by_keyboard_from_the_left_bar_to_done_and_back(filled: App, qtbot: QtBot) -> None:
    window, collection = filled.window, filled.services.collection
    dialog = window.history_dialog
    window.sidebar.add.setFocus()
    QTest.keyClick(window.sidebar.add, Qt.Key.Key_Space)
    menu = window.sidebar.add_menu
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Up)  # from the first entry to the last
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(dialog.source.found) == 1)
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.source.found[0])
    assert "Strawberry" in dialog.source.found[0].accessibleName()
    _press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.plan)
    shown = _texts(dialog)
    assert "10 songs are in your library, 8 are not." in shown
    assert "50\nplays without dates" in shown
    assert "10\nratings" in shown
    assert "not kept by this version" not in shown
    assert "Lost 0 · Nobody" in shown
    assert "and 3 more" in shown
    assert collection.plays() == ()
    assert sum(collection.play_count(t.path) for t in collection.library) == 0
    assert dialog.focusWidget() is dialog.plan.bring
    _press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.done_page)
    said = "From Strawberry:\n50 plays without dates\n10 ratings\n1 playlist"
    assert dialog.done_page.text.text() == said
    assert [each.name for each in filled.services.playlists.all()] == ["Evening"]
    assert sum(collection.play_count(t.path) for t in collection.library) == 50
    assert sorted(t.stars for t in collection.library) == [0] * 14 + [4] * 10
    table = window.page.table
    texts = {table.index(row, Column.PLAYS).data() for row in range(24)}
    assert texts == {"5", ""}
    dialog.done_page.undo.setFocus()
    _press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.done_page.headline.text() == "Taken back")
    assert sum(collection.play_count(t.path) for t in collection.library) == 0
    assert {t.own_stars for t in collection.library} == {None}
    assert filled.services.playlists.all() == []
    _press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_was_brought_goes_and_comes_by_the_keys_of_the_window(
    filled: App, qtbot: QtBot
) -> None:
    window, services = filled.window, filled.services
    dialog, collection = window.history_dialog, services.collection
    services.opinions.rate([next(iter(collection.library)).path], 5)  # an edit before it
    dialog.start()
    qtbot.waitUntil(lambda: len(dialog.source.found) == 1)
    dialog.source.found[0].click()
    qtbot.waitUntil(dialog.plan.isVisible)
    dialog.plan.bring.click()
    qtbot.waitUntil(dialog.done_page.isVisible)
    dialog.reject()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def stands() -> tuple[int, int, int]:
        return (
            sum(collection.play_count(track.path) for track in collection.library),
            sum(track.own_stars is not None for track in collection.library),
            len(services.playlists.all()),
        )

    def undo(held: Qt.KeyboardModifier, wanted: tuple[int, int, int]) -> None:
        QTest.keyClick(window.page.tracks, Qt.Key.Key_Z, held)
        qtbot.waitUntil(lambda: stands() == wanted)
        qtbot.waitUntil(lambda: not services.history_import.writing.is_running)
        assert services.history_import.writing.can_undo == (wanted[0] > 0)

    assert stands() == (50, 10, 1)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    undo(control, (0, 1, 0))
    undo(control | shift, (50, 10, 1))
    undo(control, (0, 1, 0))
    undo(control, (0, 0, 0))  # what was done before it


def test_a_file_of_ones_own_the_list_and_what_is_no_history(
    filled: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = filled.window.history_dialog
    dialog.start()
    qtbot.waitUntil(dialog.isVisible)
    wrong = tmp_path / "notes.txt"
    wrong.write_text("nothing")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wrong), ""))
    QTest.mouseClick(dialog.source.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is no history that MuseMood knows" in dialog.source.trouble.text())
    assert dialog.source.trouble.isVisible()
    track = next(iter(filled.services.collection.library))
    scrobbles = tmp_path / "scrobbles.csv"
    line = f'"{track.tags.artist}","","{track.tags.title}",01 Jan 2024 10:00\n'
    scrobbles.write_text(line + "Nobody,,Nothing,02 Jan 2024 10:00\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scrobbles), ""))
    QTest.mouseClick(dialog.source.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.plan)
    assert "1\nplays with their dates" in _texts(dialog)
    out = tmp_path / "list.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    QTest.mouseClick(dialog.plan.save_list, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.exists)
    assert out.read_text(encoding="utf-8") == "Nobody - Nothing\n"
    QTest.mouseClick(dialog.plan.bring, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.done_page)
    assert filled.services.collection.play_count(track.path) == 1
    QTest.mouseClick(dialog.done_page.close_button, Qt.MouseButton.LeftButton)
    dialog.start()
    assert dialog.source.undo.isVisible()
    log = tmp_path / ".scrobbler.log"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(log), ""))
    QTest.mouseClick(dialog.source.save_log, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(log.exists)
    rows = log.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "#AUDIOSCROBBLER/1.1"
    assert rows[3].split("\t")[2] == track.tags.title
    QTest.mouseClick(dialog.source.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: filled.services.collection.plays() == ())


def test_an_empty_library_is_said_first(open_app: OpenApp, qtbot: QtBot) -> None:
    dialog = open_app().window.history_dialog
    dialog.start()
    qtbot.waitUntil(dialog.source.trouble.isVisible)
    assert "add your music first" in dialog.source.trouble.text()
