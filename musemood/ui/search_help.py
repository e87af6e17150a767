"""A sheet under the search field: recent searches, and the language by example."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from musemood.ui.icons import icon
from musemood.ui.search_field import SearchField
from musemood.ui.search_wording import Example, examples
from musemood.ui.theme import Theme, sized

_ROW_PX = 27
_WIDTH_PX = 500
_SEARCH_PX = 160
_EXAMPLE_ROLE = int(Qt.ItemDataRole.UserRole)


class SearchHelp(QFrame):
    """Goes when something is chosen or the person clicks elsewhere.

    Signals: ``example_chosen(Example)``, ``search_chosen(str)``.
    """

    example_chosen = Signal(object)
    search_chosen = Signal(str)

    def __init__(self, field: SearchField, theme: Theme) -> None:
        super().__init__(field, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._field, self._theme = field, theme
        self.setObjectName("searchHelp")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QTreeWidget()
        self._set_up_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.list)
        self._fill()

    def open_below(self) -> None:
        """Show it under the field."""
        rows = self.list.topLevelItemCount()
        self.resize(max(_WIDTH_PX, min(self._field.width(), 560)), rows * _ROW_PX + 22)
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height() + 4)))
        self.show()
        self.list.setFocus()

    def _set_up_list(self) -> None:
        view = self.list
        view.setAccessibleName(self.tr("How to search"))
        view.setColumnCount(2)
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        view.header().resizeSection(0, _SEARCH_PX)
        view.setMouseTracking(True)
        view.itemEntered.connect(view.setCurrentItem)
        view.itemClicked.connect(self._on_chosen)
        view.itemActivated.connect(self._on_chosen)

    def _fill(self) -> None:
        if self._field.recent:
            self._add_heading(self.tr("Recent searches"))
        for text in self._field.recent:
            item = self._add_row(text, "")
            item.setFirstColumnSpanned(True)
            item.setIcon(0, icon("history", self._theme.faint, 14))
        self._add_heading(self.tr("What can be searched for"))
        for example in examples():
            item = self._add_row(example.text, example.meaning)
            item.setData(0, _EXAMPLE_ROLE, example)
        first = self.list.topLevelItem(1)
        if first is not None:
            self.list.setCurrentItem(first)

    def _add_heading(self, text: str) -> None:
        item = self._add_row(text, "")
        item.setFirstColumnSpanned(True)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(0, sized(self.font(), 11, QFont.Weight.DemiBold))
        item.setForeground(0, QBrush(QColor(self._theme.faint)))

    def _add_row(self, text: str, meaning: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.list, [text, meaning])
        item.setSizeHint(0, QSize(0, _ROW_PX))
        item.setFont(0, sized(self.font(), 13, QFont.Weight.Medium))
        item.setFont(1, sized(self.font(), 12))
        item.setForeground(1, QBrush(QColor(self._theme.soft)))
        return item

    def _on_chosen(self, item: QTreeWidgetItem) -> None:
        if not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        example: Example | None = item.data(0, _EXAMPLE_ROLE)
        text = item.text(0)
        self.close()
        if example is None:
            self.search_chosen.emit(text)
        else:
            self.example_chosen.emit(example)


def open_search_help(field: SearchField, theme: Theme) -> SearchHelp:
    """The sheet, shown; what is chosen goes into the field."""
    sheet = SearchHelp(field, theme)
    sheet.example_chosen.connect(
        lambda example: field.insert_example(example.text, example.changed)
    )
    sheet.search_chosen.connect(field.setText)
    sheet.open_below()
    return sheet
