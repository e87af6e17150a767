"""The centre: the songs with search and progress above, or the friendly screen without any."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from musemood.domain.play_log import PlaySource
from musemood.domain.query import parse_query
from musemood.ui.cover_art import CoverArt
from musemood.ui.empty_page import EmptyPage
from musemood.ui.library_views import LibraryViews
from musemood.ui.list_header import ListHeader
from musemood.ui.places import Page, Place
from musemood.ui.problems_dialog import ProblemsDialog
from musemood.ui.services import Services
from musemood.ui.theme import Theme
from musemood.ui.track_list import TrackList
from musemood.ui.track_table import TrackTable

_COUNT_EVERY_MS = 100


class LibraryPage(QStackedWidget):
    """Signals: ``searched(str)``, ``add_folder_wanted()``, ``counted()`` when the numbers in the
    left bar may have changed.
    """

    searched = Signal(str)
    add_folder_wanted = Signal()
    counted = Signal()

    def __init__(
        self, services: Services, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self._services = services
        self.source = PlaySource.LIST  # a playlist's, while a smart one is shown
        self.header = ListHeader(theme)
        self.table = TrackTable(services.collection, self)
        self.tracks = TrackList(self.table, theme, art)
        self.views = LibraryViews(services, theme, art, self.tracks, self.table)
        self.empty = EmptyPage(theme)
        # Counting goes through the whole library, so a burst of news is counted once.
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_COUNT_EVERY_MS)
        self._lay_out()
        self._connect()
        self.header.show_progress(services.importing.progress)
        self.header.show_scanning(services.importing.is_scanning)
        self._count()

    def search(self, text: str) -> None:
        """Narrow what is shown as if this had been typed."""
        self.header.search.setText(text)

    def show_songs(self, search: str = "") -> None:
        """Show all songs, or those that a search leaves."""
        self.views.go(Place(Page.SONGS), search)
        self.search(search)

    def selected_paths(self) -> list[str]:
        """The songs that are selected on the page that is shown."""
        return self.views.page.selected_paths()

    def show_path(self, path: str) -> None:
        """Scroll to a track, leaving a page or a search that hides it."""
        self.views.show_path(path)
        self.views.page.take_focus()

    def show_problems(self) -> None:
        """List the files that failed; try them again if the person wants."""
        unfit = self._services.collection.library.unfit_tracks()
        dialog = ProblemsDialog([t.failure for t in unfit if t.failure], self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._services.importing.retry(unfit))
        dialog.open()

    def _lay_out(self) -> None:
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(20, 18, 20, 0)
        column.setSpacing(10)
        column.addWidget(self.header)
        column.addWidget(self.views, 1)
        self.addWidget(self.empty)
        self.addWidget(listing)

    def _connect(self) -> None:
        services = self._services
        self.empty.add_folder_wanted.connect(self.add_folder_wanted)
        self.header.search_changed.connect(self._on_search_changed)
        self.header.search.left.connect(self.tracks.take_focus)
        self.header.columns_wanted.connect(self.tracks.show_column_menu)
        self.header.pause_wanted.connect(self._on_pause_wanted)
        self.header.cancel_wanted.connect(services.importing.cancel)
        self.header.analysis_wanted.connect(self._on_analysis_wanted)
        self.header.problems_wanted.connect(self.show_problems)
        self.tracks.play_wanted.connect(self._on_play_wanted)
        self.tracks.queue_wanted.connect(services.playback.add)
        self.tracks.play_next_wanted.connect(services.playback.play_next)
        self.views.search_wanted.connect(self.search)
        self.views.place_changed.connect(
            lambda place: self.header.columns.setVisible(place == Place(Page.SONGS))
        )
        self._counting.timeout.connect(self._count)
        services.collection.tracks_added.connect(self._on_news)
        services.collection.tracks_changed.connect(self._on_news)
        services.collection.tracks_gone.connect(self._on_news)
        services.importing.progress_changed.connect(self._on_progress_changed)
        services.importing.is_scanning_changed.connect(self.header.show_scanning)

    def _on_search_changed(self, text: str) -> None:
        query = parse_query(text)
        self.table.narrow(query)
        self.views.narrow(text)
        self.header.search.set_mistakes(query.mistakes)
        self.searched.emit(text)

    def _on_play_wanted(self, row: int) -> None:
        self.header.search.remember()
        self._services.playback.play_list(self.table.paths(), row, self.source)

    def _on_pause_wanted(self, should_pause: bool) -> None:
        importing = self._services.importing
        if should_pause:
            importing.pause()
        else:
            importing.resume()

    def _on_analysis_wanted(self) -> None:
        self._services.importing.analyse(self._services.collection.library)

    def _on_news(self, _: object) -> None:
        self._show_list()
        self._counting.start()

    def _show_list(self) -> None:
        """The friendly screen goes with the first track, and comes back with the last."""
        has_tracks = len(self._services.collection.library) > 0
        if has_tracks and self.currentWidget() is self.empty:
            self.setCurrentIndex(1)
            self.views.page.take_focus()
        elif not has_tracks:
            self.setCurrentWidget(self.empty)

    def _on_progress_changed(self, _: object) -> None:
        self.header.show_progress(self._services.importing.progress)
        self._counting.start()

    def _count(self) -> None:
        if not self._services.collection.is_whole:
            return
        library = self._services.collection.library
        self.header.show_problems(len(library.unfit_tracks()))
        self.header.show_left_out(self._services.importing.left_out(library))
        self._show_list()
        self.counted.emit()
