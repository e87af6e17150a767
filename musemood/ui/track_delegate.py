"""Paints the rows of the song list."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPixmap, QPixmapCache
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from musemood.domain.mood import Mood
from musemood.domain.track import Track
from musemood.ui.columns import ALIGNMENTS, COLUMNS, Column
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import MOOD_ICON, paint_icon
from musemood.ui.playlist_table import PlaylistTable
from musemood.ui.stars import paint_stars, star_at
from musemood.ui.theme import Theme, sized
from musemood.ui.track_table import TrackTable
from musemood.ui.wording import mood_name

ROW_HEIGHT = 46
_COVER = 32
_PAD = 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CHIP_HEIGHT, _PILL_HEIGHT = 23, 22
_CHIP_ICON_PX = 14
_PERSON_PX = 12
MISSING_OPACITY = 0.45
_SHOWN_TEXTS = 5000
"""So many cut texts are kept: some screens full."""


def shown_percent(track: Track) -> int | None:
    """The confidence that a chip shows; None where the mood is the person's own."""
    if track.own_mood is not None or track.heard is None:
        return None
    return round(100 * track.heard.confidence)


def paint_mood_chip(
    painter: QPainter, rect: QRect, mood: Mood, percent: int | None, theme: Theme, font: QFont
) -> None:
    """A mood's icon, name and confidence on a pill of its colour, at the left of ``rect``.

    ``percent``: None for a mood that the person said, which bears a small person instead.
    All but the number is drawn once and kept as a picture: a list shows the same few again.
    """
    metrics = QFontMetrics(font)
    name, number = mood_name(mood), "" if percent is None else str(percent)
    mark = metrics.horizontalAdvance("0" * len(number)) if number else 12
    wanted = 30 + metrics.horizontalAdvance(name) + 6 + mark + 10
    size = QSize(min(wanted, rect.width()), _CHIP_HEIGHT)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    picture, ink = QPixmap(), theme.mood_ink(mood)
    key = f"chip {name} {size.width()} {bool(number)} {ink.name()} {ratio} {font.key()}"
    if not QPixmapCache.find(key, picture):
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        _draw_pill(picture, size, mood, not number, theme, font)
        QPixmapCache.insert(key, picture)
    top = rect.center().y() - _CHIP_HEIGHT // 2
    painter.drawPixmap(rect.left(), top, picture)
    if number:
        painter.setFont(font)
        painter.setPen(ink)
        pill = QRectF(rect.left(), top + 0.5, size.width(), _PILL_HEIGHT)
        painter.drawText(pill.adjusted(29, 0, -10, 0), _RIGHT, number)


def _draw_pill(
    picture: QPixmap, size: QSize, mood: Mood, is_own: bool, theme: Theme, font: QFont
) -> None:
    painter, ink = QPainter(picture), theme.mood_ink(mood)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pill = QRectF(0, 0.5, size.width(), _PILL_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.mood_ground(mood))
    painter.drawRoundedRect(pill, _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)
    paint_icon(painter, MOOD_ICON[mood], _centred(pill.left() + 9, pill, _CHIP_ICON_PX), ink.name())
    if is_own:
        person = _centred(pill.right() - 22, pill, _PERSON_PX)
        paint_icon(painter, "user-round", person, ink.name())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(pill.adjusted(29, 0, -10, 0), _LEFT, mood_name(mood))
    painter.end()


def _centred(left: float, pill: QRectF, size: int) -> QRectF:
    return QRectF(left, pill.center().y() - size / 2, size, size)


def stars_rect(cell: QRect) -> QRect:
    """Where the stars are in a cell of the rating column."""
    return cell.adjusted(_PAD, 0, 0, 0)


