"""How long a frame of the mood map takes with 50,000 points.

    make bench NAME=map

Times are those of the window's thread, so that other programs do not count.
"""

import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QPointF, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from musemood.app import App
from musemood.domain.mood import ALL_MOODS, MOODS, MoodReading
from musemood.domain.track import Tags, Track
from musemood.files.data_folder import DataFolder
from musemood.player.vlc_library import open_vlc
from musemood.ui.map_page import MapPage
from musemood.ui.map_picture import paint_mark
from musemood.ui.mood_map import MoodMap
from musemood.ui.places import Page, Place
from musemood.ui.theme import load_fonts

_POINTS = 50_000
_FRAMES = 300


def main() -> None:
    """Print frames of a pan, of a zoom, the lasso, and the ratio to drawing point by point."""
    application = QApplication([])
    application.setFont(load_fonts())
    with tempfile.TemporaryDirectory() as home:
        app = App(DataFolder.under(Path(home)), open_vlc(("--aout=dummy",)))
        app.start()
        app.window.resize(1600, 1000)
        _spin(1500)
        app.services.collection.put(_tracks())
        app.window.page.views.go(Place(Page.MAP))
        page = app.window.page.views.page
        assert isinstance(page, MapPage)
        while len(page.map.points) < _POINTS:
            _spin(50)
        _measure(page.map)
        app.window.close()
        app.close()


def _tracks() -> list[Track]:
    places = np.clip(np.random.default_rng(5).normal(0, 0.35, (_POINTS, 2)), -1, 1)
    return [
        Track(
            f"/music/{n // 12}/{n}.mp3",
            1,
            1,
            Tags(title=f"Track {n}", album=f"Album {n // 12}", duration_s=200.0),
            reading=MoodReading((0.2,) * 5, float(x), float(y), MOODS[n % 5]),
        )
        for n, (x, y) in enumerate(places)
    ]


def _measure(the_map: MoodMap) -> None:
    size = the_map.viewport().size()
    the_map.zoom(3)
    pan = [_frame(the_map, lambda: the_map.move_by(QPointF(9, 5))) for _ in range(40)]
    for step in range(_FRAMES):  # back and forth, across many kept pictures
        away = 14 if step % 100 < 50 else -14
        pan.append(_frame(the_map, lambda a=away: the_map.move_by(QPointF(a, a / 2))))
    made = the_map.picture.made
    zoom = [_frame(the_map, lambda: the_map.zoom(1.02)) for _ in range(60)]
    assert the_map.picture.made > made
    print(f"view {size.width()} x {size.height()}, {len(the_map.points):,} points")
    _print("pan", pan)
    _print("zoom", zoom)
    the_map.fit()
    began = time.thread_time()
    outline = [(0.6 * np.cos(a), 0.6 * np.sin(a)) for a in np.linspace(0, 6.28, 200)]
    held = the_map.points.inside(outline)
    print(f"lasso of 200 corners holding {len(held):,}: {_since_ms(began):.1f} ms")
    began = time.thread_time()
    the_map.points.nearest(0.3, 0.1, 0.01)
    print(f"nearest point: {_since_ms(began):.2f} ms")
    each = _point_by_point_ms(the_map)
    print(f"each point drawn anew: {each:.1f} ms, {each / np.mean(pan):.0f} times a frame of a pan")


def _frame(the_map: MoodMap, act: object) -> float:
    began = time.thread_time()
    act()  # type: ignore[operator]
    the_map.viewport().repaint()
    return _since_ms(began)


def _print(name: str, frames: list[float]) -> None:
    print(
        f"{name}: {len(frames)} frames, mean {np.mean(frames):.1f} ms, 99th percentile "
        f"{np.percentile(frames, 99):.1f} ms, longest {max(frames):.1f} ms"
    )


def _point_by_point_ms(the_map: MoodMap) -> float:
    image = QImage(the_map.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
    began = time.thread_time()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(len(the_map.points)):
        mood = ALL_MOODS[int(the_map.points.moods[number])]
        paint_mark(painter, mood, the_map.spot(number), 4)
    painter.end()
    return _since_ms(began)


def _since_ms(began: float) -> float:
    return 1000 * (time.thread_time() - began)


def _spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
