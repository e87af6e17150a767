"""Files that were found again at another path, and where an older word about a path leads now.

Plays and opinions stay as they were written, under the path of their time. A move says that what
was written until then about the old path is about the new one from now on; what is written
about the old path later is about whatever lies there then.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from musemood.domain.track import Track


class Move(Struct, frozen=True):
    """A file that lay at ``old_path`` was found at ``new_path``. ``at``: aware datetime.

    Moves of one moment happened together, so that two files can change places.
    """

    old_path: str
    new_path: str
    at: datetime


class Moved(Struct, frozen=True):
    """A track that lay at ``old_path``, as it is now."""

    old_path: str
    track: Track


class Trail:
    """The moves of one session, in their order, for what was kept in memory before them."""

    def __init__(self) -> None:
        self._steps: list[Mapping[str, str]] = []

    def __len__(self) -> int:
        return len(self._steps)

    def add(self, moved: Mapping[str, str]) -> None:
        """Files moved together (old path to new)."""
        self._steps.append(moved)

    def since(self, length: int) -> dict[str, str]:
        """Where the files are now that had moved until the trail was so long (old path to new)."""
        leads: dict[str, str] = {}
        for step in self._steps[length:]:
            later = {path: step.get(now, now) for path, now in leads.items()}
            leads = {**step, **later}
        return leads


class MoveBook:
    """All moves that are known."""

    def __init__(self, moves: Iterable[Move] = ()) -> None:
        self._from: dict[str, list[Move]] = {}
        for move in sorted(moves, key=lambda each: each.at):
            self._from.setdefault(move.old_path, []).append(move)
        self._to = {move.new_path for each in self._from.values() for move in each}

    def __bool__(self) -> bool:
        return bool(self._from)

    def touches(self, path: str) -> bool:
        """Whether a file ever came to or left this path."""
        return path in self._from or path in self._to

    def path_now(self, path: str, as_of: datetime) -> str:
        """Where the file is now that lay at ``path`` at that moment (aware)."""
        move = next((m for m in self._from.get(path, ()) if m.at >= as_of), None)
        while move is not None:
            path, at = move.new_path, move.at
            move = next((m for m in self._from.get(path, ()) if m.at > at), None)
        return path
