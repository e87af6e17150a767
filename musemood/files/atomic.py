"""Files that are either the old one or the new one, never half of each.

A kill or a full disk in the middle of a write must not cost what was there before: the new
contents go to a temporary file beside it, are forced to the disk, and then take its name.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from io import FileIO
from pathlib import Path

_COPY_BYTES = 1 << 20


def replace_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Give ``path`` the contents ``chunks``, creating its folder if need be.

    The temporary name is always the same, so a killed writer leaves at most one behind and
    the next one overwrites it; there must be one writer at a time. Raises OSError, the old
    file untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".tmp")
    try:
        with FileIO(temporary, "w") as file:
            for chunk in chunks:
                write_all(file, chunk)
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def copy_file(source: Path, target: Path) -> None:
    """Copy contents and time of change, whole or not at all. Raises OSError."""
    times = source.stat()
    with source.open("rb") as file:
        replace_file(target, iter(partial(file.read, _COPY_BYTES), b""))
    os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))


def link_or_copy(source: Path, target: Path) -> None:
    """A second name for the file, or a copy where the file system has no hard links."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        copy_file(source, target)
    else:
        sync_folder(target.parent)


def write_all(file: FileIO, data: bytes) -> None:
    """Write every byte to an unbuffered file, which may take several calls. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk; Windows has no such thing and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def damaged_name(path: Path) -> Path:
    """A new name beside ``path`` under which a damaged file is kept."""
    return path.with_name(f"{path.stem}-damaged-{time_stamp()}{path.suffix}")


def time_stamp() -> str:
    """The present in UTC, to the microsecond; names made from it sort by time."""
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
