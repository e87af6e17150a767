"""What plays, in the bar at the bottom: shown, clicked, and with a menu like any song."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from musemood.domain.track import Track
from musemood.ui.cover_art import CoverArt
from musemood.ui.menu_keys import keyed
from musemood.ui.mood_chip import MoodChips, shown_percent
from musemood.ui.theme import Theme, sized


class NowPlaying(QWidget):
    """Cover, title, artist and mood of the playing track.

    Signals: ``show_wanted()`` when it is clicked, ``menu_opening(QMenu, list[str])`` with its path,
    for those who add to its menu.
    """

    show_wanted = Signal()
    menu_opening = Signal(object, object)

    def __init__(self, theme: Theme, art: CoverArt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._art = theme, art
        self._track: Track | None = None
        self._chips = MoodChips(theme, sized(self.font(), 12, QFont.Weight.Medium))
        self.setFixedSize(250, 64)
        art.changed.connect(self.update)

    def show_track(self, track: Track | None) -> None:
        """Another track, or none."""
        self._track = track
        self.setCursor(Qt.CursorShape.PointingHandCursor if track else Qt.CursorShape.ArrowCursor)
        name = f"{track.title}, {track.tags.artist}" if track else self.tr("Nothing is playing")
        self.setAccessibleName(name)
        self.setToolTip(track.title if track else "")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click shows it where it stands in the library."""
        is_click = event.button() is Qt.MouseButton.LeftButton
        if (
            is_click
            and self._track is not None
            and self.rect().contains(event.position().toPoint())
        ):
            self.show_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with any song."""
        if self._track is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keyed(menu.addAction(self.tr("Show what plays"), self.show_wanted.emit), "show-playing")
        self.menu_opening.emit(menu, [self._track.path])
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing at all where nothing plays."""
        if self._track is None:
            return
        track = self._track
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 4, self._art.pixmap(track, 56, ratio))
        width = self.width() - 70
        mood = track.mood
        has_mood = mood is not None
        top = 0 if has_mood else 12
        title_top = top if track.tags.artist else top + 10
        title_rect = QRect(68, title_top, width, 20)
        self._line(painter, title_rect, track.title, 13, QFont.Weight.DemiBold)
        self._line(painter, QRect(68, top + 19, width, 17), track.tags.artist, 11)
        if mood is not None:
            self._chips.paint(painter, 68, 50, width, mood, shown_percent(track))

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        pixels: int,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> None:
        painter.setFont(sized(self.font(), pixels, weight))
        painter.setPen(self._theme.text if pixels > 12 else self._theme.soft)
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
