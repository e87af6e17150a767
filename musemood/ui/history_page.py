"""The page of the history: a strip for each day of a week or a month, and what one day held."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.catalogue import Catalogue
from musemood.domain.heard_days import HeardDay, day_before, heard_days, month_of, week_of
from musemood.domain.mood import Mood
from musemood.domain.state_log import StateEntry
from musemood.ui.day_list import DayList
from musemood.ui.day_strips import DayStrips
from musemood.ui.places import Page
from musemood.ui.services import Services
from musemood.ui.theme import Theme
from musemood.ui.view_page import PageHead, ViewPage
from musemood.ui.view_wording import page_name

_WEEK_PX, _MONTH_PX = 40, 22
"""Height of a day's strip."""


class HistoryPage(ViewPage):
    """The days of a stretch, above the list of one of them. Signals: ``erase_wanted()``."""

    erase_wanted = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        self._area = QScrollArea()
        super().__init__(self._area, parent)
        self._services = services
        self._is_month = False
        self._about = self._today()
        self._said: Sequence[StateEntry] = ()
        self._chosen: date | None = None
        self.days = DayStrips(theme)
        self.days.chosen.connect(self._list)
        self.days.changed.connect(self._show_last)
        self.says = QLabel()
        self.list = DayList(services.collection, theme)
        self.list.itemActivated.connect(self._on_activated)
        self.head = PageHead(page_name(Page.HISTORY))
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=100)
        self._soon.timeout.connect(self._ask)
        collection = services.collection
        collection.play_counted.connect(self._on_news)
        collection.history_changed.connect(self._on_news)
        services.playback.play_ended.connect(self._on_news)
        services.recommending.inferred.connect(self._on_news)

    def _lay_out(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.says.setObjectName("quiet")
        self.says.setContentsMargins(10, 8, 10, 0)
        self.says.setWordWrap(True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self.days)
        column.addWidget(self.says)
        column.addWidget(self.list, 1)
        self._area.setWidget(content)
        self.week = self._button(self.tr("Week"), self.show_week)
        self.month = self._button(self.tr("Month"), self.show_month)
        self.earlier = self._button(self.tr("Earlier"), lambda: self._go(-1))
        self.later = self._button(self.tr("Later"), lambda: self._go(1))
        self.erase = self._button(self.tr("Erase history …"), self.erase_wanted.emit)
        self.put_head(self.head)

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("toastAction")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(act)
        self.head.row.addWidget(button)
        return button

    def show_week(self) -> None:
        """Seven strips."""
        self._is_month = False
        self._ask()

    def show_month(self) -> None:
        """A strip for each day of the month."""
        self._is_month = True
        self._ask()

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Moods may be others; hidden, it is shown anew anyway."""
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened meanwhile."""
        super().showEvent(event)
        self._ask()

    def narrow(self, paths: Collection[str] | None) -> None:
        """Days are not searched."""

    def selected_paths(self) -> list[str]:
        """The tracks selected in the list of the day."""
        return self.list.selected_paths()

    def take_focus(self) -> None:
        """The keyboard goes to a day."""
        if self.days.strips:
            self.days.take_focus()
        else:
            self.week.setFocus()

    def _today(self) -> date:
        return datetime.now().astimezone().date()

    def _go(self, step: int) -> None:
        first, count = self._range()
        self._about = first + timedelta(days=count if step > 0 else -1)
        self._ask()

    def _range(self) -> tuple[date, int]:
        return month_of(self._about) if self._is_month else week_of(self._about)

    def _on_news(self, *_: object) -> None:
        if self.isVisible():
            self._soon.start()

    def _ask(self) -> None:
        """Show at once what is in memory; what the inference said is asked of the disk."""
        since = day_before(self._range()[0])
        self._services.storage.ask(lambda store: store.listening.states(since), self._on_states)
        self._show()

    def _on_states(self, states: list[StateEntry]) -> None:
        if states != self._said:
            self._said = states
            self._show()

    def _mood(self, path: str) -> Mood | None:
        track = self._services.collection.library.get(path)
        return track.mood if track else None

    def _show(self) -> None:
        first, count = self._range()
        days = heard_days(first, count, self._services.collection.plays(), self._said, self._mood)
        self.days.show_days(days, _MONTH_PX if self._is_month else _WEEK_PX)
        self.days.put_between(self.erase, self.list)
        self.week.setEnabled(self._is_month)
        self.month.setEnabled(not self._is_month)
        self.later.setEnabled(first + timedelta(days=count) <= self._today())
        self.head.show_count(self._name_of(first, count))
        chosen = next((day for day in days if day.day == self._chosen), None)
        heard = (day for day in reversed(days) if day.plays or day.states)
        self._list(chosen or next(heard, None))

    def _name_of(self, first: date, count: int) -> str:
        locale, day = self.locale(), QDate(first.year, first.month, first.day)
        if self._is_month:
            return locale.toString(day, self.tr("MMMM yyyy"))
        last = locale.toString(day.addDays(count - 1), self.tr("d MMM yyyy"))
        return " – ".join((locale.toString(day, self.tr("d MMM")), last))

    def _show_last(self) -> None:
        """A month is longer than the window: show its last day with music."""
        strip = self.days.last_heard()
        if strip is not None:
            self._area.ensureWidgetVisible(strip, 0, 2 * strip.height())

    def _list(self, day: HeardDay | None) -> None:
        self._chosen = day.day if day else None
        self.days.check(self._chosen)
        if day is None or not (day.plays or day.states):
            self.list.clear()
            self.list.hide()
            self.says.setText(self._silence(day))
            return
        self.list.show_day(day)
        self.list.show()
        self.says.setText(self.tr("What was heard"))

    def _silence(self, day: HeardDay | None) -> str:
        """What stands where no list does."""
        if day is not None:
            name = self.locale().toString(
                QDate(day.day.year, day.day.month, day.day.day), self.tr("d MMMM")
            )
            return self.tr("Nothing was heard on {day}.").format(day=name)
        return (
            self.tr("Nothing was heard in this month.")
            if self._is_month
            else self.tr("Nothing was heard in this week.")
        )

    def _on_activated(self, item: QListWidgetItem) -> None:
        path = self.list.path_of(item)
        if path:
            self.play_wanted.emit([path], 0)
