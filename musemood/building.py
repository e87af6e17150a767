"""Builds the objects behind the window, each with its threads."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QSettings

from musemood import __version__
from musemood.analysis import analysis_version, shipped_mood_model
from musemood.domain.foreign_history import ForeignHistory, HistorySource
from musemood.domain.track import Track
from musemood.files.artwork import find_cover
from musemood.files.calibration_file import NAME as CALIBRATION_FILE
from musemood.files.data_folder import DataFolder
from musemood.files.first_look import look_at_tracks
from musemood.files.lyrics import find_lyrics
from musemood.files.rules_file import NAME as RULES_FILE
from musemood.files.rules_file import load_rule_settings, save_rule_settings
from musemood.files.scrobbler_log import scrobbler_log_lines
from musemood.files.session_file import load_session, save_session
from musemood.files.song_list import unmatched_lines, write_lines
from musemood.files.store import Store
from musemood.mood_network import mood_network
from musemood.player.player import OnEvent, Player
from musemood.services.ban_following import BanFollowing
from musemood.services.browsing import Browsing
from musemood.services.calibrating import Calibrating
from musemood.services.collection import Collection
from musemood.services.covers import Covers
from musemood.services.erasing import Erasing
from musemood.services.file_manager import FileManager
from musemood.services.history_import import HistoryFiles, HistoryImport
from musemood.services.history_writing import Keepers
from musemood.services.importing import Importing
from musemood.services.keep_going import KeepGoing
from musemood.services.library_folders import LibraryFolders
from musemood.services.loop import RecommendationLoop
from musemood.services.lyrics import LyricsFinder
from musemood.services.mood_writing import MoodWriting
from musemood.services.opinions import Opinions
from musemood.services.playback import Playback
from musemood.services.playlists import Playlists
from musemood.services.private_session import PrivateSession
from musemood.services.recommending import Recommending
from musemood.services.rules import Rules
from musemood.services.session import Session
from musemood.services.sleep_timer import SleepTimer
from musemood.services.sound import Sound
from musemood.services.stating import Stating
from musemood.services.storage import Storage
from musemood.services.tag_editing import TagEditing
from musemood.services.tasks import Tasks
from musemood.services.transfer import Transfer
from musemood.services.trash import Trash
from musemood.services.undo import Undo
from musemood.services.watching import Watching
from musemood.services.whereabouts import Whereabouts
from musemood.ui.pinyin import spoken_shelf_name
from musemood.ui.services import Services


def build_services(
    folder: DataFolder, settings: QSettings, make_player: Callable[[OnEvent], Player]
) -> Services:
    """All services, nothing loaded yet and nothing connected but what each needs itself."""

    def thread(name: str) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    collection = Collection()
    undo = Undo()
    folders = LibraryFolders(settings, undo)
    storage = Storage(lambda: Store.open(folder), thread("storage"))
    storage.look(lambda: look_at_tracks(folder))
    tags_thread = thread("tags")
    trash = Trash(collection, storage, undo, tags_thread)

    def known_in(file: str) -> list[Track]:
        # First what comes back: the library has it before that is over.
        coming = trash.returning_in(file)
        return coming or collection.library.tracks_of(file) or folders.away_in(file)

    importing = Importing(
        storage,
        known_in,
        thread("scan"),
        thread("analysis"),
        jobs=max(1, (os.cpu_count() or 2) - 1),
        library=lambda: collection.library,
    )
    sound = Sound(collection.library)
    playback = Playback(make_player, rules=sound, undo=undo)
    rules_path = folder.config / RULES_FILE
    rules = Rules(
        storage,
        undo,
        load_rule_settings(rules_path),
        lambda settings: save_rule_settings(rules_path, settings),
    )
    private = PrivateSession(collection)
    stating = Stating(storage, private)
    recommending = Recommending(
        collection,
        lambda: mood_network(storage.sequence, storage.embeddings),
        thread("recommend"),
        rules=lambda: rules.rules,
        stated=lambda: stating.stated,
    )
    erasing = Erasing(collection, storage, playback, undo)
    loop = RecommendationLoop(
        collection,
        playback,
        recommending,
        undo,
        is_hidden=lambda play: private.hides(play) or erasing.hides(play),
    )
    rules.take_out = loop.take_out
    BanFollowing(collection, rules, rules)
    covers = Covers(find_cover, thread("covers"))
    playlists = Playlists(storage, undo, thread("playlists"))
    opinions = Opinions(collection, storage, undo)
    keepers = Keepers(opinions.bring, playlists.bring, collection.own_stars, playlists.contents)
    history = HistoryImport(
        collection, storage, _history_files(), thread("history"), keepers, undo=undo
    )
    tag_editing = TagEditing(collection, storage, undo, tags_thread)
    return Services(
        collection,
        storage,
        importing,
        history,
        playback,
        recommending,
        loop,
        KeepGoing(collection, playback, recommending),
        covers,
        playlists,
        undo,
        opinions,
        tag_editing,
        MoodWriting(collection, tag_editing, tags_thread),
        Calibrating(
            collection,
            storage,
            folder.data / CALIBRATION_FILE,
            analysis_version,
            lambda: shipped_mood_model().unsure_below,
            thread("calibration"),
        ),
        trash,
        LyricsFinder(find_lyrics, thread("lyrics")),
        FileManager(),
        sound,
        SleepTimer(playback, collection.duration_s),
        Browsing(collection, spoken_shelf_name),
        folders,
        Transfer(collection, storage),
        Whereabouts(
            collection,
            storage,
            playlists,
            playback,
            opinions,
            undo,
            lambda: folders.folders,
            thread("whereabouts"),
        ),
        Watching(thread("watch")),
        rules,
        private,
        erasing,
        stating,
    )


def build_session(folder: DataFolder, playback: Playback, storage: Storage) -> Session:
    """What brings the queue back."""
    path = folder.config / "session.json"
    return Session(
        playback,
        lambda: load_session(path, storage.moves),
        lambda queue, position_s: save_session(path, queue, position_s),
        Tasks(ThreadPoolExecutor(max_workers=1, thread_name_prefix="session")),
    )


def _history_files() -> HistoryFiles:
    return HistoryFiles(
        _usual_places,
        _read_history,
        lambda path, songs: write_lines(path, unmatched_lines(songs)),
        lambda path, plays, tracks: write_lines(
            path, scrobbler_log_lines(plays, tracks.get, __version__)
        ),
    )


# What other players keep is read on demand: its databases and parsers are 5 ms of every start.


def _usual_places() -> list[HistorySource]:
    from musemood.files.histories import usual_places

    return usual_places(Path.home(), os.environ)


def _read_history(path: str) -> ForeignHistory:
    from musemood.files.histories import read_history

    return read_history(path)
