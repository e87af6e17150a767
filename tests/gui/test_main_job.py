"""The main job, end to end, as a person does it: drop, play, see moods, recommend, thumb.

Real drag and drop from another process, real mouse clicks, real libVLC recorded to a file, six
real plays without clock tricks: this takes two minutes.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import MOODS, Mood, MoodReading
from musemood.domain.play_log import PlaySource
from musemood.domain.thumb import ThumbKind
from musemood.files.store import Store
from musemood.ui.main_window import MainWindow

_SOURCE = Path(__file__).with_name("drag_source.py")


def _mouse(*words: object) -> None:
    subprocess.run(["xdotool", *map(str, words)], check=True)


def _drop_from_elsewhere(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> tuple["subprocess.Popen[bytes]", float]:
    """Drag a folder out of another program's window into ours; also when it was let go."""
    source = subprocess.Popen(
        [sys.executable, str(_SOURCE), "1300", "40", str(folder)], stdout=subprocess.PIPE
    )
    assert source.stdout is not None
    assert source.stdout.readline() == b"ready\n"
    qtbot.wait(500)
    end = window.page.mapToGlobal(window.page.rect().center())
    _mouse("mousemove", 1350, 80, "mousedown", 1)
    for step in range(1, 11):
        x = 1350 + (end.x() - 1350) * step // 10
        y = 80 + (end.y() - 80) * step // 10
        _mouse("mousemove", x, y)
        qtbot.wait(60)
    qtbot.waitUntil(window.overlay.isVisible, timeout=60_000)
    _mouse("mouseup", 1)
    let_go = time.monotonic()
    source.stdout.close()
    return source, let_go


def _keys(*names: str) -> None:
    subprocess.run(["xdotool", "key", *names], check=True)


def _double_click(view, row: int) -> None:  # type: ignore[no-untyped-def]
    view.scrollTo(view.model().index(row, 2))
    spot = view.viewport().mapToGlobal(view.visualRect(view.model().index(row, 2)).center())
    _mouse("mousemove", spot.x(), spot.y(), "click", "--repeat", 2, "--delay", 60, 1)


def _click(widget: QWidget, spot: QPoint | None = None) -> None:
    point = widget.mapToGlobal(widget.rect().center() if spot is None else spot)
    _mouse("mousemove", point.x(), point.y(), "click", 1)


def _until_at_rest(widget: QWidget, qtbot: QtBot) -> None:
    """Layouts move a widget some turns of the event loop after what they show has changed."""
    seen: list[QPoint] = []

    def is_at_rest() -> bool:
        seen.append(widget.mapToGlobal(QPoint()))
        return len(seen) > 20 and len({(spot.x(), spot.y()) for spot in seen[-20:]}) == 1

    qtbot.waitUntil(is_at_rest)


def _loudest(recording: Path) -> float:
    """Largest sample recorded so far, 0..1; the file is still being written."""
    data = recording.read_bytes()[44:] if recording.exists() else b""
    samples = np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float64)
    return float(np.abs(samples).max(initial=0.0)) / 32768


