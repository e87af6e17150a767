"""Search and columns by mouse and keyboard, in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from generated_catalogue import make_catalogue
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.query import MistakeKind, parse_query
from musemood.domain.track import Track
from musemood.ui.columns import WIDTHS, Column, column_name
from musemood.ui.main_window import MainWindow
from musemood.ui.search_field import SearchField
from musemood.ui.search_help import SearchHelp
from musemood.ui.search_wording import examples, mistake_sentence

OpenApp = Callable[..., App]
_SIZE = 400
_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def catalogued(open_app: OpenApp, qtbot: QtBot) -> App:
    """The app over 400 generated tracks, which are not on the disk."""
    app = open_app()
    app.services.collection.put(make_catalogue(_SIZE))
    qtbot.waitUntil(app.window.page.tracks.isVisible)
    app.window.activateWindow()
    return app


def _field(app: App) -> SearchField:
    return app.window.page.header.search


def _type(app: App, text: str) -> None:
    _field(app).setFocus()
    QTest.keyClicks(_field(app), text)


def _shown(app: App) -> list[Track]:
    table = app.window.page.table
    return [table.track_at(row) for row in range(table.rowCount())]


def _click_header(window: MainWindow, column: Column) -> None:
    header = window.page.tracks.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), _LEFT, pos=spot)


def test_ctrl_f_goes_to_the_field_and_escape_back_to_the_whole_list(
    catalogued: App, qtbot: QtBot
) -> None:
    window, field = catalogued.window, _field(catalogued)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "anna -mood:sad")
    assert 0 < window.page.table.rowCount() < _SIZE
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert window.page.table.rowCount() == _SIZE
    assert window.page.tracks.hasFocus()


def test_down_goes_to_the_first_row_and_enter_plays_it(catalogued: App, qtbot: QtBot) -> None:
    _type(catalogued, "river")
    QTest.keyClick(_field(catalogued), Qt.Key.Key_Down)
    tracks = catalogued.window.page.tracks
    assert tracks.hasFocus()
    assert tracks.currentIndex().row() == 0
    first = _shown(catalogued)[0]
    QTest.keyClick(tracks, Qt.Key.Key_Return)
    current = catalogued.services.playback.current
    assert current is not None
    assert current.path == first.path


def test_what_is_shown_after_each_key_is_what_the_query_finds(catalogued: App) -> None:
    line = "anna OR (artist:blue -live year:1960..)"
    library = list(catalogued.services.collection.library)
    for end in range(1, len(line) + 1):
        _type(catalogued, line[end - 1])
        matches = parse_query(line[:end]).matches
        assert _shown(catalogued) == [track for track in library if matches(track)]


def test_a_wrong_query_is_marked_with_a_word_of_help_and_the_rest_still_applies(
    catalogued: App, qtbot: QtBot
) -> None:
    field = _field(catalogued)
    _type(catalogued, "anna yaer:1990")
    found = catalogued.window.page.table.rowCount()
    assert 0 < found < _SIZE
    assert field.hint.isHidden()  # nobody is corrected in the middle of a word
    qtbot.waitUntil(field.hint.isVisible)
    assert "perhaps year: is meant" in field.hint.text()
    assert field.accessibleDescription() == field.hint.text()
    below = field.mapTo(catalogued.window, QPoint(0, field.height()))
    assert field.hint.geometry().top() >= below.y()
    assert field.warning.isVisible()
    for _ in range(len("yaer:1990")):
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.hint.isHidden()
    assert not field.warning.isVisible()
    assert field.accessibleDescription() == ""


def test_a_half_typed_query_is_told_how_to_go_on_but_not_warned_of(
    catalogued: App, qtbot: QtBot
) -> None:
    field = _field(catalogued)
    _type(catalogued, "year:")
    qtbot.waitUntil(field.hint.isVisible)
    assert "year:1990..1999" in field.hint.text()
    assert not field.warning.isVisible()
    before = field.grab().toImage()
    field.set_mistakes(())
    assert field.grab().toImage() != before  # the mark is gone
    field.set_mistakes(parse_query("year:").mistakes)
    qtbot.waitUntil(field.hint.isVisible)
    catalogued.window.page.tracks.setFocus()
    assert field.hint.isHidden()


def test_every_mistake_has_a_sentence_of_its_own() -> None:
    lines = ["year:", "a OR", '"a', "(a", "x:a", "gener:a", "year:x", "length:x", "added:2x",
             "mood:x", "mood:sad>200", "plays:9..1", "mood:sad > 0.6"]  # fmt: skip
    mistakes = [parse_query(line).mistakes[0] for line in lines]
    assert {mistake.kind for mistake in mistakes} == set(MistakeKind)
    assert [mistake.is_half_typed for mistake in mistakes] == [True] * 4 + [False] * 9
    assert len({mistake_sentence(mistake) for mistake in mistakes}) == len(lines)
    assert not any("{" in mistake_sentence(mistake) for mistake in mistakes)


def test_every_example_is_understood() -> None:
    for example in examples():
        assert parse_query(example.text).mistakes == ()
        assert example.changed in example.text


def _open_help(app: App, qtbot: QtBot) -> SearchHelp:
    QTest.keyClick(_field(app), Qt.Key.Key_F1)
    sheet = app.window.findChild(SearchHelp)
    assert isinstance(sheet, SearchHelp)
    qtbot.waitUntil(sheet.isVisible)
    return sheet


def test_the_sheet_shows_the_language_and_a_click_puts_an_example_in(
    catalogued: App, qtbot: QtBot
) -> None:
    _type(catalogued, "anna")
    view = _open_help(catalogued, qtbot).list
    texts = [view.topLevelItem(i).text(0) for i in range(view.topLevelItemCount())]  # type: ignore[union-attr]
    row = texts.index("year:1990..1999")
    spot = view.visualItemRect(view.topLevelItem(row)).center()  # type: ignore[arg-type]
    QTest.mouseClick(view.viewport(), _LEFT, pos=spot)
    assert _field(catalogued).text() == "anna year:1990..1999"
    assert _field(catalogued).selectedText() == "1990..1999"
    _type(catalogued, "2001..")
    assert _field(catalogued).text() == "anna year:2001.."


def test_recent_searches_are_offered_again_by_keyboard_and_after_a_restart(
    catalogued: App, open_app: OpenApp, qtbot: QtBot
) -> None:
    for line in ("genre:jazz", "anna", "year:", "genre:jazz"):
        _type(catalogued, line)
        QTest.keyClick(_field(catalogued), Qt.Key.Key_Escape)
    assert _field(catalogued).recent == ["genre:jazz", "anna"]
    catalogued.window.close()
    again = open_app()
    again.window.activateWindow()
    field = _field(again)
    again.services.collection.put(make_catalogue(_SIZE))
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)  # in an empty field
    sheet = again.window.findChild(SearchHelp)
    assert isinstance(sheet, SearchHelp)
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert field.text() == "anna"


def test_a_search_that_finds_nothing_says_so(catalogued: App) -> None:
    tracks = catalogued.window.page.tracks
    _type(catalogued, "nothing-like-this")
    assert catalogued.window.page.table.rowCount() == 0
    ground = tracks.viewport().grab().toImage()
    assert len({ground.pixel(x, y) for x in range(ground.width()) for y in range(0, 400, 3)}) > 3


def test_the_list_obeys_the_laws_of_item_models_through_news_search_and_sort(
    catalogued: App, qtbot: QtBot
) -> None:
    table, collection = catalogued.window.page.table, catalogued.services.collection
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning)
    more = make_catalogue(_SIZE + 60, seed=5)[_SIZE:]
    catalogued.window.page.tracks.columns.sort_by(Column.ARTIST)
    _type(catalogued, "anna")
    collection.put(more[:30])
    collection.remove([track.path for track in more[:10]])
    QTest.keyClick(_field(catalogued), Qt.Key.Key_Escape)
    collection.put(more)
    qtbot.waitUntil(lambda: table.rowCount() == _SIZE + 60)
    artists = [track.tags.album_artist or track.tags.artist for track in _shown(catalogued)]
    named = [artist.casefold() for artist in artists if artist and artist.isascii()]
    assert named == sorted(named)


def test_a_click_on_plays_shows_the_most_played_first_and_a_third_the_order_of_arrival(
    catalogued: App,
) -> None:
    window = catalogued.window
    before = window.page.table.paths()
    _click_header(window, Column.LENGTH)
    lengths = [track.duration_s for track in _shown(catalogued)]
    assert lengths == sorted(lengths)
    _click_header(window, Column.LENGTH)
    assert [track.duration_s for track in _shown(catalogued)] == sorted(lengths, reverse=True)
    _click_header(window, Column.LENGTH)
    assert window.page.table.paths() == before
    _click_header(window, Column.PLAYS)
    assert window.page.tracks.columns.sorted_by == (Column.PLAYS, True)


def _choose_in_menu(menu_opens: Callable[[], None], *names: str) -> None:
    """Open a menu and click through it by name, as it blocks until it is closed."""

    def click() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for name in names:
            action = next(a for a in menu.actions() if a.text() == name)
            if action.menu() is None:
                QTest.mouseClick(menu, _LEFT, pos=menu.actionGeometry(action).center())
                return
            menu.setActiveAction(action)
            submenu = action.menu()
            assert isinstance(submenu, QMenu)
            submenu.popup(menu.mapToGlobal(menu.rect().topRight()))
            menu = submenu

    QTimer.singleShot(0, click)
    menu_opens()


def _header_menu(app: App, *names: str) -> None:
    header = app.window.page.tracks.horizontalHeader()
    _choose_in_menu(lambda: header.customContextMenuRequested.emit(QPoint(100, 10)), *names)


def test_columns_are_chosen_by_the_headers_menu_or_by_button_and_remembered(
    catalogued: App, open_app: OpenApp, qtbot: QtBot
) -> None:
    tracks, header = catalogued.window.page.tracks, catalogued.window.page.header
    _header_menu(catalogued, "Artist")
    _header_menu(catalogued, "Mood")
    assert not tracks.isColumnHidden(Column.ARTIST)
    assert tracks.isColumnHidden(Column.MOOD)
    _choose_in_menu(
        lambda: QTest.mouseClick(header.columns, _LEFT), "Sort by", column_name(Column.YEAR)
    )
    years = [track.tags.year for track in _shown(catalogued) if track.tags.year]
    assert years == sorted(years, reverse=True)
    columns = tracks.horizontalHeader()
    columns.moveSection(columns.visualIndex(Column.LENGTH), 3)
    columns.resizeSection(Column.ARTIST, 177)
    order = tracks.columns.in_order()
    assert order.index(Column.LENGTH) == 3
    catalogued.window.close()
    again = open_app().window.page.tracks
    assert again.columns.in_order() == order
    assert again.columnWidth(Column.ARTIST) == 177
    assert again.columns.sorted_by == (Column.YEAR, True)
    again.columns.reset()
    assert not again.isColumnHidden(Column.MOOD)
    assert again.columns.sorted_by is None


def test_a_state_of_another_version_or_of_nonsense_does_no_harm(catalogued: App) -> None:
    columns = catalogued.window.page.tracks.columns
    columns.restore(["sort:nonsense-", "title:wide", "unheard:50", "year:99999", "rating:0", ""])
    shown = (Column.NUMBER, Column.COVER, Column.TITLE, Column.YEAR, Column.RATING)
    assert columns.in_order() == shown
    header = catalogued.window.page.tracks.horizontalHeader()
    assert header.sectionSize(Column.RATING) == WIDTHS[Column.RATING]
    assert columns.sorted_by is None
    before = columns.state()
    columns.restore([])
    assert columns.state() == before


def test_columns_that_do_not_fit_scroll_sideways_and_hidden_ones_stay_hidden(
    catalogued: App, qtbot: QtBot
) -> None:
    tracks = catalogued.window.page.tracks
    assert tracks.horizontalScrollBar().maximum() == 0
    for column in (Column.ARTIST, Column.GENRE, Column.PATH):
        tracks.columns.choose(column)
    qtbot.waitUntil(lambda: tracks.horizontalScrollBar().maximum() > 0)
    assert tracks.columnWidth(Column.TITLE) >= 180
    header = tracks.horizontalHeader()
    header.moveSection(header.visualIndex(Column.GENRE), 3)
    resized: list[int] = []
    header.sectionResized.connect(lambda section, *_: resized.append(section))
    _type(catalogued, "nothing-like-this")
    QTest.keyClick(_field(catalogued), Qt.Key.Key_Escape)
    assert tracks.isColumnHidden(Column.COMPOSER)
    assert header.visualIndex(Column.GENRE) == 3
    assert Column.COMPOSER not in resized  # not even for a moment
    assert tracks.horizontalHeader().sectionResizeMode(0) is QHeaderView.ResizeMode.Fixed


def test_a_selection_stays_through_sort_and_shrinks_with_the_search(catalogued: App) -> None:
    tracks = catalogued.window.page.tracks
    tracks.setFocus()
    QTest.keyClick(tracks, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(tracks.selected_paths()) == _SIZE
    tracks.columns.sort_by(Column.TITLE)
    assert tracks.selected_paths() == [track.path for track in _shown(catalogued)]
    flags = QItemSelectionModel.SelectionFlag
    first = tracks.model().index(0, 0)
    tracks.selectionModel().setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)
    for _ in range(100):
        QTest.keyClick(tracks, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    selected = set(tracks.selected_paths())
    assert len(selected) == 101
    _type(catalogued, "anna")
    left = [track.path for track in _shown(catalogued) if track.path in selected]
    assert left
    assert tracks.selected_paths() == left


def test_a_column_that_makes_room_comes_back_as_wide_as_it_was(
    catalogued: App, qtbot: QtBot
) -> None:
    window = catalogued.window
    tracks = window.page.tracks
    window.resize(1160, 700)
    qtbot.waitUntil(lambda: tracks.isColumnHidden(Column.RATING))
    tracks.columns.restore(tracks.columns.state())  # as over a restart
    window.resize(1500, 900)
    qtbot.waitUntil(lambda: not tracks.isColumnHidden(Column.RATING))
    assert tracks.columnWidth(Column.RATING) == WIDTHS[Column.RATING]


def test_every_column_says_something_of_a_track(catalogued: App, tmp_path: Path) -> None:
    table = catalogued.window.page.table
    row = next(i for i, track in enumerate(_shown(catalogued)) if track.tags.disc_number == 2)
    texts = {column: table.text(row, column) for column in Column}
    unsaid = {Column.COVER, Column.COMPOSER, Column.RATING, Column.PLAYS, Column.LAST_PLAYED}
    assert {column for column, text in texts.items() if not text} <= {*unsaid, Column.YEAR}
    assert texts[Column.TRACK_NUMBER].startswith("2-")
    assert all(column_name(column) for column in Column if column > Column.COVER)
