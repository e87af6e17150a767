"""The window: builds the objects, connects them, and closes them down in order.

The only file that knows every room.
"""

import logging
import os
import shlex
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from musemood.domain.failure import Failure, FailureKind
from musemood.domain.library import is_song
from musemood.domain.play_log import Play
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track
from musemood.files.artwork import find_cover
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store, StoreError
from musemood.mood_network import mood_network
from musemood.player.player import OnEvent, Player, SilentPlayer, VlcProblem
from musemood.player.vlc_player import VlcPlayer, find_vlc
from musemood.services.browsing import Browsing
from musemood.services.collection import Collection
from musemood.services.covers import Covers
from musemood.services.importing import Importing
from musemood.services.library_folders import LibraryFolders
from musemood.services.loop import RecommendationLoop
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending
from musemood.services.storage import Storage
from musemood.ui.album_model import AlbumOrder
from musemood.ui.appearance import Appearance
from musemood.ui.icons import app_icon
from musemood.ui.main_window import MainWindow
from musemood.ui.notices import (
    no_vlc_sentence,
    notice_sentence,
    trouble_sentence,
    unreadable_sentence,
)
from musemood.ui.services import Services
from musemood.ui.settings_pages import settings_pages
from musemood.ui.theme import load_fonts
from musemood.ui.wording import failure_sentence

_log = logging.getLogger(__name__)


