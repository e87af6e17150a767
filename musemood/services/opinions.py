"""Stars and moods that the person gives to tracks: remembered, shown at once, undoable."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject

from musemood.domain.edit import Edit, EditKind
from musemood.domain.mood import Mood
from musemood.domain.opinion import Correction, Opinion, Rating
from musemood.domain.track import Track
from musemood.services.collection import Collection
from musemood.services.storage import Storage
from musemood.services.undo import Undo


class Opinions(QObject):
    """What the person says goes to the collection, the storage and the undo."""

    def __init__(
        self,
        collection: Collection,
        storage: Storage,
        undo: Undo,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._storage = storage
        self._undo = undo
        self._now = now

    def rate(self, paths: Iterable[str], stars: int) -> None:
        """Give 0..5 stars; what a file says of itself no longer counts then."""
        after = {path: replace(self._of(path), stars=stars) for path in paths}
        self._change(EditKind.RATED, after)

    def set_mood(self, paths: Iterable[str], mood: Mood | None) -> None:
        """Say one of the five moods; None gives the tracks back to the model."""
        copies = self._collection.library.with_copies(paths)
        after = {path: replace(self._of(path), mood=mood) for path in copies}
        self._change(EditKind.MOOD_SET, after)

    def bring(self, stars: Mapping[str, int]) -> Callable[[], None]:
        """Give 0..5 stars by path, as another player had them; returns what takes them back.

        No edit: whoever brings them takes back all that came with them.
        """
        before = {path: self._of(path) for path in stars}
        moved = self._undo.moved_since_now()

        def back() -> None:
            now = moved()
            self._apply({now.get(path, path): each for path, each in before.items()})

        self._apply({path: replace(before[path], stars=each) for path, each in stars.items()})
        return back

    def share_mood(self, track: Track, path: str) -> None:
        """The file at ``path`` is a copy of this track: it bears the same mood. No edit."""
        opinion = replace(self._of(path), mood=track.own_mood)
        if opinion != self._of(path):
            self._apply({path: opinion})

    def _of(self, path: str) -> Opinion:
        return self._collection.opinion_of(path)

    def _change(self, kind: EditKind, after: Mapping[str, Opinion]) -> None:
        before = {path: self._of(path) for path in after}
        changed = {path: opinion for path, opinion in after.items() if before[path] != opinion}
        if not changed:
            return
        back = {path: before[path] for path in changed}
        moved = self._undo.moved_since_now()

        def say(opinions: Mapping[str, Opinion]) -> None:
            now = moved()  # a file that has moved since is given its opinion where it is
            self._apply({now.get(path, path): each for path, each in opinions.items()})

        self._apply(changed)
        self._undo.add(Edit(kind, lambda: say(back), lambda: say(changed), len(changed)))

    def _apply(self, opinions: Mapping[str, Opinion]) -> None:
        now = self._now()
        before = {path: self._of(path) for path in opinions}
        self._collection.set_opinions(opinions)
        moods = [(p, o.mood) for p, o in opinions.items() if o.mood is not before[p].mood]
        stars = [(p, o.stars) for p, o in opinions.items() if o.stars != before[p].stars]
        if moods:
            self._storage.add_corrections(Correction(path, mood, now) for path, mood in moods)
        if stars:
            self._storage.add_ratings(Rating(path, each, now) for path, each in stars)
