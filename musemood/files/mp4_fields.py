"""The fields of a tag sheet in MP4 atoms: m4a. One of the doors to mutagen."""

from collections.abc import Mapping
from typing import Any

from musemood.domain.tag_sheet import TagField
from musemood.files.tag_values import PARTNERS, TOTALS, shown_text, values_of, with_part


class Mp4Fields:
    """Atoms; a number and its total are one tuple, 0 for none."""

    _ATOMS: Mapping[TagField, str] = {
        TagField.TITLE: "\xa9nam",
        TagField.ARTIST: "\xa9ART",
        TagField.ALBUM: "\xa9alb",
        TagField.ALBUM_ARTIST: "aART",
        TagField.COMPOSER: "\xa9wrt",
        TagField.GENRE: "\xa9gen",
        TagField.YEAR: "\xa9day",
        TagField.TRACK_NUMBER: "trkn",
        TagField.TRACK_TOTAL: "trkn",
        TagField.DISC_NUMBER: "disk",
        TagField.DISC_TOTAL: "disk",
        TagField.COMMENT: "\xa9cmt",
        TagField.LYRICS: "\xa9lyr",
        TagField.MOOD: "----:com.apple.iTunes:MOOD",
    }

    def __init__(self, tags: Any) -> None:
        self._tags = tags

    def text(self, field: TagField) -> str:
        """What the field says, "" for nothing."""
        values = self.raw(self._ATOMS[field])
        if field in PARTNERS:
            number = values[0][field in TOTALS] if values else 0
            return str(number or "")
        return shown_text(field, [_text_of(value) for value in values])

    def put(self, field: TagField, text: str) -> None:
        """Let it say something else; "" takes it out."""
        key = self._ATOMS[field]
        if field is TagField.MOOD:
            self.set_raw(key, [_free_form(each) for each in values_of(field, text)])
            return
        if field not in PARTNERS:
            self.set_raw(key, values_of(field, text))
            return
        number, total = next(iter(self.raw(key)), (0, 0))
        number, total = with_part((str(number), str(total)), field, text or "0")
        pair = (int(number), int(total))
        self.set_raw(key, [pair] if any(pair) else [])

    def keys(self, field: TagField) -> tuple[str, ...]:
        """The places that `put` may change."""
        return (self._ATOMS[field],)

    def raw(self, key: str) -> list[Any]:
        """What stands in such a place, as it is."""
        return list(self._tags.get(key, ()))

    def set_raw(self, key: str, values: list[Any]) -> None:
        """Bring that back."""
        if values:
            self._tags[key] = values
        elif key in self._tags:
            del self._tags[key]


def _free_form(text: str) -> Any:
    from mutagen.mp4 import MP4FreeForm

    make: Any = MP4FreeForm
    return make(text.encode())


def _text_of(value: Any) -> str:
    """Free-form atoms hold bytes, the others text."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
