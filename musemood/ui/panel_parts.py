"""The small parts of the panel For my mood."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """The widget under a name of the style sheet; a click on it leaves the focus where it was."""
    widget.setObjectName(name)
    if isinstance(widget, QPushButton):
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return widget


def link(text: str) -> QPushButton:
    """A button that looks like a word to click."""
    button = named(QPushButton(text), "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button
