"""The recommendation loop of the paper, between queue, play log and recommender.

1 take the history, 2 average it, 3 infer the emotion, 4 accepted: go on recommending it,
5 declined: infer again and recommend other music.
"""

from PySide6.QtCore import QObject

from musemood.domain.edit import EditKind
from musemood.domain.play_log import Play
from musemood.domain.thumb import ThumbKind
from musemood.recommender.recommendation import Recommendation
from musemood.services.collection import Collection
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending


class RecommendationLoop(QObject):
    """Fills the queue when asked, and answers to plays and thumbs."""

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
        playback.play_ended.connect(self._on_play_ended)
        collection.play_counted.connect(lambda _: recommending.refresh())
        collection.history_changed.connect(recommending.refresh)
        recommending.recommended.connect(self._on_recommended)

    def recommend(self) -> None:
        """Replace the unplayed recommended rows by others."""
        offered = frozenset(row.path for row in self._playback.queue.recommended)
        self._recommending.recommend(self._kept_out(), offered)

    def give_thumb(self, path: str, kind: ThumbKind) -> None:
        """A thumb for any track. Down: it leaves, and what comes next is chosen anew."""
        queue = self._playback.queue
        was_recommending = bool(queue.recommended)
        self._recommending.give_thumb(path, kind)
        if kind is ThumbKind.UP:
            return
        declined = [row.id for row in queue.upcoming(len(queue)) if row.path == path]
        if declined:
            self._playback.remove(declined, EditKind.QUEUE_CHANGED)
        if was_recommending:
            self._recommending.recommend(self._kept_out() | {path}, frozenset())

    def _kept_out(self) -> frozenset[str]:
        queue = self._playback.queue
        current = (queue.current,) if queue.current else ()
        return frozenset(row.path for row in (*current, *queue.returned, *queue.own))

    def _on_recommended(self, result: Recommendation) -> None:
        # Nothing found leaves the queue as it is: an empty answer is no reason to lose rows.
        if result.rows:
            self._playback.recommend((row.path, row.reason) for row in result.rows)

    def _on_play_ended(self, play: Play) -> None:
        self._collection.add_play(play)
