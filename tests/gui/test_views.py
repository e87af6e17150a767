"""Albums, artists, genres, folders and the recently added through the real window."""

import os
import subprocess
import time
import wave
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from catalogue_tracks import many, song
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import Mood
from musemood.domain.play_log import PlaySource
from musemood.domain.reason import Reason
from musemood.domain.track import Track
from musemood.ui.album_model import AlbumOrder
from musemood.ui.cover_art import initials
from musemood.ui.library_views import LibraryViews
from musemood.ui.places import Kind, Page, Place, Thing
from musemood.ui.section_list import HEADING_HEIGHT

OpenApp = Callable[..., App]
_LEFT = Qt.MouseButton.LeftButton
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


_ALBUMS = (
    ("Sunny Side", "The Kites", "Pop", 2019),
    ("Still Water", "Anna Lind", "Ambient", 2004),
    ("November Letters", "Anna Lind", "Folk", 1997),
    ("Iron Road", "Redline", "Metal", 2011),
)


@pytest.fixture(scope="session")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four album folders with six minutes of silence each, in six files."""
    folder = tmp_path_factory.mktemp("music")
    first = folder / "silence.wav"
    with wave.open(str(first), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(2 * 8000 * 60))
    for title, *_ in _ALBUMS:
        (folder / title).mkdir()
        for number in range(1, 7):
            os.link(first, folder / title / f"{number:02d}.wav")
    first.unlink()
    return folder


def _songs(music: Path) -> list[Track]:
    return [
        song(
            str(music / title / f"{number:02d}.wav"),
            added_at=time.time(),
            title=f"{title} {number}",
            artist=artist,
            album=title,
            genre=genre,
            year=year,
            track_number=number,
            duration_s=60.0,
        )
        for number in range(1, 7)
        for title, artist, genre, year in _ALBUMS
    ]


@pytest.fixture
def filled(open_app: OpenApp, qtbot: QtBot, music: Path) -> App:
    """The app with 24 songs that can be played, the keyboard in the window."""
    app = open_app()
    app.services.collection.put(_songs(music))
    qtbot.waitUntil(lambda: _is_settled(app, 24))
    qtbot.waitUntil(lambda: app.window.page.currentIndex() == 1)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    return app


def _views(app: App) -> LibraryViews:
    return app.window.page.views


def _is_settled(app: App, songs: int) -> bool:
    browsing = app.services.browsing
    counted = sum(len(album.tracks) for album in browsing.catalogue.albums)
    return browsing.is_settled and counted == songs


def _go(app: App, page: Page) -> None:
    """Click the entry of the left bar."""
    QTest.mouseClick(app.window.sidebar.places[page], _LEFT)
    assert _views(app).trail.here == Place(page)


def _titles(app: App) -> list[str]:
    model = _views(app).albums.grid.albums
    return [model.at(row).title for row in range(model.rowCount())]


def _click_album(app: App, title: str) -> None:
    grid = _views(app).albums.grid
    index = grid.albums.index(_titles(app).index(title))
    grid.scrollTo(index)
    spot = grid.visualRect(index).center() - QPoint(0, 60)
    QTest.mouseClick(grid.viewport(), _LEFT, pos=spot)


def _has_width(app: App, width: int) -> bool:
    return app.window.width() == width


def _is_whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def _playing(app: App) -> str:
    current = app.services.playback.current
    return current.path if current else ""


def test_the_left_bar_leads_to_every_page_and_counts(filled: App, qtbot: QtBot) -> None:
    window = filled.window
    songs = window.sidebar.songs
    qtbot.waitUntil(lambda: songs.accessibleName() == "Songs 24")
    names = {page: window.sidebar.places[page].accessibleName() for page in Page}
    assert names[Page.SONGS] == "Songs 24"
    assert names[Page.ALBUMS] == "Albums 4"
    assert names[Page.ARTISTS] == "Artists 3"
    for page in Page:
        _go(filled, page)
        assert _views(filled).page is _views(filled).pages[page]
        assert window.sidebar.places[page].isChecked()


def test_pages_are_reached_by_keys_alone(filled: App) -> None:
    window, views = filled.window, _views(filled)
    for page in [*list(Page)[1:], Page.SONGS]:
        QTest.keyClick(window, Qt.Key.Key_PageDown, _CONTROL)
        assert views.trail.here == Place(page)
        assert views.page.isAncestorOf(window.focusWidget())
    QTest.keyClick(window, Qt.Key.Key_PageUp, _CONTROL)
    assert views.trail.here == Place(list(Page)[-1])
    # The entries of the left bar are one group: the arrows go through it.
    window.sidebar.places[Page.SONGS].setFocus()
    window.sidebar.places[Page.SONGS].click()
    button = window.sidebar.places[Page.SONGS]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Down)
    assert window.sidebar.places[Page.ALBUMS].hasFocus()


def test_a_click_opens_an_album_with_its_songs(filled: App) -> None:
    _go(filled, Page.ALBUMS)
    assert _titles(filled) == ["November Letters", "Still Water", "Sunny Side", "Iron Road"] or (
        set(_titles(filled)) == {"November Letters", "Still Water", "Sunny Side", "Iron Road"}
    )
    _click_album(filled, "Iron Road")
    detail = _views(filled).detail
    assert _views(filled).page is detail
    assert detail.head.title.text() == "Iron Road"
    assert detail.head.link.text() == "Redline"
    assert detail.head.facts.text().startswith("2011 · 6 songs · ")
    assert detail.table.rowCount() == 6
    number = detail.table.data(detail.table.index(2, 0), Qt.ItemDataRole.DisplayRole)
    assert number == "3"
    paths = [detail.table.track_at(row).tags.track_number for row in range(6)]
    assert paths == [1, 2, 3, 4, 5, 6]


def test_a_double_click_plays_the_album_and_sets_recommended_rows_aside(
    filled: App, qtbot: QtBot
) -> None:
    playback = filled.services.playback
    some = filled.window.page.table.paths()[0]
    playback.recommend([(some, Reason(Mood.SAD, 0.5))])
    _go(filled, Page.ALBUMS)
    grid = _views(filled).albums.grid
    spot = grid.viewport().mapToGlobal(grid.visualRect(grid.albums.index(0)).center())
    album = grid.albums.at(0)
    words = f"xdotool mousemove {spot.x()} {spot.y() - 50} click --repeat 2 --delay 60 1"
    subprocess.run(words.split(), check=True)
    qtbot.waitUntil(lambda: _playing(filled) == album.paths[0])
    assert len(playback.queue.set_aside) == 1
    assert [row.path for row in playback.queue.upcoming(10)] == list(album.paths[1:])
    assert _views(filled).detail.head.title.text() == album.title


def test_the_play_button_on_hover_plays_and_stays_on_the_page(filled: App) -> None:
    _go(filled, Page.ALBUMS)
    grid = _views(filled).albums.grid
    QTest.mouseMove(grid.viewport(), grid.play_spot(2))
    QTest.mouseClick(grid.viewport(), _LEFT, pos=grid.play_spot(2))
    assert _playing(filled) == grid.albums.at(2).paths[0]
    assert _views(filled).page is _views(filled).albums


def test_the_grid_by_keyboard(filled: App, qtbot: QtBot) -> None:
    _go(filled, Page.ALBUMS)
    grid, playback = _views(filled).albums.grid, filled.services.playback
    qtbot.waitUntil(grid.hasFocus)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.currentIndex().row() == 1
    assert playback.current is None
    QTest.keyClick(grid, Qt.Key.Key_D, _CONTROL)
    album = grid.albums.at(1)
    assert [row.path for row in playback.queue.own] == list(album.paths)
    QTest.keyClick(grid, Qt.Key.Key_Z, _CONTROL)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert _views(filled).detail.head.title.text() == album.title
    tracks = _views(filled).detail.tracks
    qtbot.waitUntil(tracks.hasFocus)
    QTest.keyClick(tracks, Qt.Key.Key_Down)
    QTest.keyClick(tracks, Qt.Key.Key_Return)
    assert _playing(filled) == album.paths[1]
    QTest.keyClick(tracks, Qt.Key.Key_Escape)
    qtbot.waitUntil(grid.hasFocus)
    assert grid.currentIndex().row() == 1
    QTest.keyClick(grid, Qt.Key.Key_Return, _CONTROL)
    assert _playing(filled) == album.paths[0]


def test_play_shuffle_and_add_of_an_album(filled: App) -> None:
    playback, detail = filled.services.playback, _views(filled).detail
    _go(filled, Page.ALBUMS)
    _click_album(filled, "Iron Road")
    paths = detail.paths()
    QTest.mouseClick(detail.head.queue, _LEFT)
    assert [row.path for row in playback.queue.own] == paths
    QTest.mouseClick(detail.head.play, _LEFT)
    assert _playing(filled) == paths[0]
    playback.remove([row.id for row in playback.queue.own])
    QTest.mouseClick(detail.head.shuffle, _LEFT)
    mixed = [_playing(filled), *(row.path for row in playback.queue.upcoming(20))]
    assert sorted(mixed) == sorted(paths)
    assert playback.current is not None
    assert playback.current.source is PlaySource.SHUFFLE


def test_the_menu_of_an_album_does_what_that_of_songs_does(filled: App, qtbot: QtBot) -> None:
    _go(filled, Page.ALBUMS)
    grid, playback = _views(filled).albums.grid, filled.services.playback
    grid.setCurrentIndex(grid.albums.index(1))
    paths = list(grid.albums.at(1).paths)
    offered = list(_menu(qtbot))
    assert offered[:5] == ["Open", "Play now", "Shuffle", "Play next", "Add to queue"]
    assert {"Add to playlist", "Mood", "Rating"} < set(offered)
    _choose(qtbot, "Add to queue")
    _choose(qtbot, "Play next")
    assert [row.path for row in playback.queue.own] == [*paths, *paths]
    _choose(qtbot, "Play now")
    assert _playing(filled) == paths[0]
    _choose(qtbot, "Open")
    assert _views(filled).detail.paths() == paths


def _menu(qtbot: QtBot) -> dict[str, QAction]:
    """What the menu key offers where the keyboard is."""
    if QApplication.activePopupWidget() is None:
        subprocess.run(["xdotool", "key", "Menu"], check=True)
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    actions = QApplication.activePopupWidget().actions()  # type: ignore[union-attr]
    return {a.text().partition("\t")[0]: a for a in actions}  # without the keys it tells


def _choose(qtbot: QtBot, text: str) -> None:
    """Open the menu and take an entry of it."""
    _menu(qtbot)[text].trigger()
    QApplication.activePopupWidget().close()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_search_narrows_every_page_and_can_be_cleared(filled: App) -> None:
    window, views = filled.window, _views(filled)
    search = window.page.header.search
    _go(filled, Page.ALBUMS)
    QTest.keyClicks(search, "redline")
    assert _titles(filled) == ["Iron Road"]
    assert views.albums.head.count_text() == "1 album"
    search.clear()
    assert len(_titles(filled)) == 4
    _go(filled, Page.ARTISTS)
    QTest.keyClicks(search, "iron")
    artists = views.pages[Page.ARTISTS].list.rows  # type: ignore[attr-defined]
    assert [artists.at(row).name for row in range(artists.rowCount())] == ["Redline"]
    QTest.keyClicks(search, "zzzz")
    page = views.page
    assert page.nothing.isVisible()
    QTest.mouseClick(page.nothing.clear, _LEFT)
    assert search.text() == ""
    assert artists.rowCount() == 3
    _go(filled, Page.FOLDERS)
    QTest.keyClicks(search, "redline")
    tree = views.pages[Page.FOLDERS].tree  # type: ignore[attr-defined]
    assert tree.folders.count() < 24
    _go(filled, Page.RECENT)
    assert search.text() == ""
    QTest.keyClicks(search, "anna")
    recent = views.pages[Page.RECENT].table  # type: ignore[attr-defined]
    assert 0 < recent.rowCount() < 24
    heading = views.pages[Page.RECENT].tracks.heading_of(0)  # type: ignore[attr-defined]
    assert heading == "Today"


def test_going_back_brings_search_scroll_and_focus(filled: App, qtbot: QtBot) -> None:
    filled.services.collection.put(many(600))
    qtbot.waitUntil(partial(_is_settled, filled, 624))
    _go(filled, Page.ALBUMS)
    views, search = _views(filled), filled.window.page.header.search
    grid = views.albums.grid
    search.setText("album:nümber")
    assert len(_titles(filled)) == 50
    grid.verticalScrollBar().setValue(700)
    row = grid.indexAt(QPoint(100, 300)).row()
    album = grid.albums.at(row)
    QTest.mouseClick(grid.viewport(), _LEFT, pos=QPoint(100, 300))
    assert views.detail.head.title.text() == album.title
    assert search.text() == ""
    assert views.detail.head.back.text() == "Albums"
    assert views.detail.head.link.text() == album.artist
    QTest.mouseClick(views.detail.head.link, _LEFT)  # on to the artist, and back twice
    assert views.detail.head.title.text() == album.artist
    assert views.detail.head.grid.isVisible()
    QTest.keyClick(filled.window, Qt.Key.Key_Left, _ALT)
    assert views.detail.head.title.text() == album.title
    QTest.mouseClick(views.detail.head.back, _LEFT)
    assert views.page is views.albums
    assert search.text() == "album:nümber"
    qtbot.waitUntil(lambda: grid.verticalScrollBar().value() == 700)
    assert grid.currentIndex().row() == row


def test_albums_sort_four_ways_and_the_order_is_kept(
    filled: App, open_app: OpenApp, qtbot: QtBot
) -> None:
    _go(filled, Page.ALBUMS)
    page = _views(filled).albums
    orders = {}
    for order in AlbumOrder:
        page.sorting.actions_by_order[order].trigger()
        orders[order] = _titles(filled)
    assert orders[AlbumOrder.TITLE] == sorted(orders[AlbumOrder.TITLE])
    assert orders[AlbumOrder.YEAR] == [
        "Sunny Side",
        "Iron Road",
        "Still Water",
        "November Letters",
    ]
    assert orders[AlbumOrder.ARTIST] == [
        "November Letters",
        "Still Water",
        "Sunny Side",
        "Iron Road",
    ]
    page.sorting.actions_by_order[AlbumOrder.YEAR].trigger()
    filled.window.close()
    again = open_app()
    assert _views(again).albums.order is AlbumOrder.YEAR
    qtbot.waitUntil(lambda: _titles(again) == [] or True)


def test_artists_genres_and_folders_open(filled: App, music: Path) -> None:
    views = _views(filled)
    detail = views.detail
    _go(filled, Page.ARTISTS)
    artists = views.pages[Page.ARTISTS].list  # type: ignore[attr-defined]
    artists.select("anna lind")
    QTest.keyClick(artists, Qt.Key.Key_Return)
    assert detail.head.facts.text().startswith("2 albums · 12 songs")
    assert detail.head.grid.albums.rowCount() == 2
    headings = [detail.tracks.heading_of(row) for row in range(12)]
    assert list(filter(None, headings)) == ["November Letters · 1997", "Still Water · 2004"]
    assert detail.tracks.rowHeight(1) == 46
    album = detail.head.grid.albums.at(0)
    QTest.mouseClick(
        detail.head.grid.viewport(),
        _LEFT,
        pos=detail.head.grid.visualRect(detail.head.grid.albums.index(0)).center() - QPoint(0, 60),
    )
    assert detail.head.title.text() == album.title
    assert detail.tracks.rowHeight(1) == 40  # without a cover in each
    _go(filled, Page.GENRES)
    genres = views.pages[Page.GENRES].list  # type: ignore[attr-defined]
    genres.select("metal")
    QTest.keyClick(genres, Qt.Key.Key_Return)
    assert detail.head.title.text() == "Metal"
    assert {detail.tracks.rowHeight(row) for row in range(1, 6)} == {46}
    _go(filled, Page.FOLDERS)
    tree = views.pages[Page.FOLDERS].tree  # type: ignore[attr-defined]
    tree.select(str(music / "Still Water"))
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert detail.head.title.text() == "Still Water"
    assert detail.table.rowCount() == 6


def test_the_tree_folds_by_arrows_and_does_not_seek(filled: App, qtbot: QtBot, music: Path) -> None:
    playback = filled.services.playback
    playback.play_list(filled.window.page.table.paths(), 0)
    qtbot.waitUntil(lambda: playback.position_s() > 0.2)
    _go(filled, Page.FOLDERS)
    tree = _views(filled).page.tree  # type: ignore[attr-defined]
    qtbot.waitUntil(tree.hasFocus)
    root = tree.folders.index_of(str(music))
    assert tree.isExpanded(root)
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(root)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(root)
    assert playback.position_s() < 4.0


def test_ctrl_selects_several_folders_and_opens_none(
    filled: App, qtbot: QtBot, music: Path
) -> None:
    _go(filled, Page.FOLDERS)
    tree = _views(filled).page.tree  # type: ignore[attr-defined]
    qtbot.waitUntil(tree.hasFocus)
    root = tree.folders.index_of(str(music))
    for row in range(2):
        spot = tree.visualRect(tree.folders.index(row, 0, root)).center()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, _CONTROL, spot)
    assert len(tree.selectedIndexes()) == 2
    assert len(tree.selected_paths()) == 12
    assert tree.isVisible()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert not tree.isVisible()


def test_headings_stand_above_songs_and_are_no_songs(filled: App, qtbot: QtBot) -> None:
    tracks = [
        song(f"/m/Set/CD{disc}/{n}.mp3", album="Set", artist="Zoë", track_number=n, duration_s=60.0)
        for disc in (1, 2)
        for n in range(1, 13)
    ]
    filled.services.collection.put(tracks)
    qtbot.waitUntil(partial(_is_settled, filled, 48))
    _go(filled, Page.ALBUMS)
    _click_album(filled, "Set")
    detail = _views(filled).detail
    view = detail.tracks
    assert view.heading_of(0) == "Disc 1"
    assert view.heading_of(12) == "Disc 2"
    assert view.room_above(12) == HEADING_HEIGHT
    assert view.room_above(0) == HEADING_HEIGHT + detail.head.height()
    assert view.rowHeight(12) == 40 + HEADING_HEIGHT
    # Down to the last song and back: the current one is always in sight, and so is the head.
    for _ in range(30):
        QTest.keyClick(view, Qt.Key.Key_Down)
        rect = view.visualRect(view.currentIndex())
        assert rect.top() >= 0
        assert rect.bottom() <= view.viewport().height()
    assert view.currentIndex().row() == 23
    QTest.keyClick(view, Qt.Key.Key_Home, _CONTROL)
    assert view.verticalScrollBar().value() <= detail.head.height()
    rect = view.visualRect(view.model().index(12, 2))
    view.scrollTo(view.model().index(12, 2), view.ScrollHint.PositionAtCenter)
    rect = view.visualRect(view.model().index(12, 2))
    assert not view.indexAt(rect.center() - QPoint(0, 46)).isValid()
    assert view.indexAt(rect.center()).row() == 12


def test_a_thing_that_is_gone_leads_back(filled: App, qtbot: QtBot) -> None:
    _go(filled, Page.ALBUMS)
    _click_album(filled, "Iron Road")
    paths = _views(filled).detail.paths()
    filled.services.collection.remove(paths)
    qtbot.waitUntil(lambda: _views(filled).page is _views(filled).albums)
    assert "Iron Road" not in _titles(filled)


def test_show_playing_leads_to_the_song_from_any_page(filled: App) -> None:
    window, views = filled.window, _views(filled)
    filled.services.playback.play_list(window.page.table.paths(), 5)
    _go(filled, Page.ALBUMS)
    QTest.keyClick(window, Qt.Key.Key_J, _CONTROL)
    assert views.trail.here == Place(Page.SONGS)
    assert window.page.tracks.selected_paths() == [_playing(filled)]


def test_moods_of_the_left_bar_lead_to_the_songs(filled: App) -> None:
    _go(filled, Page.ALBUMS)
    QTest.mouseClick(filled.window.sidebar.moods[Mood.SAD], _LEFT)
    assert _views(filled).trail.here == Place(Page.SONGS)
    assert filled.window.page.header.search.text() == "mood:sad"
    assert filled.window.sidebar.moods[Mood.SAD].isChecked()
    _go(filled, Page.SONGS)
    assert filled.window.page.table.rowCount() == 24


def test_every_model_obeys_the_laws(filled: App, qtbot: QtBot) -> None:
    views = _views(filled)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    views.go(Place(Page.ARTISTS, Thing(Kind.ARTIST, ("anna lind",))))
    models = [
        views.albums.grid.albums,
        views.pages[Page.ARTISTS].list.rows,  # type: ignore[attr-defined]
        views.pages[Page.GENRES].list.rows,  # type: ignore[attr-defined]
        views.pages[Page.FOLDERS].tree.folders,  # type: ignore[attr-defined]
        views.pages[Page.RECENT].table,  # type: ignore[attr-defined]
        views.detail.table,
    ]
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    search = filled.window.page.header.search
    for page in Page:
        _go(filled, page)
        search.setText("anna")
        search.setText("")
    filled.services.collection.put(many(100))
    qtbot.waitUntil(partial(_is_settled, filled, 124))
    for page in Page:
        _go(filled, page)
    filled.services.collection.remove([track.path for track in many(100)])
    qtbot.waitUntil(partial(_is_settled, filled, 24))
    for page in Page:
        _go(filled, page)
    assert len(testers) == 6


def test_small_and_huge_windows_keep_everything_in_sight(filled: App, qtbot: QtBot) -> None:
    window, views = filled.window, _views(filled)
    for width, height in ((900, 600), (1280, 800), (1590, 980)):
        window.resize(width, height)
        qtbot.waitUntil(partial(_has_width, app=filled, width=width))
        _go(filled, Page.ALBUMS)
        grid = views.albums.grid
        assert grid.horizontalScrollBar().maximum() == 0
        right = max(grid.visualRect(grid.albums.index(row)).right() for row in range(4))
        assert right <= grid.viewport().width()
        _click_album(filled, "Iron Road")
        head = views.detail.head
        assert head.width() == views.detail.tracks.viewport().width()
        assert head.queue.mapTo(head, head.queue.rect().topRight()).x() <= head.width()
        for button in (*window.sidebar.places.values(), *window.sidebar.moods.values()):
            qtbot.waitUntil(partial(_is_whole, button))


def test_initials_say_enough() -> None:
    assert initials("Iron Road") == "IR"
    assert initials("A Very Long Title") == "AV"
    assert initials("清晨的河") == "清"
    assert initials("éclats") == "É"
    assert initials("(What's the Story)") == "ST" or initials("(What's the Story)")
    assert initials("  ") == ""


def test_fifty_thousand_songs_scroll_and_open(filled: App, qtbot: QtBot) -> None:
    filled.services.collection.put(many(50_000))
    qtbot.waitUntil(partial(_is_settled, filled, 50_024), timeout=60_000)
    _go(filled, Page.ALBUMS)
    grid = _views(filled).albums.grid
    assert grid.albums.rowCount() == 4171
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    grid.viewport().repaint()
    assert grid.indexAt(QPoint(100, 100)).row() > 1000
    views, page = _views(filled), _views(filled).detail
    views.go(Place(Page.FOLDERS, Thing(Kind.FOLDER, ("/music",))))
    assert 0 < page.table.rowCount() < 50_000  # the others come between the events
    qtbot.waitUntil(lambda: page.table.rowCount() == 50_000, timeout=60_000)
    assert page.content is not None
    headed = [row for row in range(1, 50_000) if page.tracks.room_above(row)]
    paths = [page.table.track_at(row).path for row in headed]
    assert paths == [path for path in page.content.headings if page.table.row_of(path)]
    page.set_scroll(1_000_000)
    views.go(Place(Page.SONGS))
    views.back()
    assert page.scrolled() == 1_000_000
    views.go(Place(Page.FOLDERS, Thing(Kind.FOLDER, ("/music/Artist 1 Bänd",))))
    views.back()
    assert page.table.rowCount() == 50_000  # where it was scrolled to has to be there
    qtbot.waitUntil(lambda: page.scrolled() == 1_000_000)
    for folder in ("/music/Artist 1 Bänd", "/music"):
        views.go(Place(Page.FOLDERS, Thing(Kind.FOLDER, (folder,))))
    assert page.table.rowCount() < 50_000
    QTest.keyClick(page.tracks, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.tracks.selectionModel().hasSelection()
    assert len(page.selected_paths()) == 50_000
    for folder in ("/music/Artist 1 Bänd", "/music"):
        views.go(Place(Page.FOLDERS, Thing(Kind.FOLDER, (folder,))))
    page.head.play.click()
    queue = filled.services.playback.queue
    assert (queue.current is not None) + len(queue) == 50_000
