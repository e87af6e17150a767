"""The pages of the dialog that brings a history: where from, what would come, under way, done."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.foreign_history import HistorySource
from musemood.domain.history_plan import HistoryPlan
from musemood.domain.track import shown_name
from musemood.ui.history_wording import origin_name, song_line
from musemood.ui.icons import icon
from musemood.ui.theme import Theme, sized
from musemood.ui.translate import number_text

_SHOWN_UNMATCHED = 5
_PATH_WIDTH, _LINE_WIDTH = 440, 500


class Page(QWidget):
    """A headline, a sentence, what comes below them, and the buttons at the foot."""

    def __init__(self, headline: str, text: str) -> None:
        super().__init__()
        self.headline = _label(headline, "headline")
        self.text = _label(text, "quiet")
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 22)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self.text)
        column.addSpacing(10)
        column.addLayout(self.body)
        column.addStretch(1)
        column.addSpacing(14)
        column.addLayout(self.foot)

    def add_button(self, text: str, name: str = "") -> QPushButton:
        """One more button at the foot, from the left."""
        button = QPushButton(text)
        button.setObjectName(name)
        self.foot.addWidget(button)
        return button


class SourcePage(Page):
    """Histories found by themselves, and a file of one's own.

    Signals: ``source_wanted(path)``.
    """

    source_wanted = Signal(object)  # not str: Qt drops bytes that are not UTF-8

    def __init__(self, theme: Theme) -> None:
        super().__init__("", "")
        self._theme = theme
        self.headline.setText(self.tr("Bring your history"))
        self.text.setText(
            self.tr(
                "Plays, ratings and playlists from the player you come from. You see what would "
                "come before anything does, and nothing is changed over there."
            )
        )
        self.trouble = _label("", "warning")
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self.body.addLayout(self._cards)
        self.choose = _card(
            self.tr("Choose a file …"),
            self.tr("strawberry.db, rhythmdb.xml, a Last.fm CSV, a ListenBrainz export"),
            "folder-plus",
            theme,
        )
        self.body.addWidget(self.choose)
        self.undo = self.add_button(self.tr("Take the last one back"), "link")
        self.save_log = self.add_button(self.tr("Save my plays as .scrobbler.log …"), "link")
        self.foot.addStretch(1)
        self.close_button = self.add_button(self.tr("Close"))
        self.found: list[QPushButton] = []

    def show_sources(self, sources: Iterable[HistorySource]) -> None:
        """One card each."""
        for card in self.found:
            card.deleteLater()
        self.found = [self._add_card(source) for source in sources]
        for first, second in pairwise([*self.found, self.choose]):
            QWidget.setTabOrder(first, second)

    def show_trouble(self, sentence: str) -> None:
        """What did not work; "" takes it back."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _add_card(self, source: HistorySource) -> QPushButton:
        place = shown_name(source.path).replace(str(Path.home()), "~", 1)
        card = _card(origin_name(source.origin), place, "history", self._theme)
        card.clicked.connect(lambda: self.source_wanted.emit(source.path))
        self._cards.addWidget(card)
        card.show()  # what is not shown yet cannot be given the focus
        return card


class BusyPage(Page):
    """Something is under way and can be cancelled."""

    def __init__(self) -> None:
        super().__init__("", "")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.body.addWidget(self.progress)
        self.foot.addStretch(1)
        self.cancel = self.add_button(self.tr("Cancel"))

    def show_work(self, headline: str, text: str, done: int = 0, total: int = 0) -> None:
        """``total`` 0: nobody knows how long."""
        self.headline.setText(headline)
        self.text.setText(text)
        self.progress.setAccessibleName(headline)
        self.progress.setRange(0, total)
        self.progress.setValue(done)


