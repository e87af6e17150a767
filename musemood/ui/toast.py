"""A quiet line above the player bar that says what was done, and goes by itself."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from musemood.ui.icons import icon
from musemood.ui.theme import Theme

SHOWN_MS = 8000
_GAP = 14


class Toast(QFrame):
    """Lies over ``above``, at its lower edge; nothing under it moves.

    Signals: ``undo_wanted()``.
    """

    undo_wanted = Signal()

    def __init__(self, theme: Theme, above: QWidget) -> None:
        super().__init__(above)
        self.setObjectName("toast")
        self._above = above
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setObjectName("toastAction")
        self.undo.setCursor(Qt.CursorShape.PointingHandCursor)
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.setToolTip(self.tr("Take it back"))
        self.undo.clicked.connect(self.undo_wanted)
        close = QToolButton()
        close.setIcon(icon("x", theme.soft, 14))
        close.setIconSize(QSize(14, 14))
        close.setFixedSize(26, 26)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        for widget in (self._words, self.undo, close):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        above.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, can_undo: bool = False) -> None:
        """Show a sentence for eight seconds; a new one takes the place of the old."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.undo.setVisible(can_undo)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    @property
    def text(self) -> str:
        """The sentence, "" while none is shown."""
        return self._words.text() if self.isVisible() else ""

    @property
    def offers_undo(self) -> bool:
        """Whether Undo stands beside the sentence."""
        return self.isVisible() and not self.undo.isHidden()

    def enterEvent(self, event: QEnterEvent) -> None:
        """It stays as long as the pointer is on it."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """And goes some time after."""
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        room = self._above.rect()
        self.setMaximumWidth(max(200, room.width() - 2 * _GAP))
        self.adjustSize()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - _GAP)
