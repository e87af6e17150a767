"""The window: three zones and a bar."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from musemood.domain.mood import SegmentReading
from musemood.domain.track import Track
from musemood.ui.banner import Banner
from musemood.ui.cover_art import CoverArt
from musemood.ui.drop_overlay import DropOverlay, local_paths
from musemood.ui.icons import app_icon
from musemood.ui.library_page import LibraryPage
from musemood.ui.mood_side import MoodSide
from musemood.ui.places import Page, Place
from musemood.ui.player_bar import PlayerBar
from musemood.ui.services import Services
from musemood.ui.settings_dialog import SettingsDialog, SettingsPage
from musemood.ui.shortcuts import add_shortcuts
from musemood.ui.sidebar import Sidebar
from musemood.ui.theme import Theme

_PANEL_FROM = 1150
_NAMES_FROM = 1000
_THUMB_SHOWN = timedelta(days=1)
"""A thumb acts for a day, so for a day it is shown on the playing track."""


class MainWindow(QMainWindow):
    """Lays the views out and passes on what the person does.

    Signals: ``closing()`` before the window goes, ``rescan_wanted()``.
    """

    closing = Signal()
    rescan_wanted = Signal()

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._theme = theme
        self._is_panel_drawn_out = False
        self.setWindowTitle("MuseMood")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(900, 600)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.art = CoverArt(services.covers, self)
        self._make_views()
        self._lay_out()
        self._connect()
        self.settings_pages: Sequence[SettingsPage] = ()
        add_shortcuts(self)
        self._show_counts()
        self._on_current_changed()

    # Building

    def _make_views(self) -> None:
        services, theme = self._services, self._theme
        self.banner = Banner(theme)
        self.sidebar = Sidebar(theme)
        self.page = LibraryPage(services, theme, self.art)
        self.side = MoodSide(services.recommending, services.playback, theme, self.art, self.track)
        self.bar = PlayerBar(services.playback, theme, self.art)

    def _lay_out(self) -> None:
        zones = QHBoxLayout()
        zones.setSpacing(0)
        zones.addWidget(self.sidebar)
        zones.addWidget(self.page, 1)
        zones.addWidget(self.side)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.banner)
        rows.addLayout(zones, 1)
        rows.addWidget(self.bar)
        self.setCentralWidget(whole)
        self.overlay = DropOverlay(self._theme, self)

    def _connect(self) -> None:
        services = self._services
        self.sidebar.page_wanted.connect(lambda page: self.page.views.go(Place(page)))
        self.sidebar.mood_wanted.connect(lambda mood: self.page.show_songs(f"mood:{mood}"))
        self.sidebar.settings_wanted.connect(self.show_settings)
        self.sidebar.add_folder_wanted.connect(self.choose_folder)
        self.sidebar.add_files_wanted.connect(self.choose_files)
        self.page.add_folder_wanted.connect(self.choose_folder)
        self.page.searched.connect(self._on_searched)
        self.page.views.place_changed.connect(lambda _: self._mark_place())
        services.browsing.changed.connect(self.sidebar.show_catalogue)
        self.page.counted.connect(self._show_counts)
        self.side.recommend_wanted.connect(services.loop.recommend)
        self.side.thumb_given.connect(services.loop.give_thumb)
        self.bar.thumb_given.connect(self.side.give_thumb_to_playing)
        self.bar.panel_wanted.connect(self.toggle_panel)
        services.collection.tracks_changed.connect(self._on_tracks_changed)
        services.recommending.thumb_given.connect(lambda _: self._show_thumb())
        services.playback.current_changed.connect(lambda _: self._on_current_changed())

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
            self._services.importing.add(files)

    def toggle_panel(self) -> None:
        """Where the window is too small for it, For my mood comes and goes as a drawer."""
        self._is_panel_drawn_out = not self._is_panel_drawn_out
        self._fit()

    def show_playing(self) -> None:
        """Scroll to the playing track."""
        current = self._services.playback.current
        if current is not None:
            self.page.show_path(current.path)

    def show_settings(self) -> None:
        """Open the settings."""
        dialog = SettingsDialog(self.settings_pages, self._theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def repaint_all(self) -> None:
        """The theme is another one: what was worded in its colours is worded again."""
        self.side.show_state(self._services.recommending.state)
        self._show_thumb()

    def _on_searched(self, _: str) -> None:
        self._mark_place()

    def _mark_place(self) -> None:
        here = self.page.views.trail.here
        shown = {f"mood:{mood}": button for mood, button in self.sidebar.moods.items()}
        button = self.sidebar.places[here.page]
        if here == Place(Page.SONGS):
            button = shown.get(self.page.header.search.text(), button)
        button.setChecked(True)

    # What the services say

    def _on_tracks_changed(self, tracks: list[Track]) -> None:
        current = self._services.playback.current
        if current is not None and any(track.path == current.path for track in tracks):
            self._on_current_changed()

    def _on_current_changed(self) -> None:
        row = self._services.playback.current
        path = row.path if row else ""
        self.page.table.set_playing(path)
        track = self.track(path) if row else None
        self.bar.show_track(track, None)
        self._show_thumb()
        self.setWindowTitle(f"{track.title} · MuseMood" if track else "MuseMood")
        if track is not None and track.reading is not None:
            self._services.storage.ask_segments(
                path, lambda segments: self._on_segments_read(path, segments)
            )

    def _on_segments_read(self, path: str, segments: SegmentReading | None) -> None:
        current = self._services.playback.current
        if current is not None and current.path == path:
            self.bar.show_track(self.track(path), segments)

    def _show_thumb(self) -> None:
        current = self._services.playback.current
        since = datetime.now(UTC) - _THUMB_SHOWN
        thumb = self._services.collection.thumb_of(current.path, since) if current else None
        self.bar.show_thumb(thumb.kind if thumb else None)

    def _show_counts(self) -> None:
        library = self._services.collection.library
        songs = sum(1 for _ in library.songs())
        self.sidebar.show_counts(songs, library.mood_counts())

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
            self._services.importing.add(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below 1150 px the panel is a drawer, below 1000 px the left bar icons only."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so before the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def state(self) -> QByteArray:
        """Size and place, for the next start."""
        return self.saveGeometry()

    def _fit(self) -> None:
        is_roomy = self.width() >= _PANEL_FROM
        self.side.setVisible(is_roomy or self._is_panel_drawn_out)
        self.bar.set_narrow(not is_roomy)
        self.sidebar.set_narrow(self.width() < _NAMES_FROM)
