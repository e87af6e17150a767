"""A stream in libVLC's hands: the callbacks by which it is read, and how far it got.

The callbacks are called on VLC's threads, so nothing may be raised from them.
"""

import ctypes
from typing import Any

from msgspec import Struct

from musemood.player.pcm_stream import Cue, PcmStream

_UNKNOWN_SIZE = 2**64 - 1

# As in libvlc_media.h; the binding's own types are wrong (they return pointers).
_Open = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_uint64)
)
_Read = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
_Seek = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_uint64)
_Close = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


class StreamCallbacks:
    """Keep it for as long as VLC may read: C code does not keep what it calls."""

    def __init__(self, vlc: Any, stream: PcmStream) -> None:
        self._vlc = vlc
        self._stream = stream
        self._open = _Open(self._on_open)
        self._read = _Read(self._on_read)
        # VLC never needs to seek here, but reads a stream that it cannot seek in 4 MB ahead.
        self._seek = _Seek(lambda _opaque, _offset: -1)
        self._close = _Close(lambda _opaque: None)

    def new_media(self, instance: Any) -> Any:
        """A media of this libVLC instance that is the stream."""
        vlc = self._vlc
        return instance.media_new_callbacks(
            ctypes.cast(self._open, vlc.MediaOpenCb),
            ctypes.cast(self._read, vlc.MediaReadCb),
            ctypes.cast(self._seek, vlc.MediaSeekCb),
            ctypes.cast(self._close, vlc.MediaCloseCb),
            None,
        )

    def _on_open(self, _opaque: Any, _data: Any, size: Any) -> int:
        size[0] = _UNKNOWN_SIZE
        return 0

    def _on_read(self, _opaque: Any, buffer: int, length: int) -> int:
        piece = self._stream.read(length)
        ctypes.memmove(buffer, piece, len(piece))
        return len(piece)


class Load(Struct):
    """A stream from its first sample on, and what VLC's thread said of it.

    ``heard``: the track that sounds. ``is_wanted``: whether it is to sound or to hold.
    ``counted``: blocks decoded and played, when last asked.
    """

    heard: Cue
    stream: PcmStream
    media: Any
    callbacks: StreamCallbacks
    heard_from_s: float = 0.0
    is_begun: bool = False
    is_wanted: bool = False
    is_over: bool = False
    counted: tuple[int, int] = (0, 0)


class Mark(Struct, frozen=True):
    """A place in the track at a moment of the clock; replaced whole, so no lock is needed."""

    position_s: float
    at_s: float
    is_moving: bool

    def position_at(self, now_s: float) -> float:
        """The place at another moment, by the same clock."""
        return self.position_s + (now_s - self.at_s if self.is_moving else 0.0)
