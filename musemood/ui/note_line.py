"""The line of the panel For my mood that says what was just done, with a way back beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from musemood.ui.panel_parts import link, named


class NoteLine(QWidget):
    """``words``: the line itself. Signals: ``take_back_wanted()``."""

    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = named(QLabel(), "quiet")
        self.words.setWordWrap(True)
        # Its line is always kept, so that nothing moves under the pointer when a thumb is noted.
        kept = self.words.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.words.setSizePolicy(kept)
        self.take_back = link(self.tr("Take back"))
        self.take_back.setToolTip(self.tr("That it was heard to its end says nothing of my mood"))
        self.take_back.setAccessibleDescription(self.take_back.toolTip())
        self.take_back.clicked.connect(self.take_back_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, words: str, *, can_take_back: bool) -> None:
        """Show this, "" for nothing; ``can_take_back``: nobody pressed what it speaks of."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.take_back.setVisible(can_take_back)
