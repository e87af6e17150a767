"""The recommendation loop of the paper, between queue, play log and recommender.

1 take the history, 2 average it, 3 infer the emotion, 4 accepted: go on recommending it,
5 declined: infer again and recommend other music.
"""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject

from musemood.domain.ban import Ban, ban_test
from musemood.domain.edit import Edit, EditKind
from musemood.domain.play_log import Play, PlayEnd, PlaySource, is_quick_skip
from musemood.domain.state_log import StateCause
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.way_in import Journey, LikeTrack, WayIn, way_of
from musemood.recommender.recommendation import Recommendation
from musemood.services.collection import Collection
from musemood.services.playback import Playback
from musemood.services.recommending import MoodState, Recommending
from musemood.services.touch import Touch
from musemood.services.undo import Undo


class RecommendationLoop(QObject):
    """Fills the queue when asked, and answers to plays and thumbs.

    A recommended track heard to its end by somebody who is there accepts, one that is soon skipped
    declines: with half the strength of a thumb. ``is_hidden``: plays that must not be known.
    """

    def __init__(
        self,
        collection: Collection,
        playback: Playback,
        recommending: Recommending,
        undo: Undo | None = None,
        touch: Touch | None = None,
        is_hidden: Callable[[Play], bool] = lambda _: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._playback = playback
        self._recommending = recommending
        self._undo = undo or Undo(self)
        self.touch = touch or Touch()
        self._is_hidden = is_hidden
        self._thumb_edits: list[Edit] | None = None
        self._asked_in = recommending.state
        playback.commanded.connect(self.touch.note)
        playback.play_ended.connect(self._on_play_ended)
        collection.play_counted.connect(lambda path: recommending.refresh(StateCause.PLAY, path))
        collection.history_changed.connect(recommending.refresh)
        recommending.recommended.connect(self._on_recommended)

    def recommend(self, way: WayIn | None = None) -> None:
        """Replace the unplayed recommended rows by others; by another way than the mood, if given.

        What is nearest to a track stays the same however often it is asked for.
        """
        self._thumb_edits = None
        self._asked_in = self._recommending.state
        waiting = frozenset(row.path for row in self._playback.queue.waiting_recommended())
        if way is not None:
            self._recommending.forget_words()
        offered = frozenset() if isinstance(way, LikeTrack) else waiting
        self._recommending.recommend(self._kept_out(), offered, way)

    def give_thumb(self, path: str, kind: ThumbKind) -> None:
        """A thumb for any track. Down: it leaves, and what comes next is chosen anew."""
        self._give(path, kind, is_implied=False)

    def take_back_heard_out(self) -> None:
        """The track that the panel speaks of was heard out, and that says nothing.

        Nobody pressed anything then, so what `Undo` takes back is what was pressed before, and
        this has a way of its own. To take it back is an edit.
        """
        said = self._recommending.state
        thumb = said.heard_out
        if thumb is None or self._collection.thumb_now(thumb) is None:  # erased, or it was private
            self._recommending.forget_words()
            return
        self._recommending.take_back_thumb(thumb)
        self._undo.add(self._with_words(self._edit(thumb, []).reverse(), said))

    def take_out(self, ban: Ban) -> list[Edit]:
        """Recommended rows that a ban is about leave the queue; returns the edits that did it."""
        queue, is_banned = self._playback.queue, ban_test([ban])
        edits: list[Edit] = []
        gone = []
        for row in (*queue.waiting_recommended(), *queue.set_aside):
            track = self._collection.library.get(row.path)
            if track is not None and is_banned(track):
                gone.append(row.id)
        with self._playback.edits_to(edits.append):
            self._playback.remove(gone)
        return edits

    def _give(self, path: str, kind: ThumbKind, *, is_implied: bool) -> None:
        queue, said = self._playback.queue, self._recommending.state
        recommended = queue.waiting_recommended()
        way = way_of(recommended)
        # A journey goes on where it leads: less a song, it still comes nearer with each.
        is_chosen_anew = bool(recommended) and not isinstance(way, Journey)
        edits: list[Edit] = []
        recommends = kind is ThumbKind.DOWN and is_chosen_anew
        thumb = self._recommending.give_thumb(
            path, kind, is_implied=is_implied, infers=not recommends
        )
        if kind is ThumbKind.DOWN:
            declined = [row.id for row in queue.upcoming(len(queue)) if row.path == path]
            if declined:
                with self._playback.edits_to(edits.append):
                    self._playback.remove(declined, EditKind.QUEUE_CHANGED)
            if recommends:
                self._thumb_edits = edits
                self._recommending.recommend(self._kept_out() | {path}, frozenset(), way)
        if kind is ThumbKind.DOWN or not is_implied:
            self._undo.add(self._with_words(self._edit(thumb, edits), said))

    def _edit(self, thumb: Thumb, edits: list[Edit]) -> Edit:
        """The thumb and all that it did to the queue, also what is still to come."""

        def back() -> None:
            if self._thumb_edits is edits:
                self._thumb_edits = None
            for edit in reversed(edits):
                edit.back()
            self._recommending.take_back_thumb(thumb)

        def again() -> None:
            self._recommending.put_thumb(thumb)
            for edit in edits:
                edit.again()

        return Edit(EditKind.THUMB, back, again)

    def _with_words(self, edit: Edit, before: MoodState) -> Edit:
        """The edit, and what the panel said before it and after."""
        after = before

        def back() -> None:
            nonlocal after
            after = self._recommending.state
            edit.back()
            self._recommending.say_again(before)

        def again() -> None:
            edit.again()
            self._recommending.say_again(after)

        return replace(edit, back=back, again=again)

    def _kept_out(self) -> frozenset[str]:
        queue = self._playback.queue
        current = (queue.current,) if queue.current else ()
        return frozenset(row.path for row in (*current, *queue.returned, *queue.own))

    def _on_recommended(self, result: Recommendation) -> None:
        # Nothing found leaves the queue as it is: an empty answer is no reason to lose rows.
        if not result.rows:
            return
        rows = [(row.path, row.reason) for row in result.rows]
        edits, self._thumb_edits = self._thumb_edits, None
        said = self._asked_in
        with self._playback.edits_to(
            edits.append
            if edits is not None
            else lambda edit: self._undo.add(self._with_words(edit, said))
        ):
            self._playback.recommend(rows)

    def _on_play_ended(self, play: Play) -> None:
        if self._is_hidden(play):
            return
        self._collection.add_play(play)
        if play.source is not PlaySource.RECOMMENDED:
            return
        if play.end is PlayEnd.FINISHED and self.touch.is_recent():
            self._give(play.path, ThumbKind.UP, is_implied=True)
        elif play.end is PlayEnd.SKIPPED and is_quick_skip(play.heard_s):
            self._give(play.path, ThumbKind.DOWN, is_implied=True)
