"""``musemood export``: everything as JSON lines, or the plays as a ``.scrobbler.log``."""

import sys
from collections.abc import Collection, Iterable, Iterator

from musemood import __version__
from musemood.commands import WRONG_USE
from musemood.commands.notices import tell_notices
from musemood.domain.library import Library
from musemood.files.data_folder import DataFolder
from musemood.files.scrobbler_log import scrobbler_log_lines
from musemood.files.song_list import write_lines
from musemood.files.store import Store
from musemood.files.transfer_export import export_lines
from musemood.files.transfer_kinds import ALL_KINDS


def export(
    folder: DataFolder,
    out: str | None,
    kinds: Collection[str] = ALL_KINDS,
    *,
    is_scrobbler_log: bool,
) -> int:
    """Write to ``out``, or to stdout; returns 0, or 2 where it cannot be written.

    ``kinds``: of `ALL_KINDS`, the ones to write. Raises StoreError.
    """
    with Store.open(folder, read_only=True) as store:
        lines = _scrobbler_log(store) if is_scrobbler_log else export_lines(store, kinds)
        code = _print(lines) if out is None else _write(out, lines)
        tell_notices(store.notices)
    return code


def _scrobbler_log(store: Store) -> Iterator[str]:
    return scrobbler_log_lines(store.plays(), Library(store.tracks()).get, __version__)


def _print(lines: Iterable[str]) -> int:
    # Bytes, so that a scrobbler log is UTF-8 whatever the terminal speaks.
    for line in lines:
        sys.stdout.buffer.write(line.encode() + b"\n")
    return 0


def _write(path: str, lines: Iterable[str]) -> int:
    try:
        write_lines(path, lines)
    except OSError as error:
        reason = error.strerror or error
        print(f"musemood: {path} cannot be written: {reason}. Choose another by --out.",
              file=sys.stderr)  # fmt: skip
        return WRONG_USE
    return 0
