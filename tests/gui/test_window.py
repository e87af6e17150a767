"""The window by mouse and keyboard: list, search, queue, panel, banners, sizes."""

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from bad_files import make_bad_files
from composed_music import compose, encode
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from musemood.analysis_pool import AnalysisPool
from musemood.app import App
from musemood.domain.control import Control
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.play_log import PlaySource
from musemood.domain.reason import Part, Reason
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.library_work import analyse, scan
from musemood.player.player import VlcProblem, VlcStatus
from musemood.player.vlc_library import OpenVlc
from musemood.ui.language import Tongue
from musemood.ui.main_window import MainWindow
from musemood.ui.problems_dialog import ProblemsDialog
from musemood.ui.track_table import Column

OpenApp = Callable[..., App]


@pytest.fixture
def filled(open_app: OpenApp, qtbot: QtBot, composed_library: Path) -> App:
    """The app with the composed library in it, analysis paused."""
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add([str(composed_library)])
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 24)
    return app


@pytest.fixture(scope="session")
def analysed_home(tmp_path_factory: pytest.TempPathFactory, composed_library: Path) -> Path:
    """A data folder that holds the composed library, analysed; to be copied."""
    home, control = tmp_path_factory.mktemp("analysed"), Control()
    with Store.open(DataFolder.under(home)) as store, AnalysisPool(2) as pool:
        batches = scan([str(composed_library)], lambda _: (), store, control)
        tracks = [track for batch in batches for track in batch.fresh]
        assert len(list(analyse(tracks, pool, store, control))) == 24
    return home


@pytest.fixture
def analysed(open_app: OpenApp, qtbot: QtBot, tmp_path: Path, analysed_home: Path) -> App:
    """The app with the composed library in it, analysed."""
    shutil.copytree(analysed_home, tmp_path / "home")
    app = open_app()
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 24)
    return app


def _select(window: MainWindow, row: int) -> None:
    """Select one row whatever keys are held: selectRow() would add to the selection."""
    flags = QItemSelectionModel.SelectionFlag
    index = window.page.table.index(row, 0)
    window.page.tracks.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def _has_width(window: MainWindow, width: int) -> bool:
    return window.width() == width


def test_an_empty_library_is_one_friendly_screen(open_app: OpenApp) -> None:
    window = open_app().window
    assert window.page.currentWidget() is window.page.empty
    assert window.side.recommend.isHidden()


def test_dropped_files_are_added_and_the_overlay_says_so(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path, composed_library: Path
) -> None:
    app = open_app()
    window = app.window
    app.services.importing.pause()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(composed_library / "Iron Road"))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    window.dragEnterEvent(QDragEnterEvent(QPoint(300, 300), copy, data, buttons, keys))
    assert window.overlay.isVisible()
    assert window.overlay.geometry() == window.rect()
    window.dropEvent(QDropEvent(QPointF(300, 300), copy, data, buttons, keys))
    assert not window.overlay.isVisible()
    qtbot.waitUntil(lambda: window.page.table.rowCount() == 6)


def test_the_list_obeys_the_laws_of_item_models(few: App, qtbot: QtBot) -> None:
    table = few.window.page.table
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(table, mode)
    QAbstractItemModelTester(few.window.side.rows, mode)
    for column in range(table.columnCount()):
        table.sort(column, Qt.SortOrder.DescendingOrder)
    few.window.page.header.search.setText("-3 -5 -7")
    assert table.rowCount() == 7
    few.services.playback.add(table.paths())
    few.window.page.header.search.setText("")
    few.services.importing.resume()
    library = few.services.collection.library
    qtbot.waitUntil(lambda: all(t.reading for t in library), timeout=120_000)
    assert table.rowCount() == 10


def test_search_narrows_as_one_types_and_keys_are_left_to_the_field(
    filled: App, qtbot: QtBot
) -> None:
    window = filled.window
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.page.header.search.hasFocus)
    QTest.keyClicks(window.page.header.search, "artist:redline m")
    assert window.page.header.search.text() == "artist:redline m"
    assert not filled.services.playback.is_muted
    shown = [window.page.table.track_at(row) for row in range(window.page.table.rowCount())]
    assert 0 < len(shown) < 24
    assert {track.tags.artist for track in shown} == {"Redline"}
    QTest.keyClick(window.page.header.search, Qt.Key.Key_Space)
    assert window.page.header.search.text().endswith(" ")
    assert filled.services.playback.current is None


