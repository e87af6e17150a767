"""The window: three zones and a bar."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QMenu, QStackedWidget

from musemood.domain.playlist_file import is_playlist_file
from musemood.domain.track import Track
from musemood.ui.actions import window_actions
from musemood.ui.ban_menu import BanMenu
from musemood.ui.banner import Banner
from musemood.ui.cover_art import CoverArt
from musemood.ui.current_track import CurrentTrack
from musemood.ui.drop_overlay import DropOverlay, local_paths
from musemood.ui.edit_news import EditNews
from musemood.ui.erase_dialog import EraseDialog
from musemood.ui.history_dialog import HistoryDialog
from musemood.ui.icons import app_icon
from musemood.ui.key_tips import KeyTips
from musemood.ui.library_page import LibraryPage
from musemood.ui.listening_menu import ListeningMenu
from musemood.ui.lyrics_panel import LyricsPanel
from musemood.ui.menu_keys import show_keys
from musemood.ui.mini_mode import MiniMode
from musemood.ui.mini_player import MiniPlayer
from musemood.ui.mood_side import MoodSide
from musemood.ui.places import Place
from musemood.ui.player_bar import PlayerBar
from musemood.ui.playlist_desk import PlaylistDesk
from musemood.ui.playlist_page import PlaylistPage
from musemood.ui.private_badge import PrivateBadge
from musemood.ui.services import Services
from musemood.ui.settings_dialog import SettingsDialog, SettingsPage
from musemood.ui.shortcuts import Keymap
from musemood.ui.sidebar import Sidebar
from musemood.ui.signposts import Signposts
from musemood.ui.sound_dialog import SoundDialog
from musemood.ui.theme import Theme
from musemood.ui.thumb_menu import ThumbMenu
from musemood.ui.toast import Toast
from musemood.ui.track_actions import TrackActions
from musemood.ui.track_list import TrackList
from musemood.ui.ways_in import WaysIn
from musemood.ui.zones import Zones


class MainWindow(QMainWindow):
    """Lays the views out and passes on what the person does.

    Signals: ``closing()`` before the window goes, ``rescan_wanted()``,
    ``open_wanted(list[str])`` with files to play.
    """

    closing = Signal()
    rescan_wanted = Signal()
    open_wanted = Signal(object)

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._theme = theme
        self._sound_dialog: SoundDialog | None = None
        self.setWindowTitle("MuseMood")
        self.setWindowIcon(app_icon())
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.art = CoverArt(services.covers, self)
        self.banner = Banner(theme)
        self.settings_pages: Sequence[SettingsPage] = ()
        self._build()

    def build_anew(self) -> None:
        """Make everything again that has words; art, banner and services stay what they are."""
        before = self._contents
        for dialog in self.findChildren(QDialog):
            dialog.reject()
            dialog.deleteLater()
        self._sound_dialog = None
        self.keymap.close()
        self._build()
        for each in before:
            each.deleteLater()

    def _build(self) -> None:
        others = self.children()
        self._make_views()
        self._lay_out()
        self._connect()
        self.desk = PlaylistDesk(self)
        self.ways = WaysIn(self)
        self.thumb_menu = ThumbMenu(self._services.loop.give_thumb, self.track)
        self.ban_menu = BanMenu(self._services.rules, self.track)
        songs = [tracks.menu_opening for tracks in self.track_lists()]
        views = self.page.views.menu_opening
        one = (self.side.queue.menu_opening, self.bar.now_playing.menu_opening)
        for opening in (*songs, *one, views):  # after the desk's
            like = self.ways.fill_menu_of_one if opening is views else self.ways.fill_menu
            for fill in (
                self.track_actions.fill_menu, like, self.thumb_menu.fill, self.ban_menu.fill,
                self._show_keys,
            ):  # fmt: skip
                opening.connect(fill)
        self.listening_menu = ListeningMenu(self)
        EditNews(self._services.undo, self.toast, self.side)
        self.current = CurrentTrack(self)
        self.keymap = Keymap(window_actions(self), self)
        KeyTips(self)
        self._contents = [
            each
            for each in self.children()
            if each not in others and not isinstance(each, QShortcut)  # those are the keymap's
        ]

    def _make_views(self) -> None:
        services, theme = self._services, self._theme
        self.private_badge = PrivateBadge(services.private, theme)
        self.sidebar = Sidebar(theme)
        self.page = LibraryPage(services, theme, self.art)
        self.playlist_page = PlaylistPage(services, theme, self.art)
        self.pages = QStackedWidget()
        for page in (self.page, self.playlist_page):
            self.pages.addWidget(page)
        self.toast = Toast(theme, self.pages)
        self.side = MoodSide(
            services.recommending, services.playback, services.keep_going, services.rules, theme,
            self.art, self.track,
        )  # fmt: skip
        self.bar = PlayerBar(services.playback, theme, self.art)
        self.lyrics = LyricsPanel(services.lyrics, services.playback, theme)
        self.track_actions = TrackActions(services, theme, self.banner, self.selected_paths, self)
        self.mini = MiniPlayer(services.playback, services.covers, theme)

    def _lay_out(self) -> None:
        bar, side, lyrics = self.bar, self.side, self.lyrics
        self.zones = Zones(
            self.private_badge, self.banner, self.sidebar, self.pages, side, lyrics, bar
        )
        self.mini_mode = MiniMode(self, self.zones, self.mini)
        self.setCentralWidget(self.mini_mode.pages)
        self.overlay = DropOverlay(self._theme, self)
        services = self._services
        self.signposts = Signposts(self.sidebar, self.page, services.collection, services.browsing)
        self.history_dialog = HistoryDialog(
            services.history_import, self.signposts.song_count, self._theme, self
        )

    def _connect(self) -> None:
        services = self._services
        self.sidebar.history_import_wanted.connect(self.history_dialog.start)
        self.sidebar.page_wanted.connect(lambda page: self.page.views.go(Place(page)))
        self.page.views.history.erase_wanted.connect(self.erase_history)
        self.side.mood_chosen.connect(services.stating.state)
        self.sidebar.add_folder_wanted.connect(self.choose_folder)
        self.sidebar.add_files_wanted.connect(self.choose_files)
        self.sidebar.settings_wanted.connect(self.show_settings)
        self.page.add_folder_wanted.connect(self.choose_folder)
        self.side.recommend_wanted.connect(services.stating.ask)
        self.side.recommend_wanted.connect(services.loop.recommend)
        self.side.take_back_wanted.connect(services.loop.take_back_heard_out)
        self.side.thumb_given.connect(services.loop.give_thumb)
        self.bar.thumb_given.connect(self.side.give_thumb_to_playing)
        self.mini.thumb_given.connect(self.side.give_thumb_to_playing)
        self.bar.panel_wanted.connect(self.zones.toggle_panel)
        self.bar.lyrics_wanted.connect(self.zones.toggle_lyrics)
        self.lyrics.closing_wanted.connect(self.zones.toggle_lyrics)
        for tracks in self.track_lists():
            tracks.rating_given.connect(lambda path, stars: services.opinions.rate([path], stars))
        self.bar.sound_wanted.connect(self.open_sound)
        collection = services.collection
        for news in (collection.tracks_added, collection.tracks_changed, collection.tracks_gone):
            news.connect(self.side.rows.renew)

    def _show_keys(self, menu: QMenu, _paths: list[str]) -> None:
        show_keys(menu, self.keymap)

    # For the views

    def track(self, path: str) -> Track:
        """The track at ``path``; one without tags where it is not in the library."""
        return self._services.collection.library.get(path) or Track(path, 0, 0)

    @property
    def services(self) -> Services:
        """What the window speaks to."""
        return self._services

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    def track_lists(self) -> list[TrackList]:
        """All lists of songs, shown or not."""
        return [*self.page.views.track_lists(), self.playlist_page.tracks]

    def selected_paths(self) -> list[str]:
        """The selected songs of what the person looks at, a list or albums."""
        is_playlist = self.pages.currentWidget() is self.playlist_page
        return (
            self.playlist_page.tracks.selected_paths()
            if is_playlist
            else self.page.selected_paths()
        )

    # What the person does

    def choose_folder(self) -> None:
        """Ask for a folder and add it."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Add a folder of music"))
        if folder:
            self._services.importing.add([folder])

    def choose_files(self) -> None:
        """Ask for files and add them."""
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Add music files"))
        if files:
            self.add_paths(files)

    def add_paths(self, paths: Iterable[str]) -> None:
        """Add music and folders to the library, and import playlist files."""
        given = list(paths)
        self._services.playlists.read_files(filter(is_playlist_file, given))
        self._services.importing.add(path for path in given if not is_playlist_file(path))

    def open_sound(self) -> None:
        """Show equaliser, crossfade, loudness, sleep timer and output."""
        if self._sound_dialog is None:
            services = self._services
            self._sound_dialog = SoundDialog(
                services.playback, services.sound, services.sleep, self
            )
        self._sound_dialog.show()
        self._sound_dialog.raise_()
        self._sound_dialog.activateWindow()

    def erase_history(self) -> None:
        """Ask which plays, thumbs and inferred moods are to be forgotten for good."""
        dialog = EraseDialog(self._services.erasing, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_settings(self, page: str = "") -> None:
        """Open the settings, at the page of this key where one is named."""
        dialog = SettingsDialog(self.settings_pages, self._theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_page(page)
        dialog.open()

    def repaint_all(self) -> None:
        """The theme is another one: what was worded in its colours is worded again."""
        self.side.show_state(self._services.recommending.state)
        self.current.show_thumb()

    # Window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from outside are welcome anywhere."""
        if event.mimeData().hasUrls() and event.source() is None:
            event.acceptProposedAction()
            self.overlay.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Taken elsewhere."""
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.overlay.hide()
        paths = local_paths(event.mimeData().urls())
        if paths:
            event.acceptProposedAction()
            self.add_paths(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for: below 600 px a mini player."""
        super().resizeEvent(event)
        self.mini_mode.fit()
        self.zones.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def state(self) -> QByteArray:
        """Size and place, for the next start."""
        return self.saveGeometry()