@pytest.mark.timeout(420)
def test_the_main_job(
    open_app: Callable[..., App], qtbot: QtBot, composed_library: Path, tmp_path: Path
) -> None:
    recording = tmp_path / "heard.wav"
    app = open_app(
        vlc_options=(
            "--aout=afile",
            f"--audiofile-file={recording}",
            "--audiofile-wav",
            "--audiofile-format=s16",
        )
    )
    window, services = app.window, app.services
    window.move(0, 0)
    assert window.page.currentWidget() is window.page.empty

    # Drop a folder: 24 rows within two seconds.
    source, let_go = _drop_from_elsewhere(qtbot, window, composed_library)
    qtbot.waitUntil(lambda: window.page.table.rowCount() == 24, timeout=60_000)
    assert time.monotonic() - let_go <= 2.0

    # A double-click sounds within a second, while the analysis runs.
    assert services.importing.progress.is_running
    short = _short_rows(app)
    qtbot.wait(500)  # the other program lets go of the pointer
    clicked = time.monotonic()
    _double_click(window.page.tracks, short[0])
    qtbot.waitUntil(lambda: _loudest(recording) > 0.02, timeout=60_000)
    assert time.monotonic() - clicked <= 1.0
    assert services.importing.progress.is_running

    # Moods fill in.
    qtbot.waitUntil(lambda: _analysed(app) == 24, timeout=120_000)
    assert sum(services.collection.library.mood_counts().values()) == 24
    assert window.sidebar.songs.accessibleName() == "Songs 24"

    # Six plays: each heard to its half, then the next one is picked.
    for number, row in enumerate(short[:6], 1):
        if number > 1:
            _double_click(window.page.tracks, row)
        path = window.page.table.track_at(row).path
        qtbot.waitUntil(partial(_is_half_heard, app, path), timeout=180_000)
    _double_click(window.page.tracks, short[6])
    qtbot.waitUntil(lambda: sum(map(services.collection.play_count, _paths(app))) == 6)
    qtbot.waitUntil(lambda: len(_evidence(app)) == 6)
    assert not window.side.bars.isHidden()

    # Recommend fills the queue with reasons.
    _until_at_rest(window.side.recommend, qtbot)  # the sixth play adds a line above it
    _click(window.side.recommend)
    if _reading(app).mood is Mood.UNSURE:  # a mixed week: which of the two, or both?
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        _keys("Up", "Return")  # round to the last of the three, both
    qtbot.waitUntil(lambda: len(services.playback.queue.recommended) > 0, timeout=60_000)
    rows = services.playback.queue.recommended
    assert len(rows) >= 10
    assert len({row.path for row in rows}) == len(rows)
    assert all(row.source is PlaySource.RECOMMENDED and row.reason is not None for row in rows)
    note = window.side.rows.data(window.side.rows.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "%" in note

    # Thumb down on a recommended row: its mood falls, and other music comes.
    before = _reading(app)
    declined = services.playback.queue.upcoming(1)[0]
    track = services.collection.library.get(declined.path)
    assert track is not None
    assert track.reading is not None
    _click(window.side.queue.viewport(), window.side.queue.thumb_spot(0, ThumbKind.DOWN))
    qtbot.waitUntil(lambda: services.recommending.state.declined is not None, timeout=60_000)
    qtbot.waitUntil(lambda: not services.recommending.state.is_recommending)
    after = _reading(app)
    mood = track.reading.leader
    assert after.probability(mood) <= before.probability(mood) - 0.03
    assert window.side.bars.accessibleName() == ", ".join(
        f"{m} {round(100 * p)} %" for m, p in zip(MOODS, after.probabilities, strict=True)
    )
    paths_before = [row.path for row in rows]
    paths_after = [row.path for row in services.playback.queue.recommended]
    assert declined.path not in paths_after
    assert paths_after != [path for path in paths_before if path != declined.path]

    source.wait(timeout=30)

    # All of it was written down.
    window.close()
    with Store.open(app._folder, read_only=True) as store:
        assert len(store.tracks()) == 24
        assert len(store.plays()) == 7
        assert [thumb.kind for thumb in store.thumbs()] == [ThumbKind.DOWN]


def _short_rows(app: App) -> list[int]:
    table = app.window.page.table
    return [r for r in range(table.rowCount()) if 30 < table.track_at(r).duration_s < 36]


def _paths(app: App) -> list[str]:
    return [track.path for track in app.services.collection.library]


def _reading(app: App) -> MoodReading:
    emotion = app.services.recommending.state.emotion
    assert emotion is not None
    return emotion.reading


def _evidence(app: App) -> tuple[object, ...]:
    emotion = app.services.recommending.state.emotion
    return emotion.evidence if emotion else ()


def _analysed(app: App) -> int:
    return sum(1 for track in app.services.collection.library if track.reading is not None)


def _is_half_heard(app: App, path: str) -> bool:
    playback = app.services.playback
    track = app.services.collection.library.get(path)
    is_current = playback.current is not None and playback.current.path == path
    return bool(track and is_current and playback.position_s() > track.duration_s / 2 + 0.7)
