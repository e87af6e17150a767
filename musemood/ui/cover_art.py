"""Covers as rounded pixmaps, with a quiet drawn one where a track has none."""

from zlib import crc32

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPixmap,
)

from musemood.domain.track import Track, shown_name
from musemood.services.byte_cache import ByteCache
from musemood.services.covers import SMALL_EDGE_PX, Covers
from musemood.ui.icons import paint_icon

_MOST_BYTES = 48_000_000
_LARGE_FROM = 80
"""Logical pixels: smaller covers show a note where there is none, larger ones initials."""
_ROUND_MOST = 10.0
_HUES = 36
"""More are not told apart, and a leap through a list draws those that were never seen."""
_TOLD_EVERY_MS = 30
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class CoverArt(QObject):
    """Paints covers of any size.

    Signals: ``changed()`` when a cover has arrived and views should paint again.
    """

    changed = Signal()

    def __init__(self, covers: Covers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self._pixmaps: ByteCache[tuple[str, int, float], QPixmap] = ByteCache(_MOST_BYTES)
        # A screen full of covers arrives one by one; the views paint again once for several.
        self._telling = QTimer(self, singleShot=True, interval=_TOLD_EVERY_MS)
        self._telling.timeout.connect(self.changed)
        covers.cover_ready.connect(self._on_cover_ready)

    def paint(self, painter: QPainter, rect: QRectF, track: Track) -> None:
        """Draw the track's cover into a square ``rect``."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(rect.toRect(), self.pixmap(track, round(rect.width()), ratio))

    def pixmap(self, track: Track, size: int, ratio: float) -> QPixmap:
        """A square of ``size`` logical pixels with rounded corners."""
        key = (track.path, size, ratio)
        known = self._pixmaps.get(key)
        if known is not None:
            return known
        px = round(size * ratio)
        # Rows share one cover; a large one is asked for in the very pixels that it fills.
        image = self._covers.get(track.path, max(SMALL_EDGE_PX, px) if size < _LARGE_FROM else px)
        # Songs without a cover share the few that are drawn; no path begins like this.
        drawn = (f"\0{_hue_of(track)} {_letters(track, size)}", size, ratio)
        pixmap = self._pixmaps.get(drawn) if image is None else None
        if pixmap is None:
            pixmap = _rounded(image, track, size, ratio)
        for each in (key,) if image is not None else (key, drawn):
            self._pixmaps.put(each, pixmap, 4 * px * px)
        return pixmap

    def _on_cover_ready(self, path: str) -> None:
        self._pixmaps.discard(lambda key: key[0] == path)
        if not self._telling.isActive():
            self._telling.start()


def _rounded(image: QImage | None, track: Track, size: int, ratio: float) -> QPixmap:
    """The image, or what is drawn where there is none, in a square with rounded corners."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    square = QRectF(0, 0, size, size)
    clip = QPainterPath()
    radius = min(size / 10, _ROUND_MOST)
    clip.addRoundedRect(square, radius, radius)
    painter.setClipPath(clip)
    if image is None:
        paint_placeholder(painter, square, track)
    else:
        # Scaled beforehand: the painter's own scaling looks at four pixels only.
        is_exact = image.size() == pixmap.size()
        painter.drawImage(square, image if is_exact else image.scaled(pixmap.size(), mode=_SMOOTH))
    painter.end()
    return pixmap


def _placeholder_name(track: Track) -> str:
    return shown_name(track.tags.album or track.tags.artist or track.title)


def initials(name: str) -> str:
    """The first letters of at most two words; one sign of a Chinese name says enough."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    if not words:
        return ""
    if not words[0][0].isascii() and not words[0][0].islower() and not words[0][0].isupper():
        return words[0][0]
    return "".join(word[0] for word in words[:2]).upper()


def paint_placeholder(painter: QPainter, square: QRectF, track: Track) -> None:
    """A gradient that is the same for all tracks of an album; a note, or initials where large."""
    hue = _hue_of(track)
    gradient = QLinearGradient(square.topLeft(), square.bottomRight())
    gradient.setColorAt(0, QColor.fromHsl(hue, 48, 104))
    gradient.setColorAt(1, QColor.fromHsl((hue + 40) % 360, 56, 66))
    painter.fillRect(square, gradient)
    letters = _letters(track, square.width())
    if letters:
        font = QFont(QGuiApplication.font())
        font.setPixelSize(round(square.width() * 0.3))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(255, 255, 255, 165))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, letters)
        return
    inset = square.width() * 0.28
    paint_icon(painter, "music", square.adjusted(inset, inset, -inset, -inset), "#F4F4F6")


def _hue_of(track: Track) -> int:
    step = crc32(_placeholder_name(track).encode("utf-8", "replace")) % _HUES
    return step * 360 // _HUES


def _letters(track: Track, size: float) -> str:
    return initials(_placeholder_name(track)) if size >= _LARGE_FROM else ""
