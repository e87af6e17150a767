"""How long the views take with 50,000 songs.

    make bench NAME=views [ARGS=--chinese]

``--chinese``: the window is in Chinese, so are all names, and 3,500 characters are in them.
Times are those of the window's thread, so that other programs do not count.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from catalogue_tracks import many
from msgspec.structs import replace
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

from musemood.app import App
from musemood.domain.track import Track
from musemood.files.collector import collect_from_now
from musemood.files.data_folder import DataFolder
from musemood.player.vlc_library import open_vlc
from musemood.ui.language import Tongue
from musemood.ui.places import Kind, Page, Place, Thing
from musemood.ui.theme import load_fonts


def main() -> None:
    """Print one line for each act."""
    application = QApplication([])
    application.setFont(load_fonts())
    with tempfile.TemporaryDirectory() as home:
        app = App(DataFolder.under(Path(home)), open_vlc(("--aout=dummy",)))
        app.start()
        _spin(1500)
        songs = many(50_000)
        if "--chinese" in sys.argv:
            app._language.choose(Tongue.CHINESE)
            songs = [_chinese(track) for track in songs]
        app.services.collection.put(songs)
        while not (app.services.browsing.is_settled and app.services.browsing.catalogue.albums):
            _spin(50)
        collect_from_now()  # as the program does once all is there
        app.window.resize(1280, 800)
        _spin(500)
        _measure(app)
        app.window.close()
        app.close()


def _chinese(track: Track) -> Track:
    """Its names in as many characters as a word has digits."""

    def han(name: str) -> str:
        number = int("".join(filter(str.isdigit, name)))
        return "".join(chr(0x4E00 + number * step % 3500) for step in (1, 11, 101))

    tags = track.tags
    return replace(track, tags=replace(tags, album=han(tags.album), artist=han(tags.artist)))


def _measure(app: App) -> None:
    views = app.window.page.views
    album = app.services.browsing.catalogue.albums[17]
    for page in Page:
        _print(f"first look at {page}", lambda p=page: views.go(Place(p)))
        _spin(300)
    opened = {
        "an album": Place(Page.ALBUMS, Thing(Kind.ALBUM, album.key)),
        "a genre of 1,250": Place(Page.GENRES, Thing(Kind.GENRE, ("genre 3",))),
        "a folder of 50,000": Place(Page.FOLDERS, Thing(Kind.FOLDER, ("/music",))),
    }
    for name, place in opened.items():
        _print(f"open {name}", lambda p=place: views.go(p))
        steps = _until(lambda: views.detail.table.rowCount() == len(views.detail.content.tracks))
        print(
            f"  and until all its songs are there, {len(steps)} steps: {max(steps):.1f} ms at most"
        )
        _spin(100)
    _print("one frame of the folder", lambda: _scroll(views.detail.tracks), 20)
    _print("back", views.back)
    views.go(Place(Page.ALBUMS))
    _spin(800)
    _print("one frame of the grid", lambda: _scroll(views.albums.grid), 20)


def _scroll(view: QAbstractItemView) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 90)
    view.viewport().repaint()


def _print(name: str, act: Callable[[], object], times: int = 1) -> None:
    began = time.thread_time()
    for _ in range(times):
        act()
    print(f"{name}: {1000 * (time.thread_time() - began) / times:.1f} ms")


def _until(is_done: Callable[[], bool]) -> list[float]:
    """Milliseconds of each round of the event loop."""
    rounds = [0.0]
    while not is_done():
        began = time.thread_time()
        QApplication.processEvents()
        rounds.append(1000 * (time.thread_time() - began))
    return rounds


def _spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
