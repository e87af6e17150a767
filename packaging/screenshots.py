"""Pictures of the real window on real music: `make screenshots MUSIC=FOLDER`.

    screenshots.py MUSIC OUT [VARIANT ...]

Without a variant every one is taken, each in a process of its own, as colours, language and scale
are settled when a program starts. Out come OUT/SCENE-VARIANT.png, and the data folder that they
were taken from stays in OUT/home. A new scene is a new row of `SCENES`.
"""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from musemood.app import App
from musemood.domain.mood import UNKNOWN_READING, Mood, MoodReading
from musemood.domain.thumb import ThumbKind
from musemood.files.data_folder import DataFolder
from musemood.player.vlc_library import open_vlc
from musemood.services.recommending import Stray
from musemood.ui.main_window import MainWindow
from musemood.ui.map_page import MapPage
from musemood.ui.places import Page, Place
from musemood.ui.theme import load_fonts
from musemood.ui.track_details import TrackDetails

VARIANTS = {
    "dark": {"MUSEMOOD_THEME": "dark"},
    "light": {"MUSEMOOD_THEME": "light"},
    "chinese": {"MUSEMOOD_THEME": "dark", "LANGUAGE": "zh_CN", "LC_ALL": "zh_CN.UTF-8"},
    "double": {"MUSEMOOD_THEME": "light", "QT_SCALE_FACTOR": "2"},
}
_SCREEN = {"double": "2560x1600x24"}
_PLAYS = (("Daybreak", 5), ("Wallpaper", 4), ("Casa Bossa Nova", 3), ("Frozen Star", 2))
"""Titles of the shared collection and how often each was played; where a title is lacking,
the first tracks take its place."""


def main() -> None:
    """Take every variant, or, called by itself with one, that one."""
    music, out, *variants = sys.argv[1:]
    if os.environ.get("MUSEMOOD_SCREENSHOTS"):
        _take(Path(out), variants[0])
        return
    home = Path(out) / "home"
    _fill(Path(music), home)
    for variant in variants or VARIANTS:
        screen = _SCREEN.get(variant, "1280x800x24")
        command = [sys.executable, __file__, music, out, variant]
        subprocess.run(
            ["xvfb-run", "-a", "-s", f"-screen 0 {screen}", *command],
            env=os.environ | VARIANTS[variant] | {"MUSEMOOD_SCREENSHOTS": "1"},
            check=True,
        )


def _fill(music: Path, home: Path) -> None:
    """A data folder with the music analysed and a week of plays."""
    command = [sys.executable, "-m", "musemood", "--data-dir", str(home)]
    told = subprocess.run(
        [*command, "tag", "--json", str(music)], check=False, stdout=subprocess.PIPE, text=True
    )
    tracks = {line["title"]: line for line in map(json.loads, told.stdout.splitlines())}
    wanted = [title for title, _ in _PLAYS if title in tracks]
    others = itertools.chain(wanted, (t for t in tracks if t not in wanted))
    now = datetime.now().astimezone()
    plays = [
        {
            "type": "play",
            "path": tracks[title]["path"],
            "started_at": (now - timedelta(hours=7 + 19 * i)).isoformat(),
            "heard_s": tracks[title]["duration_s"],
            "end": "finished",
            "source": "list",
        }
        for title, (_, times) in zip(others, _PLAYS, strict=False)
        for i in range(times)
    ]
    if (home / "week.jsonl").exists():
        return  # the week is there from the last time: as it was, it would count twice
    history = home / "week.jsonl"
    history.write_text("\n".join(map(json.dumps, plays)), encoding="utf-8")
    subprocess.run([*command, "import", str(history)], check=True, stdout=subprocess.DEVNULL)


def _is_ready(app: App) -> bool:
    return app.services.recommending.state.is_ready


def _take(out: Path, variant: str) -> None:
    application = QApplication([])
    application.setFont(load_fonts())
    for home, scenes in ((out / "nothing", {"empty": _as_it_is}), (out / "home", SCENES)):
        app = App(DataFolder.under(home), open_vlc(("--aout=dummy",)))
        app.start()
        _fill_screen(app.window)
        _until(partial(_is_ready, app))
        for name, show in scenes.items():
            shown = show(app) or app.window
            _pause(0.8)  # covers come from their thread, and movements end
            shown.grab().save(str(out / f"{name}-{variant}.png"))
        app.window.close()
        app.close()


def _as_it_is(_: App) -> None:
    """Nothing to do."""