class PlanPage(Page):
    """What would come, in numbers. ``brought``: the lines of what this version keeps."""

    def __init__(self) -> None:
        super().__init__("", "")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.unmatched = _label("", "quiet")
        self.body.addSpacing(4)
        self.body.addWidget(self.unmatched)
        self.back = self.add_button(self.tr("Back"))
        self.save_list = self.add_button(self.tr("Save the list …"), "link")
        self.foot.addStretch(1)
        self.bring = self.add_button(self.tr("Bring it over"), "primary")
        self.brought: list[str] = []

    def show_plan(self, plan: HistoryPlan, *, keeps_ratings: bool, keeps_playlists: bool) -> None:
        """The dry run."""
        self.headline.setText(self.tr("From {name}").format(name=origin_name(plan.origin)))
        later = self.tr("not kept by this version yet")
        undated = self.tr("they count as plays, not for the mood of a week")
        self._clear()
        self._add(len(plan.plays), self.tr("plays with their dates"), is_brought=True)
        self._add(plan.earlier_count, self.tr("plays without dates"), undated, is_brought=True)
        self._add(
            len(plan.ratings),
            self.tr("ratings", "", len(plan.ratings)),
            "" if keeps_ratings else later,
            is_brought=keeps_ratings,
        )
        self._add(
            len(plan.playlists),
            self.tr("playlists", "", len(plan.playlists)),
            "" if keeps_playlists else later,
            is_brought=keeps_playlists,
        )
        self._add(plan.known, self.tr("here already"))
        self._add(plan.unreadable, self.tr("entries without a usable date or name"))
        self._show_unmatched(plan)
        is_useful = bool(self.brought)
        self.bring.setVisible(is_useful)
        self.text.setText(
            self.tr("{matched} songs are in your library, {unmatched} are not.").format(
                matched=number_text(plan.matched), unmatched=number_text(len(plan.unmatched))
            )
            + ("" if is_useful else " " + self.tr("There is nothing new to bring."))
        )

    def _show_unmatched(self, plan: HistoryPlan) -> None:
        first = [song_line(song) for song in plan.unmatched[:_SHOWN_UNMATCHED]]
        more = len(plan.unmatched) - len(first)
        if more:
            first.append(self.tr("and {count} more").format(count=number_text(more)))
        head = [self.tr("Not in your library:")] if first else []
        metrics, right = self.unmatched.fontMetrics(), Qt.TextElideMode.ElideRight
        lines = [metrics.elidedText(line, right, _LINE_WIDTH) for line in first]
        self.unmatched.setText("\n".join([*head, *lines]))
        self.unmatched.setVisible(bool(first))
        self.save_list.setVisible(bool(first))

    def _add(self, count: int, what: str, aside: str = "", *, is_brought: bool = False) -> None:
        if count == 0:
            return
        if is_brought:
            self.brought.append(f"{number_text(count)} {what}")
        row = self._grid.rowCount()
        number = _label(number_text(count), "figure")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(number, row, 0)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(_label(what))
        if aside:
            text.addWidget(_label(aside, "quiet"))
        self._grid.addLayout(text, row, 1)

    def _clear(self) -> None:
        self.brought = []
        _empty(self._grid)


class DonePage(Page):
    """It came, or it was taken back."""

    def __init__(self) -> None:
        super().__init__("", "")
        self.undo = self.add_button(self.tr("Take it back"))
        self.save_list = self.add_button(self.tr("Save the list …"), "link")
        self.foot.addStretch(1)
        self.close_button = self.add_button(self.tr("Close"), "primary")


def _card(title: str, text: str, icon_name: str, theme: Theme) -> QPushButton:
    """A button of two lines."""
    card = QPushButton()
    card.setObjectName("historyCard")
    card.setAccessibleName(f"{title} {text}")
    card.setToolTip(text)
    card.setCursor(Qt.CursorShape.PointingHandCursor)
    row = QHBoxLayout(card)
    row.setContentsMargins(16, 10, 16, 10)
    row.setSpacing(14)
    mark = QLabel()
    mark.setPixmap(icon(icon_name, theme.text, 20).pixmap(QSize(20, 20)))
    words = QVBoxLayout()
    words.setSpacing(2)
    name, place = _label(title, "cardTitle"), _label("", "quiet")
    place.setWordWrap(False)
    metrics = QFontMetrics(sized(place.font(), 12))
    place.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, _PATH_WIDTH))
    words.addWidget(name)
    words.addWidget(place)
    row.addWidget(mark)
    row.addLayout(words, 1)
    card.setMinimumHeight(60)
    for part in (mark, name, place):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return card


def _label(text: str, name: str = "") -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _empty(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QGridLayout | QVBoxLayout):
            _empty(inner)
