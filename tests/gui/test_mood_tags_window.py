"""Moods written to files through the real window: listed first, written, told, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from composed_music import FORMATS, encode, tone
from cue_sheets import disc, sheet, write
from menus import open_row_menu
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from without_root import without_root_rights

from musemood.app import App
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.tag_sheet import TagField
from musemood.files.identity import sound_identity
from musemood.files.tag_writer import read_field, write_tags
from musemood.ui.mood_tags_dialog import MoodTagsDialog
from musemood.ui.moods_page import MoodsPage
from musemood.ui.settings_dialog import SettingsDialog
from musemood.ui.track_table import Column

OpenWith = Callable[[Path, int], App]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
SAD = MoodReading((0.1, 0.1, 0.1, 0.6, 0.1), -0.5, -0.4, Mood.SAD)
UNSURE = MoodReading((0.2,) * 5, 0.0, 0.0, Mood.UNSURE)


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """One song in each format; the flac says a mood of its own."""
    folder = tmp_path / "music"
    folder.mkdir()
    for ending in FORMATS:
        encode(folder / f"song{ending}", tone(300, 1.2), tags={"title": f"In {ending}"})
    write_tags(str(folder / "song.flac"), {TagField.MOOD: "calm"})
    return folder


@pytest.fixture
def app(open_with: OpenWith, qtbot: QtBot, music: Path) -> App:
    """The window with six songs: five sad, the wav unsure."""
    app = open_with(music, len(FORMATS))
    app.services.importing.cancel()
    library = app.services.collection.library
    app.services.collection.put(
        replace(t, reading=UNSURE if t.path.endswith(".wav") else SAD, analysed_by="test")
        for t in list(library)
    )
    app.window.page.tracks.setFocus()
    qtbot.waitUntil(app.window.page.tracks.hasFocus)
    return app


def _dialog(app: App, qtbot: QtBot) -> MoodTagsDialog:
    """The dialog that has just been opened, its list there."""
    qtbot.waitUntil(lambda: bool(app.window.findChildren(MoodTagsDialog)))
    dialog = app.window.findChildren(MoodTagsDialog)[-1]
    qtbot.waitUntil(dialog.replaces.isEnabled)
    return dialog


def _press(app: App, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    app.window.activateWindow()
    assert QTest.qWaitForWindowActive(app.window, 30_000)
    QTest.keyClick(app.window.page.tracks, key, held)


def _listed(dialog: MoodTagsDialog) -> dict[str, str]:
    """The words of each row by title, as the screen reader and the eye get them."""
    model = dialog.table.model()
    return {
        str(model.index(row, 0).data()): str(model.index(row, 1).data())
        for row in range(model.rowCount())
    }


def _moods(music: Path) -> dict[str, str]:
    return {ending: read_field(str(music / f"song{ending}"), TagField.MOOD) for ending in FORMATS}


def test_moods_are_written_only_when_asked_and_undone(app: App, qtbot: QtBot, music: Path) -> None:
    window, library = app.window, app.services.collection.library
    sounds = {t.path: sound_identity(t.path) for t in library}
    content = {path: Path(path).read_bytes() for path in sounds}
    window.page.tracks.selectAll()
    _press(app, Qt.Key.Key_M, CONTROL | SHIFT)
    dialog = _dialog(app, qtbot)
    assert dialog.table.accessibleName() == "What would be written"
    rows = _listed(dialog)
    assert [rows[f"In {e}"] for e in (".mp3", ".flac", ".wav")] == [
        "gets sad", "keeps what it says: calm", "unsure is never written",
    ]  # fmt: skip
    assert dialog.summary.text() == "4 songs would be written · kept as it is: 1"
    assert {path: Path(path).read_bytes() for path in sounds} == content  # a dry run
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog.write, Qt.Key.Key_Return)
    wanted = dict.fromkeys(FORMATS, "sad") | {".flac": "calm", ".wav": ""}
    assert _moods(music) == wanted
    assert window.toast.text == "Moods of 4 songs written to their files."
    assert {path: sound_identity(path) for path in sounds} == sounds
    # The library knows the files as they are now, so nothing is read or analysed again.
    for track in library:
        status = Path(track.path).stat()
        assert track.is_unchanged(status.st_mtime_ns, status.st_size)
        assert track.analysed_by == "test"
        assert track.mood is not None
        assert (track.own_mood, track.mood.value != "calm") == (None, True)
    QTest.mouseClick(window.toast.undo, LEFT)
    qtbot.waitUntil(lambda: _moods(music) == dict.fromkeys(FORMATS, "") | {".flac": "calm"})
    _press(app, Qt.Key.Key_Z, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: _moods(music) == wanted)


def test_what_a_file_says_is_replaced_where_that_is_ticked(
    app: App, qtbot: QtBot, music: Path
) -> None:
    app.services.opinions.set_mood([str(music / "song.flac")], Mood.HAPPY)
    _menu_entry(app, "Write moods to files …", str(music / "song.flac"))
    dialog = _dialog(app, qtbot)
    assert _listed(dialog) == {"In .flac": "keeps what it says: calm"}
    assert not dialog.write.isEnabled()
    QTest.keyClick(dialog.replaces, Qt.Key.Key_Space)
    assert _listed(dialog) == {"In .flac": "gets happy in place of calm"}
    with qtbot.waitSignal(dialog.finished):
        QTest.mouseClick(dialog.write, LEFT)
    assert _moods(music)[".flac"] == "happy"
    _press(app, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: _moods(music)[".flac"] == "calm")


def _menu_entry(app: App, text: str, path: str) -> None:
    """Right-click a song and choose an entry."""
    tracks, table = app.window.page.tracks, app.window.page.table
    row = table.row_of(path)
    assert row is not None
    index = table.index(row, Column.TITLE)
    flags = QItemSelectionModel.SelectionFlag
    tracks.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
    chosen: list[str] = []

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu) and not chosen:
            chosen.append(text)
            next(a for a in menu.actions() if a.text().startswith(text)).trigger()
            menu.close()

    timer = QTimer()
    timer.timeout.connect(choose)
    timer.start(50)
    open_row_menu(tracks, tracks.visualRect(index).center())
    timer.stop()
    assert chosen


def test_the_whole_library_from_the_settings_cue_and_read_only_files_said(
    app: App, qtbot: QtBot, music: Path, tmp_path: Path
) -> None:
    album = tmp_path / "album"
    album.mkdir()
    encode(album / "day.flac", disc())
    write(album / "day.cue", sheet("day.wav"))
    app.services.importing.pause()
    app.services.importing.add([str(album)])
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == len(FORMATS) + 3)
    app.services.importing.cancel()
    library = app.services.collection.library
    app.services.collection.put(
        replace(t, reading=SAD, analysed_by="test") for t in list(library) if "#t=" in t.path
    )
    with without_root_rights():
        (music / "song.ogg").chmod(0o444)
        _press(app, Qt.Key.Key_Comma, CONTROL)
        qtbot.waitUntil(lambda: bool(app.window.findChildren(SettingsDialog)))
        settings = app.window.findChildren(SettingsDialog)[-1]
        settings.show_page("moods")
        page = settings.page("moods")
        assert isinstance(page, MoodsPage)
        QTest.mouseClick(page.write_all, LEFT)
        dialog = _dialog(app, qtbot)
        rows = _listed(dialog)
        assert rows["Dawn"] == "a track of a cue sheet has no tags of its own"
        assert "read-only" in rows["In .ogg"]
        # One that becomes read-only between the list and the deed is told, nothing half-written.
        (music / "song.mp3").chmod(0o444)
        before = (music / "song.mp3").read_bytes()
        QTest.mouseClick(dialog.write, LEFT)
        qtbot.waitUntil(lambda: "song.mp3" in dialog.message.text() and dialog.replaces.isEnabled())
        assert dialog.isVisible()
        assert "read-only" in dialog.message.text()
        assert (music / "song.mp3").read_bytes() == before
        assert not list(music.glob(".musemood*"))
        assert _moods(music)[".opus"] == "sad"
        assert "says sad already" in _listed(dialog).values()
        dialog.reject()
        settings.reject()


def test_closing_the_dialog_stops_the_work_and_what_is_written_can_be_undone(
    app: App, qtbot: QtBot, music: Path
) -> None:
    app.window.page.tracks.selectAll()
    _press(app, Qt.Key.Key_M, CONTROL | SHIFT)
    dialog = _dialog(app, qtbot)
    editing = app.services.tag_editing
    editing.progressed.connect(editing.cancel, Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(editing.finished) as ended:
        QTest.mouseClick(dialog.write, LEFT)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert ended.args is not None
    assert ended.args[0].is_cancelled
    assert sum(mood == MOODS[3] for mood in _moods(music).values()) <= 1
    if app.services.undo.can_undo:
        app.services.undo.undo()
    qtbot.waitUntil(lambda: "sad" not in _moods(music).values())
