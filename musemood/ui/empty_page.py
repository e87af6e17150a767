"""The friendly screen of an empty library."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from musemood.domain.mood import MOODS
from musemood.ui.theme import Theme

_HEIGHTS = (34, 78, 54, 92, 44)


class _MoodMark(QWidget):
    """Five bars in the colours of the moods: the program's own mark."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(150, 100)

    def sizeHint(self) -> QSize:
        return QSize(150, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, (mood, height) in enumerate(zip(MOODS, _HEIGHTS, strict=True)):
            painter.setBrush(self._theme.mood_fill(mood))
            painter.drawRoundedRect(QRectF(place * 32, (100 - height) / 2, 20, height), 10, 10)


class EmptyPage(QWidget):
    """Signals: ``add_folder_wanted()``."""

    add_folder_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(10)
        headline = QLabel(self.tr("Drop a folder here"))
        headline.setObjectName("bigHeadline")
        quiet = QLabel(self.tr("Its songs play at once; their moods fill in by themselves."))
        quiet.setObjectName("bigQuiet")
        button = QPushButton(self.tr("Choose a folder …"))
        button.setObjectName("primary")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self.add_folder_wanted)
        local = QLabel(self.tr("Everything stays on this computer."))
        local.setObjectName("quiet")
        for widget, space in (
            (_MoodMark(theme), 0),
            (headline, 22),
            (quiet, 0),
            (button, 16),
            (local, 10),
        ):
            column.addSpacing(space)
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
