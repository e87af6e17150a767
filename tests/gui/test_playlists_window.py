"""Playlists by mouse and keyboard, in the real window."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from dragging import drag
from menus import open_row_menu
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
)
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.play_log import Play, PlaySource
from musemood.domain.playlist import Playlist, SmartPlaylist
from musemood.domain.track import Track
from musemood.files.playlists import write_playlist
from musemood.ui.main_window import MainWindow
from musemood.ui.playlist_table import MISSING_ROLE

OpenApp = Callable[..., App]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def filled(open_app: OpenApp, qtbot: QtBot, composed_library: Path) -> App:
    """The app with the composed library in it, analysis paused."""
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add([str(composed_library)])
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 24)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    qtbot.waitUntil(app.window.page.tracks.isVisible)
    return app


def _made(app: App, name: str, rows: range) -> Playlist:
    paths = app.window.page.table.paths()
    playlist = app.services.playlists.create(name, [paths[row] for row in rows])
    app.window.desk.show(playlist.id)
    return playlist


def _entries(app: App, playlist: Playlist) -> tuple[str, ...]:
    now = app.services.playlists.get(playlist.id)
    assert isinstance(now, Playlist)
    return now.entries


def _names(app: App) -> list[str]:
    return [each.name for each in app.services.playlists.all()]


def _editor(window: MainWindow, qtbot: QtBot) -> QLineEdit:
    """The field in which a name is typed; one that was closed may not be gone yet."""

    def editors() -> list[QLineEdit]:
        every = window.sidebar.playlists.list.findChildren(QLineEdit, "rename")
        return [each for each in every if each.hasFocus()]

    qtbot.waitUntil(lambda: bool(editors()))
    return editors()[0]


def _select(view: QAbstractItemView, row: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    index = view.model().index(row, 0)
    view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def _choose(view: QAbstractItemView, spot: QPoint, *words: str) -> None:
    """Open a context menu, then a submenu or two, and choose the last word."""

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        actions: list[QAction] = menu.actions()
        menu.close()
        for word in words[:-1]:
            submenu = next(a for a in actions if a.text() == word).menu()
            assert isinstance(submenu, QMenu)
            actions = submenu.actions()
        next(a for a in actions if a.text().split("\t")[0] == words[-1]).trigger()

    QTimer.singleShot(0, choose)
    open_row_menu(view, spot)


def test_a_playlist_is_made_named_and_comes_back(
    filled: App, open_app: OpenApp, qtbot: QtBot
) -> None:
    window = filled.window
    QTest.mouseClick(window.sidebar.playlists.new, LEFT)
    editor = _editor(window, qtbot)
    QTest.keyClicks(editor, "Evening\r")
    qtbot.waitUntil(lambda: _names(filled) == ["Evening"])
    assert window.pages.currentWidget() is window.playlist_page
    assert window.playlist_page.title.text() == "Evening"
    assert not window.sidebar.songs.isChecked()
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    QTest.keyClick(_editor(window, qtbot), Qt.Key.Key_Escape)
    assert _names(filled) == ["Evening", "New playlist"]
    nav = window.sidebar.playlists.list
    QTest.mouseClick(
        nav.viewport(), LEFT, pos=window.sidebar.playlists.spot(_ids(filled)[1]).center()
    )
    QTest.keyClick(nav, Qt.Key.Key_F2)
    editor = _editor(window, qtbot)
    QTest.keyClicks(editor, "Morning\r")
    qtbot.waitUntil(lambda: _names(filled) == ["Evening", "Morning"])
    assert window.playlist_page.title.text() == "Morning"
    QTest.mouseClick(window.playlist_page.title, LEFT)
    QTest.keyClicks(window.playlist_page.title, " walk")
    QTest.keyClick(window.playlist_page.title, Qt.Key.Key_Return)
    assert any("walk" in name for name in _names(filled))
    window.close()
    again = open_app()
    assert _names(again) == _names(filled)


def _ids(app: App) -> list[str]:
    return [each.id for each in app.services.playlists.all()]


def test_songs_are_dragged_from_the_library_onto_a_playlist(filled: App, qtbot: QtBot) -> None:
    window = filled.window
    playlist = filled.services.playlists.create("Mine")
    window.desk.show_library()
    tracks = window.page.tracks
    _select(tracks, 1)
    tracks.selectionModel().select(
        tracks.model().index(3, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    start = tracks.viewport().mapToGlobal(tracks.visualRect(tracks.model().index(1, 2)).center())
    nav = window.sidebar.playlists
    QApplication.processEvents()  # the hint above the list has just gone
    drag(start, nav.list.viewport().mapToGlobal(nav.spot(playlist.id).center()))
    paths = window.page.table.paths()
    qtbot.waitUntil(lambda: _entries(filled, playlist) == (paths[1], paths[3]))
    assert window.toast.text == "2 songs added to Mine."
    # Beside every playlist they make a new one.
    below = nav.list.viewport().mapToGlobal(QPoint(60, nav.list.viewport().height() - 8))
    drag(start, below)
    qtbot.waitUntil(lambda: _names(filled) == ["Mine", "New playlist"])


def test_rows_are_put_in_order_by_pointer_and_by_keys(filled: App, qtbot: QtBot) -> None:
    window = filled.window
    playlist = _made(filled, "Mine", range(5))
    a, b, c, d, e = _entries(filled, playlist)
    view = window.playlist_page.tracks
    view.setFocus()
    _select(view, 0)
    QTest.keyClick(view, Qt.Key.Key_Down, ALT)
    assert _entries(filled, playlist) == (b, a, c, d, e)
    assert view.selected_rows() == [1]
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)
    QTest.keyClick(view, Qt.Key.Key_Up, ALT)  # it is the first: nothing happens
    assert _entries(filled, playlist) == (a, b, c, d, e)
    qtbot.waitUntil(view.isVisible)
    top = view.visualRect(view.model().index(0, 2))
    target = view.visualRect(view.model().index(3, 2))
    viewport = view.viewport()
    end = viewport.mapToGlobal(QPoint(target.center().x(), target.bottom() - 4))
    drag(viewport.mapToGlobal(top.center()), end)
    qtbot.waitUntil(lambda: _entries(filled, playlist) == (b, c, d, a, e))
    assert view.selected_rows() == [3]
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert _entries(filled, playlist) == (a, b, c, d, e)


def test_delete_takes_out_and_undo_brings_back_in_the_order_of_doing(
    filled: App, qtbot: QtBot
) -> None:
    window, playback = filled.window, filled.services.playback
    playlist = _made(filled, "Mine", range(3))
    before = _entries(filled, playlist)
    view = window.playlist_page.tracks
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert _entries(filled, playlist) == ()
    assert window.toast.text == "3 songs removed from Mine."
    QTest.mouseClick(window.toast.undo, LEFT)
    assert _entries(filled, playlist) == before
    assert window.toast.text == ""
    # One history for queue and playlists.
    _select(view, 0)
    QTest.keyClick(view, Qt.Key.Key_D, CONTROL)
    _select(view, 1)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert [row.path for row in playback.queue.own] == [before[0]]
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert _entries(filled, playlist) == before
    assert len(playback.queue.own) == 1
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert len(playback.queue.own) == 0
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert [row.path for row in playback.queue.own] == [before[0]]
    assert _entries(filled, playlist) == (before[0], before[2])


def test_a_removal_from_the_queue_is_said_and_undone(filled: App) -> None:
    window, playback = filled.window, filled.services.playback
    playback.add(window.page.table.paths()[:3])
    queue = window.side.queue
    queue.selectAll()
    QTest.keyClick(queue, Qt.Key.Key_Delete)
    assert window.toast.text == "3 songs removed from the queue."
    playback.add(window.page.table.paths()[:1])
    assert window.toast.text == ""  # undo would take back something else now
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert len(playback.queue.own) == 3


def test_a_deleted_playlist_comes_back_whole(filled: App) -> None:
    window = filled.window
    playlist = _made(filled, "Mine", range(4))
    nav = window.sidebar.playlists
    spot = nav.spot(playlist.id).center()
    _choose(nav.list, spot, "Delete")
    assert _names(filled) == []
    assert window.pages.currentWidget() is window.page
    assert window.sidebar.songs.isChecked()
    assert window.toast.text == "Playlist Mine deleted."
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert filled.services.playlists.all() == [playlist]


def test_add_to_playlist_from_library_and_queue(filled: App, qtbot: QtBot) -> None:
    window, playback = filled.window, filled.services.playback
    playlist = filled.services.playlists.create("Rock & Roll")
    paths = window.page.table.paths()
    tracks, queue = window.page.tracks, window.side.queue
    _select(tracks, 4)
    spot = tracks.visualRect(tracks.model().index(4, 2)).center()
    _choose(tracks, spot, "Add to playlist", "Rock && Roll")
    assert _entries(filled, playlist) == (paths[4],)
    playback.play_list(paths, 0)
    qtbot.waitUntil(queue.isVisible)
    _select(queue, 1)
    spot = queue.visualRect(queue.model().index(1, 0)).center()
    _choose(queue, spot, "Add to playlist", "Rock && Roll")
    assert _entries(filled, playlist) == (paths[4], paths[2])
    _choose(
        tracks,
        tracks.visualRect(tracks.model().index(4, 2)).center(),
        "Add to playlist",
        "New playlist",
    )
    QTest.keyClicks(_editor(window, qtbot), "Fresh\r")
    qtbot.waitUntil(lambda: _names(filled) == ["Fresh", "Rock & Roll"])


def test_the_queue_is_saved_as_a_playlist(filled: App, qtbot: QtBot) -> None:
    window, playback = filled.window, filled.services.playback
    paths = window.page.table.paths()
    playback.play_list(paths, 20)
    playback.add([paths[2], paths[2]])
    qtbot.waitUntil(window.side.save_queue.isVisible)
    QTest.mouseClick(window.side.save_queue, LEFT)
    QTest.keyClick(_editor(window, qtbot), Qt.Key.Key_Escape)
    (saved,) = filled.services.playlists.all()
    assert isinstance(saved, Playlist)
    assert saved.name.startswith("Queue of ")
    assert saved.entries == (paths[20], paths[2], paths[2], *paths[21:])


def test_a_playlist_plays_from_a_row_passing_over_what_is_missing(
    filled: App, qtbot: QtBot, tmp_path: Path
) -> None:
    window, playback = filled.window, filled.services.playback
    paths = window.page.table.paths()
    gone = str(tmp_path / "gone" / "away.mp3")
    playlist = filled.services.playlists.create("Mine", [paths[0], gone, paths[1], paths[0]])
    window.desk.show(playlist.id)
    qtbot.waitUntil(lambda: filled.services.playlists.is_missing(gone))
    view = window.playlist_page.tracks
    QAbstractItemModelTester(
        window.playlist_page.table, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    index = view.model().index(1, 2)
    assert index.data(MISSING_ROLE)
    assert gone in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "away"
    assert "1 missing" in window.playlist_page.status.text()
    view.doubleClicked.emit(index)
    assert playback.current is None
    assert gone in window.toast.text
    played: list[Play] = []
    playback.play_ended.connect(played.append)
    playback.add([paths[9]])
    spot = view.visualRect(view.model().index(0, 2)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=spot)
    QTest.mouseDClick(view.viewport(), LEFT, pos=spot)
    assert playback.current is not None
    assert playback.current.path == paths[0]
    assert [row.path for row in playback.queue.upcoming()] == [paths[9], paths[1], paths[0]]
    _select(view, 2)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert playback.current.path == paths[1]
    assert [play.source for play in played] == [PlaySource.PLAYLIST]
    assert window.playlist_page.table.playing_path == paths[1]


def test_a_search_is_saved_as_smart_playlist_and_played_as_one(
    filled: App, open_app: OpenApp, qtbot: QtBot
) -> None:
    window, playback = filled.window, filled.services.playback
    assert not window.desk.save_search.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(window.page.header.search, "artist:redline")
    found = window.page.table.paths()
    assert 0 < len(found) < 24
    QTest.mouseClick(window.desk.save_search, LEFT)
    QTest.keyClicks(_editor(window, qtbot), "Fast\r")
    qtbot.waitUntil(lambda: _names(filled) == ["Fast"])
    assert playback.current is None  # Enter ended the name, and meant nothing else
    (smart,) = filled.services.playlists.all()
    assert smart == SmartPlaylist(smart.id, "Fast", "artist:redline")
    QTest.mouseClick(window.sidebar.songs, LEFT)
    assert window.page.table.rowCount() == 24
    assert window.page.source is PlaySource.LIST
    nav = window.sidebar.playlists
    QTest.mouseClick(nav.list.viewport(), LEFT, pos=nav.spot(smart.id).center())
    assert window.page.table.paths() == found
    assert not window.sidebar.songs.isChecked()
    window.page.tracks.play_wanted.emit(1)
    assert playback.current is not None
    assert (playback.current.path, playback.current.source) == (found[1], PlaySource.PLAYLIST)
    window.page.search("artist:anna")
    assert window.page.source is PlaySource.LIST
    assert window.sidebar.songs.isChecked()
    filled.window.close()
    again = open_app()
    again.services.importing.pause()
    again.window.desk.play(smart.id)
    assert again.services.playback.current is not None
    assert again.services.playback.current.path == found[0]


def test_dropped_playlists_are_imported_with_their_songs(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path, composed_library: Path
) -> None:
    app = open_app()
    app.services.importing.pause()
    window = app.window
    album = sorted((composed_library / "Iron Road").iterdir())
    songs = [
        path for path in album if path.suffix in (".mp3", ".flac", ".ogg", ".wav", ".m4a", ".opus")
    ]
    tracks = [Track(str(path), 0, 0) for path in [*songs, tmp_path / "gone.mp3"]]
    file = tmp_path / "Road.m3u8"
    write_playlist(str(file), "Road trip", tracks)
    with file.open("a") as more:
        more.write("http://radio.example/stream\n")
    bad = tmp_path / "bad.xspf"
    bad.write_text("<playlist><trackList>")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bad)), QUrl.fromLocalFile(str(file))])
    window.dropEvent(
        QDropEvent(
            QPointF(300, 300), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
        )
    )
    qtbot.waitUntil(lambda: _names(app) == ["Road trip"])
    assert "bad.xspf is no playlist" in window.banner.says("playlist") or (
        "http://radio.example/stream" in window.banner.says("playlist")
    )
    qtbot.waitUntil(lambda: "http://radio.example/stream" in window.banner.says("playlist"))
    assert "1 of them missing" in window.toast.text
    assert window.playlist_page.title.text() == "Road trip"
    assert window.playlist_page.table.rowCount() == len(songs) + 1
    qtbot.waitUntil(lambda: len(app.services.collection.library) == len(songs))
    assert app.services.playback.current is None


def test_a_playlist_of_the_command_line_is_imported_and_played(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path, composed_library: Path
) -> None:
    songs = (
        sorted(str(p) for p in composed_library.rglob("*.mp3"))[:3]
        or sorted(str(p) for p in composed_library.rglob("*.*"))[:3]
    )
    file = tmp_path / "List.m3u"
    file.write_text("\n".join(songs))
    app = open_app(str(file))
    playback = app.services.playback
    qtbot.waitUntil(lambda: playback.current is not None)
    assert playback.current is not None
    assert (playback.current.path, playback.current.source) == (songs[0], PlaySource.PLAYLIST)
    assert [row.path for row in playback.queue.upcoming()] == songs[1:]
    assert _names(app) == ["List"]
    app.window.close()
    again = open_app(str(file))
    qtbot.waitUntil(lambda: again.services.playback.current is not None)
    assert _names(again) == ["List"]


def test_export_asks_for_a_name_and_says_where_it_went(
    filled: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = filled.window
    playlist = _made(filled, "A/B", range(2))
    offered: list[str] = []

    def answer(_parent: object, _title: str, name: str, kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / "out"), kinds.split(";;")[1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    nav = window.sidebar.playlists
    with qtbot.waitSignal(filled.services.playlists.exported):
        _choose(nav.list, nav.spot(playlist.id).center(), "Export …")
    assert offered == ["A-B.m3u8"]
    assert (tmp_path / "out.xspf").read_text("utf-8").count("<location>") == 2
    assert window.toast.text.endswith("out.xspf")


def test_names_that_are_not_utf8_survive_a_drag(filled: App, qtbot: QtBot) -> None:
    from musemood.ui.drop_overlay import local_paths
    from musemood.ui.track_mime import mime_to_paths, paths_to_mime

    odd = [os.fsdecode(b"/m/caf\xe9 #1?.mp3"), "/m/快乐 100%.mp3"]
    assert mime_to_paths(paths_to_mime(odd)) == odd
    assert local_paths(paths_to_mime(odd).urls()) == odd


def test_narrow_windows_rename_on_the_page(filled: App, qtbot: QtBot) -> None:
    window = filled.window
    window.resize(950, 620)
    qtbot.waitUntil(lambda: window.sidebar.playlists.is_narrow)
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(window.playlist_page.title.hasFocus)
    QTest.keyClicks(window.playlist_page.title, "Small\r")
    assert _names(filled) == ["Small"]
    assert (
        window.sidebar.playlists.list.visualRect(window.sidebar.playlists.rows.index(0, 0)).height()
        > 0
    )


def test_a_playlist_of_50000_rows_takes_little_of_the_window_s_thread(filled: App) -> None:
    """Counted in computing time of this thread, so that a busy machine changes nothing."""
    window = filled.window
    paths = [f"/nowhere/{number}.mp3" for number in range(50_000)]
    playlist = filled.services.playlists.create("Long", paths)
    began = time.thread_time()
    window.desk.show(playlist.id)
    shown_s = time.thread_time() - began
    began = time.thread_time()
    window.playlist_page.tracks.move_wanted.emit([40_000], 10)
    moved_s = time.thread_time() - began
    print(f"shown {shown_s * 1000:.0f} ms, moved {moved_s * 1000:.0f} ms")
    assert _entries(filled, playlist)[10] == "/nowhere/40000.mp3"
    assert max(shown_s, moved_s) < 0.1
