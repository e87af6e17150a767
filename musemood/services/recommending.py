"""The recommender behind the panel: one thread, frozen inputs, stale answers dropped."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from musemood.domain.mood import Mood
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.recommender.emotion import Emotion, Evidence
from musemood.recommender.recommendation import (
    Listening,
    Network,
    Recommendation,
    Wish,
    infer_current_emotion,
    recommend,
)
from musemood.services.collection import Collection
from musemood.services.tasks import Tasks

__all__ = ["Emotion", "Evidence", "MoodState", "Recommendation", "Recommending"]

_THUMBS_WINDOW = timedelta(days=365)
"""What a thumb says of a track's worth lasts; what it says of the mood ends after a day."""
ROWS = 20


@dataclass(frozen=True, slots=True)
class MoodState:
    """What the panel shows. ``emotion``: None before any counted play of the last week.

    ``chosen``: the mood said by hand, which then counts. ``declined``, ``accepted``: the mood
    that the last thumb spoke of, None where the last change was another.
    ``found_nothing``: there is a mood to recommend, and no track fits.
    """

    emotion: Emotion | None = None
    chosen: Mood | None = None
    declined: Mood | None = None
    accepted: Mood | None = None
    is_ready: bool = False
    is_recommending: bool = False
    found_nothing: bool = False


class Recommending(QObject):
    """Infers the current emotion and fills the queue.

    Signals: ``state_changed(MoodState)``, ``recommended(Recommendation)``,
    ``more_found(Recommendation)``, ``thumb_given(Thumb)``,
    ``trouble(Exception)`` where the network cannot be used.
    """

    state_changed = Signal(object)
    recommended = Signal(object)
    more_found = Signal(object)
    thumb_given = Signal(object)
    trouble = Signal(object)

    def __init__(
        self,
        collection: Collection,
        make_network: Callable[[], Network],
        executor: Executor,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._make_network = make_network
        self._network: Network | None = None  # made and used in the recommending thread only
        self._tasks = Tasks(executor, self)
        self._now = now
        self._asked = 0
        self._recommendation_asked = 0
        self._round = 0
        self.state = MoodState()
        self.novelty = 0.5

    def refresh(self) -> None:
        """Infer the current emotion again."""
        self._asked += 1
        serial, listening = self._asked, self._listening()
        self._tasks.run(
            lambda: infer_current_emotion(listening, self._loaded_network()),
            lambda emotion: self._on_inferred(serial, emotion),
            self._on_failed,
        )

    def choose(self, mood: Mood | None) -> None:
        """Let a mood said by hand count from now on; None goes back to the week's."""
        self._show(chosen=mood, declined=None, accepted=None, found_nothing=False)

    def recommend(self, excluded: frozenset[str], offered: frozenset[str]) -> None:
        """Fill the queue. ``excluded`` never comes; ``offered`` only where others run out."""
        self._round += 1
        self._asked += 1
        serial, listening = self._asked, self._listening()
        self._recommendation_asked = serial
        wish = Wish(
            chosen_mood=self.state.chosen,
            excluded=excluded,
            count=ROWS,
            seed=self._round,
            novelty=self.novelty,
            offered=offered,
        )
        self._show(is_recommending=True, found_nothing=False)
        self._tasks.run(
            lambda: recommend(listening, self._loaded_network(), wish),
            lambda result: self._on_recommended(serial, result),
            self._on_failed,
        )

    def find_more(
        self, mood: Mood | None, excluded: frozenset[str], offered: frozenset[str], count: int
    ) -> None:
        """Look for tracks of a mood; None: of the one that counts. Answered by `more_found`."""
        self._round += 1
        listening, wanted = self._listening(), mood or self.state.chosen
        wish = Wish(wanted, excluded, count, self._round, self.novelty, offered)
        self._tasks.run(
            lambda: recommend(listening, self._loaded_network(), wish),
            self.more_found.emit,
            self._on_more_failed,
        )

    def give_thumb(self, path: str, kind: ThumbKind) -> None:
        """Remember a thumb and infer again with what it tells."""
        thumb = Thumb(path, kind, self._now())
        self._collection.add_thumb(thumb)
        track = self._collection.library.get(path)
        reading = track.counted_reading if track else None
        mood = reading.leader if reading else None
        is_up = kind is ThumbKind.UP
        self._show(accepted=mood if is_up else None, declined=None if is_up else mood)
        self.thumb_given.emit(thumb)
        self.refresh()

    def close(self) -> None:
        """Wait for the thread."""
        self._asked += 1
        self._recommendation_asked = self._asked
        self._tasks.close()

    def _loaded_network(self) -> Network:
        if self._network is None:
            self._network = self._make_network()
        return self._network

    def _listening(self) -> Listening:
        now = self._now()
        return Listening(
            tuple(self._collection.library.songs()),
            self._collection.plays(),
            self._collection.thumbs_since(now - _THUMBS_WINDOW),
            now,
            earlier=self._collection.earlier_counts(),
        )

    def _on_inferred(self, serial: int, emotion: Emotion | None) -> None:
        if serial == self._asked:
            self._show(emotion=emotion, is_ready=True)

    def _on_failed(self, error: BaseException) -> None:
        self._show(is_ready=True, is_recommending=False)
        self.trouble.emit(error)

    def _on_more_failed(self, error: BaseException) -> None:
        self.more_found.emit(Recommendation(None, None, ()))
        self.trouble.emit(error)

    def _on_recommended(self, serial: int, result: Recommendation) -> None:
        if serial != self._recommendation_asked:
            return
        self._show(
            emotion=result.emotion,
            is_ready=True,
            is_recommending=False,
            found_nothing=result.wanted is not None and not result.rows,
        )
        self.recommended.emit(result)

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.state_changed.emit(self.state)
