"""Icons: Lucide's line drawings, tinted in the colour that the place needs."""

from functools import cache

from msgspec import Struct
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from musemood.domain.mood import Mood
from musemood.shipped import shipped_folder

MOOD_ICON: dict[Mood, str] = {
    Mood.HAPPY: "sun",
    Mood.FRESH: "flower-2",
    Mood.RELAXED: "waves",
    Mood.SAD: "umbrella",
    Mood.INTENSE: "zap",
    Mood.UNSURE: "circle-help",
}

_SCALES = (1.0, 2.0, 3.0)


class Drawing(Struct, frozen=True):
    """How an icon was made: a file of resources/icons, its colour and size."""

    name: str
    colour: str
    size: int
    is_filled: bool


_DRAWINGS: dict[int, Drawing] = {}


def icon(name: str, colour: QColor | str, size: int = 20, is_filled: bool = False) -> QIcon:
    """The icon ``name`` of resources/icons, sharp up to 300 %."""
    return _made(Drawing(name, QColor(colour).name(), size, is_filled))


def drawing_of(shown: QIcon) -> Drawing | None:
    """How an icon was made by `icon`; None for others."""
    return _DRAWINGS.get(shown.cacheKey())


@cache
def _made(drawing: Drawing) -> QIcon:
    made, size = QIcon(), drawing.size
    for scale in _SCALES:
        pixmap = QPixmap(round(size * scale), round(size * scale))
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        square = QRectF(0, 0, size, size)
        paint_icon(painter, drawing.name, square, drawing.colour, drawing.is_filled)
        painter.end()
        made.addPixmap(pixmap)
        made.addPixmap(pixmap, QIcon.Mode.Selected)  # else tinted in the style's own colour
    _DRAWINGS[made.cacheKey()] = drawing
    return made


def paint_icon(
    painter: QPainter, name: str, rect: QRectF, colour: QColor | str, is_filled: bool = False
) -> None:
    """Draw the icon into ``rect``."""
    _renderer(name, QColor(colour).name(), is_filled).render(painter, rect)


def app_icon() -> QIcon:
    """MuseMood's own icon."""
    return QIcon(str(shipped_folder("resources") / "icons" / "musemood.svg"))


@cache
def _renderer(name: str, colour: str, is_filled: bool) -> QSvgRenderer:
    source = (shipped_folder("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", colour)
    if is_filled:
        source = source.replace('fill="none"', f'fill="{colour}"', 1)
    return QSvgRenderer(QByteArray(source.encode()))
