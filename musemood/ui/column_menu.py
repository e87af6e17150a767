"""The menu over a list's header: which columns to show, and what to sort by."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from musemood.ui.column_layout import ColumnLayout
from musemood.ui.columns import BIGGEST_FIRST, Column, column_name
from musemood.ui.translate import tr


def column_menu(layout: ColumnLayout, parent: QWidget) -> QMenu:
    """Made anew each time it opens, so it always says how things are."""
    menu = QMenu(parent)
    menu.addMenu(_sort_menu(layout, menu))
    menu.addSeparator()
    for column in Column:
        name = column_name(column)
        if name and column is not Column.TITLE:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(layout.is_chosen(column))
            action.toggled.connect(lambda is_on, c=column: layout.choose(c, is_on))
    menu.addSeparator()
    menu.addAction(tr("Columns as at first"), layout.reset)
    return menu


def _sort_menu(layout: ColumnLayout, parent: QMenu) -> QMenu:
    menu = QMenu(tr("Sort by"), parent)
    group = QActionGroup(menu)
    sorting = layout.sorted_by
    for column in Column:
        name = tr("Order of arrival") if column is Column.NUMBER else column_name(column)
        if not name:
            continue
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(column == (sorting[0] if sorting else Column.NUMBER))
        group.addAction(action)
        action.triggered.connect(lambda _, c=column: layout.sort_by(c, c in BIGGEST_FIRST))
    menu.addSeparator()
    turn = menu.addAction(tr("Turn round"))
    turn.setEnabled(sorting is not None)
    if sorting is not None:
        turn.triggered.connect(lambda: layout.sort_by(sorting[0], not sorting[1]))
    return menu
