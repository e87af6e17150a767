"""The recommender behind the panel: what it is asked, what is shown; stale answers are dropped."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from musemood.domain.listening_rules import ListeningRules
from musemood.domain.mood import Mood, MoodReading
from musemood.domain.state_log import StateCause
from musemood.domain.stated_mood import GenreHabit, StatedMood
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.way_in import WayIn
from musemood.recommender.emotion import Emotion, Evidence, Stray
from musemood.recommender.mood_change import MoodChange, change_of
from musemood.recommender.recommendation import Network, Recommendation, Wish
from musemood.services.collection import Collection
from musemood.services.mood_state import MoodState
from musemood.services.recommender_thread import RecommenderThread
from musemood.services.rehearsal import Rehearsal

__all__ = [
    "Emotion",
    "Evidence",
    "MoodChange",
    "MoodState",
    "Recommendation",
    "Recommending",
    "Stray",
]

ROWS = 20
_CAUSES = {
    (ThumbKind.UP, False): StateCause.THUMB_UP,
    (ThumbKind.DOWN, False): StateCause.THUMB_DOWN,
    (ThumbKind.UP, True): StateCause.HEARD_OUT,
    (ThumbKind.DOWN, True): StateCause.SKIPPED,
}


class Recommending(QObject):
    """Infers the current emotion and fills the queue.

    ``rules``: what the person ruled; ``stated``: the moods they stated.
    Signals: ``state_changed(MoodState)``, ``recommended(Recommendation)``,
    ``inferred(Emotion, StateCause, path)``, ``thumb_taken_back(Thumb)``,
    ``more_found(Recommendation)``, ``thumb_given(Thumb)``,
    ``trouble(Exception)`` where the network cannot be used.
    """

    state_changed = Signal(object)
    recommended = Signal(object)
    more_found = Signal(object)
    inferred = Signal(object, object, object)
    thumb_given = Signal(object)
    thumb_taken_back = Signal(object)
    trouble = Signal(object)

    def __init__(
        self,
        collection: Collection,
        make_network: Callable[[], Network],
        executor: Executor,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        rules: Callable[[], ListeningRules] = ListeningRules,
        stated: Callable[[], Sequence[StatedMood]] = tuple,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._now = now
        self._thread = RecommenderThread(
            collection, make_network, executor, now, rules, stated, self
        )
        self._cause, self._cause_path = StateCause.OPENED, ""
        self._thumbed: tuple[Thumb, Mood, MoodReading] | None = None
        self._rehearsal = Rehearsal(collection, self._rehearse, self)
        self._asked = 0
        self._recommendation_asked = 0
        self._round = 0
        self.state = MoodState()
        self.novelty = 0.5

    def refresh(self, cause: StateCause = StateCause.CHANGED, path: str = "") -> None:
        """Infer the current emotion again; ``cause``, ``path``: for whoever keeps the states."""
        self._cause, self._cause_path = cause, path
        self._asked += 1
        serial = self._asked
        self._thread.infer(
            lambda emotion, habits: self._on_inferred(serial, emotion, habits), self._on_failed
        )

    def choose(self, mood: Mood | None) -> None:
        """Let a mood said by hand count from now on; None goes back to the week's."""
        self.forget_words()
        self._show(chosen=mood, found_nothing=False, given_up=(), way=None)

    def forget_words(self) -> None:
        """What the last thumb did is said no more: something else is asked for."""
        self._show(declined=None, accepted=None, change=None, heard_out=None)

    def recommend(
        self, excluded: frozenset[str], offered: frozenset[str], way: WayIn | None = None
    ) -> None:
        """Fill the queue. ``excluded`` never comes; ``offered`` only where others run out.

        ``way``: another than the mood that counts.
        """
        self._round += 1
        self._asked += 1
        serial = self._recommendation_asked = self._asked
        wish = Wish(
            chosen_mood=self.state.chosen,
            excluded=excluded,
            count=ROWS,
            seed=self._round,
            novelty=self.novelty,
            offered=offered,
            way=way,
        )
        self._show(is_recommending=True, found_nothing=False, given_up=(), way=None)
        self._thread.recommend(
            wish, lambda result: self._on_recommended(serial, result, way), self._on_failed
        )

    def find_more(
        self, mood: Mood | None, excluded: frozenset[str], offered: frozenset[str], count: int
    ) -> None:
        """Look for tracks of a mood; None: of the one that counts. Answered by `more_found`."""
        self._round += 1
        wanted = mood or self.state.chosen
        wish = Wish(wanted, excluded, count, self._round, self.novelty, offered)
        self._thread.recommend(wish, self.more_found.emit, self._on_more_failed)

    def give_thumb(
        self, path: str, kind: ThumbKind, *, is_implied: bool = False, infers: bool = True
    ) -> Thumb:
        """Remember a thumb and infer again with what it tells.

        ``infers``: False for whoever goes on to `recommend`, which does it as well.
        """
        thumb = Thumb(path, kind, self._now(), is_implied)
        self.put_thumb(thumb, infers=infers)
        return thumb

    def put_thumb(self, thumb: Thumb, *, infers: bool = True) -> None:
        """`give_thumb`, once more."""
        self._collection.add_thumb(thumb)
        track = self._collection.library.get(thumb.path)
        reading = track.counted_reading if track else None
        mood = reading.leader if reading else None
        is_up = thumb.kind is ThumbKind.UP
        emotion = self.state.emotion
        is_told = mood is not None and emotion is not None and emotion.is_told
        self._thumbed = (thumb, mood, emotion.reading) if mood and emotion and is_told else None
        self._show(
            accepted=mood if is_up else None,
            declined=None if is_up else mood,
            change=None,
            heard_out=thumb if is_up and thumb.is_implied else None,
        )
        self.thumb_given.emit(thumb)
        cause = _CAUSES[thumb.kind, thumb.is_implied]
        if infers:
            self.refresh(cause, thumb.path)
        else:
            self._cause, self._cause_path = cause, thumb.path

    def take_back_thumb(self, thumb: Thumb) -> None:
        """The undo of a thumb: it has never been given, and no answer to it is wanted."""
        self._collection.take_back_thumb(thumb)
        self._recommendation_asked = -1
        self._thumbed = None
        self.forget_words()
        self._show(is_recommending=False)
        self.thumb_taken_back.emit(thumb)
        self.refresh()

    def say_again(self, said: MoodState) -> None:
        """What was said of the last thumb and of the rows, as it was in the state ``said``."""
        self._thumbed = None  # what it did is not reckoned anew, from another state than then
        self._show(
            declined=said.declined,
            accepted=said.accepted,
            change=said.change,
            heard_out=said.heard_out,
            found_nothing=said.found_nothing,
            given_up=said.given_up,
            way=said.way,
            found=said.found,
        )

    def close(self) -> None:
        """Wait for the thread."""
        self._asked += 1
        self._recommendation_asked = self._asked
        self._thread.close()

    def _on_inferred(
        self, serial: int, emotion: Emotion | None, habits: tuple[GenreHabit, ...]
    ) -> None:
        if habits != self.state.habits:
            self._show(habits=habits)  # a later recommendation says nothing of them
        if serial == self._asked:
            self._take(emotion)
            self._show(emotion=emotion, is_ready=True)
        self._rehearsal.soon()

    def _rehearse(self) -> None:
        """Recommend to nobody: the next press has all at hand that was made for it."""
        if self.state.is_ready:
            wish = Wish(self.state.chosen, novelty=self.novelty)
            # Whoever presses will be told what fails.
            self._thread.recommend(wish, then=None, failed=lambda _: None)

    def _on_failed(self, error: BaseException) -> None:
        self._show(is_ready=True, is_recommending=False)
        self.trouble.emit(error)

    def _on_more_failed(self, error: BaseException) -> None:
        self.more_found.emit(Recommendation(None, None, ()))
        self.trouble.emit(error)

    def _on_recommended(self, serial: int, result: Recommendation, way: WayIn | None) -> None:
        if serial != self._recommendation_asked:
            return
        self._take(result.emotion)
        self._show(
            emotion=result.emotion,
            is_ready=True,
            is_recommending=False,
            found_nothing=result.wanted is not None and not result.rows,
            given_up=result.given_up,
            way=way,
            found=len(result.rows),
        )
        self.recommended.emit(result)

    def _take(self, emotion: Emotion | None) -> None:
        """The inference has answered: say what the last thumb did, and who keeps states."""
        if emotion is None:
            return
        if self._thumbed is not None:
            thumb, mood, before = self._thumbed
            self._thumbed = None
            self._show(change=change_of(thumb, mood, before, emotion.reading))
        cause, path = self._cause, self._cause_path
        self._cause, self._cause_path = StateCause.RECOMMENDED, ""
        self.inferred.emit(emotion, cause, path)

    def _show(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)
        self.state_changed.emit(self.state)
