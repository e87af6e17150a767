"""Single lines of text, cut short where they are too long for their place."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

_MOST_KNOWN = 2000
"""So many lines are kept: some screens full."""

_MOST_SIGNS = 400
"""More are not seen anywhere; a tag may have 100,000 of them."""

_CONTROLS = str.maketrans(dict.fromkeys([*range(32), *range(127, 160), 0x2028, 0x2029], " "))
"""Signs that make more lines of one, or (U+009C) other texts of it for narrower places."""


class CutText:
    """Writes in one font; how a line is cut is found out once.

    All lines of one height stand on the same line, whatever script they are in: a rectangle
    given to Qt would be filled by the height of the signs, and Chinese titles stand lower.
    """

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._rise = (self._metrics.ascent() - self._metrics.descent()) / 2
        self._known: dict[tuple[str, float], tuple[str, float]] = {}

    def width_of(self, text: str) -> float:
        """In logical pixels, uncut."""
        return self._metrics.horizontalAdvance(text[:_MOST_SIGNS])

    def write(
        self,
        painter: QPainter,
        left: float,
        middle: float,
        width: float,
        text: str,
        is_at_right: bool = False,
    ) -> None:
        """One line in a place from ``left`` on, ``width`` wide, ``middle`` at half its height.

        In the painter's font, which has to be `font`: many lines are written with it at once.
        """
        shown, advance = self._known.get((text, width)) or self._cut(text, width)
        if is_at_right:
            left += width - advance
        painter.drawText(QPointF(left, middle + self._rise), shown)

    def _cut(self, text: str, width: float) -> tuple[str, float]:
        shown = text[:_MOST_SIGNS].translate(_CONTROLS)
        advance = self._metrics.horizontalAdvance(shown)
        if advance > width:
            shown = self._metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)
            advance = self._metrics.horizontalAdvance(shown)
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[text, width] = shown, advance
        return shown, advance
