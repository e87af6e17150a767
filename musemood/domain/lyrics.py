"""The words of a song, with the moments of its lines where they are known.

LRC, the usual form with moments, puts them before each line: ``[01:02.34]text``; a line may
have several, ``[offset:+500]`` makes all of them earlier by so many milliseconds, other words
in brackets (``[ar:...]``) tell about the file. ``<01:02.34>`` before single words is left out.
"""

import re
from bisect import bisect_right

from msgspec import Struct

_STAMP = re.compile(r"\[(\d{1,3}):(\d{1,2}(?:[.:]\d{1,3})?)\]")
_NOTE = re.compile(r"^\[([a-zA-Z#]+):(.*)\]$")
_WORD_STAMP = re.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")


class Lyrics(Struct, frozen=True):
    """``lines``: top to bottom. ``starts_s``: when each is sung, rising; empty if not known."""

    lines: tuple[str, ...]
    starts_s: tuple[float, ...] = ()

    def line_at(self, position_s: float) -> int | None:
        """The line sung at this moment, None before the first or where moments are unknown."""
        place = bisect_right(self.starts_s, position_s) - 1
        return place if place >= 0 else None


def parse_lyrics(text: str) -> Lyrics:
    """Lines and moments of a text that may be LRC. Never fails; no lines for an empty one."""
    plain: list[str] = []
    timed: list[tuple[float, str]] = []
    offset_s = 0.0
    for raw in text.replace("\0", "").splitlines():
        line = raw.strip().lstrip("\ufeff")
        note = _NOTE.match(line)
        if note and not _STAMP.match(line):
            if note[1].lower() == "offset":
                offset_s = _offset_s(note[2])
            continue
        words, moments = _without_stamps(line)
        timed += [(moment, words) for moment in moments]
        plain.append(words)
    if timed:
        timed.sort(key=lambda each: each[0])
        starts = tuple(max(0.0, moment - offset_s) for moment, _ in timed)
        return Lyrics(tuple(words for _, words in timed), starts)
    return Lyrics(_trimmed(plain))


def _without_stamps(line: str) -> tuple[str, list[float]]:
    moments = []
    at = 0
    while stamp := _STAMP.match(line, at):
        moments.append(60 * int(stamp[1]) + float(stamp[2].replace(":", ".")))
        at = stamp.end()
    return _WORD_STAMP.sub("", line[at:]).strip(), moments


def _offset_s(text: str) -> float:
    try:
        return int(text.strip()) / 1000
    except ValueError:
        return 0.0


def _trimmed(lines: list[str]) -> tuple[str, ...]:
    """Without empty lines at either end."""
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)
