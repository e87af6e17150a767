"""The tags of a file as a person edits them: every field a text, "" where it is empty."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct, field


class TagField(StrEnum):
    """The fields that can be written."""

    TITLE = "title"
    ARTIST = "artist"
    ALBUM = "album"
    ALBUM_ARTIST = "album artist"
    COMPOSER = "composer"
    GENRE = "genre"
    YEAR = "year"
    TRACK_NUMBER = "track number"
    TRACK_TOTAL = "track total"
    DISC_NUMBER = "disc number"
    DISC_TOTAL = "disc total"
    COMMENT = "comment"
    LYRICS = "lyrics"
    MOOD = "mood"


TagChanges = Mapping[TagField, str]
"""The new text of each field that changes; "" empties it."""

FORM_FIELDS = tuple(field for field in TagField if field is not TagField.MOOD)
"""Those of the form. The mood in a file is written on request only, see mood_writing.py."""

MANY_VALUED = frozenset(
    (
        TagField.ARTIST,
        TagField.ALBUM_ARTIST,
        TagField.COMPOSER,
        TagField.GENRE,
        TagField.MOOD,
    )
)
"""Fields whose several values stand in one text, separated by `SEPARATOR`."""

SEPARATOR = "; "

NUMBERS = frozenset(
    (
        TagField.TRACK_NUMBER,
        TagField.TRACK_TOTAL,
        TagField.DISC_NUMBER,
        TagField.DISC_TOTAL,
    )
)

_LARGEST_NUMBER = 9999
_YEAR = re.compile(r"\d{4}")


class TagSheet(Struct, frozen=True):
    """One file: its tags, and what it is.

    ``fields``: every `TagField`. ``format``: its name, as in MP3. ``bit_rate``: bits a second,
    0 if unknown. ``duration_s``: seconds, 0 if unknown. ``size``: bytes.
    """

    path: str
    fields: Mapping[TagField, str] = field(default_factory=dict)
    format: str = ""
    bit_rate: int = 0
    duration_s: float = 0.0
    size: int = 0


class TagProblem(StrEnum):
    """Why the tags of a file could not be read or written."""

    MISSING = "missing"
    NO_PERMISSION = "no permission"
    READ_ONLY = "read only"
    NO_SPACE = "no space"
    NOT_SUPPORTED = "not supported"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    CUE_SHEET = "cue sheet"


class TagFailure(Struct, frozen=True):
    """One file whose tags are as they were. ``detail`` is for the log."""

    problem: TagProblem
    path: str
    detail: str = ""


class TagError(Exception):
    """Raised by the room that touches the files; the file itself is untouched."""

    def __init__(self, problem: TagProblem, path: str, detail: str = "") -> None:
        super().__init__(problem, path, detail)
        self.failure = TagFailure(problem, path, detail)


def common_fields(sheets: Iterable[TagSheet]) -> dict[TagField, str | None]:
    """What the files agree on; None for a field in which they differ."""
    given = [sheet.fields for sheet in sheets]
    common: dict[TagField, str | None] = {}
    for each in TagField:
        texts = {fields.get(each, "") for fields in given}
        common[each] = next(iter(texts), "") if len(texts) <= 1 else None
    return common


def is_fit(each: TagField, text: str) -> bool:
    """Whether the text can stand in the field: a year has four digits, a number is 1 to 9999."""
    if not text:
        return True
    if each is TagField.YEAR:
        return bool(_YEAR.fullmatch(text)) and text.isascii()
    if each in NUMBERS:
        return text.isascii() and text.isdigit() and 1 <= int(text) <= _LARGEST_NUMBER
    return True


def split_values(text: str) -> list[str]:
    """The values of a many-valued field."""
    return [value for part in text.split(SEPARATOR.strip()) if (value := part.strip())]
