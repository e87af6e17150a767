"""One import under way: the batches that are written, and the way back."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from msgspec import Struct, field

from musemood.domain.earlier_plays import EarlierPlays
from musemood.domain.history_plan import HistoryPlan, taken_back
from musemood.domain.play_log import Play
from musemood.files.store import Store

BATCH = 500
"""Entries written and shown at a time: some milliseconds in either thread."""

T = TypeVar("T")


class Batch(Struct, frozen=True):
    """Entries that are written together. ``words_back``: take the words of ``earlier`` back."""

    plays: tuple[Play, ...] = ()
    earlier: tuple[EarlierPlays, ...] = ()
    words_back: tuple[EarlierPlays, ...] = ()

    def write(self, store: Store) -> None:
        """To the disk. Raises StoreError, some of it written."""
        store.add_plays(self.plays)
        store.add_earlier(self.earlier)

    def take_back(self, store: Store) -> None:
        """The undo of `write`, even of one that failed half-way. Raises StoreError."""
        store.take_out_plays(self.plays)
        store.add_earlier(self.words_back)


class ImportRun(Struct):
    """``begun``: batches written or being written.

    ``ways_back``: undo what went elsewhere than to the store.
    """

    plan: HistoryPlan
    batches: list[Batch]
    begun: int = 0
    is_cancelled: bool = False
    ways_back: list[Callable[[], None]] = field(default_factory=list)


def batches_of(plan: HistoryPlan, earlier: Iterable[EarlierPlays]) -> list[Batch]:
    """What the plan writes, plays first, oldest first. ``earlier``: what was said before it."""
    plays = [Batch(plays=part) for part in _parts(plan.plays)]
    words = zip(_parts(plan.earlier), _parts(taken_back(plan, earlier)), strict=True)
    return [*plays, *(Batch(earlier=part, words_back=back) for part, back in words)]


def _parts(entries: Iterable[T]) -> Iterator[tuple[T, ...]]:
    rest = iter(entries)
    while part := tuple(islice(rest, BATCH)):
        yield part
