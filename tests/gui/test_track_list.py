"""What the list of songs paints, seen on its own pixels."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from composed_music import encode, tone
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import Mood, MoodReading
from musemood.ui.columns import Column
from musemood.ui.cut_text import CutText
from musemood.ui.mood_chip import MoodChips
from musemood.ui.theme import LIGHT, load_fonts, sized
from musemood.ui.track_list import TrackList
from musemood.ui.track_painter import ROW_HEIGHT

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def _row_of(tracks: TrackList, row: int) -> QImage:
    """The pixels of one row as they are on the screen."""
    QApplication.processEvents()
    strip = QRect(0, tracks.rowViewportPosition(row), tracks.viewport().width(), ROW_HEIGHT)
    window = tracks.window()
    place = strip.translated(tracks.viewport().mapTo(window, QPoint(0, 0)))
    return window.grab(place).toImage()  # the list alone has no ground


def _written(text: str) -> QImage:
    image = QImage(300, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    line = CutText(sized(load_fonts(), 13, QFont.Weight.Medium))
    painter = QPainter(image)
    painter.setFont(line.font)
    painter.setPen(Qt.GlobalColor.white)
    line.write(painter, 5, 20, 290, text)
    painter.end()
    return image


@example(text="\x9c0", width=20)  # Qt takes the first sign for a mark between two texts
@given(text=st.text(max_size=60), width=st.integers(20, 400))
def test_a_line_never_leaves_its_place(qapp: QApplication, text: str, width: int) -> None:
    line = CutText(load_fonts())
    image = QImage(800, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setFont(line.font)
    painter.setPen(Qt.GlobalColor.white)
    line.write(painter, 200, 20, width, text, is_at_right=True)
    painter.end()
    beyond = image.copy(200 + width + 20, 0, 800, 40)  # accents may reach out by a little
    empty = QImage(beyond.size(), beyond.format())
    empty.fill(Qt.GlobalColor.black)
    assert beyond == empty


def test_all_scripts_stand_on_one_line(qapp: QApplication) -> None:
    latin, both = _written("Oak "), _written("Oak 海")
    place = QRect(0, 0, 30, 40)
    assert both.copy(place) == latin.copy(place)
    assert both != latin


def test_the_pointer_lights_its_row_and_leaves_no_trace(few: App, qtbot: QtBot) -> None:
    tracks = few.window.page.tracks

    def on_screen() -> list[QImage]:
        """As painted, not painted anew for us."""
        QApplication.processEvents()
        corner, width = tracks.viewport().mapTo(few.window, QPoint(0, 0)), tracks.width()
        place = corner.x(), corner.y(), width, 4 * ROW_HEIGHT
        picture = few.window.screen().grabWindow(few.window.winId(), *place).toImage()
        return [picture.copy(0, row * ROW_HEIGHT, width, ROW_HEIGHT) for row in range(4)]

    def has_changed() -> list[bool]:
        return [old != new for old, new in zip(before, on_screen(), strict=True)]

    QTest.mouseMove(few.window.page.header.search, QPoint(20, 10))
    before = dark = on_screen()
    QTest.mouseMove(tracks.viewport(), QPoint(200, tracks.rowViewportPosition(2) + 20))
    qtbot.waitUntil(lambda: has_changed() == [False, False, True, False])
    QTest.mouseMove(tracks.viewport(), QPoint(200, tracks.rowViewportPosition(3) + 20))
    qtbot.waitUntil(lambda: has_changed() == [False, False, False, True])
    for star in (2, 4):
        before = on_screen()
        QTest.mouseMove(tracks.viewport(), tracks.star_spot(3, star))
        qtbot.waitUntil(lambda: has_changed() == [False, False, False, True])
    QTest.mouseMove(few.window.page.header.search, QPoint(20, 10))
    qtbot.waitUntil(lambda: on_screen() == dark)


def test_the_light_stays_under_the_pointer_while_the_list_scrolls(few: App) -> None:
    few.window.resize(900, 600)
    tracks = few.window.page.tracks
    bar, pointer = tracks.verticalScrollBar(), QPoint(200, 3 * ROW_HEIGHT - 2)
    QTest.mouseMove(tracks.viewport(), pointer)
    bar.setValue(bar.maximum())
    under = tracks.rowAt(pointer.y())
    assert under > 2
    lit, dark = _row_of(tracks, under), _row_of(tracks, under + 1)
    ends = QPoint(tracks.viewport().width() - 4, ROW_HEIGHT // 2)
    assert lit.pixel(ends) != dark.pixel(ends)


def test_the_keyboard_s_row_is_framed_where_it_is_not_selected(few: App, qtbot: QtBot) -> None:
    tracks = few.window.page.tracks
    tracks.setFocus()
    qtbot.waitUntil(tracks.hasFocus)
    spot = tracks.visualRect(tracks.model().index(1, Column.TITLE)).center()
    QTest.mouseMove(tracks.viewport(), spot)
    plain = _row_of(tracks, 1)
    for _ in range(2):
        QTest.mouseClick(tracks.viewport(), LEFT, CONTROL, spot)
    assert few.window.page.table.track_at(1).path not in tracks.selected_paths()
    assert _row_of(tracks, 1) != plain
    QTest.keyClick(tracks, Qt.Key.Key_Down)
    assert _row_of(tracks, 1) == plain


@pytest.fixture
def long_album(tmp_path: Path, few_songs: Path, open_with: Callable[[Path, int], App]) -> App:
    folder = tmp_path / "long"
    folder.mkdir()
    shutil.copy(few_songs / "0.flac", folder)
    album = {"title": "A", "artist": "B", "album": "A name that no column shows at first"}
    encode(folder / "1.flac", tone(220.0, 2.0), tags=album)
    return open_with(folder, 2)


def _border(tracks: TrackList, column: Column) -> QPoint:
    """Where the mouse takes hold of a heading's right end."""
    header = tracks.horizontalHeader()
    end = header.sectionViewportPosition(column) + header.sectionSize(column)
    return QPoint(end - 1, header.height() // 2)


def test_a_double_click_between_two_headings_fits_the_column(long_album: App) -> None:
    long_album.window.resize(1560, 800)
    tracks = long_album.window.page.tracks
    header, index = tracks.horizontalHeader(), tracks.model().index(1, Column.ALBUM)
    words = CutText(sized(tracks.font(), 12)).width_of(index.data())
    assert header.sectionSize(Column.ALBUM) < words
    QTest.mouseDClick(header.viewport(), LEFT, pos=_border(tracks, Column.ALBUM))
    assert words < header.sectionSize(Column.ALBUM) < words + 30
    assert not tracks.isColumnHidden(Column.LENGTH)


def test_a_double_click_gives_a_mood_the_room_of_its_chip(few: App) -> None:
    track = few.window.page.table.track_at(0)
    reading = MoodReading((0.1, 0.1, 0.6, 0.1, 0.1), 0.4, -0.4, Mood.RELAXED)
    few.services.collection.put([replace(track, reading=reading, analysed_by="test")])
    tracks = few.window.page.tracks
    QTest.mouseDClick(tracks.horizontalHeader().viewport(), LEFT, pos=_border(tracks, Column.MOOD))
    chips = MoodChips(LIGHT, sized(tracks.font(), 12, QFont.Weight.Medium))
    wanted = chips.width_of(Mood.RELAXED, 60)
    assert wanted <= tracks.horizontalHeader().sectionSize(Column.MOOD) < wanted + 30


def test_a_column_never_grows_itself_out_of_the_list(long_album: App) -> None:
    tracks = long_album.window.page.tracks
    header, start = tracks.horizontalHeader(), _border(tracks, Column.ALBUM)
    QTest.mousePress(header.viewport(), LEFT, pos=start)
    for further in (100, 400, 900):
        QTest.mouseMove(header.viewport(), start + QPoint(further, 0))
    QTest.mouseRelease(header.viewport(), LEFT, pos=start + QPoint(900, 0))
    shown = [column for column in Column if not tracks.isColumnHidden(column)]
    assert {Column.ALBUM, Column.MOOD, Column.LENGTH, Column.PLAYS} <= set(shown)
    assert sum(map(header.sectionSize, shown)) <= tracks.viewport().width()
    assert header.sectionSize(Column.ALBUM) > 130


def test_a_playlist_s_missing_song_is_fainter_as_a_whole(
    few: App, qtbot: QtBot, tmp_path: Path
) -> None:
    gone = str(tmp_path / "away.mp3")
    entries = [few.window.page.table.track_at(0).path, gone]
    few.window.desk.show(few.services.playlists.create("Mine", entries).id)
    qtbot.waitUntil(lambda: few.services.playlists.is_missing(gone))
    rows = few.window.playlist_page.tracks
    there, missing = (_strongest(_row_of(rows, row).copy(0, 0, 40, ROW_HEIGHT)) for row in (0, 1))
    assert there > 120
    assert missing < there * 2 / 3  # both say a number, in one ink


def _strongest(image: QImage) -> int:
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max(QColor(image.pixel(x, y)).lightness() for x, y in pixels)
