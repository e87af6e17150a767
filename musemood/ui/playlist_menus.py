"""The menus of playlists: what can be done with one, and "Add to playlist" for any songs."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from musemood.domain.playlist import AnyPlaylist, Playlist
from musemood.services.playlists import Playlists
from musemood.ui.menu_words import menu_words


class PlaylistMenus(QObject):
    """Signals: ``play_wanted(id)``, ``queue_wanted(id)``, ``rename_wanted(id)``,
    ``export_wanted(id)``, ``deletion_wanted(id)``, ``addition_wanted(id, list[str])`` with paths
    and "" as id for a new playlist.
    """

    play_wanted = Signal(str)
    queue_wanted = Signal(str)
    rename_wanted = Signal(str)
    export_wanted = Signal(str)
    deletion_wanted = Signal(str)
    addition_wanted = Signal(str, object)

    def __init__(self, playlists: Playlists, parent: QObject) -> None:
        super().__init__(parent)
        self._playlists = playlists

    def for_playlist(self, playlist: AnyPlaylist, parent: QWidget) -> QMenu:
        """What can be done with one playlist."""
        menu = QMenu(parent)

        def add(text: str, signal: Callable[[str], None]) -> None:
            menu.addAction(text, lambda: signal(playlist.id))

        add(self.tr("Play"), self.play_wanted.emit)
        add(self.tr("Add to queue"), self.queue_wanted.emit)
        menu.addSeparator()
        add(self.tr("Rename") + "\tF2", self.rename_wanted.emit)
        add(self.tr("Export …"), self.export_wanted.emit)
        menu.addSeparator()
        add(self.tr("Delete"), self.deletion_wanted.emit)
        return menu

    def add_to(self, menu: QMenu, paths: Sequence[str]) -> QMenu:
        """The submenu "Add to playlist" at the end of ``menu``."""
        given = list(paths)
        sub = menu.addMenu(self.tr("Add to playlist"))
        for playlist in self._playlists.all():
            if isinstance(playlist, Playlist):
                add = partial(self.addition_wanted.emit, playlist.id, given)
                sub.addAction(menu_words(playlist.name, sub), add)
        if not sub.isEmpty():
            sub.addSeparator()
        sub.addAction(self.tr("New playlist"), lambda: self.addition_wanted.emit("", given))
        return sub
