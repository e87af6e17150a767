"""Habits people have (product.md), each by mouse and keys in the real window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from composed_music import encode, tone
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.play_log import Play, PlayEnd, PlaySource, counts_as_skip
from musemood.domain.repeat import Repeat
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.ui.track_table import Column

OpenApp = Callable[..., App]
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def app(few: App, qtbot: QtBot) -> App:
    """Ten songs of 14 s, all sad but the first, analysis paused."""
    app = few
    qtbot.waitUntil(app.window.page.tracks.isVisible)
    for place, path in enumerate(app.window.page.table.paths()):
        _give_mood(app, path, Mood.SAD if place else Mood.HAPPY)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    app.window.page.tracks.setFocus()
    return app


def _give_mood(app: App, path: str, mood: Mood) -> None:
    track = app.services.collection.library.get(path)
    assert track is not None
    shares = tuple(0.6 if each is mood else 0.1 for each in MOODS)
    reading = MoodReading(shares, 0.0, 0.0, mood)
    app.services.collection.put([replace(track, reading=reading, analysed_by="test")])


def _select(app: App, *rows: int) -> list[str]:
    """Select rows of the list of songs; their paths."""
    tracks, table = app.window.page.tracks, app.window.page.table
    flags = QItemSelectionModel.SelectionFlag
    selection = tracks.selectionModel()
    selection.clear()
    for row in rows:
        selection.setCurrentIndex(table.index(row, 0), flags.Select | flags.Rows)
    return [table.track_at(row).path for row in rows]


def _press(app: App, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key in the list of songs."""
    app.window.page.tracks.setFocus()
    QTest.keyClick(app.window.page.tracks, key, held)


def _current(app: App) -> str:
    row = app.services.playback.current
    return row.path if row else ""


