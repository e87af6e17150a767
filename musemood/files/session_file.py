"""The queue and the place in it, from one session to the next: one JSON file.

A convenience, not a treasure: what cannot be read is passed over, and the queue is empty.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from musemood.domain.mood import Mood
from musemood.domain.moves import MoveBook
from musemood.domain.play_log import PlaySource
from musemood.domain.queue import PlayedList, Queue, QueueRow
from musemood.domain.reason import Part, Reason, Step
from musemood.domain.repeat import Repeat
from musemood.files.atomic import replace_file
from musemood.files.json_text import Document, dumps, loads

_VERSION = 1
_ROWS = ("played", "returned", "own", "recommended", "set_aside")


def save_session(path: Path, queue: Queue, position_s: float) -> None:
    """Write the queue and the place in its current track, in seconds. Raises OSError."""
    document = {
        "version": _VERSION,
        "saved_at": datetime.now(UTC).isoformat(),
        "position_s": position_s,
        "queue": _queue_to_document(queue),
    }
    replace_file(path, [dumps(document)])


def load_session(
    path: Path, moves: Callable[[], MoveBook] = MoveBook
) -> tuple[Queue, float] | None:
    """What was saved; None where there is nothing, or nothing that this program understands.

    ``moves``: all that is known; rows follow those that came after the saving.
    """
    try:
        document = loads(path.read_bytes())
        if document["version"] != _VERSION:
            return None
        queue = _document_to_queue(document["queue"])
        if "saved_at" in document:  # earlier versions did not say
            book, saved_at = moves(), datetime.fromisoformat(document["saved_at"])
            queue = queue.with_moved_files(
                {p: now for p in queue.paths() if (now := book.path_now(p, saved_at)) != p}
            )
        return queue, float(document["position_s"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _queue_to_document(queue: Queue) -> Document:
    listed = queue.listed
    return {
        **{name: [_row_to_list(row) for row in getattr(queue, name)] for name in _ROWS},
        "current": _row_to_list(queue.current) if queue.current else None,
        "listed": {
            "paths": listed.paths,
            "source": listed.source.value,
            "first_id": listed.first_id,
            "position": listed.position,
            "taken": sorted(listed.taken),
            "places": listed.places,
        },
        "next_id": queue.next_id,
        "repeat": queue.repeat.value,
        "shuffle_seed": queue.shuffle_seed,
        "cleared_before": queue.cleared_before,
    }


def _document_to_queue(document: Document) -> Queue:
    listed, seed = document["listed"], document["shuffle_seed"]
    current = document["current"]
    return Queue(
        **{name: _rows(document[name]) for name in _ROWS},
        current=None if current is None else next(iter(_rows([current]))),
        listed=PlayedList(
            _texts(listed["paths"]),
            PlaySource(listed["source"]),
            int(listed["first_id"]),
            int(listed["position"]),
            frozenset(map(int, listed["taken"])),
            tuple(map(int, listed["places"])),
        ),
        next_id=int(document["next_id"]),
        repeat=Repeat(document["repeat"]),
        shuffle_seed=None if seed is None else int(seed),
        cleared_before=int(document.get("cleared_before", 0)),
    )


def _row_to_list(row: QueueRow) -> list[Any]:
    return [row.id, row.path, row.source.value, row.reason and _reason_to_document(row.reason)]


def _rows(lists: Iterable[list[Any]]) -> tuple[QueueRow, ...]:
    return tuple(
        QueueRow(int(row_id), _text(path), PlaySource(source), reason and _reason(reason))
        for row_id, path, source, reason in lists
    )


def _reason_to_document(reason: Reason) -> Document:
    document = asdict(reason)
    step = asdict(reason.step) if reason.step is not None else None
    return {**document, "mood": reason.mood.value, "step": step}


def _reason(document: Document) -> Reason:
    parts = tuple(map(Part, document.get("parts", ())))
    step = document.get("step")
    read = {
        "mood": Mood(document["mood"]),
        "parts": parts,
        "step": step
        and Step(int(step["number"]), int(step["count"]), Mood(step["start"]), Mood(step["goal"])),
    }
    return Reason(**{**document, **read})


def _texts(values: list[Any]) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value
