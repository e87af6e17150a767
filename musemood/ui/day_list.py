"""What was heard in one day, and what the week sounded like then, line by line."""

from datetime import datetime

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from musemood.domain.heard_days import HeardDay
from musemood.domain.mood import Mood
from musemood.domain.state_log import StateEntry
from musemood.services.collection import Collection
from musemood.ui.icons import MOOD_ICON, icon
from musemood.ui.theme import Theme
from musemood.ui.wording import mood_name, total_text

_PATH_ROLE = Qt.ItemDataRole.UserRole


class DayList(QListWidget):
    """Lines in the order of the day; those of plays know their track."""

    def __init__(self, collection: Collection, theme: Theme) -> None:
        super().__init__()
        self._collection, self._theme = collection, theme
        self.setAccessibleName(self.tr("What was heard"))
        self.setMinimumHeight(220)

    def show_day(self, day: HeardDay) -> None:
        """List this day."""
        self.clear()
        lines = [(play.started_at, self._play_item(play.path, play.heard_s)) for play in day.plays]
        lines += [(state.at, self._state_item(state)) for state in day.states]
        for at, item in sorted(lines, key=lambda line: line[0]):
            item.setText(f"{_clock(at)}   {item.text()}")
            self.addItem(item)

    def selected_paths(self) -> list[str]:
        """The tracks of the selected lines."""
        return [path for item in self.selectedItems() if (path := self.path_of(item))]

    def path_of(self, item: QListWidgetItem) -> str:
        """The track of a line, "" for one that tells a mood."""
        return item.data(_PATH_ROLE) or ""

    def _play_item(self, path: str, heard_s: float) -> QListWidgetItem:
        track = self._collection.library.get(path)
        mood = track.mood if track else None
        item = QListWidgetItem(f"{self._collection.title(path)} · {total_text(heard_s)}")
        item.setData(_PATH_ROLE, path)
        if mood is not None:
            item.setIcon(icon(MOOD_ICON[mood], self._theme.mood_ink(mood), 16))
            item.setText(f"{item.text()} · {mood_name(mood)}")
        return item

    def _state_item(self, state: StateEntry) -> QListWidgetItem:
        words = (
            self.tr("The week sounded mixed")
            if state.mood is Mood.UNSURE
            else self.tr("The week sounded {mood}: {percent} %").format(
                mood=mood_name(state.mood), percent=round(100 * max(state.probabilities))
            )
        )
        ink = self._theme.mood_ink(state.mood)
        return QListWidgetItem(icon(MOOD_ICON[state.mood], ink, 16), words)


def _clock(at: datetime) -> str:
    """The local time of day, as the person's language writes it."""
    local = at.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
