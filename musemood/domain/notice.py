"""What the store has to tell the person: damage found, and what became of it."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class NoticeKind(StrEnum):
    """What was found, and what was done about it."""

    BACKUP_RESTORED = "backup restored"
    STARTED_EMPTY = "started empty"
    TRACKS_SKIPPED = "tracks skipped"
    FEATURES_LOST = "features lost"
    LINES_SKIPPED = "lines skipped"
    BACKUP_FAILED = "backup failed"
    PLAYLISTS_RESTORED = "playlists restored"
    PLAYLISTS_LOST = "playlists lost"
    PLAYLISTS_SKIPPED = "playlists skipped"


class Notice(Struct, frozen=True):
    """One thing to tell.

    ``path``: the file it is about. ``kept_at``: where the damaged file lies now, "" if it was
    left in place. ``restored_from``, ``written_at``: the backup taken in its stead and when its
    contents were written, "" and None where there is none. ``count``: entries skipped.
    """

    kind: NoticeKind
    path: str
    kept_at: str = ""
    restored_from: str = ""
    written_at: datetime | None = None
    count: int = 0
