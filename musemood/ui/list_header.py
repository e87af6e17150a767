"""Above the list: the search field, and beside or below it how far the analysis is."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from musemood.services.analysis_progress import AnalysisProgress
from musemood.ui.icons import icon
from musemood.ui.search_field import SearchField
from musemood.ui.search_help import open_search_help
from musemood.ui.theme import Theme
from musemood.ui.translate import number_text
from musemood.ui.wording import time_left_text

_GAP_PX = 12


class ListHeader(QWidget):
    """Signals: ``search_changed(str)``, ``pause_wanted(bool)``, ``cancel_wanted()``,
    ``analysis_wanted()`` (take up what was cancelled), ``problems_wanted()``,
    ``columns_wanted(QPoint)`` with the point of the screen where their menu belongs.
    """

    search_changed = Signal(str)
    pause_wanted = Signal(bool)
    cancel_wanted = Signal()
    analysis_wanted = Signal()
    problems_wanted = Signal()
    columns_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._progress = AnalysisProgress()
        self._is_scanning = False
        self._left_out = 0
        self.search = SearchField(theme)
        self.search.textChanged.connect(self.search_changed)
        self.search.help_wanted.connect(lambda: open_search_help(self.search, theme))
        self.columns = self._button(self.tr("Columns and order"))
        self.columns.setIcon(icon("columns-3", theme.soft, 15))
        self.columns.clicked.connect(self._on_columns_clicked)
        self.status = QLabel()
        self.status.setObjectName("status")
        self.pause = self._button(self.tr("Pause the analysis"))
        self.pause.clicked.connect(lambda: self.pause_wanted.emit(not self._progress.is_held))
        self.cancel = self._button(self.tr("Stop the analysis"))
        self.cancel.setIcon(icon("x", theme.soft, 15))
        self.cancel.clicked.connect(self.cancel_wanted)
        self.take_up = _link(self.tr("Analyse"))
        self.take_up.clicked.connect(self.analysis_wanted)
        self.problems = _link("")
        self.problems.setIcon(icon("triangle-alert", theme.warning, 15))
        self.problems.clicked.connect(self.problems_wanted)
        self._searching = _row(self.search, self.columns)
        self._news = _row(self.status, self.pause, self.cancel, self.take_up, self.problems)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addLayout(self._searching, 1)
        self._rows.addLayout(self._news)
        self._show()
        self.show_problems(0)

    def put_beside_search(self, widget: QWidget) -> None:
        """Another control; Tab comes to it after the field."""
        self._searching.insertWidget(1, widget)
        QWidget.setTabOrder(self.search, widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What there is no room for beside the search goes below it."""
        super().resizeEvent(event)
        self._fit()

    def show_progress(self, progress: AnalysisProgress) -> None:
        """How far the analysis is."""
        self._progress = progress
        self._show()

    def show_scanning(self, is_scanning: bool) -> None:
        """Whether folders are being read."""
        self._is_scanning = is_scanning
        self._show()

    def show_left_out(self, count: int) -> None:
        """How many tracks lack a mood while nothing is being analysed."""
        self._left_out = count
        self._show()

    def show_problems(self, count: int) -> None:
        """How many files failed."""
        self.problems.setVisible(count > 0)
        self.problems.setText(self.tr("%Ln files failed", "", count))
        self._fit()

    def _show(self) -> None:
        progress = self._progress
        is_busy = progress.is_running
        self.status.setText(self._words())
        self.status.setVisible(bool(self.status.text()))
        self.pause.setVisible(is_busy)
        self.cancel.setVisible(is_busy)
        self.pause.setIcon(
            icon("play" if progress.is_held else "pause", self._theme.soft, 15, is_filled=True)
        )
        text = self.tr("Go on") if progress.is_held else self.tr("Pause the analysis")
        self.pause.setToolTip(text)
        self.pause.setAccessibleName(text)
        self.take_up.setVisible(not is_busy and not self._is_scanning and self._left_out > 0)
        self._fit()

    def _fit(self) -> None:
        columns_px = self.columns.width() + self._searching.spacing()
        news_px = self._news.sizeHint().width() + _GAP_PX
        is_beside = self.width() >= self.search.comfortable_px() + columns_px + news_px
        way = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._rows.setDirection(way)
        self._rows.setSpacing(_GAP_PX if is_beside else 4)
        self._news.setContentsMargins(0 if is_beside else _GAP_PX, 0, 0, 0)
        self._news.setStretchFactor(self.status, 0 if is_beside else 1)

    def _on_columns_clicked(self) -> None:
        self.columns_wanted.emit(self.columns.mapToGlobal(QPoint(0, self.columns.height())))

    def _words(self) -> str:
        progress = self._progress
        if progress.is_running:
            total = number_text(progress.total)
            if progress.is_held:
                held = (
                    self.tr("Paused at {done} of {total}")
                    if progress.is_paused
                    else self.tr("On battery: waits at {done} of {total}")
                )
                return held.format(done=number_text(progress.done), total=total)
            text = self.tr("Analysing {done} of {total}").format(
                done=number_text(min(progress.done + 1, progress.total)), total=total
            )
            if progress.left_s is not None:
                text += " · " + time_left_text(progress.left_s)
            return text
        if self._is_scanning:
            return self.tr("Looking for music …")
        if self._left_out:
            return self.tr("{n} without a mood").format(n=number_text(self._left_out))
        return ""

    def _button(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setIconSize(QSize(15, 15))
        button.setFixedSize(28, 28)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName("link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
