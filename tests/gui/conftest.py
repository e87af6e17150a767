"""A real window on a real X server, with a window manager and real libVLC."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from composed_music import encode, tone
from heard_week import fill_week
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.files.data_folder import DataFolder
from musemood.player.vlc_library import OpenVlc, open_vlc
from musemood.ui.theme import load_fonts


@pytest.fixture(scope="session", autouse=True)
def _display() -> Iterator[None]:
    """A window manager: without one no window is ever active and nothing can be dropped."""
    if not os.environ.get("DISPLAY"):
        pytest.fail("window tests need a display; `make test` gives them one")
    manager = shutil.which("openbox")
    if manager is None:
        pytest.fail("openbox is missing: run packaging/setup.sh test")
    command = [manager, "--startup", "echo it manages windows now"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline(), "openbox has ended at once"
        yield
        process.terminate()


@pytest.fixture(scope="session")
def few_songs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ten short tagged files, quickly made; not to be written to."""
    folder = tmp_path_factory.mktemp("few")
    for number in range(10):
        tags = {"title": f"Song {number}", "artist": "Someone", "tracknumber": str(number + 1)}
        encode(folder / f"{number}.flac", tone(220.0 + 20 * number, 14.0), tags=tags)
    return folder


@pytest.fixture
def heard(tmp_path: Path) -> list[str]:
    """The paths of `fill_week` in the data folder of `open_app`."""
    return fill_week(tmp_path / "home", tmp_path / "music")


@pytest.fixture(autouse=True)
def _away_from_the_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bus of whoever runs the tests is left alone; a test that wants one makes its own."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/none")


@pytest.fixture
def open_app(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., App]]:
    """Opens the app on ``tmp_path/home``, shown, active and loaded; closes it after the test."""
    opened: list[App] = []
    qapp.setFont(load_fonts())

    def open_it(
        *paths: str,
        vlc_options: tuple[str, ...] = ("--aout=dummy",),
        vlc: OpenVlc | None = None,
    ) -> App:
        app = App(
            DataFolder.under(tmp_path / "home"), vlc or open_vlc(vlc_options), tmp_path / "power"
        )
        opened.append(app)
        with qtbot.waitSignal(app.services.storage.loaded):
            app.start(paths)
        qtbot.waitUntil(app.window.isVisible)
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)  # else the first keys are lost
        qtbot.waitUntil(lambda: app.services.recommending.state.is_ready)
        return app

    yield open_it
    for app in opened:
        app.window.close()
        app.close()
        app.window.deleteLater()
    # Now, not in the event loop of the next test, whose window would lose the keys to it.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


@pytest.fixture
def open_with(open_app: Callable[..., App], qtbot: QtBot) -> Callable[[Path, int], App]:
    """Opens the app with the songs of a folder in it, so many, analysis paused."""

    def open_it(folder: Path, count: int) -> App:
        app = open_app()
        app.services.importing.pause()
        app.services.importing.add([str(folder)])
        qtbot.waitUntil(lambda: app.window.page.table.rowCount() == count)
        return app

    return open_it


@pytest.fixture
def few(open_with: Callable[[Path, int], App], few_songs: Path) -> App:
    """The app with ten short songs in it, analysis paused."""
    return open_with(few_songs, 10)
