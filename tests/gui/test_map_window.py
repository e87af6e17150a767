"""The mood map through the real window, by mouse and by keys."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import MOODS, MoodReading
from musemood.domain.track import Tags, Track
from musemood.ui.map_page import MapPage
from musemood.ui.places import Page, Place

OpenApp = Callable[..., App]
_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def filled(open_app: OpenApp, qtbot: QtBot, few_songs: Path) -> App:
    """Ten songs round a circle, the first at the right, the map in sight."""
    app = open_app()
    app.services.collection.put(
        Track(
            str(few_songs / f"{n}.flac"),
            1,
            1,
            Tags(title=f"Song {n}", artist="Someone", duration_s=14.0),
            reading=MoodReading(
                tuple(0.6 if m is MOODS[n % 5] else 0.1 for m in MOODS),
                0.8 * math.cos(n * math.pi / 5),
                0.8 * math.sin(n * math.pi / 5),
                MOODS[n % 5],
            ),
        )
        for n in range(10)
    )
    qtbot.waitUntil(lambda: app.window.page.currentIndex() == 1)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    QTest.mouseClick(app.window.sidebar.places[Page.MAP], _LEFT)
    qtbot.waitUntil(lambda: len(_page(app).map.points) == 10)
    return app


def _page(app: App) -> MapPage:
    page = app.window.page.views.page
    assert isinstance(page, MapPage)
    return page


def _spot(app: App, number: int) -> QPoint:
    the_map = _page(app).map
    index = next(i for i, p in enumerate(the_map.points.paths) if p.endswith(f"/{number}.flac"))
    return the_map.spot(index).toPoint()


def _names(paths: list[str]) -> set[str]:
    return {Path(path).stem for path in paths}


def _queued(app: App) -> set[str]:
    queue = app.services.playback.queue
    return _names([row.path for row in queue.upcoming(len(queue))])


def _draw(app: App, *places: tuple[int, int], modifier: Qt.KeyboardModifier) -> None:
    """Hold the button and move through shares of the width and height in percent."""
    view = _page(app).map.viewport()
    spots = [QPoint(view.width() * x // 100, view.height() * y // 100) for x, y in places]
    QTest.mousePress(view, _LEFT, modifier, spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(view, spot)
    QTest.mouseRelease(view, _LEFT, modifier, spots[-1])


def test_a_lasso_adds_what_it_holds_to_the_queue_and_undo_takes_it_back(filled: App) -> None:
    page = _page(filled)
    assert not page.choice.isVisible()
    _draw(filled, (52, 2), (98, 2), (98, 98), (52, 98), modifier=_SHIFT)
    assert _names(page.selected_paths()) == {"0", "1", "2", "8", "9"}
    assert page.add.text() == "Add 5 to the queue"
    QTest.mouseClick(page.add, _LEFT)
    assert _queued(filled) == {"0", "1", "2", "8", "9"}
    QTest.keyClick(filled.window, Qt.Key.Key_Z, _CONTROL)
    assert _queued(filled) == set()
    QTest.mouseClick(page.clear, _LEFT)
    assert not page.choice.isVisible()
    QTest.mouseClick(page.lasso, _LEFT)  # without Shift now
    _draw(filled, (2, 2), (48, 2), (48, 98), (2, 98), modifier=Qt.KeyboardModifier.NoModifier)
    assert _names(page.selected_paths()) == {"3", "4", "5", "6", "7"}
    QTest.mouseClick(page.play, _LEFT)
    assert filled.services.playback.current is not None


def test_dragging_moves_and_the_wheel_zooms_without_a_picture_each(filled: App) -> None:
    the_map = _page(filled).map
    the_map.viewport().repaint()
    made, before = the_map.picture.made, _spot(filled, 0)
    _draw(filled, (50, 50), (45, 50), (40, 55), modifier=Qt.KeyboardModifier.NoModifier)
    the_map.viewport().repaint()
    moved = _spot(filled, 0) - before
    assert moved.x() < -20
    assert moved.y() > 10
    assert the_map.picture.made == made
    away = _spot(filled, 0) - _spot(filled, 5)
    QTest.mouseClick(_page(filled).closer, _LEFT)
    assert (_spot(filled, 0) - _spot(filled, 5)).x() > away.x() * 1.3
    QTest.mouseClick(_page(filled).whole, _LEFT)
    assert _spot(filled, 0) == before


def test_the_pointer_shows_which_track_and_a_double_click_plays_it(
    filled: App, qtbot: QtBot
) -> None:
    the_map = _page(filled).map
    view = the_map.viewport()
    QTest.mouseMove(view, _spot(filled, 3) + QPoint(2, 2))
    qtbot.waitUntil(lambda: the_map.hovered is not None)
    with_card = view.grab().toImage()
    QTest.mouseMove(view, view.rect().center())
    qtbot.waitUntil(lambda: the_map.hovered is None)
    assert view.grab().toImage() != with_card
    QTest.mouseDClick(view, _LEFT, pos=_spot(filled, 3))
    playing = filled.services.playback.current
    assert playing is not None
    assert Path(playing.path).stem == "3"


def test_arrows_go_from_point_to_point_and_enter_plays(filled: App) -> None:
    the_map = _page(filled).map
    assert the_map.hasFocus()
    seen = set()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down):
        for _ in range(6):
            QTest.keyClick(the_map, key)
            seen |= _names(the_map.selected_paths())
            title = f"Song {next(iter(_names(the_map.selected_paths())))}"
            assert the_map.accessibleDescription().startswith(f"{title}, Someone, ")
    assert len(seen) >= 6
    through = set()
    for _ in range(10):
        QTest.keyClick(the_map, Qt.Key.Key_PageDown)
        through |= _names(the_map.selected_paths())
    assert through == set(map(str, range(10)))
    here = _names(the_map.selected_paths())
    QTest.keyClick(filled.window, Qt.Key.Key_D, _CONTROL)
    assert _queued(filled) == here
    QTest.keyClick(the_map, Qt.Key.Key_Return)
    playing = filled.services.playback.current
    assert playing is not None
    assert {Path(playing.path).stem} == here
    before = the_map.spot(0) - the_map.spot(5)
    QTest.keyClick(the_map, Qt.Key.Key_Plus)
    assert (the_map.spot(0) - the_map.spot(5)).manhattanLength() > before.manhattanLength()
    QTest.keyClick(the_map, Qt.Key.Key_Home)


def test_keys_select_too_and_escape_takes_it_back(filled: App) -> None:
    page = _page(filled)
    QTest.keyClick(page.map, Qt.Key.Key_Right)
    QTest.keyClick(page.map, Qt.Key.Key_Left, _SHIFT)
    assert len(page.selected_paths()) == 2
    QTest.keyClick(page.map, Qt.Key.Key_A, _CONTROL)
    assert len(page.selected_paths()) == 10
    QTest.keyClick(page.map, Qt.Key.Key_Escape)
    assert not page.choice.isVisible()
    assert filled.window.page.views.trail.here == Place(Page.MAP)


def test_the_search_narrows_the_points_and_says_where_none_are_left(filled: App) -> None:
    page, search = _page(filled), filled.window.page.header.search
    search.setText("title:3")
    assert _names(list(page.map.points.paths)) == {"3"}
    assert page.head.count_text().startswith("1 song")
    search.setText("nothing like it")
    assert page.nothing.isVisible()
    QTest.mouseClick(page.nothing.clear, _LEFT)
    assert len(page.map.points) == 10


def test_the_menu_of_a_point_is_that_of_a_song(filled: App, qtbot: QtBot) -> None:
    the_map = _page(filled).map
    QTest.keyClick(the_map, Qt.Key.Key_Right)
    texts: list[str] = []

    def look(menu: QMenu, _: object) -> None:
        texts.extend(action.text().split("\t")[0] for action in menu.findChildren(QAction))

    filled.window.page.views.menu_opening.connect(look)
    QTest.keyClick(the_map.viewport(), Qt.Key.Key_Menu)
    the_map.menu_wanted.emit(QPoint(100, 100))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    assert "Add to queue" in texts


def test_a_library_without_any_reading_is_told_so(
    open_app: OpenApp, qtbot: QtBot, few_songs: Path
) -> None:
    app = open_app()
    app.services.collection.put([Track(str(few_songs / "0.flac"), 1, 1)])
    qtbot.waitUntil(lambda: app.services.browsing.is_settled)
    QTest.mouseClick(app.window.sidebar.places[Page.MAP], _LEFT)
    qtbot.waitUntil(_page(app).none_yet.isVisible)
    qtbot.waitUntil(lambda: "1 not analysed yet" in _page(app).head.count_text())
