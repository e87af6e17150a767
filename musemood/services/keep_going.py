"""Keep going: while music plays, the queue does not run dry. Off at first."""

from PySide6.QtCore import QObject, Signal

from musemood.domain.mood import Mood
from musemood.domain.queue import Queue
from musemood.domain.repeat import Repeat
from musemood.recommender.recommendation import Recommendation
from musemood.services.collection import Collection
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending

FEW_LEFT = 3
ADDED = 5


class KeepGoing(QObject):
    """Adds five tracks of the same mood when three are left to come.

    The same mood is that of the recommended row that comes last, else that of what plays, else
    the one that counts for the week. Asked once a track: where nothing is found, or the person
    takes the new rows out again, it waits for the next.
    Signals: ``changed(bool)``.
    """

    changed = Signal(bool)

    def __init__(
        self,
        collection: Collection,
        playback: Playback,
        recommending: Recommending,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._playback = playback
        self._recommending = recommending
        self._asked_for: int | None = None  # the id of the row that played then
        self.is_on = False
        playback.queue_changed.connect(lambda _: self._look())
        recommending.more_found.connect(self._on_found)

    def switch(self, is_on: bool) -> None:
        """Switch it on or off."""
        if is_on != self.is_on:
            self.is_on = is_on
            self._asked_for = None
            self.changed.emit(is_on)
            self._look()

    def toggle(self) -> None:
        """Switch it over."""
        self.switch(not self.is_on)

    def _look(self) -> None:
        queue = self._playback.queue
        row = queue.current
        if row is None or row.id == self._asked_for or not self._is_wanted():
            return
        self._asked_for = row.id
        coming = frozenset(each.path for each in queue.upcoming())
        heard = frozenset(each.path for each in queue.played)
        self._recommending.find_more(self._mood(queue, row.path), coming | {row.path}, heard, ADDED)

    def _is_wanted(self) -> bool:
        queue = self._playback.queue
        runs_dry = len(queue) <= FEW_LEFT and queue.repeat is Repeat.OFF
        return self.is_on and runs_dry and not self._playback.is_stopped

    def _mood(self, queue: Queue, playing: str) -> Mood | None:
        for row in (*reversed(queue.recommended), queue.current):
            if row is not None and row.reason is not None:
                return row.reason.mood
        track = self._collection.library.get(playing)
        mood = track.mood if track else None
        return None if mood is Mood.UNSURE else mood

    def _on_found(self, result: Recommendation) -> None:
        # The person may have filled the queue, or switched it off, since it was asked.
        waiting = {row.path for row in self._playback.queue.upcoming(FEW_LEFT + 1)}
        rows = [row for row in result.rows if row.path not in waiting]
        if rows and self._is_wanted():
            self._playback.recommend_more((row.path, row.reason) for row in rows)
