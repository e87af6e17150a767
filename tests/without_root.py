"""Root reads every file. These take that right away, so that tests of it also work for root."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION_3 = 0x20080522  # linux/capability.h
_READS_ALL = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


class _Head(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Rights(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def without_root_rights() -> Iterator[None]:
    """Inside, this thread (and threads that it starts) is bound by file permissions."""
    if not _is_linux_root():
        yield
        return
    head, rights = _Head(_VERSION_3, 0), (_Rights * 2)()
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.capget(ctypes.byref(head), rights) == 0
    before = rights[0].effective
    rights[0].effective = before & ~_READS_ALL
    assert libc.capset(ctypes.byref(head), rights) == 0
    try:
        yield
    finally:
        rights[0].effective = before
        assert libc.capset(ctypes.byref(head), rights) == 0


def without_root_command(command: list[str]) -> list[str]:
    """The command for a process that, with its children, is bound by file permissions."""
    if not _is_linux_root():
        return command
    setpriv = shutil.which("setpriv")
    assert setpriv, "setpriv (of util-linux) is needed to test file permissions as root"
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search", *command]


def _is_linux_root() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0
