"""The playlists of the left bar as an item model, and how they are painted."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from musemood.domain.playlist import LONGEST_NAME, AnyPlaylist, SmartPlaylist
from musemood.ui.icons import paint_icon
from musemood.ui.theme import Theme, sized
from musemood.ui.translate import number_text

Index = QModelIndex | QPersistentModelIndex

ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
COUNT_ROLE = ID_ROLE + 1
SMART_ROLE = ID_ROLE + 2
_HEIGHT = 34


class PlaylistNavRows(QAbstractListModel):
    """Signals: ``rename_wanted(id, name)`` when a name was typed."""

    rename_wanted = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playlists: list[AnyPlaylist] = []
        self._counts: Mapping[str, int] = {}

    def show(self, playlists: Sequence[AnyPlaylist], counts: Mapping[str, int]) -> None:
        """Other playlists, and how many songs are in each (by id)."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        ids = [self._playlists[index.row()].id for index in kept]
        self._playlists, self._counts = list(playlists), counts
        self.changePersistentIndexList(kept, [self.index_of(each) for each in ids])
        self.layoutChanged.emit()

    def index_of(self, playlist_id: str) -> QModelIndex:
        """Where a playlist stands; an invalid index where it does not."""
        rows = (row for row, each in enumerate(self._playlists) if each.id == playlist_id)
        row = next(rows, None)
        return QModelIndex() if row is None else self.index(row, 0)

    def is_smart(self, index: Index) -> bool:
        """Whether this is a saved search, which nothing can be dropped on."""
        return isinstance(self._playlists[index.row()], SmartPlaylist)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """All playlists."""
        return 0 if parent.isValid() else len(self._playlists)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names can be edited; songs can be dropped."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, id, number of songs and whether it is a saved search."""
        playlist = self._playlists[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return playlist.name
        if role == ID_ROLE:
            return playlist.id
        if role == COUNT_ROLE:
            return self._counts.get(playlist.id)
        if role == SMART_ROLE:
            return isinstance(playlist, SmartPlaylist)
        if role == Qt.ItemDataRole.ToolTipRole:
            query = f"\n{playlist.query}" if isinstance(playlist, SmartPlaylist) else ""
            return playlist.name + query
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{playlist.name} {self._counts.get(playlist.id, '')}".strip()
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A name was typed; whoever listens renames, and shows it again."""
        if role == Qt.ItemDataRole.EditRole:
            self.rename_wanted.emit(self._playlists[index.row()].id, str(value))
            return True
        return False


class PlaylistNavDelegate(QStyledItemDelegate):
    """Looks like the other entries of the left bar: icon, name, count at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_narrow = False
        self.lit_row = -1
        self.drop_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the other entries."""
        return QSize(40, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, icon, name, count."""
        theme, rect = self._theme, QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        is_shown = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self.drop_row:
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.setBrush(QColor(theme.selected))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        elif is_shown or index.row() == self.lit_row:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if is_shown else theme.hover))
            painter.drawRoundedRect(rect, 8, 8)
        by_keys = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & by_keys == by_keys:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.faint))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        left = rect.left() + ((rect.width() - 17) / 2 if self.is_narrow else 10)
        mark = QRectF(left, rect.top() + 8.5, 17, 17)
        paint_icon(
            painter, "list-filter" if index.data(SMART_ROLE) else "list-music", mark, theme.text
        )
        if not self.is_narrow:
            self._paint_words(painter, rect, index, is_shown)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, index: Index, is_shown: bool) -> None:
        base = QFont(painter.font())
        count = index.data(COUNT_ROLE)
        number = "" if count is None else number_text(count)
        painter.setFont(sized(base, 12))
        painter.setPen(QColor(self._theme.faint))
        inner = rect.adjusted(38, 0, -12, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, number)
        room = inner.width() - QFontMetrics(painter.font()).horizontalAdvance(number) - 8
        painter.setFont(sized(base, 13, QFont.Weight.DemiBold if is_shown else QFont.Weight.Normal))
        painter.setPen(QColor(self._theme.text))
        name = QFontMetrics(painter.font()).elidedText(
            index.data(), Qt.TextElideMode.ElideRight, int(room)
        )
        painter.drawText(inner, middle, name)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field for the name."""
        editor = QLineEdit(parent)
        editor.setObjectName("rename")
        editor.setMaxLength(LONGEST_NAME)
        editor.setAccessibleName(self.tr("Name of the playlist"))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Where the name stands."""
        editor.setGeometry(option.rect.adjusted(30, 3, -2, -3))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on what was typed."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())
