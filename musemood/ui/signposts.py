"""Keeps the left bar true: where the person is, and how much music there is."""

from PySide6.QtCore import QObject

from musemood.services.browsing import Browsing
from musemood.services.collection import Collection
from musemood.ui.asked_button import show_checked
from musemood.ui.library_page import LibraryPage
from musemood.ui.places import Page, Place
from musemood.ui.sidebar import Sidebar


class Signposts(QObject):
    """Follows the library page and the collection."""

    def __init__(
        self, sidebar: Sidebar, page: LibraryPage, collection: Collection, browsing: Browsing
    ) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._page = page
        self._collection = collection
        page.searched.connect(lambda _: self._mark_place())
        page.views.place_changed.connect(lambda _: self._mark_place())
        page.counted.connect(self._show_counts)
        browsing.changed.connect(sidebar.show_catalogue)
        self._show_counts()
        if collection.is_whole:
            sidebar.show_catalogue(browsing.catalogue)

    def song_count(self) -> int:
        """All songs of the library."""
        return self._collection.library.song_count()

    def _mark_place(self) -> None:
        here = self._page.views.trail.here
        shown = {f"mood:{mood}": button for mood, button in self._sidebar.moods.items()}
        button = self._sidebar.places[here.page]
        if here == Place(Page.SONGS):
            button = shown.get(self._page.header.search.text(), button)
        show_checked(button, True)

    def _show_counts(self) -> None:
        self._sidebar.show_counts(self.song_count(), self._collection.library.mood_counts())
