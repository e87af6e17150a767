"""When the backups of a file of tables are taken: at the first write, each hour, at the end."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from musemood.files.backups import back_up

_INTERVAL_S = 3600.0


class Safekeeping:
    """The backups of one file. ``on_failure`` is called where one could not be written.

    What is written is safe on the disk without them: a missing backup is told, not raised.
    """

    def __init__(self, path: Path, folder: Path, on_failure: Callable[[], None]) -> None:
        self._path = path
        self._folder = folder
        self._on_failure = on_failure
        self._done_at_s: float | None = None

    def before_write(self) -> None:
        """The file is about to be replaced."""
        now_s = monotonic()
        if self._done_at_s is None or now_s - self._done_at_s > _INTERVAL_S:
            self._done_at_s = now_s
            self._back_up(is_about_to_be_replaced=True)

    def at_end(self) -> None:
        """Keep the file that the session leaves, if it wrote one."""
        if self._done_at_s is not None:
            self._back_up(is_about_to_be_replaced=False)

    def _back_up(self, *, is_about_to_be_replaced: bool) -> None:
        try:
            back_up(self._path, self._folder, is_about_to_be_replaced=is_about_to_be_replaced)
        except OSError:
            self._on_failure()
