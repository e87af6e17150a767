"""The queue in the panel: what comes next, why, in which order, and a thumb on every row."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QToolTip,
    QWidget,
)

from musemood.domain.thumb import ThumbKind
from musemood.ui.cover_art import CoverArt
from musemood.ui.drop_between import DropBetween
from musemood.ui.mood_wording import thumb_words
from musemood.ui.queue_delegate import QUEUE_ROW_HEIGHT, QueueDelegate, note_lines, thumb_rects
from musemood.ui.queue_rows import NOTE_ROLE, QUEUE_TRACK_ROLE, QueueRows
from musemood.ui.row_menu import row_menu
from musemood.ui.theme import Theme
from musemood.ui.track_drag import drag_rows
from musemood.ui.track_mime import mime_to_paths

Index = QModelIndex | QPersistentModelIndex


class QueueList(QListView):
    """Signals: ``play_wanted(int)`` and ``removal_wanted(list[int])`` with ids of queue rows,
    ``move_wanted(list[int], int)``, ids to put before a row, ``insert_wanted(list[str], int)``,
    paths to put before a row, ``thumb_given(path, ThumbKind)``, ``menu_opening(QMenu, list[str])``
    with the paths the context menu is about, for those who add to it.
    """

    play_wanted = Signal(int)
    removal_wanted = Signal(object)
    move_wanted = Signal(object, int)
    insert_wanted = Signal(object, int)
    thumb_given = Signal(object, object)  # not str: Qt drops bytes that are not UTF-8
    menu_opening = Signal(object, object)

    def __init__(
        self, rows: QueueRows, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows, self._theme = rows, theme
        self._drop = DropBetween(self, QUEUE_ROW_HEIGHT, theme)
        self._delegate = QueueDelegate(theme, art, self)
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Queue"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.play_wanted.emit(self._id(index)))
        art.changed.connect(self.viewport().update)

    def thumb_spot(self, row: int, kind: ThumbKind) -> QPoint:
        """Where a row's thumb is, in the viewport; for those who click by program."""
        return thumb_rects(self.visualRect(self._rows.index(row, 0)))[kind].center()

    def selected_ids(self) -> list[int]:
        """Ids of the selected queue rows."""
        return [self._id(index) for index in self.selectionModel().selectedRows()]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A thumb answers at once; everything else selects."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            for kind, spot in thumb_rects(self.visualRect(index)).items():
                if spot.contains(point):
                    self.thumb_given.emit(self._rows.row_at(index.row()).path, kind)
                    return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a thumb are two clicks on a thumb, not a wish to play."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        spots = thumb_rects(self.visualRect(index)).values() if index.isValid() else ()
        if any(spot.contains(point) for spot in spots):
            return
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row and the thumb under the pointer are lit."""
        super().mouseMoveEvent(event)
        self._delegate.pointer = event.position().toPoint()
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Over a thumb the tip says what it will do."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            spots = thumb_rects(self.visualRect(index)) if index.isValid() else {}
            for kind, spot in spots.items():
                if spot.contains(event.pos()):
                    words = thumb_words(kind, index.data(QUEUE_TRACK_ROLE).told_mood)
                    QToolTip.showText(event.globalPos(), words, self.viewport(), spot)
                    return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard has come: what two lines cannot hold of the row's reason is told."""
        super().focusInEvent(event)
        self._tell_whole(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It has gone."""
        super().focusOutEvent(event)
        QToolTip.hideText()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """As above, row by row."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._tell_whole(current)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is lit any more."""
        self._delegate.pointer = QPoint(-1, -1)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plays, Delete takes out of the queue, Alt+Up and Alt+Down move."""
        index, rows = self.currentIndex(), self._selected_rows()
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.play_wanted.emit(self._id(index))
        elif event.key() == Qt.Key.Key_Delete and self.selected_ids():
            self.removal_wanted.emit(self.selected_ids())
        elif rows and is_alt and event.key() == Qt.Key.Key_Up:
            self._move(max(0, rows[0] - 1))
        elif rows and is_alt and event.key() == Qt.Key.Key_Down:
            self._move(min(self._rows.rowCount(), rows[-1] + 2))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the selected rows, by mouse or by the menu key."""
        found = row_menu(self, event)
        if found is None:
            return
        menu, index, spot = found
        ids, row_id = self.selected_ids(), self._id(index)
        menu.addAction(self.tr("Play now"), lambda: self.play_wanted.emit(row_id))
        menu.addAction(
            self.tr("Take out of the queue") + "\tDel", lambda: self.removal_wanted.emit(ids)
        )
        self.menu_opening.emit(menu, self._rows.paths(self._selected_rows()))
        menu.exec(spot)

    # Dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        """A small label goes with the pointer, not the rows themselves."""
        rows = self._selected_rows()
        if rows:
            title = self._rows.index(rows[0], 0).data(QUEUE_TRACK_ROLE).title
            drag_rows(self, actions, title, self._theme)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Songs of this window are welcome."""
        self._drop.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which rows they would fall."""
        super().dragMoveEvent(event)
        self._drop.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Taken elsewhere."""
        super().dragLeaveEvent(event)
        self._drop.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Own rows move, others are put in."""
        target = self._drop.take(event)
        if target is None:
            return
        if event.source() is self:
            self._move(target)
        else:
            self.insert_wanted.emit(mime_to_paths(event.mimeData()), target)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the line where what is dragged would fall."""
        super().paintEvent(event)
        self._drop.paint()

    def _move(self, target: int) -> None:
        self.move_wanted.emit(self.selected_ids(), target)
        self.scrollTo(self.currentIndex())

    def _selected_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _tell_whole(self, index: Index) -> None:
        """The pointer has the tip of what it hovers over; a click tells nothing."""
        QToolTip.hideText()
        if not index.isValid() or QApplication.mouseButtons():
            return
        rect, note = self.visualRect(index), str(index.data(NOTE_ROLE))
        shown = "".join(note_lines(note, self.font(), rect))
        if shown.replace(" ", "") != note.replace(" ", ""):
            spot = self.viewport().mapToGlobal(rect.bottomLeft())
            words = str(index.data(Qt.ItemDataRole.ToolTipRole))
            QToolTip.showText(spot, words, self.viewport(), rect)

    def _id(self, index: Index) -> int:
        return self._rows.row_at(index.row()).id
