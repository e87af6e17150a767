"""A library of 50,000 tracks: start, memory, keystrokes, sorting and scrolling.

    make bench NAME=library [ARGS="--tracks 50000 --starts 3"]

Everything is done to the real window with a generated catalogue (tests/generated_catalogue.py)
and 20,000 plays. Each figure is in wall-clock time, with the CPU time of the process beside it:
on a busy machine the first is larger than what the program does. Limits are those of the
project's issue; each figure also stands against a named alternative in the same run.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from unittest.mock import patch

from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QSettings, QSortFilterProxyModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from musemood.analysis import analysis_version
from musemood.app import App, collect_when_ready
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store
from musemood.player.vlc_library import open_vlc
from musemood.services.library_folders import LibraryFolders
from musemood.services.undo import Undo
from musemood.ui.columns import Column, column_name
from musemood.ui.theme import load_fonts

ROOT = Path(__file__).resolve().parents[2]
PLAYS = 20_000
QUERIES = (
    "anna winter",
    "artist:blue mood:sad>0.5",
    "year:1990..1999 -live",
    "plays:>5 OR genre:jazz",
    "played:<30d length:>5:00",
    "(river OR road) added:<1y",
    'album:"deep east"',
)
SCROLLS = 120
LIMITS_MS = {"start": 1000.0, "keystroke": 50.0, "sort": 100.0, "frame": 16.0}
LIMIT_MB = 400.0


class Stopwatch:
    """Wall and CPU time of single steps, in milliseconds."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def time(self, step: Callable[[], object]) -> None:
        """Do it and note how long it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        step()
        self.wall.append(1e3 * (time.perf_counter() - wall))
        self.cpu.append(1e3 * (time.process_time() - cpu))

    def report(self, name: str, limit_ms: float) -> float:
        """One line; returns the median."""
        median, worst = statistics.median(self.wall), max(self.wall)
        cpu = f"CPU {statistics.median(self.cpu):.1f}, worst {max(self.cpu):.1f}"
        verdict = "ok" if worst <= limit_ms else "OVER in the worst case"
        print(f"{name:<28} median {median:7.1f} ms  worst {worst:7.1f}  ({cpu})"
              f"  limit {limit_ms:g}: {verdict}")  # fmt: skip
        return median


def fill(home: Path, size: int) -> None:
    """Store the catalogue under ``home``."""
    sys.path.append(str(ROOT / "tests"))
    from generated_catalogue import lay_files, make_catalogue, make_plays

    music = str(home / "music")
    made = make_catalogue(size, root=music)
    lay_files(made)
    tracks = [replace(track, analysed_by=analysis_version()) for track in made]
    # 20,000 journal entries, each forced to the disk, would take half a minute.
    with patch("os.fsync"), Store.open(DataFolder.under(home)) as store:
        store.put(tracks)
        for play in make_plays(tracks, PLAYS):
            store.add_play(play)
    folder = DataFolder.under(home)
    folder.config.mkdir(parents=True, exist_ok=True)
    settings = QSettings(str(folder.config / "window.ini"), QSettings.Format.IniFormat)
    LibraryFolders(settings, Undo()).add([music])
    settings.sync()


def open_app(home: Path) -> App:
    """The program as `run_window` makes it, not yet started; collections come as in it."""
    gc.disable()
    sys.setswitchinterval(0.0005)
    os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
    application = QApplication.instance() or QApplication([])
    application.setFont(load_fonts())
    app = App(DataFolder.under(home), open_vlc(("--aout=dummy",)))
    collect_when_ready(app)
    return app


def bench_start(home: Path, empty: Path, starts: int) -> None:
    """Time from the start of the process."""
    _started(empty)  # compiles, and warms the file cache
    full = [_started(home) for _ in range(starts)]
    bare = _started(empty)
    best = min(full, key=lambda each: each["usable"])
    for name, meaning in (
        ("shown", "window on the screen"),
        ("usable", "songs in it, answering"),
        ("whole", "whole library, mood inferred"),
    ):
        wall = [round(1e3 * each[name]) for each in full]
        limit = f"  limit {LIMITS_MS['start']:g}" if name == "usable" else ""
        print(f"{meaning:<28} {wall} ms  (CPU {1e3 * best[name + ' CPU']:.0f}){limit}")
    stock = Stopwatch()
    stock.time(lambda: _read_with_stock_tinydb(home / "data" / "tracks.json"))
    print(f"  {1e3 * best['whole'] / stock.wall[0]:.2f} of the time that stock TinyDB takes to read"
          f" the file alone ({stock.wall[0]:.0f} ms)")  # fmt: skip
    print(f"memory {best['MB']:.0f} MB, peak {best['peak MB']:.0f}  limit {LIMIT_MB:g}; "
          f"{best['MB'] / bare['MB']:.2f} of the same window over 12 tracks")  # fmt: skip


def _started(home: Path) -> dict[str, float]:
    child = Path(__file__).with_name("started_window.py")
    command = [sys.executable, str(child), str(home), str(time.monotonic())]
    # An installed program is compiled.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "MUSEMOOD_VLC_OPTIONS": "--aout=dummy",
                    "PYTHONPYCACHEPREFIX": str(home.parent / "compiled")}  # fmt: skip
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def _read_with_stock_tinydb(path: Path) -> None:
    from tinydb import TinyDB

    with TinyDB(path) as database:
        database.table("tracks").all()


def bench_window(home: Path, size: int) -> None:
    """Keystrokes, sorting and scrolling."""
    app = open_app(home)
    window, table, tracks = app.window, app.window.page.table, app.window.page.tracks
    app.start()
    while not (table.rowCount() == size and app.services.recommending.state.is_ready):
        QApplication.processEvents()
    # Once the start is over: the files looked through, the texts made ready for the search.
    importing, began = app.services.importing, time.monotonic()
    while table.is_preparing or importing.is_scanning:
        QApplication.processEvents()
    print(f"made ready for searching and sorting {time.monotonic() - began:.1f} s later")
    search = window.page.header.search
    viewport = tracks.viewport()

    def after(step: Callable[[], object]) -> Callable[[], None]:
        def do() -> None:
            step()
            viewport.repaint()

        return do

    keys = Stopwatch()
    for query in QUERIES:
        for key in query:
            keys.time(after(lambda key=key: QTest.keyClicks(search, key)))
        for _ in query:
            keys.time(after(lambda: QTest.keyClick(search, Qt.Key.Key_Backspace)))
    ours = keys.report(f"keystroke ({len(keys.wall)})", LIMITS_MS["keystroke"])
    _compare_filter(table, ours)

    sorts = {}
    for column in (column for column in Column if column_name(column)):
        sorts[column] = watch = Stopwatch()
        for is_descending in (False, True, False):
            watch.time(after(lambda c=column, d=is_descending: tracks.columns.sort_by(c, d)))
    for column, watch in sorts.items():
        watch.report(f"sort by {column_name(column).lower()}", LIMITS_MS["sort"])
    _compare_sort(table, statistics.median(sorts[Column.TITLE].wall))

    frames = scroll(tracks)
    ours = frames.report("scroll frame", LIMITS_MS["frame"])
    stock = QTableView()
    stock.setModel(table)
    stock.verticalHeader().setDefaultSectionSize(46)
    stock.resize(tracks.size())
    stock.show()
    QApplication.processEvents()
    theirs = statistics.median(scroll(stock).wall)
    print(f"  {ours / theirs:.2f} of a plain QTableView with Qt's own delegate ({theirs:.1f} ms)")
    window.close()
    app.close()


def scroll(view: QTableView) -> Stopwatch:
    """By the wheel's step, then by leaps through the whole list."""
    bar, watch = view.verticalScrollBar(), Stopwatch()
    bar.setValue(0)
    view.viewport().repaint()
    for step in range(SCROLLS):
        distance = 120 if step % 2 else bar.maximum() // SCROLLS

        def move(distance: int = distance) -> None:
            bar.setValue(bar.value() + distance)
            view.viewport().repaint()

        watch.time(move)
    return watch


