"""The queue in the panel: what comes next, why, and a thumb on every row."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from musemood.domain.play_log import PlaySource
from musemood.domain.queue import QueueRow
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import paint_icon
from musemood.ui.mood_wording import thumb_words
from musemood.ui.queue_rows import NOTE_ROLE, QUEUE_TRACK_ROLE, ROW_ROLE, QueueRows
from musemood.ui.text_lines import wrapped_lines
from musemood.ui.theme import Theme, sized
from musemood.ui.track_painter import MISSING_OPACITY

_ROW = 52
_COVER = 36
_THUMB = 26
Index = QModelIndex | QPersistentModelIndex


def _thumb_rects(rect: QRect) -> dict[ThumbKind, QRect]:
    top = rect.center().y() - _THUMB // 2
    right = rect.right() - 2
    return {
        ThumbKind.DOWN: QRect(right - _THUMB, top, _THUMB, _THUMB),
        ThumbKind.UP: QRect(right - 2 * _THUMB, top, _THUMB, _THUMB),
    }


class _QueueDelegate(QStyledItemDelegate):
    """Cover, title, the reason on two lines, two thumbs; recommended rows bear a mood's mark."""

    def __init__(self, theme: Theme, art: CoverArt, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._art = art
        self.pointer = QPoint(-1, -1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row: QueueRow = index.data(ROW_ROLE)
        track: Track = index.data(QUEUE_TRACK_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hovered = rect.contains(self.pointer)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selected if is_selected else self._theme.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 8, 8)
        cover = QRectF(rect.left() + 6, rect.center().y() - _COVER / 2 + 0.5, _COVER, _COVER)
        painter.setOpacity(MISSING_OPACITY if track.is_missing else 1.0)  # its words stay readable
        self._art.paint(painter, cover, track)
        painter.setOpacity(1.0)
        if row.source is PlaySource.RECOMMENDED and row.reason is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.mood_fill(row.reason.mood))
            painter.drawRoundedRect(QRectF(rect.left(), cover.top() + 4, 3, _COVER - 8), 1.5, 1.5)
        self._paint_words(painter, rect, index, track)
        for kind, spot in _thumb_rects(rect).items():
            is_lit = spot.contains(self.pointer)
            name = "thumbs-up" if kind is ThumbKind.UP else "thumbs-down"
            ink = self._theme.text if is_lit else self._theme.faint
            paint_icon(painter, name, QRectF(spot).adjusted(5, 5, -5, -5), ink, is_filled=is_lit)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, track: Track) -> None:
        left = rect.left() + 6 + _COVER + 10
        width = rect.right() - 2 * _THUMB - 8 - left
        note: str = index.data(NOTE_ROLE)
        base = painter.font()
        small = sized(base, 11)
        lines = wrapped_lines(note, small, width, 2) if note else []
        top = rect.center().y() - (18 + 14 * len(lines)) // 2
        painter.setFont(sized(base, 13, QFont.Weight.Medium))
        painter.setPen(QColor(self._theme.soft if track.is_missing else self._theme.text))
        title = QFontMetrics(painter.font()).elidedText(
            track.title, Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(QRect(left, top, width, 18), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(small)
        painter.setPen(QColor(self._theme.soft))
        for place, line in enumerate(lines):
            line_rect = QRect(left, top + 18 + 14 * place, width, 14)
            painter.drawText(line_rect, Qt.AlignmentFlag.AlignVCenter, line)


class QueueList(QListView):
    """Signals: ``play_wanted(int)`` and ``removal_wanted(list[int])`` with ids of queue rows,
    ``thumb_given(path, ThumbKind)``, ``menu_opening(QMenu, list[str])`` with the paths the context
    menu is about, for those who add to it.
    """

    play_wanted = Signal(int)
    removal_wanted = Signal(object)
    thumb_given = Signal(object, object)  # not str: Qt drops bytes that are not UTF-8
    menu_opening = Signal(object, object)

    def __init__(
        self, rows: QueueRows, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._delegate = _QueueDelegate(theme, art, self)
        self.setModel(rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Queue"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        self.doubleClicked.connect(lambda index: self.play_wanted.emit(self._id(index)))
        art.changed.connect(self.viewport().update)

    def thumb_spot(self, row: int, kind: ThumbKind) -> QPoint:
        """Where a row's thumb is, in the viewport; for those who click by program."""
        return _thumb_rects(self.visualRect(self._rows.index(row, 0)))[kind].center()

    def selected_ids(self) -> list[int]:
        """Ids of the selected queue rows."""
        return [self._id(index) for index in self.selectionModel().selectedRows()]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A thumb answers at once; everything else selects."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            for kind, spot in _thumb_rects(self.visualRect(index)).items():
                if spot.contains(point):
                    self.thumb_given.emit(self._rows.row_at(index.row()).path, kind)
                    return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a thumb are two clicks on a thumb, not a wish to play."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        spots = _thumb_rects(self.visualRect(index)).values() if index.isValid() else ()
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
            spots = _thumb_rects(self.visualRect(index)) if index.isValid() else {}
            for kind, spot in spots.items():
                if spot.contains(event.pos()):
                    words = thumb_words(kind, index.data(QUEUE_TRACK_ROLE).told_mood)
                    QToolTip.showText(event.globalPos(), words, self.viewport(), spot)
                    return True
        return super().viewportEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is lit any more."""
        self._delegate.pointer = QPoint(-1, -1)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter plays, Delete takes out of the queue."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.play_wanted.emit(self._id(index))
        elif event.key() == Qt.Key.Key_Delete and self.selected_ids():
            self.removal_wanted.emit(self.selected_ids())
        else:
            super().keyPressEvent(event)

    def _id(self, index: Index) -> int:
        return self._rows.row_at(index.row()).id

    def _on_menu_wanted(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if not index.isValid():
            return
        row = self._rows.row_at(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Play now"), lambda: self.play_wanted.emit(row.id))
        menu.addAction(
            self.tr("Take out of the queue"),
            lambda: self.removal_wanted.emit(self.selected_ids() or [row.id]),
        )
        chosen = sorted(each.row() for each in self.selectionModel().selectedRows())
        self.menu_opening.emit(menu, self._rows.paths(chosen or [index.row()]))
        menu.exec(self.viewport().mapToGlobal(position))
