"""How far the analysis is, and how long it has worked for that."""

import time

from msgspec import Struct


class AnalysisProgress(Struct, frozen=True):
    """How far the analysis is. ``left_s``: estimated seconds left, None while unknown.

    ``is_paused``: by the person. ``waits_for_mains``: held while the battery is in use.
    """

    done: int = 0
    total: int = 0
    left_s: float | None = None
    is_paused: bool = False
    waits_for_mains: bool = False
    is_running: bool = False

    @property
    def waiting(self) -> int:
        """Tracks still without a mood."""
        return self.total - self.done

    @property
    def is_held(self) -> bool:
        """Whether nothing new is started now, whatever the reason."""
        return self.is_paused or self.waits_for_mains


class WorkClock:
    """The seconds of work, without the pauses."""

    def __init__(self) -> None:
        self._before_s = 0.0
        self._since: float | None = None

    @property
    def worked_s(self) -> float:
        """Seconds until now."""
        running_s = 0.0 if self._since is None else time.monotonic() - self._since
        return self._before_s + running_s

    def run(self, is_running: bool) -> None:
        """Count from now on, or not."""
        self._before_s = self.worked_s
        self._since = time.monotonic() if is_running else None

    def reset(self) -> None:
        """Start over, standing still."""
        self._before_s, self._since = 0.0, None
