"""The player with the one track that lies ready behind the playing one."""

from typing import Protocol

from musemood.domain.queue import QueueRow
from musemood.player.player import Player


class SoundRules(Protocol):
    """How loud a track is played, and how one goes over into the next."""

    def gain(self, path: str) -> float:
        """Factor for the samples of a track."""

    def fade_s(self, before: str, after: str) -> float:
        """How long one track fades into another, in seconds; 0: without a gap."""


class PlainSound:
    """Tracks as they are, one after the other."""

    def gain(self, path: str) -> float:
        """See `SoundRules.gain`."""
        return 1.0

    def fade_s(self, before: str, after: str) -> float:
        """See `SoundRules.fade_s`."""
        return 0.0


class Deck:
    """Starts rows in a player and keeps the row ready that is to follow without a break."""

    def __init__(self, player: Player, rules: SoundRules) -> None:
        self.player = player
        self._rules = rules
        self._row: QueueRow | None = None
        self._gain = 1.0
        self._ready: QueueRow | None = None
        self._ready_by: tuple[float, float] = (1.0, 0.0)
        self._ready_serial = 0

    def start(self, row: QueueRow, start_s: float = 0.0) -> int:
        """Play a row now; returns the player's serial number for it."""
        self._row, self._ready = row, None
        self._gain = self._rules.gain(row.path)
        serial = self.player.load(row.path, start_s, self._gain)
        self.player.play()
        return serial

    def stop(self) -> None:
        """Be silent."""
        self._row = self._ready = None
        self.player.stop()

    def prepare(self, row: QueueRow | None) -> None:
        """Have this row follow the one that plays; None: have it end."""
        playing = self._row
        if playing is None:
            return
        by = (1.0, 0.0)
        if row is not None:
            by = (self._rules.gain(row.path), self._rules.fade_s(playing.path, row.path))
        if (row, by) != (self._ready, self._ready_by):
            path = row.path if row else None
            self._ready, self._ready_by = row, by
            self._ready_serial = self.player.follow_with(path, *by)

    def go_on(self, serial: int) -> QueueRow | None:
        """The player has gone on to a track by itself: its row, None if it is not known here."""
        if serial != self._ready_serial or self._ready is None:
            return None
        self._row, self._gain = self._ready, self._ready_by[0]
        self._ready = None
        return self._row

    def apply_rules(self) -> None:
        """The rules have changed: have the playing row follow them. `prepare` does the rest."""
        if self._row is None:
            return
        gain = self._rules.gain(self._row.path)
        if gain != self._gain:
            self._gain = gain
            self.player.set_gain(gain)
