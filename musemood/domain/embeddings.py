"""What tracks sound like, as vectors: how near two of them are is how alike the tracks sound."""

from collections.abc import Collection, Iterable, Mapping
from itertools import compress, repeat

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

WIDTH = 96
"""Values of an embedding: the encoder's, each the mean over the track's segments."""


class Embeddings(Struct, frozen=True, eq=False):
    """``rows`` (n, WIDTH) float16; ``index``: place of a path in them.

    ``begins_with``: the index of earlier ones, all of which is in this one, where that is known.
    """

    rows: NDArray[np.float16]
    index: Mapping[str, int]
    begins_with: Mapping[str, int] | None = None

    def directions(self, paths: Iterable[str]) -> NDArray[np.float32]:
        """Rows of length 1, (paths, WIDTH): products are cosines. Zeros where nothing is known."""
        return self.directions_at(self.places(paths))

    def places(self, paths: Iterable[str]) -> NDArray[np.intp]:
        """(paths,): of each in ``rows``, -1 where nothing is known."""
        return np.fromiter(map(self.index.get, paths, repeat(-1)), np.intp)

    def directions_at(self, at: NDArray[np.intp]) -> NDArray[np.float32]:
        """`directions` of these `places`."""
        known = at >= 0
        found = np.zeros((len(at), WIDTH), np.float32)
        found[known] = self.rows[at[known]]
        lengths = np.sqrt(np.einsum("ij,ij->i", found, found))
        found /= np.maximum(lengths, 1e-6)[:, None]
        return found


class Directions:
    """`Embeddings.directions` of ``paths``, reckoned when first asked.

    For 50,000 tracks that takes 25 ms and 20 MB; what is known already is not reckoned again.
    """

    def __init__(self, embeddings: Embeddings, paths: Collection[str]) -> None:
        self._embeddings, self._paths = embeddings, paths
        self._at: NDArray[np.intp] = np.zeros(0, np.intp)
        self._rows: NDArray[np.float32] | None = None

    def rows(self) -> NDArray[np.float32]:
        """(paths, WIDTH); not to be written to."""
        if self._rows is None:
            self._at = self._embeddings.places(self._paths)
            self._rows = self._embeddings.directions_at(self._at)
        return self._rows

    def renewed(
        self, embeddings: Embeddings, paths: Collection[str], before: NDArray[np.intp]
    ) -> "Directions":
        """Those of other paths, or of other embeddings.

        ``before``: (paths,) places of the paths among these; of those that are new, any beyond.
        """
        new = Directions(embeddings, paths)
        if self._rows is None or not len(self._rows):
            return new
        is_known = before < len(self._rows)
        taken = np.where(is_known, before, 0)
        new._at = self._at[taken]
        is_asked = np.ones(len(taken), bool)
        if any(self._embeddings.index is i for i in (embeddings.index, embeddings.begins_with)):
            is_asked = ~is_known | (new._at < 0)
        new._at[is_asked] = embeddings.places(compress(paths, is_asked.tolist()))
        is_known &= self._at[taken] == new._at
        is_known &= _is_same(self._embeddings, embeddings)[new._at]
        if is_known.all() and np.array_equal(taken, np.arange(len(self._rows))):
            new._rows = self._rows
        else:
            new._rows = self._rows[taken]
            new._rows[~is_known] = embeddings.directions_at(new._at[~is_known])
        return new


def _is_same(before: Embeddings, after: Embeddings) -> NDArray[np.bool_]:
    """(rows of ``after`` + 1,): whether each is what it was; the last place is for no row."""
    is_same = np.ones(len(after.rows) + 1, bool)
    if after is not before:
        shared = min(len(before.rows), len(after.rows))
        one, other = (each.rows[:shared] for each in (before, after))
        # Where they only grow, both lie in the same memory.
        if (one.ctypes.data, one.strides) != (other.ctypes.data, other.strides):
            is_same[:shared] = (one.view(np.uint64) == other.view(np.uint64)).all(axis=1)
    return is_same


NO_EMBEDDINGS = Embeddings(np.zeros((0, WIDTH), np.float16), {})


def embedding_of(encoded: NDArray[np.float32]) -> NDArray[np.float16]:
    """The embedding (WIDTH,) of a track's encoder values (segments, WIDTH).

    The encoder's values are of mean 0 and deviation 1 over the music it was taught with, so they
    need no further scaling.
    """
    mean: NDArray[np.float16] = encoded.mean(axis=0).astype(np.float16)
    return mean
