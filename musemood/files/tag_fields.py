"""The fields of a tag sheet in the three kinds of tags that are written.

ID3 (mp3, wav, aiff), Vorbis comments (flac, ogg, opus) and MP4 atoms (m4a). Each class reads
and writes one field, and takes and gives back what stands under a key untouched, so that an
undo is exact. One of the doors to mutagen, beside tags.py.
"""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from musemood.domain.tag_sheet import MANY_VALUED, SEPARATOR, TagField, split_values

_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\s*(\d{1,6})")

# A number and its total share one key in ID3 and MP4: (number, total).
_PAIRS = (
    (TagField.TRACK_NUMBER, TagField.TRACK_TOTAL),
    (TagField.DISC_NUMBER, TagField.DISC_TOTAL),
)
_PARTNERS = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}
_TOTALS = frozenset(total for _, total in _PAIRS)


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

    for kind, store in ((ID3, _Id3), (VCommentDict, _Vorbis), (MP4Tags, _Mp4)):
        if isinstance(file.tags, kind):
            made: FieldStore = store(file.tags)
            return made
    return None


def _pair(text: str) -> tuple[str, str]:
    """``3/12`` as ("3", "12"); what is no number is ""."""
    number, _, total = text.partition("/")
    return _plain_number(number), _plain_number(total)


def _plain_number(text: str) -> str:
    match = _NUMBER.match(text)
    return str(int(match[1]) or "") if match else ""


def _joined(number: str, total: str) -> str:
    return f"{number or '0'}/{total}" if total else number


def _with(pair: tuple[str, str], field: TagField, text: str) -> tuple[str, str]:
    return (pair[0], text) if field in _TOTALS else (text, pair[1])


def _values(field: TagField, text: str) -> list[str]:
    return split_values(text) if field in MANY_VALUED else [text] if text else []


def _shown(field: TagField, values: list[str]) -> str:
    if field is TagField.YEAR:
        match = _YEAR.search(" ".join(values))
        return match[0] if match else ""
    if field in MANY_VALUED:
        return SEPARATOR.join(filter(None, map(str.strip, values)))
    return values[0] if values else ""


class _Id3:
    """Frames; a tag of version 2.3 has its year in TYER, a later one in TDRC."""

    _FRAMES: Mapping[TagField, str] = {
        TagField.TITLE: "TIT2",
        TagField.ARTIST: "TPE1",
        TagField.ALBUM: "TALB",
        TagField.ALBUM_ARTIST: "TPE2",
        TagField.COMPOSER: "TCOM",
        TagField.GENRE: "TCON",
        TagField.TRACK_NUMBER: "TRCK",
        TagField.TRACK_TOTAL: "TRCK",
        TagField.DISC_NUMBER: "TPOS",
        TagField.DISC_TOTAL: "TPOS",
        TagField.COMMENT: "COMM",
        TagField.LYRICS: "USLT",
    }
    _DATES = ("TDRC", "TYER", "TDAT", "TIME")
    # Other comments are notes that programs leave for themselves (iTunNORM ...).
    _PLAIN_COMMENTS = ("", "ID3v1 Comment")

    def __init__(self, tags: Any) -> None:
        self._tags = tags

    def text(self, field: TagField) -> str:
        if field in _PARTNERS:
            return self._pair(field)[field in _TOTALS]
        if field is TagField.COMMENT:
            frames = [f for f in self.raw("COMM") if f.desc in self._PLAIN_COMMENTS]
            return "\n".join(frames[0].text) if frames else ""
        if field is TagField.LYRICS:
            return next((str(frame.text) for frame in self.raw("USLT") if frame.text), "")
        return _shown(field, self._texts(field))

    def put(self, field: TagField, text: str) -> None:
        if field is TagField.COMMENT:
            self._put_comment(text)
        elif field is TagField.LYRICS:
            self._put_lyrics(text)
        elif field in _PARTNERS:
            joined = _joined(*_with(self._pair(field), field, text))
            self._put_text(self._FRAMES[field], [joined] if joined else [])
        elif field is TagField.YEAR:
            for key in self._DATES:
                self._tags.delall(key)
            is_old = self._tags.version[:2] == (2, 3)
            self._put_text("TYER" if is_old else "TDRC", [text] if text else [])
        else:
            self._put_text(self._FRAMES[field], _values(field, text))

    def keys(self, field: TagField) -> tuple[str, ...]:
        return self._DATES if field is TagField.YEAR else (self._FRAMES[field],)

    def raw(self, key: str) -> list[Any]:
        return list(self._tags.getall(key))

    def set_raw(self, key: str, values: list[Any]) -> None:
        self._tags.setall(key, values)

    def _texts(self, field: TagField) -> list[str]:
        frames = [frame for key in self.keys(field) for frame in self.raw(key)]
        if field is TagField.GENRE:  # numbers of ID3v1 become names
            return [genre for frame in frames for genre in frame.genres]
        return [str(text) for frame in frames[:1] for text in frame.text]

    def _pair(self, field: TagField) -> tuple[str, str]:
        return _pair(" ".join(self._texts(field)))

    def _put_text(self, key: str, values: list[str]) -> None:
        from mutagen import id3

        make: Any = id3.Frames[key]
        self.set_raw(key, [make(encoding=id3.Encoding.UTF8, text=values)] if values else [])

    def _put_comment(self, text: str) -> None:
        from mutagen import id3

        frames = self.raw("COMM")
        plain = [frame for frame in frames if frame.desc in self._PLAIN_COMMENTS]
        rest = [frame for frame in frames if frame not in plain]
        make: Any = id3.COMM
        lang = plain[0].lang if plain else "eng"
        new = make(encoding=id3.Encoding.UTF8, lang=lang, desc="", text=[text])
        self.set_raw("COMM", [new, *rest] if text else rest)

    def _put_lyrics(self, text: str) -> None:
        from mutagen import id3

        first, *rest = self.raw("USLT") or [None]
        make: Any = id3.USLT
        lang, desc = (first.lang, first.desc) if first else ("eng", "")
        new = make(encoding=id3.Encoding.UTF8, lang=lang, desc=desc, text=text)
        self.set_raw("USLT", [new, *rest] if text else [])


