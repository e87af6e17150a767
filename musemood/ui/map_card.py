"""The small card that says which track a point of the mood map is."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from musemood.domain.track import Track
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import MOOD_ICON, paint_icon
from musemood.ui.theme import Theme, sized
from musemood.ui.wording import mood_name

_WIDTH, _HEIGHT, _AWAY = 264.0, 72.0, 16.0


def paint_card(
    painter: QPainter, room: QRectF, spot: QPointF, track: Track, theme: Theme, art: CoverArt
) -> None:
    """Cover, title, artist and mood beside ``spot``, wholly inside ``room``."""
    left = spot.x() + _AWAY
    if left + _WIDTH > room.right() - 4:
        left = spot.x() - _AWAY - _WIDTH
    top = min(max(spot.y() - _HEIGHT / 2, room.top() + 4), room.bottom() - _HEIGHT - 4)
    card = QRectF(round(max(left, room.left() + 4)), round(top), _WIDTH, _HEIGHT)
    painter.setPen(QColor(theme.line))
    painter.setBrush(QColor(theme.field))
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
    art.paint(painter, QRectF(card.left() + 10, card.top() + 10, 52, 52), track)
    lines = card.adjusted(74, 9, -12, 0)
    font = painter.font()
    rows = (
        (track.title, sized(font, 13, QFont.Weight.DemiBold), theme.text, 0.0),
        (track.tags.artist, sized(font, 12), theme.soft, 18.0),
    )
    for words, row_font, ink, down in rows:
        painter.setFont(row_font)
        painter.setPen(QColor(ink))
        told = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(lines.width())
        )
        row = QRectF(lines.left(), lines.top() + down, lines.width(), 18)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, told)
    if track.mood is not None:
        ink_of_mood = theme.mood_ink(track.mood)
        top = lines.top() + 38
        paint_icon(
            painter, MOOD_ICON[track.mood], QRectF(lines.left(), top + 1, 14, 14), ink_of_mood
        )
        painter.setPen(ink_of_mood)
        row = QRectF(lines.left() + 20, top, lines.width() - 20, 16)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, mood_name(track.mood))
