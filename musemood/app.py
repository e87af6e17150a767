"""The window: what building.py makes and wiring.py joins is opened, and closed down in order.

With those two, the only files that know every room.
"""

import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QSettings, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from musemood.building import build_services, build_session
from musemood.domain.play_log import Play
from musemood.domain.playlist_file import is_playlist_file
from musemood.domain.state_log import StateCause
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track
from musemood.files.artwork import find_cover
from musemood.files.collector import collect_from_now
from musemood.files.cover_folder import CoverFolder
from musemood.files.data_folder import DataFolder
from musemood.files.power import POWER_SUPPLIES, is_on_battery
from musemood.files.sound_file import SoundFile
from musemood.files.store import StoreError
from musemood.player.player import VlcProblem
from musemood.player.vlc_library import OpenVlc
from musemood.player.vlc_player import open_player
from musemood.services.cover_files import CoverFiles
from musemood.services.dbus.connection import SessionBus
from musemood.services.options import Option
from musemood.services.output_watch import OutputWatch
from musemood.services.power_watch import PowerWatch
from musemood.services.request import Request
from musemood.ui.appearance import Appearance
from musemood.ui.desktop import Desktop
from musemood.ui.icons import app_icon
from musemood.ui.language import Language
from musemood.ui.main_window import MainWindow
from musemood.ui.map_interface import map_interface
from musemood.ui.notices import no_vlc_sentence
from musemood.ui.service_news import ServiceNews
from musemood.ui.theme import load_fonts
from musemood.ui.touch_watch import TouchWatch
from musemood.ui.window_anew import WindowAnew
from musemood.ui.window_memory import WindowMemory
from musemood.wiring import Wiring

_SWITCH_S = 0.0005


class App:
    """One running window with everything behind it.

    The caller holds the data folder's lock. `window` is what the person sees; `is_closed`: all
    behind it has ended. ``vlc``: what came of opening libVLC; the window closes it.
    """

    def __init__(
        self,
        folder: DataFolder,
        vlc: OpenVlc,
        power_supplies: Path = POWER_SUPPLIES,
    ) -> None:
        self._folder = folder
        self._settings = QSettings(str(folder.config / "window.ini"), QSettings.Format.IniFormat)
        self._waiting: list[Callable[[], None]] = []
        self._is_loaded = False
        self.is_closed = False
        self.unsaved: StoreError | None = None
        self._vlc = vlc.status
        self.services = build_services(
            folder, self._settings, lambda told: open_player(vlc, told, SoundFile)
        )
        self._session = build_session(folder, self.services.playback, self.services.storage)
        self._language = Language(self._settings)
        self._appearance = Appearance(self._settings, os.environ.get("MUSEMOOD_THEME", ""))
        self.window = MainWindow(self.services, self._appearance.theme)
        self._output_watch = OutputWatch(self.services.playback, self.services.sound)
        ServiceNews(self.services, self._output_watch, self.window.banner)
        covers = CoverFolder(folder.cache / "covers")
        self._desktop = Desktop(
            self.window,
            self._appearance.theme,
            self._settings,
            CoverFiles(find_cover, covers.keep, ThreadPoolExecutor(max_workers=1)),
            SessionBus.open(os.environ),
        )
        self._power_watch = PowerWatch(
            self.services.importing,
            self._desktop.options,
            lambda: is_on_battery(power_supplies),
            ThreadPoolExecutor(max_workers=1, thread_name_prefix="power"),
        )
        self._memory = WindowMemory(self._settings, self.window)
        WindowAnew(self.window, self._appearance, self._language, self._desktop, self._memory)
        self._wiring = Wiring(self.services)
        self.services.private.changed.connect(self._session.on_private)
        self.services.erasing.save_session = self._session.save
        self._connect()
        self._appearance.dress()
        self._memory.restore()

    def start(self, paths: Sequence[str] = ()) -> None:
        """Show the window; once it is loaded, ``paths`` are added and the first one is played."""
        self.open_paths([os.path.abspath(path) for path in paths])
        self.window.show()
        handle = self.window.windowHandle()
        if handle is not None:
            TouchWatch(handle, self.services.loop.touch)
        if not self._vlc.is_usable:
            are_plugins_missing = self._vlc.problem is VlcProblem.PLUGINS_MISSING
            self.window.banner.say("vlc", no_vlc_sentence(are_plugins_missing))

    def open_paths(self, paths: list[str]) -> None:
        """Add files and folders, given by absolute paths, and play the first one.

        A playlist among them is imported and played.
        """
        if not self._is_loaded:
            self._waiting.append(lambda: self.open_paths(paths))
            return
        services = self.services
        services.playlists.read_files(filter(is_playlist_file, paths), is_opened=True)
        music = [path for path in paths if not is_playlist_file(path)]
        services.importing.add(music, is_opened=True)

    def obey(self, request: Request) -> None:
        """Do what a second start of the program was asked for."""
        if request.command and not self._is_loaded:
            self._waiting.append(lambda: self.obey(request))
            return
        if request.paths:
            self.open_paths(list(request.paths))
        self._desktop.obey(request)

    def close(self) -> None:
        """Stop sound, work and threads, in this order; nothing that was heard is lost."""
        if self.is_closed:
            return
        self.is_closed = True
        services = self.services
        self._memory.save()
        self._desktop.close()
        self._language.close()
        self._appearance.close()
        self._session.close()
        services.playback.close()
        self._power_watch.close()
        services.watching.close()
        services.importing.close()
        services.whereabouts.close()
        services.calibrating.close()
        services.mood_writing.close()
        services.tag_editing.close()
        services.trash.close()
        services.recommending.close()
        services.covers.close()
        services.playlists.close()
        services.lyrics.close()
        services.history_import.close()
        services.transfer.cancel()
        try:
            services.storage.close()
        except StoreError as error:  # the window is gone, so the terminal is told
            self.unsaved = error

    def _connect(self) -> None:
        storage = self.services.storage
        storage.first_read.connect(self._load_soon)
        storage.loaded.connect(self._on_loaded)
        storage.load_failed.connect(self._on_load_failed)
        self.services.folders.changed.connect(self._watch)
        self._desktop.options.changed.connect(self._on_option_changed)
        self.window.rescan_wanted.connect(self._wiring.rescan)
        self.window.open_wanted.connect(self.open_paths)
        self._appearance.changed.connect(self.window.repaint_all)
        self.window.closing.connect(self.close)

    def _on_option_changed(self, option: Option) -> None:
        if option is Option.WATCHES_FOLDERS:
            self._watch()
            if self._is_loaded and self._desktop.options.is_on(option):
                self._wiring.rescan()  # what came, changed or went meanwhile

    def _watch(self) -> None:
        if self._is_loaded:
            is_on = self._desktop.options.is_on(Option.WATCHES_FOLDERS)
            self.services.watching.watch(self.services.folders.folders if is_on else ())

    def _load_soon(self, _: object) -> None:
        """Load all, once the songs for the eye are painted: a thread at work would delay that."""
        QTimer.singleShot(0, self.services.storage.load)

    def _on_loaded(self, tracks: list[Track], plays: list[Play], thumbs: list[Thumb]) -> None:
        services = self.services
        tracks = services.folders.to_show(tracks)
        services.collection.load(tracks, plays, thumbs)
        services.rules.load()
        services.stating.load()
        services.recommending.refresh(StateCause.OPENED)
        services.calibrating.load()
        services.history_import.load()
        self._session.restore(lambda: self._on_session_restored(tracks))

    def _on_session_restored(self, tracks: list[Track]) -> None:
        importing = self.services.importing
        importing.open()
        self._is_loaded = True
        for act in self._waiting:
            act()
        self._wiring.rescan()
        self._watch()
        importing.analyse(tracks)

    def _on_load_failed(self, error: object) -> None:
        self.services.importing.refuse(error)
        self.services.collection.load((), (), ())


