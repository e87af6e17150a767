"""The pages of the settings, in their order. A new page is one more entry here."""

from musemood.services.options import Options
from musemood.ui.appearance import Appearance
from musemood.ui.appearance_page import AppearancePage
from musemood.ui.desktop_page import DesktopPage
from musemood.ui.folder_settings import FolderSettings
from musemood.ui.keys_page import KeysPage
from musemood.ui.language import Language
from musemood.ui.language_page import LanguagePage
from musemood.ui.main_window import MainWindow
from musemood.ui.moods_page import MoodsPage
from musemood.ui.recommendation_page import RecommendationPage
from musemood.ui.settings_dialog import SettingsPage
from musemood.ui.transfer_page import TransferPage
from musemood.ui.translate import tr


def settings_pages(
    window: MainWindow, appearance: Appearance, language: Language, options: Options
) -> list[SettingsPage]:
    """All pages, for `MainWindow.settings_pages`."""
    return [
        SettingsPage(
            "folders",
            tr("Music folders"),
            "folder-cog",
            lambda: FolderSettings(window, options),
        ),
        SettingsPage("look", tr("Appearance"), "sun-moon", lambda: AppearancePage(appearance)),
        SettingsPage("language", tr("Language"), "languages", lambda: LanguagePage(language)),
        SettingsPage("keys", tr("Keys"), "keyboard", lambda: KeysPage(window.keymap, window.theme)),
        SettingsPage(
            "recommendations",
            tr("Recommendations"),
            "sliders-vertical",
            lambda: RecommendationPage(window),
        ),
        SettingsPage(
            "moods",
            tr("Moods"),
            "tags",
            lambda: MoodsPage(window.track_actions, window.services.calibrating),
        ),
        SettingsPage("desktop", tr("Desktop"), "monitor", lambda: DesktopPage(options)),
        SettingsPage(
            "transfer",
            tr("Export and import"),
            "bookmark",
            lambda: _transfer_page(window),
        ),
    ]


def _transfer_page(window: MainWindow) -> TransferPage:
    page = TransferPage(window.services.transfer)

    def bring_history() -> None:
        page.window().close()  # the dialog is the window's
        window.history_dialog.start()

    page.history_wanted.connect(bring_history)
    return page
