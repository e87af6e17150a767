"""A mood as a chip: icon, name and confidence on a pill of its colour."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from musemood.domain.mood import Mood
from musemood.domain.track import Track
from musemood.ui.cut_text import CutText
from musemood.ui.icons import MOOD_ICON, paint_icon
from musemood.ui.stamps import Stamps
from musemood.ui.theme import Theme
from musemood.ui.wording import mood_name

_CHIP_HEIGHT, _PILL_HEIGHT = 23, 22
_ICON_PX, _PERSON_PX = 14, 12
_BEFORE_NAME, _BEFORE_MARK, _AFTER_MARK = 30, 6, 10
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def shown_percent(track: Track) -> int | None:
    """The confidence that a chip shows; None where the mood is the person's own."""
    if track.own_mood is not None or track.heard is None:
        return None
    return round(100 * track.heard.confidence)


class MoodChips:
    """Paints chips in one font.

    All of a chip but the number is drawn once: a list shows the same few again and again.
    """

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self._numbers = CutText(font)
        self._stamps = Stamps()
        self._digit_px = QFontMetricsF(font).horizontalAdvance("0")
        self._name_px: dict[str, float] = {}

    def paint(
        self, painter: QPainter, left: int, middle: int, width: int, mood: Mood, percent: int | None
    ) -> None:
        """A chip from ``left`` on, at most ``width`` wide, around ``middle``.

        ``percent``: None for a mood that the person said, which bears a small person instead.
        """
        number = _number(percent)
        size = QSize(min(self.width_of(mood, percent), width), _CHIP_HEIGHT)
        top = middle - _CHIP_HEIGHT // 2
        shows = mood_name(mood), bool(number), self._theme.is_dark
        self._stamps.set_down(
            painter, QPoint(left, top), size, shows, lambda on: self._draw(on, size, mood, number)
        )
        if number:
            painter.setFont(self._numbers.font)
            painter.setPen(self._theme.mood_ink(mood))
            place = left, top + 0.5 + _PILL_HEIGHT / 2, size.width() - _AFTER_MARK
            self._numbers.write(painter, *place, number, is_at_right=True)

    def width_of(self, mood: Mood, percent: int | None) -> int:
        """How wide a chip is where nothing is in its way, in logical pixels."""
        name, number = mood_name(mood), _number(percent)
        if name not in self._name_px:
            self._name_px[name] = self._numbers.width_of(name)
        mark = self._digit_px * len(number) if number else _PERSON_PX
        return round(_BEFORE_NAME + self._name_px[name] + _BEFORE_MARK + mark + _AFTER_MARK)

    def _draw(self, painter: QPainter, size: QSize, mood: Mood, number: str) -> None:
        ink = self._theme.mood_ink(mood)
        pill = QRectF(0, 0.5, size.width(), _PILL_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.mood_ground(mood))
        painter.drawRoundedRect(pill, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
        paint_icon(painter, MOOD_ICON[mood], _centred(pill.left() + 9, pill, _ICON_PX), ink.name())
        if not number:
            person = _centred(pill.right() - 22, pill, _PERSON_PX)
            paint_icon(painter, "user-round", person, ink.name())
        painter.setFont(self._numbers.font)
        painter.setPen(ink)
        painter.drawText(pill.adjusted(29, 0, -10, 0), _LEFT, mood_name(mood))


def _number(percent: int | None) -> str:
    return "" if percent is None else str(percent)


def _centred(left: float, pill: QRectF, size: int) -> QRectF:
    return QRectF(left, pill.center().y() - size / 2, size, size)
