"""The pages of artists, genres and folders."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from musemood.domain.artists import Artist
from musemood.domain.catalogue import Catalogue
from musemood.ui.cover_art import CoverArt
from musemood.ui.folder_tree import FolderTree
from musemood.ui.group_list import GroupList
from musemood.ui.group_rows import Group
from musemood.ui.pinyin import spoken_shelf_name
from musemood.ui.places import Kind, Page, Thing
from musemood.ui.theme import Theme
from musemood.ui.view_page import PageHead, ViewPage
from musemood.ui.view_wording import (
    albums_text,
    artist_name,
    artists_text,
    genre_name,
    genres_text,
    page_name,
)
from musemood.ui.wording import songs_text

_GroupsOf = Callable[[Catalogue], Sequence[Group]]


class GroupPage(ViewPage):
    """A list of artists, or of genres."""

    def __init__(
        self,
        page: Page,
        kind: Kind,
        groups_of: _GroupsOf,
        count_text: Callable[[int], str],
        theme: Theme,
        art: CoverArt,
        parent: QWidget | None = None,
    ) -> None:
        self.list = GroupList(page_name(page), theme, art)
        super().__init__(self.list, parent)
        self._groups_of, self._count_text = groups_of, count_text
        self._has_any = False
        self.head = PageHead(page_name(page))
        self.put_head(self.head)
        self.list.opened.connect(lambda key: self.opened.emit(Thing(kind, (key,))))
        self.list.play_wanted.connect(lambda paths: self.play_wanted.emit(paths, 0))
        self.list.menu_opening.connect(self.menu_opening)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """The library as it is now."""
        groups = self._groups_of(catalogue)
        name = spoken_shelf_name()
        groups = sorted(groups, key=lambda group: (not group.key, name(group.name)))
        self._has_any = bool(groups)
        self.list.rows.show(groups)
        self._count()

    def narrow(self, paths: Collection[str] | None) -> None:
        """Show only what holds one of these songs."""
        self.list.rows.narrow(paths)
        self._count()

    def selected_paths(self) -> list[str]:
        """The songs of the selected rows."""
        return self.list.selected_paths()

    def _count(self) -> None:
        count = self.list.rows.rowCount()
        self.head.show_count(self._count_text(count))
        self._show_state(count > 0 or not self._has_any)


def artists_page(theme: Theme, art: CoverArt) -> GroupPage:
    """The page of all artists."""

    def note(artist: Artist) -> str:
        albums, songs = len(artist.albums), songs_text(len(artist.tracks))
        return f"{albums_text(albums)} · {songs}" if albums else songs

    def groups(catalogue: Catalogue) -> list[Group]:
        return [
            Group(artist.key, artist_name(artist.name), partial(note, artist), artist.tracks)
            for artist in catalogue.artists
        ]

    return GroupPage(Page.ARTISTS, Kind.ARTIST, groups, artists_text, theme, art)


def genres_page(theme: Theme, art: CoverArt) -> GroupPage:
    """The page of all genres."""

    def groups(catalogue: Catalogue) -> list[Group]:
        return [
            Group(
                genre.key,
                genre_name(genre.name),
                partial(songs_text, len(genre.tracks)),
                genre.tracks,
            )
            for genre in catalogue.genres
        ]

    return GroupPage(Page.GENRES, Kind.GENRE, groups, genres_text, theme, art)


class FoldersPage(ViewPage):
    """The tree on the disk."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.tree = FolderTree(theme)
        super().__init__(self.tree, parent)
        self._has_any = False
        self.head = PageHead(page_name(Page.FOLDERS))
        self.put_head(self.head)
        self.tree.opened.connect(lambda path: self.opened.emit(Thing(Kind.FOLDER, (path,))))
        self.tree.play_wanted.connect(lambda paths: self.play_wanted.emit(paths, 0))
        self.tree.menu_opening.connect(self.menu_opening)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """The library as it is now."""
        self._has_any = bool(catalogue.folders)
        self.tree.folders.show(catalogue.folders)
        self._count()

    def narrow(self, paths: Collection[str] | None) -> None:
        """Show only folders that hold one of these songs."""
        self.tree.folders.narrow(paths)
        self._count()

    def selected_paths(self) -> list[str]:
        """The songs in and below the selected folders."""
        return self.tree.selected_paths()

    def _count(self) -> None:
        self.head.show_count(songs_text(self.tree.folders.count()))
        self._show_state(self.tree.folders.rowCount() > 0 or not self._has_any)
