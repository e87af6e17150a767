"""Shuffle and repeat: what comes after a track. Functions of the queue, as values.

Only the list is shuffled; the person's own rows and recommended ones come first, as always.
Shuffled or not, no row of a list is lost and none comes twice before the list is through.
"""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from musemood.domain.play_log import PlaySource
from musemood.domain.queue import PlayedList, Queue
from musemood.domain.repeat import Repeat


def play_list(
    queue: Queue, paths: Sequence[str], index: int, source: PlaySource = PlaySource.LIST
) -> Queue:
    """As `Queue.play_list`; where it is shuffled, all other rows follow in any order."""
    if queue.shuffle_seed is None:
        return queue.play_list(paths, index, source)
    first = range(len(paths))[index]
    others = [place for place in range(len(paths)) if place != first]
    places = (first, *_mixed(others, queue))
    begun = queue.play_list([paths[place] for place in places], 0, PlaySource.SHUFFLE)
    return replace(begun, listed=replace(begun.listed, places=places))


def after_end(queue: Queue) -> Queue:
    """What comes when the current track has ended by itself."""
    is_again = queue.repeat is Repeat.ONE and queue.current is not None
    return queue if is_again else forward(queue)


def forward(queue: Queue) -> Queue:
    """What comes when the person goes on; a list that is to repeat begins again at its end.

    Not what was there before the queue was cleared: who clears it does not want it to come back.
    """
    if len(queue) or queue.repeat is not Repeat.ALL:
        return queue.forward()
    paths = ([] if _is_cleared(queue) else _in_order(queue.listed)) or _all_played(queue)
    if not paths:
        return queue.forward()
    start = _mixed(range(len(paths)), queue)[0] if queue.shuffle_seed is not None else 0
    return play_list(queue, paths, start, queue.listed.source)


def shuffle(queue: Queue, seed: int) -> Queue:
    """The rows of the list that are to come, in any order; lists played later, too.

    One seed always gives the same order.
    """
    mixed = replace(queue, shuffle_seed=seed)
    return _reordered(mixed, _mixed(_to_come(queue.listed), mixed), PlaySource.SHUFFLE)


def unshuffle(queue: Queue) -> Queue:
    """The rows of the list that are to come, in the order of the list again."""
    places = queue.listed.places
    in_order = sorted(_to_come(queue.listed), key=lambda index: places[index] if places else index)
    return _reordered(replace(queue, shuffle_seed=None), in_order, PlaySource.LIST)


def _reordered(queue: Queue, coming: Sequence[int], source: PlaySource) -> Queue:
    """The list with these indices to come, those behind us before them."""
    if _is_cleared(queue):
        return queue
    listed = queue.listed
    behind = sorted(set(range(len(listed.paths))).difference(coming))
    order = (*behind, *coming)
    return replace(
        queue,
        listed=PlayedList(
            tuple(listed.paths[index] for index in order),
            source if coming else listed.source,
            queue.next_id,
            len(behind),
            places=tuple(listed.places[index] if listed.places else index for index in order),
        ),
        next_id=queue.next_id + len(order),
    )


def _is_cleared(queue: Queue) -> bool:
    return queue.listed.first_id < queue.cleared_before


def _to_come(listed: PlayedList) -> list[int]:
    places = range(listed.position, len(listed.paths))
    return [index for index in places if index not in listed.taken]


def _mixed(values: Sequence[int], queue: Queue) -> list[int]:
    """In an order that the seed and the state of the queue make, another one for each list."""
    generator = np.random.default_rng((queue.shuffle_seed or 0, queue.next_id))
    mixed: list[int] = generator.permutation(np.asarray(values, np.int64)).tolist()
    return mixed


def _in_order(listed: PlayedList) -> list[str]:
    """All paths of the list as they stood before it was shuffled."""
    if not listed.places:
        return list(listed.paths)
    pairs = sorted(zip(listed.places, listed.paths, strict=True))
    return [path for _, path in pairs]


def _all_played(queue: Queue) -> list[str]:
    """Without a list: what was played, each file once."""
    rows = (*queue.played, queue.current) if queue.current else queue.played
    return list(dict.fromkeys(row.path for row in rows if row.id >= queue.cleared_before))
