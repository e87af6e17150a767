"""Playlist files in the window: export, and what came of an import or an export."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from musemood.domain.playlist_file import PlaylistFailure
from musemood.domain.track import shown_name
from musemood.services.playlists import ImportedPlaylist
from musemood.ui.playlist_wording import (
    imported_sentence,
    passed_over_sentence,
    playlist_failure_sentence,
)

if TYPE_CHECKING:
    from musemood.ui.main_window import MainWindow

_ENDINGS = (".m3u8", ".m3u", ".xspf")


class PlaylistFiles(QObject):
    """``show`` and ``play`` are told the id of a playlist that was imported."""

    def __init__(
        self, window: "MainWindow", show: Callable[[str], None], play: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._services = window.services
        self._show = show
        self._play = play
        playlists = window.services.playlists
        playlists.imported.connect(self._on_imported)
        playlists.exported.connect(self._on_exported)
        playlists.failed.connect(self._on_failed)

    def export(self, name: str, paths: tuple[str, ...]) -> None:
        """Ask for a name and write these files there as a playlist."""
        safe = name.replace("/", "-").replace(os.sep, "-")
        target, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export the playlist"),
            f"{safe}.m3u8",
            self.tr("M3U8 playlist (*.m3u8);;XSPF playlist (*.xspf)"),
        )
        if target:
            if not target.lower().endswith(_ENDINGS):
                target += ".xspf" if "xspf" in kind else ".m3u8"
            self._services.playlists.write_file(target, name, map(self._window.track, paths))

    def _on_imported(self, imported: ImportedPlaylist) -> None:
        library = self._services.collection.library
        self._services.importing.add([path for path in imported.found if path not in library])
        if imported.passed_over:
            words = passed_over_sentence(imported.playlist.name, imported.passed_over)
            self._window.banner.say("playlist", words)
        self._show(imported.playlist.id)
        self._window.toast.say(imported_sentence(imported))
        if imported.is_opened:
            self._play(imported.playlist.id)

    def _on_exported(self, target: str) -> None:
        self._window.toast.say(self.tr("Exported to {path}").format(path=shown_name(target)))

    def _on_failed(self, failure: PlaylistFailure) -> None:
        self._window.banner.say("playlist", playlist_failure_sentence(failure))
