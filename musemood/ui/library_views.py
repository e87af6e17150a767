"""The pages of the library, one shown at a time, and the way back."""

import random
from collections.abc import Collection

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from musemood.domain.catalogue import Catalogue
from musemood.domain.play_log import PlaySource
from musemood.domain.queue import QueueRow
from musemood.ui.albums_page import AlbumsPage
from musemood.ui.cover_art import CoverArt
from musemood.ui.group_pages import FoldersPage, artists_page, genres_page
from musemood.ui.history_page import HistoryPage
from musemood.ui.map_page import MapPage
from musemood.ui.menu_keys import keyed
from musemood.ui.places import Page, Place, Thing, Trail
from musemood.ui.second_click import SecondClick
from musemood.ui.services import Services
from musemood.ui.song_pages import DetailPage, RecentPage, SongPage
from musemood.ui.theme import Theme
from musemood.ui.track_list import TrackList
from musemood.ui.track_table import TrackTable
from musemood.ui.view_page import ViewPage


class SongsPage(ViewPage):
    """All songs: the list that the search narrows by itself."""

    def __init__(self, tracks: TrackList, table: TrackTable) -> None:
        super().__init__(tracks)
        self._tracks, self._table = tracks, table

    def narrow(self, paths: Collection[str] | None) -> None:
        """Only says so where nothing is left; the list itself is narrowed already."""
        self._show_state(paths is None or self._table.rowCount() > 0)

    def selected_paths(self) -> list[str]:
        """The selected songs."""
        return self._tracks.selected_paths()

    def track_lists(self) -> list[TrackList]:
        """The one list."""
        return [self._tracks]