def test_clicking_a_header_sorts_and_again_turns_it_round(filled: App, qtbot: QtBot) -> None:
    window = filled.window
    qtbot.waitUntil(window.page.tracks.isVisible)
    header = window.page.tracks.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(2) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    titles = [window.page.table.track_at(row).title for row in range(24)]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot, delay=600)
    assert [window.page.table.track_at(row).title for row in range(24)] == titles[::-1]
    assert sorted(titles, key=str.casefold) == titles


def test_enter_plays_and_the_keys_of_a_player_work(filled: App, qtbot: QtBot) -> None:
    window, playback = filled.window, filled.services.playback
    control = Qt.KeyboardModifier.ControlModifier
    window.activateWindow()
    window.page.tracks.setFocus()
    _select(window, 3)
    QTest.keyClick(window.page.tracks, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: playback.is_playing)
    assert playback.current is not None
    assert playback.current.path == window.page.table.track_at(3).path
    assert window.page.table.playing_path == playback.current.path
    QTest.keyClick(window.page.tracks, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not playback.is_playing)
    QTest.keyClick(window.page.tracks, Qt.Key.Key_Right, control)
    qtbot.waitUntil(lambda: playback.current.path == window.page.table.track_at(4).path)  # type: ignore[union-attr]
    volume = playback.volume
    QTest.keyClick(window.page.tracks, Qt.Key.Key_Down, control)
    assert playback.volume == volume - 5
    assert window.bar.transport.volume.value() == volume - 5
    QTest.keyClick(window.page.tracks, Qt.Key.Key_M)
    assert playback.is_muted
    _select(window, 10)
    QTest.keyClick(window.page.tracks, Qt.Key.Key_D, control)
    _select(window, 12)
    subprocess.run(["xdotool", "key", "ctrl+shift+d"], check=True)
    qtbot.waitUntil(lambda: len(playback.queue.own) == 2)
    own = [row.path for row in playback.queue.own]
    assert own == [window.page.table.track_at(12).path, window.page.table.track_at(10).path]
    QTest.keyClick(window.page.tracks, Qt.Key.Key_Z, control)
    assert [row.path for row in playback.queue.own] == own[1:]


def test_a_click_on_the_strip_seeks(filled: App, qtbot: QtBot) -> None:
    playback, strip = filled.services.playback, filled.window.bar.clock.strip
    playback.play_list(filled.window.page.table.paths(), 0)
    qtbot.waitUntil(lambda: playback.position_s() > 0.3)
    spot = QPoint(strip.width() // 2, strip.height() // 2)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=spot)
    half_s = filled.window.page.table.track_at(0).duration_s / 2
    qtbot.waitUntil(lambda: abs(playback.position_s() - half_s) < 1.5)


def test_delete_takes_out_of_the_queue_and_undo_brings_back(filled: App) -> None:
    window, playback = filled.window, filled.services.playback
    playback.add(window.page.table.paths()[:5])
    queue = window.side.queue
    queue.setFocus()
    queue.setCurrentIndex(window.side.rows.index(1, 0))
    QTest.keyClick(queue, Qt.Key.Key_Delete)
    assert [row.path for row in playback.queue.own] == [
        path for i, path in enumerate(window.page.table.paths()[:5]) if i != 1
    ]
    QTest.mouseClick(window.side._undo, Qt.MouseButton.LeftButton)
    assert [row.path for row in playback.queue.own] == list(window.page.table.paths()[:5])


def test_without_history_the_five_moods_are_offered_and_fill_the_queue(
    analysed: App, qtbot: QtBot
) -> None:
    window, services = analysed.window, analysed.services
    choices = [b for b in window.side.findChildren(QWidget, "moodChoice") if b.isVisible()]
    assert len(choices) == len(MOODS)
    QTest.mouseClick(choices[MOODS.index(Mood.SAD)], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(services.playback.queue.recommended) > 0)
    assert services.recommending.state.chosen is Mood.SAD
    rows = services.playback.queue.recommended
    assert all(row.source is PlaySource.RECOMMENDED for row in rows)
    assert all(row.reason is not None and row.reason.mood is Mood.SAD for row in rows)
    # The thumb of the playing track is reachable by key.
    services.playback.play_row(rows[0].id)
    window.activateWindow()
    window.page.tracks.setFocus()
    with qtbot.waitSignal(services.recommending.thumb_given) as given:
        QTest.keyClick(window.page.tracks, Qt.Key.Key_Minus, Qt.KeyboardModifier.AltModifier)
    assert given.args[0].kind is ThumbKind.DOWN
    assert given.args[0].path == rows[0].path


def test_a_mood_in_the_left_bar_shows_its_tracks(analysed: App, qtbot: QtBot) -> None:
    window, library = analysed.window, analysed.services.collection.library
    qtbot.waitUntil(lambda: window.sidebar.songs.accessibleName() == "Songs 24")
    for mood, count in library.mood_counts().items():
        QTest.mouseClick(window.sidebar.moods[mood], Qt.MouseButton.LeftButton)
        assert window.page.table.rowCount() == count
        assert window.sidebar.moods[mood].isChecked()
    QTest.mouseClick(window.sidebar.songs, Qt.MouseButton.LeftButton)
    assert window.page.table.rowCount() == 24


def test_analysis_can_be_paused_cancelled_and_taken_up(few: App, qtbot: QtBot) -> None:
    window, importing = few.window, few.services.importing
    header = window.page.header
    assert header.status.text() == "Paused at 0 of 10"
    QTest.mouseClick(header.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: importing.progress.done >= 1, timeout=60_000)
    QTest.mouseClick(header.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not importing.progress.is_running, timeout=60_000)
    library = few.services.collection.library
    done = sum(1 for track in library if track.reading)
    assert 1 <= done < 10
    qtbot.waitUntil(header.take_up.isVisible)
    qtbot.waitUntil(lambda: header.status.text() == f"{10 - done} without a mood")
    QTest.mouseClick(header.take_up, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: all(t.reading for t in library), timeout=120_000)


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.CHINESE])
def test_the_search_field_keeps_its_room_in_a_small_window(
    few: App, qtbot: QtBot, tongue: Tongue
) -> None:
    few._language.choose(tongue)
    window, header = few.window, few.window.page.header
    window.resize(900, 600)
    if not window.side.isVisible():
        window.zones.toggle_panel()
    header.show_problems(3)
    qtbot.waitUntil(lambda: header.status.y() > header.search.geometry().bottom())
    for text in ("", "artist:anna mood:sad"):
        header.search.setText(text)
        qtbot.waitUntil(lambda: header.search.width() > header.search.comfortable_px() - 42)
        buttons = [b for b in header.search.findChildren(QToolButton) if b.isVisible()]
        assert len(buttons) == (3 if text else 2)
        assert all(header.search.rect().contains(button.geometry()) for button in buttons)
    header.search.clear()
    qtbot.waitUntil(lambda: header.search.width() >= header.search.comfortable_px())
    for part in (header.status, header.problems):
        assert part.width() >= part.sizeHint().width()
    window.resize(1400, 700)
    qtbot.waitUntil(lambda: header.status.x() > header.search.geometry().right())


