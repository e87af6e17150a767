"""Folders in the settings: names of all kinds come back, tracks go away and return."""

import os
from pathlib import Path

from catalogue_tracks import song
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from musemood.services.library_folders import LibraryFolders

_ODD = os.fsdecode(b"/m/caf\xe9, 100 %")


def _settings(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def test_folders_of_any_name_come_back_after_a_restart(tmp_path: Path) -> None:
    first = LibraryFolders(_settings(tmp_path))
    first.add([_ODD, "/n"])
    first.remove("/n", [])
    first.add_files(["/n/one.mp3"])
    again = LibraryFolders(_settings(tmp_path))
    assert again.folders == (_ODD,)
    tracks = [song("/n/one.mp3"), song("/n/two.mp3"), song(f"{_ODD}/3.mp3")]
    assert [t.path for t in again.to_show(tracks)] == ["/n/one.mp3", f"{_ODD}/3.mp3"]


def test_what_leaves_is_told_is_away_and_comes_back(tmp_path: Path, qtbot: QtBot) -> None:
    folders = LibraryFolders(_settings(tmp_path))
    folders.add(["/m", "/n"])
    tracks = [song("/m/1.mp3"), song("/n/2.mp3"), song("/elsewhere/3.mp3")]
    with qtbot.waitSignals([folders.changed, folders.tracks_left]):
        left: list[list[str]] = []
        folders.tracks_left.connect(left.append)
        folders.remove("/m", tracks)
    assert left == [["/m/1.mp3"]]
    assert folders.away_in("/m/1.mp3") == [tracks[0]]
    assert folders.come_back(tracks) == []
    folders.add(["/m"])
    assert folders.come_back(tracks) == [tracks[0]]
    assert folders.away_in("/m/1.mp3") == []


def test_what_is_known_already_changes_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    folders = LibraryFolders(_settings(tmp_path))
    folders.add(["/m"])
    with qtbot.assertNotEmitted(folders.changed):
        folders.add(["/m"])
        folders.add_files(["/m/1.mp3"])
