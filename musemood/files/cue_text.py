"""The text of a cue sheet, read. No library does this with care for encodings and bad sheets.

What is known of the format: the CDRWIN manual, and what rippers write (REM DATE, REM GENRE).
"""

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from musemood.domain.cue_sheet import (
    FRAMES_A_SECOND,
    CueError,
    CueFile,
    CueSheet,
    CueTrack,
    FileCut,
)
from musemood.domain.track import Tags

_NOTHING = Tags()
_MOST_TRACKS = 999
_TIME = re.compile(r"(\d{1,5}):([0-5]?\d):(\d{1,2})")
_QUOTED_FILE = re.compile(r'"(.*)"\s*\w*')
_BARE_FILE = re.compile(r"(.+?)(?:\s+(?:WAVE|MP3|AIFF|BINARY|MOTOROLA|FLAC|APE|WV))?", re.I)
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def parse_cue(text: str) -> CueSheet:
    """What a cue sheet says; words that it should not know are passed over. Raises CueError.

    Tracks that hold data, not sound, are left out, and files without a track of sound.
    """
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        word, _, rest = line.replace("\t", " ").strip().lstrip("\ufeff").partition(" ")
        try:
            reader.take(word.upper(), rest.strip())
        except CueError as error:
            raise CueError(f"line {number}: {error}") from error
    return reader.sheet()


def inner_cut(text: str) -> FileCut:
    """What a sheet that stands inside a file says of this file; "" says nothing.

    Raises CueError, also where it is about several files.
    """
    if not text:
        return FileCut()
    sheet = parse_cue(text)
    if len(sheet.files) != 1:
        raise CueError("it is about several files")
    return FileCut(sheet.files[0].tracks, sheet.tags)


class _Piece(Struct):
    """A track as it is being read. ``file``: the place of the file that holds its start."""

    number: int
    is_audio: bool
    file: int | None = None
    start_frames: int | None = None
    tags: Tags = _NOTHING


class _Reader(Struct):
    files: list[str] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    disc: Tags = _NOTHING

    def take(self, word: str, rest: str) -> None:
        if word == "REM":
            word, _, rest = rest.partition(" ")
            self._say(_REMARKS, word.upper(), rest)
        elif word == "FILE":
            match = _QUOTED_FILE.fullmatch(rest) or _BARE_FILE.fullmatch(rest)
            if match is None:
                raise CueError("a file without a name")
            self.files.append(match[1])
        elif word == "TRACK":
            self._begin(rest)
        elif word == "INDEX":
            self._index(rest)
        else:
            self._say(_FIELDS, word, rest)

    def sheet(self) -> CueSheet:
        for piece in self.pieces:
            if piece.is_audio and piece.start_frames is None:
                raise CueError(f"track {piece.number} has no INDEX 01")
        files = [CueFile(name, self._tracks(place)) for place, name in enumerate(self.files)]
        with_sound = tuple(file for file in files if file.tracks)
        if not with_sound:
            raise CueError("no tracks")
        return CueSheet(with_sound, self.disc)

    def _begin(self, rest: str) -> None:
        number, _, kind = rest.partition(" ")
        if not number.isdecimal() or len(self.pieces) >= _MOST_TRACKS:
            raise CueError("a track without a number, or too many of them")
        self.pieces.append(_Piece(int(number), kind.strip().upper() in ("AUDIO", "")))

    def _index(self, rest: str) -> None:
        number, _, place = rest.partition(" ")
        time = _TIME.fullmatch(place.strip())
        if not self.pieces or not self.files or not number.isdecimal():
            raise CueError("an index outside a track")
        if time is None or int(time[3]) >= FRAMES_A_SECOND:
            raise CueError("an index without a time")
        if int(number) == 1:
            piece = self.pieces[-1]
            piece.file = len(self.files) - 1
            piece.start_frames = (int(time[1]) * 60 + int(time[2])) * FRAMES_A_SECOND + int(time[3])

    def _say(self, fields: "dict[str, _Field]", word: str, rest: str) -> None:
        known = fields.get(word)
        if known is None:
            return
        name, read = known
        value = read(_bare(rest))
        if value in (None, ""):
            return
        if not self.pieces:
            self.disc = replace(self.disc, **{name: value})
        else:
            piece = self.pieces[-1]
            piece.tags = replace(piece.tags, **{name: value})

    def _tracks(self, file: int) -> tuple[CueTrack, ...]:
        tracks: list[CueTrack] = []
        for piece in self.pieces:
            if piece.file != file or not piece.is_audio or piece.start_frames is None:
                continue
            if tracks and piece.start_frames <= tracks[-1].start_frames:
                raise CueError(f"track {piece.number} begins before the one before it")
            tracks.append(CueTrack(piece.number, piece.start_frames, piece.tags))
        return tuple(tracks)


def _bare(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return " ".join(text.replace("\0", " ").split())


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[0]) or None if found else None


def _whole(text: str) -> int | None:
    return int(text) or None if text.isdecimal() and len(text) < 7 else None


def _number(text: str) -> float | None:
    found = _NUMBER.match(text)
    return float(found[0]) if found and len(found[0]) < 12 else None


_Field = tuple[str, Callable[[str], Any]]

_FIELDS: dict[str, _Field] = {
    "TITLE": ("title", str),
    "PERFORMER": ("artist", str),
    "SONGWRITER": ("composer", str),
}
_REMARKS: dict[str, _Field] = {
    "DATE": ("year", _year),
    "GENRE": ("genre", str),
    "COMPOSER": ("composer", str),
    "DISCNUMBER": ("disc_number", _whole),
    "REPLAYGAIN_TRACK_GAIN": ("track_gain_db", _number),
    "REPLAYGAIN_TRACK_PEAK": ("track_peak", _number),
    "REPLAYGAIN_ALBUM_GAIN": ("album_gain_db", _number),
    "REPLAYGAIN_ALBUM_PEAK": ("album_peak", _number),
}
