"""One play after another: each start is closed once in the play log, whatever happens."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal

from musemood.domain import play_order
from musemood.domain.failure import Failure, FailureKind
from musemood.domain.play_log import Play, PlayEnd, PlayMeter, StartedPlay
from musemood.domain.queue import Queue, QueueRow
from musemood.player.player import (
    Ended,
    Failed,
    Followed,
    Paused,
    Player,
    PlayerEvent,
    Playing,
)
from musemood.services.deck import Deck, PlainSound, SoundRules
from musemood.services.playback_modes import PlaybackModes

MOST_FAILURES_IN_A_ROW = 20
"""So many files that cannot be played, one after another, stop the playback."""

MakePlayer = Callable[[Callable[[PlayerEvent], None]], Player]


class PlaybackRun(PlaybackModes):
    """The base of `Playback`: the player, and what its events mean for the queue.

    Signals:
        queue_changed: the new `Queue`.
        current_changed: the `QueueRow` that is now the playing one, or None.
        playing_changed: whether it plays (or will as soon as the player is ready).
        position_jumped: seconds; a seek or a new track.
        play_ended: the `Play` for the play log; one for each start, exactly.
        failed: the `Failure` of a file that could not be played.
        gave_up: int, so many files in a row failed that the playback has stopped.
        commanded: somebody gave a command of the transport, in the window or through MPRIS.
    """

    queue_changed = Signal(object)
    current_changed = Signal(object)
    playing_changed = Signal(bool)
    position_jumped = Signal(float)
    play_ended = Signal(object)
    failed = Signal(object)
    gave_up = Signal(int)
    commanded = Signal()

    _player_said = Signal(object)

    def __init__(
        self,
        make_player: MakePlayer,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        rules: SoundRules | None,
        parent: QObject | None,
    ) -> None:
        super().__init__(parent)
        # Queued: the player must not be commanded from within its own callback.
        self._player_said.connect(self._on_player_said, Qt.ConnectionType.QueuedConnection)
        self._player = make_player(self._player_said.emit)
        self._deck = Deck(self._player, rules or PlainSound())
        self._clock = clock
        self._now = now
        self._running: StartedPlay | None = None
        self._serial = 0
        self._is_playing = False
        self._is_closed = False
        self._failures_in_a_row = 0
        self._start_s = 0.0  # where the current row would start while nothing is loaded
        self._player.set_volume(self._volume, self._is_muted)

    @property
    def current(self) -> QueueRow | None:
        """The row that plays, is paused or stopped."""
        return self._queue.current

    def _start(self, queue: Queue, end: PlayEnd, start_s: float = 0.0) -> None:
        """Play the current row of a queue; be silent where there is none."""
        if self._is_closed:
            return
        ended, row = self._take_play(end), queue.current
        if row is None:
            self._deck.stop()
        else:
            self._serial = self._deck.start(row, start_s)
            self._running = StartedPlay(row.path, row.source, self._now(), PlayMeter())
        self._tell_start(queue, ended, start_s)

    def _tell_start(self, queue: Queue, ended: Play | None, start_s: float = 0.0) -> None:
        """All is done before any of it is told: who listens may command and edit at once."""
        is_new = queue.current is not self._queue.current
        self._queue, self._start_s = queue, 0.0
        self._prepare()
        self._set_playing(self._running is not None)
        if ended:
            self.play_ended.emit(ended)
        self.queue_changed.emit(self._queue)
        if is_new:
            self.current_changed.emit(self.current)
        self.position_jumped.emit(start_s)

    def _set_playing(self, is_playing: bool) -> None:
        if is_playing != self._is_playing:
            self._is_playing = is_playing
            self.playing_changed.emit(is_playing)

    def _take_play(self, end: PlayEnd) -> Play | None:
        running, self._running = self._running, None
        return running.closed(end, self._clock()) if running else None

    def _halt(self, end: PlayEnd) -> None:
        """Be silent; the current row stays."""
        ended = self._take_play(end)
        self._deck.stop()
        self._start_s = 0.0
        self._set_playing(False)
        if ended:
            self.play_ended.emit(ended)

    def _on_player_said(self, event: PlayerEvent) -> None:
        running = self._running
        if running is None or event.serial != self._serial:
            return
        match event:
            case Playing():
                running.meter.sound_started(self._clock())
                if not self._is_playing:  # It was paused before the player had begun.
                    self._player.pause()
            case Paused():
                running.meter.sound_stopped(self._clock())
            case Followed():
                self._on_followed(event.by)
            case Ended():
                self._on_ended()
            case Failed():
                self._on_failed(Failure(event.kind, running.path, event.detail))

    def _on_followed(self, serial: int) -> None:
        """The player went on by itself; where the queue has meanwhile changed its mind, it wins."""
        queue = play_order.after_end(self._queue)
        row = self._deck.go_on(serial)
        if row is None or row != queue.current or self._stops_after_this:
            self._on_ended()
            return
        self._failures_in_a_row = 0
        ended = self._take_play(PlayEnd.FINISHED)
        self._serial = serial
        self._running = StartedPlay(row.path, row.source, self._now(), PlayMeter())
        if self._is_playing:
            self._running.meter.sound_started(self._clock())
        self._tell_start(queue, ended)

    def _on_ended(self) -> None:
        self._failures_in_a_row = 0
        self._go_on(play_order.after_end(self._queue), PlayEnd.FINISHED)

    def _go_on(self, queue: Queue, end: PlayEnd) -> None:
        """To what comes next; it only waits where this was to be the last."""
        if not self._stops_after_this:
            self._start(queue, end)
            return
        self._stops_after_this = False
        ended = self._take_play(end)
        self._deck.stop()
        self._tell_start(queue, ended)
        self.order_changed.emit()

    def _on_failed(self, failure: Failure) -> None:
        self._failures_in_a_row += 1
        is_too_much = self._failures_in_a_row >= MOST_FAILURES_IN_A_ROW
        if is_too_much or failure.kind is FailureKind.NO_PLAYER:
            self._halt(PlayEnd.FAILED)
        else:
            self._go_on(play_order.forward(self._queue), PlayEnd.FAILED)
        self.failed.emit(failure)
        if is_too_much:
            self.gave_up.emit(self._failures_in_a_row)

    def _prepare(self) -> None:
        """Have the player know what comes next, so that it follows without a break."""
        if self._running:
            is_last = self._stops_after_this
            self._deck.prepare(None if is_last else play_order.after_end(self._queue).current)
