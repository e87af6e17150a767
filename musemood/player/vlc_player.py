"""libVLC behind the `Player` protocol.

libVLC gets one stream of samples (see pcm_stream.py), which reads track after track: it does
the sound, the volume, the equaliser and the devices, and never has to start a second track at
the right moment. What the clock of the stream says tells which track is heard.

Three rules keep libVLC well. Its callbacks come on its own threads and never call it back
(that deadlocks): they note what they were told and pass an event on. An old track's thread has
ended when set_media() returns, so a callback after that is the new track's. What plays is
released before the interpreter goes.
"""

import time
import weakref
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from musemood.domain.equaliser import Equaliser
from musemood.domain.failure import FailureKind
from musemood.domain.sound_settings import AudioDevice
from musemood.player.pcm_stream import Cue, OpenSound, PcmStream
from musemood.player.player import (
    Ended,
    Failed,
    Followed,
    OnEvent,
    Paused,
    Player,
    Playing,
    find_problem,
)
from musemood.player.silent_player import SilentPlayer
from musemood.player.vlc_library import OpenVlc, import_vlc
from musemood.player.vlc_output import apply_equaliser, choose_device, count_blocks, list_devices
from musemood.player.vlc_stream import Load, Mark, StreamCallbacks

# VLC may read 1.5 s ahead, so that a busy window is not heard, and not more, so that a change of
# what comes next is still in time.
_MEDIA_OPTIONS = (":demux=wav", ":prefetch-buffer-size=512", ":prefetch-read-size=16384")


def open_player(opened: OpenVlc, on_event: OnEvent, open_sound: OpenSound) -> Player:
    """A player by libVLC where it works, else one that fails each file with ``NO_PLAYER``."""
    if opened.status.is_usable:
        return VlcPlayer(opened, on_event, open_sound)
    return SilentPlayer(on_event)