class LibraryViews(QStackedWidget):
    """Shows a `Place`; `go` and `back` move between them.

    Signals: ``place_changed(Place)``; ``search_wanted(str)``, what the search field should say
    here; ``menu_opening(QMenu, list[str])`` for those who add to the menus of albums, artists,
    genres and folders.
    """

    place_changed = Signal(object)
    search_wanted = Signal(str)
    menu_opening = Signal(object, object)

    def __init__(
        self,
        services: Services,
        theme: Theme,
        art: CoverArt,
        tracks: TrackList,
        table: TrackTable,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._table = services, table
        self._search = ""
        self._is_moving = False
        self.trail = Trail(Place(Page.SONGS))
        self.albums = AlbumsPage(theme, art)
        self.detail = DetailPage(services.collection, theme, art)
        self.history = HistoryPage(services, theme)
        self.pages: dict[Page, ViewPage] = {
            Page.SONGS: SongsPage(tracks, table),
            Page.ALBUMS: self.albums,
            Page.ARTISTS: artists_page(theme, art),
            Page.GENRES: genres_page(theme, art),
            Page.FOLDERS: FoldersPage(theme),
            Page.RECENT: RecentPage(services.collection, theme, art),
            Page.MAP: MapPage(services, theme, art),
            Page.HISTORY: self.history,
        }
        self._shown: dict[ViewPage, Catalogue] = {}
        self._second_click = SecondClick(self)
        self._second_click.happened.connect(lambda: self._play(self.detail.paths(), 0))
        for page in (*self.pages.values(), self.detail):
            self._add(page)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.back)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.detail.head.back_wanted.connect(self.back)
        services.browsing.changed.connect(self._on_catalogue_changed)
        services.playback.current_changed.connect(self._on_current_changed)
        self._on_current_changed(services.playback.current)

    @property
    def page(self) -> ViewPage:
        """The page that is shown."""
        shown = self.currentWidget()
        assert isinstance(shown, ViewPage)
        return shown

    def track_lists(self) -> list[TrackList]:
        """All lists of songs, shown or not."""
        return [
            tracks for page in (*self.pages.values(), self.detail) for tracks in page.track_lists()
        ]

    def go(self, place: Place, search: str = "") -> None:
        """Go to a page of the left bar, or to a thing; ``search`` narrows it."""
        self.trail.go(place, self._search, self.page.scrolled())
        self._arrive(search)

    def take_over(self, other: "LibraryViews") -> None:
        """Be where another one was, with the way back from there."""
        self.trail = other.trail
        self._arrive(other._search)
        scroll = other.page.scrolled()
        QTimer.singleShot(0, self.page, lambda: self.page.set_scroll(scroll))

    def go_beside(self, step: int) -> None:
        """Go to a page of the left bar above (-1) or below (1) this one, round and round."""
        every = list(Page)
        self.go(Place(every[(every.index(self.trail.here.page) + step) % len(every)]))

    def back(self) -> None:
        """Go back to where the person was, as it was."""
        if not self.trail.can_go_back:
            return
        visit = self.trail.back()
        self._arrive(visit.search)
        self.page.set_scroll(visit.scroll)
        QTimer.singleShot(0, self.page, lambda: self.page.set_scroll(visit.scroll))

    def narrow(self, search: str) -> None:
        """The list of songs was narrowed by this search; the page that is shown follows."""
        self._search = search
        if not self._is_moving:
            self.page.narrow(self._kept())

    def show_path(self, path: str) -> None:
        """Show a song where the person is, else among all songs."""
        page = self.page
        if isinstance(page, SongPage) and page.shows(path):
            page.tracks.show_path(path)
            return
        if self.trail.here != Place(Page.SONGS) or self._table.row_of(path) is None:
            self.go(Place(Page.SONGS))
            self.search_wanted.emit("")
        for tracks in self.pages[Page.SONGS].track_lists():
            tracks.show_path(path)

    def _arrive(self, search: str) -> None:
        place = self.trail.here
        self._is_moving = True
        self.search_wanted.emit(search)
        self._is_moving = False
        page = self.detail if place.thing else self.pages[place.page]
        self.setCurrentWidget(page)
        self._refresh()
        if place.thing is not None:
            self.detail.open(place.thing, self._services.browsing.catalogue)
            self.detail.show_back(self.trail.behind)
        page.narrow(self._kept())
        page.take_focus()
        self.place_changed.emit(place)

    def _refresh(self) -> None:
        """Tell the shown page of the catalogue, once of each."""
        page, catalogue = self.page, self._services.browsing.catalogue
        if self._shown.get(page) is not catalogue:
            self._shown[page] = catalogue
            page.show_catalogue(catalogue)

    def _kept(self) -> Collection[str] | None:
        """What the search leaves, None without one."""
        if not self._search.strip():
            return None
        # A set takes 10 ms, and the list of all songs, which is narrowed by itself, asks for none.
        paths = self._table.paths()
        return paths if self.page is self.pages[Page.SONGS] else frozenset(paths)

    def _add(self, page: ViewPage) -> None:
        playback = self._services.playback
        self.addWidget(page)
        page.opened.connect(self._on_opened)
        page.play_wanted.connect(self._play)
        page.shuffle_wanted.connect(self._shuffle)
        page.queue_wanted.connect(playback.add)
        page.play_next_wanted.connect(playback.play_next)
        page.menu_opening.connect(self._fill_menu)
        page.clear_wanted.connect(lambda: self.search_wanted.emit(""))

    def _play(self, paths: list[str], row: int) -> None:
        if paths:
            self._services.playback.play_list(paths, row)

    def _shuffle(self, paths: list[str]) -> None:
        if paths:
            mixed = random.sample(paths, len(paths))
            self._services.playback.play_list(mixed, 0, PlaySource.SHUFFLE)

    def _fill_menu(self, menu: QMenu, paths: list[str]) -> None:
        playback = self._services.playback
        menu.addAction(self.tr("Play now"), lambda: self._play(paths, 0))
        menu.addAction(self.tr("Shuffle"), lambda: self._shuffle(paths))
        following = menu.addAction(self.tr("Play next"), lambda: playback.play_next(paths))
        queued = menu.addAction(self.tr("Add to queue"), lambda: playback.add(paths))
        for entry, action_id in ((following, "play-next"), (queued, "queue")):
            keyed(entry, action_id)
        self.menu_opening.emit(menu, paths)

    def _on_opened(self, thing: Thing) -> None:
        self.go(Place(self.trail.here.page, thing))
        self._second_click.wait()

    def _on_catalogue_changed(self, catalogue: Catalogue) -> None:
        self._refresh()
        self.page.narrow(self._kept())
        if self.page is self.detail and self.detail.content is None:
            self.back()  # its last song is gone

    def _on_current_changed(self, row: QueueRow | None) -> None:
        path = row.path if row else ""
        for page in (*self.pages.values(), self.detail):
            page.set_playing(path)
