"""Erasing a range of history: told beforehand, then for good, on the disk and in memory."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from musemood.domain.play_log import Play
from musemood.files.store import Store
from musemood.services.collection import Collection
from musemood.services.playback import Playback
from musemood.services.storage import Storage
from musemood.services.undo import Undo


class Found(Struct, frozen=True):
    """How much there is to erase. ``undated``: plays counted by other players, of no time: they
    stay.
    """

    plays: int
    thumbs: int
    states: int
    stated: int = 0
    undated: int = 0

    def __bool__(self) -> bool:
        return bool(self.plays or self.thumbs or self.states or self.stated)


class Erasing(QObject):
    """Signals: ``counted(Found)``, ``erased()``, ``failed(Exception)``.

    ``save_session``: write the queue anew, from which what was played is gone.
    """

    counted = Signal(object)
    erased = Signal()
    failed = Signal(object)

    def __init__(
        self,
        collection: Collection,
        storage: Storage,
        playback: Playback,
        undo: Undo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection, self._storage = collection, storage
        self._playback, self._undo = playback, undo
        self._asked = 0
        self._until: tuple[datetime, datetime] | None = None
        self.save_session: Callable[[], None] = lambda: None

    def count(self, since: datetime, until: datetime) -> None:
        """Look what there is in that time, both ends in it; `counted` follows."""
        self._asked += 1
        serial, undated = self._asked, sum(self._collection.earlier_counts().values())

        def look(store: Store) -> Found:
            plays = sum(since <= play.started_at <= until for play in store.plays(since))
            thumbs = sum(thumb.at <= until for thumb in store.thumbs(since))
            states = sum(state.at <= until for state in store.listening.states(since))
            stated = sum(each.at <= until for each in store.listening.stated(since))
            return Found(plays, thumbs, states, stated, undated)

        self._storage.ask(look, lambda found: self._tell(serial, found), self.failed.emit)

    def erase(self, since: datetime, until: datetime) -> None:
        """Forget all of that time; it cannot be undone. `erased` or `failed` follows."""
        self._until = (since, until)
        self._storage.ask(
            lambda store: store.erase_history(since, until),
            lambda _: self._on_erased(since, until),
            self.failed.emit,
        )

    def hides(self, play: Play) -> bool:
        """Whether the play, which ran while its beginning was erased, must not be written."""
        return self._until is not None and self._until[0] <= play.started_at <= self._until[1]

    def _tell(self, serial: int, found: Found) -> None:
        if serial == self._asked:
            self.counted.emit(found)

    def _on_erased(self, since: datetime, until: datetime) -> None:
        self._undo.clear()
        self._playback.forget_past()
        self._collection.forget_history(since, until)
        self.save_session()
        self.erased.emit()
