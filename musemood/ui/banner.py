"""A line at the top of the window for what the person should know: one sentence, one action."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from musemood.ui.icons import icon
from musemood.ui.theme import Theme


class _BannerLine(QWidget):
    """One message; closing it removes it."""

    def __init__(self, text: str, action: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bannerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(12)
        mark = QLabel()
        mark.setPixmap(icon("triangle-alert", theme.warning, 18).pixmap(QSize(18, 18)))
        message = QLabel(text)
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setWordWrap(True)
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = QPushButton(action)
        self.action.setObjectName("banner")
        self.action.setVisible(bool(action))
        self.closing = QToolButton()
        self.closing.setIcon(icon("x", theme.soft, 16))
        self.closing.setAccessibleName(self.tr("Close this message"))
        row.addWidget(mark)
        row.addWidget(message, 1)
        row.addWidget(self.action)
        row.addWidget(self.closing)


class Banner(QWidget):
    """Lines by key: a message that is said again replaces its earlier self.

    Signals: ``action_wanted(str)`` with the key.
    """

    action_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: dict[str, _BannerLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def say(self, key: str, text: str, action: str = "") -> None:
        """Show a sentence until the person closes it."""
        self.unsay(key)
        line = _BannerLine(text, action, self._theme)
        line.closing.clicked.connect(lambda: self.unsay(key))
        line.action.clicked.connect(lambda: self.action_wanted.emit(key))
        self._lines[key] = line
        self._column.addWidget(line)

    def unsay(self, key: str) -> None:
        """Take a sentence back."""
        line = self._lines.pop(key, None)
        if line is not None:
            line.hide()
            line.deleteLater()

    def says(self, key: str) -> str:
        """The sentence under ``key``, "" if it is not shown."""
        line = self._lines.get(key)
        return line.findChildren(QLabel)[1].text() if line else ""
