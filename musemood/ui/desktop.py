"""Everything around the window: tray, notifications, MPRIS, settings, second starts."""

import os

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from musemood.services.cover_files import CoverFiles
from musemood.services.dbus.connection import SessionBus
from musemood.services.mpris.player import MprisPlayer
from musemood.services.mpris.root import root_interface
from musemood.services.mpris.service import Mpris
from musemood.services.notifications import Notification, Notifications
from musemood.services.options import Option, Options
from musemood.services.request import Request
from musemood.ui.main_window import MainWindow
from musemood.ui.theme import Theme
from musemood.ui.tray import Tray

_NOTIFY_AFTER_MS = 400
"""Who skips through a list is not told of every track on the way."""


class Desktop(QObject):
    """Joins the window to its surroundings. ``bus``: None where there is no session bus."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        settings: QSettings,
        cover_files: CoverFiles,
        bus: SessionBus | None,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._bus = window, theme, bus
        self._covers = cover_files
        self._playback = window.services.playback
        self._settings = settings
        self.options = Options(settings, self)
        self.tray = Tray(self._playback, self)
        self.notifications = Notifications(bus, self) if bus else None
        self.mpris = self._mpris(bus) if bus else None
        self._notifying = QTimer(self)
        self._notifying.setSingleShot(True)
        self._notifying.setInterval(_NOTIFY_AFTER_MS)
        self._connect()
        window.installEventFilter(self)
        self.adopt()
        self._show_tray()

    def adopt(self) -> None:
        """What the window is made of is new: keys and mini player remember their settings."""
        self._window.keymap.use(self._settings)
        self._window.mini_mode.use(self.options)
        self.tray.show_words()
        row = self._playback.current
        self.tray.show_track(self._window.track(row.path) if row else None)

    def raise_window(self, token: str = "") -> None:
        """Bring the window to the front. ``token``: the right to do so, from who asks for it."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # where Qt looks for it
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def obey(self, request: Request) -> None:
        """Do what a second start was asked for, but for its files."""
        playback = self._playback
        commands = {
            "play-pause": playback.toggle,
            "next": playback.next,
            "previous": playback.previous,
            "stop": playback.stop,
        }
        if request.command in commands:
            commands[request.command]()
        else:
            self.raise_window(request.token)

    def close(self) -> None:
        """Leave tray and bus."""
        self._notifying.stop()
        self.tray.hide()
        if self.notifications is not None:
            self.notifications.close()
        if self.mpris is not None:
            self.mpris.close()
        self._covers.close()
        if self._bus is not None:
            self._bus.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window's own cross may leave it in the tray; Ctrl+Q and the system end it."""
        is_close = event.type() == QEvent.Type.Close and watched is self._window
        if is_close and event.spontaneous() and self._hides_to_tray():
            event.ignore()
            self._window.hide()
            return True
        return super().eventFilter(watched, event)

    def _mpris(self, bus: SessionBus) -> Mpris:
        services = self._window.services
        player = MprisPlayer(
            services.playback,
            services.collection,
            self._covers.get,
            self._window.open_wanted.emit,
            stars_of=lambda track: track.stars or None,
        )
        root = root_interface(self.raise_window, self._quit)
        return Mpris(bus, root, player, services.playback, services.collection, self)

    def _connect(self) -> None:
        tray = self.tray
        tray.window_wanted.connect(self.raise_window)
        tray.toggle_wanted.connect(self._toggle_window)
        tray.quit_wanted.connect(self._quit)
        self.options.changed.connect(lambda _: self._show_tray())
        self._playback.current_changed.connect(lambda _: self._on_current_changed())
        self._notifying.timeout.connect(self._notify)
        if self.mpris is not None:
            self._covers.found.connect(lambda _: self.mpris.news())
        if self.notifications is not None:
            self.notifications.action_chosen.connect(self._on_action_chosen)

    def _on_current_changed(self) -> None:
        row = self._playback.current
        self.tray.show_track(self._window.track(row.path) if row else None)
        if row is not None and self.notifications is not None:
            self._covers.get(row.path)  # so that it is there when the time has come
            self._notifying.start()

    def _notify(self) -> None:
        row, window = self._playback.current, self._window
        is_in_sight = window.isActiveWindow() or window.isFullScreen()
        if row is None or self.notifications is None or is_in_sight:
            return
        if not (self.options.is_on(Option.NOTIFIES) and self._playback.is_playing):
            return
        track = window.track(row.path)
        text = " · ".join(filter(None, (track.tags.artist, track.tags.album)))
        actions = (("default", self.tr("Show MuseMood")), ("next", self.tr("Next")))
        picture = self._covers.get(row.path)
        self.notifications.show(Notification(track.title, text, picture, actions))

    def _on_action_chosen(self, key: str) -> None:
        if key == "next":
            self._playback.next()
        else:
            self.raise_window()

    def _toggle_window(self) -> None:
        if self._window.isActiveWindow() and self._hides_to_tray():
            self._window.hide()
        else:
            self.raise_window()

    def _hides_to_tray(self) -> bool:
        """Only where the icon can be seen: a window must not be lost."""
        is_there = self.tray.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()
        return is_there and self.options.is_on(Option.HIDES_TO_TRAY)

    def _show_tray(self) -> None:
        self.tray.setVisible(self.options.is_on(Option.TRAY))

    def _quit(self) -> None:
        self._window.close()
