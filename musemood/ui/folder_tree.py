"""The tree of folders on the disk."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from musemood.domain.folders import Folder
from musemood.ui.folder_model import FOLDER_ROLE, FolderModel, Index
from musemood.ui.icons import paint_icon
from musemood.ui.row_menu import row_menu
from musemood.ui.song_set_view import ENTER, SELECTING
from musemood.ui.theme import Theme, sized
from musemood.ui.translate import number_text

_HEIGHT = 36


class _FolderDelegate(QStyledItemDelegate):
    """Paints a row: folder, name, how many songs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row; its ground reaches to the right edge."""
        rect: QRect = option.rect
        folder: Folder = index.data(FOLDER_ROLE)
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        bar = QRectF(rect).adjusted(0, 1, 0, -1)
        if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if is_selected else theme.hover))
            painter.drawRoundedRect(bar, 8, 8)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.faint), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        paint_icon(
            painter, "folder", QRectF(rect.left() + 8, rect.center().y() - 8, 17, 17), theme.soft
        )
        count = number_text(folder.count)
        painter.setFont(sized(painter.font(), 12))
        painter.setPen(QColor(theme.faint))
        inner = rect.adjusted(36, 0, -12, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, count)
        room = inner.width() - QFontMetrics(painter.font()).horizontalAdvance(count) - 16
        painter.setFont(sized(painter.font(), 13))
        painter.setPen(QColor(theme.text))
        name = QFontMetrics(painter.font()).elidedText(
            folder.name, Qt.TextElideMode.ElideMiddle, room
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


class FolderTree(QTreeView):
    """A click on the arrow or Left and Right unfold; a click on the name or Enter opens.

    Signals: ``opened(path)``, ``play_wanted(list[str])``, ``menu_opening(QMenu, list[str])``.
    """

    opened = Signal(object)
    play_wanted = Signal(object)
    menu_opening = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.folders = FolderModel(self)
        self._unfolded: set[str] = set()
        self._current = ""
        self._scroll = 0
        self.setModel(self.folders)
        self.setItemDelegate(_FolderDelegate(theme, self))
        self.setAccessibleName(self.tr("Folders"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(22)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setProperty("takesArrows", True)  # Left and Right fold, they do not seek
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        self.expanded.connect(lambda index: self._unfolded.add(self._path(index)))
        self.collapsed.connect(lambda index: self._unfolded.discard(self._path(index)))
        self.folders.modelAboutToBeReset.connect(self._on_reset_near)
        self.folders.modelReset.connect(self._on_reset)

    def selected_paths(self) -> list[str]:
        """The songs in and below the selected folders, each once."""
        folders = [self.folders.folder_at(index) for index in self.selectedIndexes()]
        paths = (track.path for folder in folders for track in folder.below())
        return list(dict.fromkeys(paths))

    def select(self, path: str) -> None:
        """Make this the current folder and show it."""
        index = self.folders.index_of(path)
        if index.isValid():
            self.setCurrentIndex(index)

    def take_focus(self) -> None:
        """The keyboard needs a row to start from."""
        if not self.currentIndex().isValid() and self.folders.rowCount():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.folders.index(0, 0), flag)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+Enter plays."""
        index = self.currentIndex()
        if event.key() in ENTER and index.isValid():
            folder = self.folders.folder_at(index)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.play_wanted.emit([track.path for track in folder.below()])
            else:
                self.opened.emit(folder.path)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the selected folders, by mouse or by the menu key."""
        found = row_menu(self, event)
        if found is None:
            return
        menu, index, spot = found
        path = self._path(index)
        menu.addAction(self.tr("Open"), lambda: self.opened.emit(path))
        self.menu_opening.emit(menu, self.selected_paths())
        menu.popup(spot)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A small arrow where there is something to unfold."""
        if not self.folders.rowCount(index):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        spot = QRectF(rect.right() - 18, rect.center().y() - 6.5, 14, 14)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, name, spot, self._theme.faint)

    def _path(self, index: QModelIndex) -> str:
        return self.folders.folder_at(index).path

    def _on_clicked(self, index: QModelIndex) -> None:
        if not QApplication.keyboardModifiers() & SELECTING:
            self.opened.emit(self._path(index))

    def _on_reset_near(self) -> None:
        index = self.currentIndex()
        self._current = self._path(index) if index.isValid() else ""
        self._scroll = self.verticalScrollBar().value()

    def _on_reset(self) -> None:
        unfolded, self._unfolded = self._unfolded, set()
        if not unfolded:
            unfolded = {self._path(self.folders.index(0, 0))} if self.folders.rowCount() else set()
        for path in unfolded:
            index = self.folders.index_of(path)
            if index.isValid():
                self.expand(index)
        index = self.folders.index_of(self._current)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, flag)
        self.verticalScrollBar().setValue(self._scroll)
