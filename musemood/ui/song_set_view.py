"""What the grid of albums and the lists of artists and genres do alike."""

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from musemood.ui.cover_art import CoverArt
from musemood.ui.row_menu import row_menu
from musemood.ui.song_set_model import SongSetModel

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SELECTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class SongSetView(QListView):
    """A click or Enter opens, Ctrl+Enter plays, Ctrl and Shift select.

    The current row and the scroll bar stay where they are when other rows come.

    Signals: ``opened(key)``, ``play_wanted(list[str])``, ``menu_opening(QMenu, list[str])`` for
    those who fill the menu of the selected rows.
    """

    opened = Signal(object)
    play_wanted = Signal(object)
    menu_opening = Signal(object, object)

    def __init__(
        self, model: SongSetModel[Any], art: CoverArt, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sets = model
        self._current: object = None
        self._scroll = 0
        model.setParent(self)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        art.changed.connect(self.viewport().update)
        self.clicked.connect(self._on_clicked)
        model.modelAboutToBeReset.connect(self._on_reset_near)
        model.modelReset.connect(self._on_reset)

    def selected_paths(self) -> list[str]:
        """The songs of the selected rows, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [path for row in rows for path in self._sets.paths_at(row)]

    def take_focus(self) -> None:
        """The keyboard needs a row to start from."""
        if not self.currentIndex().isValid() and self._sets.rowCount():
            self._set_current(0)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+Enter plays."""
        index = self.currentIndex()
        if event.key() in ENTER and index.isValid():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.play_wanted.emit(self._sets.paths_at(index.row()))
            else:
                self.opened.emit(self._key(index))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the selected rows, by mouse or by the menu key."""
        found = row_menu(self, event)
        if found is None:
            return
        menu, index, spot = found
        key = self._key(index)
        menu.addAction(self.tr("Open"), lambda: self.opened.emit(key))
        self.menu_opening.emit(menu, self.selected_paths())
        menu.popup(spot)

    def _key(self, index: QModelIndex) -> object:
        return self._sets.at(index.row()).key

    def _set_current(self, row: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(self._sets.index(row), flag)

    def _on_clicked(self, index: QModelIndex) -> None:
        if not QApplication.keyboardModifiers() & SELECTING:
            self.opened.emit(self._key(index))

    def _on_reset_near(self) -> None:
        index = self.currentIndex()
        self._current = self._key(index) if index.isValid() else None
        self._scroll = self.verticalScrollBar().value()

    def _on_reset(self) -> None:
        row = self._sets.row_of(self._current) if self._current is not None else None
        if row is not None:
            self._set_current(row)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(self._scroll)
