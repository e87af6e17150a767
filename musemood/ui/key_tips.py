"""The tips of buttons tell their keys: those of now, for the person may have changed them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    from musemood.ui.main_window import MainWindow


class KeyTips(QObject):
    """Of the buttons whose tip is always the same and that do what a key does."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        side, bar, transport = window.side, window.bar, window.bar.transport
        buttons: tuple[tuple[QAbstractButton, str], ...] = (
            (side.recommend, "recommend"),
            (side.keep_going, "keep-going"),
            (side.save_queue, "save-queue"),
            (side.clear_queue, "clear-queue"),
            (window.sidebar.playlists.new, "new-playlist"),
            (window.page.views.detail.head.back, "page-back"),
            (window.toast.undo, "undo"),
            (transport.previous, "previous"),
            (transport.next, "next"),
            (bar.lyrics_button, "lyrics"),
            (bar.sound, "sound"),
            (bar.panel_button, "panel"),
        )
        self._tips = [(each, each.toolTip() or each.text(), name) for each, name in buttons]
        self._keymap = window.keymap
        self._keymap.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        for button, words, action_id in self._tips:
            key = self._keymap.key_text(action_id)
            button.setToolTip(f"{words} ({key})" if key else words)
