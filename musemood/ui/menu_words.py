"""Names as entries of a menu."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

_WIDEST_PX = 380


def menu_words(text: str, menu: QMenu) -> str:
    """Cut in the middle where it is long; an & is an &, not the mark of a key."""
    middle = Qt.TextElideMode.ElideMiddle
    return menu.fontMetrics().elidedText(text, middle, _WIDEST_PX).replace("&", "&&")
