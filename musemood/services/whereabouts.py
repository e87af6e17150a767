"""Songs that moved, vanished or came back: what the person said of them stays with them."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from musemood.domain.edit import Edit, EditKind
from musemood.domain.moves import Moved
from musemood.domain.opinion import NO_OPINION
from musemood.domain.playlist import Playlist
from musemood.domain.track import Track
from musemood.files.presence import is_away, is_there
from musemood.services.collection import Collection
from musemood.services.opinions import Opinions
from musemood.services.playback import Playback
from musemood.services.playlists import Playlists
from musemood.services.storage import Storage
from musemood.services.tasks import Tasks
from musemood.services.undo import Undo


class Whereabouts(QObject):
    """Nothing of the person is lost with a file: a song is greyed, or followed to its new place.

    Signals: ``removed(int)``, so many missing songs were taken out of the library; ``followed()``
    once songs have other paths.
    """

    removed = Signal(int)
    followed = Signal()

    def __init__(
        self,
        collection: Collection,
        storage: Storage,
        playlists: Playlists,
        playback: Playback,
        opinions: Opinions,
        undo: Undo,
        folders: Callable[[], Iterable[str]],
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._storage = storage
        self._playlists = playlists
        self._playback = playback
        self._opinions = opinions
        self._undo = undo
        self._folders = folders
        self._tasks = Tasks(executor, self)

    def follow(self, moved: Sequence[Moved]) -> None:
        """Files were found at other paths, and the storage knows."""
        paths = {each.old_path: each.track.path for each in moved}
        self._collection.move(moved)
        self._playlists.follow_files(paths)
        self._playback.follow_files(paths)
        self._undo.follow_files(paths)
        self.share_moods(each.track for each in moved)
        self.followed.emit()

    def miss(self, paths: Iterable[str]) -> None:
        """There are no such files any more: each is greyed, or forgotten if nothing hangs on it."""
        library, roots = self._collection.library, tuple(self._folders())
        asked = [path for path in paths if path in library]

        def look() -> tuple[list[str], set[str]]:
            # Some are back by now: a drive plugged in again, an undone way to the trash.
            gone = [path for path in asked if not is_there(path)]
            return gone, {path for path in gone if is_away(path, roots)}

        def tell(found: tuple[list[str], set[str]]) -> None:
            gone, away = found
            known = [track for path in gone if (track := library.get(path)) is not None]
            self._miss([track for track in known if not track.is_missing], away)

        # In a thread: a drive that has gone to sleep answers slowly.
        self._tasks.run(look, tell)

    def missing(self) -> list[Track]:
        """The songs whose files are not there."""
        return [track for track in self._collection.library if track.is_missing]

    def remove_missing(self) -> None:
        """Take the missing songs out of the library; undo brings them back."""
        paths = [track.path for track in self.missing()]
        if paths:
            self._remove(paths, is_first=True)

    def meet(self, track: Track) -> None:
        """A song was analysed, so that its sound is known: it may be one that is missing."""
        if not track.identity:
            return
        same = self._collection.library.of_sound(track.identity)
        gone = [t for t in same if t.is_missing and t.path != track.path]
        if not gone or self._is_heard_of(track, gone[0]):
            self.share_moods([track])
            return
        self._follow_there(gone[0], track.in_place_of(gone[0]))

    def share_moods(self, tracks: Iterable[Track]) -> None:
        """Copies of a song bear the mood that the person gave to one of them."""
        for track in tracks:
            if track.own_mood is None:
                same = self._collection.library.of_sound(track.identity)
                said = next((t for t in same if t.own_mood is not None), None)
                if said is not None:
                    self._opinions.share_mood(said, track.path)

    def close(self) -> None:
        """Wait for the thread."""
        self._tasks.close()

    def _miss(self, tracks: list[Track], away: set[str]) -> None:
        kept_paths = self._paths_of_the_person() | away
        kept = [replace(t, is_missing=True) for t in tracks if t.path in kept_paths]
        rest = [track for track in tracks if track.path not in kept_paths]
        followed = [pair for track in tracks if (pair := self._new_copy(track, away))]
        for track, copy in followed:
            self._follow_there(track, copy)
        gone_on = {track.path for track, _ in followed}
        kept = [track for track in kept if track.path not in gone_on]
        rest = [track for track in rest if track.path not in gone_on]
        if kept:
            self._collection.put(kept)
            self._storage.put_later(kept)
        if rest:
            paths = [track.path for track in rest]
            self._collection.remove(paths)
            self._storage.remove(paths)

    def _new_copy(self, track: Track, away: set[str]) -> tuple[Track, Track] | None:
        """A file moved to another drive is first a copy, then its old place is empty."""
        if not track.identity or track.path in away:
            return None
        for other in self._collection.library.of_sound(track.identity):
            is_younger = other.added_at > track.added_at
            if is_younger and not other.is_missing and not self._is_heard_of(other, track):
                return track, other.in_place_of(track)
        return None

    def _follow_there(self, known: Track, track: Track) -> None:
        moved = [Moved(known.path, track)]
        self._storage.ask(lambda store: store.merge(moved))
        self.follow(moved)

    def _is_heard_of(self, track: Track, same: Track) -> bool:
        """Whether anything is said of a track but the mood that it shares with ``same``."""
        said = self._collection.opinion_of(track.path)
        is_own = said not in (NO_OPINION, replace(NO_OPINION, mood=same.own_mood))
        return is_own or track.path in self._paths_in_use()

    def _paths_of_the_person(self) -> set[str]:
        """Where plays, thumbs, stars, moods, playlists or the queue say something."""
        return self._paths_in_use() | self._collection.paths_with_opinion()

    def _paths_in_use(self) -> set[str]:
        lists = [each for each in self._playlists.all() if isinstance(each, Playlist)]
        return (
            self._collection.paths_with_history()
            | {path for each in lists for path in each.entries}
            | self._playback.queue.chosen_paths()
        )

    def _remove(self, paths: list[str], *, is_first: bool) -> None:
        library = self._collection.library
        tracks = [track for path in paths if (track := library.get(path)) is not None]
        self._collection.remove(paths)
        documents: list[dict[str, object]] = []
        self._storage.ask(lambda store: documents.extend(store.take_out(paths)))

        def back() -> None:
            self._storage.ask(lambda store: store.put_back(documents))
            self._collection.put(replace(t, is_missing=not is_there(t.path)) for t in tracks)

        if is_first:
            again = lambda: self._remove(paths, is_first=False)  # noqa: E731 (its one use)
            self._undo.add(Edit(EditKind.MISSING_REMOVED, back, again, len(tracks)))
        self.removed.emit(len(tracks))