def test_bad_files_are_listed_with_a_sentence_each_and_stop_nothing(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path
) -> None:
    music = tmp_path / "music"
    music.mkdir()
    files = make_bad_files(music)
    app = open_app()
    app.services.importing.add([str(music)])
    library = app.services.collection.library
    qtbot.waitUntil(lambda: len(library) == len(files))
    qtbot.waitUntil(lambda: not app.services.importing.progress.is_running, timeout=60_000)
    failed = {track.path for track in library.unfit_tracks()}
    expected = {str(files[name]) for name in ("text", "empty", "broken_link")}
    assert expected <= failed
    assert app.window.page.table.rowCount() == len(files) - len(failed)
    qtbot.waitUntil(app.window.page.header.problems.isVisible)
    assert app.window.page.header.problems.text() == f"{len(failed)} files failed"
    dialog = ProblemsDialog([t.failure for t in library.unfit_tracks() if t.failure], app.window)
    qtbot.addWidget(dialog)
    text = "\n".join(
        label.text() for label in dialog.findChildren(type(app.window.page.header.status))
    )
    assert "This is not an audio file" in text
    assert "The link leads nowhere" in text


def test_a_file_that_cannot_be_played_is_said_and_the_next_one_plays(
    filled: App, qtbot: QtBot, tmp_path: Path
) -> None:
    text = tmp_path / "text.mp3"
    text.write_text("no music here " * 500)
    good = filled.window.page.table.paths()[0]
    with qtbot.waitSignal(filled.services.playback.failed, timeout=60_000):
        filled.services.playback.play_list([str(text), good], 0)
    qtbot.waitUntil(lambda: filled.services.playback.current.path == good)  # type: ignore[union-attr]
    assert "text" in filled.window.banner.says("playback")


def test_without_libvlc_the_window_opens_and_says_what_to_install(
    open_app: OpenApp,
) -> None:
    app = open_app(vlc=OpenVlc(VlcStatus(VlcProblem.LIBRARY_MISSING)))
    assert app.window.isVisible()
    assert "libvlc5" in app.window.banner.says("vlc")


