"""Songs of another program that the library does not have, one line each."""

from collections.abc import Iterable, Iterator

from musemood.domain.foreign_history import ForeignSong
from musemood.domain.track import shown_name


def unmatched_lines(songs: Iterable[ForeignSong]) -> Iterator[str]:
    """Artist, title, album and path of each, as far as they are known, each line once."""
    yield from dict.fromkeys(map(_line, songs))


def _line(song: ForeignSong) -> str:
    words = " - ".join(part for part in (song.artist, song.title) if part)
    album = f" [{song.album}]" if song.album else ""
    path = f" {shown_name(song.path)}" if song.path else ""
    return " ".join(f"{shown_name(words)}{shown_name(album)}{path}".split())
