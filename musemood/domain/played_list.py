"""The list that a queue plays through, and a row of either."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.play_log import PlaySource
from musemood.domain.reason import Reason


class QueueRow(Struct, frozen=True):
    """One track in the queue. ``id``: unique, never used again in the life of the queue."""

    id: int
    path: str
    source: PlaySource
    reason: Reason | None = None

    def followed(self, moved: Mapping[str, str]) -> "QueueRow":
        """The row of the same file, and like the same file, where these have new paths."""
        if not moved.keys() & self.paths():
            return self
        reason = self.reason
        if reason is not None and reason.like_path is not None:
            like_path = moved.get(reason.like_path, reason.like_path)
            reason = replace(reason, like_path=like_path)
        return replace(self, path=moved.get(self.path, self.path), reason=reason)

    def paths(self) -> set[str]:
        """Of its file, and of the file that it is like."""
        like_path = self.reason.like_path if self.reason else None
        return {self.path} if like_path is None else {self.path, like_path}


Rows = tuple[QueueRow, ...]


class PlayedList(Struct, frozen=True):
    """The list being played, and how far. Its row ``index`` has the id ``first_id + index``.

    ``position``: all before it is behind us. ``taken``: indices after it that were played or
    removed out of turn. ``places``: where each path stood before the list was shuffled; empty:
    where it stands now.
    """

    paths: tuple[str, ...] = ()
    source: PlaySource = PlaySource.LIST
    first_id: int = 0
    position: int = 0
    taken: frozenset[int] = frozenset()
    places: tuple[int, ...] = ()

    def __len__(self) -> int:
        """How many rows are still to come."""
        return len(self.paths) - self.position - len(self.taken)

    @property
    def key(self) -> tuple[int, int]:
        """The same for every state of one list, and for no other list of the queue."""
        return self.first_id, len(self.paths)

    def row(self, index: int) -> QueueRow:
        """The row of one index of ``paths``."""
        return QueueRow(self.first_id + index, self.paths[index], self.source)

    def rows(self) -> Iterator[QueueRow]:
        """The rows still to come, one by one."""
        return (self.row(i) for i in range(self.position, len(self.paths)) if i not in self.taken)

    def index_of(self, row_id: int) -> int | None:
        """Where a row waits; None if it is not one of those still to come."""
        index = row_id - self.first_id
        is_waiting = self.position <= index < len(self.paths) and index not in self.taken
        return index if is_waiting else None

    def without(self, indices: Iterable[int]) -> "PlayedList":
        """These rows do not come any more."""
        taken = self.taken.union(indices)
        position = self.position
        while position in taken:
            position += 1
        return replace(self, position=position, taken=frozenset(i for i in taken if i >= position))

    def removed_since(self, before: "PlayedList") -> set[int]:
        """Indices that came in ``before``, an earlier state, and do not any more."""
        passed = set(range(before.position, self.position))
        return (passed | self.taken) - before.taken

    def with_back(self, indices: Collection[int]) -> "PlayedList":
        """These rows come again, also where the list has gone past them."""
        position = min((self.position, *indices))
        passed = range(position, self.position)
        return replace(self, position=position, taken=self.taken.union(passed).difference(indices))
