"""Where the program keeps its things, and the lock that lets one writer in at a time."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

import platformdirs
from msgspec import Struct

APP_NAME = "musemood"


class FolderNotWritable(Exception):
    """The folder could not be created or written; ``detail`` is the system's reason."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"cannot write in {path}: {detail}")
        self.path = path
        self.detail = detail


class FolderInUse(Exception):
    """Another MuseMood is writing in this folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"another MuseMood is using {path}")
        self.path = path


class DataFolder(Struct, frozen=True):
    """Three folders, none of which needs to exist yet: nothing is created before a write.

    ``config``: settings. ``data``: tracks, journals, features, backups. ``cache``: covers.
    """

    config: Path
    data: Path
    cache: Path

    @classmethod
    def locate(cls, given: str | None, environ: Mapping[str, str]) -> "DataFolder":
        """All three under ``given`` or MUSEMOOD_HOME, else in the platform's standard places."""
        home = given or environ.get("MUSEMOOD_HOME")
        if home:
            return cls.under(Path(home).absolute())
        return cls(
            platformdirs.user_config_path(APP_NAME, appauthor=False),
            platformdirs.user_data_path(APP_NAME, appauthor=False),
            platformdirs.user_cache_path(APP_NAME, appauthor=False),
        )

    @classmethod
    def under(cls, home: Path) -> "DataFolder":
        """All three in one place."""
        return cls(home / "config", home / "data", home / "cache")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only writer until the block ends.

        The lock is the kernel's and goes with the process, so a kill never blocks the next
        start; the empty lock file stays and means nothing by itself. Raises FolderInUse if
        another process (or another block of this one) holds it, FolderNotWritable.
        """
        with self._open_lock_file() as file:
            if not _try_to_lock(file.fileno()):
                raise FolderInUse(self.data)
            yield

    def _open_lock_file(self) -> FileIO:
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            # Appending needs write permission, as the lock should, and changes no byte.
            return FileIO(self.data / "lock", "a")
        except OSError as error:
            raise FolderNotWritable(self.data, error.strerror or str(error)) from error


if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_to_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
