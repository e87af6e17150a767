"""The play log: what was heard, how long, and what counts as a play."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class PlayEnd(StrEnum):
    """How a play ended. An error of the player is ``failed``, never a skip."""

    FINISHED = "finished"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    FAILED = "failed"


class PlaySource(StrEnum):
    """Where the played row came from."""

    PICKED = "picked"
    LIST = "list"
    PLAYLIST = "playlist"
    SHUFFLE = "shuffle"
    RECOMMENDED = "recommended"


class Play(Struct, frozen=True):
    """One entry of the play log.

    ``started_at``: aware datetime. ``heard_s``: seconds of sound really heard, pauses and
    seeks not counted.
    """

    path: str
    started_at: datetime
    heard_s: float
    end: PlayEnd
    source: PlaySource


SHORTEST_COUNTED_S = 30.0
LONGEST_NEEDED_S = 240.0
SKIP_GRACE_S = 5.0
QUICK_SKIP_S = 30.0


def counts_as_play(heard_s: float, duration_s: float) -> bool:
    """Half the track or 4 minutes were heard, of a track over 30 s."""
    return duration_s > SHORTEST_COUNTED_S and heard_s >= min(duration_s / 2, LONGEST_NEEDED_S)


def counts_as_skip(play: Play, duration_s: float) -> bool:
    """The person moved on after 5 s, before it became a play."""
    return (
        play.end is PlayEnd.SKIPPED
        and play.heard_s > SKIP_GRACE_S
        and not counts_as_play(play.heard_s, duration_s)
    )


def is_quick_skip(heard_s: float) -> bool:
    """Long enough to have been heard, and not liked: from 5 to 30 s."""
    return SKIP_GRACE_S <= heard_s <= QUICK_SKIP_S


class PlayMeter:
    """Counts the seconds of one track that were really heard.

    Told when sound starts and stops by a clock of the caller's (seconds, monotonic); what
    the player says of positions does not matter, so seeking adds nothing.
    """

    def __init__(self) -> None:
        self._heard_s = 0.0
        self._since: float | None = None

    def sound_started(self, now_s: float) -> None:
        """Sound comes out from now on; repeated calls change nothing."""
        if self._since is None:
            self._since = now_s

    def sound_stopped(self, now_s: float) -> None:
        """Paused, stalled or ended; repeated calls change nothing."""
        if self._since is not None:
            self._heard_s += max(0.0, now_s - self._since)
            self._since = None

    def heard_s(self, now_s: float) -> float:
        """Seconds heard up to now."""
        running = 0.0 if self._since is None else max(0.0, now_s - self._since)
        return self._heard_s + running


class StartedPlay(Struct, frozen=True):
    """A start that the play log has yet to close. ``started_at``: aware datetime."""

    path: str
    source: PlaySource
    started_at: datetime
    meter: PlayMeter

    def closed(self, end: PlayEnd, now_s: float) -> Play:
        """The entry of the play log; ``now_s`` on the meter's clock."""
        return Play(self.path, self.started_at, self.meter.heard_s(now_s), end, self.source)
