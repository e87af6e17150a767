"""Choices of which one holds, as Tab meets them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup


def let_tab_find_the_checked(group: QButtonGroup) -> None:
    """Tab goes to the choice that holds and the arrows to the others.

    Qt by itself goes to the first of them until one has had the focus.
    """

    def show() -> None:
        checked, tab = group.checkedButton(), Qt.FocusPolicy.TabFocus
        for button in group.buttons():
            policy = button.focusPolicy()
            button.setFocusPolicy(policy | tab if checked in (None, button) else policy & ~tab)

    group.buttonToggled.connect(show)
    show()
