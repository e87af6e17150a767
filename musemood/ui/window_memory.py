"""What the window remembers from one run to the next: its size, sound, columns, searches."""

from PySide6.QtCore import QSettings

from musemood.services.sound_memory import load_sound, save_sound
from musemood.ui.album_model import AlbumOrder
from musemood.ui.main_window import MainWindow


class WindowMemory:
    """Kept in the settings. What cannot be read is as at the first start."""

    def __init__(self, settings: QSettings, window: MainWindow) -> None:
        self._settings, self._window = settings, window

    def save(self) -> None:
        """Write everything down."""
        settings, window, services = self._settings, self._window, self._window.services
        self.save_views()
        settings.setValue("geometry", window.state())
        settings.setValue("volume", services.playback.volume)
        settings.setValue("novelty", round(100 * services.recommending.novelty))
        settings.setValue("keeps_going", services.keep_going.is_on)
        save_sound(settings, services.sound.settings)
        settings.sync()

    def save_views(self) -> None:
        """Write down what a view knows and nothing else does."""
        settings, page = self._settings, self._window.page
        settings.setValue("columns", page.tracks.columns.state())
        settings.setValue("searches", page.header.search.recent)
        settings.setValue("album_order", page.views.albums.order.value)

    def restore(self) -> None:
        """As it was at the end of the last run."""
        settings, window, services = self._settings, self._window, self._window.services
        geometry = settings.value("geometry")
        if geometry is not None:
            window.restoreGeometry(geometry)
            window.mini_mode.fit()
        services.playback.set_volume(int(str(settings.value("volume", 80))))
        self.restore_views()
        services.sound.put(load_sound(settings))
        services.keep_going.switch(bool(settings.value("keeps_going", False, type=bool)))
        window.side.novelty.setValue(int(str(settings.value("novelty", 50))))

    def restore_views(self) -> None:
        """Give the views what `save_views` wrote down."""
        page = self._window.page
        page.tracks.columns.restore(self._strings("columns"))
        page.header.search.recent = self._strings("searches")
        order = str(self._settings.value("album_order", ""))
        if order in list(AlbumOrder):
            page.views.albums.set_order(AlbumOrder(order))

    def _strings(self, name: str) -> list[str]:
        """A list of the settings; one of a single entry comes back as that entry alone."""
        stored = self._settings.value(name) or []
        return [str(each) for each in (stored if isinstance(stored, list) else [stored])]
