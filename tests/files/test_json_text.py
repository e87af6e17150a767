"""Law: what is written is read back, names that are not UTF-8 included, by TinyDB as well."""

import json
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_things import paths
from tinydb import TinyDB

from musemood.files.json_text import Document, Tables, dumps, loads, parse_tables, table_pieces

Plain: TypeAlias = dict[str, dict[str, Document]]

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(-1e9, 1e9) | paths,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(paths, inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(paths, values, max_size=4)
tables = st.dictionaries(
    st.sampled_from(["tracks", "plays", "ratings:{"]),
    st.dictionaries(st.integers(1, 9999).map(str), documents, max_size=6),
    max_size=3,
)


def packed(tables: Plain) -> Tables:
    return {name: {n: dumps(row) for n, row in rows.items()} for name, rows in tables.items()}


def read(text: bytes) -> Plain:
    tables = parse_tables(text)
    return {name: {n: loads(row) for n, row in rows.items()} for name, rows in tables.items()}


def make_text(tables: Plain) -> bytes:
    return b"".join(table_pieces(packed(tables)))


@given(value=values)
def test_a_value_is_read_back_from_one_line(value: object) -> None:
    text = dumps(value)
    assert b"\n" not in text
    assert loads(text) == value


@given(tables=tables)
def test_tables_are_read_back(tables: Plain) -> None:
    assert read(make_text(tables)) == tables


@given(tables=tables)
def test_the_text_is_plain_json(tables: Plain) -> None:
    assert json.loads(make_text(tables)) == tables
    assert read(json.dumps(tables).encode()) == tables


def make_large_tables() -> Plain:
    rows = {str(number): {"path": f"/{number}"} for number in range(1, 1000)}
    rows["700"] = {"path": "/\udcff"}
    return {"tracks": rows, "ratings": {"1": {"stars": 5}}}


def test_many_documents_go_out_in_many_pieces() -> None:
    pieces = list(table_pieces(packed(make_large_tables())))
    assert max(map(len, pieces)) < 20_000
    assert read(b"".join(pieces)) == make_large_tables()


def test_tinydb_itself_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "tracks.json"
    path.write_bytes(make_text(make_large_tables()))
    with TinyDB(path) as database:
        assert len(database.table("tracks")) == 999
        assert database.table("tracks").get(doc_id=700) == {"path": "/\udcff"}


def test_a_file_cut_anywhere_is_refused() -> None:
    text = make_text({"tracks": {"1": {"path": "/a"}, "2": {"path": "/\udcff"}}, "more": {}})
    whole = len(text.rstrip())
    for end in range(whole):
        with pytest.raises(ValueError, match=r"."):
            parse_tables(text[:end])


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\0" * 40,
        b"null",
        b"[]",
        b'{"tracks": []}',
        b'{"tracks": {"one": {}}}',
        b'{"tracks": {"1": []}}',
        b'{\n"tracks":{\n"1":[]\n}\n}\n',
        b'"\\udcff' + b"[" * 100_000,
        b'{"\\udcff":' + b"[" * 100_000,
    ],
)
def test_what_is_no_database_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_tables(text)
