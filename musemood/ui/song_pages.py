"""The pages that list songs under headings: of one thing, and what was added recently."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QWidget

from musemood.domain.catalogue import Catalogue
from musemood.domain.recent import recently_added
from musemood.domain.track import Track
from musemood.services.collection import Collection as Songs
from musemood.services.excerpt import Excerpt
from musemood.ui.cover_art import CoverArt
from musemood.ui.detail_content import Content, content_of
from musemood.ui.detail_head import DetailHead
from musemood.ui.places import Kind, Page, Place, Thing
from musemood.ui.section_list import SectionList
from musemood.ui.section_table import SectionTable
from musemood.ui.theme import Theme
from musemood.ui.track_list import TrackList
from musemood.ui.track_table import Column
from musemood.ui.view_page import PageHead, ViewPage
from musemood.ui.view_wording import page_name, span_name
from musemood.ui.wording import songs_text


class SongPage(ViewPage):
    """Songs under headings, narrowed by the search."""

    def __init__(
        self, songs: Songs, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        self.table = SectionTable(Excerpt(songs))
        self.tracks = SectionList(self.table, theme, art)
        super().__init__(self.tracks, parent)
        self.table.setParent(self)
        self.table.excerpt.setParent(self)
        self._every: Sequence[Track] = ()
        self._headings: Mapping[str, str] = {}
        self._kept: Collection[str] | None = None
        self.tracks.play_wanted.connect(lambda row: self.play_wanted.emit(self.paths(), row))
        self.tracks.queue_wanted.connect(self.queue_wanted)
        self.tracks.play_next_wanted.connect(self.play_next_wanted)

    def narrow(self, paths: Collection[str] | None) -> None:
        """Show only these songs."""
        if paths is None and self._kept is None:
            return
        self._kept = paths
        self._show()

    def paths(self) -> list[str]:
        """The songs that are shown, in order; also those that are still on their way."""
        self.table.excerpt.finish()
        return list(self.table.paths())

    def shows(self, path: str) -> bool:
        """Whether the song is among them."""
        self.table.excerpt.finish()
        return self.table.row_of(path) is not None

    def set_scroll(self, pixels: int) -> None:
        """Scroll to where it was, though that be a row that is still on its way."""
        if pixels > self._view.verticalScrollBar().maximum():
            self.table.excerpt.finish()
        super().set_scroll(pixels)

    def selected_paths(self) -> list[str]:
        """The selected songs."""
        return self.tracks.selected_paths()

    def set_playing(self, path: str) -> None:
        """Mark the song that plays."""
        self.table.set_playing(path)

    def track_lists(self) -> list[TrackList]:
        """The one list."""
        return [self.tracks]

    def take_focus(self) -> None:
        """The keyboard needs a row to start from; the page stays where it is scrolled."""
        if not self.tracks.currentIndex().isValid() and self.table.rowCount():
            scroll = self.scrolled()
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            index = self.table.index(0, Column.TITLE)
            self.tracks.selectionModel().setCurrentIndex(index, flag)
            self.set_scroll(scroll)
        self.tracks.setFocus()

    def _show_songs(self, tracks: Sequence[Track], headings: Mapping[str, str]) -> None:
        self._every, self._headings = tracks, headings
        self._show()

    def _show(self) -> None:
        kept = self._kept
        shown = self._every
        if kept is not None:
            shown = [track for track in self._every if track.path in kept]
        self.table.excerpt.show(shown)
        self.tracks.show_headings(_moved_down(self._headings, self._every, kept))
        self._show_state(bool(shown) or not self._every)


class DetailPage(SongPage):
    """One album, artist, genre or folder. ``thing`` is None before the first `open`."""

    def __init__(
        self, songs: Songs, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        super().__init__(songs, theme, art, parent)
        self.thing: Thing | None = None
        self.content: Content | None = None
        self.head = DetailHead(theme, art)
        self.tracks.set_head(self.head)
        self.head.play_wanted.connect(lambda: self.play_wanted.emit(self.paths(), 0))
        self.head.shuffle_wanted.connect(lambda: self.shuffle_wanted.emit(self.paths()))
        self.head.queue_wanted.connect(lambda: self.queue_wanted.emit(self.paths()))
        self.head.link_wanted.connect(self._on_link_wanted)
        grid = self.head.grid
        grid.opened.connect(lambda key: self.opened.emit(Thing(Kind.ALBUM, key)))
        grid.play_wanted.connect(lambda paths: self.play_wanted.emit(paths, 0))
        grid.menu_opening.connect(self.menu_opening)

    def open(self, thing: Thing, catalogue: Catalogue) -> bool:
        """Show a thing from its top; False where it is no more."""
        is_other = thing != self.thing
        self.thing = thing
        self.show_catalogue(catalogue)
        if is_other:
            self.tracks.clearSelection()
            self.tracks.setCurrentIndex(self.table.index(-1, -1))
            self.tracks.scrollToTop()
        return self.content is not None

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """The library as it is now."""
        self.content = content_of(self.thing, catalogue) if self.thing else None
        if self.content is None or self.thing is None:
            return
        is_album = self.thing.kind is Kind.ALBUM
        self.table.are_numbers_of_album = is_album
        self.tracks.hide_columns((Column.COVER, Column.ALBUM) if is_album else ())
        self.head.set_width(self.tracks.viewport().width())
        self.head.show_content(self.content)
        self._show_songs(self.content.tracks, self.content.headings)

    def show_back(self, place: Place | None) -> None:
        """Say where going back leads."""
        self.head.show_back(page_name(place.page) if place else "")

    def set_playing(self, path: str) -> None:
        """Mark the song and the album that play."""
        super().set_playing(path)
        self.head.grid.set_playing(path)

    def selected_paths(self) -> list[str]:
        """The selected songs; the selected albums while the keyboard is there."""
        grid = self.head.grid
        return grid.selected_paths() if grid.hasFocus() else super().selected_paths()

    def _on_link_wanted(self) -> None:
        if self.content is not None and self.content.link is not None:
            self.opened.emit(self.content.link)


class RecentPage(SongPage):
    """What was added recently, by day, week and month."""

    def __init__(
        self, songs: Songs, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        super().__init__(songs, theme, art, parent)
        self.head = PageHead(page_name(Page.RECENT))
        self.put_head(self.head)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """The library as it is now."""
        now = datetime.now().astimezone()
        spans = recently_added(catalogue.albums, now.date(), now.tzinfo)
        tracks = [track for span in spans for track in span.tracks]
        self.head.show_count(songs_text(len(tracks)))
        self._show_songs(tracks, {span.tracks[0].path: span_name(span) for span in spans})


def _moved_down(
    headings: Mapping[str, str], tracks: Sequence[Track], kept: Collection[str] | None
) -> Mapping[str, str]:
    """The headings over the first song that is kept of each section."""
    if kept is None:
        return headings
    moved: dict[str, str] = {}
    waiting = ""
    for track in tracks:
        if track.path in headings:
            waiting = headings[track.path]
        if waiting and track.path in kept:
            moved[track.path] = waiting
            waiting = ""
    return moved
