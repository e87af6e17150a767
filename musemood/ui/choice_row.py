"""A few choices side by side, one of which holds."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from musemood.ui.asked_button import AskedClicks, show_checked
from musemood.ui.choice_group import let_tab_find_the_checked


class ChoiceRow(QWidget):
    """Buttons like the segments of a switch; Tab and the arrow keys reach them.

    Signals: ``chosen(value)`` when the person chooses another one.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, choices: Iterable[tuple[Any, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[Any, QPushButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for value, text in choices:
            button = QPushButton(text)
            button.setObjectName("segment")
            button.setCheckable(True)
            AskedClicks(button)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {text}")
            button.clicked.connect(lambda _checked, value=value: self.chosen.emit(value))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[value] = button
        row.addStretch(1)
        let_tab_find_the_checked(group)

    def show_choice(self, value: Any) -> None:
        """Mark the one that holds."""
        show_checked(self._buttons[value], True)

    def button(self, value: Any) -> QPushButton:
        """The button of a choice."""
        return self._buttons[value]
