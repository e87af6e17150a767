"""The seek bar: the track's mood strip, one colour per segment, height by attention."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip, QWidget

from musemood.domain.duration import duration_text
from musemood.domain.mood import ALL_MOODS, SEGMENT_S, SegmentReading
from musemood.ui.theme import Theme
from musemood.ui.wording import mood_name

_BAR, _GAP = 4.0, 2.6
_LOWEST = 0.22
_KEY_STEP_S = 5.0
_PAGE_STEP_S = 30


class MoodStrip(QAbstractSlider):
    """Shows and seeks. Without a reading it is a plain line.

    For those who do not see it, it is a slider in whole seconds that says the mood there.

    Signals: ``seek_wanted(float)`` in seconds.
    """

    seek_wanted = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments: SegmentReading | None = None
        self._duration_s = 0.0
        self._position_s = 0.0
        self._dragged_s: float | None = None
        self._is_still = False
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, 0)
        self.setSingleStep(round(_KEY_STEP_S))
        self.setPageStep(_PAGE_STEP_S)
        self.valueChanged.connect(lambda seconds: self.seek_wanted.emit(float(seconds)))
        self.setMinimumWidth(80)
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Position and mood over time"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Wide."""
        return QSize(400, 48)

    def show_track(self, duration_s: float, segments: SegmentReading | None) -> None:
        """Another track, or the reading of this one."""
        self._duration_s = duration_s
        self._segments = segments
        with QSignalBlocker(self):
            self.setRange(0, int(duration_s))
        self.update()

    def set_still(self) -> None:
        """All of it is bright, and no line says where it is: the track need not be playing."""
        self._is_still = True
        self.update()

    def set_position(self, position_s: float) -> None:
        """Where the sound is."""
        if int(position_s) != self.value():
            with QSignalBlocker(self):
                self.setValue(int(position_s))
            self._describe(position_s)
        if abs(position_s - self._position_s) * self.width() > 0.5 * max(self._duration_s, 1.0):
            self._position_s = position_s
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, the played part bright; a line where the sound is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        position_s = self._position_s if self._dragged_s is None else self._dragged_s
        played = position_s / self._duration_s if self._duration_s > 0 else 0.0
        is_still = self._is_still and self._dragged_s is None
        played = 1.0 if is_still else played
        if self._segments is None or not len(self._segments):
            self._paint_line(painter, played)
        else:
            self._paint_bars(painter, self._segments, played)
        if self._duration_s > 0 and not is_still:
            x = min(played, 1.0) * self.width()
            painter.setBrush(QColor(self._theme.text))
            painter.drawRoundedRect(QRectF(x - 1, 2, 2, self.height() - 4), 1, 1)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._theme.faint))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_line(self, painter: QPainter, played: float) -> None:
        line = QRectF(0, self.height() / 2 - 2, self.width(), 4)
        painter.setBrush(QColor(self._theme.track))
        painter.drawRoundedRect(line, 2, 2)
        line.setWidth(self.width() * min(played, 1.0))
        painter.setBrush(QColor(self._theme.text))
        painter.drawRoundedRect(line, 2, 2)

    def _paint_bars(self, painter: QPainter, segments: SegmentReading, played: float) -> None:
        # As many bars as fit: in a short track several share a segment, in a long one the
        # segment of a bar's stretch that mattered most stands for it.
        bars = max(1, int(self.width() // (_BAR + _GAP)))
        step = self.width() / bars
        width = max(1.5, step - _GAP)
        prominence = segments.prominence()
        for bar in range(bars):
            first = bar * len(segments) // bars
            last = max(first + 1, (bar + 1) * len(segments) // bars)
            strongest = first + int(prominence[first:last].argmax())
            share = float(prominence[strongest])
            height = (self.height() - 8) * (_LOWEST + (1 - _LOWEST) * share)
            colour = self._theme.mood_fill(ALL_MOODS[int(segments.moods[strongest])])
            if (bar + 0.5) / bars > played:
                colour.setAlphaF(0.38)
            painter.setBrush(colour)
            rect = QRectF(bar * step, (self.height() - height) / 2, width, height)
            radius = min(width / 2, 2.0)
            painter.drawRoundedRect(rect, radius, radius)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click seeks; holding and moving seeks on release."""
        if event.button() is Qt.MouseButton.LeftButton and self._duration_s > 0:
            self._dragged_s = self._time_at(event.position())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Says time and mood under the pointer."""
        if self._duration_s <= 0:
            return
        moment_s = self._time_at(event.position())
        if self._dragged_s is not None:
            self._dragged_s = moment_s
            self.update()
        QToolTip.showText(event.globalPosition().toPoint(), self._say(moment_s), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Seek to where the pointer is."""
        if self._dragged_s is not None:
            self._position_s, self._dragged_s = self._dragged_s, None
            self.seek_wanted.emit(self._position_s)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The tip goes with the pointer."""
        QToolTip.hideText()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is left to what lies below."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where it stands."""
        super().focusInEvent(event)
        self._describe(self._position_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right seek by five seconds, Page Up and Down by thirty, Home to the start."""
        steps = {Qt.Key.Key_Left: -_KEY_STEP_S, Qt.Key.Key_Right: _KEY_STEP_S}
        if event.key() == Qt.Key.Key_Home:
            self.seek_wanted.emit(0.0)
        elif event.key() in steps and not event.modifiers():
            self.seek_wanted.emit(max(0.0, self._position_s + steps[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def _describe(self, moment_s: float) -> None:
        if self.hasFocus():
            self.setAccessibleDescription(self._say(moment_s))

    def _time_at(self, point: QPointF) -> float:
        share = min(max(point.x() / max(1, self.width()), 0.0), 1.0)
        return share * self._duration_s

    def _say(self, moment_s: float) -> str:
        text = duration_text(moment_s)
        if self._segments is None or not len(self._segments):
            return text
        segment = min(int(moment_s / SEGMENT_S), len(self._segments) - 1)
        return f"{text}  {mood_name(ALL_MOODS[int(self._segments.moods[segment])])}"
