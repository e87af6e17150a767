"""Which file an entry is about, and the entry about it at another path."""

from typing import Any

from msgspec.structs import replace

from musemood.domain.ban import BanKind, BanWord
from musemood.domain.stated_mood import StatedMood


def path_of(entry: Any) -> str:
    """The path of the file that it is about, "" for none.

    A ban of a folder is about the place, whatever lies there; those of an album, an artist or a
    genre are about what the tags say. A stated mood is about the person.
    """
    if isinstance(entry, StatedMood):
        return ""
    if isinstance(entry, BanWord):
        return entry.ban.value if entry.ban.kind is BanKind.TRACK else ""
    path: str = entry.path
    return path


def with_path(entry: Any, path: str) -> Any:
    """The same said of the file at ``path``; only for an entry that is about a file."""
    if isinstance(entry, BanWord):
        return replace(entry, ban=replace(entry.ban, value=path))
    return replace(entry, path=path)
