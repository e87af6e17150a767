"""Joins the playlists of the left bar, their page, the menus and the services."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from musemood.domain.play_log import PlaySource
from musemood.domain.playlist import AnyPlaylist, Playlist, SmartPlaylist
from musemood.domain.track import shown_name
from musemood.ui.playlist_files import PlaylistFiles
from musemood.ui.playlist_menus import PlaylistMenus
from musemood.ui.save_search import SaveSearchButton

if TYPE_CHECKING:
    from musemood.ui.main_window import MainWindow


class PlaylistDesk(QObject):
    """What the person does with playlists, anywhere in the window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._services = window.services
        self._playlists = window.services.playlists
        self._nav = window.sidebar.playlists
        self._page = window.playlist_page
        self._smart_id = ""
        self.menus = PlaylistMenus(self._playlists, self)
        self._files = PlaylistFiles(window, self.show, self.play)
        self.save_search = SaveSearchButton(window.page.header.search, window.theme)
        window.page.header.put_beside_search(self.save_search)
        self._connect_views()
        self._connect_services()
        self._on_playlists_changed()
        self._mark_playing()

    # Showing

    def show(self, playlist_id: str) -> None:
        """Put a playlist on the page; a smart one is its search in the library."""
        playlist = self._playlists.get(playlist_id)
        if isinstance(playlist, SmartPlaylist):
            self._smart_id = playlist.id
            self._window.pages.setCurrentWidget(self._window.page)
            self._window.page.show_songs(playlist.query)
            self._on_searched(playlist.query)
        elif playlist is not None:
            self._smart_id = ""
            self._page.show_playlist(playlist)
            self._window.pages.setCurrentWidget(self._page)
            self._mark(playlist.id)
            self._playlists.look_for(playlist.entries)

    def show_library(self) -> None:
        """Put the library on the page again."""
        if self._window.pages.currentWidget() is self._page:
            self._window.pages.setCurrentWidget(self._window.page)
            self._mark("")
            self._window.page.searched.emit(self._window.page.header.search.text())

    @property
    def shown(self) -> AnyPlaylist | None:
        """The playlist that the person looks at."""
        if self._window.pages.currentWidget() is self._page:
            return self._page.playlist
        return self._playlists.get(self._smart_id)

    # Doing

    def new(self) -> None:
        """An empty playlist, its name ready to be typed."""
        playlist = self._playlists.create(self.tr("New playlist"))
        self.show(playlist.id)
        self.rename(playlist.id)

    def rename(self, playlist_id: str) -> None:
        """Let the person type another name: in the left bar, or on the page where that is wide."""
        if not self._nav.is_narrow:
            self._nav.start_rename(playlist_id)
        elif isinstance(self._playlists.get(playlist_id), Playlist):
            self.show(playlist_id)
            self._page.rename()

    def save_queue(self) -> None:
        """What plays and what comes, as a new playlist."""
        queue = self._services.playback.queue
        current = (queue.current,) if queue.current else ()
        paths = [row.path for row in (*current, *queue.upcoming())]
        if paths:
            day = QLocale().toString(QDate.currentDate(), self.tr("d MMMM yyyy"))
            self._add("", paths, self.tr("Queue of {day}").format(day=day))

    def play(self, playlist_id: str, row: int = 0) -> None:
        """Play from a row on; what is missing is passed over."""
        paths = self._paths(playlist_id)
        there = [(i, path) for i, path in enumerate(paths) if not self._playlists.is_missing(path)]
        index = next((n for n, (i, _) in enumerate(there) if i >= row), 0)
        if there:
            self._services.playback.play_list(
                tuple(path for _, path in there), index, PlaySource.PLAYLIST
            )

    def queue(self, playlist_id: str) -> None:
        """Add all that is there to the end of the person's own rows."""
        self._services.playback.add(
            path for path in self._paths(playlist_id) if not self._playlists.is_missing(path)
        )

    def export(self, playlist_id: str) -> None:
        """Ask for a file name and write the playlist there."""
        playlist = self._playlists.get(playlist_id)
        if playlist is not None:
            self._files.export(playlist.name, self._paths(playlist_id))

    # Joining

    def _connect_views(self) -> None:
        window, nav, page, menus = self._window, self._nav, self._page, self.menus
        nav.new_wanted.connect(self.new)
        nav.rename_wanted.connect(self._playlists.rename)
        nav.list.wanted.connect(self.show)
        nav.list.play_wanted.connect(self.play)
        nav.list.deletion_wanted.connect(self._playlists.delete)
        nav.list.menu_wanted.connect(self._on_menu_wanted)
        nav.list.dropped.connect(self._add)
        page.play_wanted.connect(self._on_row_wanted)
        page.play_all_wanted.connect(lambda: self._with_shown(self.play))
        page.queue_wanted.connect(lambda: self._with_shown(self.queue))
        page.menu_wanted.connect(self._on_page_menu_wanted)
        page.tracks.queue_wanted.connect(self._services.playback.add)
        page.tracks.play_next_wanted.connect(self._services.playback.play_next)
        page.tracks.menu_opening.connect(self._on_row_menu_opening)
        for tracks in window.page.views.track_lists():
            tracks.menu_opening.connect(self.menus.add_to)
        for opening in (window.page.views.menu_opening, window.bar.now_playing.menu_opening):
            opening.connect(self.menus.add_to)
        window.side.queue.menu_opening.connect(self._on_queue_menu_opening)
        window.side.save_queue_wanted.connect(self.save_queue)
        window.sidebar.page_wanted.connect(lambda _: self._on_place_wanted())
        window.sidebar.mood_wanted.connect(lambda _: self._on_place_wanted())
        window.page.searched.connect(self._on_searched)
        self.save_search.save_wanted.connect(self._on_save_search_wanted)
        menus.play_wanted.connect(self.play)
        menus.queue_wanted.connect(self.queue)
        menus.rename_wanted.connect(self.rename)
        menus.export_wanted.connect(self.export)
        menus.deletion_wanted.connect(self._playlists.delete)
        menus.addition_wanted.connect(self._add)

    def _connect_services(self) -> None:
        services = self._services
        self._playlists.changed.connect(self._on_playlists_changed)
        self._playlists.playlist_changed.connect(self._on_playlist_changed)
        # No lambdas on services: those would outlive this when the language changes.
        services.playback.current_changed.connect(self._mark_playing)
        services.collection.tracks_added.connect(self._look_again)
        services.collection.tracks_gone.connect(self._look_again)
        services.collection.tracks_changed.connect(self._page.count_soon)

    def _paths(self, playlist_id: str) -> tuple[str, ...]:
        playlist = self._playlists.get(playlist_id)
        if isinstance(playlist, SmartPlaylist):
            collection = self._services.collection
            return playlist.paths(collection.library.songs(), collection.facts(time.time()))
        return playlist.entries if playlist else ()

    def _with_shown(self, act: object) -> None:
        if self._page.playlist is not None and callable(act):
            act(self._page.playlist.id)

    def _mark(self, playlist_id: str) -> None:
        self._nav.mark(playlist_id)
        self._window.sidebar.show_place(is_elsewhere=bool(playlist_id))

    # What the person does

    def _on_row_wanted(self, row: int) -> None:
        playlist = self._page.playlist
        if playlist is None:
            return
        path = playlist.entries[row]
        if self._playlists.is_missing(path):
            words = self.tr("The file is not there; it was at {path}")
            self._window.toast.say(words.format(path=shown_name(path)))
            return
        self.play(playlist.id, row)

    def _add(self, playlist_id: str, paths: list[str], name: str = "") -> None:
        if playlist_id:
            self._playlists.add(playlist_id, paths)
            return
        playlist = self._playlists.create(name or self.tr("New playlist"), paths)
        self.rename(playlist.id)

    def _on_menu_wanted(self, playlist_id: str, spot: QPoint) -> None:
        playlist = self._playlists.get(playlist_id)
        if playlist is not None:
            self.menus.for_playlist(playlist, self._nav).exec(spot)

    def _on_page_menu_wanted(self, button: QWidget) -> None:
        if self._page.playlist is not None:
            menu = self.menus.for_playlist(self._page.playlist, button)
            menu.exec(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_row_menu_opening(self, menu: QMenu, paths: list[str]) -> None:
        self.menus.add_to(menu, paths)
        menu.addSeparator()
        rows = self._page.tracks.selected_rows()
        menu.addAction(
            self.tr("Take out of the playlist") + "\tDel",
            lambda: self._page.tracks.removal_wanted.emit(rows),
        )

    def _on_queue_menu_opening(self, menu: QMenu, paths: list[str]) -> None:
        menu.addSeparator()
        self.menus.add_to(menu, paths)
        menu.addAction(self.tr("Save queue as playlist"), self.save_queue)

    def _on_save_search_wanted(self, query: str) -> None:
        playlist = self._playlists.create_smart(query, query)
        self.show(playlist.id)
        self.rename(playlist.id)

    def _on_place_wanted(self) -> None:
        """A page or a mood was clicked, which may search the same as a smart playlist."""
        self._smart_id = ""
        self._window.pages.setCurrentWidget(self._window.page)
        self._window.page.searched.emit(self._window.page.header.search.text())

    def _on_searched(self, text: str) -> None:
        """A smart playlist is shown as long as its search stands in the field."""
        same = [each.id for each in self._smart_playlists() if each.query == text.strip()]
        if self._smart_id not in same:
            self._smart_id = ""
        self.save_search.show_saved(bool(same))
        is_smart = bool(self._smart_id)
        self._window.page.source = PlaySource.PLAYLIST if is_smart else PlaySource.LIST
        if is_smart:
            self._mark(self._smart_id)
        else:
            self._nav.mark("")

    def _smart_playlists(self) -> list[SmartPlaylist]:
        return [each for each in self._playlists.all() if isinstance(each, SmartPlaylist)]

    # What the services say

    def _on_playlists_changed(self) -> None:
        counts = {p.id: len(p.entries) for p in self._playlists.all() if isinstance(p, Playlist)}
        self._nav.rows.show(self._playlists.all(), counts)
        shown = self.shown
        if shown is not None and self._playlists.get(shown.id) is None:  # deleted
            self.show_library()
        if self._smart_id:
            self._on_searched(self._window.page.header.search.text())

    def _on_playlist_changed(self, playlist_id: str) -> None:
        self._on_playlists_changed()
        playlist = self._playlists.get(playlist_id)
        shown = self._page.playlist
        if isinstance(playlist, Playlist) and shown is not None and shown.id == playlist.id:
            new = set(playlist.entries).difference(shown.entries)
            self._page.show_playlist(playlist)
            if new:
                self._playlists.look_for(new)

    def _mark_playing(self) -> None:
        row = self._services.playback.current
        self._page.table.set_playing(row.path if row else "")

    def _look_again(self) -> None:
        if self._window.pages.currentWidget() is self._page and self._page.playlist is not None:
            self._playlists.look_for(self._page.playlist.entries)
            self._page.count_soon()
