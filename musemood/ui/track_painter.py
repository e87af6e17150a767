"""Paints songs as rows of a list, a column of all of them at a time.

Asked for each cell anew, as Qt asks a delegate, a screen full takes three times as long: most
of that is crossing from Qt to Python and back, and choosing fonts and pens.
"""

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from musemood.domain.track import Track
from musemood.ui.column_layout import Cell
from musemood.ui.columns import RIGHT_ALIGNED, Column
from musemood.ui.cover_art import CoverArt
from musemood.ui.cut_text import CutText
from musemood.ui.icons import paint_icon
from musemood.ui.mood_chip import MoodChips, shown_percent
from musemood.ui.playlist_table import PlaylistTable
from musemood.ui.stamps import Stamps
from musemood.ui.stars import STARS_HEIGHT, STARS_WIDTH, paint_stars
from musemood.ui.theme import Theme, sized
from musemood.ui.track_table import TrackTable

ROW_HEIGHT, COVERLESS_ROW_HEIGHT = 46, 40
MISSING_OPACITY = 0.45
PAD = 6
"""On both sides of what a cell says; twice as much at the ends of a row."""

_OUTER_PAD = 10
_COVER = 32
_PLAY_PX, _WARNING_PX = 13, 15
_RADIUS = 8


class SongRow(Struct, frozen=True):
    """A song and how its row looks; ``top`` and ``height`` in logical pixels of the list.

    ``lit``: the stars that the pointer would give, None where it is in another row.
    """

    row: int
    top: int
    height: int
    track: Track
    is_selected: bool
    has_focus: bool
    lit: int | None

    @property
    def middle(self) -> int:
        """At half its height."""
        return self.top + self.height // 2


