"""Keys without Ctrl or Alt belong to the control that has the focus, where it uses them."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_Key = Qt.Key
_TAKES_ALL = (QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit, QKeySequenceEdit)
_PRESSES = frozenset((_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter))
_LIST_MOVES = frozenset(
    (_Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End, _Key.Key_PageUp, _Key.Key_PageDown)
)
_MOVES = _LIST_MOVES | {_Key.Key_Left, _Key.Key_Right}
_LIST_KEYS = _LIST_MOVES | {_Key.Key_Return, _Key.Key_Enter, _Key.Key_Delete}
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def is_left_to(widget: QWidget | None, keys: QKeySequence) -> bool:
    """Whether the control with the focus keeps this key for itself."""
    if widget is None or not is_plain(keys):
        return False
    if isinstance(widget, _TAKES_ALL):
        return True
    return _first(keys).key() in _own_keys(widget)


def _own_keys(widget: QWidget) -> frozenset[Qt.Key]:
    if isinstance(widget, QAbstractButton):
        return _PRESSES
    if isinstance(widget, QAbstractSlider):
        return _MOVES
    if isinstance(widget, QListView) and widget.viewMode() is QListView.ViewMode.IconMode:
        return _MOVES | _LIST_KEYS
    if widget.property("takesArrows"):
        return _MOVES | _LIST_KEYS
    return _LIST_KEYS if isinstance(widget, QAbstractItemView) else frozenset()


def is_plain(keys: QKeySequence) -> bool:
    """Whether it is typed without Ctrl, Alt or Meta and is no function key."""
    if keys.isEmpty():
        return False
    first = _first(keys)
    is_function_key = _Key.Key_F1 <= first.key() <= _Key.Key_F35
    return not (first.keyboardModifiers() & _HELD) and not is_function_key


def _first(keys: QKeySequence) -> QKeyCombination:
    first: QKeyCombination = keys[0]  # type: ignore[index]
    return first
