"""Playback: the queue, the player and the play log joined, on the main thread."""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, Signal

from musemood.domain.edit import EditKind
from musemood.domain.failure import Failure, FailureKind
from musemood.domain.play_log import Play, PlayEnd, PlayMeter, PlaySource, StartedPlay
from musemood.domain.queue import Queue, QueueRow
from musemood.domain.reason import Reason
from musemood.player.player import Ended, Failed, Paused, Player, PlayerEvent, Playing, SilentPlayer
from musemood.services.queue_edit import queue_edit
from musemood.services.undo import Undo

BACK_TO_START_AFTER_S = 3.0
"""Later than this "previous" means: this track again."""

MOST_FAILURES_IN_A_ROW = 20
"""So many files that cannot be played, one after another, stop the playback."""

MakePlayer = Callable[[Callable[[PlayerEvent], None]], Player]


class Playback(QObject):
    """What plays and what comes next.

    ``make_player`` gets the callback for the player's events, from whatever thread they come.
    ``undo``: the window's.

    Signals:
        queue_changed: the new `Queue`.
        current_changed: the `QueueRow` that is now the playing one, or None.
        playing_changed: whether it plays (or will as soon as the player is ready).
        position_jumped: seconds; a seek or a new track.
        volume_changed: percent 0..100 and whether it is muted.
        play_ended: the `Play` for the play log; one for each start, exactly.
        failed: the `Failure` of a file that could not be played.
    """

    queue_changed = Signal(object)
    current_changed = Signal(object)
    playing_changed = Signal(bool)
    position_jumped = Signal(float)
    volume_changed = Signal(int, bool)
    play_ended = Signal(object)
    failed = Signal(object)

    _player_said = Signal(object)

    def __init__(
        self,
        make_player: MakePlayer,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        undo: Undo | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        # Queued: the player must not be commanded from within its own callback.
        self._player_said.connect(self._on_player_said, Qt.ConnectionType.QueuedConnection)
        self._player = make_player(self._player_said.emit)
        self._clock = clock
        self._now = now
        self._queue = Queue()
        self._undo = undo or Undo(self)
        self._running: StartedPlay | None = None
        self._serial = 0
        self._is_playing = False
        self._is_closed = False
        self._failures_in_a_row = 0
        self._volume = 100
        self._is_muted = False
        self._player.set_volume(self._volume, self._is_muted)

    @property
    def queue(self) -> Queue:
        """What plays and what comes."""
        return self._queue

    @property
    def current(self) -> QueueRow | None:
        """The row that plays, is paused or stopped."""
        return self._queue.current

    @property
    def is_playing(self) -> bool:
        """Whether it plays, or will as soon as the player is ready."""
        return self._is_playing

    @property
    def is_stopped(self) -> bool:
        """Whether nothing is under way: neither playing nor paused."""
        return self._running is None

    @property
    def volume(self) -> int:
        """Percent, 0..100, whether muted or not."""
        return self._volume

    @property
    def is_muted(self) -> bool:
        """Whether the volume is held at nothing."""
        return self._is_muted

    def position_s(self) -> float:
        """Where the current track is, in seconds; 0 when stopped."""
        return self._player.position_s() if self._running else 0.0

    def play_list(
        self, paths: Sequence[str], index: int, source: PlaySource = PlaySource.LIST
    ) -> None:
        """Play row ``index`` of a list now and the rows after it later.

        Raises IndexError where the list has no such row.
        """
        after = self._queue.play_list(paths, index, source)
        if self._queue.recommended:
            self._remember(after, EditKind.QUEUE_CHANGED)
        self._move_on(after)

    def play_row(self, row_id: int) -> None:
        """Play a row of those to come now; nothing happens where it does not wait."""
        after = self._queue.play_row(row_id)
        if after is not self._queue:
            self._move_on(after)

    def next(self) -> None:
        """Play the next row; stop where there is none."""
        if self._queue.current is not None or len(self._queue):
            self._move_on(self._queue.forward())

    def previous(self) -> None:
        """Within the first 3 seconds the row before, later the start of this one."""
        is_early = self.position_s() <= BACK_TO_START_AFTER_S
        if self._queue.played and (is_early or self.current is None):
            self._move_on(self._queue.back())
        elif self._running:
            self.seek(0.0)

    def toggle(self) -> None:
        """Pause or go on. With nothing playing: the current row, the next, or the last again."""
        if self._running and self._is_playing:
            self.pause()
        elif self._running:
            self._player.play()
            self._set_playing(True)
        elif self.current is not None:
            self._start(self._queue, PlayEnd.STOPPED)
        elif len(self._queue):
            self.next()
        else:
            self.previous()

    def pause(self) -> None:
        """Hold where it is."""
        if self._running and self._is_playing:
            self._player.pause()
            self._set_playing(False)

    def stop(self) -> None:
        """Be silent; the current row stays and would play from its start."""
        self._halt(PlayEnd.STOPPED)

    def seek(self, position_s: float) -> None:
        """Go to a place in the current track."""
        if self._running:
            self._player.seek(max(0.0, position_s))
            self.position_jumped.emit(max(0.0, position_s))

    def set_volume(self, percent: int) -> None:
        """Set it, 0..100; what is muted is heard again."""
        self._set_sound(min(max(percent, 0), 100), False)

    def set_muted(self, is_muted: bool) -> None:
        """Hold the volume at nothing, or let it be heard again."""
        self._set_sound(self._volume, is_muted)

    def add(self, paths: Iterable[str]) -> None:
        """New rows at the end of the person's own."""
        self._edit(self._queue.add(paths))

    def play_next(self, paths: Iterable[str]) -> None:
        """New rows at the front of the person's own."""
        self._edit(self._queue.play_next(paths))

    def recommend(self, entries: Iterable[tuple[str, Reason]]) -> None:
        """Replace the recommended rows that have not played."""
        self._edit(self._queue.recommend(entries))

    def remove(self, row_ids: Collection[int], kind: EditKind = EditKind.QUEUE_REMOVED) -> None:
        """Take rows to come out of the queue."""
        self._edit(self._queue.remove(row_ids), kind)

    def restore_set_aside(self) -> None:
        """Bring back the recommended rows that a list displaced."""
        self._edit(self._queue.restore_set_aside())

    def undo(self) -> None:
        """Take the window's last edit back; what played meanwhile stays played."""
        self._undo.undo()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._undo.can_undo

    def close(self) -> None:
        """Stop, log the running play and give the player back. May be called twice."""
        if not self._is_closed:
            self._is_closed = True
            self._halt(PlayEnd.STOPPED)
            self._player.close()
            self._player = SilentPlayer(lambda _event: None)

    def _edit(self, after: Queue, kind: EditKind = EditKind.QUEUE_CHANGED) -> None:
        if after != self._queue:
            self._remember(after, kind)
            self._set_queue(after)

    def _remember(self, after: Queue, kind: EditKind) -> None:
        edit = queue_edit(kind, self._queue, after, lambda: self._queue, self._set_queue)
        self._undo.add(edit)

    def _set_queue(self, queue: Queue) -> None:
        self._queue = queue
        self.queue_changed.emit(queue)

    def _move_on(self, queue: Queue) -> None:
        """The person goes to another row."""
        self._failures_in_a_row = 0
        self._start(queue, PlayEnd.SKIPPED)

    def _start(self, queue: Queue, end: PlayEnd) -> None:
        """Play the current row of a queue from its start; be silent where there is none.

        All is done before any of it is told: who listens may command and edit at once.
        """
        if self._is_closed:
            return
        row, is_new = queue.current, queue.current is not self._queue.current
        ended = self._take_play(end)
        self._queue = queue
        if row is None:
            self._player.stop()
        else:
            self._serial = self._player.load(row.path)
            self._running = StartedPlay(row.path, row.source, self._now(), PlayMeter())
            self._player.play()
        self._set_playing(row is not None)
        if ended:
            self.play_ended.emit(ended)
        self.queue_changed.emit(self._queue)
        if is_new:
            self.current_changed.emit(self.current)
        self.position_jumped.emit(0.0)

    def _set_playing(self, is_playing: bool) -> None:
        if is_playing != self._is_playing:
            self._is_playing = is_playing
            self.playing_changed.emit(is_playing)

    def _set_sound(self, percent: int, is_muted: bool) -> None:
        if (percent, is_muted) != (self._volume, self._is_muted):
            self._volume, self._is_muted = percent, is_muted
            self._player.set_volume(percent, is_muted)
            self.volume_changed.emit(percent, is_muted)

    def _take_play(self, end: PlayEnd) -> Play | None:
        running, self._running = self._running, None
        return running.closed(end, self._clock()) if running else None

    def _halt(self, end: PlayEnd) -> None:
        """Be silent; the current row stays."""
        ended = self._take_play(end)
        self._player.stop()
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
            case Ended():
                self._on_ended()
            case Failed():
                self._on_failed(Failure(event.kind, running.path, event.detail))

    def _on_ended(self) -> None:
        self._failures_in_a_row = 0
        self._start(self._queue.forward(), PlayEnd.FINISHED)

    def _on_failed(self, failure: Failure) -> None:
        self._failures_in_a_row += 1
        is_too_much = self._failures_in_a_row >= MOST_FAILURES_IN_A_ROW
        if is_too_much or failure.kind is FailureKind.NO_PLAYER:
            self._halt(PlayEnd.FAILED)
        else:
            self._start(self._queue.forward(), PlayEnd.FAILED)
        self.failed.emit(failure)
