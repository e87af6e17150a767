"""The search field: what cannot be read is underlined, with a word of help below."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget

from musemood.domain.query import Mistake
from musemood.ui.icons import icon
from musemood.ui.search_wording import mistake_sentence
from musemood.ui.theme import Theme

_PAUSE_MS = 500
"""Nobody is corrected in the middle of a word."""

_LONGEST = 1000
_SIGNS_PX = 84
"""Magnifying glass, question mark and the paddings of resources/style.qss."""

_RECENT_KEPT = 6
_TO_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class SearchField(QLineEdit):
    """Escape clears it; Down and Enter go to the list; F1 and Alt+Down show the language.

    Signals: ``left()`` when the list is wanted, ``help_wanted()``.
    """

    left = Signal()
    help_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mistakes: Sequence[Mistake] = ()
        self._are_shown = False
        self.recent: list[str] = []
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._show_mistakes)
        self.hint = QLabel(self)
        self.hint.setObjectName("searchHint")
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint.hide()
        self.setObjectName("search")
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(self.tr("Search: words, artist:, album:, mood:sad"))
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(True)
        glass = QAction(icon("search", theme.faint, 16), self.tr("Search"), self)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.warning = QAction(icon("triangle-alert", theme.warning, 16), "", self)
        self.warning.triggered.connect(self.help_wanted)
        self.addAction(self.warning, QLineEdit.ActionPosition.TrailingPosition)
        self.help = QAction(icon("circle-help", theme.faint, 16), self.tr("How to search"), self)
        self.help.triggered.connect(self.help_wanted)
        self.addAction(self.help, QLineEdit.ActionPosition.TrailingPosition)
        self.warning.setVisible(False)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(button.text() or self.tr("Clear the search"))
        self.editingFinished.connect(self.remember)

    def comfortable_px(self) -> int:
        """The width in which all of the placeholder is seen, beside the signs at both ends."""
        return self.fontMetrics().horizontalAdvance(self.placeholderText()) + _SIGNS_PX

    def set_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """What of the text could not be read; told after a pause, taken back at once."""
        self._mistakes = mistakes
        self._are_shown = False
        self.warning.setVisible(False)
        self.hint.hide()
        self.setAccessibleDescription("")
        self._pause.start() if mistakes else self._pause.stop()
        self.update()

    def remember(self) -> None:
        """The text was a search worth offering again."""
        text = self.text().strip()
        if text and not self._mistakes:
            others = [each for each in self.recent if each != text]
            self.recent = [text, *others][:_RECENT_KEPT]

    def insert_example(self, text: str, changed: str) -> None:
        """Put in an example beside what stands there, with the part selected to type over."""
        before = self.text()[: self.cursorPosition()]
        self.insert(text if not before or before.endswith((" ", "(")) else f" {text}")
        start = self.cursorPosition() - len(text) + text.index(changed)
        self.setSelection(start, len(changed))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a search field; all others as in any."""
        has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        is_down = event.key() == Qt.Key.Key_Down
        if event.key() == Qt.Key.Key_Escape:
            self.remember()
            self.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_F1 or (is_down and (has_alt or not self.text())):
            self.help_wanted.emit()
        elif event.key() in _TO_LIST:
            self.remember()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The word of help goes; the mark stays."""
        super().focusOutEvent(event)
        self.hint.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and a dotted line under what could not be read."""
        super().paintEvent(event)
        if not self._are_shown:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        place = self.cursorRect()
        start = place.center().x() - metrics.horizontalAdvance(self.text()[: self.cursorPosition()])
        for mistake in self._mistakes:
            left = start + metrics.horizontalAdvance(self.text()[: mistake.start])
            right = start + metrics.horizontalAdvance(self.text()[: mistake.end])
            ink = self._theme.faint if mistake.is_half_typed else self._theme.warning
            pen = QPen(QColor(ink), 2, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(round(left), place.bottom(), round(right), place.bottom())

    def _show_mistakes(self) -> None:
        self._are_shown = True
        worst = min(self._mistakes, key=lambda mistake: mistake.is_half_typed)
        sentence = mistake_sentence(worst)
        self.warning.setVisible(not worst.is_half_typed)
        self.warning.setText(sentence)
        self.warning.setToolTip(sentence)
        self.setAccessibleDescription(sentence)
        self.update()
        if self.hasFocus():
            self._show_hint(sentence)

    def _show_hint(self, sentence: str) -> None:
        self.hint.setParent(self.window())
        self.hint.setText(sentence)
        self.hint.adjustSize()
        self.hint.move(self.mapTo(self.window(), QPoint(8, self.height() + 4)))
        self.hint.show()
        self.hint.raise_()
