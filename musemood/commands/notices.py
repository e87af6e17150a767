"""What the store found damaged, in English, on stderr."""

import sys
from collections.abc import Iterable

from musemood.domain.notice import Notice, NoticeKind

_SENTENCES = {
    NoticeKind.BACKUP_RESTORED: "The library file {path} was damaged; the backup {backup} "
    "was restored and the damaged file kept as {kept}.",
    NoticeKind.STARTED_EMPTY: "The library file {path} is damaged and there is no backup; "
    "it is kept as {kept}. Tag your folders again.",
    NoticeKind.TRACKS_SKIPPED: "{count} entries of {path} could not be read; "
    "tag their folders again.",
    NoticeKind.FEATURES_LOST: "The stored descriptors in {path} were damaged; "
    "the tracks are analysed again.",
    NoticeKind.LINES_SKIPPED: "{count} damaged lines in {path} were passed over and kept.",
    NoticeKind.BACKUP_FAILED: "No backup of {path} could be written; check the space on the drive.",
    NoticeKind.PLAYLISTS_RESTORED: "The file of playlists {path} is damaged; "
    "what the backup {backup} says is used.",
    NoticeKind.PLAYLISTS_LOST: "The file of playlists {path} is damaged and there is no backup; "
    "it is kept as {kept}.",
    NoticeKind.PLAYLISTS_SKIPPED: "{count} playlists of {path} could not be read.",
}


_ONLY_LOOKED_AT = (
    "The library file {path} is damaged; this is what the backup {backup} says, "
    "and the next `musemood tag` or window puts it in place."
)
"""A command that only reads mends nothing, so it must not say that it did."""


def notice_sentence(notice: Notice) -> str:
    """One sentence for what was found."""
    is_mended = notice.kind is not NoticeKind.BACKUP_RESTORED or bool(notice.kept_at)
    sentence = _SENTENCES[notice.kind] if is_mended else _ONLY_LOOKED_AT
    return sentence.format(
        path=notice.path,
        backup=notice.restored_from,
        kept=notice.kept_at or notice.path,
        count=notice.count,
    )


def tell_notices(notices: Iterable[Notice]) -> None:
    """Print them to stderr."""
    for notice in notices:
        print(f"musemood: {notice_sentence(notice)}", file=sys.stderr)
