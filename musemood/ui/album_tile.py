"""Paints an album in the grid: cover, mood stripe, title on two lines, artist and year."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from musemood.domain.albums import Album, mood_mix
from musemood.ui.album_model import ALBUM_ROLE
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import paint_icon
from musemood.ui.mood_mix import paint_mood_stripe
from musemood.ui.text_lines import paint_lines
from musemood.ui.theme import Theme, sized
from musemood.ui.view_wording import album_line

COVER = 152
PAD = 10
TILE = QSize(COVER + 2 * PAD, COVER + 92)
_PLAY = 38


class AlbumTile(QStyledItemDelegate):
    """The tile under the pointer shows a play button; the playing album is marked."""

    def __init__(self, theme: Theme, art: CoverArt, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._art = theme, art
        self.hovered_row = -1
        self.is_play_hovered = False
        self.playing_path = ""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All tiles are of one size."""
        return TILE

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One tile."""
        album: Album = index.data(ALBUM_ROLE)
        state: QStyle.StateFlag = option.state
        is_hovered = index.row() == self.hovered_row
        cover = cover_rect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option.rect, state, is_hovered)
        self._art.paint(painter, cover, album.tracks[0])
        is_playing = any(track.path == self.playing_path for track in album.tracks)
        if is_hovered:
            self._paint_play(painter, play_rect(option.rect))
        elif is_playing:
            self._paint_mark(painter, cover)
        self._paint_words(painter, cover, album)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, is_hovered: bool
    ) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        tile = QRectF(tile_rect(rect))
        if is_selected or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selected if is_selected else self._theme.hover))
            painter.drawRoundedRect(tile, 12, 12)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(self._theme.faint), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tile.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)

    def _paint_play(self, painter: QPainter, spot: QRectF) -> None:
        ground = QColor(self._theme.accent)
        ground.setAlphaF(1.0 if self.is_play_hovered else 0.9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        grown = 1.5 if self.is_play_hovered else 0.0
        painter.drawEllipse(spot.adjusted(-grown, -grown, grown, grown))
        middle = spot.center() + QPointF(1, 0)
        icon = QRectF(middle.x() - 8, middle.y() - 8, 16, 16)
        paint_icon(painter, "play", icon, self._theme.on_accent, is_filled=True)

    def _paint_mark(self, painter: QPainter, cover: QRectF) -> None:
        spot = QRectF(cover.right() - 32, cover.bottom() - 32, 24, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawEllipse(spot)
        paint_icon(painter, "volume-2", spot.adjusted(5, 5, -5, -5), "#FFFFFF")

    def _paint_words(self, painter: QPainter, cover: QRectF, album: Album) -> None:
        stripe = QRectF(cover.left(), cover.bottom() + 7, cover.width(), 3)
        paint_mood_stripe(painter, stripe, mood_mix(album.tracks), self._theme)
        words = QRectF(cover.left(), stripe.bottom() + 7, cover.width(), 60)
        title = sized(painter.font(), 13, QFont.Weight.DemiBold)
        words.setTop(
            words.top() + paint_lines(painter, words, album.title, title, self._theme.text, 2) + 2
        )
        font = sized(painter.font(), 11)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.soft))
        line = QFontMetrics(font).elidedText(
            album_line(album), Qt.TextElideMode.ElideRight, round(words.width())
        )
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, top, line)


def tile_rect(cell: QRect) -> QRect:
    """The tile in the middle of its cell, which is as wide as the window allows."""
    left = cell.left() + (cell.width() - TILE.width()) // 2
    return QRect(left, cell.top() + 2, TILE.width(), TILE.height() - 4)


def cover_rect(cell: QRect) -> QRectF:
    """Where the cover is in a cell."""
    tile = tile_rect(cell)
    return QRectF(tile.left() + PAD, tile.top() + PAD, COVER, COVER)


def play_rect(cell: QRect) -> QRectF:
    """Where the play button of a hovered tile is."""
    cover = cover_rect(cell)
    return QRectF(cover.right() - _PLAY - 8, cover.bottom() - _PLAY - 8, _PLAY, _PLAY)