def run_window(folder: DataFolder, request: Request, vlc: "Future[OpenVlc]") -> int:
    """Open the window and stay until it closes; returns the exit code.

    Raises StoreError where the last changes could not be saved.
    """
    logging.basicConfig(level=os.environ.get("MUSEMOOD_LOG", "ERROR"))
    # With Python's 5 ms a thread at work makes the window wait 5 ms at every call into Qt.
    sys.setswitchinterval(_SWITCH_S)
    # Nothing is drawn by OpenGL: without its libraries the start is quicker and 13 MB smaller.
    os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("MuseMood")
    application.setDesktopFileName("musemood")
    application.setWindowIcon(app_icon())
    application.setFont(load_fonts())
    QAccessible.installFactory(map_interface)
    app = App(folder, vlc.result())
    storage = app.services.storage
    collect_when_ready(app)
    _close_when_told(app.window)
    storage.first_read.connect(lambda _: QTimer.singleShot(0, lambda: _listen(folder, app)))
    if request.command:
        app.obey(Request(command=request.command))
    app.start(request.paths)
    code = application.exec()
    app.close()
    if app.unsaved is not None:
        raise app.unsaved
    return code


def _close_when_told(window: MainWindow) -> None:
    """The signals of a session that ends, and Ctrl+C, close the window."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # By the event loop: a window closed before it runs would leave it running for ever.
        signal.signal(number, lambda *_: QTimer.singleShot(0, window.close))
    if sys.platform == "win32":  # no such pipe there; Ctrl+C is heard when the window has news
        return
    # Python hears its signals only when some of it runs: the byte that each writes sees to that.
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told)
    wake = QSocketNotifier(heard, QSocketNotifier.Type.Read, window)
    wake.activated.connect(lambda: os.read(heard, 64))


def collect_when_ready(app: App) -> None:
    """Let the collector work once all is there that stays: loaded, and ready to be searched.

    A full collection of what comes until then would hold the window up for 20 to 50 ms, and again
    whenever a little was added.
    """
    storage, table = app.services.storage, app.window.page.table

    def on_loaded(*_: object) -> None:
        if table.is_preparing:
            table.prepared.connect(collect_from_now, Qt.ConnectionType.SingleShotConnection)
        else:
            collect_from_now()

    storage.loaded.connect(on_loaded)
    storage.load_failed.connect(collect_from_now)


def _listen(folder: DataFolder, app: App) -> None:
    """Hear of second starts, which ask again until somebody listens."""
    if app.is_closed:
        return
    from musemood.services.single_instance import Doorbell  # sockets, after the first songs: 10 ms

    doorbell = Doorbell(folder.data, app.window)
    doorbell.request_came.connect(app.obey)
    app.window.closing.connect(doorbell.close)  # a start from now on opens a window of its own
