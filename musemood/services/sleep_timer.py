"""The sleep timer: the music goes down and stops, after some minutes or with the track."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from musemood.services.playback import Playback

FADE_S = 20.0
_TICK_MS = 100


class SleepTimer(QObject):
    """Off, so many seconds, or the end of the playing track.

    ``duration_of``: the length of the file at a path in seconds, 0 if it is not known.

    Signals: ``changed()`` when it is set, runs out or is turned off.
    """

    changed = Signal()

    def __init__(
        self,
        playback: "Playback",
        duration_of: Callable[[str], float],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._duration_of = duration_of
        self._clock = clock
        self._ends_at_s: float | None = None
        self._is_with_track = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        playback.order_changed.connect(self._on_order_changed)

    @property
    def is_with_track(self) -> bool:
        """Whether the music goes down to the end of the playing track."""
        return self._is_with_track

    @property
    def left_s(self) -> float | None:
        """Seconds until the music stops; None where it is not to stop after a time."""
        return None if self._ends_at_s is None else max(0.0, self._ends_at_s - self._clock())

    def set_seconds(self, seconds: float) -> None:
        """Stop after so long."""
        self._clear()
        self._ends_at_s = self._clock() + seconds
        self._timer.start()
        self.changed.emit()

    def set_with_track(self) -> None:
        """Stop with the playing track; its last seconds go down."""
        self._clear()
        self._is_with_track = True
        self._playback.set_stops_after_this(True)
        self._timer.start()
        self.changed.emit()

    def turn_off(self) -> None:
        """Let the music play on."""
        if self._ends_at_s is not None or self._is_with_track:
            self._clear()
            self.changed.emit()

    def tick(self) -> None:
        """Turn the music down as far as it is time, and stop it."""
        left_s = self._track_left_s() if self._is_with_track else self.left_s
        if left_s is None:
            return
        if left_s <= 0 and not self._is_with_track:
            self._playback.pause()
            self.turn_off()
        else:
            self._playback.set_fade(min(1.0, left_s / FADE_S))

    def _track_left_s(self) -> float | None:
        row = self._playback.current
        duration_s = self._duration_of(row.path) if row else 0.0
        return max(0.0, duration_s - self._playback.position_s()) if duration_s > 0 else None

    def _on_order_changed(self) -> None:
        if self._is_with_track and not self._playback.stops_after_this:
            self._is_with_track = False  # the track has ended, or somebody changed their mind
            self._clear()
            self.changed.emit()

    def _clear(self) -> None:
        self._timer.stop()
        self._ends_at_s = None
        was_with_track, self._is_with_track = self._is_with_track, False
        if was_with_track:
            self._playback.set_stops_after_this(False)
        self._playback.set_fade(1.0)
