"""The words of a song: inside its file, or in a file beside it."""

from contextlib import suppress
from pathlib import Path

from musemood.domain.lyrics import Lyrics, parse_lyrics
from musemood.domain.span import file_of
from musemood.domain.tag_sheet import TagError, TagField
from musemood.files.tag_writer import read_sheet

LARGEST_LYRICS = 1 << 20
"""Bytes of a file beside the song; a larger one holds something else."""

_BESIDE = (".lrc", ".LRC")


def find_lyrics(path: str) -> Lyrics | None:
    """Lyrics of the song at ``path``; None if there are none. Never raises.

    Those with moments are preferred: a file beside the song, else the tag in it. A track of a
    cue sheet has none: what stands in its file or beside it is about the whole disc.
    """
    if file_of(path) != path:
        return None
    found = [parse_lyrics(text) for text in (_beside(path), _inside(path)) if text]
    worded = [lyrics for lyrics in found if any(lyrics.lines)]
    worded.sort(key=lambda lyrics: not lyrics.starts_s)
    return worded[0] if worded else None


def _beside(path: str) -> str:
    for ending in _BESIDE:
        file = Path(path).with_suffix(ending)
        with suppress(OSError):
            if file.is_file() and file.stat().st_size <= LARGEST_LYRICS:
                return _decoded(file.read_bytes())
    return ""


def _inside(path: str) -> str:
    try:
        return read_sheet(path).fields[TagField.LYRICS]
    except TagError:
        return ""


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):  # the second is usual where LRC is
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("latin-1")
