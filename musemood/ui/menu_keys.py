"""Menus tell the keys of their entries: those of now, for the person may have changed them."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from musemood.ui.shortcuts import Keymap


def keyed(entry: QAction, action_id: str) -> QAction:
    """This entry does what the action with this id in actions.py does for its key."""
    entry.setObjectName(action_id)
    return entry


def show_keys(menu: QMenu, keymap: Keymap) -> None:
    """Write behind each such entry, in submenus too, the first key that it has."""
    for entry in menu.actions():
        below = entry.menu()
        key = keymap.key_text(entry.objectName())
        if isinstance(below, QMenu):
            show_keys(below, keymap)
        elif key:
            entry.setText(f"{entry.text()}\t{key}")
