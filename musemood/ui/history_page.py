"""The page of the history: a strip for each day of a week or a month, and what one day held."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
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
from musemood.ui.asked_button import show_checked
from musemood.ui.day_strip import DayStrip
from musemood.ui.icons import MOOD_ICON, icon
from musemood.ui.places import Page
from musemood.ui.services import Services
from musemood.ui.theme import Theme
from musemood.ui.view_page import PageHead, ViewPage
from musemood.ui.view_wording import page_name
from musemood.ui.wording import mood_name, total_text

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class HistoryPage(ViewPage):
    """Up and Down go from day to day, Enter lists one. Signals: ``erase_wanted()``."""

    erase_wanted = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        area = QScrollArea()
        super().__init__(area, parent)
        self._area = area
        self._services, self._theme = services, theme
        self._is_month = False
        self._about = self._today()
        self._said: Sequence[StateEntry] = ()
        self.strips: list[DayStrip] = []
        self._chosen: date | None = None
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self._days = QVBoxLayout()
        self._days.setSpacing(2)
        self.says = QLabel()
        self.says.setObjectName("quiet")
        self.says.setContentsMargins(10, 8, 10, 0)
        self.says.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What was heard"))
        self.list.setMinimumHeight(220)
        self.list.itemActivated.connect(self._on_activated)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 12)
        column.addLayout(self._days)
        column.addWidget(self.says)
        column.addWidget(self.list, 1)
        area.setWidget(content)
        self.head = PageHead(page_name(Page.HISTORY))
        self._fill_head()
        self.put_head(self.head)
        self._soon = QTimer(self, singleShot=True, interval=100)
        self._soon.timeout.connect(self._ask)
        collection = services.collection
        collection.play_counted.connect(self._on_news)
        collection.history_changed.connect(self._on_news)
        services.playback.play_ended.connect(self._on_news)
        services.recommending.inferred.connect(self._on_news)

    def _fill_head(self) -> None:
        self.week = self._button(self.tr("Week"), self.show_week)
        self.month = self._button(self.tr("Month"), self.show_month)
        self.earlier = self._button(self.tr("Earlier"), lambda: self._go(-1))
        self.later = self._button(self.tr("Later"), lambda: self._go(1))
        self.erase = self._button(self.tr("Erase history …"), self.erase_wanted.emit)

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
        return [
            p for item in self.list.selectedItems() if (p := item.data(Qt.ItemDataRole.UserRole))
        ]

    def take_focus(self) -> None:
        """The keyboard goes to the chosen day, else to the last one with music."""
        strips = [s for s in self.strips if s.isChecked()] or [
            s for s in self.strips if s.day.seconds
        ]
        (strips or self.strips)[-1].setFocus() if self.strips else self.week.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows between days, Enter lists."""
        is_key = event.type() is QEvent.Type.KeyPress
        if is_key and isinstance(watched, DayStrip) and isinstance(event, QKeyEvent):
            if event.key() in _STEPS:
                place = self.strips.index(watched) + _STEPS[Qt.Key(event.key())]
                self.strips[min(max(place, 0), len(self.strips) - 1)].setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        return super().eventFilter(watched, event)

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
        longest_s = max(day.total_s for day in days)
        if [strip.day.day for strip in self.strips] == [day.day for day in days]:
            for strip, day in zip(self.strips, days, strict=True):
                strip.show_day(day, longest_s)
        else:
            self._make_strips(days, longest_s)
        self.week.setEnabled(self._is_month)
        self.month.setEnabled(not self._is_month)
        self.later.setEnabled(first + timedelta(days=count) <= self._today())
        name = QDate(first.year, first.month, first.day)
        last = name.addDays(count - 1)
        locale = self.locale()
        self.head.show_count(
            locale.toString(name, self.tr("MMMM yyyy"))
            if self._is_month
            else " – ".join(
                (
                    locale.toString(name, self.tr("d MMM")),
                    locale.toString(last, self.tr("d MMM yyyy")),
                )
            )
        )
        self._list(next((d for d in days if d.day == self._chosen), None), longest_s)

    def _make_strips(self, days: Sequence[HeardDay], longest_s: float) -> None:
        had_focus = any(strip.hasFocus() for strip in self.strips)
        for strip in self.strips:
            strip.hide()
            strip.deleteLater()
        self.strips = [
            DayStrip(day, longest_s, 22 if self._is_month else 40, self._theme) for day in days
        ]
        for strip in self.strips:
            strip.clicked.connect(lambda _=False, s=strip: self._list(s.day))
            strip.installEventFilter(self)
            self._days.addWidget(strip)
        for first, second in pairwise((self.erase, *self.strips, self.list)):
            QWidget.setTabOrder(first, second)
        QTimer.singleShot(0, self._show_last)  # as soon as they have their places
        if had_focus:
            self.take_focus()

    def _show_last(self) -> None:
        """A month is longer than the window: show its last day with music."""
        heard = [strip for strip in self.strips if strip.day.seconds]
        if heard:
            self._area.ensureWidgetVisible(heard[-1], 0, 2 * heard[-1].height())

    def _list(self, day: HeardDay | None, total_s: float = 1.0) -> None:
        self._chosen = day.day if day else None
        for strip in self.strips:
            show_checked(strip, day is not None and strip.day.day == day.day)
        self.list.clear()
        self.list.setVisible(day is not None and bool(day.plays or day.states))
        if day is None or not self.list.isVisibleTo(self):
            self.says.setText(self._silence(day, has_music=total_s > 0))
            return
        self.says.setText(self.tr("What was heard"))
        lines = [(play.started_at, self._play_item(play.path, play.heard_s)) for play in day.plays]
        lines += [(state.at, self._state_item(state)) for state in day.states]
        for at, item in sorted(lines, key=lambda line: line[0]):
            item.setText(f"{_clock(at)}   {item.text()}")
            self.list.addItem(item)

    def _silence(self, day: HeardDay | None, *, has_music: bool) -> str:
        """What stands where no list does. ``has_music``: in the days that are shown."""
        if day is not None:
            name = self.locale().toString(
                QDate(day.day.year, day.day.month, day.day.day), self.tr("d MMMM")
            )
            return self.tr("Nothing was heard on {day}.").format(day=name)
        if has_music:
            return self.tr("Choose a day to see what was heard, and what the week sounded like.")
        return (
            self.tr("Nothing was heard in this month.")
            if self._is_month
            else self.tr("Nothing was heard in this week.")
        )

    def _play_item(self, path: str, heard_s: float) -> QListWidgetItem:
        mood = self._mood(path)
        item = QListWidgetItem(f"{self._services.collection.title(path)} · {total_text(heard_s)}")
        item.setData(Qt.ItemDataRole.UserRole, path)
        if mood is not None:
            item.setIcon(icon(MOOD_ICON[mood], self._theme.mood_ink(mood), 16))
            item.setText(f"{item.text()} · {mood_name(mood)}")
        return item

    def _state_item(self, state: StateEntry) -> QListWidgetItem:
        words = self.tr("The week sounded {mood}: {percent} %").format(
            mood=mood_name(state.mood), percent=round(100 * max(state.probabilities))
        )
        ink = self._theme.mood_ink(state.mood)
        return QListWidgetItem(icon(MOOD_ICON[state.mood], ink, 16), words)

    def _on_activated(self, item: QListWidgetItem) -> None:
        path = item.data(Qt.ItemDataRole.UserRole)
        if path:
            self.play_wanted.emit([path], 0)


def _clock(at: datetime) -> str:
    """The local time of day, as the person's language writes it."""
    local = at.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
