"""When files that change may be looked at: not while they are still being written."""

from msgspec import Struct, field

QUIET_S = 1.0
STALLED_S = 30.0
"""A file that is open for writing is waited for this long after its last change."""


class Settling(Struct):
    """Paths that changed, each with the second (monotonic) of its last change."""

    _changed: dict[str, float] = field(default_factory=dict)
    _written: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self._changed)

    def note(self, path: str, now_s: float, *, is_written: bool = False) -> None:
        """Something happened to this path. ``is_written``: somebody writes, and is not done."""
        self._changed[path] = now_s
        if is_written:
            self._written.add(path)
        else:
            self._written.discard(path)

    def take(self, now_s: float) -> list[str]:
        """Those that came to rest, in the order in which they changed; each is told once."""
        ready = [path for path, at in self._changed.items() if now_s - at >= self._rest_s(path)]
        for path in ready:
            del self._changed[path]
            self._written.discard(path)
        return ready

    def _rest_s(self, path: str) -> float:
        return STALLED_S if path in self._written else QUIET_S
