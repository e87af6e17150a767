"""libVLC behind the `Player` protocol: the only file that imports vlc.

Three rules keep libVLC well. Its callbacks come on its own threads and never call it back
(that deadlocks): they note what they were told and pass an event on. An old track's thread has
ended when set_media() returns, so a callback after that is the new track's. What plays is
released before the interpreter goes.

Importing this module needs no libVLC; `find_vlc` says whether it is there.
"""

import logging
import os
import time
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from musemood.domain.failure import FailureKind
from musemood.player.player import (
    Ended,
    Failed,
    OnEvent,
    Paused,
    Player,
    Playing,
    SilentPlayer,
    VlcProblem,
    VlcStatus,
    find_problem,
)

_log = logging.getLogger(__name__)

_OPTIONS = ("--no-video", "--no-spu", "--quiet", "--no-metadata-network-access")

_SEEK_SETTLES_S = 1.0
_SEEK_IS_NEAR_S = 1.5


def find_vlc() -> VlcStatus:
    """Whether libVLC and its plugins are there. Starts no playback and opens no device."""
    try:
        vlc = _import_vlc()
        version = vlc.libvlc_get_version().decode("ascii", "replace")
        instance = vlc.Instance([*_OPTIONS, "--aout=dummy"])
    except (ImportError, NameError, AttributeError, OSError) as error:
        _log.info("libVLC is missing: %r", error)
        return VlcStatus(VlcProblem.LIBRARY_MISSING)
    if instance is None:
        return VlcStatus(VlcProblem.PLUGINS_MISSING, version)
    instance.release()
    return VlcStatus(None, version)


def open_player(on_event: OnEvent, options: Sequence[str] = ()) -> Player:
    """A player by libVLC where it works, else one that fails each file with ``NO_PLAYER``."""
    return VlcPlayer(on_event, options) if find_vlc().is_usable else SilentPlayer(on_event)


def _import_vlc() -> Any:
    """The binding; raises ImportError, whichever way it says that the library is not there."""
    try:
        import vlc
    except (OSError, NotImplementedError, NameError, AttributeError, SystemExit) as error:
        raise ImportError(f"libVLC cannot be loaded: {error!r}") from error
    return vlc


