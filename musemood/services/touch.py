"""When somebody last touched the player: whoever left the room accepts nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

COUNTS_FOR = timedelta(hours=1)


class Touch:
    """Told by the window (mouse, keys) and by the transport (MPRIS among it)."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._last: datetime | None = None

    def note(self) -> None:
        """It is touched now."""
        self._last = self._now()

    def is_recent(self) -> bool:
        """Whether it was touched within the last hour."""
        return self._last is not None and self._now() - self._last <= COUNTS_FOR
