"""How many points a thumb moves: the law of the loop.

Of a thumb of full strength, at the moment it is given, where the state leads by what its first
mood has more than its second:

- Down: the track's top mood loses 3 to 15 points (what there is, where it has fewer than 3).
- Up: it does not lose.
- Where the state leads by `CLOSE_LEAD` or more, one thumb never changes its leader; nearer than
  that a thumb down on the leader always does.
- Three thumbs down on a mood that leads always change the leader, be they given at once or within
  half an hour.

Three thumbs take at most six times 15 points off a lead, as what one mood loses another gains, and
the first has faded a little when the third is given. So that the law holds for every state, none
leads by more than `MOST_LEAD` (`hold`): a week of ten tracks is never so surely of one mood.

What a mood loses goes to those that the network raises, as it runs again with the refusal; where
the law asks for more, the rest goes to the second mood.
"""

from collections.abc import Callable

import numpy as np

from musemood.recommender.readings import Floats

CLOSE_LEAD = 0.15
LEAST_LOSS = 0.062
"""Half of it, for a thumb that is implied, is still above the law's 3 points."""
MOST_LOSS = 0.148
MOST_LEAD = 0.83
"""What three thumbs down within half an hour can turn: 5.8 * `MOST_LOSS` - `TURNED_LEAD`."""
MOST_TAKEN = 0.95
"""Of what a mood has: none is ever quite impossible."""
KEPT_LEAD = 0.3
"""What one thumb leaves of a lead."""
TURNED_LEAD = 0.03
"""By how much another mood leads after a turn, so that it still does some minutes later."""
ENOUGH_AGAINST = 1.85
"""So much strength of earlier thumbs down, and the next one turns the state: it is the third."""
GAIN_SHARE = 0.3
"""What a thumb up gives of the points that a mood lacks."""


def decline(shares: Floats, top: int, strength: float, moved: Floats, against: float) -> Floats:
    """The shares (5,) after a thumb down on mood ``top``; they sum to 1 as before.

    ``strength``: 0..1. ``moved``: (5,) what the network's probabilities gained as it ran again.
    ``against``: strength of the thumbs down on this mood that have acted already.
    """
    to = _shared_out(np.maximum(moved, 0.0), shares, top)
    others = np.delete(shares, top)
    lead = float(shares[top] - others.max())
    if lead <= 0:
        points = min(max(GAIN_SHARE * float(shares[top]), LEAST_LOSS), MOST_LOSS)
    else:
        turns = lead < CLOSE_LEAD or against >= ENOUGH_AGAINST
        goal = -TURNED_LEAD if turns else KEPT_LEAD * lead

        def left(points: float, to: Floats) -> float:
            after = shares + points * to
            return float(shares[top] - points - np.delete(after, top).max())

        to = _turned(to, shares, top, lambda to: left(MOST_LOSS, to) <= goal)
        points = _least(lambda points: left(points, to) <= goal, LEAST_LOSS, MOST_LOSS)
    points = strength * min(points, MOST_TAKEN * float(shares[top]))
    after: Floats = shares + points * to
    after[top] -= points
    return hold(after, top)


def accept(shares: Floats, top: int, strength: float, moved: Floats) -> Floats:
    """The shares (5,) after a thumb up on mood ``top``; parameters as in `decline`."""
    points = min(GAIN_SHARE * (1.0 - float(shares[top])), MOST_LOSS)
    taken = _shared_out(np.maximum(-moved, 0.0), shares, top)
    lead = float(np.delete(shares, top).max() - shares[top])

    def given(points: float) -> Floats:
        after = shares - np.minimum(points * taken, MOST_TAKEN * shares)
        after[top] = 0.0
        after *= (1.0 - float(shares[top]) - points) / after.sum()
        after[top] = shares[top] + points
        return after

    if lead_of(shares) >= CLOSE_LEAD:

        def is_kept(points: float) -> bool:
            after = given(points)
            return float(np.delete(after, top).max() - after[top]) >= KEPT_LEAD * lead

        points = points if lead <= 0 else _most(is_kept, 0.0, points)
    if lead > 0:
        return hold(given(strength * points), top)
    points = _most(lambda points: lead_of(given(points)) <= MOST_LEAD, 0.0, points)
    return given(strength * points)


def hold(shares: Floats, but: int | None = None) -> Floats:
    """The shares (5,), all above 0, with a lead of `MOST_LEAD` at most.

    What the leader has beyond goes to the others in proportion, except to the mood ``but``.
    """
    leader, lead = int(shares.argmax()), lead_of(shares)
    move = shares.copy()
    move[[leader, leader if but is None else but]] = 0.0
    move /= move.sum()
    move[leader] = -1.0
    points = _least(lambda points: lead_of(shares + points * move) <= MOST_LEAD, 0.0, lead / 2)
    held: Floats = shares + points * move
    return held


def lead_of(shares: Floats) -> float:
    """What the first of the shares has more than the second."""
    second, first = np.sort(shares)[-2:]
    return float(first - second)


def _shared_out(wanted: Floats, shares: Floats, top: int) -> Floats:
    """``wanted`` without ``top``, scaled to sum 1; the others' shares where nothing is wanted."""
    is_wanted = float(np.delete(wanted, top).sum()) > 1e-9
    to: Floats = (wanted if is_wanted else shares).copy()
    to[top] = 0.0
    to /= to.sum()
    return to


def _turned(to: Floats, shares: Floats, top: int, is_enough: Callable[[Floats], bool]) -> Floats:
    """``to``, turned towards the second mood as far as needed; all the way where nothing is."""
    if is_enough(to):
        return to
    others = shares.copy()
    others[top] = -1.0
    second = np.eye(len(shares))[int(others.argmax())]
    part = _least(lambda part: is_enough((1 - part) * to + part * second), 0.0, 1.0)
    turned: Floats = (1 - part) * to + part * second
    return turned


def _least(is_enough: Callable[[float], bool], low: float, high: float) -> float:
    """The least value that is enough, where from some value on all are; ``high`` if none is."""
    if is_enough(low):
        return low
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _most(is_kept: Callable[[float], bool], low: float, high: float) -> float:
    """The greatest value that is kept, where up to some value all are, ``low`` among them."""
    return _least(lambda value: not is_kept(value), low, high) if not is_kept(high) else high
