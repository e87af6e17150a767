"""One unbroken stream of samples out of one track after another.

The stream is a WAV file of unknown length, 32-bit float stereo, which libVLC reads through
callbacks. A track follows another without one sample between them, or is faded into it; so
nothing has to be started at the right moment, and no clock has to be trusted.
"""

import math
import struct
import threading
from collections.abc import Callable

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.failure import Failure, FailureKind, FileError
from musemood.player.voice import Sound, Voice

FRAME_BYTES = 8
"""Two channels of 32-bit float."""

_BLOCK = 4096
_LOWEST_RATE_HZ, _RATE_FOR_LOW_ONES_HZ = 44_100, 48_000

OpenSound = Callable[[str, float], Sound]
"""Opens a file at a place in seconds; raises FileError."""


class Cue(Struct, frozen=True):
    """A track in the stream.

    ``gain``: factor for its samples. ``fade_s``: how long the track before it fades into it;
    0: it follows without a gap.
    """

    serial: int
    path: str
    start_s: float = 0.0
    gain: float = 1.0
    fade_s: float = 0.0


class Entry(Struct, frozen=True):
    """Where in the stream a track begins. ``at_s``: seconds from the start of the stream."""

    cue: Cue
    at_s: float


class PcmStream:
    """Reads on demand; `read` is for one thread, everything else for any.

    A track of another sample rate follows only by a fade (it is then resampled); without one
    the stream ends before it, so that the device can be opened at the new rate.
    """

    def __init__(self, open_sound: OpenSound, cue: Cue) -> None:
        self._open_sound = open_sound
        self._first = cue
        self._lock = threading.Lock()
        self._following: Cue | None = None
        self._entries: tuple[Entry, ...] = ()
        self._voice: Voice | None = None
        self._frames_out = 0
        self._waiting = b""
        self._is_over = False
        self.rate_hz = 0
        self.failure: Failure | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The tracks that the stream has reached, in order."""
        return self._entries

    def follow(self, cue: Cue | None, after: int) -> bool:
        """Say what comes after track ``after`` (a serial); None: nothing.

        False where it is too late, because the stream has already read on into another one.
        """
        with self._lock:
            if self._entries and self._entries[-1].cue.serial != after:
                return False
            self._following = cue
            return True

    def set_gain(self, gain: float, serial: int) -> None:
        """Another factor for a track, from the next samples on that are read of it."""
        voice = self._voice
        if voice is not None and voice.cue.serial == serial:
            voice.gain = gain

    def read(self, n_bytes: int) -> bytes:
        """The next bytes, at most ``n_bytes``; none at the end. `failure` says if it is one."""
        if not self._waiting and not self._is_over:
            try:
                self._waiting = self._next_bytes()
            except FileError as error:
                self.failure = error.failure
            except Exception as error:  # whatever a decoder trips over must not reach VLC's thread
                path = self._voice.cue.path if self._voice else self._first.path
                self.failure = Failure(FailureKind.DAMAGED, path, repr(error))
            self._is_over = not self._waiting
        piece, self._waiting = self._waiting[:n_bytes], self._waiting[n_bytes:]
        return piece

    def close(self) -> None:
        """Let the files go; call it when nobody reads any more. May be called twice."""
        self._is_over = True
        if self._voice is not None:
            self._voice.close()
            self._voice = None

    def _next_bytes(self) -> bytes:
        if self._voice is None:
            return self._begin()
        block = self._next_block(self._voice)
        self._frames_out += len(block)
        return block.tobytes()

    def _begin(self) -> bytes:
        sound = self._open_sound(self._first.path, self._first.start_s)
        is_low = sound.rate_hz < _LOWEST_RATE_HZ
        self.rate_hz = _RATE_FOR_LOW_ONES_HZ if is_low else sound.rate_hz
        self._voice = Voice(self._first, sound, self.rate_hz)
        self._enter(self._first)
        return _wav_header(self.rate_hz)

    def _next_block(self, voice: Voice) -> NDArray[np.float32]:
        """What sounds next, (n, 2); empty at the end."""
        fade = round(self._following.fade_s * self.rate_hz) if self._following else 0
        # Reads ahead a little faster than it plays: the end is known before the fade is due,
        # and yet the first samples need not wait for it.
        voice.fill(min(fade + _BLOCK, voice.ahead + 2 * _BLOCK))
        if not voice.is_drained:
            return voice.take(_BLOCK)
        tail = min(fade, voice.length // 2)
        if voice.ahead > tail:
            return voice.take(min(_BLOCK, voice.ahead - tail))
        following = self._open_following(has_tail=voice.ahead > 0)
        if following is None:
            return voice.take(_BLOCK)
        block = self._faded(voice, following)
        self._voice = following
        return block if len(block) else self._next_block(following)

    def _faded(self, voice: Voice, following: Voice) -> NDArray[np.float32]:
        """All that is left of a voice, going down while the other comes up at equal power."""
        following.fill(2 * voice.ahead)
        length = min(voice.ahead, following.ahead // 2)
        plain = voice.take(voice.ahead - length)
        self._move_entry(len(plain))
        angle = np.linspace(0, math.pi / 2, length, dtype=np.float32)[:, None]
        mixed = voice.take(length) * np.cos(angle) + following.take(length) * np.sin(angle)
        voice.close()
        return np.concatenate([plain, mixed])

    def _open_following(self, has_tail: bool) -> Voice | None:
        """The next track, ready; None where there is none that can follow here."""
        while True:
            cue = self._following
            if cue is None:
                return None
            try:
                sound = self._open_sound(cue.path, cue.start_s)
            except FileError:
                return None  # it is loaded by itself then, and fails by itself
            if sound.rate_hz != self.rate_hz and not has_tail:
                sound.close()
                return None
            if self._enter(cue):
                return Voice(cue, sound, self.rate_hz)
            sound.close()  # meanwhile something else is to follow

    def _enter(self, cue: Cue) -> bool:
        with self._lock:
            if self._entries and self._following is not cue:
                return False
            self._entries = (*self._entries, Entry(cue, self._frames_out / self.rate_hz))
            if self._following is cue:
                self._following = None
            return True

    def _move_entry(self, frames: int) -> None:
        last = self._entries[-1]
        self._entries = (*self._entries[:-1], replace(last, at_s=last.at_s + frames / self.rate_hz))


def _wav_header(rate_hz: int) -> bytes:
    """Of a WAV file with no length: its data have the size 0, which VLC reads as unknown."""
    is_float, channels, bits = 3, 2, 32
    form = struct.pack(
        "<4sIHHIIHH", b"fmt ", 16, is_float, channels, rate_hz, rate_hz * FRAME_BYTES, FRAME_BYTES,
        bits,
    )  # fmt: skip
    return b"RIFF\0\0\0\0WAVE" + form + b"data\0\0\0\0"
