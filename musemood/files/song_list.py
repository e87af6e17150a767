"""Lists of lines: songs of another program that the library does not have, and writing them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from musemood.domain.foreign_history import ForeignSong
from musemood.domain.track import shown_name
from musemood.files.atomic import replace_file


def unmatched_lines(songs: Iterable[ForeignSong]) -> Iterator[str]:
    """Artist, title, album and path of each, as far as they are known, each line once."""
    yield from dict.fromkeys(map(_line, songs))


def write_lines(path: str, lines: Iterable[str]) -> None:
    """UTF-8, whole or not at all. Raises OSError."""
    replace_file(Path(path), (line.encode("utf-8", "replace") + b"\n" for line in lines))


def _line(song: ForeignSong) -> str:
    words = " - ".join(part for part in (song.artist, song.title) if part)
    album = f" [{song.album}]" if song.album else ""
    path = f" {shown_name(song.path)}" if song.path else ""
    return " ".join(f"{shown_name(words)}{shown_name(album)}{path}".split())
