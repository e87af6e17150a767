"""The queue put in order by the real pointer and by keys."""

from dragging import drag
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.ui.queue_rows import NOTE_ROLE
from musemood.ui.track_mime import paths_to_mime
from musemood.ui.track_table import Column

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def _coming(app: App) -> list[str]:
    return [row.path for row in app.services.playback.queue.upcoming()]


def _above(app: App, row: int) -> QPoint:
    """A place on the screen where a drop falls before this row of the queue."""
    queue = app.window.side.queue
    rect = queue.visualRect(queue.model().index(row, 0))
    return queue.viewport().mapToGlobal(QPoint(80, rect.top() + 4))


def test_rows_of_the_queue_are_dragged_and_moved_by_keys(few: App, qtbot: QtBot) -> None:
    window, playback = few.window, few.services.playback
    qtbot.waitUntil(window.page.tracks.isVisible)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    a, b, c, d, e, f, *_ = window.page.table.paths()
    QAbstractItemModelTester(window.side.rows)
    # The first song falls on a queue in which nothing waits.
    tracks = window.page.tracks
    QTest.mouseClick(tracks.viewport(), LEFT, pos=_title(few, 0))
    start = tracks.viewport().mapToGlobal(_title(few, 0))
    empty = window.side.queue.parentWidget()
    assert empty is not None
    drag(start, empty.mapToGlobal(QPoint(80, 60)))
    qtbot.waitUntil(lambda: _coming(few) == [a])
    playback.add([b, c, d])
    queue = window.side.queue
    qtbot.waitUntil(queue.isVisible)
    drag(_above(few, 3) + QPoint(0, 20), _above(few, 1))
    qtbot.waitUntil(lambda: _coming(few) == [a, d, b, c])
    assert [playback.queue.own[1].id] == queue.selected_ids()
    queue.setFocus()
    QTest.keyClick(queue, Qt.Key.Key_Down, ALT)
    assert _coming(few) == [a, b, d, c]
    for _ in range(3):  # the last time it is the first already
        QTest.keyClick(queue, Qt.Key.Key_Up, ALT)
    assert _coming(few) == [d, a, b, c]
    # A song of the list falls between two rows.
    QTest.mouseClick(tracks.viewport(), LEFT, pos=_title(few, 4))
    drag(tracks.viewport().mapToGlobal(_title(few, 4)), _above(few, 2))
    qtbot.waitUntil(lambda: _coming(few) == [d, a, e, b, c])
    for _ in range(5):
        QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert _coming(few) == [a, b, c, d]
    assert f not in _coming(few)


def test_rows_of_the_queue_have_the_tags_of_now(few: App, qtbot: QtBot) -> None:
    window, services = few.window, few.services
    path = window.page.table.paths()[0]
    services.playback.add([path])
    qtbot.waitUntil(window.side.queue.isVisible)
    track = services.collection.library.get(path)
    assert track is not None
    with qtbot.waitSignal(window.side.rows.dataChanged):  # or the old name stays on the screen
        services.collection.put([replace(track, tags=replace(track.tags, artist="Another"))])
    assert window.side.rows.index(0, 0).data(NOTE_ROLE) == "Another"


def _title(app: App, row: int) -> QPoint:
    tracks = app.window.page.tracks
    return tracks.visualRect(tracks.model().index(row, Column.TITLE)).center()


def test_a_line_shows_before_which_row_a_drop_would_fall(few: App, qtbot: QtBot) -> None:
    few.services.playback.add(few.window.page.table.paths()[:3])
    queue = few.window.side.queue
    qtbot.waitUntil(queue.isVisible)
    rect = queue.visualRect(queue.model().index(1, 0))
    place, songs = QPoint(80, rect.top() + 4), paths_to_mime(["/a.mp3"])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier

    def ink() -> QColor:
        return queue.viewport().grab().toImage().pixelColor(rect.center().x(), rect.top())

    quiet = ink()
    QApplication.sendEvent(queue.viewport(), QDragEnterEvent(place, copy, songs, LEFT, none))
    QApplication.sendEvent(queue.viewport(), QDragMoveEvent(place, copy, songs, LEFT, none))
    assert ink() != quiet
    QApplication.sendEvent(queue.viewport(), QDragLeaveEvent())
    assert ink() == quiet
