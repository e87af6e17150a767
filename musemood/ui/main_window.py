"""The window: three zones and a bar."""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.mood import Mood
from musemood.domain.query import parse_query
from musemood.domain.track import Track
from musemood.services.collection import Collection
from musemood.services.covers import Covers
from musemood.services.importing import Importing
from musemood.services.loop import RecommendationLoop
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending
from musemood.services.storage import Storage
from musemood.ui.banner import Banner
from musemood.ui.cover_art import CoverArt
from musemood.ui.drop_overlay import DropOverlay, local_paths
from musemood.ui.empty_page import EmptyPage
from musemood.ui.icons import app_icon
from musemood.ui.list_header import ListHeader
from musemood.ui.mood_side import MoodSide
from musemood.ui.player_bar import PlayerBar
from musemood.ui.problems_dialog import ProblemsDialog
from musemood.ui.shortcuts import add_shortcuts
from musemood.ui.sidebar import Sidebar
from musemood.ui.theme import Theme
from musemood.ui.track_list import TrackList
from musemood.ui.track_table import TrackTable

_PANEL_FROM = 1150
_NAMES_FROM = 1000


@dataclass(frozen=True)
class Services:
    """What the window speaks to."""

    collection: Collection
    storage: Storage
    importing: Importing
    playback: Playback
    recommending: Recommending
    loop: RecommendationLoop
    covers: Covers


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
        add_shortcuts(self)
        self._show_library()
        self._on_current_changed()

    # Building

    def _make_views(self) -> None:
        services, theme = self._services, self._theme
        self.banner = Banner(theme)
        self.sidebar = Sidebar(theme)
        self.header = ListHeader(theme)
        self.table = TrackTable(services.collection, self)
        self.tracks = TrackList(self.table, theme, self.art)
        self.empty = EmptyPage(theme)
        self.pages = QStackedWidget()
        self.side = MoodSide(services.recommending, services.playback, theme, self.art, self.track)
        self.bar = PlayerBar(services.playback, theme, self.art)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(100)

    def _lay_out(self) -> None:
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(20, 18, 20, 0)
        column.setSpacing(10)
        column.addWidget(self.header)
        column.addWidget(self.tracks, 1)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(listing)
        centre = QWidget()
        centre.setObjectName("centre")
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.pages)
        zones = QHBoxLayout()
        zones.setSpacing(0)
        zones.addWidget(self.sidebar)
        zones.addWidget(centre, 1)
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
        self.sidebar.songs_wanted.connect(lambda: self.header.search.setText(""))
        self.sidebar.mood_wanted.connect(self._on_mood_wanted)
        for place in (self.sidebar, self.empty):
            place.add_folder_wanted.connect(self.choose_folder)
        self.sidebar.add_files_wanted.connect(self.choose_files)
        self.header.search_changed.connect(self._on_search_changed)
        self.header.pause_wanted.connect(self._on_pause_wanted)
        self.header.cancel_wanted.connect(services.importing.cancel)
        self.header.analysis_wanted.connect(self._on_analysis_wanted)
        self.header.problems_wanted.connect(self.show_problems)
        self.tracks.play_wanted.connect(self._on_play_wanted)
        self.tracks.queue_wanted.connect(services.playback.add)
        self.tracks.play_next_wanted.connect(services.playback.play_next)
        self.side.recommend_wanted.connect(services.loop.recommend)
        self.side.thumb_given.connect(services.loop.give_thumb)
        self.bar.thumb_given.connect(self.side.give_thumb_to_playing)
        self.bar.panel_wanted.connect(self.toggle_panel)
        self._counting.timeout.connect(self._show_library)
        services.collection.tracks_added.connect(lambda _: self._counting.start())
        services.collection.tracks_changed.connect(self._on_tracks_changed)
        services.importing.progress_changed.connect(self._on_progress_changed)
        services.importing.is_scanning_changed.connect(self.header.show_scanning)
        services.playback.current_changed.connect(lambda _: self._on_current_changed())

    # For the views

    def track(self, path: str) -> Track:
        """The track at ``path``; one without tags where it is not in the library."""
        return self._services.collection.library.get(path) or Track(path, 0, 0)

    @property
    def services(self) -> Services:
        """What the window speaks to."""
        return self._services

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
        """Scroll to the playing track, taking back a search that hides it."""
        current = self._services.playback.current
        if current is None:
            return
        if self.table.row_of(current.path) is None:
            self.sidebar.songs.click()
        self.tracks.show_path(current.path)
        self.tracks.setFocus()

    def show_problems(self) -> None:
        """List the files that failed; try them again if the person wants."""
        unfit = self._services.collection.library.unfit_tracks()
        dialog = ProblemsDialog([t.failure for t in unfit if t.failure], self)
        dialog.exec()
        if dialog.should_retry:
            self._services.importing.retry(unfit)

    def _on_mood_wanted(self, mood: Mood) -> None:
        self.header.search.setText(f"mood:{mood}")

    def _on_search_changed(self, text: str) -> None:
        self.table.narrow(parse_query(text))
        mood = text.removeprefix("mood:")
        button = self.sidebar.moods.get(Mood(mood)) if mood in list(Mood) else self.sidebar.songs
        if button is not None:
            button.setChecked(True)

    def _on_play_wanted(self, row: int) -> None:
        self._services.playback.play_list(self.table.paths(), row)

    def _on_pause_wanted(self, should_pause: bool) -> None:
        importing = self._services.importing
        if should_pause:
            importing.pause()
        else:
            importing.resume()

    def _on_analysis_wanted(self) -> None:
        self._services.importing.analyse(self._services.collection.library)

    # What the services say

    def _on_tracks_changed(self, tracks: list[Track]) -> None:
        self._counting.start()
        current = self._services.playback.current
        if current is not None and any(track.path == current.path for track in tracks):
            self._on_current_changed()

    def _on_progress_changed(self, _: object) -> None:
        self.header.show_progress(self._services.importing.progress)
        self._counting.start()

    def _on_current_changed(self) -> None:
        row = self._services.playback.current
        path = row.path if row else ""
        self.table.set_playing(path)
        track = self.track(path) if row else None
        self.bar.show_track(track, None)
        self.setWindowTitle(f"{track.title} · MuseMood" if track else "MuseMood")
        if track is not None and track.reading is not None:
            self._services.storage.ask_segments(
                path, lambda segments: self._on_segments_read(path, segments)
            )

    def _on_segments_read(self, path: str, segments: object) -> None:
        current = self._services.playback.current
        if current is not None and current.path == path:
            self.bar.show_track(self.track(path), segments)  # type: ignore[arg-type]

    def _show_library(self) -> None:
        library = self._services.collection.library
        songs = sum(1 for _ in library.songs())
        self.sidebar.show_counts(songs, library.mood_counts())
        self.header.show_problems(len(library.unfit_tracks()))
        self.header.show_left_out(self._services.importing.left_out(library))
        is_filled = len(library) > 0
        if is_filled and self.pages.currentIndex() == 0:
            self.pages.setCurrentIndex(1)
            self.tracks.setFocus()

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
