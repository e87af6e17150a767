"""The list of artists or genres: cover, name, moods, how many songs."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from musemood.ui.cover_art import CoverArt
from musemood.ui.group_rows import GROUP_ROLE, MIX_ROLE, Group, GroupRows
from musemood.ui.mood_mix import paint_mood_stripe
from musemood.ui.song_set_view import SongSetView
from musemood.ui.theme import Theme, sized

_HEIGHT = 54
_COVER = 38
_STRIPE = 90
_NOTE = 170


class _GroupDelegate(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, theme: Theme, art: CoverArt, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._art = theme, art

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are of one height."""
        return QSize(200, _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Cover, name, stripe, counts."""
        rect: QRect = option.rect
        group: Group = index.data(GROUP_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option.state)
        cover = QRectF(rect.left() + 10, rect.top() + (_HEIGHT - _COVER) / 2, _COVER, _COVER)
        self._art.paint(painter, cover, group.tracks[0])
        note_width = min(_NOTE, rect.width() // 3)
        note = QRect(rect.right() - note_width - 12, rect.top(), note_width, _HEIGHT)
        stripe = QRectF(note.left() - _STRIPE - 16, rect.center().y() - 1.5, _STRIPE, 4)
        paint_mood_stripe(painter, stripe, index.data(MIX_ROLE), self._theme)
        name = QRect(round(cover.right()) + 14, rect.top(), 0, _HEIGHT)
        name.setRight(round(stripe.left()) - 12)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        font = sized(painter.font(), 13, QFont.Weight.DemiBold)
        self._line(painter, name, group.name, font, self._theme.text, left)
        self._line(painter, note, group.note(), sized(painter.font(), 12), self._theme.soft, right)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        bar = QRectF(rect).adjusted(0, 1, 0, -1)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selected if is_selected else self._theme.hover))
            painter.drawRoundedRect(bar, 10, 10)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self._theme.faint), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        ink: str,
        side: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


class GroupList(SongSetView):
    """Letters jump, too."""

    def __init__(
        self, name: str, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        rows = GroupRows()
        super().__init__(rows, art, parent)
        self.rows = rows
        self.setItemDelegate(_GroupDelegate(theme, art, self))
        self.setAccessibleName(name)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalScrollBar().setSingleStep(_HEIGHT // 2)

    def select(self, key: str) -> None:
        """Make this the current row and show it."""
        row = self.rows.row_of(key)
        if row is not None:
            self.setCurrentIndex(self.rows.index(row))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is lit any more."""
        super().leaveEvent(event)
        self.viewport().update()
