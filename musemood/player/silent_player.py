"""A player body that makes no sound: where libVLC is missing, and in tests."""

import threading
import time
from collections.abc import Callable

from musemood.domain.equaliser import Equaliser
from musemood.domain.failure import FailureKind
from musemood.domain.sound_settings import AudioDevice
from musemood.player.player import (
    Ended,
    Failed,
    Followed,
    OnEvent,
    Paused,
    PlayerEvent,
    Playing,
    find_problem,
)

Later = Callable[[float, Callable[[], None]], Callable[[], None]]
"""Calls something after a delay in seconds; what it returns cancels that."""


def on_a_timer(delay_s: float, call: Callable[[], None]) -> Callable[[], None]:
    """Call something later on a thread of its own."""
    timer = threading.Timer(delay_s, call)
    timer.daemon = True
    timer.start()
    return timer.cancel


def no_player(_path: str) -> FailureKind:
    """The answer to every file where libVLC is missing."""
    return FailureKind.NO_PLAYER


class SilentPlayer:
    """Behaves like a player and makes no sound.

    ``length_of``: the length of a file in seconds, or why it cannot be played. By default no
    file can: that is the body to use where libVLC is missing.
    """

    def __init__(
        self,
        on_event: OnEvent,
        length_of: Callable[[str], float | FailureKind] = no_player,
        clock: Callable[[], float] = time.monotonic,
        later: Later = on_a_timer,
    ) -> None:
        self._on_event = on_event
        self._length_of = length_of
        self._clock = clock
        self._later = later
        self._lock = threading.Lock()
        self._serial = 0
        self._path = ""
        self._length_s = 0.0
        self._reached_s = 0.0
        self._since: float | None = None
        self._is_loaded = False
        self._following: tuple[int, str] | None = None
        self._last_serial = 0
        self._cancel: Callable[[], None] = lambda: None

    def load(self, path: str, start_s: float = 0.0, gain: float = 1.0) -> int:
        """See `Player.load`."""
        self.stop()
        with self._lock:
            self._last_serial += 1
            self._serial = self._last_serial
            self._path, self._reached_s, self._is_loaded = path, start_s, True
        return self._serial

    def follow_with(self, path: str | None, gain: float = 1.0, fade_s: float = 0.0) -> int:
        """See `Player.follow_with`."""
        with self._lock:
            self._following = None
            if path is None or not self._is_loaded:
                return 0
            self._last_serial += 1
            self._following = (self._last_serial, path)
            return self._last_serial

    def set_gain(self, gain: float) -> None:
        """Silence cannot be amplified."""

    def play(self) -> None:
        """See `Player.play`."""
        if not self._is_loaded or self._since is not None:
            return
        length = self._length_of(self._path)
        problem = length if isinstance(length, FailureKind) else find_problem(self._path)
        if isinstance(length, FailureKind) or problem:
            self._is_loaded = False
            self._on_event(Failed(self._serial, problem or FailureKind.UNREADABLE))
            return
        self._length_s = length
        self._on_event(Playing(self._serial))
        self._run()

    def pause(self) -> None:
        """See `Player.pause`."""
        if self._halt():
            self._on_event(Paused(self._serial))

    def stop(self) -> None:
        """See `Player.stop`."""
        self._halt()
        self._is_loaded = False
        self._following = None
        self._reached_s = 0.0

    def seek(self, position_s: float) -> None:
        """See `Player.seek`."""
        was_playing = self._halt()
        self._reached_s = max(0.0, position_s)
        if was_playing:
            self._run()

    def set_volume(self, percent: int, is_muted: bool) -> None:
        """Silence has no volume."""

    def set_equaliser(self, equaliser: Equaliser | None) -> None:
        """Nor a pitch."""

    def devices(self) -> list[AudioDevice]:
        """None."""
        return []

    def set_device(self, device_id: str) -> None:
        """Silence comes out of anything."""

    def is_heard(self) -> bool:
        """Silence reaches all."""
        return True

    def position_s(self) -> float:
        """See `Player.position_s`."""
        since = self._since
        running_s = 0.0 if since is None else self._clock() - since
        return min(self._reached_s + running_s, max(self._length_s, self._reached_s))

    @property
    def is_playing(self) -> bool:
        """See `Player.is_playing`."""
        return self._since is not None

    def close(self) -> None:
        """See `Player.close`."""
        self.stop()

    def _run(self) -> None:
        serial = self._serial
        with self._lock:
            self._since = self._clock()
        left_s = max(0.0, self._length_s - self._reached_s)
        self._cancel = self._later(left_s, lambda: self._end(serial))

    def _halt(self) -> bool:
        """Stop the clock; returns whether it ran."""
        self._cancel()
        with self._lock:
            if self._since is None:
                return False
            self._reached_s = self.position_s()
            self._since = None
            return True

    def _end(self, serial: int) -> None:
        with self._lock:
            if self._since is None or serial != self._serial:
                return
            following, self._following = self._following, None
            length = self._length_of(following[1]) if following else FailureKind.MISSING
            if following is None or isinstance(length, FailureKind) or find_problem(following[1]):
                self._since, self._reached_s, self._is_loaded = None, self._length_s, False
                event: PlayerEvent = Ended(serial)
            else:
                self._serial, self._path = following
                self._reached_s, self._length_s = 0.0, length
                event = Followed(serial, self._serial)
        if isinstance(event, Followed):
            self._run()
        self._on_event(event)
