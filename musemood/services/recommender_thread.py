"""The recommender in its one thread: frozen inputs go in, answers come back to the main thread."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from musemood.domain.listening_rules import ListeningRules
from musemood.domain.stated_mood import GenreHabit, StatedMood
from musemood.recommender.emotion import Emotion
from musemood.recommender.recommendation import (
    Kept,
    Listening,
    Network,
    Recommendation,
    Wish,
    habits_of,
    infer_current_emotion,
    recommend,
)
from musemood.services.collection import Collection
from musemood.services.tasks import Tasks

_THUMBS_WINDOW = timedelta(days=365)
"""What a thumb says of a track's worth lasts; what it says of the mood ends after a day."""

OnFailed = Callable[[BaseException], None]


class RecommenderThread(QObject):
    """Each question is about what was heard and said until it was asked.

    ``rules``: what the person ruled; ``stated``: the moods they stated.
    """

    def __init__(
        self,
        collection: Collection,
        make_network: Callable[[], Network],
        executor: Executor,
        now: Callable[[], datetime],
        rules: Callable[[], ListeningRules],
        stated: Callable[[], Sequence[StatedMood]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._make_network = make_network
        self._tasks = Tasks(executor, self)
        self._now, self._rules, self._stated = now, rules, stated
        # Made and used in the thread only.
        self._network: Network | None = None
        self._kept = Kept()

    def infer(
        self, then: Callable[[Emotion | None, tuple[GenreHabit, ...]], None], failed: OnFailed
    ) -> None:
        """The current emotion, and the genres that were played when moods were stated."""
        listening = self._listening()
        self._tasks.run(
            lambda: (
                infer_current_emotion(listening, self._loaded_network(), self._kept),
                habits_of(listening, self._kept),
            ),
            lambda answer: then(*answer),
            failed,
        )

    def recommend(
        self, wish: Wish, then: Callable[[Recommendation], None] | None, failed: OnFailed
    ) -> None:
        """Rows that answer a wish."""
        listening = self._listening()
        self._tasks.run(
            lambda: recommend(listening, self._loaded_network(), wish, self._kept), then, failed
        )

    def close(self) -> None:
        """Wait for the thread."""
        self._tasks.close()

    def _loaded_network(self) -> Network:
        if self._network is None:
            self._network = self._make_network()
        return self._network

    def _listening(self) -> Listening:
        now = self._now()
        return Listening(
            self._collection.library.songs(),
            self._collection.plays(),
            self._collection.thumbs_since(now - _THUMBS_WINDOW),
            now,
            earlier=self._collection.earlier_counts(),
            rules=self._rules(),
            stated=self._stated(),
        )
