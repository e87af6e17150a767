"""Where each of very many paths stands in their order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


class PathIndex(Mapping[str, int]):
    """The place of each path; ``paths``: all of them, in order.

    A dict of 50,000 whose places have moved is made anew in 12 ms. Here each path has a number
    that it keeps, and only an array says which place that is. ``line``: the same object in all
    that were made from each other without numbers being given anew.
    """

    __slots__ = ("_numbers", "_of", "_places", "line", "paths")

    def __init__(self, paths: Iterable[str]) -> None:
        self.line = object()
        self.paths = tuple(paths)
        self._of = self._places = np.arange(len(self.paths))
        self._numbers = dict(zip(self.paths, range(len(self.paths)), strict=True))

    def __getitem__(self, path: str) -> int:
        return int(self._places[self._numbers[path]])

    def numbers(self, paths: Iterable[str]) -> NDArray[np.intp]:
        """(paths,), -1 for those that are not here."""
        return np.fromiter(map(self._numbers.get, paths, repeat(-1)), np.intp)

    def places(self, numbers: NDArray[np.intp]) -> NDArray[np.intp]:
        """(numbers,), -1 for those that are not here."""
        return np.append(self._places, -1)[numbers]

    def __contains__(self, path: object) -> bool:
        return path in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def renewed(self, rows: NDArray[np.intp], more: Sequence[str]) -> "PathIndex":
        """Of what stands at ``rows`` of these paths and ``more`` behind them; each comes once."""
        first, paths = len(self._places), at_rows(self.paths, more, rows)
        if first + len(more) > 2 * len(paths):
            return PathIndex(paths)
        new = PathIndex(())
        new.line, new.paths = self.line, paths
        new._of = np.append(self._of, first + np.arange(len(more)))[rows]
        new._places = np.full(first + len(more), -1)
        new._places[new._of] = np.arange(len(paths))
        new._numbers = self._numbers.copy()
        is_gone = np.ones(len(self) + len(more), bool)
        is_gone[rows] = False
        for place in np.flatnonzero(is_gone[: len(self)]):
            del new._numbers[self.paths[place]]
        stays = zip(more, range(first, first + len(more)), strict=True)
        new._numbers.update((path, number) for path, number in stays if new._places[number] >= 0)
        return new


def at_rows(items: Sequence[T], more: Sequence[T], rows: NDArray[np.intp]) -> tuple[T, ...]:
    """What stands at ``rows`` of the items and ``more`` behind them.

    Quick where most rows follow each other.
    """
    n = len(items)
    ends = np.flatnonzero((np.diff(rows, append=-1) != 1) | (rows == n - 1)) + 1
    starts = np.append(0, ends[:-1])
    lengths = (ends - starts).tolist()
    runs = zip(rows[starts].tolist() if len(rows) else [], lengths, strict=True)
    return tuple(
        chain.from_iterable(
            [
                items[at : at + length] if at < n else more[at - n : at - n + length]
                for at, length in runs
            ]
        )
    )