class TrackDelegate(QStyledItemDelegate):
    """Cover, title over artist, mood chip; the hovered and the selected row as one rounded bar."""

    def __init__(
        self, table: TrackTable | PlaylistTable, theme: Theme, art: CoverArt, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._theme = theme
        self._font = parent.font()
        self._fonts: dict[tuple[int, QFont.Weight], tuple[QFont, QFontMetrics]] = {}
        self._shown: dict[tuple[str, int, int, QFont.Weight], str] = {}
        self._art = art
        self.hovered_row = -1
        self.pointer = QPoint(-1, -1)
        self.outer_columns: tuple[int, int] = (0, len(Column) - 1)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Rows are 46 px high."""
        return QSize(60, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        model, row, column = self._table, index.row(), COLUMNS[index.column()]
        # Straight from the table: through the index every cell would cross into Qt and back.
        track = model.track_at(row)
        is_playing = track.path == model.playing_path
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected or row == self.hovered_row:
            self._paint_ground(painter, rect, column, is_selected)
        if track.is_missing and column is Column.COVER:  # text and mood stay readable
            painter.setOpacity(MISSING_OPACITY)
        if column is Column.NUMBER and is_playing:
            spot = QRectF(rect.left() + 10, rect.center().y() - 6, 13, 13)
            paint_icon(painter, "play", spot, self._theme.accent, is_filled=True)
        elif column is Column.COVER:
            top = rect.center().y() - _COVER / 2 + 0.5
            self._art.paint(painter, QRectF(rect.left(), top, _COVER, _COVER), track)
        elif column is Column.TITLE:
            self._paint_title(painter, rect, track, is_playing)
        elif column is Column.MOOD:
            self._paint_mood(painter, rect, track)
        elif column is Column.RATING:
            is_hovered = row == self.hovered_row
            cell = stars_rect(rect)
            lit = (star_at(cell, self.pointer) or 0) if is_hovered else None
            paint_stars(painter, cell, track.stars, self._theme, lit=lit)
        else:
            self._paint_text(painter, rect, column, model.text(row, column))
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, column: int, is_selected: bool) -> None:
        colour = self._theme.selected if is_selected else self._theme.hover
        # The bar reaches beyond inner cells, so that only its outer ends are round.
        is_first, is_last = column == self.outer_columns[0], column == self.outer_columns[1]
        bar = QRectF(rect).adjusted(0 if is_first else -12, 1, 0 if is_last else 12, -1)
        path = QPainterPath()
        path.addRoundedRect(bar, 8, 8)
        painter.setClipRect(rect)
        painter.fillPath(path, QColor(colour))

    def _paint_title(self, painter: QPainter, rect: QRect, track: Track, is_playing: bool) -> None:
        left = rect.left() + _PAD
        width = rect.right() - left - _PAD
        ink = self._theme.soft if track.failure or track.is_missing else self._theme.text
        weight = QFont.Weight.Bold if is_playing else QFont.Weight.Medium
        artist = track.tags.artist or track.tags.album_artist
        title_rect = QRect(left, rect.top() + (6 if artist else 14), width, 18)
        self._paint_line(painter, title_rect, track.title, 13, ink, weight=weight)
        if artist:
            artist_rect = QRect(left, rect.top() + 24, width, 16)
            self._paint_line(painter, artist_rect, artist, 11, self._theme.soft)

    def _paint_mood(self, painter: QPainter, rect: QRect, track: Track) -> None:
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        mood = track.mood
        if mood is not None:
            font, _ = self._font_of(12, QFont.Weight.Medium)
            paint_mood_chip(painter, inner, mood, shown_percent(track), self._theme, font)
        elif track.failure is not None:
            spot = QRectF(inner.left() + 9, rect.center().y() - 7, 15, 15)
            paint_icon(painter, "triangle-alert", spot, self._theme.warning)
        else:
            painter.setPen(QColor(self._theme.faint))
            painter.drawText(inner.adjusted(9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "…")

    def _paint_text(self, painter: QPainter, rect: QRect, column: Column, text: str) -> None:
        if text:
            right = 10 if column == self.outer_columns[1] else _PAD
            left = 10 if column == self.outer_columns[0] else _PAD
            inner = rect.adjusted(left, 0, -right, 0)
            self._paint_line(painter, inner, text, 12, self._theme.soft, ALIGNMENTS[column])

    def _font_of(self, pixels: int, weight: QFont.Weight) -> tuple[QFont, QFontMetrics]:
        known = self._fonts.get((pixels, weight))
        if known is None:
            font = sized(self._font, pixels, weight)
            known = self._fonts[pixels, weight] = font, QFontMetrics(font)
        return known

    def _paint_line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        pixels: int,
        colour: str,
        alignment: Qt.AlignmentFlag = _LEFT,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        font, metrics = self._font_of(pixels, weight)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        place = (text, rect.width(), pixels, weight)
        shown = self._shown.get(place)
        if shown is None:
            if len(self._shown) > _SHOWN_TEXTS:
                self._shown.clear()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            self._shown[place] = shown
        painter.drawText(rect, alignment, shown)