class TrackPainter:
    """Cover, title over artist, mood chip; the hovered and the selected row as one rounded bar."""

    def __init__(
        self, table: TrackTable | PlaylistTable, theme: Theme, art: CoverArt, font: QFont
    ) -> None:
        self._table, self._theme, self._art = table, theme, art
        self._titles = CutText(sized(font, 13, QFont.Weight.Medium))
        self._playing = CutText(sized(font, 13, QFont.Weight.Bold))
        self._artists = CutText(sized(font, 11))
        self._texts = CutText(sized(font, 12))
        self._chips = MoodChips(theme, sized(font, 12, QFont.Weight.Medium))
        self._stamps = Stamps()
        self._columns = {
            Column.NUMBER: self._paint_numbers,
            Column.COVER: self._paint_covers,
            Column.TITLE: self._paint_titles,
            Column.MOOD: self._paint_moods,
            Column.RATING: self._paint_stars,
        }

    def paint(self, painter: QPainter, cells: Sequence[Cell], songs: Sequence[SongRow]) -> None:
        """The rows; ``cells`` are the columns that are shown, left to right."""
        if not cells:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grounds(painter, cells, songs)
        first, last = cells[0].column, cells[-1].column
        for cell in cells:
            own = self._columns.get(cell.column)
            if own is not None:
                own(painter, cell, songs)
                continue
            before = _OUTER_PAD if cell.column is first else PAD
            after = _OUTER_PAD if cell.column is last else PAD
            self._paint_texts(painter, cell, songs, before, after)

    def width_of(self, column: Column, row: int) -> float:
        """How wide a column has to be for all that it says of a row, in logical pixels."""
        track = self._table.track_at(row)
        if column is Column.RATING:
            return STARS_WIDTH + 2 * PAD
        if column is Column.MOOD and track.mood is not None:
            return self._chips.width_of(track.mood, shown_percent(track)) + 2 * PAD
        if column is Column.TITLE:
            words = self._titles.width_of(track.title), self._artists.width_of(track.tags.artist)
            return max(words) + 2 * PAD
        return self._texts.width_of(self._table.text(row, column)) + PAD + _OUTER_PAD

    def _paint_grounds(
        self, painter: QPainter, cells: Sequence[Cell], songs: Sequence[SongRow]
    ) -> None:
        left, right = cells[0].left, cells[-1].left + cells[-1].width
        for song in songs:
            bar = QRectF(left, song.top + 1, right - left, song.height - 2)
            if song.is_selected or song.lit is not None:
                colour = self._theme.selected if song.is_selected else self._theme.hover
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(bar, _RADIUS, _RADIUS)
            if song.has_focus:
                painter.setPen(QPen(QColor(self._theme.faint), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _paint_numbers(self, painter: QPainter, cell: Cell, songs: Sequence[SongRow]) -> None:
        is_playing = self._is_playing
        rest = [song for song in songs if not is_playing(song)]
        self._paint_texts(painter, cell, rest, _OUTER_PAD, PAD)
        for song in filter(is_playing, songs):
            corner = QPoint(cell.left + 10, song.middle - _PLAY_PX // 2 - 1)
            self._set_icon(painter, corner, "play", _PLAY_PX, self._theme.accent, is_filled=True)

    def _paint_covers(self, painter: QPainter, cell: Cell, songs: Sequence[SongRow]) -> None:
        before = painter.opacity()
        for song in songs:
            square = QRectF(cell.left, song.middle - _COVER // 2, _COVER, _COVER)
            if song.track.is_missing:  # text and mood stay readable
                painter.setOpacity(before * MISSING_OPACITY)
            self._art.paint(painter, square, song.track)
            if song.track.is_missing:
                painter.setOpacity(before)

    def _paint_titles(self, painter: QPainter, cell: Cell, songs: Sequence[SongRow]) -> None:
        left, width = cell.left + PAD, cell.width - 2 * PAD - 1
        soft, strong = QColor(self._theme.soft), QColor(self._theme.text)
        below = [song.track.tags.artist or song.track.tags.album_artist for song in songs]
        painter.setFont(self._titles.font)
        for song, artist in zip(songs, below, strict=True):
            track, middle = song.track, song.middle - (8 if artist else 0)
            painter.setPen(soft if track.failure or track.is_missing else strong)
            if self._is_playing(song):
                painter.setFont(self._playing.font)
                self._playing.write(painter, left, middle, width, track.title)
                painter.setFont(self._titles.font)
            else:
                self._titles.write(painter, left, middle, width, track.title)
        painter.setFont(self._artists.font)
        painter.setPen(soft)
        for song, artist in zip(songs, below, strict=True):
            if artist:
                self._artists.write(painter, left, song.middle + 9, width, artist)

    def _paint_moods(self, painter: QPainter, cell: Cell, songs: Sequence[SongRow]) -> None:
        left, width = cell.left + PAD, cell.width - 2 * PAD
        for song in songs:
            track, middle = song.track, song.middle - 1
            if track.mood is not None:
                percent = shown_percent(track)
                self._chips.paint(painter, left, middle, width, track.mood, percent)
            elif track.failure is not None:
                corner = QPoint(left + 9, middle - _WARNING_PX // 2)
                ink = self._theme.warning
                self._set_icon(painter, corner, "triangle-alert", _WARNING_PX, ink)
            else:
                painter.setFont(self._texts.font)
                painter.setPen(QColor(self._theme.faint))
                self._texts.write(painter, left + 9, middle, width, "…")

    def _paint_stars(self, painter: QPainter, cell: Cell, songs: Sequence[SongRow]) -> None:
        size = QSize(STARS_WIDTH, STARS_HEIGHT)
        for song in songs:
            stars, lit = song.track.stars, song.lit
            if not stars and lit is None:
                continue
            corner = QPoint(cell.left + PAD, song.middle - STARS_HEIGHT // 2)
            draw = partial(paint_stars, stars=stars, theme=self._theme, lit=lit)
            shows = "stars", stars, lit, self._theme.is_dark
            self._stamps.set_down(painter, corner, size, shows, draw)

    def _paint_texts(
        self, painter: QPainter, cell: Cell, songs: Sequence[SongRow], before: int, after: int
    ) -> None:
        left, width = cell.left + before, cell.width - before - after
        is_at_right = cell.column in RIGHT_ALIGNED
        painter.setFont(self._texts.font)
        painter.setPen(QColor(self._theme.soft))
        text_of, write = self._table.text, self._texts.write
        for song in songs:
            text = text_of(song.row, cell.column)
            if text:
                write(painter, left, song.middle, width, text, is_at_right)

    def _is_playing(self, song: SongRow) -> bool:
        return song.track.path == self._table.playing_path

    def _set_icon(
        self,
        painter: QPainter,
        corner: QPoint,
        name: str,
        size: int,
        ink: str,
        is_filled: bool = False,
    ) -> None:
        square = QRectF(0, 0, size, size)
        draw = partial(paint_icon, name=name, rect=square, colour=ink, is_filled=is_filled)
        self._stamps.set_down(painter, corner, QSize(size, size), (name, ink), draw)
