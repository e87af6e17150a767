"""A private session: no play, no thumb and no state of it is written, and the end forgets it."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from musemood.domain.play_log import Play
from musemood.domain.thumb import Thumb
from musemood.services.collection import Collection


class PrivateSession(QObject):
    """Off at each start. Thumbs steer the queue while it lasts. Signals: ``changed(bool)``."""

    changed = Signal(bool)

    def __init__(
        self,
        collection: Collection,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._now = now
        self._thumbs: list[Thumb] = []
        self._ended_at: datetime | None = None
        self.is_on = False

    def toggle(self) -> None:
        """Begin it, or end it."""
        self.is_on = not self.is_on
        if not self.is_on:
            self._ended_at = self._now()
            for thumb in self._thumbs:
                self._collection.take_back_thumb(thumb)
            self._thumbs.clear()
        self.changed.emit(self.is_on)

    def hides(self, play: Play) -> bool:
        """Whether some of the play was heard in a private session."""
        was_begun = self._ended_at is not None and play.started_at <= self._ended_at
        return self.is_on or was_begun

    def take(self, thumb: Thumb) -> bool:
        """Whether the thumb is private; then it is forgotten at the end."""
        if self.is_on:
            self._thumbs.append(thumb)
        return self.is_on

    def give_up(self, thumb: Thumb) -> bool:
        """Whether the thumb, now taken back, was private."""
        if thumb in self._thumbs:
            self._thumbs.remove(thumb)
            return True
        return False
