"""An edit of the queue as the window's undo knows it."""

from collections.abc import Callable, Mapping

from musemood.domain.edit import Edit, EditKind
from musemood.domain.queue import Queue


def queue_edit(
    kind: EditKind,
    before: Queue,
    after: Queue,
    now: Callable[[], Queue],
    put: Callable[[Queue], None],
    moved: Callable[[], Mapping[str, str]],
) -> Edit:
    """The edit that made ``after`` of ``before``. ``now``, ``put``: the queue as it will be when
    this is taken back or done again; what has played until then stays played. ``moved``: which
    files have moved since the edit (old path to new).
    """

    def followed() -> tuple[Queue, Queue]:
        to = moved()
        return before.with_moved_files(to), after.with_moved_files(to)

    return Edit(
        kind,
        back=lambda: put(now().with_edit_undone(*followed())),
        again=lambda: put(now().with_edit_redone(*followed())),
        count=max(0, len(before) - len(after)),
    )
