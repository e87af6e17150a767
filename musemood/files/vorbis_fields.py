"""The fields of a tag sheet in Vorbis comments: flac, ogg, opus."""

from collections.abc import Mapping
from typing import Any

from musemood.domain.tag_sheet import TagField
from musemood.files.tag_values import (
    PARTNERS,
    TOTALS,
    joined_pair,
    pair_of,
    plain_number,
    shown_text,
    values_of,
    with_part,
)


class VorbisFields:
    """Pairs of key and value, the case of keys not mattering; the first key found is written."""

    _KEYS: Mapping[TagField, tuple[str, ...]] = {
        TagField.TITLE: ("title",),
        TagField.ARTIST: ("artist",),
        TagField.ALBUM: ("album",),
        TagField.ALBUM_ARTIST: ("albumartist", "album artist", "album_artist"),
        TagField.COMPOSER: ("composer",),
        TagField.GENRE: ("genre",),
        TagField.YEAR: ("date", "year"),
        TagField.TRACK_NUMBER: ("tracknumber", "track"),
        TagField.TRACK_TOTAL: ("tracktotal", "totaltracks"),
        TagField.DISC_NUMBER: ("discnumber", "disc"),
        TagField.DISC_TOTAL: ("disctotal", "totaldiscs"),
        TagField.COMMENT: ("comment", "description"),
        TagField.LYRICS: ("lyrics", "unsyncedlyrics"),
        TagField.MOOD: ("mood",),
    }

    def __init__(self, tags: Any) -> None:
        self._tags = tags

    def text(self, field: TagField) -> str:
        """What the field says, "" for nothing."""
        if field in TOTALS:
            return self._shared_pair(field)[1] or plain_number(self._first(field))
        if field in PARTNERS:
            return pair_of(self._first(field))[0]
        return shown_text(field, self._found(field))

    def put(self, field: TagField, text: str) -> None:
        """Let it say something else; "" takes it out."""
        number_field = PARTNERS[field] if field in TOTALS else field
        if field not in PARTNERS or "/" not in self._first(number_field):
            self._put(field, values_of(field, text))
            return
        joined = joined_pair(*with_part(self._shared_pair(field), field, text))  # 3/12 stays 3/12
        self._put(number_field, [joined] if joined else [])
        if field in TOTALS:
            self._put(field, [])

    def keys(self, field: TagField) -> tuple[str, ...]:
        """The places that `put` may change."""
        partner = self._KEYS[PARTNERS[field]] if field in PARTNERS else ()
        return (*self._KEYS[field], *partner)

    def raw(self, key: str) -> list[Any]:
        """What stands in such a place, as it is."""
        return [(name, value) for name, value in self._tags if name.lower() == key]

    def set_raw(self, key: str, values: list[Any]) -> None:
        """Bring that back."""
        places = [i for i, (name, _) in enumerate(self._tags) if name.lower() == key]
        at = places[0] if places else len(self._tags)
        for place in reversed(places):
            list.pop(self._tags, place)
        for offset, pair in enumerate(values):
            list.insert(self._tags, at + offset, pair)

    def _put(self, field: TagField, values: list[str]) -> None:
        first, *others = sorted(self._KEYS[field], key=lambda key: not self.raw(key))
        name = self.raw(first)[0][0] if self.raw(first) else first.upper()
        self.set_raw(first, [(name, value) for value in values])
        for key in others:
            self.set_raw(key, [])

    def _found(self, field: TagField) -> list[str]:
        found = ([value for _, value in self.raw(key)] for key in self._KEYS[field])
        return next((values for values in found if any(values)), [])

    def _first(self, field: TagField) -> str:
        return next(iter(self._found(field)), "")

    def _shared_pair(self, field: TagField) -> tuple[str, str]:
        return pair_of(self._first(PARTNERS[field] if field in TOTALS else field))
