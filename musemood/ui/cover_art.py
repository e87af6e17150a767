"""Covers as rounded pixmaps, with a quiet drawn one where a track has none."""

from collections import OrderedDict
from zlib import crc32

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPixmap

from musemood.domain.track import Track
from musemood.services.covers import Covers
from musemood.ui.icons import paint_icon

_KEPT = 1200
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class CoverArt(QObject):
    """Paints covers of any size.

    Signals: ``changed()`` when a cover has arrived and views should paint again.
    """

    changed = Signal()

    def __init__(self, covers: Covers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self._pixmaps: OrderedDict[tuple[str, int, float], QPixmap] = OrderedDict()
        covers.cover_ready.connect(self._on_cover_ready)

    def paint(self, painter: QPainter, rect: QRectF, track: Track) -> None:
        """Draw the track's cover into a square ``rect``."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(rect.toRect(), self.pixmap(track, round(rect.width()), ratio))

    def pixmap(self, track: Track, size: int, ratio: float) -> QPixmap:
        """A square of ``size`` logical pixels with rounded corners."""
        key = (track.path, size, ratio)
        if key in self._pixmaps:
            self._pixmaps.move_to_end(key)
            return self._pixmaps[key]
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        square = QRectF(0, 0, size, size)
        clip = QPainterPath()
        clip.addRoundedRect(square, size / 10, size / 10)
        painter.setClipPath(clip)
        image = self._covers.get(track.path)
        if image is None:
            paint_placeholder(painter, square, track)
        else:
            # Scaled beforehand: the painter's own scaling looks at four pixels only.
            painter.drawImage(square, image.scaled(pixmap.size(), mode=_SMOOTH))
        painter.end()
        self._pixmaps[key] = pixmap
        if len(self._pixmaps) > _KEPT:
            self._pixmaps.popitem(last=False)
        return pixmap

    def _on_cover_ready(self, path: str) -> None:
        for key in [key for key in self._pixmaps if key[0] == path]:
            del self._pixmaps[key]
        self.changed.emit()


def paint_placeholder(painter: QPainter, square: QRectF, track: Track) -> None:
    """A gradient that is the same for all tracks of an album, with a note on it."""
    name = track.tags.album or track.tags.artist or track.title
    hue = crc32(name.encode("utf-8", "surrogateescape")) % 360
    gradient = QLinearGradient(square.topLeft(), square.bottomRight())
    gradient.setColorAt(0, QColor.fromHsl(hue, 70, 110))
    gradient.setColorAt(1, QColor.fromHsl((hue + 40) % 360, 80, 70))
    painter.fillRect(square, gradient)
    inset = square.width() * 0.28
    paint_icon(painter, "music", square.adjusted(inset, inset, -inset, -inset), "#F4F4F6")
