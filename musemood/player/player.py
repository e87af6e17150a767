"""What a player body can do and what it tells.

Events may come from any thread, also from inside a command. Who receives one must not command
the player from within: hand it to your own thread first (VLC deadlocks otherwise). Each event
carries the serial number that `Player.load` returned, so stale ones can be dropped.
"""

import os
import stat
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from musemood.domain.equaliser import Equaliser
from musemood.domain.failure import FailureKind
from musemood.domain.sound_settings import AudioDevice
from musemood.domain.span import file_of


class Playing(Struct, frozen=True):
    """Sound comes out from now on."""

    serial: int


class Paused(Struct, frozen=True):
    """No sound comes out until play() is called."""

    serial: int


class Ended(Struct, frozen=True):
    """The track played to its end. Comes once; load again to play again."""

    serial: int


class Failed(Struct, frozen=True):
    """The track cannot be played. Comes once, instead of `Ended`."""

    serial: int
    kind: FailureKind
    detail: str = ""


class Followed(Struct, frozen=True):
    """The track played to its end, and track ``by`` sounds since without a break."""

    serial: int
    by: int


PlayerEvent = Playing | Paused | Ended | Failed | Followed
OnEvent = Callable[[PlayerEvent], None]


class Player(Protocol):
    """One track after another. All commands come from one thread."""

    def load(self, path: str, start_s: float = 0.0, gain: float = 1.0) -> int:
        """Silence what plays and make a file ready; returns its serial number.

        ``gain``: factor for its samples, on top of the volume.
        """

    def follow_with(self, path: str | None, gain: float = 1.0, fade_s: float = 0.0) -> int:
        """Say what comes after the track that sounds, without a break; returns its serial number.

        Replaces what was said before; None (the answer is 0): nothing comes, the track `Ended`.
        ``fade_s``: how long the two are heard together, 0: not at all. A player that cannot
        join the two lets the first one end, too.
        """

    def set_gain(self, gain: float) -> None:
        """Another factor for the samples of the track that sounds, soon."""

    def play(self) -> None:
        """Start or go on. A file that cannot be played gives `Failed`."""

    def pause(self) -> None:
        """Hold. Where the track was about to start, `Playing` may come just before `Paused`."""

    def stop(self) -> None:
        """Be silent and let the audio device go; load() before the next play()."""

    def seek(self, position_s: float) -> None:
        """Go to a place in the track, playing or not."""

    def set_volume(self, percent: int, is_muted: bool) -> None:
        """0..100, from the first sample of whatever plays next. The scale is loudness as heard."""

    def set_equaliser(self, equaliser: Equaliser | None) -> None:
        """Bands and level of all that plays, from now on; None: as the music is."""

    def devices(self) -> list[AudioDevice]:
        """What the sound can come out of now; empty where that cannot be chosen."""

    def set_device(self, device_id: str) -> None:
        """Let the sound come out of this device; "": of the system's choice."""

    def is_heard(self) -> bool:
        """Whether a device has taken samples since this was asked last, or none had to be."""

    def position_s(self) -> float:
        """Where the track is, in seconds, between the player's own reports too."""

    @property
    def is_playing(self) -> bool:
        """Whether sound comes out."""

    def close(self) -> None:
        """Give everything back; no event comes after it. May be called twice."""


class VlcProblem(StrEnum):
    """What keeps libVLC from working."""

    LIBRARY_MISSING = "library missing"
    PLUGINS_MISSING = "plugins missing"


class VlcStatus(Struct, frozen=True):
    """Whether libVLC can be used, and if not, why. ``version``: "" if it cannot be asked."""

    problem: VlcProblem | None
    version: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether music can be played."""
        return self.problem is None


def find_problem(path: str) -> FailureKind | None:
    """Why a track cannot be played, as far as its name and the disk tell; None if it may."""
    path = file_of(path)
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return FailureKind.BROKEN_LINK if os.path.islink(path) else FailureKind.MISSING
    except PermissionError:
        return FailureKind.NO_PERMISSION
    except (OSError, ValueError):
        return FailureKind.UNREADABLE
    if not stat.S_ISREG(status.st_mode):
        return FailureKind.NOT_AUDIO
    if not os.access(path, os.R_OK):
        return FailureKind.NO_PERMISSION
    return None if status.st_size else FailureKind.EMPTY
