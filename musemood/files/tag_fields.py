"""The fields of a tag sheet in the three kinds of tags that are written.

Each kind reads and writes one field, and takes and gives back what stands under a key untouched,
so that an undo is exact. One of the doors to mutagen, beside tags.py.
"""

from typing import Any, Protocol

from musemood.domain.tag_sheet import TagField
from musemood.files.id3_fields import Id3Fields
from musemood.files.mp4_fields import Mp4Fields
from musemood.files.vorbis_fields import VorbisFields


class FieldStore(Protocol):
    """The tags of one open file."""

    def text(self, field: TagField) -> str:
        """What the field says, "" for nothing."""

    def put(self, field: TagField, text: str) -> None:
        """Let it say something else; "" takes it out."""

    def keys(self, field: TagField) -> tuple[str, ...]:
        """The places that `put` may change."""

    def raw(self, key: str) -> list[Any]:
        """What stands in such a place, as it is."""

    def set_raw(self, key: str, values: list[Any]) -> None:
        """Bring that back."""


def store_of(file: Any) -> FieldStore | None:
    """The store for mutagen's object with its tags, None for a kind that is not written."""
    from mutagen._vorbis import VCommentDict
    from mutagen.id3 import ID3
    from mutagen.mp4 import MP4Tags

    for kind, store in ((ID3, Id3Fields), (VCommentDict, VorbisFields), (MP4Tags, Mp4Fields)):
        if isinstance(file.tags, kind):
            made: FieldStore = store(file.tags)
            return made
    return None