@dataclass(slots=True)
class _Load:
    """One loaded file, and what VLC's thread said of it."""

    serial: int
    path: str
    start_s: float
    media: Any
    is_begun: bool = False
    is_over: bool = False
    has_stream: bool = False
    has_length: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in the track at a moment of the clock; replaced whole, so no lock is needed."""

    position_s: float
    at_s: float
    is_moving: bool

    def position_at(self, now_s: float) -> float:
        return self.position_s + (now_s - self.at_s if self.is_moving else 0.0)


class VlcPlayer:
    """Plays by libVLC. ``options``: more of libVLC's own, for instance an audio output.

    Raises RuntimeError where libVLC cannot be used; ask `find_vlc` first. With no audio device
    VLC says that it plays all the same, and ends a second early.
    """

    def __init__(
        self,
        on_event: OnEvent,
        options: Sequence[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._vlc = _import_vlc()
        self._on_event = on_event
        self._clock = clock
        self._load: _Load | None = None
        self._last_serial = 0
        self._mark = _Mark(0.0, clock(), False)
        self._seek_target: _Mark | None = None
        self._instance = self._vlc.Instance([*_OPTIONS, *map(os.fsencode, options)])
        if self._instance is None:
            raise RuntimeError("libVLC found no plugins")
        self._instance.set_user_agent("MuseMood", "MuseMood")
        self._media_player = self._instance.media_player_new()
        detach = self._attach_callbacks()
        self._release = weakref.finalize(self, _release, self._instance, self._media_player, detach)

    def load(self, path: str, start_s: float = 0.0) -> int:
        """See `Player.load`. Bytes in the name that are not UTF-8 are no obstacle."""
        media = self._instance.media_new_path(os.fsencode(path))
        # VLC's own demuxers guess places by bytes and miss by far in Ogg Vorbis, FLAC without
        # a seek table and MP3 of variable bit rate. avformat finds them; it may be absent.
        media.add_option(":demux=avformat,any")
        self._media_player.set_media(media)
        self._forget()
        self._last_serial += 1
        self._load = _Load(self._last_serial, path, max(0.0, start_s), media)
        self._put_mark(self._load.start_s, False)
        return self._last_serial

    def play(self) -> None:
        """See `Player.play`."""
        load = self._load
        if load is None or load.is_over:
            return
        if load.is_begun:
            self._media_player.set_pause(0)
            return
        load.is_begun = True
        problem = find_problem(load.path)
        if problem:
            self._fail(load, problem)
            return
        if load.start_s > 0:
            load.media.add_option(f":start-time={load.start_s:.3f}")
        if self._media_player.play() != 0:
            self._fail(load, FailureKind.UNREADABLE, "libVLC would not start")

    def pause(self) -> None:
        """See `Player.pause`."""
        if self._load is not None and self._load.is_begun and not self._load.is_over:
            self._media_player.set_pause(1)

    def stop(self) -> None:
        """See `Player.stop`."""
        self._media_player.stop()
        self._forget()
        self._put_mark(0.0, False)

    def seek(self, position_s: float) -> None:
        """See `Player.seek`."""
        load = self._load
        if load is None or load.is_over:
            return
        target_s = max(0.0, position_s)
        if load.is_begun:
            self._seek_target = _Mark(target_s, self._clock(), self._mark.is_moving)
            self._media_player.set_time(round(target_s * 1000))
        else:
            load.start_s = target_s
        self._put_mark(target_s, self._mark.is_moving)

    def set_volume(self, percent: int, is_muted: bool) -> None:
        """See `Player.set_volume`. libVLC's scale is cubic: 50 is an eighth of the amplitude."""
        self._media_player.audio_set_volume(0 if is_muted else min(max(percent, 0), 100))

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
            self._forget()
            self._release()
            # A command from now on is an AttributeError, not a crash inside libVLC.
            del self._media_player, self._instance

    def _forget(self) -> None:
        if self._load is not None:
            self._load.is_over = True
            self._load.media.release()
        self._load = None
        self._seek_target = None

    def _put_mark(self, position_s: float, is_moving: bool) -> None:
        self._mark = _Mark(position_s, self._clock(), is_moving)

    def _fail(self, load: _Load, kind: FailureKind, detail: str = "") -> None:
        load.is_over = True
        self._put_mark(self.position_s(), False)
        self._on_event(Failed(load.serial, kind, detail))

    # From here on: VLC's threads. Nothing below may call libVLC.

    def _attach_callbacks(self) -> Callable[[], object]:
        """Listen to VLC; what is returned stops that (and is called when VLC is at rest)."""
        events = self._media_player.event_manager()
        kinds = self._vlc.EventType
        callbacks = {
            kinds.MediaPlayerPlaying: self._on_playing,
            kinds.MediaPlayerPaused: self._on_paused,
            kinds.MediaPlayerEndReached: self._on_end_reached,
            kinds.MediaPlayerEncounteredError: self._on_error,
            kinds.MediaPlayerTimeChanged: self._on_time_changed,
            kinds.MediaPlayerLengthChanged: self._on_length_changed,
            kinds.MediaPlayerESAdded: self._on_stream_added,
        }
        for kind, callback in callbacks.items():
            events.event_attach(kind, callback)
        attached = tuple(callbacks)
        return lambda: [events.event_detach(kind) for kind in attached]

    def _on_playing(self, _event: Any) -> None:
        load = self._load
        if load is not None and not load.is_over:
            self._put_mark(self._mark.position_s, True)
            self._on_event(Playing(load.serial))

    def _on_paused(self, _event: Any) -> None:
        load = self._load
        if load is not None and not load.is_over:
            self._put_mark(self.position_s(), False)
            self._on_event(Paused(load.serial))

    def _on_end_reached(self, _event: Any) -> None:
        """Tell an end from a file with no music in it, which "plays" in no time."""
        load = self._load
        if load is None or load.is_over:
            return
        if not (load.has_stream and load.has_length):
            self._fail(load, FailureKind.NOT_AUDIO, "libVLC found nothing to play")
            return
        load.is_over = True
        self._put_mark(self.position_s(), False)
        self._on_event(Ended(load.serial))

    def _on_error(self, _event: Any) -> None:
        load = self._load
        if load is not None and not load.is_over:
            kind = find_problem(load.path) or FailureKind.NOT_AUDIO
            self._fail(load, kind, "libVLC could not open it")

    def _on_time_changed(self, event: Any) -> None:
        load, time_s = self._load, event.u.new_time / 1000
        # Ogg and Opus report a time of 0 at their end.
        if load is None or load.is_over or time_s <= 0:
            return
        load.has_length = True
        if self._is_from_before_the_seek(time_s):
            return
        self._put_mark(time_s, self._mark.is_moving)

    def _is_from_before_the_seek(self, time_s: float) -> bool:
        target, now_s = self._seek_target, self._clock()
        if target is None or now_s - target.at_s > _SEEK_SETTLES_S:
            return False
        return abs(time_s - target.position_at(now_s)) > _SEEK_IS_NEAR_S

    def _on_length_changed(self, event: Any) -> None:
        load = self._load
        if load is not None and event.u.new_length > 0:
            load.has_length = True

    def _on_stream_added(self, _event: Any) -> None:
        load = self._load
        if load is not None:
            load.has_stream = True


def _release(instance: Any, media_player: Any, detach: Callable[[], object]) -> None:
    """Give everything back, at the latest when the interpreter goes."""
    media_player.stop()
    detach()
    media_player.release()
    instance.release()
