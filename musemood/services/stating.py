"""Moods that the person states, by "No, I feel …" or by a mood's chip: kept, and taken back.

Who looks at the songs of a mood does not say that they feel so; who asks for such music does.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from musemood.domain.mood import Mood
from musemood.domain.stated_mood import StatedMood
from musemood.services.private_session import PrivateSession
from musemood.services.storage import Storage

SLIP = timedelta(minutes=1)
"""What is taken back or said anew so soon was a slip, and is forgotten."""


class Stating(QObject):
    """``stated``: all there is, oldest first; nothing of a private session. ``looked_at``: the
    mood whose chip was clicked, as long as nothing else was said and no music asked for.

    Signals: ``changed()``.
    """

    changed = Signal()

    def __init__(
        self,
        storage: Storage,
        private: PrivateSession,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._storage, self._private, self._now = storage, private, now
        self.stated: tuple[StatedMood, ...] = ()
        self.looked_at: Mood | None = None

    def load(self) -> None:
        """Ask the storage for what was stated in earlier sessions, brought in, or erased since."""
        before = self.stated

        def take(found: list[StatedMood]) -> None:
            if self.stated is not before:
                self.load()  # something was said meanwhile that this answer does not know
            else:
                self._put(tuple(found))

        self._storage.ask(lambda store: store.listening.stated(), take)

    def look_at(self, mood: Mood) -> None:
        """The songs of a mood are looked at: no statement, unless `ask` follows."""
        self.looked_at = mood

    def ask(self) -> None:
        """Music is asked for: where a mood is looked at, this states it."""
        if self.looked_at is not None:
            self.state(self.looked_at)

    def state(self, mood: Mood | None) -> None:
        """The person states a mood; None goes back to that of the week."""
        self.looked_at = None
        if self._private.is_on:
            return
        now = self._now()
        slips = [each for each in self.stated[-1:] if timedelta() <= now - each.at < SLIP]
        if slips:
            self._storage.ask(lambda store: store.listening.take_out_stated(slips))
        said = [StatedMood(mood, now)] if mood is not None else []
        if said:
            self._storage.ask(lambda store: store.listening.add_stated(said))
        if slips or said:
            self._put((*self.stated[: len(self.stated) - len(slips)], *said))

    def _put(self, stated: tuple[StatedMood, ...]) -> None:
        if stated != self.stated:
            self.stated = stated
            self.changed.emit()
