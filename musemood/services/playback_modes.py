"""What holds from track to track: volume, repeat, shuffle, stop after this."""

import random

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from musemood.domain import play_order
from musemood.domain.equaliser import Equaliser
from musemood.domain.queue import Queue
from musemood.domain.repeat import Repeat
from musemood.domain.sound_settings import AudioDevice
from musemood.player.player import Player


class PlaybackModes(QObject):
    """The base of `Playback`.

    Signals:
        volume_changed: percent 0..100 and whether it is muted.
        order_changed: repeat, shuffle or "stop after this track".
    """

    volume_changed = Signal(int, bool)
    order_changed = Signal()

    _player: Player

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = Queue()
        self._volume = 100
        self._is_muted = False
        self._fade = 1.0
        self._stops_after_this = False

    @property
    def volume(self) -> int:
        """Percent, 0..100, whether muted or not."""
        return self._volume

    @property
    def is_muted(self) -> bool:
        """Whether the volume is held at nothing."""
        return self._is_muted

    @property
    def repeat(self) -> Repeat:
        """What is played again by itself."""
        return self._queue.repeat

    @property
    def is_shuffled(self) -> bool:
        """Whether lists are played in any order."""
        return self._queue.shuffle_seed is not None

    @property
    def stops_after_this(self) -> bool:
        """Whether it stops at the end of the track; the next one then waits."""
        return self._stops_after_this

    def set_volume(self, percent: int) -> None:
        """Set it, 0..100; what is muted is heard again."""
        self._set_sound(min(max(percent, 0), 100), False)

    def set_muted(self, is_muted: bool) -> None:
        """Hold the volume at nothing, or let it be heard again."""
        self._set_sound(self._volume, is_muted)

    def set_fade(self, factor: float) -> None:
        """Turn what is heard down to a share of the volume, 0..1, that is not remembered."""
        if factor != self._fade:
            self._fade = factor
            self._send_volume()

    def set_equaliser(self, equaliser: Equaliser | None) -> None:
        """Bands and level of all that plays; None: as the music is."""
        self._player.set_equaliser(equaliser)

    def devices(self) -> list[AudioDevice]:
        """What the sound can come out of now; empty where that cannot be chosen."""
        return self._player.devices()

    def set_device(self, device_id: str) -> None:
        """Let the sound come out of this device; "": of the system's choice."""
        self._player.set_device(device_id)

    def is_heard(self) -> bool:
        """Whether a device has taken samples since the last time this was asked, if any came."""
        return self._player.is_heard()

    def set_repeat(self, repeat: Repeat) -> None:
        """Repeat nothing, the list or the track."""
        self._set_order(replace(self._queue, repeat=repeat))

    def set_shuffled(self, is_shuffled: bool) -> None:
        """Play the list in any order, or in its own again."""
        if is_shuffled != self.is_shuffled:
            seed = random.getrandbits(32)
            queue = self._queue
            mix = play_order.shuffle
            self._set_order(mix(queue, seed) if is_shuffled else play_order.unshuffle(queue))

    def set_stops_after_this(self, stops: bool) -> None:
        """Stop at the end of this track, once."""
        if stops != self._stops_after_this:
            self._stops_after_this = stops
            self._prepare()
            self.order_changed.emit()

    def _set_order(self, queue: Queue) -> None:
        if queue != self._queue:
            self._set_queue(queue)
            self.order_changed.emit()

    def _set_sound(self, percent: int, is_muted: bool) -> None:
        if (percent, is_muted) != (self._volume, self._is_muted):
            self._volume, self._is_muted = percent, is_muted
            self._send_volume()
            self.volume_changed.emit(percent, is_muted)

    def _send_volume(self) -> None:
        self._player.set_volume(round(self._volume * self._fade), self._is_muted)

    def _set_queue(self, queue: Queue) -> None:
        raise NotImplementedError

    def _prepare(self) -> None:
        raise NotImplementedError
