"""Five stars in a cell of a list: painted, and found under the pointer."""

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter

from musemood.domain.opinion import MOST_STARS
from musemood.ui.icons import paint_icon
from musemood.ui.theme import Theme

_EDGE = 12.0
_STEP = 14.0
STARS_WIDTH, STARS_HEIGHT = round(MOST_STARS * _STEP), round(_EDGE)


def paint_stars(painter: QPainter, stars: int, theme: Theme, lit: int | None = None) -> None:
    """As many filled stars as were given, `STARS_WIDTH` by `STARS_HEIGHT` from the corner on.

    ``lit``: how many the pointer would give (0: it is in the row, not on a star), None where it
    is elsewhere; then the stars not given are left out, and a row without any is quiet.
    """
    shown = lit or stars
    for place in range(MOST_STARS):
        is_given = place < shown
        if not is_given and lit is None:
            break
        ink = theme.text if lit and is_given else theme.soft if is_given else theme.faint
        spot = QRectF(_left_of(place), 0, _EDGE, _EDGE)
        paint_icon(painter, "star", spot, ink, is_filled=is_given)


def star_at(rect: QRect, point: QPoint) -> int | None:
    """1..5 where ``point`` is on a star of the cell ``rect``, None beside them."""
    if not rect.contains(point):
        return None
    place = int((point.x() - rect.left()) // _STEP)
    return place + 1 if 0 <= place < MOST_STARS else None


def star_spot(rect: QRect, star: int) -> QPoint:
    """The middle of star 1..5; for those who click by program."""
    return QPoint(round(rect.left() + _left_of(star - 1) + _EDGE / 2), rect.center().y())


def _left_of(place: int) -> float:
    return place * _STEP + (_STEP - _EDGE) / 2
