"""Laws: rows come back as they were; whatever happened to the file, never others' rows."""

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from numpy.typing import NDArray

from musemood.files.feature_store import FeatureStore, RowSpan

WIDTH = 5


def make_rows(seed: int, count: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)


@given(batches=st.lists(st.lists(st.integers(1, 9), max_size=4), min_size=1, max_size=4))
def test_rows_come_back_after_any_number_of_appends(
    batches: list[list[int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("rows") / "features.bin"
    stored = []
    store = FeatureStore(path, WIDTH)
    for number, counts in enumerate(batches):
        blocks = [make_rows(100 * number + count, count) for count in counts]
        stored += list(zip(store.append(blocks), blocks, strict=True))
    again = FeatureStore(path, WIDTH)
    assert again.row_count() == store.row_count() == sum(map(sum, batches))
    for span, block in stored:
        for reader in (store, again):
            rows = reader.read(span)
            assert rows is not None
            assert_array_equal(rows, block)
    store.close()
    again.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "features.bin"


def test_reading_creates_nothing(path: Path) -> None:
    store = FeatureStore(path, WIDTH)
    assert store.row_count() == 0
    assert store.read(RowSpan(0, 1, 0)) is None
    assert not store.is_damaged()
    assert not path.parent.exists()


def test_a_file_cut_at_any_byte_loses_only_what_was_cut(path: Path) -> None:
    writer = FeatureStore(path, WIDTH)
    blocks = [make_rows(1, 2), make_rows(2, 1)]
    spans = writer.append(blocks)
    text = path.read_bytes()
    for size in range(len(text)):
        path.write_bytes(text[:size])
        store = FeatureStore(path, WIDTH)
        whole = (size - (len(text) - 3 * 4 * WIDTH)) // (4 * WIDTH)
        assert [store.read(span) is not None for span in spans] == [whole >= 2, False]
        (new,) = store.append([make_rows(3, 4)])
        rows = store.read(new)
        assert rows is not None
        assert_array_equal(rows, make_rows(3, 4))
        assert store.read(spans[1]) is None
        assert not store.is_damaged()
        store.close()


@pytest.mark.parametrize(
    "span",
    [
        RowSpan(0, 0, 0),
        RowSpan(-1, 1, 0),
        RowSpan(0, -1, 0),
        RowSpan(4, 1, 0),
        RowSpan(0, 2**60, 0),
        RowSpan(2**60, 1, 0),
        RowSpan(0, 4, 12345),
    ],
)
def test_a_wrong_pointer_is_none(path: Path, span: RowSpan) -> None:
    store = FeatureStore(path, WIDTH)
    (right,) = store.append([make_rows(1, 4)])
    assert store.read(right) is not None
    assert store.read(span) is None
    store.close()


def test_one_changed_byte_is_noticed(path: Path) -> None:
    store = FeatureStore(path, WIDTH)
    first, second = store.append([make_rows(1, 4), make_rows(2, 4)])
    text = bytearray(path.read_bytes())
    text[-3] ^= 1
    path.write_bytes(text)
    assert store.read(first) is not None
    assert store.read(second) is None
    store.close()


OF_A_NEWER_PROGRAM = struct.pack("<8sII", b"musemood", 2, WIDTH) + make_rows(1, 1).tobytes()


@pytest.mark.parametrize(
    "start",
    [b"something else entirely", b"\0" * 40, OF_A_NEWER_PROGRAM],
    ids=["text", "zeros", "newer"],
)
def test_a_foreign_file_is_damaged_and_holds_nothing(path: Path, start: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(start)
    store = FeatureStore(path, WIDTH)
    assert store.is_damaged()
    assert store.row_count() == 0
    assert store.read(RowSpan(0, 1, 0)) is None


def test_rows_of_another_width_are_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="rows of 5"):
        FeatureStore(path, WIDTH).append([np.zeros((3, 4), np.float32)])


def test_a_file_of_another_width_holds_nothing_until_it_begins_anew(path: Path) -> None:
    (before,) = FeatureStore(path, WIDTH).append([make_rows(1, 7)])
    old = path.read_bytes()
    store = FeatureStore(path, WIDTH + 1)
    assert not store.is_damaged()
    assert (store.row_count(), store.read(before)) == (0, None)
    assert path.read_bytes() == old
    wider = np.hstack([make_rows(2, 9), make_rows(3, 9)[:, :1]])
    (span,) = store.append([wider])
    rows = store.read(span)
    assert rows is not None
    assert_array_equal(rows, wider)
    assert (span.first, store.row_count(), store.read(before)) == (0, 9, None)
    store.close()