class _Vorbis:
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
    }

    def __init__(self, tags: Any) -> None:
        self._tags = tags

    def text(self, field: TagField) -> str:
        if field in _TOTALS:
            return self._shared_pair(field)[1] or _plain_number(self._first(field))
        if field in _PARTNERS:
            return _pair(self._first(field))[0]
        return _shown(field, self._found(field))

    def put(self, field: TagField, text: str) -> None:
        number_field = _PARTNERS[field] if field in _TOTALS else field
        if field not in _PARTNERS or "/" not in self._first(number_field):
            self._put(field, _values(field, text))
            return
        joined = _joined(*_with(self._shared_pair(field), field, text))  # 3/12 stays 3/12
        self._put(number_field, [joined] if joined else [])
        if field in _TOTALS:
            self._put(field, [])

    def keys(self, field: TagField) -> tuple[str, ...]:
        partner = self._KEYS[_PARTNERS[field]] if field in _PARTNERS else ()
        return (*self._KEYS[field], *partner)

    def raw(self, key: str) -> list[Any]:
        return [(name, value) for name, value in self._tags if name.lower() == key]

    def set_raw(self, key: str, values: list[Any]) -> None:
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
        return _pair(self._first(_PARTNERS[field] if field in _TOTALS else field))


class _Mp4:
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
    }

    def __init__(self, tags: Any) -> None:
        self._tags = tags

    def text(self, field: TagField) -> str:
        values = self.raw(self._ATOMS[field])
        if field in _PARTNERS:
            number = values[0][field in _TOTALS] if values else 0
            return str(number or "")
        return _shown(field, [str(value) for value in values])

    def put(self, field: TagField, text: str) -> None:
        key = self._ATOMS[field]
        if field not in _PARTNERS:
            self.set_raw(key, _values(field, text))
            return
        now = self.raw(key)
        number, total = _with(tuple(map(str, now[0])) if now else ("0", "0"), field, text or "0")  # type: ignore[arg-type]
        pair = (int(number), int(total))
        self.set_raw(key, [pair] if any(pair) else [])

    def keys(self, field: TagField) -> tuple[str, ...]:
        return (self._ATOMS[field],)

    def raw(self, key: str) -> list[Any]:
        return list(self._tags.get(key, ()))

    def set_raw(self, key: str, values: list[Any]) -> None:
        if values:
            self._tags[key] = values
        elif key in self._tags:
            del self._tags[key]