def _songs(app: App) -> None:
    """A song of the list plays, its first third behind it."""
    tracks = app.window.page.tracks
    app.window.page.views.go(Place(Page.SONGS))
    _until(lambda: tracks.model().rowCount() > 0)
    tracks.selectRow(2)
    QTest.keyClick(tracks, Qt.Key.Key_Return)
    _until(lambda: app.services.playback.is_playing)
    app.services.playback.seek(60)
    QTest.mouseMove(app.window.bar, QPoint(5, 5))


def _for_my_mood(app: App) -> None:
    """A queue that was recommended."""
    QTest.mouseClick(app.window.side.recommend, Qt.MouseButton.LeftButton)
    _until(lambda: bool(app.services.playback.queue.recommended))


def _panel(**said: object) -> Callable[[App], None]:
    """The panel as it would be with another emotion, or before there is one."""

    def show(app: App) -> None:
        app.window.page.views.go(Place(Page.SONGS))
        state = app.services.recommending.state
        emotion = replace(state.emotion, **said) if said and state.emotion else None
        app.window.side.show_state(replace(state, emotion=emotion, given_up=()))

    return show


def _mixed(app: App) -> None:
    shares = (0.17, 0.26, 0.2, 0.24, 0.13)
    _panel(reading=MoodReading(shares, 0.0, 0.0, Mood.UNSURE))(app)


def _thumbed(app: App) -> None:
    """A thumb down on the first row; the undo stands below."""
    side, recommending = app.window.side, app.services.recommending
    spot = side.queue.thumb_spot(0, ThumbKind.DOWN)
    QTest.mouseClick(side.queue.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    _until(lambda: recommending.state.change is not None)


def _private(app: App) -> None:
    app.services.undo.undo()
    app.services.private.toggle()


def _not_analysed(app: App) -> None:
    app.services.private.toggle()
    _pause(0.8)  # what was taken back is inferred once more
    emotion = app.services.recommending.state.emotion
    assert emotion is not None
    waiting = tuple(each.path for each in emotion.evidence)
    _panel(reading=UNKNOWN_READING, evidence=(), not_analysed=waiting)(app)


def _strayed(app: App) -> None:
    emotion = app.services.recommending.state.emotion
    assert emotion is not None
    stray = Stray(emotion.reading.leader, emotion.reading.confidence, 0.21)
    _panel(stray=stray, not_analysed=(emotion.evidence[-1].path,))(app)


def _details(app: App) -> QWidget:
    """All that is known of three songs; the middle one is shown."""
    app.window.page.views.go(Place(Page.SONGS))
    app.window.track_actions.show_details(app.window.page.table.paths()[:3])
    dialog = app.window.findChild(TrackDetails)
    assert isinstance(dialog, TrackDetails)
    dialog.next.click()
    _until(lambda: bool(dialog.sheet.moments))
    return dialog


def _albums(app: App) -> None:
    app.window.page.views.go(Place(Page.ALBUMS))


def _map(app: App) -> None:
    """The map with a point that has the focus, so that its card is seen."""
    app.window.page.views.go(Place(Page.MAP))
    page = app.window.page.views.pages[Page.MAP]
    assert isinstance(page, MapPage)
    _until(lambda: len(page.map.points) > 0)
    page.map.setFocus()
    QTest.keyClick(page.map, Qt.Key.Key_Right)


def _history(app: App) -> None:
    app.window.page.views.go(Place(Page.HISTORY))


def _month(app: App) -> None:
    app.window.page.views.history.show_month()


def _mini(app: App) -> None:
    app.window.mini_mode.toggle()
    _until(lambda: app.window.mini_mode.is_mini)


SCENES: dict[str, Callable[[App], QWidget | None]] = {
    "songs": _songs,
    "mood": _for_my_mood,
    "details": _details,
    "albums": _albums,
    "map": _map,
    "history": _history,
    "month": _month,
    "panel-no-week": _panel(),
    "panel-few": _panel(plays=3, tracks=2),
    "panel-mixed": _mixed,
    "panel-strayed": _strayed,
    "panel-thumbed": _thumbed,
    "panel-private": _private,
    "panel-not-analysed": _not_analysed,
    "mini": _mini,
}


def _fill_screen(window: MainWindow) -> None:
    """There is no window manager here that would keep the window from being moved."""
    screen: QScreen = window.screen()
    window.setGeometry(screen.geometry())


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        _pause(0.05)
    raise TimeoutError(is_so)


def _pause(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), QObject(loop), loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
