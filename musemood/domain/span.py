"""Where the sound of a track lies: a whole file, or a span of one.

The tracks of a cue sheet are spans of one file. Their path is the file's with the span behind it,
as in a media fragment (https://www.w3.org/TR/media-frags/):
``/music/disc.flac#t=215.4,431.026667``.
No audio file has such a name, for it would end otherwise. Whoever asks the disk or another
program asks for `file_of` the path; nobody else takes paths apart.
"""

import re

from msgspec import Struct

_MARK = "#t="
_FRAGMENT = re.compile(r"#t=(\d{1,7}(?:\.\d{1,6})?)?(?:,(\d{1,7}(?:\.\d{1,6})?))?\Z")


class Span(Struct, frozen=True):
    """``start_s`` to ``end_s`` of a file, in seconds; None: to where the file ends.

    Millionths of a second are kept, which is exact to the sample at every sample rate in use.
    """

    file: str
    start_s: float = 0.0
    end_s: float | None = None

    @property
    def path(self) -> str:
        """The path that names it: the file's own where it is the whole file."""
        start = _seconds(self.start_s) if self.start_s > 0 else ""
        end = "" if self.end_s is None else f",{_seconds(self.end_s)}"
        return f"{self.file}{_MARK}{start}{end}" if start or end else self.file

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the file."""
        return self.start_s <= 0 and self.end_s is None

    def length_s(self, file_s: float) -> float:
        """Its length, where the file is ``file_s`` long; 0 where that is not known."""
        end_s = self.end_s if self.end_s is not None else file_s
        return max(0.0, end_s - self.start_s)


def span_of(path: str) -> Span:
    """What a path names."""
    fragment = _FRAGMENT.search(path) if _MARK in path else None
    if fragment is None or not any(fragment.groups()):
        return Span(path)
    start, end = fragment.groups()
    return Span(path[: fragment.start()], float(start or 0), float(end) if end else None)


def file_of(path: str) -> str:
    """The file in which the track at ``path`` lies."""
    return span_of(path).file if _MARK in path else path


def told_path(path: str) -> str:
    """How a path is told to a person: a span in which nothing lies is its file.

    A broken sheet inside a file is kept at such a span, for it has no file of its own.
    """
    span = span_of(path)
    return span.file if span.end_s is not None and span.end_s <= span.start_s else path


def _seconds(seconds: float) -> str:
    return f"{seconds:.6f}".rstrip("0").rstrip(".")
