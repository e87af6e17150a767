"""Covers as files, for desktops that show them: they want a name and no bytes."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from musemood.files.atomic import replace_file

MOST_COVERS = 100
"""Files kept; the ones asked for longest ago go first."""


class CoverFolder:
    """One file a picture, however many tracks share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, picture: bytes) -> Path:
        """The file that holds the picture, written if it is not there. Raises OSError."""
        # Without an ending: who shows it looks at the contents, and tags lie about the type.
        file = self._folder / hashlib.sha256(picture).hexdigest()[:32]
        if file.is_file() and file.stat().st_size == len(picture):
            os.utime(file)
        else:
            replace_file(file, [picture])
            self._drop_oldest()
        return file

    def _drop_oldest(self) -> None:
        kept = [(entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(self._folder)]
        for _, path in sorted(kept, reverse=True)[MOST_COVERS:]:
            with suppress(OSError):
                os.unlink(path)
