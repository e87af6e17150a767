"""Songs that cannot be played, by keys in the real window and with real libVLC: passed over,
told once, each start closed once in the play log.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from composed_music import encode, tone
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.repeat import Repeat
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.services.playback_run import MOST_FAILURES_IN_A_ROW

OpenWith = Callable[[Path, int], App]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
COUNT = MOST_FAILURES_IN_A_ROW + 4


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """As many songs as it takes, 0.4 s each."""
    folder = tmp_path / "drive" / "music"
    folder.mkdir(parents=True)
    for number in range(COUNT):
        sound = tone(220.0 + 20 * number, 0.4)
        encode(folder / f"{number:02}.flac", sound, tags={"title": f"Song {number:02}"})
    return folder


@pytest.fixture
def app(open_with: OpenWith, qtbot: QtBot, music: Path) -> App:
    """All with a star, so that they stay in the list when their files go."""
    app = open_with(music, COUNT)
    qtbot.waitUntil(lambda: bool(app.services.watching.watched))
    app.services.opinions.rate(app.window.page.table.paths(), 3)
    app.window.page.tracks.setFocus()
    return app


def _lose(app: App, qtbot: QtBot, *paths: Path) -> None:
    """The files go; the songs are greyed as soon as that is noticed."""
    for path in paths:
        path.unlink()
    library = app.services.collection.library
    qtbot.waitUntil(lambda: all(_is_missing(app, path) for path in paths))
    assert len(library) == COUNT


def _is_missing(app: App, path: Path) -> bool:
    track = app.services.collection.library.get(str(path))
    return track is not None and track.is_missing


def _press(app: App, row: int, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    tracks = app.window.page.tracks
    tracks.selectRow(row)
    QTest.keyClick(tracks, key, held)


def _told(app: App) -> list[str]:
    """All sentences of the banner."""
    labels = app.window.banner.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def _journal(app: App, home: Path) -> list[tuple[str, str]]:
    """What the play log says once the window has closed: names and how they ended."""
    app.window.close()
    app.close()
    with Store.open(DataFolder.under(home)) as store:
        return [(Path(play.path).stem, play.end.value) for play in store.plays()]


def test_missing_songs_are_passed_over_wherever_they_come(
    app: App, music: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """One to play next, and the last two of the list, after which all is over."""
    playback, last = app.services.playback, COUNT - 1
    gone = [music / f"{number:02}.flac" for number in (3, last - 1, last)]
    _lose(app, qtbot, *gone)
    _press(app, last - 3, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: playback.is_playing)
    _press(app, 3, Qt.Key.Key_D, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: playback.current is None)
    assert not playback.is_playing
    (said,) = _told(app)
    assert said.startswith(f"Song {last:02}: ")
    assert "plug its drive in" in said
    _press(app, 0, Qt.Key.Key_Return)  # it goes on as ever
    qtbot.waitUntil(lambda: playback.current is not None and playback.position_s() > 0)
    playback.stop()
    names = [f"{last - 3:02}", "03", f"{last - 2:02}", f"{last - 1:02}", f"{last:02}"]
    ends = ["finished", "failed", "finished", "failed", "failed"]
    assert _journal(app, tmp_path / "home")[:5] == list(zip(names, ends, strict=True))


def test_an_unplugged_drive_stops_the_playback_with_one_sentence(
    app: App, music: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    playback, paths = app.services.playback, list(map(Path, app.window.page.table.paths()))
    drive = music.parent
    away = drive.rename(drive.with_name("unplugged"))
    app.services.watching.look()
    qtbot.waitUntil(lambda: all(_is_missing(app, path) for path in paths))
    gave_up: list[int] = []
    playback.gave_up.connect(gave_up.append)
    playback.set_repeat(Repeat.ALL)
    _press(app, 0, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(gave_up))
    assert not playback.is_playing
    qtbot.waitUntil(lambda: bool(_told(app)))
    assert _told(app) == [
        "Playback has stopped: 20 files in a row could not be played. Check that their drive is "
        "there, then play again."
    ]
    away.rename(drive)
    app.services.watching.look()
    qtbot.waitUntil(lambda: not any(_is_missing(app, path) for path in paths))
    QTest.keyClick(app.window.page.tracks, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: playback.position_s() > 0)
    playback.stop()
    names, ends = zip(*_journal(app, tmp_path / "home"), strict=True)
    assert ends[:MOST_FAILURES_IN_A_ROW] == ("failed",) * MOST_FAILURES_IN_A_ROW
    assert "failed" not in ends[MOST_FAILURES_IN_A_ROW:]
    assert names[:MOST_FAILURES_IN_A_ROW] == tuple(path.stem for path in paths)[:20]
