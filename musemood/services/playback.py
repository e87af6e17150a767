"""Playback: the queue, the player and the play log joined, on the main thread."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject

from musemood.domain import play_order, queue_order
from musemood.domain.edit import Edit, EditKind
from musemood.domain.play_log import PlayEnd, PlaySource
from musemood.domain.queue import Queue
from musemood.domain.reason import Reason
from musemood.player.silent_player import SilentPlayer
from musemood.services.deck import Deck, PlainSound, SoundRules
from musemood.services.playback_run import MakePlayer, PlaybackRun
from musemood.services.queue_edit import queue_edit
from musemood.services.undo import Undo

BACK_TO_START_AFTER_S = 3.0
"""Later than this "previous" means: this track again."""


class Playback(PlaybackRun):
    """What plays and what comes next.

    ``make_player`` gets the callback for the player's events, from whatever thread they come.
    ``rules``: how loud a track is played and how it goes over into the next. ``undo``: the
    window's. The signals are those of `PlaybackRun` and `PlaybackModes`.
    """

    def __init__(
        self,
        make_player: MakePlayer,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        rules: SoundRules | None = None,
        undo: Undo | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(make_player, clock, now, rules, parent)
        self._undo = undo or Undo(self)
        self._keep_edit: Callable[[Edit], None] = self._undo.add

    @property
    def queue(self) -> Queue:
        """What plays and what comes."""
        return self._queue

    @property
    def is_playing(self) -> bool:
        """Whether it plays, or will as soon as the player is ready."""
        return self._is_playing

    @property
    def is_stopped(self) -> bool:
        """Whether nothing is under way: neither playing nor paused."""
        return self._running is None

    def position_s(self) -> float:
        """Where the current track is, in seconds; where it would start when stopped."""
        return self._player.position_s() if self._running else self._start_s

    def play_list(
        self, paths: Sequence[str], index: int, source: PlaySource = PlaySource.LIST
    ) -> None:
        """Play row ``index`` of a list now and the rows after it later.

        Raises IndexError where the list has no such row.
        """
        after = play_order.play_list(self._queue, paths, index, source)
        if self._queue.waiting_recommended():
            self._remember(after, EditKind.QUEUE_CHANGED)
        self._move_on(after)

    def play_row(self, row_id: int) -> None:
        """Play a row of those to come now; nothing happens where it does not wait."""
        after = self._queue.play_row(row_id)
        if after is not self._queue:
            self._move_on(after)

    def next(self) -> None:
        """Play the next row; stop where there is none."""
        self.commanded.emit()
        if self.current is not None or len(self._queue):
            self._move_on(play_order.forward(self._queue))

    def previous(self) -> None:
        """Within the first 3 seconds the row before, later the start of this one."""
        self.commanded.emit()
        is_early = self.position_s() <= BACK_TO_START_AFTER_S
        if self._queue.played and (is_early or self.current is None):
            self._move_on(self._queue.back())
        elif self._running:
            self.seek(0.0)

    def toggle(self) -> None:
        """Pause or go on. With nothing playing: the current row, the next, or the last again."""
        self.commanded.emit()
        if self._running and self._is_playing:
            self.pause()
        elif self._running:
            self._player.play()
            self._set_playing(True)
        elif self.current is not None:
            self._start(self._queue, PlayEnd.STOPPED, self._start_s)
        elif len(self._queue):
            self.next()
        else:
            self.previous()

    def pause(self) -> None:
        """Hold where it is."""
        self.commanded.emit()
        if self._running and self._is_playing:
            self._player.pause()
            self._set_playing(False)

    def stop(self) -> None:
        """Be silent; the current row stays and would play from its start."""
        self.commanded.emit()
        self._halt(PlayEnd.STOPPED)

    def seek(self, position_s: float) -> None:
        """Go to a place in the current track."""
        self.commanded.emit()
        position_s = max(0.0, position_s)
        if self._running:
            self._player.seek(position_s)
        elif self.current is not None:
            self._start_s = position_s
        else:
            return
        self.position_jumped.emit(position_s)

    def restore(self, queue: Queue, position_s: float) -> None:
        """Take up a queue of an earlier session: its track waits at a place, in seconds."""
        self._start(replace(queue, current=None), PlayEnd.STOPPED)
        self._queue = queue
        self._start_s = max(0.0, position_s)
        self.queue_changed.emit(queue)
        self.current_changed.emit(self.current)
        self.position_jumped.emit(self._start_s)
        self.order_changed.emit()

    def apply_rules(self) -> None:
        """The sound rules have changed: let what plays and what follows obey them."""
        self._deck.apply_rules()
        self._prepare()

    def add(self, paths: Iterable[str]) -> None:
        """New rows at the end of the person's own."""
        self._edit(self._queue.add(paths))

    def play_next(self, paths: Iterable[str]) -> None:
        """New rows at the front of the person's own."""
        self._edit(self._queue.play_next(paths))

    def insert(self, paths: Iterable[str], place: int) -> None:
        """New rows of the person's own before the row at ``place`` of those to come."""
        self._edit(queue_order.insert(self._queue, paths, place))

    def move(self, row_ids: Collection[int], place: int) -> None:
        """Rows to come, before the row at ``place`` of those to come."""
        self._edit(queue_order.move(self._queue, row_ids, place))

    def recommend(self, entries: Iterable[tuple[str, Reason]]) -> None:
        """Replace the recommended rows that have not played."""
        self._edit(self._queue.recommend(entries))

    def recommend_more(self, entries: Iterable[tuple[str, Reason]]) -> None:
        """More recommended rows, after those that wait; they come by themselves, so no undo."""
        self._set_queue(self._queue.recommend_more(entries))

    def clear(self) -> None:
        """Take all rows to come out of the queue."""
        self._edit(self._queue.clear(), EditKind.QUEUE_REMOVED)

    def remove(self, row_ids: Collection[int], kind: EditKind = EditKind.QUEUE_REMOVED) -> None:
        """Take rows to come out of the queue."""
        self._edit(self._queue.remove(row_ids), kind)

    def restore_set_aside(self) -> None:
        """Bring back the recommended rows that a list displaced."""
        self._edit(self._queue.restore_set_aside())

    def forget_played(self, kept: Collection[int]) -> None:
        """Of the rows that played only these ids are remembered. No edit."""
        played = tuple(row for row in self._queue.played if row.id in kept)
        self._set_queue(replace(self._queue, played=played))

    def forget_past(self) -> None:
        """The rows that played are forgotten, and those recommended because of them go. No edit."""
        self._set_queue(replace(self._queue, played=(), recommended=(), set_aside=()))

    def follow_files(self, moved: Mapping[str, str]) -> None:
        """Files have new paths (old path to new): rows follow; what plays plays on."""
        after = self._queue.with_moved_files(moved)
        if after == self._queue:
            return
        is_current = after.current != self._queue.current
        if self._running is not None and self._running.path in moved:
            self._running = replace(self._running, path=moved[self._running.path])
        self._set_queue(after)
        if is_current:
            self.current_changed.emit(self.current)

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
            self._deck = Deck(self._player, PlainSound())

    def _edit(self, after: Queue, kind: EditKind = EditKind.QUEUE_CHANGED) -> None:
        if after != self._queue:
            self._remember(after, kind)
            self._set_queue(after)

    @contextmanager
    def edits_to(self, keep: Callable[[Edit], None]) -> Iterator[None]:
        """Inside, edits of the queue go to ``keep`` and not to the undo: parts of a larger one."""
        self._keep_edit = keep
        try:
            yield
        finally:
            self._keep_edit = self._undo.add

    def _remember(self, after: Queue, kind: EditKind) -> None:
        moved = self._undo.moved_since_now()
        edit = queue_edit(kind, self._queue, after, lambda: self._queue, self._set_queue, moved)
        self._keep_edit(edit)

    def _set_queue(self, queue: Queue) -> None:
        self._queue = queue
        self._prepare()
        self.queue_changed.emit(queue)

    def _move_on(self, queue: Queue) -> None:
        """The person goes to another row."""
        self._failures_in_a_row = 0
        self._start(queue, PlayEnd.SKIPPED)
