"""XML of one shape, read as a stream: elements under the root, each with children that hold text.

A document that declares a type is refused: whoever may not declare entities can neither build
a bomb of them nor reach for other files, and neither Rhythmbox file has one.
"""

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from msgspec import Struct, field

LONGEST_TEXT = 100_000
_BLOCK = 1 << 16


class Element(Struct, frozen=True):
    """One element under the root. ``texts``: name and text of its children, in their order."""

    name: str
    attributes: dict[str, str]
    texts: list[tuple[str, str]] = field(default_factory=list)


class NotFlatXml(ValueError):
    """It is no XML, is torn, declares a type, or has another root."""


def read_elements(file: BinaryIO, root: str) -> Iterator[Element]:
    """The elements under ``root``. Raises NotFlatXml, which may come after some, and OSError."""
    walk = _Walk(root)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = walk.on_doctype
    parser.StartElementHandler = walk.on_start
    parser.EndElementHandler = walk.on_end
    parser.CharacterDataHandler = walk.on_text
    try:
        while block := file.read(_BLOCK):
            parser.Parse(block, False)
            yield from walk.taken()
        parser.Parse(b"", True)
        yield from walk.taken()
    except (expat.ExpatError, LookupError) as error:
        raise NotFlatXml(str(error)) from error


class _Walk:
    def __init__(self, root: str) -> None:
        self._root = root
        self._depth = 0
        self._element = Element("", {})
        self._text = ""
        self._whole: list[Element] = []

    def taken(self) -> list[Element]:
        """The elements that became whole since the last call."""
        whole, self._whole = self._whole, []
        return whole

    def on_doctype(self, *_: object) -> None:
        raise NotFlatXml("declares a document type")

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._text = ""
        if self._depth == 1 and name != self._root:
            raise NotFlatXml(f"is {name}, not {self._root}")
        if self._depth == 2:
            self._element = Element(name, attributes)

    def on_text(self, text: str) -> None:
        if self._depth == 3 and len(self._text) < LONGEST_TEXT:
            self._text += text

    def on_end(self, name: str) -> None:
        if self._depth == 3:
            self._element.texts.append((name, self._text.strip()))
        elif self._depth == 2:
            self._whole.append(self._element)
        self._depth -= 1
