"""What the accessibility bus is told of the mood map."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from musemood.ui.mood_map import MoodMap


def map_interface(class_name: str, watched: QObject | None) -> QAccessibleInterface | None:
    """A factory for `QAccessible`: the map is a canvas, described by the point with the focus.

    None for every other object, which Qt's own factories know. ``class_name``: of the object, then
    of each class it comes from.
    """
    if class_name == MoodMap.__name__ and isinstance(watched, QWidget):
        return QAccessibleWidget(watched, QAccessible.Role.Canvas)
    return None
