"""The fields of a tag sheet in ID3 frames: mp3, wav, aiff. One of the doors to mutagen."""

from collections.abc import Mapping
from typing import Any

from musemood.domain.tag_sheet import TagField
from musemood.files.tag_values import (
    PARTNERS,
    TOTALS,
    joined_pair,
    pair_of,
    shown_text,
    values_of,
    with_part,
)


class Id3Fields:
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
        TagField.MOOD: "TMOO",
    }
    _DATES = ("TDRC", "TYER", "TDAT", "TIME")
    # Other comments are notes that programs leave for themselves (iTunNORM ...).
    _PLAIN_COMMENTS = ("", "ID3v1 Comment")

    # Where programs say the mood that find no TMOO in ID3 2.3.
    _OTHER_MOODS = ("TXXX:MOOD", "TXXX:Mood", "TXXX:mood")

    def __init__(self, tags: Any) -> None:
        self._tags = tags

    def text(self, field: TagField) -> str:
        """What the field says, "" for nothing."""
        if field in PARTNERS:
            return self._pair(field)[field in TOTALS]
        if field is TagField.COMMENT:
            frames = [f for f in self.raw("COMM") if f.desc in self._PLAIN_COMMENTS]
            return "\n".join(frames[0].text) if frames else ""
        if field is TagField.LYRICS:
            return next((str(frame.text) for frame in self.raw("USLT") if frame.text), "")
        return shown_text(field, self._texts(field))

    def put(self, field: TagField, text: str) -> None:
        """Let it say something else; "" takes it out."""
        if field is TagField.COMMENT:
            self._put_comment(text)
        elif field is TagField.LYRICS:
            self._put_lyrics(text)
        elif field in PARTNERS:
            joined = joined_pair(*with_part(self._pair(field), field, text))
            self._put_text(self._FRAMES[field], [joined] if joined else [])
        elif field is TagField.YEAR:
            for key in self._DATES:
                self._tags.delall(key)
            is_old = self._tags.version[:2] == (2, 3)
            self._put_text("TYER" if is_old else "TDRC", [text] if text else [])
        elif field is TagField.MOOD:
            for key in self._OTHER_MOODS:
                self._tags.delall(key)
            self._put_text("TMOO", values_of(field, text))
        else:
            self._put_text(self._FRAMES[field], values_of(field, text))

    def keys(self, field: TagField) -> tuple[str, ...]:
        """The places that `put` may change."""
        if field is TagField.YEAR:
            return self._DATES
        others = self._OTHER_MOODS if field is TagField.MOOD else ()
        return (self._FRAMES[field], *others)

    def raw(self, key: str) -> list[Any]:
        """What stands in such a place, as it is."""
        return list(self._tags.getall(key))

    def set_raw(self, key: str, values: list[Any]) -> None:
        """Bring that back."""
        self._tags.setall(key, values)

    def _texts(self, field: TagField) -> list[str]:
        frames = [frame for key in self.keys(field) for frame in self.raw(key)]
        if field is TagField.GENRE:  # numbers of ID3v1 become names
            return [genre for frame in frames for genre in frame.genres]
        return [str(text) for frame in frames[:1] for text in frame.text]

    def _pair(self, field: TagField) -> tuple[str, str]:
        return pair_of(" ".join(self._texts(field)))

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
