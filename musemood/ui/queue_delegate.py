"""A row of the queue as it is painted: cover, title, reason, two thumbs."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from musemood.domain.play_log import PlaySource
from musemood.domain.queue import QueueRow
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import paint_icon
from musemood.ui.queue_rows import NOTE_ROLE, QUEUE_TRACK_ROLE, ROW_ROLE
from musemood.ui.text_lines import wrapped_lines
from musemood.ui.theme import Theme, sized
from musemood.ui.track_painter import MISSING_OPACITY

QUEUE_ROW_HEIGHT = 52
_COVER = 36
_THUMB = 26
_NOTE_PX = 11
Index = QModelIndex | QPersistentModelIndex


def thumb_rects(rect: QRect) -> dict[ThumbKind, QRect]:
    """Where the thumbs of a row are whose rectangle this is."""
    top = rect.center().y() - _THUMB // 2
    right = rect.right() - 2
    return {
        ThumbKind.DOWN: QRect(right - _THUMB, top, _THUMB, _THUMB),
        ThumbKind.UP: QRect(right - 2 * _THUMB, top, _THUMB, _THUMB),
    }


def _words_left(rect: QRect) -> int:
    """Where the words of a row begin."""
    return rect.left() + 6 + _COVER + 10


def note_lines(note: str, font: QFont, rect: QRect) -> list[str]:
    """The reason as it stands in a row: on two lines, cut short where it is longer."""
    return wrapped_lines(note, sized(font, _NOTE_PX), _words_width(rect), 2) if note else []


def _words_width(rect: QRect) -> int:
    return rect.right() - 2 * _THUMB - 8 - _words_left(rect)


class QueueDelegate(QStyledItemDelegate):
    """Cover, title, the reason on two lines, two thumbs; recommended rows bear a mood's mark."""

    def __init__(self, theme: Theme, art: CoverArt, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._art = art
        self.pointer = QPoint(-1, -1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(200, QUEUE_ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, cover, words, thumbs."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row: QueueRow = index.data(ROW_ROLE)
        track: Track = index.data(QUEUE_TRACK_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hovered = rect.contains(self.pointer)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selected if is_selected else self._theme.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 8, 8)
        cover = QRectF(rect.left() + 6, rect.center().y() - _COVER / 2 + 0.5, _COVER, _COVER)
        painter.setOpacity(MISSING_OPACITY if track.is_missing else 1.0)  # its words stay readable
        self._art.paint(painter, cover, track)
        painter.setOpacity(1.0)
        if row.source is PlaySource.RECOMMENDED and row.reason is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.mood_fill(row.reason.mood))
            painter.drawRoundedRect(QRectF(rect.left(), cover.top() + 4, 3, _COVER - 8), 1.5, 1.5)
        self._paint_words(painter, rect, index, track)
        for kind, spot in thumb_rects(rect).items():
            is_lit = spot.contains(self.pointer)
            name = "thumbs-up" if kind is ThumbKind.UP else "thumbs-down"
            ink = self._theme.text if is_lit else self._theme.faint
            paint_icon(painter, name, QRectF(spot).adjusted(5, 5, -5, -5), ink, is_filled=is_lit)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, track: Track) -> None:
        left, width = _words_left(rect), _words_width(rect)
        base = painter.font()
        lines = note_lines(index.data(NOTE_ROLE), base, rect)
        top = rect.center().y() - (18 + 14 * len(lines)) // 2
        painter.setFont(sized(base, 13, QFont.Weight.Medium))
        painter.setPen(QColor(self._theme.soft if track.is_missing else self._theme.text))
        title = QFontMetrics(painter.font()).elidedText(
            track.title, Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(QRect(left, top, width, 18), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(sized(base, _NOTE_PX))
        painter.setPen(QColor(self._theme.soft))
        for place, line in enumerate(lines):
            line_rect = QRect(left, top + 18 + 14 * place, width, 14)
            painter.drawText(line_rect, Qt.AlignmentFlag.AlignVCenter, line)
