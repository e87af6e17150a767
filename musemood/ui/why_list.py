"""Why: the weighted plays behind the week's mood, most weight first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from musemood.domain.mood import Mood
from musemood.domain.track import Track
from musemood.services.recommending import Evidence
from musemood.ui.theme import Theme, sized
from musemood.ui.wording import plays_text

_LINE = 22
_BAR_COLUMN = 56
_SHOWN = 4


class WhyList(QWidget):
    """A line a track: its weight as a bar in its mood's colour, title, plays."""

    def __init__(
        self, theme: Theme, track_of: Callable[[str], Track], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._track_of = track_of
        self._evidence: tuple[Evidence, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_evidence(self, evidence: Sequence[Evidence]) -> None:
        """The heaviest tracks; the tip tells them all."""
        self._evidence = tuple(evidence)
        self.setAccessibleName("; ".join(self._line(each) for each in self._evidence))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """All of the evidence, a line each."""
        return "\n".join(self._line(each) for each in self._evidence)

    def sizeHint(self) -> QSize:
        """A line each, at most four."""
        return QSize(280, _LINE * min(_SHOWN, len(self._evidence)))

    def event(self, event: QEvent) -> bool:
        """The tip lists all of the evidence."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars share one column, so that titles stand below one another."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heaviest = max((each.weight for each in self._evidence), default=1.0) or 1.0
        for row, each in enumerate(self._evidence[:_SHOWN]):
            track = self._track_of(each.path)
            line = QRectF(0, row * _LINE, self.width(), _LINE)
            bar = QRectF(0, line.center().y() - 3, _BAR_COLUMN * each.weight / heaviest, 6)
            bar.setWidth(max(bar.width(), 6.0))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.mood_fill(track.mood or Mood.UNSURE))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setFont(sized(self.font(), 12))
            metrics = QFontMetrics(painter.font())
            plays = plays_text(each.plays)
            plays_width = metrics.horizontalAdvance(plays) + 10
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.setPen(QColor(self._theme.soft))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, plays)
            title_rect = line.adjusted(_BAR_COLUMN + 10, 0, -plays_width, 0)
            painter.setPen(QColor(self._theme.text))
            title = metrics.elidedText(
                track.title, Qt.TextElideMode.ElideRight, int(title_rect.width())
            )
            painter.drawText(title_rect, middle, title)

    def _line(self, each: Evidence) -> str:
        title = self._track_of(each.path).title
        return f"{title}: {round(100 * each.weight)} %, {plays_text(each.plays)}"
