"""Draws the points of the mood map, all at once, into a picture that can be kept."""

import math
from functools import cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from musemood.domain.mood import ALL_MOODS, Mood
from musemood.domain.mood_map import MapPoints, stamp
from musemood.ui.map_camera import MapCamera
from musemood.ui.theme import MOOD_FILL

_RADII = ((1000, 5.5), (10_000, 4.0), (math.inf, 3.0))
"""Up to so many points, so large: where there is room they are easier to tell apart."""
_CORNERS = {Mood.FRESH: 4, Mood.SAD: 3, Mood.INTENSE: 3}
"""Diamond, triangle downwards, triangle upwards; no mood is told by its colour alone."""


def paint_mark(painter: QPainter, mood: Mood, centre: QPointF, radius: float) -> None:
    """A point of a mood in its shape and colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    colour = QColor(MOOD_FILL[mood])
    painter.setBrush(colour)
    square = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    if mood is Mood.HAPPY:
        painter.drawEllipse(square.adjusted(0.3, 0.3, -0.3, -0.3))
    elif mood is Mood.RELAXED:
        inset = 0.16 * radius
        painter.drawRect(square.adjusted(inset, inset, -inset, -inset))
    elif mood is Mood.UNSURE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(colour))
        painter.drawEllipse(square.adjusted(1, 1, -1, -1))
    else:
        first = math.pi / 2 if mood is Mood.SAD else -math.pi / 2
        count, size = _CORNERS[mood], 1.15 * radius
        painter.drawPolygon(
            QPolygonF(
                [
                    centre
                    + QPointF(
                        size * math.cos(first + 2 * math.pi * corner / count),
                        size * math.sin(first + 2 * math.pi * corner / count),
                    )
                    for corner in range(count)
                ]
            )
        )


def points_picture(
    points: MapPoints, size: QSize, ratio: float, centre: QPointF, scale: float
) -> QImage:
    """The points on a transparent ground.

    ``size``: logical pixels. ``centre``: the place in the middle, in valence and arousal.
    ``scale``: logical pixels for a step of 1.
    """
    width, height = round(size.width() * ratio), round(size.height() * ratio)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    canvas = np.frombuffer(image.bits(), np.uint32).reshape(height, width)
    columns = np.rint(width / 2 + (points.xs - centre.x()) * (scale * ratio)).astype(np.intp)
    rows = np.rint(height / 2 - (points.ys - centre.y()) * (scale * ratio)).astype(np.intp)
    radius = next(radius for most, radius in _RADII if len(points) <= most)
    stamp(canvas, columns, rows, points.moods, _stamps(ratio, radius))
    image.setDevicePixelRatio(ratio)
    return image


class KeptPicture:
    """The points as painted last, with a quarter of the view to spare on each side.

    Moving the map only shifts it; another zoom, size or other points need another one.
    ``made``: how many were painted.
    """

    def __init__(self) -> None:
        self.made = 0
        self._key: tuple[object, ...] = ()
        self._centre = QPointF()
        self._image = QImage()

    def of(
        self, points: MapPoints, camera: MapCamera, view: QSize, ratio: float
    ) -> tuple[QPointF, QImage]:
        """Where its corner lies in the view, and the picture."""
        scale = camera.scale
        spare = QPointF(view.width() / 4, view.height() / 4)
        room = QSize(view.width() * 3 // 2, view.height() * 3 // 2)
        key = (points, room.width(), room.height(), ratio, scale)
        away = (camera.centre - self._centre) * scale
        if key != self._key or abs(away.x()) > spare.x() or abs(away.y()) > spare.y():
            self._image = points_picture(points, room, ratio, camera.centre, scale)
            self._key, self._centre, away = key, QPointF(camera.centre), QPointF()
            self.made += 1
        return QPointF(-away.x(), away.y()) - spare, self._image


@cache
def _stamps(ratio: float, radius: float) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint32]]:
    side = 2 * math.ceil((1.2 * radius + 1) * ratio) + 1
    stamps = np.zeros((len(ALL_MOODS), side, side), np.uint32)
    for number, mood in enumerate(ALL_MOODS):
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(ratio, ratio)
        middle = side / 2 / ratio
        paint_mark(painter, mood, QPointF(middle, middle), radius)
        painter.end()
        stamps[number] = np.frombuffer(image.constBits(), np.uint32).reshape(side, side)
    return stamps
