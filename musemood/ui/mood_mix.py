"""How an album or an artist is mixed of moods: a stripe, and a legend of the largest shares."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from musemood.domain.mood import Mood
from musemood.ui.icons import MOOD_ICON, paint_icon
from musemood.ui.theme import Theme, sized
from musemood.ui.wording import mood_name

_STRIPE = 6


def paint_mood_stripe(
    painter: QPainter, rect: QRectF, mix: Mapping[Mood, float], theme: Theme
) -> None:
    """One piece for each mood, as wide as its share; a quiet line where no mood is known."""
    path = QPainterPath()
    path.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, QColor(theme.track))
    left = rect.left()
    for mood, share in mix.items():
        width = share * rect.width()
        painter.fillRect(QRectF(left, rect.top(), width, rect.height()), theme.mood_fill(mood))
        left += width
    painter.restore()


def mix_words(mix: Mapping[Mood, float]) -> str:
    """The shares in words, the largest first: ``sad 60 %, relaxed 40 %``."""
    ordered = sorted(mix.items(), key=lambda item: -item[1])
    return ", ".join(f"{mood_name(mood)} {round(100 * share)} %" for mood, share in ordered)


class MoodMix(QWidget):
    """Stripe and legend."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mix: Mapping[Mood, float] = {}
        self.setFixedHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_mix({})

    def sizeHint(self) -> QSize:
        """At most as wide as one likes to read."""
        return QSize(320, 30)

    def show_mix(self, mix: Mapping[Mood, float]) -> None:
        """Other shares."""
        self._mix = mix
        words = mix_words(mix)
        self.setAccessibleName(self.tr("Moods: {mix}").format(mix=words) if words else "")
        self.setToolTip(words)
        self.setVisible(bool(mix))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stripe, below it as many names as find room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = min(self.width(), 420)
        paint_mood_stripe(painter, QRectF(0, 0, width, _STRIPE), self._mix, self._theme)
        font = sized(self.font(), 11)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        left = 0
        for mood, share in sorted(self._mix.items(), key=lambda item: -item[1]):
            text = f"{mood_name(mood)} {round(100 * share)}"
            wanted = 17 + metrics.horizontalAdvance(text)
            if left + wanted > self.width():
                return
            ink = self._theme.mood_ink(mood)
            paint_icon(painter, MOOD_ICON[mood], QRectF(left, 14, 13, 13), ink)
            painter.setPen(ink)
            side = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(left + 17, 12, wanted, 17), side, text)
            left += wanted + 12
