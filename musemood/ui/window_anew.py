"""The language is another one: the window is made anew in it, and shows what it showed.

Its parts are made again rather than told: so no view needs to know that languages change, and
no word can be forgotten. The services go on, and so does the music.
"""

from PySide6.QtCore import QObject, Qt

from musemood.ui.appearance import Appearance
from musemood.ui.desktop import Desktop
from musemood.ui.language import Language
from musemood.ui.main_window import MainWindow
from musemood.ui.settings_dialog import SettingsDialog
from musemood.ui.settings_pages import settings_pages
from musemood.ui.window_memory import WindowMemory


class WindowAnew(QObject):
    """Gives the window its settings, and builds it anew after `Language.changed`."""

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        language: Language,
        desktop: Desktop,
        memory: WindowMemory,
    ) -> None:
        super().__init__(window)
        self._window, self._desktop, self._memory = window, desktop, memory
        self._appearance, self._language = appearance, language
        self._give_settings()
        # Queued: the choice is made in a dialog that goes with the rest.
        language.changed.connect(self._build, Qt.ConnectionType.QueuedConnection)

    def _give_settings(self) -> None:
        self._window.settings_pages = settings_pages(
            self._window, self._appearance, self._language, self._desktop.options
        )

    def _build(self) -> None:
        window = self._window
        is_choosing = bool(window.findChildren(SettingsDialog))
        views, zones, mini_mode = window.page.views, window.zones, window.mini_mode
        shown, novelty = window.desk.shown, window.side.novelty.value()
        self._memory.save_views()
        window.build_anew()
        self._desktop.adopt()
        self._memory.restore_views()
        window.side.novelty.setValue(novelty)
        window.mini_mode.take_over(mini_mode)
        window.zones.take_over(zones)
        window.page.views.take_over(views)
        if shown is not None:
            window.desk.show(shown.id)
        self._give_settings()
        if is_choosing:
            window.show_settings("language")