def test_keep_going_adds_five_of_the_same_mood_when_three_are_left(
    app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    playback, side = app.services.playback, app.window.side
    find, asked = app.services.recommending.find_more, []

    def find_noted(*about: Any) -> None:
        asked.append(about)
        find(*about)

    monkeypatch.setattr(app.services.recommending, "find_more", find_noted)
    paths = app.window.page.table.paths()
    assert not side.keep_going.isChecked()
    playback.play_list(paths[5:], 0)  # four to come
    qtbot.waitUntil(lambda: playback.is_playing)
    QTest.mouseClick(side.keep_going, LEFT)
    assert app.services.keep_going.is_on
    assert len(playback.queue) == 4
    playback.set_repeat(Repeat.ALL)  # what is repeated does not run dry
    _press(app, Qt.Key.Key_Right, CONTROL)  # three to come
    assert not asked
    playback.set_repeat(Repeat.OFF)
    qtbot.waitUntil(lambda: len(playback.queue.recommended) == 5)
    rows = playback.queue.recommended
    assert {row.reason.mood for row in rows if row.reason} == {Mood.SAD}
    assert all(row.source is PlaySource.RECOMMENDED for row in rows)
    assert not {row.path for row in rows} & {*paths[6:]}
    # A person who takes them out again is not given others while the same track plays.
    QTest.mouseClick(side.clear_queue, LEFT)
    assert len(playback.queue) == 0
    _press(app, Qt.Key.Key_Z, CONTROL)
    assert playback.queue.recommended == rows
    _press(app, Qt.Key.Key_G, CONTROL)
    assert not side.keep_going.isChecked()


def test_tab_reaches_every_control_and_comes_round(app: App, qtbot: QtBot) -> None:
    window = app.window
    app.services.playback.add(window.page.table.paths()[:3])
    qtbot.waitUntil(window.side.queue.isVisible)
    start = QApplication.focusWidget()
    assert start is not None
    reached, now = {start}, start
    for _ in range(200):
        QTest.keyClick(now, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        now = focused
        if now is start:
            break
        assert now not in reached, f"a trap at {now}"
        reached.add(now)
    assert now is start
    wanted = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    left_out = wanted - reached
    # Of a group of choices the arrows reach the others.
    assert {w for w in left_out if not _is_in_a_group(w)} == set()


def _is_in_a_group(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and (
        widget.autoExclusive() or widget.group() is not None
    )


def test_every_key_of_the_sheet_does_what_it_says(app: App, qtbot: QtBot) -> None:
    """In one window, with the list in focus; undo, rating and moods by their effect."""
    window, services = app.window, app.services
    playback, library = services.playback, services.collection.library
    (path,) = _select(app, 3)
    _press(app, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: playback.position_s() > 0.05)
    assert _current(app) == path
    _press(app, Qt.Key.Key_Space)
    assert not playback.is_playing
    _press(app, Qt.Key.Key_Space)
    assert playback.is_playing
    _press(app, Qt.Key.Key_Right, CONTROL)
    assert _current(app) == window.page.table.paths()[4]
    _press(app, Qt.Key.Key_Left, CONTROL)
    assert _current(app) == path
    with qtbot.waitSignal(playback.position_jumped) as jump:
        _press(app, Qt.Key.Key_Right)
    assert jump.args[0] >= 5.0
    with qtbot.waitSignal(playback.position_jumped) as back:
        _press(app, Qt.Key.Key_Left)
    assert back.args[0] < jump.args[0]
    volume = playback.volume
    _press(app, Qt.Key.Key_Down, CONTROL)
    assert playback.volume == volume - 5
    _press(app, Qt.Key.Key_Up, CONTROL)
    assert playback.volume == volume
    _press(app, Qt.Key.Key_M)
    assert playback.is_muted
    _press(app, Qt.Key.Key_M)
    _press(app, Qt.Key.Key_S)
    assert playback.is_shuffled
    _press(app, Qt.Key.Key_S)
    assert not playback.is_shuffled
    _press(app, Qt.Key.Key_R)
    assert playback.repeat is Repeat.ALL
    playback.set_repeat(Repeat.OFF)
    (own,) = _select(app, 8)
    _press(app, Qt.Key.Key_D, CONTROL)
    (following,) = _select(app, 9)
    _press(app, Qt.Key.Key_D, CONTROL | SHIFT)
    assert [row.path for row in playback.queue.own] == [following, own]
    _press(app, Qt.Key.Key_Z, CONTROL)
    assert [row.path for row in playback.queue.own] == [own]
    # Moods and stars of the selected songs
    for key, mood in zip(range(Qt.Key.Key_1, Qt.Key.Key_6), MOODS, strict=True):
        _press(app, Qt.Key(key), CONTROL)
        assert _track(app, following).mood is mood
    _press(app, Qt.Key.Key_0, CONTROL)
    assert _track(app, following).mood is Mood.SAD
    for stars in (*range(1, 6), 0):
        _press(app, Qt.Key(Qt.Key.Key_0 + stars), ALT)
        assert _track(app, following).stars == stars
    for key, kind in ((Qt.Key.Key_Plus, ThumbKind.UP), (Qt.Key.Key_Minus, ThumbKind.DOWN)):
        with qtbot.waitSignal(services.recommending.thumb_given) as given:
            _press(app, key, ALT)
        assert (given.args[0].path, given.args[0].kind) == (_current(app), kind)
    _press(app, Qt.Key.Key_J, CONTROL)
    assert window.page.tracks.selected_paths() == [_current(app)]
    _press(app, Qt.Key.Key_F8)
    assert window.mini.isVisible()
    QTest.keyClick(window.mini, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: not window.mini.isVisible())
    _press(app, Qt.Key.Key_F, CONTROL)
    search = window.page.header.search
    assert search.hasFocus()
    # Keys without Ctrl or Alt do nothing while a text field has the focus.
    before = (playback.is_playing, playback.is_muted, playback.is_shuffled, playback.repeat)
    QTest.keyClicks(search, "m sr?")
    QTest.keyClick(search, Qt.Key.Key_Left)
    assert search.text() == "m sr?"
    assert search.cursorPosition() == 4
    after = (playback.is_playing, playback.is_muted, playback.is_shuffled, playback.repeat)
    assert (after, QApplication.activeModalWidget()) == (before, None)
    search.clear()
    assert library is services.collection.library


def _track(app: App, path: str) -> Track:
    track = app.services.collection.library.get(path)
    assert track is not None
    return track


def test_order_of_play_and_rows_set_aside(app: App, qtbot: QtBot) -> None:
    playback, window = app.services.playback, app.window
    services, side = app.services, app.window.side
    paths = window.page.table.paths()
    services.recommending.choose(Mood.SAD)
    QTest.mouseClick(side.recommend, LEFT)
    qtbot.waitUntil(lambda: len(playback.queue.recommended) > 0)
    first = playback.queue.recommended
    _select(app, 9)
    _press(app, Qt.Key.Key_D, CONTROL)
    # Again: only what was recommended and has not played gives way, and others come first.
    with qtbot.waitSignal(services.recommending.recommended):
        QTest.mouseClick(side.recommend, LEFT)
    second = playback.queue.recommended
    assert [row.path for row in playback.queue.own] == [paths[9]]
    assert not {row.id for row in first} & {row.id for row in second}
    assert paths[9] not in {row.path for row in second}
    # Double-click plays now, sets what is recommended aside, and own rows stay.
    tracks = window.page.tracks
    spot = tracks.visualRect(window.page.table.index(2, Column.TITLE)).center()
    QTest.mouseClick(tracks.viewport(), LEFT, pos=spot)
    QTest.mouseDClick(tracks.viewport(), LEFT, pos=spot)
    qtbot.waitUntil(lambda: _current(app) == paths[2])
    assert (playback.queue.recommended, playback.queue.set_aside) == ((), second)
    assert [row.path for row in playback.queue.own] == [paths[9]]
    assert side._restore.isVisible()
    QTest.mouseClick(side._restore, LEFT)
    assert (playback.queue.recommended, playback.queue.set_aside) == (second, ())
    # The playing track, own rows, recommended rows, the list.
    wanted = [paths[9], *(row.path for row in second), *paths[3:]]
    assert [row.path for row in playback.queue.upcoming()] == wanted
    for expected in wanted[:3]:
        _press(app, Qt.Key.Key_Right, CONTROL)
        assert _current(app) == expected


def test_what_takes_away_is_undone(app: App, qtbot: QtBot) -> None:
    """Queue: out, cleared, replaced. Playlists, tags and the trash have tests of their own."""
    playback, window = app.services.playback, app.window
    playback.add(window.page.table.paths()[:4])
    full = playback.queue
    queue = window.side.queue
    qtbot.waitUntil(queue.isVisible)
    queue.setFocus()
    queue.setCurrentIndex(window.side.rows.index(1, 0))
    QTest.keyClick(queue, Qt.Key.Key_Delete)
    assert len(playback.queue) == 3
    QTest.keyClick(queue, Qt.Key.Key_Z, CONTROL)
    assert playback.queue.own == full.own
    assert all(Path(path).exists() for path in window.page.table.paths())
    _press(app, Qt.Key.Key_K, CONTROL)
    assert len(playback.queue) == 0
    _press(app, Qt.Key.Key_Z, CONTROL)
    assert playback.queue.own == full.own
    _press(app, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert len(playback.queue) == 0
    _select(app, 5)
    before = _track(app, window.page.table.paths()[5])
    _press(app, Qt.Key.Key_3, ALT)
    _press(app, Qt.Key.Key_1, CONTROL)
    _press(app, Qt.Key.Key_Z, CONTROL)
    _press(app, Qt.Key.Key_Z, CONTROL)
    now = _track(app, before.path)
    assert (now.mood, now.stars) == (before.mood, before.stars)


def test_a_cleared_queue_stays_empty_though_all_is_repeated(app: App, qtbot: QtBot) -> None:
    playback = app.services.playback
    playback.play_list(app.window.page.table.paths(), 3)
    qtbot.waitUntil(lambda: playback.is_playing)
    _press(app, Qt.Key.Key_R)
    assert playback.repeat is Repeat.ALL
    _press(app, Qt.Key.Key_K, CONTROL)
    playback.seek(13.7)
    qtbot.waitUntil(lambda: not playback.is_playing)
    assert (playback.current, len(playback.queue)) == (None, 0)
    _press(app, Qt.Key.Key_Z, CONTROL)
    assert len(playback.queue) == len(app.window.page.table.paths()) - 4


def test_what_counts_as_a_play_a_skip_and_an_error(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    """In seconds really heard, of a track of 31 s; a seek adds nothing."""
    playback, collection = app.services.playback, app.services.collection
    long = str(encode(tmp_path / "long.flac", tone(220.0, 31.0), tags={"title": "Long"}))
    broken = tmp_path / "broken.mp3"
    broken.write_text("no music here " * 500)
    app.services.importing.add([long])
    qtbot.waitUntil(lambda: collection.library.get(long) is not None)
    ends: list[Play] = []
    playback.play_ended.connect(ends.append)
    # Sought through to its end, heard for a moment: no play, and no skip within 5 s.
    playback.play_list([long, str(broken), long], 0)
    qtbot.waitUntil(lambda: playback.position_s() > 0.2)
    playback.seek(30.0)
    qtbot.waitUntil(lambda: playback.position_s() >= 30.0)
    _press(app, Qt.Key.Key_Right, CONTROL)
    # The broken one fails, and the next begins by itself.
    qtbot.waitUntil(lambda: len(ends) == 2, timeout=60_000)
    assert [play.end for play in ends] == [PlayEnd.SKIPPED, PlayEnd.FAILED]
    assert ends[0].heard_s < 5.0
    assert not counts_as_skip(ends[0], 31.0)
    assert not counts_as_skip(ends[1], 31.0)
    assert collection.play_count(long) == 0
    # Half of it is a play, though it is skipped then.
    qtbot.waitUntil(lambda: playback.position_s() >= 16.0, timeout=60_000)
    _press(app, Qt.Key.Key_Right, CONTROL)
    assert ends[2].heard_s >= 15.5
    assert collection.play_count(long) == 1


def test_volume_queue_position_and_window_come_back(
    app: App, open_app: OpenApp, qtbot: QtBot
) -> None:
    _select(app, 2)
    _press(app, Qt.Key.Key_Return)
    playback = app.services.playback
    qtbot.waitUntil(lambda: playback.position_s() > 0.5)
    _press(app, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: playback.position_s() > 5.0)
    _press(app, Qt.Key.Key_Down, CONTROL)
    _press(app, Qt.Key.Key_G, CONTROL)
    app.window.resize(1010, 660)
    qtbot.waitUntil(lambda: app.window.width() == 1010)
    wanted = [row.path for row in playback.queue.upcoming()]
    volume, current = playback.volume, _current(app)
    app.window.close()
    again = open_app()
    again.services.importing.pause()
    playback = again.services.playback
    qtbot.waitUntil(lambda: playback.current is not None)
    assert (playback.volume, _current(again)) == (volume, current)
    assert [row.path for row in playback.queue.upcoming()] == wanted
    assert playback.position_s() > 5.0
    assert not playback.is_playing
    assert again.services.keep_going.is_on
    qtbot.waitUntil(lambda: again.window.width() == 1010)
