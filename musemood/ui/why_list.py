"""Why: the weighted plays behind the week's mood, most weight first; a click leaves one out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from musemood.domain.mood import Mood
from musemood.domain.track import Track
from musemood.services.recommending import Evidence
from musemood.ui.icons import paint_icon
from musemood.ui.theme import Theme, sized
from musemood.ui.why_rows import WHY_ROLE, WhyRow, WhyRows

_LINE = 22
_BAR_COLUMN = 56
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete)
Index = QModelIndex | QPersistentModelIndex


class _WhyDelegate(QStyledItemDelegate):
    """Bars share one column, so that titles stand below one another; ``lit``: the line chosen."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lit = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, row = QRectF(option.rect), index.data(WHY_ROLE)
        is_lit = index.row() == self.lit
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_lit:
            painter.setBrush(QColor(self._theme.hover))
            painter.drawRoundedRect(line.adjusted(0, 1, 0, -1), 5, 5)
        if not row.is_out:
            wide = max(_BAR_COLUMN * row.share, 6.0)
            bar = QRectF(line.left(), line.center().y() - 3, wide, 6)
            painter.setBrush(self._theme.mood_fill(row.track.mood or Mood.UNSURE))
            painter.drawRoundedRect(bar, 3, 3)
        self._paint_words(painter, line, row, is_lit=is_lit)
        painter.restore()

    def _paint_words(self, painter: QPainter, line: QRectF, row: WhyRow, *, is_lit: bool) -> None:
        painter.setFont(sized(painter.font(), 12))
        metrics = QFontMetrics(painter.font())
        note_width = metrics.horizontalAdvance(row.note) + 10
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(self._theme.soft))
        if is_lit:
            spot = QRectF(line.right() - 18, line.center().y() - 7, 14, 14)
            paint_icon(painter, "undo-2" if row.is_out else "x", spot, self._theme.text)
        else:
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, row.note)
        title_rect = line.adjusted(_BAR_COLUMN + 10, 0, -note_width, 0)
        painter.setPen(QColor(self._theme.faint if row.is_out else self._theme.text))
        room = int(title_rect.width())
        elided = metrics.elidedText(row.track.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(title_rect, middle, elided)


class WhyList(QListView):
    """A line a track: its weight as a bar in its mood's colour, title, plays.

    Below, those left out, which a click brings back. Arrow keys walk, Enter and Delete are the
    click. Signals: ``left_out(path)``, ``taken_in(path)``.
    """

    left_out = Signal(object)  # not str: Qt drops bytes that are not UTF-8
    taken_in = Signal(object)

    def __init__(
        self, theme: Theme, track_of: Callable[[str], Track], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = WhyRows(track_of, self)
        self._delegate = _WhyDelegate(theme, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Why"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_evidence(self, evidence: Sequence[Evidence], left_out: Sequence[str] = ()) -> None:
        """The heaviest tracks, and the last ones left out; the tip tells them all."""
        line = self.currentIndex().row()
        self._rows.show_evidence(evidence, left_out)
        if self._rows.rowCount():
            self.setCurrentIndex(self._index(min(max(line, 0), self._rows.rowCount() - 1)))
        self._light(self.currentIndex().row() if self.hasFocus() else -1)
        self.updateGeometry()

    def words(self) -> str:
        """All of the evidence, a line each."""
        return "\n".join(self._rows.told())

    def spot(self, line: int) -> QPoint:
        """Where a line is, in the viewport; for those who click by program."""
        return self.visualRect(self._index(line)).center()

    def sizeHint(self) -> QSize:
        """A line each, at most four and two."""
        return QSize(280, _LINE * self._rows.rowCount())

    def minimumSizeHint(self) -> QSize:
        """Never less: it does not scroll."""
        return self.sizeHint()

    def viewportEvent(self, event: QEvent) -> bool:
        """The tip lists all of the evidence, and says what a click does."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hint = self.tr("A click leaves one out; another one brings it back.")
            QToolTip.showText(event.globalPos(), f"{self.words()}\n\n{hint}", self)
            return True
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The line under the pointer is lit."""
        self._light(self.indexAt(event.position().toPoint()).row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing yet: the release counts."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave it out, or take it back in."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """None is any more."""
        self._light(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By the keyboard one comes to the line where one was, the first at first."""
        super().focusInEvent(event)
        self._light(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is lit without the focus."""
        super().focusOutEvent(event)
        self._light(-1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The line that the keys are on is lit."""
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._light(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk; Enter and Delete are the click."""
        if event.key() in _CHOOSING:
            self._choose(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _index(self, line: int) -> QModelIndex:
        return self._rows.index(line, 0)

    def _light(self, line: int) -> None:
        if line != self._delegate.lit:
            self._delegate.lit = line
            self.viewport().update()

    def _choose(self, line: int) -> None:
        if line < 0:
            return
        row = self._rows.row_at(line)
        (self.taken_in if row.is_out else self.left_out).emit(row.path)
