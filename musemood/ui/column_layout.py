"""Which columns a list shows, in which order and how wide; chosen by the person, remembered."""

from collections.abc import Iterable

from msgspec import Struct
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from musemood.ui.columns import SHOWN_AT_FIRST, WIDTHS, Column

_MAKING_ROOM = (Column.RATING, Column.ALBUM, Column.PLAYS, Column.LENGTH)
_ALWAYS_SHOWN = (Column.NUMBER, Column.COVER, Column.TITLE)
_NARROWEST, _WIDEST = 40, 1200
_DIGIT_PX, _AROUND_NUMBER_PX = 8, 16
_UNSORTED = ""
_DOWN = "-"


class Cell(Struct, frozen=True):
    """Where a column stands in the list as it is scrolled now; logical pixels."""

    column: Column
    left: int
    width: int


class ColumnLayout(QObject):
    """The columns of one table.

    The title is as wide as the others leave it. Where not even its least width is left, stars,
    album, plays and length make room; if that is not enough, the list scrolls sideways.

    Signals: ``changed()`` when columns may stand elsewhere, ``menu_wanted(QPoint)``
    with the point of the screen where the header was clicked.
    """

    changed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._header = view.horizontalHeader()
        self._chosen = set(SHOWN_AT_FIRST)
        self._silent: frozenset[Column] = frozenset()
        self._is_fitting = False
        header, mode = self._header, QHeaderView.ResizeMode
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_NARROWEST)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(mode.Interactive)
        for column in _ALWAYS_SHOWN:
            header.setSectionResizeMode(column, mode.Fixed)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.reset()
        header.sectionResized.connect(lambda column, *_: self._on_resized(Column(column)))
        header.sectionMoved.connect(lambda *_: self.changed.emit())
        header.customContextMenuRequested.connect(
            lambda position: self.menu_wanted.emit(header.viewport().mapToGlobal(position))
        )

    def is_chosen(self, column: Column) -> bool:
        """Whether the person wants to see this column."""
        return column in self._chosen

    def choose(self, column: Column, is_shown: bool = True) -> None:
        """Show or hide a column; number, cover and title stay."""
        if is_shown or column in _ALWAYS_SHOWN:
            self._chosen.add(column)
        else:
            self._chosen.discard(column)
        self.fit()

    def leave_out(self, columns: Iterable[Column]) -> None:
        """Columns that say nothing here, whatever was chosen."""
        self._silent = frozenset(columns)
        self.fit()

    def sort_by(self, column: Column, is_descending: bool = False) -> None:
        """Sort as by a click on the header."""
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(column, order)

    @property
    def sorted_by(self) -> tuple[Column, bool] | None:
        """The column and whether it is turned round; None for the order of arrival."""
        section = self._header.sortIndicatorSection()
        if not 0 <= section < len(Column):
            return None
        return Column(section), self._header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder

    def reset(self) -> None:
        """As at the first start."""
        self._arrange([(column, WIDTHS[column]) for column in Column if column in SHOWN_AT_FIRST])
        self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def cells(self) -> list[Cell]:
        """The shown columns, left to right."""
        view, header = self._view, self._header
        return [
            Cell(column, view.columnViewportPosition(column), header.sectionSize(column))
            for column in self._in_order()
            if not header.isSectionHidden(column)
        ]

    def in_order(self) -> tuple[Column, ...]:
        """The chosen columns, left to right."""
        return tuple(column for column in self._in_order() if column in self._chosen)

    def state(self) -> list[str]:
        """For `restore`: the sorting, then the chosen columns with their widths."""
        sorting = self.sorted_by
        sort = _UNSORTED
        if sorting is not None:
            sort = sorting[0].name.lower() + (_DOWN if sorting[1] else "")
        widths = [f"{column.name.lower()}:{self._width_of(column)}" for column in self.in_order()]
        return [f"sort:{sort}", *widths]

    def restore(self, state: Iterable[str]) -> None:
        """What `state` said; names that are not known any more are passed over."""
        pairs = [line.partition(":")[::2] for line in state]
        known = [(_column(name), value) for name, value in pairs]
        columns = {column: _width(column, value) for column, value in known if column is not None}
        if columns:
            self._arrange(list(columns.items()))
        sort = dict(pairs).get("sort", _UNSORTED)
        column = _column(sort.removesuffix(_DOWN))
        if column is not None:
            self.sort_by(column, sort.endswith(_DOWN))

    def fit(self) -> None:
        """Give the title the room that the others leave, and show what was chosen."""
        if self._is_fitting:
            return
        self._is_fitting = True
        header, available = self._header, self._view.viewport().width()
        digits = len(str(max(1, self._view.model().rowCount())))
        number_px = max(_NARROWEST, _DIGIT_PX * digits + _AROUND_NUMBER_PX)
        header.resizeSection(Column.NUMBER, number_px)
        widths = {column: self._width_of(column) for column in self._chosen - self._silent}
        others = sum(width for column, width in widths.items() if column is not Column.TITLE)
        lacking = others + WIDTHS[Column.TITLE] - available
        left_out = _left_out(widths, lacking)
        for column in Column:
            self._view.setColumnHidden(column, column not in self._chosen - self._silent - left_out)
        others -= sum(widths[column] for column in left_out)
        header.resizeSection(Column.TITLE, max(WIDTHS[Column.TITLE], available - others))
        self._is_fitting = False
        self.changed.emit()

    def _on_resized(self, column: Column) -> None:
        """A column that makes room for others may not grow until it would make room for itself."""
        if not self._is_fitting and column in _MAKING_ROOM:
            given_up = _MAKING_ROOM[: _MAKING_ROOM.index(column)]
            kept = self._chosen - self._silent - {column, Column.TITLE, *given_up}
            others = WIDTHS[Column.TITLE] + sum(map(self._width_of, kept))
            room = max(self._view.viewport().width() - others, _NARROWEST)
            if self._header.sectionSize(column) > room:
                self._header.resizeSection(column, room)
        self.fit()

    def _width_of(self, column: Column) -> int:
        """As wide as it is; one that makes room now, and so has no width, as it was at first."""
        return self._header.sectionSize(column) or WIDTHS[column]

    def _arrange(self, columns: list[tuple[Column, int]]) -> None:
        self._is_fitting = True
        wanted = [column for column, _ in columns]
        self._chosen = {*wanted, *_ALWAYS_SHOWN}
        fixed = [column for column in _ALWAYS_SHOWN if column not in wanted]
        rest = [column for column in Column if column not in self._chosen]
        for place, column in enumerate([*fixed, *wanted, *rest]):
            self._header.moveSection(self._header.visualIndex(column), place)
        widths = dict(columns)
        for column in Column:
            self._view.setColumnHidden(column, False)
            self._header.resizeSection(column, widths.get(column, WIDTHS[column]))
        self._is_fitting = False
        self.fit()

    def _in_order(self) -> list[Column]:
        return sorted(Column, key=self._header.visualIndex)


def _left_out(widths: dict[Column, int], lacking: int) -> set[Column]:
    """The columns that make room, as few as do; none where all of them would not be enough."""
    left_out: set[Column] = set()
    for column in _MAKING_ROOM:
        if lacking > 0 and column in widths:
            left_out.add(column)
            lacking -= widths[column]
    return left_out if lacking <= 0 else set()


def _column(name: str) -> Column | None:
    return Column.__members__.get(name.upper())


def _width(column: Column, text: str) -> int:
    # A column that made room when it was remembered had no width.
    width = (int(text) if text.isdecimal() else 0) or WIDTHS[column]
    return min(max(width, _NARROWEST), _WIDEST)
