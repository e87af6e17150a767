"""The last good copies of the track database, and the way back to them.

A hard link costs nothing and is safe only for a file that is about to be replaced: as long as
the name in use is the same file, what damages one damages the other. So a session links the
file it found at its first write, and at its end copies the file it leaves.
"""

from datetime import UTC, datetime
from pathlib import Path

from musemood.domain.notice import Notice, NoticeKind
from musemood.files.atomic import copy_file, damaged_name, link_or_copy, sync_folder, time_stamp
from musemood.files.json_text import Tables, parse_tables

KEPT_BACKUPS = 5


def back_up(path: Path, folder: Path, *, is_about_to_be_replaced: bool) -> None:
    """Keep the file as it is now in ``folder``, and the newest five in all. Raises OSError."""
    if not path.exists() or _is_backed_up(path, folder):
        return
    target = folder / f"{path.stem}-{time_stamp()}{path.suffix}"
    if is_about_to_be_replaced:
        link_or_copy(path, target)
    else:
        copy_file(path, target)
    for old in [*newest_first(path, folder)[KEPT_BACKUPS:], *folder.glob("*.tmp")]:
        old.unlink(missing_ok=True)


def newest_first(path: Path, folder: Path) -> list[Path]:
    """The backups of ``path``; their names carry the time."""
    return sorted(folder.glob(f"{path.stem}-*{path.suffix}"), reverse=True)


def load_tables(path: Path, folder: Path, *, read_only: bool) -> tuple[Tables, Notice | None]:
    """The tables in ``path``, or those of the last good backup where it is damaged or gone.

    Unless ``read_only``, the damaged file is set aside and the backup put in its place. With
    no good backup the tables are empty, and the notice says so. No file and no backup: a
    first start, nothing to tell. Raises OSError if a file is there but cannot be read.
    """
    is_there = path.exists()
    if is_there:
        try:
            return parse_tables(path.read_bytes()), None
        except ValueError:
            pass
    backup, tables = _last_good_backup(path, folder)
    if not is_there and backup is None:
        return {}, None
    kept_at = "" if read_only or not is_there else str(_set_aside(path, backup))
    if backup is None:
        return {}, Notice(NoticeKind.STARTED_EMPTY, str(path), kept_at)
    if not read_only:
        copy_file(backup, path)
    written_at = datetime.fromtimestamp(backup.stat().st_mtime, UTC)
    notice = Notice(NoticeKind.BACKUP_RESTORED, str(path), kept_at, str(backup), written_at)
    return tables, notice


def set_aside(path: Path) -> Path:
    """Rename a damaged file so that a new one can take its place. Raises OSError."""
    target = damaged_name(path)
    path.rename(target)
    sync_folder(path.parent)
    return target


def _set_aside(path: Path, backup: Path | None) -> Path:
    if backup is None:
        return set_aside(path)
    # The name stays in use until the backup replaces it: a kill in between loses neither.
    target = damaged_name(path)
    link_or_copy(path, target)
    return target


def _last_good_backup(path: Path, folder: Path) -> tuple[Path | None, Tables]:
    for backup in newest_first(path, folder):
        try:
            return backup, parse_tables(backup.read_bytes())
        except (OSError, ValueError):
            continue
    return None, {}


def _is_backed_up(path: Path, folder: Path) -> bool:
    newest = newest_first(path, folder)[:1]
    return any(_size_and_time(backup) == _size_and_time(path) for backup in newest)


def _size_and_time(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns
