"""The menu of For my mood: private session, erasing, settings."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from musemood.ui.menu_keys import keyed, show_keys

if TYPE_CHECKING:
    from musemood.ui.main_window import MainWindow


class ListeningMenu(QObject):
    """Opens below the button at the panel's heading. ``menu``: the one opened last."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.menu: QMenu | None = None
        window.side.more.clicked.connect(self.open)

    def open(self) -> None:
        """Show it."""
        window, more = self._window, self._window.side.more
        menu = self.menu = QMenu(more)
        menu.aboutToHide.connect(menu.deleteLater)
        private = keyed(menu.addAction(self.tr("Private session")), "private")
        private.setCheckable(True)
        private.setChecked(window.services.private.is_on)
        private.triggered.connect(window.services.private.toggle)
        erase = menu.addAction(self.tr("Erase history …"), window.erase_history)
        keyed(erase, "erase-history")
        menu.addSeparator()
        menu.addAction(
            self.tr("Settings of recommendations …"),
            lambda: window.show_settings("recommendations"),
        )
        show_keys(menu, window.keymap)
        menu.popup(more.mapToGlobal(more.rect().bottomLeft()))
