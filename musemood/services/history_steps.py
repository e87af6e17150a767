"""One import under way: the batches that are written, and the way back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from musemood.domain.earlier_plays import EarlierPlays
from musemood.domain.history_plan import HistoryPlan
from musemood.domain.play_log import Play
from musemood.files.store import Store

BATCH = 500
"""Entries written and shown at a time: some milliseconds in either thread."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries that are written together."""

    plays: tuple[Play, ...] = ()
    earlier: tuple[EarlierPlays, ...] = ()

    def write(self, store: Store) -> None:
        """To the disk. Raises StoreError, some of it written."""
        store.add_plays(self.plays)
        store.add_earlier(self.earlier)


def batches_of(plan: HistoryPlan) -> list[Batch]:
    """What the plan writes, plays first, in the order of their time."""
    plays = [Batch(plays=part) for part in _parts(plan.plays)]
    return [*plays, *(Batch(earlier=part) for part in _parts(plan.earlier))]


@dataclass(slots=True)
class ImportRun:
    """``begun``: batches written or being written. ``words_back``: undo the plan's counts.

    ``ways_back``: undo what went elsewhere than to the store.
    """

    plan: HistoryPlan
    words_back: Sequence[EarlierPlays]
    batches: list[Batch]
    begun: int = 0
    is_cancelled: bool = False
    ways_back: list[Callable[[], None]] = field(default_factory=list)

    def plays_back(self) -> list[Play]:
        """Plays that are, or may be, on the disk."""
        return [play for batch in self.batches[: self.begun] for play in batch.plays]

    def counts_back(self) -> list[EarlierPlays]:
        """The words that take back those that are, or may be, on the disk."""
        said = {word.path for batch in self.batches[: self.begun] for word in batch.earlier}
        return [word for word in self.words_back if word.path in said]


def _parts(entries: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    for start in range(0, len(entries), BATCH):
        yield entries[start : start + BATCH]
