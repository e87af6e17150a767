"""The page of all albums."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from musemood.domain.catalogue import Catalogue
from musemood.ui.album_grid import AlbumGrid
from musemood.ui.album_model import AlbumOrder, in_order
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import icon
from musemood.ui.places import Kind, Page, Thing
from musemood.ui.theme import Theme
from musemood.ui.view_page import PageHead, ViewPage
from musemood.ui.view_wording import albums_text, page_name


class AlbumsPage(ViewPage):
    """The grid and the choice of its order. Signals: ``order_chosen(AlbumOrder)``."""

    order_chosen = Signal(object)

    def __init__(self, theme: Theme, art: CoverArt, parent: QWidget | None = None) -> None:
        self.grid = AlbumGrid(theme, art)
        super().__init__(self.grid, parent)
        self.order = AlbumOrder.ARTIST
        self._catalogue = Catalogue()
        self.head = PageHead(page_name(Page.ALBUMS))
        self.sorting = _SortButton(theme, self.order)
        self.sorting.chosen.connect(self._on_order_chosen)
        self.head.row.addWidget(self.sorting)
        self.put_head(self.head)
        self.grid.opened.connect(lambda key: self.opened.emit(Thing(Kind.ALBUM, key)))
        self.grid.play_wanted.connect(lambda paths: self.play_wanted.emit(paths, 0))
        self.grid.menu_opening.connect(self.menu_opening)

    def set_order(self, order: AlbumOrder) -> None:
        """Sort the grid."""
        self.order = order
        self.sorting.show_order(order)
        self._show()

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """The library as it is now."""
        self._catalogue = catalogue
        self._show()

    def narrow(self, paths: Collection[str] | None) -> None:
        """Show only albums that hold one of these songs."""
        self.grid.albums.narrow(paths)
        self._count()

    def selected_paths(self) -> list[str]:
        """The songs of the selected albums."""
        return self.grid.selected_paths()

    def set_playing(self, path: str) -> None:
        """Mark the album that plays."""
        self.grid.set_playing(path)

    def _show(self) -> None:
        self.grid.show_albums(in_order(self._catalogue.albums, self.order))
        self._count()

    def _count(self) -> None:
        count = self.grid.albums.rowCount()
        self.head.show_count(albums_text(count))
        self._show_state(count > 0 or not self._catalogue.albums)

    def _on_order_chosen(self, order: AlbumOrder) -> None:
        self.set_order(order)
        self.grid.scrollToTop()
        self.order_chosen.emit(order)


class _SortButton(QToolButton):
    """A menu of the orders; the button says which one it is. Signals: ``chosen(AlbumOrder)``."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, order: AlbumOrder) -> None:
        super().__init__()
        self._names = {
            AlbumOrder.ARTIST: self.tr("Artist"),
            AlbumOrder.TITLE: self.tr("Title"),
            AlbumOrder.YEAR: self.tr("Year"),
            AlbumOrder.ADDED: self.tr("Recently added"),
        }
        self.setIcon(icon("arrow-down-narrow-wide", theme.soft, 16))
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        menu = QMenu(self)
        group = QActionGroup(menu)
        self.actions_by_order = {}
        for each, name in self._names.items():
            action = menu.addAction(name, partial(self.chosen.emit, each))
            action.setCheckable(True)
            group.addAction(action)
            self.actions_by_order[each] = action
        self.setMenu(menu)
        self.show_order(order)

    def show_order(self, order: AlbumOrder) -> None:
        """Say which order it is."""
        self.actions_by_order[order].setChecked(True)
        self.setText(self._names[order])
        self.setAccessibleName(self.tr("Sorted by {order}").format(order=self._names[order]))
        self.setToolTip(self.accessibleName())
