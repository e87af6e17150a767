"""Tags, stars, own moods, lyrics and trash through the real window, by keys and mouse."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from menus import choose_in_menu, open_row_menu
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from without_root import without_root_rights

from musemood.app import App
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.tag_sheet import TagField
from musemood.domain.track import Track
from musemood.files.tag_writer import read_sheet, write_tags
from musemood.ui.tag_dialog import TagDialog
from musemood.ui.track_details import TrackDetails
from musemood.ui.track_table import Column

OpenApp = Callable[..., App]
OpenWith = Callable[[Path, int], App]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
FLAGS = QItemSelectionModel.SelectionFlag
SAD = MoodReading((0.1, 0.1, 0.1, 0.54, 0.16), -0.5, -0.4, Mood.SAD)


@pytest.fixture
def music(tmp_path: Path, composed_library: Path) -> Path:
    folder = tmp_path / "music"
    shutil.copytree(composed_library / "Iron Road", folder)
    return folder


@pytest.fixture
def app(open_with: OpenWith, qtbot: QtBot, music: Path) -> App:
    """The window with six songs of which the analysis says sad 54 %."""
    app = open_with(music, 6)
    library = app.services.collection.library
    app.services.importing.cancel()
    heard = [replace(track, reading=SAD, analysed_by="test") for track in library]
    app.services.collection.put(heard)
    app.window.page.tracks.setFocus()
    qtbot.waitUntil(app.window.page.tracks.hasFocus)
    return app


def _select(app: App, *rows: int) -> None:
    selection = app.window.page.tracks.selectionModel()
    selection.clear()
    for row in rows:
        index = app.window.page.table.index(row, 0)
        selection.select(index, FLAGS.Select | FLAGS.Rows)


def _track(app: App, row: int) -> Track:
    return app.window.page.table.track_at(row)


def _press(app: App, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    window = app.window
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 30_000)  # a dialog may be closing still
    QTest.keyClick(window.page.tracks, key, modifier)


def _tip(app: App, row: int) -> str:
    index = app.window.page.table.index(row, Column.MOOD)
    return str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_a_key_sets_the_mood_another_gives_it_back(app: App, qtbot: QtBot) -> None:
    window = app.window
    for number, mood in enumerate(MOODS):
        _select(app, 0, 2)
        _press(app, Qt.Key(Qt.Key.Key_1.value + number))
        assert [_track(app, row).mood for row in range(3)] == [mood, Mood.SAD, mood]
    assert _tip(app, 0) == "You said so; the analysis says sad 54 %."
    shown = window.sidebar.moods
    qtbot.waitUntil(lambda: shown[Mood.SAD].accessibleName().endswith(" 4"))
    qtbot.waitUntil(lambda: shown[Mood.INTENSE].accessibleName().endswith(" 2"))
    QTest.mouseClick(window.sidebar.moods[Mood.INTENSE], Qt.MouseButton.LeftButton)
    assert window.page.table.rowCount() == 2
    QTest.mouseClick(window.sidebar.songs, Qt.MouseButton.LeftButton)
    _press(app, Qt.Key.Key_Z)
    assert _track(app, 0).mood is Mood.SAD  # the fourth key had said so
    _select(app, 0, 2)
    _press(app, Qt.Key.Key_0)
    assert _track(app, 0).own_mood is None
    assert "intense 16 %" in _tip(app, 0)


def test_an_own_mood_and_stars_survive_rescan_analysis_and_restart(
    app: App, open_app: OpenApp, qtbot: QtBot
) -> None:
    path = _track(app, 1).path
    _select(app, 1)
    _press(app, Qt.Key.Key_1)
    _press(app, Qt.Key.Key_4, ALT)
    library = app.services.collection.library
    app.services.collection.put([replace(t, reading=None, analysed_by="") for t in library])
    app.services.importing.resume()
    app.services.importing.analyse(library)
    qtbot.waitUntil(lambda: all(t.reading for t in library), timeout=120_000)
    app.window.rescan_wanted.emit()
    assert (_track(app, 1).mood, _track(app, 1).stars) == (Mood.HAPPY, 4)
    app.window.close()
    again = open_app()
    row = again.window.page.table.row_of(path)
    assert row is not None
    assert (_track(again, row).mood, _track(again, row).stars) == (Mood.HAPPY, 4)


def test_recommend_takes_the_mood_that_the_person_said(app: App, qtbot: QtBot) -> None:
    _select(app, 3)
    _press(app, Qt.Key.Key_2)
    app.services.recommending.choose(Mood.FRESH)
    app.window.side.recommend_wanted.emit()
    qtbot.waitUntil(lambda: len(app.services.playback.queue.recommended) > 0)
    first = app.services.playback.queue.recommended[0]
    assert first.path == _track(app, 3).path
    assert first.reason is not None
    assert (first.reason.mood, first.reason.probability) == (Mood.FRESH, 1.0)


def test_stars_by_key_and_by_click(app: App, qtbot: QtBot) -> None:
    tracks = app.window.page.tracks
    for stars in range(6):
        _select(app, 0, 1)
        _press(app, Qt.Key(Qt.Key.Key_0.value + stars), ALT)
        assert [_track(app, row).stars for row in (0, 1, 2)] == [stars, stars, 0]
    _select(app, 5)
    app.window.resize(1400, 800)
    qtbot.waitUntil(lambda: not tracks.isColumnHidden(Column.RATING))
    QTest.mouseClick(tracks.viewport(), Qt.MouseButton.LeftButton, pos=tracks.star_spot(2, 3))
    assert _track(app, 2).stars == 3
    assert tracks.selected_paths() == [_track(app, 5).path]  # a star selects nothing
    app.window.page.table.sort(Column.RATING, Qt.SortOrder.DescendingOrder)
    assert [_track(app, row).stars for row in range(4)] == [5, 5, 3, 0]
    QTest.mouseClick(tracks.viewport(), Qt.MouseButton.LeftButton, pos=tracks.star_spot(2, 3))
    assert [_track(app, row).stars for row in range(3)] == [5, 5, 0]
    index = app.window.page.table.index(0, Column.RATING)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "5 stars"
    assert app.services.playback.current is None


def _dialog(app: App, qtbot: QtBot) -> TagDialog:
    _press(app, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: bool(app.window.findChildren(TagDialog)))
    dialog = app.window.findChildren(TagDialog)[-1]
    qtbot.waitUntil(dialog.form.isEnabled)
    return dialog


def _retype(field: QWidget, text: str) -> None:
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def test_tags_of_one_song_are_edited_by_keys_and_undone(app: App, qtbot: QtBot) -> None:
    window, before = app.window, _track(app, 0)
    _select(app, 0)
    dialog = _dialog(app, qtbot)
    assert not dialog.save.isEnabled()
    fields = dialog.form.fields
    title = fields[TagField.TITLE]
    assert isinstance(title, QLineEdit)
    assert title.text() == before.title
    qtbot.waitUntil(title.hasFocus)
    QTest.keyClick(title, Qt.Key.Key_End)
    QTest.keyClicks(title, " (live)")
    _retype(fields[TagField.YEAR], "20")
    assert dialog.message.text() == "A year has four digits."
    assert not dialog.save.isEnabled()
    _retype(fields[TagField.YEAR], "2011")
    _retype(fields[TagField.TRACK_TOTAL], "9")
    _retype(fields[TagField.LYRICS], "la la")
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(title, Qt.Key.Key_Return)
    after = _track(app, 0)
    assert after.title.endswith("(live)")
    assert (after.tags.year, after.reading) == (2011, before.reading)
    sheet = read_sheet(after.path).fields
    assert (sheet[TagField.TRACK_TOTAL], sheet[TagField.LYRICS]) == ("9", "la la")
    assert window.toast.text == "Tags of 1 song changed."
    QTest.mouseClick(window.toast.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _track(app, 0).tags == before.tags)
    assert read_sheet(after.path).fields[TagField.LYRICS] == ""
    assert window.toast.text == ""


def test_of_several_songs_only_what_was_edited_changes(app: App, qtbot: QtBot) -> None:
    before = [_track(app, row) for row in range(3)]
    _select(app, 0, 1, 2)
    dialog = _dialog(app, qtbot)
    title, album = dialog.form.fields[TagField.TITLE], dialog.form.fields[TagField.ALBUM]
    assert isinstance(title, QLineEdit)
    assert isinstance(album, QLineEdit)
    assert (title.text(), title.placeholderText()) == ("", "(several)")
    _retype(title, "oops")
    assert TagField.TITLE in dialog.form.changes()
    title.actions()[-1].trigger()  # the arrow takes it back
    assert dialog.form.changes() == {}
    _retype(album, "Another")
    with qtbot.waitSignal(dialog.finished):
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    for row, was in enumerate(before):
        assert _track(app, row).tags == replace(was.tags, album="Another")
    _press(app, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: [_track(app, row).tags for row in range(3)] == [t.tags for t in before])


def test_a_read_only_file_is_told_and_the_others_change(
    app: App, qtbot: QtBot, music: Path
) -> None:
    with without_root_rights():  # before the thread that writes is started, so it is bound too
        paths = [Path(_track(app, row).path) for row in range(2)]
        paths[0].chmod(0o444)
        content = paths[0].read_bytes()
        _select(app, 0, 1)
        dialog = _dialog(app, qtbot)
        _retype(dialog.form.fields[TagField.COMPOSER], "Fanny")
        with qtbot.waitSignal(app.services.tag_editing.finished):
            QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(dialog.message.text()))
        assert paths[0].name in dialog.message.text()
        assert "read-only" in dialog.message.text()
        assert dialog.isVisible()
        assert paths[0].read_bytes() == content
        assert _track(app, 1).tags.composer == "Fanny"
        assert not list(music.glob(".musemood*"))
        dialog.reject()


def test_lyrics_follow_the_song_and_a_click_seeks(app: App, qtbot: QtBot) -> None:
    window, playback = app.window, app.services.playback
    path = Path(_track(app, 0).path)
    path.with_suffix(".lrc").write_text("[00:00.00]first\n[00:01.00]second\n[00:05.00]third\n")
    _press(app, Qt.Key.Key_L)
    assert window.lyrics.isVisible()
    assert not window.side.isVisible()
    playback.play_list(window.page.table.paths(), 0)
    lines = window.lyrics.lines
    qtbot.waitUntil(lambda: lines.count() == 3)

    def bright(row: int) -> str:
        return str(lines.item(row).foreground().color().name())

    qtbot.waitUntil(lambda: bright(1) != bright(0) == bright(2))
    spot = lines.visualItemRect(lines.item(2)).center()
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: playback.position_s() >= 5.0)
    qtbot.waitUntil(lambda: bright(2) != bright(1))
    playback.next()
    qtbot.waitUntil(lambda: "No lyrics" in window.lyrics._note.text())
    _press(app, Qt.Key.Key_L)
    assert not window.lyrics.isVisible()
    assert window.side.isVisible()
    QTest.mouseClick(window.bar.lyrics_button, Qt.MouseButton.LeftButton)
    assert window.lyrics.isVisible()


def test_lyrics_edited_while_they_are_shown_are_shown(app: App, qtbot: QtBot) -> None:
    window = app.window
    app.services.playback.play_list(window.page.table.paths(), 1)
    window.zones.toggle_lyrics()
    app.services.tag_editing.write({_track(app, 1).path: {TagField.LYRICS: "new words"}})
    qtbot.waitUntil(lambda: window.lyrics.lines.count() == 1)
    assert window.lyrics.lines.item(0).text() == "new words"


def _menu_of(app: App, row: int, act: Callable[[QMenu], None]) -> None:
    """Right-click a row and let ``act`` use the menu that opens."""
    tracks = app.window.page.tracks
    spot = tracks.visualRect(app.window.page.table.index(row, Column.TITLE)).center()
    seen: list[QWidget] = []

    def use() -> None:
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            seen.append(popup)
            act(popup)
            popup.close()

    timer = QTimer()
    timer.setInterval(50)
    timer.timeout.connect(lambda: use() if not seen else None)
    timer.start()
    open_row_menu(tracks, spot)
    timer.stop()
    assert seen


def _entry(menu: QMenu, text: str) -> object:
    return next(action for action in menu.actions() if action.text().startswith(text))


def test_the_menu_offers_all_of_it(app: App, qtbot: QtBot) -> None:
    _select(app, 2)
    texts: list[str] = []
    keymap = app.window.keymap
    keymap.choose(next(a for a in keymap.actions if a.id == "edit-tags"), "Ctrl+Y")

    def act(menu: QMenu) -> None:
        texts.extend(action.text() for action in menu.actions())
        moods = next(m for m in menu.findChildren(QMenu) if m.title() == "Mood")
        moods.actions()[0].trigger()
        stars = next(m for m in menu.findChildren(QMenu) if m.title() == "Rating")
        assert stars.actions()[0].text() == "★★★★★\tAlt+5"
        stars.actions()[0].trigger()

    _menu_of(app, 2, act)
    # The keys are those of now.
    wanted = {"Mood", "Rating", "Edit tags …\tCtrl+Y", "Show in file manager", "Move to trash …"}
    assert wanted <= set(texts)
    of_queue = QMenu()
    app.window.side.queue.menu_opening.emit(of_queue, [_track(app, 2).path])
    assert wanted <= {action.text() for action in of_queue.actions()}
    assert (_track(app, 2).mood, _track(app, 2).stars) == (Mood.HAPPY, 5)


def test_the_trash_asks_first_and_undo_brings_the_song_back(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    window, services = app.window, app.services
    path = _track(app, 4).path
    services.playback.add([path])
    window.page.tracks.show_path(path)

    def answer(text: str) -> None:
        window.track_actions.move_to_trash()
        qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
        question = window.findChildren(QMessageBox)[-1]
        assert Path(path).name in question.text()
        button = next(b for b in question.buttons() if b.text().replace("&", "") == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))

    answer("Cancel")
    assert Path(path).exists()
    with qtbot.waitSignal(services.trash.finished):
        answer("Move to trash")
    assert not Path(path).exists()
    assert window.page.table.rowCount() == 5
    assert window.page.tracks.currentIndex().row() == 4  # the keyboard is where the song was
    assert len(services.playback.queue) == 0
    assert window.toast.text == "1 song moved to the trash."
    with qtbot.waitSignal(services.trash.finished):  # the folder watch may see it even before
        _press(app, Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: window.page.table.rowCount() == 6)
    assert Path(path).exists()
    restored = services.collection.library.get(path)
    assert restored is not None
    assert restored.reading == SAD


def test_stars_that_a_file_brings_are_shown_until_the_person_rates(
    app: App, qtbot: QtBot, music: Path
) -> None:
    import mutagen

    song = Path(_track(app, 0).path).parent / "rated.flac"
    from composed_music import compose, encode

    encode(song, compose(3, 3.0, "calm"), tags={"title": "Rated"})
    file = mutagen.File(song)
    file["RATING"] = "80"
    file.save()
    app.services.importing.add([str(song)])
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 7)
    assert _track(app, 6).stars == 4
    write_tags(str(song), {TagField.TITLE: "Still rated"})
    _select(app, 6)
    _press(app, Qt.Key.Key_0, ALT)
    assert _track(app, 6).stars == 0


def test_what_plays_is_shown_by_a_click_and_has_a_menu_like_any_song(
    app: App, qtbot: QtBot
) -> None:
    window, path = app.window, _track(app, 4).path
    now = window.bar.now_playing
    app.services.playback.play_list([path], 0)
    _select(app, 1)
    QTest.mouseClick(now, Qt.MouseButton.LeftButton)
    assert window.selected_paths() == [path]
    _select(app, 1)
    spot = now.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, now.mapToGlobal(spot))
    choose_in_menu(lambda: QApplication.sendEvent(now, asked), "Details, and why this mood …")
    qtbot.waitUntil(lambda: bool(window.findChildren(TrackDetails)))
    details = window.findChildren(TrackDetails)[-1]
    assert details.sheet._track.path == path
    details.close()
