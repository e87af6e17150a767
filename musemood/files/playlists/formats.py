"""What stands in an m3u, pls or xspf file, before anybody looks for the files it names."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from configparser import Error as ConfigError
from configparser import RawConfigParser
from urllib.parse import unquote
from xml.parsers import expat

from msgspec import Struct, field

from musemood.domain.span import Span

LONGEST_LINE = 8192
"""Characters: no path is longer; a line that is, is none."""
MOST_ENTRIES = 200_000


class TooManyEntries(ValueError):
    """More than `MOST_ENTRIES`."""


class Content(Struct):
    """``name``: "" where the file gives none. ``items``: paths and addresses as written."""

    name: str = ""
    items: list[str] = field(default_factory=list)

    def add(self, item: str) -> None:
        """One more item. Raises TooManyEntries."""
        if len(self.items) >= MOST_ENTRIES:
            raise TooManyEntries
        self.items.append(item)


class VlcOptions(Struct):
    """Where VLC is told to start and stop in a file: how playlists name spans of one."""

    start_s: float = 0.0
    stop_s: float | None = None

    def take(self, option: str) -> None:
        """One option, ``start-time=215.4``; others are passed over."""
        name, _, value = option.strip().lstrip(":").partition("=")
        if not re.fullmatch(r"\d{1,7}(\.\d{1,9})?", value):
            return
        if name == "start-time":
            self.start_s = float(value)
        elif name == "stop-time":
            self.stop_s = float(value)

    def applied(self, place: str) -> str:
        """A path or address with the span behind it."""
        return Span(place, self.start_s, self.stop_s).path


def parse_m3u(data: bytes) -> Content:
    """A path a line; comments begin with #. Raises ValueError if it is no text.

    What VLC is told of a path before it makes it a span of its file.
    """
    content, options = Content(), VlcOptions()
    for line in _lines(data):
        if line.startswith("#EXTVLCOPT:"):
            options.take(line.partition(":")[2])
        if line.startswith("#PLAYLIST:"):
            content.name = line.partition(":")[2].strip()
        elif line.strip() and not line.startswith("#"):
            content.add(options.applied(line.strip()))
            options = VlcOptions()
    return content


def parse_pls(data: bytes) -> Content:
    """``File1=``, ``File2=`` ... in the order of their numbers. Raises ValueError."""
    parser = RawConfigParser(
        strict=False, delimiters=("=",), comment_prefixes=(";", "#"), allow_no_value=True
    )
    try:
        parser.read_string("\n".join(line.strip() for line in _lines(data)))
    except ConfigError as error:
        raise ValueError(str(error)) from error
    section = next((name for name in parser.sections() if name.lower() == "playlist"), None)
    if section is None:
        raise ValueError("no [playlist]")
    content = Content(parser.get(section, "x-gnome-title", fallback="") or "")
    for _, place in sorted(_numbered(parser.items(section))):
        content.add(place)
    return content


def _numbered(items: Iterable[tuple[str, str | None]]) -> Iterator[tuple[int, str]]:
    for key, value in items:
        number = re.fullmatch(r"file(\d{1,9})", key)
        if number and value:
            yield int(number[1]), value.strip()


def parse_xspf(data: bytes) -> Content:
    """The first location of each track. Raises ValueError if it is no XSPF, or holds entities."""
    reader = _XspfReader()
    try:
        reader.read(data)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(str(error)) from error
    if reader.root != "playlist":
        raise ValueError("no playlist element")
    return reader.content


class _XspfReader:
    """Walks through the elements; a document that declares a type is refused.

    XSPF has no DOCTYPE, and whoever may not declare entities cannot build a bomb of them.
    """

    def __init__(self) -> None:
        self.content = Content()
        self.root = ""
        self._open: list[str] = []
        self._text = ""
        self._location = ""
        self._options = VlcOptions()

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        parser.Parse(data, True)

    def _on_doctype(self, *_: object) -> None:
        raise ValueError("declares a document type")

    def _on_start(self, name: str, _: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        self.root = self.root or name
        self._open.append(name)
        self._text = ""
        if name == "track":
            self._location, self._options = "", VlcOptions()

    def _on_text(self, text: str) -> None:
        if self._open[-1] in ("location", "title", "option") and len(self._text) < LONGEST_LINE:
            self._text += text

    def _on_end(self, _: str) -> None:
        text, place = self._text.strip(), self._open[-2:]
        self._text = ""
        self._open.pop()
        if place == ["playlist", "title"]:
            self.content.name = text
        elif place == ["track", "location"] and text and not self._location:
            is_address = ":" in text.partition("/")[0]
            self._location = text if is_address else unquote(text, errors="surrogateescape")
        elif place == ["extension", "option"]:
            self._options.take(text)
        elif place[-1:] == ["track"] and self._location:
            self.content.add(self._options.applied(self._location))


def _lines(data: bytes) -> Iterator[str]:
    """Lines of text, whatever ends them; bytes that are not UTF-8 by surrogateescape."""
    text = _decoded(data)
    if "\0" in text:
        raise ValueError("not text")
    for line in io.StringIO(text, newline=None):
        if len(line) <= LONGEST_LINE:
            yield line


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
