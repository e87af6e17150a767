"""Embeddings: of a track the mean of what was heard, and of many their directions."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from musemood.domain.embeddings import WIDTH, Directions, Embeddings, embedding_of


def _encoded(seed: int, segments: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(size=(segments, WIDTH)).astype(np.float32)


@given(st.integers(0, 9999), st.integers(1, 30), st.integers(2, 4))
def test_neither_order_nor_length_of_a_track_moves_it(seed: int, segments: int, times: int) -> None:
    encoded = _encoded(seed, segments)
    found = embedding_of(encoded)
    assert found.shape == (WIDTH,)
    order = list(range(segments))
    Random(seed).shuffle(order)
    for same in (encoded[order], np.tile(encoded, (times, 1))):
        assert embedding_of(same) == pytest.approx(found, abs=2e-3)
    assert embedding_of(encoded[:1].repeat(segments, axis=0)) == pytest.approx(encoded[0], abs=4e-3)


@given(st.integers(0, 9999), st.permutations(["a", "b", "nowhere", "silent"]))
def test_directions_are_those_of_their_paths_in_their_order(seed: int, paths: list[str]) -> None:
    rows = _encoded(seed, 3).astype(np.float16)
    rows[2] = 0
    embeddings = Embeddings(rows, {"b": 0, "a": 1, "silent": 2})
    directions = Directions(embeddings, paths)
    found = dict(zip(paths, directions.rows(), strict=True))
    assert directions.rows() is directions.rows()  # reckoned once
    for path, row in (("b", rows[0]), ("a", rows[1])):
        assert float(found[path] @ found[path]) == pytest.approx(1.0, abs=1e-5)
        assert float(found[path] @ row) == pytest.approx(float(np.linalg.norm(row)), rel=1e-2)
    for path in ("nowhere", "silent"):
        assert not found[path].any()