def test_the_window_fits_itself_to_its_width(filled: App, qtbot: QtBot) -> None:
    window = filled.window
    assert (window.width(), window.height()) == (1280, 800)
    assert (window.sidebar.width(), window.side.width(), window.bar.height()) == (220, 320, 84)
    assert window.page.tracks.rowHeight(0) == 46
    for width, has_panel, has_names in (
        (1150, True, True),
        (1149, False, True),
        (1000, False, True),
        (999, False, False),
    ):
        window.resize(width, 700)
        qtbot.waitUntil(partial(_has_width, window, width))
        assert window.side.isVisible() is has_panel
        assert (window.sidebar.width() > 100) is has_names
        assert window.bar.panel_button.isVisible() is not has_panel
        assert window.bar.clock.strip.width() >= 150
    QTest.mouseClick(window.bar.panel_button, Qt.MouseButton.LeftButton)
    assert window.side.isVisible()
    # The smallest window with the drawer open: titles keep their room, nothing overlaps.
    window.resize(900, 600)
    qtbot.waitUntil(partial(_has_width, window, 900))
    qtbot.waitUntil(lambda: window.page.tracks.columnWidth(Column.TITLE) >= 120)
    shown = [w for w in (window.side.bars, window.side.why, window.side.recommend) if w.isVisible()]
    tops = [widget.geometry() for widget in shown]
    assert all(a.bottom() < b.top() for a, b in pairwise(tops))


def test_a_reason_that_is_cut_is_told_whole_where_the_keyboard_is(
    filled: App, qtbot: QtBot
) -> None:
    window, playback = filled.window, filled.services.playback
    like, *others = filled.services.collection.library
    long = " ".join(["No title that two lines of the panel could ever hold"] * 3)
    filled.services.collection.put([replace(like, tags=replace(like.tags, title=long))])
    reason = Reason(Mood.SAD, 0.6, like.path, 0.9, parts=(Part.LIKENESS,))
    playback.recommend([(others[0].path, reason), (others[1].path, Reason(Mood.SAD, 0.6))])
    queue = window.side.queue
    qtbot.waitUntil(queue.isVisible)
    queue.setCurrentIndex(window.side.rows.index(1, 0))
    queue.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(queue.hasFocus)
    assert not QToolTip.isVisible()
    QTest.keyClick(queue, Qt.Key.Key_Up)
    assert long in QToolTip.text()
    QTest.keyClick(queue, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    queue.setCurrentIndex(window.side.rows.index(0, 0))
    window.page.tracks.setFocus()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    queue.setFocus(Qt.FocusReason.TabFocusReason)
    assert long in QToolTip.text()
    window.page.tracks.setFocus()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_volume_and_size_come_back(open_app: OpenApp, qtbot: QtBot) -> None:
    first = open_app()
    first.window.resize(1000, 650)
    first.services.playback.set_volume(35)
    qtbot.waitUntil(lambda: first.window.width() == 1000)
    first.window.close()
    second = open_app()
    assert second.services.playback.volume == 35
    assert second.window.bar.transport.volume.value() == 35
    qtbot.waitUntil(lambda: second.window.width() == 1000)


def test_tracks_and_plays_come_back(filled: App, open_app: OpenApp, qtbot: QtBot) -> None:
    filled.services.playback.play_list(filled.window.page.table.paths(), 2)
    qtbot.waitUntil(lambda: filled.services.playback.position_s() > 0.5)
    filled.window.close()
    again = open_app()
    again.services.importing.pause()
    assert again.window.page.table.rowCount() == 24
    assert again.window.page.table.paths() == filled.window.page.table.paths()


def test_paths_of_the_command_line_are_added_and_played(
    open_app: OpenApp, qtbot: QtBot, composed_library: Path
) -> None:
    app = open_app(str(composed_library / "Iron Road"))
    playback = app.services.playback
    qtbot.waitUntil(lambda: playback.is_playing)
    qtbot.waitUntil(lambda: len(playback.queue) == 5)
    assert playback.current is not None
    assert os.path.dirname(playback.current.path) == str(composed_library / "Iron Road")


def test_a_damaged_library_is_restored_and_the_window_says_so(
    filled: App, open_app: OpenApp, qtbot: QtBot, tmp_path: Path
) -> None:
    filled.services.storage.flush()
    filled.window.close()
    file = tmp_path / "home" / "data" / "tracks.json"
    file.write_bytes(file.read_bytes()[:500])
    app = open_app()
    app.services.importing.pause()
    assert app.window.page.table.rowCount() == 24
    assert "was damaged" in app.window.banner.says("backup restored")
    assert list(file.parent.glob("*damaged*"))


def test_files_of_the_command_line_play_though_known_folders_are_looked_through(
    filled: App, open_app: OpenApp, qtbot: QtBot, tmp_path: Path
) -> None:
    filled.window.close()
    asked = encode(tmp_path / "asked.wav", compose(3, 12.0, "calm"))
    app = open_app(str(asked))
    qtbot.waitUntil(lambda: app.services.playback.is_playing)
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 25)
    assert app.services.playback.current is not None
    assert app.services.playback.current.path == str(asked)
    assert len(app.services.playback.queue) == 0


