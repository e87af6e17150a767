"""An edit of the queue as the window's undo knows it."""

from collections.abc import Callable

from musemood.domain.edit import Edit, EditKind
from musemood.domain.queue import Queue


def queue_edit(
    kind: EditKind,
    before: Queue,
    after: Queue,
    now: Callable[[], Queue],
    put: Callable[[Queue], None],
) -> Edit:
    """The edit that made ``after`` of ``before``. ``now``, ``put``: the queue as it will be when
    this is taken back or done again; what has played until then stays played.
    """
    return Edit(
        kind,
        back=lambda: put(now().with_edit_undone(before, after)),
        again=lambda: put(now().with_edit_redone(before, after)),
        count=max(0, len(before) - len(after)),
    )
