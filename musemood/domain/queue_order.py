"""The rows to come, put in another order by hand. Functions of the queue, as values.

A row stays what it is: one that was recommended gives way to the next recommendations, and one of
a list to the next list, wherever they were put. Only when they come is changed, so what stands
above a row put further down comes with the person's own rows too.
"""

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from musemood.domain.queue import Queue, QueueRow


def move(queue: Queue, row_ids: Collection[int], place: int) -> Queue:
    """These rows, in the order in which they come, before the row at ``place`` of those to come.

    ``place``: 0 for what comes next, at most `len(queue)`. Ids that do not wait are passed over;
    unchanged where nothing moves.
    """
    ids = frozenset(row_ids)
    coming = queue.upcoming(max(place, _reach(queue, ids)))
    moved = [row for row in coming if row.id in ids]
    above = [row for row in coming[:place] if row.id not in ids]
    below = [row for row in coming[place:] if row.id not in ids]
    if not moved or [*above, *moved, *below] == coming:
        return queue
    first = len(queue.returned) + len(queue.own)
    recommended = {row.id for row in queue.recommended}
    if {row.id for row in moved} <= recommended and first <= place <= first + len(recommended):
        behind = [row for row in queue.recommended if row not in above and row.id not in ids]
        among = [row for row in above if row.id in recommended]
        return replace(queue, recommended=(*among, *moved, *behind))
    return _with_first(queue, [*above, *moved])


def insert(queue: Queue, paths: Iterable[str], place: int) -> Queue:
    """New rows of the person's own before the row at ``place`` of those to come."""
    added = queue.add(paths)
    new = range(queue.next_id, added.next_id)
    is_behind = place > len(queue.returned) + len(queue.own)
    return move(added, new, place + len(new) if is_behind else place)


def _reach(queue: Queue, ids: frozenset[int]) -> int:
    """How many rows have to be looked at to meet all that are to move."""
    before_list = len(queue.returned) + len(queue.own) + len(queue.recommended)
    indices = [i for i in map(queue.listed.index_of, ids) if i is not None]
    return before_list + (max(indices) - queue.listed.position + 1 if indices else 0)


def _with_first(queue: Queue, first: list[QueueRow]) -> Queue:
    """``first`` comes first, in this order; rows gone back over stay before all others."""
    ids = {row.id for row in first}
    back = tuple(row for row in queue.returned if row.id not in ids)
    own = tuple(row for row in queue.own if row.id not in ids)
    indices = [i for i in map(queue.listed.index_of, ids) if i is not None]
    return replace(
        queue,
        returned=(*first, *back) if back else (),
        own=own if back else (*first, *own),
        recommended=tuple(row for row in queue.recommended if row.id not in ids),
        listed=queue.listed.without(indices),
    )
