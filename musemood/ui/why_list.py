"""Why: the weighted plays behind the week's mood, most weight first; a click leaves one out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from musemood.domain.mood import Mood
from musemood.domain.track import Track
from musemood.services.recommending import Evidence
from musemood.ui.icons import paint_icon
from musemood.ui.theme import Theme, sized
from musemood.ui.wording import plays_text

_LINE = 22
_BAR_COLUMN = 56
_SHOWN = 4
_SHOWN_OUT = 2


class WhyList(QWidget):
    """A line a track: its weight as a bar in its mood's colour, title, plays.

    Below, those left out, which a click brings back. Arrow keys walk, Enter, Space and Delete are
    the click. Signals: ``left_out(path)``, ``taken_in(path)``.
    """

    left_out = Signal(object)  # not str: Qt drops bytes that are not UTF-8
    taken_in = Signal(object)

    def __init__(
        self, theme: Theme, track_of: Callable[[str], Track], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._track_of = track_of
        self._evidence: tuple[Evidence, ...] = ()
        self._out: tuple[str, ...] = ()
        self._lit = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName("; ".join([self.tr("Why"), *self._words()]))

    def show_evidence(self, evidence: Sequence[Evidence], left_out: Sequence[str] = ()) -> None:
        """The heaviest tracks, and the last ones left out; the tip tells them all."""
        self._evidence, self._out = tuple(evidence), tuple(left_out)
        self._lit = min(self._lit, self._count() - 1)
        self._name()
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """All of the evidence, a line each."""
        return "\n".join(self._words())

    def spot(self, line: int) -> QPoint:
        """Where a line is; for those who click by program."""
        return QPoint(self.width() - 30, line * _LINE + _LINE // 2)

    def sizeHint(self) -> QSize:
        """A line each, at most four and two."""
        return QSize(280, _LINE * self._count())

    def event(self, event: QEvent) -> bool:
        """The tip lists all of the evidence, and says what a click does."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hint = self.tr("A click leaves one out; another one brings it back.")
            QToolTip.showText(event.globalPos(), f"{self.words()}\n\n{hint}", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line under the pointer is lit."""
        self._light(int(event.position().y()) // _LINE)

    def leaveEvent(self, event: QEvent) -> None:
        """None is any more."""
        self._light(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave it out, or take it back in."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(int(event.position().y()) // _LINE)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By the keyboard one comes to the first line."""
        self._light(max(0, self._lit))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is lit without the focus."""
        self._light(-1)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk; Enter, Space and Delete are the click."""
        keys = Qt.Key
        if event.key() in (keys.Key_Up, keys.Key_Down):
            step = 1 if event.key() == keys.Key_Down else -1
            self._light(min(max(self._lit + step, 0), self._count() - 1))
        elif event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space, keys.Key_Delete):
            self._choose(self._lit)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars share one column, so that titles stand below one another."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heaviest = max((each.weight for each in self._evidence), default=1.0) or 1.0
        shown = self._evidence[:_SHOWN]
        for row, each in enumerate(shown):
            track = self._track_of(each.path)
            line = QRectF(0, row * _LINE, self.width(), _LINE)
            bar = QRectF(0, line.center().y() - 3, _BAR_COLUMN * each.weight / heaviest, 6)
            bar.setWidth(max(bar.width(), 6.0))
            self._paint_lit(painter, line, row)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.mood_fill(track.mood or Mood.UNSURE))
            painter.drawRoundedRect(bar, 3, 3)
            self._paint_words(painter, line, track.title, plays_text(each.plays), row)
        for row, path in enumerate(self._out[:_SHOWN_OUT], len(shown)):
            line = QRectF(0, row * _LINE, self.width(), _LINE)
            self._paint_lit(painter, line, row)
            self._paint_words(painter, line, self._track_of(path).title, self.tr("left out"), row)

    def _paint_lit(self, painter: QPainter, line: QRectF, row: int) -> None:
        if row == self._lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.hover))
            painter.drawRoundedRect(line.adjusted(0, 1, 0, -1), 5, 5)

    def _paint_words(
        self, painter: QPainter, line: QRectF, title: str, note: str, row: int
    ) -> None:
        is_out, is_lit = row >= len(self._evidence[:_SHOWN]), row == self._lit
        painter.setFont(sized(self.font(), 12))
        metrics = QFontMetrics(painter.font())
        note_width = metrics.horizontalAdvance(note) + 10
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(self._theme.soft))
        if is_lit:
            spot = QRectF(line.right() - 18, line.center().y() - 7, 14, 14)
            paint_icon(painter, "undo-2" if is_out else "x", spot, self._theme.text)
        else:
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, note)
        title_rect = line.adjusted(_BAR_COLUMN + 10, 0, -note_width, 0)
        painter.setPen(QColor(self._theme.faint if is_out else self._theme.text))
        elided = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(title_rect.width()))
        painter.drawText(title_rect, middle, elided)

    def _count(self) -> int:
        return min(_SHOWN, len(self._evidence)) + min(_SHOWN_OUT, len(self._out))

    def _light(self, line: int) -> None:
        line = line if line < self._count() else -1
        if line != self._lit:
            self._lit = line
            self.update()

    def _choose(self, line: int) -> None:
        shown = min(_SHOWN, len(self._evidence))
        if 0 <= line < shown:
            self.left_out.emit(self._evidence[line].path)
        elif shown <= line < self._count():
            self.taken_in.emit(self._out[line - shown])

    def _words(self) -> list[str]:
        told = [self._line(each) for each in self._evidence]
        out = [
            self.tr("{title}: left out").format(title=self._track_of(path).title)
            for path in self._out
        ]
        return told + out

    def _line(self, each: Evidence) -> str:
        title = self._track_of(each.path).title
        words = f"{title}: {round(100 * each.weight)} %, {plays_text(each.plays)}"
        if each.guessed:
            words += self.tr(", {n} of them recommended and counted half").format(n=each.guessed)
        return words
