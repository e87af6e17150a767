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
Tables: TypeAlias = dict[str, dict[str, bytes]]
"""Of each table the documents by their number, each as one line of JSON: 50,000 dicts of dicts
would take 100 MB more than their text, and are asked for one by one."""

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


def _document_lines(table: dict[str, bytes]) -> Iterator[bytes]:
    members = (b'"%b":%b' % (key.encode(), text) for key, text in table.items())
    separator = b"\n"
    while piece := b",".join(islice(members, _DOCUMENTS_A_PIECE)):
        yield separator + piece
        separator = b",\n"


def parse_tables(text: bytes) -> Tables:
    """The tables of a TinyDB file. Raises ValueError if it is damaged or something else."""
    is_ours = text.startswith(b'{\n"') and text.endswith(b"\n}\n}\n")
    if is_ours:
        return _parse_lines(text)
    tables = loads(text)
    if isinstance(tables, dict):
        return {name: _packed(table) for name, table in tables.items()}
    raise ValueError("not a TinyDB file")


def _parse_lines(text: bytes) -> Tables:
    tables: Tables = {}
    table: dict[str, bytes] = {}
    for line in _lines_between(text):
        if line.endswith(b":{"):
            table = tables[loads(line[:-2])] = {}
        elif line not in (b"}", b"},"):
            table |= _packed(loads(b"{" + line.removesuffix(b",") + b"}"))
    return tables


def _packed(table: Any) -> dict[str, bytes]:
    """The documents of a table, each as its text. Raises ValueError where it is no table."""
    is_table = isinstance(table, dict) and all(
        key.isascii() and key.isdecimal() and isinstance(document, dict)
        for key, document in table.items()
    )
    if not is_table:
        raise ValueError("not a TinyDB file")
    # Copied: orjson's own bytes are shrunk from 1 KB each, and nothing fits into the gaps.
    return {key: bytes(memoryview(dumps(document))) for key, document in table.items()}


def _lines_between(text: bytes) -> Iterator[bytes]:
    """All lines but the first and the last, one at a time: together they are 30 MB again."""
    start, last = text.index(b"\n") + 1, text.rindex(b"\n", 0, -1) + 1
    while start < last:
        end = text.index(b"\n", start)
        yield text[start:end]
        start = end + 1
