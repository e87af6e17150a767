"""The analysis keeps out of the way: on battery, beside the music, after a crash."""

import multiprocessing
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from command_line import ROOT, command
from power_supplies import laptop
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from recorded import recording

from musemood.app import App
from musemood.services.options import Option
from musemood.ui.desktop_page import DesktopPage
from musemood.ui.settings_dialog import SettingsDialog

OpenApp = Callable[..., App]
_LEFT = Qt.MouseButton.LeftButton


def _drop(app: App, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    keys = Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    app.window.dropEvent(QDropEvent(QPointF(300, 300), copy, data, _LEFT, keys))


def _rest_on_battery(app: App, qtbot: QtBot) -> None:
    """Tick the box in the settings."""
    QTest.mouseClick(app.window.sidebar.settings, _LEFT)
    (dialog,) = app.window.findChildren(SettingsDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.show_page("desktop")
    page = dialog.page("desktop")
    assert isinstance(page, DesktopPage)
    box = page.boxes[Option.RESTS_ON_BATTERY]
    assert not box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    dialog.accept()


def _status(app: App) -> str:
    return app.window.page.header.status.text()


def _are_all_read(app: App) -> bool:
    library = app.services.collection.library
    return len(library) > 0 and all(track.reading for track in library)


def test_on_battery_it_waits_where_asked_and_goes_on_by_itself(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path, composed_library: Path
) -> None:
    laptop(tmp_path / "power", is_plugged_in=False)
    app = open_app()
    _rest_on_battery(app, qtbot)
    _drop(app, composed_library)  # enough for several looks at the battery
    qtbot.waitUntil(lambda: _status(app).startswith("On battery: waits at "))
    assert app.window.page.header.pause.accessibleName() == "Go on"
    assert not _are_all_read(app)
    laptop(tmp_path / "power", is_plugged_in=True)
    qtbot.waitUntil(lambda: _status(app).startswith("Analysing "))
    # Off the mains in the middle of it, and on all the same because the person says so.
    laptop(tmp_path / "power", is_plugged_in=False)
    qtbot.waitUntil(lambda: _status(app).startswith("On battery: "))
    QTest.mouseClick(app.window.page.header.pause, _LEFT)
    qtbot.waitUntil(lambda: _are_all_read(app), timeout=120_000)


def test_a_pause_of_one_s_own_is_kept_apart_from_the_battery_s(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path, few_songs: Path
) -> None:
    laptop(tmp_path / "power", is_plugged_in=False)
    app = open_app()
    importing = app.services.importing
    _drop(app, few_songs)
    qtbot.waitUntil(lambda: importing.progress.is_running)
    QTest.mouseClick(app.window.page.header.pause, _LEFT)
    assert _status(app).startswith("Paused at ")
    _rest_on_battery(app, qtbot)
    qtbot.waitUntil(lambda: importing.progress.waits_for_mains)
    laptop(tmp_path / "power", is_plugged_in=True)
    qtbot.waitUntil(lambda: not importing.progress.waits_for_mains)
    assert _status(app).startswith("Paused at ")
    QTest.mouseClick(app.window.page.header.pause, _LEFT)
    qtbot.waitUntil(lambda: _are_all_read(app), timeout=120_000)


def test_it_begins_by_itself_and_says_how_far_it_is_and_how_long_it_takes(
    open_app: OpenApp, qtbot: QtBot, few_songs: Path
) -> None:
    app = open_app()
    said: list[str] = []
    app.services.importing.progress_changed.connect(lambda _: said.append(_status(app)))
    _drop(app, few_songs)
    qtbot.waitUntil(lambda: _are_all_read(app), timeout=120_000)
    told = [re.fullmatch(r"Analysing (\d+) of 10( · (almost done|\d+ min left))?", s) for s in said]
    numbers = [int(each[1]) for each in told if each]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1
    assert numbers[-1] == 10
    assert any(each[2] for each in told if each)


def test_after_a_kill_it_goes_on_with_what_is_left(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path, few_songs: Path, composed_library: Path
) -> None:
    tracks = tmp_path / "home" / "data" / "tracks.json"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "MUSEMOOD_VLC_OPTIONS": "--aout=dummy"}
    first = subprocess.Popen(
        command("--data-dir", tmp_path / "home", few_songs, composed_library), env=environment
    )
    try:
        qtbot.waitUntil(
            lambda: tracks.exists() and b'"identity"' in tracks.read_bytes(), timeout=90_000
        )
    finally:
        first.kill()
        first.wait()
    app = open_app()
    library = app.services.collection.library
    done = {track.path for track in library if track.reading}
    again: list[str] = []
    app.services.importing.track_analysed.connect(lambda track: again.append(track.path))
    assert done
    qtbot.waitUntil(lambda: len(library) == 34 and _are_all_read(app), timeout=240_000)
    assert len(again) == 34 - len(done)
    assert done.isdisjoint(again)


def test_music_that_plays_meanwhile_has_no_gap_and_the_workers_step_back(
    open_app: OpenApp, qtbot: QtBot, tmp_path: Path, few_songs: Path, composed_library: Path
) -> None:
    heard, log = tmp_path / "heard.wav", tmp_path / "vlc.log"
    app = open_app(
        vlc_options=(
            "--aout=afile", f"--audiofile-file={heard}", "--audiofile-wav",
            "--audiofile-format=s16", "--file-logging", f"--logfile={log}", "--log-verbose=2",
        )
    )  # fmt: skip
    window, importing, playback = app.window, app.services.importing, app.services.playback
    importing.pause()
    _drop(app, few_songs)
    _drop(app, composed_library)
    qtbot.waitUntil(lambda: window.page.table.rowCount() == 34)
    window.page.search('title:"Song 0"')
    assert window.page.table.rowCount() == 1
    QTest.mouseClick(window.page.header.pause, _LEFT)
    window.page.tracks.setFocus()
    window.page.tracks.selectRow(0)
    QTest.keyClick(window.page.tracks, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: playback.is_playing)
    analysed: list[object] = []
    importing.track_analysed.connect(analysed.append)
    qtbot.waitUntil(_has_polite_workers, timeout=60_000)
    qtbot.waitUntil(lambda: not playback.is_playing, timeout=60_000)
    assert analysed
    app.window.close()
    # A device would have run dry where VLC had to wait for samples, or threw late ones away.
    said = log.read_text()
    assert said.count("Stream buffering done") == 1
    assert "too late" not in said
    samples, rate_hz = recording(heard)
    assert len(samples) == 14 * rate_hz
    crossings = np.flatnonzero((samples[:-1] < 0) & (samples[1:] >= 0))
    periods = np.diff(crossings)
    assert periods == pytest.approx(rate_hz / 220.0, abs=2.0)


def _has_polite_workers() -> bool:
    """By nice, which the disk heeds too; `_start_worker` gives it."""
    polite = min(os.nice(0) + 10, 19)
    workers = [p for p in multiprocessing.active_children() if p.name.startswith("SpawnProc")]
    values = [os.getpriority(os.PRIO_PROCESS, p.pid) for p in workers if p.pid is not None]
    return bool(values) and all(value == polite for value in values)
