"""The window: builds the objects, connects them, and closes them down in order.

The only file that knows every room. Qt is imported first and alone, so that the window stands
before the rest is loaded.
"""

import logging
import os
import shlex
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, unquote_to_bytes

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from musemood.analysis import shipped_mood_model
from musemood.domain.failure import Failure, FailureKind
from musemood.domain.library import is_song
from musemood.files.artwork import find_cover
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.player.player import VlcProblem
from musemood.player.vlc_player import find_vlc, open_player
from musemood.recommender.recommendation import Network
from musemood.services.collection import Collection
from musemood.services.covers import Covers
from musemood.services.importing import Importing
from musemood.services.loop import RecommendationLoop
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending
from musemood.services.storage import Storage
from musemood.ui.icons import app_icon
from musemood.ui.main_window import MainWindow
from musemood.ui.notices import no_vlc_sentence, notice_sentence, trouble_sentence
from musemood.ui.services import Services
from musemood.ui.theme import DARK, LIGHT, load_fonts, style_sheet, system_theme
from musemood.ui.wording import failure_sentence


class App:
    """One running window with everything behind it.

    The caller holds the data folder's lock. `window` is what the person sees.
    """

    def __init__(self, folder: DataFolder, vlc_options: Sequence[str] = ()) -> None:
        self._folder = folder
        self._settings = QSettings(str(folder.config / "window.ini"), QSettings.Format.IniFormat)
        self._paths_to_open: tuple[str, ...] = ()
        self._is_closed = False
        self.services = self._build(vlc_options)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme = {"light": LIGHT, "dark": DARK}.get(os.environ.get("MUSEMOOD_THEME", ""))
        self._theme = theme or system_theme()
        application.setStyleSheet(style_sheet(self._theme))
        self.window = MainWindow(self.services, self._theme)
        self._connect()
        self._restore()

    def start(self, paths: Sequence[str] = ()) -> None:
        """Show the window, then load the library; ``paths`` are added, the first one played."""
        self._paths_to_open = tuple(os.path.abspath(path) for path in paths)  # noqa: PTH100
        self.window.show()
        self.services.storage.load()
        problem = find_vlc().problem
        if problem is not None:
            sentence = no_vlc_sentence(problem is VlcProblem.PLUGINS_MISSING)
            self.window.banner.say("vlc", sentence)

    def close(self) -> None:
        """Stop sound, work and threads, in this order; nothing that was heard is lost."""
        if self._is_closed:
            return
        self._is_closed = True
        services = self.services
        services.playback.close()
        services.importing.close()
        services.recommending.close()
        services.covers.close()
        services.storage.close()
        self._settings.setValue("geometry", self.window.state())
        self._settings.setValue("volume", services.playback.volume)
        self._settings.setValue("novelty", round(100 * services.recommending.novelty))
        self._settings.sync()

    def _build(self, vlc_options: Sequence[str]) -> Services:
        def thread(name: str) -> ThreadPoolExecutor:
            return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

        collection = Collection()
        storage = Storage(lambda: Store.open(self._folder), thread("storage"))
        importing = Importing(
            storage,
            collection.library.get,
            thread("scan"),
            thread("analysis"),
            jobs=max(1, (os.cpu_count() or 2) - 1),
        )
        playback = Playback(lambda on_event: open_player(on_event, vlc_options))
        recommending = Recommending(collection, lambda: _network(storage), thread("recommend"))
        loop = RecommendationLoop(collection, playback, recommending)
        covers = Covers(find_cover, thread("covers"))
        return Services(collection, storage, importing, playback, recommending, loop, covers)

    def _connect(self) -> None:
        services = self.services
        services.importing.tracks_scanned.connect(services.collection.put)
        services.importing.track_analysed.connect(lambda t: services.collection.put([t]))
        services.importing.track_analysed.connect(self._on_track_analysed)
        services.importing.folders_added.connect(self._remember_folders)
        services.importing.trouble.connect(self._on_trouble)
        self.window.rescan_wanted.connect(lambda: services.importing.rescan(self._folders()))
        services.playback.play_ended.connect(services.storage.add_play)
        services.playback.failed.connect(self._on_playback_failed)
        services.recommending.thumb_given.connect(services.storage.add_thumb)
        services.storage.loaded.connect(self._on_loaded)
        services.storage.noticed.connect(
            lambda notice: self.window.banner.say(notice.kind, notice_sentence(notice))
        )
        services.storage.trouble.connect(self._on_trouble)
        self.window.closing.connect(self.close)

    def _restore(self) -> None:
        geometry = self._settings.value("geometry")
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        self.services.playback.set_volume(int(str(self._settings.value("volume", 80))))
        novelty = int(str(self._settings.value("novelty", 50)))
        self.window.side.novelty.setValue(novelty)

    def _folders(self) -> list[str]:
        """The folders that were added; they are looked through again at each start."""
        stored = self._settings.value("folders") or []
        quoted = stored if isinstance(stored, list) else [stored]
        return [os.fsdecode(unquote_to_bytes(str(folder))) for folder in quoted]

    def _remember_folders(self, folders: list[str]) -> None:
        # Quoted, because Qt's strings cannot hold names that are not UTF-8.
        every = dict.fromkeys([*self._folders(), *folders])
        self._settings.setValue("folders", [quote(os.fsencode(folder)) for folder in every])

    def _on_loaded(self, tracks: list, plays: list, thumbs: list) -> None:  # type: ignore[type-arg]
        services = self.services
        services.collection.load(tracks, plays, thumbs)
        services.recommending.refresh()
        services.importing.open()
        services.importing.analyse(tracks)
        services.importing.rescan(self._folders())
        if self._paths_to_open:
            services.importing.tracks_scanned.connect(self._on_opened)
            services.importing.is_scanning_changed.connect(self._on_scanning_changed)
            services.importing.add(self._paths_to_open)

    def _on_opened(self, tracks: list) -> None:  # type: ignore[type-arg]
        """What the program was started with is added to the queue, the first one plays."""
        playback = self.services.playback
        playback.add(track.path for track in tracks if is_song(track))
        if playback.current is None and len(playback.queue):
            playback.next()

    def _on_scanning_changed(self, is_scanning: bool) -> None:
        if not is_scanning and self._paths_to_open:
            self._paths_to_open = ()
            self.services.importing.tracks_scanned.disconnect(self._on_opened)

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
        self.window.banner.say("trouble", trouble_sentence(error))


def _network(storage: Storage) -> Network:
    model = shipped_mood_model()

    def sequence_of(path: str):  # type: ignore[no-untyped-def]
        stored = storage.sequence(path)
        return model.scale(stored[0]) if stored is not None else None

    return Network(
        predict=lambda sequence: model.predict(sequence)[0],
        sequence_of=sequence_of,
        unsure_below=model.unsure_below,
    )


def run_window(folder: DataFolder, paths: Sequence[str]) -> int:
    """Open the window and stay until it closes; returns the exit code."""
    logging.basicConfig(level=os.environ.get("MUSEMOOD_LOG", "ERROR"))
    application = QApplication(sys.argv[:1])
    application.setApplicationName("MuseMood")
    application.setDesktopFileName("musemood")
    application.setWindowIcon(app_icon())
    application.setFont(load_fonts())
    app = App(folder, shlex.split(os.environ.get("MUSEMOOD_VLC_OPTIONS", "")))
    app.start(paths)
    signal.signal(signal.SIGINT, lambda *_: app.window.close())
    signal.signal(signal.SIGTERM, lambda *_: app.window.close())
    wake = QTimer()  # lets Python look at its signals while Qt waits
    wake.start(300)
    code = application.exec()
    app.close()
    return code