class VlcPlayer:
    """Plays by the libVLC that was ``opened``, which is then the player's to close.

    ``open_sound`` decodes; it is called on VLC's threads. Raises RuntimeError where libVLC cannot
    be used. With no audio device VLC says that it plays all the same, and ends a second early.
    """

    def __init__(
        self,
        opened: OpenVlc,
        on_event: OnEvent,
        open_sound: OpenSound,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._vlc = import_vlc()
        self._on_event = on_event
        self._open_sound = open_sound
        self._clock = clock
        self._load: Load | None = None
        self._following: Cue | None = None
        self._device_id = ""
        self._last_serial = 0
        self._mark = Mark(0.0, clock(), False)
        self._instance = opened.instance
        if self._instance is None:
            raise RuntimeError("libVLC found no plugins")
        self._instance.set_user_agent("MuseMood", "MuseMood")
        self._media_player = self._instance.media_player_new()
        detach = self._attach_callbacks()
        self._release = weakref.finalize(self, _release, self._instance, self._media_player, detach)

    def load(self, path: str, start_s: float = 0.0, gain: float = 1.0) -> int:
        """See `Player.load`. Bytes in the name that are not UTF-8 are no obstacle."""
        self._last_serial += 1
        self._following = None
        self._put_stream(Cue(self._last_serial, path, max(0.0, start_s), gain))
        self._put_mark(max(0.0, start_s), False)
        return self._last_serial

    def follow_with(self, path: str | None, gain: float = 1.0, fade_s: float = 0.0) -> int:
        """See `Player.follow_with`."""
        load = self._load
        if load is None or load.is_over or (path is None and self._following is None):
            return 0
        self._following = None
        if path is not None:
            self._last_serial += 1
            self._following = Cue(self._last_serial, path, 0.0, gain, fade_s)
        if not load.stream.follow(self._following, load.heard.serial):
            self._begin_again(load, self.position_s())
        return self._following.serial if self._following else 0

    def play(self) -> None:
        """See `Player.play`."""
        load = self._load
        if load is None or load.is_over:
            return
        load.is_wanted = True
        if load.is_begun:
            self._media_player.set_pause(0)
            return
        load.is_begun = True
        problem = find_problem(load.heard.path)
        if problem:
            self._fail(load, problem)
        elif self._media_player.play() != 0:
            self._fail(load, FailureKind.UNREADABLE, "libVLC would not start")

    def pause(self) -> None:
        """See `Player.pause`."""
        load = self._load
        if load is not None and load.is_begun and not load.is_over:
            load.is_wanted = False
            self._media_player.set_pause(1)

    def stop(self) -> None:
        """See `Player.stop`."""
        # Not VLC's stop(), which forgets the output device and the volume.
        self._media_player.set_media(None)
        self._forget()
        self._put_mark(0.0, False)

    def seek(self, position_s: float) -> None:
        """See `Player.seek`."""
        load = self._load
        if load is not None and not load.is_over:
            self._begin_again(load, max(0.0, position_s))

    def set_gain(self, gain: float) -> None:
        """See `Player.set_gain`."""
        load = self._load
        if load is not None and not load.is_over:
            load.heard = replace(load.heard, gain=gain)
            load.stream.set_gain(gain, load.heard.serial)

    def set_volume(self, percent: int, is_muted: bool) -> None:
        """See `Player.set_volume`. libVLC's scale is cubic: 50 is an eighth of the amplitude."""
        self._media_player.audio_set_volume(0 if is_muted else min(max(percent, 0), 100))

    def set_equaliser(self, equaliser: Equaliser | None) -> None:
        """See `Player.set_equaliser`."""
        apply_equaliser(self._vlc, self._media_player, equaliser)

    def devices(self) -> list[AudioDevice]:
        """See `Player.devices`."""
        return list_devices(self._vlc, self._media_player)

    def set_device(self, device_id: str) -> None:
        """See `Player.set_device`."""
        if device_id != self._device_id:
            self._device_id = device_id
            choose_device(self._vlc, self._media_player, device_id)

    def is_heard(self) -> bool:
        """See `Player.is_heard`. VLC itself plays on without a device, and says nothing."""
        load = self._load
        if load is None or load.is_over or not self.is_playing:
            return True
        decoded, played = count_blocks(self._vlc, load.media)
        before, load.counted = load.counted, (decoded, played)
        return played > before[1] or decoded <= before[0]

    def position_s(self) -> float:
        """See `Player.position_s`. VLC reports every 0.3 to 1 s, the clock fills in."""
        return self._mark.position_at(self._clock())

    @property
    def is_playing(self) -> bool:
        """See `Player.is_playing`."""
        return self._mark.is_moving

    def close(self) -> None:
        """See `Player.close`."""
        if self._release.alive:
            if self._load is not None:
                self._load.is_over = True
            self._release()
            self._forget()
            # A command from now on is an AttributeError, not a crash inside libVLC.
            del self._media_player, self._instance

    def _begin_again(self, load: Load, position_s: float) -> None:
        """A new stream from a place in the track that is heard."""
        is_moving = self._mark.is_moving
        self._put_stream(replace(load.heard, start_s=position_s, fade_s=0.0))
        self._put_mark(position_s, is_moving)
        if load.is_wanted:
            self.play()

    def _put_stream(self, cue: Cue) -> None:
        stream = PcmStream(self._open_sound, cue)
        if self._following is not None:
            stream.follow(self._following, cue.serial)
        callbacks = StreamCallbacks(self._vlc, stream)
        media = callbacks.new_media(self._instance)
        for option in _MEDIA_OPTIONS:
            media.add_option(option)
        if self._load is not None:
            self._load.is_over = True
        self._media_player.set_media(media)
        self._forget()
        self._load = Load(cue, stream, media, callbacks)

    def _forget(self) -> None:
        """Let the stream go; VLC has stopped reading it."""
        if self._load is not None:
            self._load.is_over = True
            self._load.media.release()
            self._load.stream.close()
        self._load = None

    def _put_mark(self, position_s: float, is_moving: bool) -> None:
        self._mark = Mark(position_s, self._clock(), is_moving)

    def _fail(self, load: Load, kind: FailureKind, detail: str = "") -> None:
        load.is_over = True
        self._put_mark(self.position_s(), False)
        self._on_event(Failed(load.heard.serial, kind, detail))

    # From here on: VLC's threads. Nothing below may call libVLC.

    def _attach_callbacks(self) -> Callable[[], object]:
        """Listen to VLC; what is returned stops that (and is called when VLC is at rest)."""
        events = self._media_player.event_manager()
        kinds = self._vlc.EventType
        callbacks = {
            kinds.MediaPlayerPlaying: self._on_playing,
            kinds.MediaPlayerPaused: self._on_paused,
            kinds.MediaPlayerEndReached: self._on_end_reached,
            kinds.MediaPlayerEncounteredError: self._on_end_reached,
            kinds.MediaPlayerTimeChanged: self._on_time_changed,
        }
        for kind, callback in callbacks.items():
            events.event_attach(kind, callback)
        attached = tuple(callbacks)
        return lambda: [events.event_detach(kind) for kind in attached]

    def _on_playing(self, _event: Any) -> None:
        load = self._load
        if load is not None and not load.is_over:
            self._put_mark(self._mark.position_s, True)
            self._on_event(Playing(load.heard.serial))

    def _on_paused(self, _event: Any) -> None:
        load = self._load
        if load is not None and not load.is_over:
            self._put_mark(self.position_s(), False)
            self._on_event(Paused(load.heard.serial))

    def _on_end_reached(self, _event: Any) -> None:
        """The stream is over: the last track in it has ended, or could not be decoded."""
        load = self._load
        if load is None or load.is_over:
            return
        self._hear_on(load, float("inf"))
        failure = load.stream.failure
        if failure is not None:
            self._fail(load, find_problem(failure.path) or failure.kind, failure.detail)
            return
        load.is_over = True
        self._put_mark(self.position_s(), False)
        self._on_event(Ended(load.heard.serial))

    def _on_time_changed(self, event: Any) -> None:
        load, time_s = self._load, event.u.new_time / 1000
        if load is None or load.is_over or time_s <= 0:
            return
        self._hear_on(load, time_s)
        in_track_s = time_s - load.heard_from_s
        self._put_mark(load.heard.start_s + in_track_s, self._mark.is_moving)

    def _hear_on(self, load: Load, time_s: float) -> None:
        """Tell of the tracks that the stream has gone on to by this time of its clock."""
        for entry in load.stream.entries:
            if entry.cue.serial > load.heard.serial and entry.at_s <= time_s:
                before, load.heard, load.heard_from_s = load.heard, entry.cue, entry.at_s
                if self._following is entry.cue:
                    self._following = None
                self._on_event(Followed(before.serial, entry.cue.serial))


def _release(instance: Any, media_player: Any, detach: Callable[[], object]) -> None:
    """Give everything back, at the latest when the interpreter goes."""
    media_player.stop()
    detach()
    media_player.release()
    instance.release()
