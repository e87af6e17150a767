"""What is wrong with a file: the reason in the disk's own error, and what its first bytes say."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from musemood.domain.failure import FailureKind, FileError

HEAD_BYTES = 16
"""As much of a file's beginning as `looks_like_audio` wants to see."""

_BEGINNINGS = (
    b"ID3",  # mp3, aac
    b"fLaC",
    b"OggS",
    b"RIFF",  # wav
    b"RF64",
    b"FORM",  # aiff
    b"MAC ",  # ape
    b"wvPk",
    b"TTA",
    b"MPCK",
    b"MP+",
    b"\x1aE\xdf\xa3",  # mka
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # wma
)


def open_regular(path: str) -> BinaryIO:
    """The file, open for reading. Raises OSError, and FileError (NOT_AUDIO) for what is no file.

    A pipe or a device is refused before a byte of it is read: to open a pipe by other means
    waits until somebody writes into it, which may be never.
    """
    # What Windows lacks it needs not, its files are not pipes.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise FileError(FailureKind.NOT_AUDIO, path, "not a regular file")


def looks_like_audio(head: bytes) -> bool:
    """Whether a file that begins with these bytes claims to be a format of sound."""
    return head.startswith(_BEGINNINGS) or head[4:8] == b"ftyp" or _begins_with_mpeg_frame(head)


def _begins_with_mpeg_frame(head: bytes) -> bool:
    """Sync word of MPEG audio layer II or III or of ADTS; not UTF-16 text, which begins FF FE."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    layer = head[1] & 0b110
    return layer in (0b010, 0b100) or (layer == 0 and head[1] & 0xF0 == 0xF0)


def failure_kind(error: OSError, path: str) -> FailureKind:
    """Why the disk refused: missing, broken link, no permission, a folder, or unreadable."""
    if isinstance(error, IsADirectoryError):
        return FailureKind.NOT_AUDIO
    if isinstance(error, PermissionError):
        return FailureKind.NO_PERMISSION
    if error.errno == errno.ELOOP:  # a link to itself
        return FailureKind.BROKEN_LINK
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FailureKind.BROKEN_LINK if Path(path).is_symlink() else FailureKind.MISSING
    return FailureKind.UNREADABLE