class App:
    """One running window with everything behind it.

    The caller holds the data folder's lock. `window` is what the person sees.
    """

    def __init__(self, folder: DataFolder, vlc_options: Sequence[str] = ()) -> None:
        self._folder = folder
        self._settings = QSettings(str(folder.config / "window.ini"), QSettings.Format.IniFormat)
        self._paths_to_open: tuple[str, ...] = ()
        self._is_closed = False
        self.unsaved: StoreError | None = None
        self._vlc = find_vlc()
        self.services = self._build(vlc_options)
        self._appearance = Appearance(self._settings, os.environ.get("MUSEMOOD_THEME", ""))
        self.window = MainWindow(self.services, self._appearance.theme)
        self.window.settings_pages = settings_pages(self.window, self._appearance)
        self._connect()
        self._restore()

    def start(self, paths: Sequence[str] = ()) -> None:
        """Show the window, then load the library; ``paths`` are added, the first one played."""
        self._paths_to_open = tuple(os.path.abspath(path) for path in paths)  # noqa: PTH100
        self.window.show()
        self.services.storage.load()
        if not self._vlc.is_usable:
            are_plugins_missing = self._vlc.problem is VlcProblem.PLUGINS_MISSING
            self.window.banner.say("vlc", no_vlc_sentence(are_plugins_missing))

    def close(self) -> None:
        """Stop sound, work and threads, in this order; nothing that was heard is lost."""
        if self._is_closed:
            return
        self._is_closed = True
        services = self.services
        self._settings.setValue("geometry", self.window.state())
        self._settings.setValue("volume", services.playback.volume)
        self._settings.setValue("album_order", self.window.page.views.albums.order.value)
        self._settings.setValue("novelty", round(100 * services.recommending.novelty))
        self._settings.sync()
        services.playback.close()
        services.importing.close()
        services.recommending.close()
        services.covers.close()
        try:
            services.storage.close()
        except StoreError as error:  # the window is gone, so the terminal is told
            self.unsaved = error

    def _build(self, vlc_options: Sequence[str]) -> Services:
        def thread(name: str) -> ThreadPoolExecutor:
            return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

        def make_player(on_event: OnEvent) -> Player:
            if self._vlc.is_usable:
                return VlcPlayer(on_event, vlc_options)
            return SilentPlayer(on_event)

        collection = Collection()
        folders = LibraryFolders(self._settings)
        storage = Storage(lambda: Store.open(self._folder), thread("storage"))
        importing = Importing(
            storage,
            lambda path: collection.library.get(path) or folders.away(path),
            thread("scan"),
            thread("analysis"),
            jobs=max(1, (os.cpu_count() or 2) - 1),
        )
        playback = Playback(make_player)
        recommending = Recommending(
            collection, lambda: mood_network(storage.sequence), thread("recommend")
        )
        loop = RecommendationLoop(collection, playback, recommending)
        covers = Covers(find_cover, thread("covers"))
        return Services(
            collection,
            storage,
            importing,
            playback,
            recommending,
            loop,
            covers,
            Browsing(collection),
            folders,
        )

    def _connect(self) -> None:
        services, collection = self.services, self.services.collection
        importing, storage = services.importing, services.storage
        folders = services.folders
        importing.tracks_found.connect(lambda tracks: collection.put(folders.to_show(tracks)))
        importing.tracks_met.connect(lambda tracks: collection.put(folders.come_back(tracks)))
        importing.tracks_opened.connect(self._on_opened)
        importing.tracks_gone.connect(collection.remove)
        importing.tracks_gone.connect(storage.remove)
        importing.track_analysed.connect(lambda track: collection.put(folders.to_show([track])))
        importing.track_analysed.connect(self._on_track_analysed)
        importing.folders_added.connect(folders.add)
        importing.files_added.connect(folders.add_files)
        folders.tracks_left.connect(collection.remove)
        folders.tracks_left.connect(importing.forget)
        services.playback.play_ended.connect(storage.add_play)
        services.playback.failed.connect(self._on_playback_failed)
        services.recommending.thumb_given.connect(storage.add_thumb)
        storage.loaded.connect(self._on_loaded)
        storage.load_failed.connect(self._on_load_failed)
        storage.noticed.connect(
            lambda notice: self.window.banner.say(notice.kind, notice_sentence(notice))
        )
        for service in (importing, storage, services.recommending):
            service.trouble.connect(self._on_trouble)
        self.window.rescan_wanted.connect(self._rescan)
        self._appearance.changed.connect(self.window.repaint_all)
        self.window.closing.connect(self.close)

    def _restore(self) -> None:
        geometry = self._settings.value("geometry")
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        self.services.playback.set_volume(int(str(self._settings.value("volume", 80))))
        order = str(self._settings.value("album_order", ""))
        if order in list(AlbumOrder):
            self.window.page.views.albums.set_order(AlbumOrder(order))
        novelty = int(str(self._settings.value("novelty", 50)))
        self.window.side.novelty.setValue(novelty)

    def _rescan(self) -> None:
        library = self.services.collection.library
        self.services.importing.rescan(self.services.folders.folders, library.unfit_tracks())

    def _on_loaded(self, tracks: list[Track], plays: list[Play], thumbs: list[Thumb]) -> None:
        services = self.services
        tracks = services.folders.to_show(tracks)
        services.collection.load(tracks, plays, thumbs)
        services.recommending.refresh()
        services.importing.open()
        services.importing.add(self._paths_to_open, is_opened=True)
        self._rescan()
        services.importing.analyse(tracks)

    def _on_load_failed(self, error: object) -> None:
        self.services.importing.refuse(error)
        self.window.banner.say("trouble", unreadable_sentence(error))

    def _on_opened(self, tracks: list[Track]) -> None:
        """What the program was started with is added to the queue, the first one plays."""
        playback = self.services.playback
        playback.add(track.path for track in tracks if is_song(track))
        if playback.current is None and len(playback.queue):
            playback.next()

    def _on_track_analysed(self, track: object) -> None:
        emotion = self.services.recommending.state.emotion
        if emotion is not None and getattr(track, "path", "") in emotion.not_analysed:
            self.services.recommending.refresh()

    def _on_playback_failed(self, failure: Failure) -> None:
        if failure.kind is FailureKind.NO_PLAYER:
            return  # the banner about libVLC stands there since the start
        title = self.services.collection.title(failure.path)
        self.window.banner.say("playback", f"{title}: {failure_sentence(failure)}")

    def _on_trouble(self, error: object) -> None:
        _log.warning("trouble: %s", error)
        self.window.banner.say("trouble", trouble_sentence(error))


def run_window(folder: DataFolder, paths: Sequence[str]) -> int:
    """Open the window and stay until it closes; returns the exit code.

    Raises StoreError where the last changes could not be saved.
    """
    logging.basicConfig(level=os.environ.get("MUSEMOOD_LOG", "ERROR"))
    application = QApplication(sys.argv[:1])
    application.setApplicationName("MuseMood")
    application.setDesktopFileName("musemood")
    application.setWindowIcon(app_icon())
    application.setFont(load_fonts())
    app = App(folder, shlex.split(os.environ.get("MUSEMOOD_VLC_OPTIONS", "")))
    for number in (signal.SIGINT, signal.SIGTERM):
        # By the event loop: a window closed before it runs would leave it running for ever.
        signal.signal(number, lambda *_: QTimer.singleShot(0, app.window.close))
    wake = QTimer()
    wake.timeout.connect(lambda: None)  # Python sees its signals only when some of it runs
    wake.start(300)
    app.start(paths)
    code = application.exec()
    app.close()
    if app.unsaved is not None:
        raise app.unsaved
    return code
