"""A small collection of music made here, and all that makes single pieces and files of it."""

from dataclasses import dataclass
from pathlib import Path

from composing import RATE_HZ, STYLES, Samples, Style, compose, silence, tone
from sound_files import (
    FORMATS,
    Codec,
    encode,
    jpeg_picture,
    mp3_with,
    png_picture,
    write_sound,
)

__all__ = [
    "CHINESE_TITLE",
    "FORMATS",
    "LONG_TITLE",
    "RATE_HZ",
    "STYLES",
    "Codec",
    "Samples",
    "Style",
    "compose",
    "compose_library",
    "encode",
    "jpeg_picture",
    "mp3_with",
    "png_picture",
    "silence",
    "tone",
    "write_sound",
]


@dataclass(frozen=True, slots=True)
class _Album:
    title: str
    artist: str
    genre: str
    year: str
    style: Style
    colour: tuple[int, int, int]


_ALBUMS = (
    _Album("Sunny Side", "The Kites", "Pop", "2019", "bright", (246, 183, 60)),
    _Album("Still Water", "Anna Lind", "Ambient", "2004", "calm", (90, 169, 230)),
    _Album("November Letters", "Anna Lind", "Folk", "1997", "dark", (123, 111, 208)),
    _Album("Iron Road", "Redline", "Metal", "2011", "driving", (228, 87, 46)),
)
_WORDS = ("Morning", "River", "Window", "Paper", "Silver", "Harbour", "Lantern", "Meadow")

CHINESE_TITLE = "清晨的河"
LONG_TITLE = "A Very Long Title That Goes On and On, " * 6 + "to the End"
_CHINESE, _LONG, _UNTAGGED = 1, 2, 4


def compose_library(folder: Path, count: int = 24, short: int = 10) -> list[Path]:
    """A small collection: four albums (one a style) in all six formats; returns its files.

    The first ``short`` tracks last 31 to 35 s, the others 40 to 60 s. Titles are unique; one is
    Chinese, one very long, one file has no tags. Three album folders hold a cover.jpg, the
    fourth album has its cover inside the files.
    """
    for album in _ALBUMS[:3]:
        (folder / album.title).mkdir(parents=True)
        (folder / album.title / "cover.jpg").write_bytes(jpeg_picture(*album.colour))
    (folder / _ALBUMS[3].title).mkdir()
    return [_compose_track(folder, index, index < short) for index in range(count)]


def _compose_track(folder: Path, index: int, is_short: bool) -> Path:
    album, number = _ALBUMS[index % 4], index // 4 + 1
    ending = FORMATS[(index // 4 + index % 4) % 6]
    title = _title(index)
    duration_s = 31 + index * 0.9 % 4 if is_short else 40 + index * 7 % 20
    tags = {
        "title": title,
        "artist": album.artist,
        "album": album.title,
        "genre": album.genre,
        "date": album.year,
        "tracknumber": str(number),
    }
    return encode(
        folder / album.title / f"{number:02d} {title[:40].strip()}{ending}",
        compose(index, duration_s, album.style),
        tags=None if index == _UNTAGGED else tags,
        cover=png_picture(*album.colour) if album is _ALBUMS[3] else None,
    )


def _title(index: int) -> str:
    if index == _CHINESE:
        return CHINESE_TITLE
    if index == _LONG:
        return LONG_TITLE
    second = _WORDS[(index + 1 + index // len(_WORDS)) % len(_WORDS)]
    return f"{_WORDS[index % len(_WORDS)]} and {second} {index + 1}"
