"""The badge of a private session: a line across the window as long as it lasts."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from musemood.services.private_session import PrivateSession
from musemood.ui.icons import icon
from musemood.ui.theme import Theme


class PrivateBadge(QWidget):
    """Says what is not kept, and ends it by a click."""

    def __init__(self, private: PrivateSession, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bannerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark = QLabel()
        mark.setPixmap(icon("eye-off", theme.soft, 16).pixmap(QSize(16, 16)))
        words = QLabel(self.tr("Private session: nothing you play or like is remembered."))
        words.setWordWrap(True)
        self.end = QPushButton(self.tr("End it"))
        self.end.setObjectName("banner")
        self.end.clicked.connect(private.toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(mark)
        row.addWidget(words, 1)
        row.addWidget(self.end)
        private.changed.connect(self.setVisible)
        self.setVisible(private.is_on)
