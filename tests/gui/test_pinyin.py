"""Chinese by pinyin: the order of songs, albums, artists and genres in Chinese, and the search."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.track import Tags, Track
from musemood.ui.album_model import ALBUM_ROLE
from musemood.ui.albums_page import AlbumsPage
from musemood.ui.columns import Column
from musemood.ui.group_pages import GroupPage
from musemood.ui.language import Tongue
from musemood.ui.places import Page, Place


@pytest.fixture(autouse=True)
def _language_stays() -> Iterator[None]:
    """The next test is in English again whatever fails here."""
    yield
    QLocale.setDefault(QLocale.system())


def test_titles_are_sorted_by_pinyin_where_the_language_is_chinese(
    open_app: Callable[..., App], qtbot: QtBot
) -> None:
    app = open_app()
    spoken = ("阿", "北京", "陈", "海阔天空", "王", "中国", "周")
    app.services.collection.put(
        Track(f"/{place}.mp3", 1, 1, Tags(title=title, duration_s=60.0))
        for place, title in enumerate((*reversed(spoken), "Alpha"))
    )

    def titles() -> list[str]:
        table = app.window.page.table
        table.sort(Column.TITLE, Qt.SortOrder.AscendingOrder)
        return [table.track_at(row).title for row in range(table.rowCount())]

    qtbot.waitUntil(lambda: app.window.page.table.rowCount() == len(spoken) + 1)
    assert titles() == ["Alpha", *sorted(spoken)]  # by the numbers of the characters
    app._language.choose(Tongue.CHINESE)
    qtbot.waitUntil(lambda: titles() == ["Alpha", *spoken])


def test_albums_artists_and_genres_are_sorted_by_pinyin_too(
    open_app: Callable[..., App], qtbot: QtBot
) -> None:
    app = open_app()
    names = ("阿", "北京", "陈", "海阔天空", "王", "中国", "周")
    tracks = [
        Track(f"/{n}/a.mp3", 1, 1, Tags(name, name, name, genre=name, duration_s=60.0))
        for n, name in enumerate((*reversed(names), "The Alpha"))
    ]
    app.services.collection.put([*tracks, Track("/none.mp3", 1, 1, Tags("Untold"))])

    def shown() -> list[list[str]]:
        views = app.window.page.views
        for page in (Page.ALBUMS, Page.ARTISTS, Page.GENRES):
            views.go(Place(page))  # what nobody looks at is not sorted
        albums, artists, genres = (
            views.pages[page] for page in (Page.ALBUMS, Page.ARTISTS, Page.GENRES)
        )
        assert isinstance(albums, AlbumsPage)
        assert isinstance(artists, GroupPage)
        assert isinstance(genres, GroupPage)
        model = albums.grid.albums
        rows = [model.index(row, 0).data(ALBUM_ROLE) for row in range(model.rowCount())]
        return [
            [album.title for album in rows if album.artist],
            *(
                [page.list.rows.at(row).name for row in range(page.list.rows.rowCount() - 1)]
                for page in (artists, genres)
            ),
        ]

    qtbot.waitUntil(lambda: shown() == [["The Alpha", *sorted(names)]] * 3)
    app._language.choose(Tongue.CHINESE)
    qtbot.waitUntil(lambda: shown() == [["The Alpha", *names]] * 3)


@pytest.mark.parametrize("typed", ["zjl", "zhoujielun", "zhou jie", "artist:zjl"])
def test_a_chinese_name_is_found_by_its_pinyin_and_its_initials(
    open_app: Callable[..., App], qtbot: QtBot, typed: str
) -> None:
    app = open_app()
    app.services.collection.put(
        Track(f"/{artist}.mp3", 1, 1, Tags(artist, artist, album="Zhou", duration_s=60.0))
        for artist in ("周杰伦", "邓丽君", "Anna")
    )
    page = app.window.page
    qtbot.waitUntil(lambda: page.table.rowCount() == 3 and app.services.browsing.is_settled)
    page.views.go(Place(Page.ARTISTS))
    QTest.keyClicks(page.header.search, typed)
    assert page.table.paths() == ("/周杰伦.mp3",)
    artists = page.views.pages[Page.ARTISTS]
    assert isinstance(artists, GroupPage)
    qtbot.waitUntil(lambda: artists.list.rows.rowCount() == 1)
    assert artists.list.rows.at(0).name == "周杰伦"
    page.header.search.clear()
    QTest.keyClicks(page.header.search, "zhou")  # what is written so stays, in its place
    assert page.table.rowCount() == 3
