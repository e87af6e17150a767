"""Checkable buttons for those who press them through a screen reader.

Qt offers it no click there but a toggle, of which whoever listens to clicks never hears.
"""

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtWidgets import QAbstractButton


def show_checked(button: QAbstractButton, is_checked: bool) -> None:
    """Check it or not, because it is so: nobody has pressed it."""
    with QSignalBlocker(button):
        button.setChecked(is_checked)


class AskedClicks(QObject):
    """Makes a click of every toggling of ``button`` that is neither one nor `show_checked`."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._is_pressed = False
        button.pressed.connect(self._on_pressed)
        button.toggled.connect(self._on_toggled)
        button.clicked.connect(self._on_clicked)

    def _on_pressed(self) -> None:
        self._is_pressed = True

    def _on_clicked(self) -> None:
        self._is_pressed = False

    def _on_toggled(self, is_checked: bool) -> None:
        group = self._button.group()
        is_given_up = not is_checked and group is not None and group.exclusive()
        if not self._is_pressed and not is_given_up:
            show_checked(self._button, not is_checked)  # the one of a group stays checked
            self._button.click()
