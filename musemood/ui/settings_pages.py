"""The pages of the settings, in their order. A new page is one more entry here."""

from PySide6.QtCore import QCoreApplication

from musemood.ui.appearance import Appearance
from musemood.ui.appearance_page import AppearancePage
from musemood.ui.folder_settings import FolderSettings
from musemood.ui.main_window import MainWindow
from musemood.ui.settings_dialog import SettingsPage


def settings_pages(window: MainWindow, appearance: Appearance) -> list[SettingsPage]:
    """All pages, for `MainWindow.settings_pages`."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("settings", text)

    return [
        SettingsPage("folders", tr("Music folders"), "folder-cog", lambda: FolderSettings(window)),
        SettingsPage("look", tr("Appearance"), "sun-moon", lambda: AppearancePage(appearance)),
    ]
