"""Rows of one kind (an artist, an album) kept apart: which to take, and in which order.

Items come in the order in which they are preferred, each with its kind. Rows are *apart* by
``gap`` where at least so many others lie between two of one kind. With d = gap + 1, rows of L
items can be put apart exactly if no kind has more than q = ceil(L / d) of them, and at most
L - (q - 1) d kinds have q: the frames of length d that the rows are cut into are then filled one
after the other. Both limits together are a matroid, so the greedy choice is the best one.
"""

from collections import Counter
from collections.abc import Hashable, Sequence


def choose_apart(kinds: Sequence[Hashable], length: int, gap: int) -> list[int] | None:
    """The places of the ``length`` most preferred items that can be put apart; None if too few."""
    if length == 0:
        return []
    most = -(-length // (gap + 1))
    extras = length - (most - 1) * (gap + 1)
    taken: Counter[Hashable] = Counter()
    chosen: list[int] = []
    for place, kind in enumerate(kinds):
        if taken[kind] < most - 1 or (taken[kind] == most - 1 and extras > 0):
            extras -= taken[kind] == most - 1
            taken[kind] += 1
            chosen.append(place)
            if len(chosen) == length:
                return chosen
    return None


def put_apart(kinds: Sequence[Hashable], gap: int) -> list[int] | None:
    """An order of all items, apart, that keeps near to the given one; None where there is none."""
    waiting = list(range(len(kinds)))
    left = Counter(kinds)
    order: list[int] = []
    while waiting:
        recent = [kinds[i] for i in order[-gap:]] if gap else []
        tried: set[Hashable] = set()
        for i in waiting:
            kind = kinds[i]
            if kind in recent or kind in tried:
                continue
            tried.add(kind)
            left[kind] -= 1
            after = [*recent, kind][-gap:] if gap else []
            if _can_go_on(left, after, gap):
                break
            left[kind] += 1
        else:
            return None
        waiting.remove(i)
        order.append(i)
    return order


def _can_go_on(left: Counter[Hashable], recent: list[Hashable], gap: int) -> bool:
    """Whether the rest can follow: always the kind of which most are left, if it may come."""
    rest = Counter({kind: count for kind, count in left.items() if count})
    last = list(recent)
    while rest:
        free = [kind for kind in rest if kind not in last]
        if not free:
            return False
        kind = max(free, key=lambda kind: rest[kind])
        rest[kind] -= 1
        if not rest[kind]:
            del rest[kind]
        last = [*last, kind][-gap:] if gap else []
    return True
