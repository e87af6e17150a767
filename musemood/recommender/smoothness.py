"""Rows without a jump in mood: from each to the next, valence and arousal move by little."""

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from musemood.recommender.readings import Floats

LARGEST_STEP = 0.6
"""Most that valence or arousal, each within -1..1, may change from one row to the next."""

_PATIENCE = 600
"""So many rows are tried before a search is given up."""

_Bools = NDArray[np.bool_]
_Order = Callable[[_Bools, NDArray[np.intp]], NDArray[np.intp]]


def is_smooth(points: Floats) -> bool:
    """Whether no step between neighbours is too large; ``points`` (n, 2) valence and arousal."""
    return bool((np.abs(np.diff(points, axis=0)) <= LARGEST_STEP).all())


def smooth_walk(
    points: Floats, kinds: Sequence[Hashable], length: int, gap: int
) -> list[int] | None:
    """Places of ``length`` items in an order that is smooth, with kinds apart by ``gap``.

    Items come in the order in which they are preferred, ``points`` (n, 2). A search with limited
    patience, first for what is preferred, then for what has few neighbours left: None does not
    prove that there is no such order.
    """
    if length == 0:
        return []
    near: _Bools = np.all(np.abs(points[:, None] - points[None]) <= LARGEST_STEP, axis=2)
    names = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
    numbers = np.array([names[kind] for kind in kinds])
    preferred = _Walk(near, numbers, gap, lambda free, options: options)
    lonely = _Walk(near, numbers, gap, lambda free, o: o[np.argsort(near[o] @ free, kind="stable")])
    return preferred.find(length) or lonely.find(length)


class _Walk:
    """A search in depth. ``order``: of the free items that may follow, which to try first."""

    def __init__(self, near: _Bools, kinds: NDArray[np.intp], gap: int, order: _Order) -> None:
        self._near, self._kinds, self._gap, self._order = near, kinds, gap, order

    def find(self, length: int) -> list[int] | None:
        free = np.ones(len(self._kinds), bool)
        walk: list[int] = []
        options = [self._options(walk, free)]
        for _ in range(_PATIENCE):
            if len(walk) == length:
                return walk
            if options[-1]:
                walk.append(options[-1].pop())
                free[walk[-1]] = False
                options.append(self._options(walk, free))
            elif walk:
                free[walk.pop()] = True
                options.pop()
            else:
                return None
        return None

    def _options(self, walk: list[int], free: _Bools) -> list[int]:
        """What may follow, the first to try at the end."""
        may = free & self._near[walk[-1]] if walk else free.copy()
        recent = walk[-self._gap :] if self._gap else []
        for i in recent:
            may &= self._kinds != self._kinds[i]
        options = self._order(free.astype(np.intp), np.flatnonzero(may))
        return [int(i) for i in options[::-1]]