def _compare_filter(table: QAbstractItemModel, ours: float) -> None:
    proxy, watch = _proxy(table), Stopwatch()
    for text in ("a", "an", "ann", "anna"):
        watch.time(lambda text=text: proxy.setFilterFixedString(text))
    theirs = statistics.median(watch.wall)
    print(f"  {ours / theirs:.3f} of QSortFilterProxyModel over the same table ({theirs:.0f} ms)")


def _compare_sort(table: QAbstractItemModel, ours: float) -> None:
    proxy, watch = _proxy(table), Stopwatch()
    watch.time(lambda: proxy.sort(Column.TITLE))
    theirs = watch.wall[0]
    print(f"  by title: {ours / theirs:.3f} of QSortFilterProxyModel's sort ({theirs:.0f} ms)")


def _proxy(table: QAbstractItemModel) -> QSortFilterProxyModel:
    proxy = QSortFilterProxyModel()
    proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    proxy.setFilterKeyColumn(Column.TITLE)
    proxy.setSourceModel(table)
    proxy.rowCount()
    return proxy


def main(arguments: Iterable[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tracks", type=int, default=50_000)
    parser.add_argument("--starts", type=int, default=3)
    options = parser.parse_args(list(arguments))
    with tempfile.TemporaryDirectory() as folder:
        home, empty = Path(folder) / "full", Path(folder) / "empty"
        fill(home, options.tracks)
        fill(empty, 12)
        load = f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        print(f"{options.tracks:,} tracks, {PLAYS:,} plays; {load}")
        bench_start(home, empty, options.starts)
        bench_window(home, options.tracks)


if __name__ == "__main__":
    main(sys.argv[1:])
