"""Folders in the settings: names of all kinds come back, tracks go away and return."""

import os
from pathlib import Path

from catalogue_tracks import song
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from musemood.domain.library import Library
from musemood.domain.track import Track
from musemood.services.library_folders import LibraryFolders
from musemood.services.undo import Undo

_ODD = os.fsdecode(b"/m/caf\xe9, 100 %")


def _settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def _library(tracks: list[Track]) -> Library:
    library = Library()
    for track in tracks:
        library.put(track)
    return library


def test_folders_of_any_name_come_back_after_a_restart(tmp_path: Path) -> None:
    first = LibraryFolders(_settings(tmp_path), Undo())
    first.add([_ODD, "/n"])
    first.remove("/n", Library())
    first.add_files(["/n/one.mp3"])
    again = LibraryFolders(_settings(tmp_path), Undo())
    assert again.folders == (_ODD,)
    tracks = [song("/n/one.mp3"), song("/n/two.mp3"), song(f"{_ODD}/3.mp3")]
    assert [t.path for t in again.to_show(tracks)] == ["/n/one.mp3", f"{_ODD}/3.mp3"]


def test_what_leaves_is_told_is_away_and_comes_back(tmp_path: Path, qtbot: QtBot) -> None:
    folders = LibraryFolders(_settings(tmp_path), Undo())
    folders.add(["/m", "/n"])
    tracks = [song("/m/1.mp3"), song("/n/2.mp3"), song("/elsewhere/3.mp3")]
    with qtbot.waitSignals([folders.changed, folders.tracks_left]):
        left: list[list[str]] = []
        folders.tracks_left.connect(left.append)
        folders.remove("/m", _library(tracks))
    assert left == [["/m/1.mp3"]]
    assert folders.away_in("/m/1.mp3") == [tracks[0]]
    assert folders.come_back(tracks) == []
    folders.add(["/m"])
    assert folders.come_back(tracks) == [tracks[0]]
    assert folders.away_in("/m/1.mp3") == []


def test_what_is_known_already_changes_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    folders = LibraryFolders(_settings(tmp_path), Undo())
    folders.add(["/m"])
    with qtbot.assertNotEmitted(folders.changed):
        folders.add(["/m"])
        folders.add_files(["/m/1.mp3"])


def test_a_folder_taken_out_comes_back_by_undo_as_it_was(tmp_path: Path) -> None:
    undo = Undo()
    folders = LibraryFolders(_settings(tmp_path), undo)
    folders.add(["/m", "/n"])
    tracks = [song("/m/1.mp3"), song("/m/below/2.mp3"), song("/n/3.mp3")]
    library = _library(tracks)
    back: list[list[Track]] = []
    folders.tracks_left.connect(lambda paths: list(map(library.remove, paths)))
    folders.tracks_back.connect(back.append)
    folders.tracks_back.connect(lambda tracks: list(map(library.put, tracks)))
    folders.remove("/m/below", library)
    folders.add_files(["/m/below/own.mp3"])
    folders.remove("/m", library)
    folders.add(["/o"])
    assert {track.path for track in library} == {"/n/3.mp3"}
    undo.undo()
    assert folders.folders == ("/m", "/n", "/o")
    assert back == [[tracks[0]]]
    shown = folders.to_show([song("/m/below/2.mp3"), song("/m/below/own.mp3")])
    assert [track.path for track in shown] == ["/m/below/own.mp3"]
    undo.undo()
    assert len(library) == 3
    undo.redo()
    undo.redo()
    assert {track.path for track in library} == {"/n/3.mp3"}
    assert LibraryFolders(_settings(tmp_path), Undo()).folders == ("/n", "/o")
