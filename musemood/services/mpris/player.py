"""The interface org.mpris.MediaPlayer2.Player: what plays, and the transport."""

import os
from collections.abc import Callable, Mapping
from urllib.parse import unquote_to_bytes, urlsplit

from musemood.domain.repeat import Repeat
from musemood.domain.span import file_of
from musemood.domain.track import Track
from musemood.services.collection import Collection
from musemood.services.dbus.bus_object import BusInterface, BusMethod, BusProperty
from musemood.services.dbus.wire import Int64, ObjectPath, Value
from musemood.services.mpris.metadata import NO_TRACK, metadata, track_id
from musemood.services.playback import Playback

PLAYER = "org.mpris.MediaPlayer2.Player"


_REPEAT_OF_LOOP = {"None": Repeat.OFF, "Track": Repeat.ONE, "Playlist": Repeat.ALL}
_LOOP_OF_REPEAT = {repeat: loop for loop, repeat in _REPEAT_OF_LOOP.items()}


class MprisPlayer:
    """Answers for `Playback`.

    ``cover_of``: path of a picture of the track at a path, "" while there is none.
    ``stars_of``: 0..5, or None. ``open_paths`` plays files.
    """

    def __init__(
        self,
        playback: Playback,
        collection: Collection,
        cover_of: Callable[[str], str],
        open_paths: Callable[[list[str]], None],
        stars_of: Callable[[Track], int | None] = lambda _: None,
    ) -> None:
        self._playback = playback
        self._collection = collection
        self._cover_of = cover_of
        self._open_paths = open_paths
        self._stars_of = stars_of

    def interface(self) -> BusInterface:
        """All of it."""
        playback = self._playback
        return BusInterface(
            PLAYER,
            properties=self._properties(),
            methods={
                "Next": BusMethod(lambda: self._go(playback.next)),
                "Previous": BusMethod(lambda: self._go(playback.previous)),
                "Pause": BusMethod(playback.pause),
                "PlayPause": BusMethod(playback.toggle),
                "Stop": BusMethod(playback.stop),
                "Play": BusMethod(self._play),
                "Seek": BusMethod(self._seek, {"Offset": "x"}),
                "SetPosition": BusMethod(self._set_position, {"TrackId": "o", "Position": "x"}),
                "OpenUri": BusMethod(self._open, {"Uri": "s"}),
            },
            signals={"Seeked": {"Position": "x"}},
        )

    def _properties(self) -> dict[str, BusProperty]:
        playback = self._playback
        return {
            "PlaybackStatus": BusProperty("s", self._status),
            "LoopStatus": BusProperty("s", self._loop, self._set_loop),
            "Rate": BusProperty("d", lambda: 1.0, self._set_rate),
            "Shuffle": BusProperty("b", lambda: playback.is_shuffled, playback.set_shuffled),
            "Metadata": BusProperty("a{sv}", self._metadata),
            "Volume": BusProperty("d", self._volume, self._set_volume),
            "Position": BusProperty("x", self._position, is_told=False),
            "MinimumRate": BusProperty("d", lambda: 1.0),
            "MaximumRate": BusProperty("d", lambda: 1.0),
            "CanGoNext": BusProperty("b", lambda: len(playback.queue) > 0),
            "CanGoPrevious": BusProperty("b", self._can_go_previous),
            "CanPlay": BusProperty("b", self._can_play),
            "CanPause": BusProperty("b", lambda: playback.current is not None),
            "CanSeek": BusProperty("b", lambda: self._duration_s() > 0),
            "CanControl": BusProperty("b", lambda: True, is_told=False),
        }

    # Properties

    def _status(self) -> str:
        if self._playback.is_playing:
            return "Playing"
        return "Stopped" if self._playback.is_stopped else "Paused"

    def _loop(self) -> str:
        return _LOOP_OF_REPEAT[self._playback.repeat]

    def _set_loop(self, wanted: str) -> None:
        if wanted not in _REPEAT_OF_LOOP:
            raise ValueError(f"LoopStatus is one of {', '.join(_REPEAT_OF_LOOP)}")
        self._playback.set_repeat(_REPEAT_OF_LOOP[wanted])

    def _set_rate(self, rate: float) -> None:
        if rate == 0:  # so says the specification; every other rate is not ours
            self._playback.pause()

    def _volume(self) -> float:
        return 0.0 if self._playback.is_muted else self._playback.volume / 100

    def _set_volume(self, volume: float) -> None:
        self._playback.set_volume(round(100 * min(max(volume, 0.0), 1.0)))

    def _position(self) -> Value:
        return Int64(round(self._playback.position_s() * 1e6))

    def _can_go_previous(self) -> bool:
        return bool(self._playback.queue.played) or not self._playback.is_stopped

    def _can_play(self) -> bool:
        queue = self._playback.queue
        return queue.current is not None or len(queue) > 0 or bool(queue.played)

    def _metadata(self) -> Mapping[str, Value]:
        row = self._playback.current
        if row is None:
            return {"mpris:trackid": ObjectPath(NO_TRACK)}
        track = self._track(row.path)
        plays = self._collection.play_count(row.path)
        return metadata(track, row.id, self._cover_of(row.path), self._stars_of(track), plays)

    def _track(self, path: str) -> Track:
        return self._collection.library.get(path) or Track(path, 0, 0)

    def _duration_s(self) -> float:
        row = self._playback.current
        return self._track(row.path).duration_s if row else 0.0

    # Methods

    def _go(self, go: Callable[[], None]) -> None:
        """To another track; what was paused or stopped remains so, says the specification."""
        was_playing, was_stopped = self._playback.is_playing, self._playback.is_stopped
        go()
        if was_stopped:
            self._playback.stop()
        elif not was_playing:
            self._playback.pause()

    def _play(self) -> None:
        if not self._playback.is_playing:
            self._playback.toggle()

    def _seek(self, offset_us: int) -> None:
        wanted_s = self._playback.position_s() + offset_us / 1e6
        if 0 < self._duration_s() < wanted_s:
            self._go(self._playback.next)
        else:
            self._playback.seek(max(0.0, wanted_s))

    def _set_position(self, asked_id: str, position_us: int) -> None:
        row = self._playback.current
        is_stale = row is None or asked_id != track_id(row.id)
        if not is_stale and 0 <= position_us / 1e6 <= self._duration_s():
            self._playback.seek(position_us / 1e6)

    def _open(self, uri: str) -> None:
        parts = urlsplit(uri)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise ValueError("Only files of this computer can be opened")
        # By hand: a name may hold what urlsplit takes for a query or a fragment.
        name = uri.split("://", 1)[1].removeprefix(parts.netloc)
        path = os.fsdecode(unquote_to_bytes(name))
        if not os.path.lexists(file_of(path)):
            raise FileNotFoundError(f"{uri} does not exist")
        self._open_paths([path])