def test_a_control_with_the_focus_keeps_its_own_keys(filled: App, qtbot: QtBot) -> None:
    window, playback = filled.window, filled.services.playback
    window.activateWindow()
    novelty = window.side.novelty
    window.services.recommending.choose(Mood.SAD)
    novelty.setFocus()
    QTest.keyClick(novelty, Qt.Key.Key_Right)
    assert novelty.value() == 51
    assert window.services.recommending.novelty == 0.51
    window.bar.transport.mute.setFocus()
    QTest.keyClick(window.bar.transport.mute, Qt.Key.Key_Space)
    assert playback.is_muted
    assert playback.current is None
    window.services.recommending.choose(None)
    choice = window.side.findChildren(QWidget, "moodChoice")[0]
    qtbot.waitUntil(choice.isVisible)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Space)
    assert window.services.recommending.state.chosen is MOODS[0]
    assert playback.current is None


def test_a_click_leaves_the_space_bar_to_the_player(filled: App, qtbot: QtBot) -> None:
    window, playback = filled.window, filled.services.playback
    window.activateWindow()
    window.page.tracks.setFocus()
    playback.play_list(window.page.table.paths(), 0)
    qtbot.waitUntil(lambda: playback.is_playing)
    QTest.mouseClick(window.bar.transport.mute, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.bar.transport.volume, Qt.MouseButton.LeftButton)
    assert window.page.tracks.hasFocus()
    QTest.keyClick(window.page.tracks, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not playback.is_playing)


def test_a_selection_stays_with_its_track_while_moods_fill_in(filled: App) -> None:
    window, collection = filled.window, filled.services.collection
    paths = window.page.table.paths()
    for path in paths[:3]:
        collection.put([_with_mood(collection.library.get(path), Mood.HAPPY)])
    window.page.search("mood:happy")
    _select(window, 1)
    collection.put([_with_mood(collection.library.get(paths[9]), Mood.HAPPY)])
    assert window.page.table.rowCount() == 4
    assert window.page.tracks.selected_paths() == [paths[1]]
    collection.put([_with_mood(collection.library.get(paths[0]), Mood.SAD)])
    assert window.page.tracks.selected_paths() == [paths[1]]
    assert window.page.tracks.currentIndex().row() == 0


def test_a_thumb_keeps_a_name_that_is_not_utf8(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path
) -> None:
    odd = encode(tmp_path / "odd.wav", compose(3, 6.0, "calm"))
    odd = odd.rename(tmp_path / os.fsdecode(b"caf\xe9.wav"))
    app = open_app()
    app.services.importing.add([str(odd)])
    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == 1)
    app.services.playback.add([str(odd)])
    queue = app.window.side.queue
    qtbot.waitUntil(queue.isVisible)
    spot = queue.thumb_spot(0, ThumbKind.DOWN)
    with qtbot.waitSignal(app.services.recommending.thumb_given) as given:
        QTest.mouseClick(queue.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert given.args[0].path == str(odd)
    assert len(app.services.playback.queue) == 0


def _with_mood(track: Track | None, mood: Mood) -> Track:
    assert track is not None
    shares = tuple(0.6 if each is mood else 0.1 for each in MOODS)
    return replace(track, reading=MoodReading(shares, 0.0, 0.0, mood), analysed_by="test")


def test_every_control_has_a_name_for_those_who_do_not_see_it(filled: App) -> None:
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractItemView,
        QAbstractSlider,
        QLineEdit,
        QScrollBar,
    )

    kinds = (QAbstractButton, QAbstractSlider, QLineEdit, QAbstractItemView)
    nameless = [
        widget
        for kind in kinds
        for widget in filled.window.findChildren(kind)
        if not isinstance(widget, QScrollBar)
        and not widget.objectName().startswith("qt_")
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and type(widget.parent()).__name__ not in ("QLineEdit", "QTableView", "TrackList")
        and type(widget).__name__ != "QHeaderView"
    ]
    assert nameless == []


def test_a_long_title_does_not_widen_the_window(filled: App) -> None:
    QApplication.processEvents()
    assert filled.window.width() == 1280
    assert filled.window.page.tracks.horizontalScrollBar().maximum() == 0
