r"""JSON as the store writes it: quick, in small pieces, and safe for names that are not UTF-8.

orjson is some ten times quicker than the standard json but holds the interpreter lock for the
whole call, so 50,000 documents in one call would freeze the window; and it refuses the lone
surrogates that stand for undecodable bytes in file names, which the standard json carries as
``\udcff``. So: orjson in small pieces, and the standard json where orjson declines.
"""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeAlias

import orjson

Document: TypeAlias = dict[str, Any]
Tables: TypeAlias = dict[str, dict[str, Document]]

_DOCUMENTS_A_PIECE = 256


def dumps(value: object) -> bytes:
    """One value on one line, UTF-8. Raises TypeError for what JSON does not know."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, separators=(",", ":")).encode("ascii")


def loads(text: bytes) -> Any:
    """The value in ``text``. Raises ValueError if it is no JSON."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        if b"\\ud" not in text.lower():
            raise
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def table_pieces(tables: Tables) -> Iterator[bytes]:
    """The text of a TinyDB file, a few hundred documents a line; `parse_tables` reads it.

    Any JSON reader, TinyDB's own storage among them, reads it too.
    """
    yield b"{"
    separator = b"\n"
    for name, table in tables.items():
        yield separator + dumps(name) + b":{"
        yield from _document_lines(table)
        yield b"\n}"
        separator = b",\n"
    yield b"\n}\n"


def _document_lines(table: dict[str, Document]) -> Iterator[bytes]:
    items = iter(table.items())
    separator = b"\n"
    while piece := dict(islice(items, _DOCUMENTS_A_PIECE)):
        yield separator + _members(piece)
        separator = b",\n"


def _members(piece: dict[str, Document]) -> bytes:
    try:
        return orjson.dumps(piece)[1:-1]
    except TypeError:
        return b",".join(dumps(key) + b":" + dumps(document) for key, document in piece.items())


def parse_tables(text: bytes) -> Tables:
    """The tables of a TinyDB file. Raises ValueError if it is damaged or something else."""
    is_ours = text.startswith(b'{\n"') and text.endswith(b"\n}\n}\n")
    tables = _parse_lines(text) if is_ours else loads(text)
    if not _are_tables(tables):
        raise ValueError("not a TinyDB file")
    return tables


def _parse_lines(text: bytes) -> Tables:
    tables: Tables = {}
    table: dict[str, Document] = {}
    for line in _lines_between(text):
        if line.endswith(b":{"):
            table = tables[loads(line[:-2])] = {}
        elif line not in (b"}", b"},"):
            table |= loads(b"{" + line.removesuffix(b",") + b"}")
    return tables


def _lines_between(text: bytes) -> Iterator[bytes]:
    """All lines but the first and the last, one at a time: together they are 30 MB again."""
    start, last = text.index(b"\n") + 1, text.rindex(b"\n", 0, -1) + 1
    while start < last:
        end = text.index(b"\n", start)
        yield text[start:end]
        start = end + 1


def _are_tables(tables: object) -> bool:
    return isinstance(tables, dict) and all(
        isinstance(table, dict)
        and all(key.isdecimal() and isinstance(doc, dict) for key, doc in table.items())
        for table in tables.values()
    )
