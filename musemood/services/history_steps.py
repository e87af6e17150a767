"""One import under way: the batches that are written, and the way back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from musemood.domain.earlier_plays import EarlierPlays
from musemood.domain.edit import Edit
from musemood.domain.history_plan import HistoryPlan, taken_back
from musemood.domain.play_log import Play
from musemood.files.store import Store

BATCH = 500
"""Entries written and shown at a time: some milliseconds in either thread."""

_YOUNGER = timedelta(microseconds=2)

T = TypeVar("T")
Said = TypeVar("Said", Play, EarlierPlays)


class Batch(Struct, frozen=True):
    """Entries that are written together. ``words_back``: take the words of ``earlier`` back."""

    plays: tuple[Play, ...] = ()
    earlier: tuple[EarlierPlays, ...] = ()
    words_back: tuple[EarlierPlays, ...] = ()

    def write(self, store: Store) -> None:
        """To the disk. Raises StoreError, some of it written."""
        store.add_plays(self.plays)
        store.add_earlier(self.earlier)

    def take_back(self, store: Store, words: Iterable[EarlierPlays]) -> None:
        """The undo of `write`, even of one that failed half-way. Raises StoreError.

        ``words``: those that take words back, of where the files are now.
        """
        store.take_out_plays(self.plays)
        store.add_earlier(words)


class ImportRun(Struct):
    """``moved``: which files have moved since it began. ``begun``: batches written or being
    written. ``edit``: what the undo knows of it, once it is done.

    ``ways_back``: undo what went elsewhere than to the store.
    """

    plan: HistoryPlan
    batches: list[Batch]
    moved: Callable[[], dict[str, str]]
    begun: int = 0
    is_cancelled: bool = False
    edit: Edit | None = None
    ways_back: list[Callable[[], None]] = field(default_factory=list)


def followed(said: Iterable[Said], moved: Mapping[str, str]) -> tuple[Said, ...]:
    """The same of files that have moved, old path to new."""
    return tuple(replace(each, path=moved.get(each.path, each.path)) for each in said)


def said_again(plan: HistoryPlan, moved: Mapping[str, str]) -> HistoryPlan:
    """A plan that was taken back, for files that have moved meanwhile, old path to new.

    Its words are a moment younger than those that took them back, so that they are the last.
    """
    words = (replace(word, at=word.at + _YOUNGER) for word in plan.earlier)
    return replace(
        plan,
        plays=followed(plan.plays, moved),
        earlier=followed(words, moved),
        ratings={moved.get(path, path): stars for path, stars in plan.ratings.items()},
        playlists=tuple(
            replace(each, paths=tuple(moved.get(path, path) for path in each.paths))
            for each in plan.playlists
        ),
    )


def batches_of(plan: HistoryPlan, earlier: Iterable[EarlierPlays]) -> list[Batch]:
    """What the plan writes, plays first, oldest first. ``earlier``: what was said before it."""
    plays = [Batch(plays=part) for part in _parts(plan.plays)]
    words = zip(_parts(plan.earlier), _parts(taken_back(plan, earlier)), strict=True)
    return [*plays, *(Batch(earlier=part, words_back=back) for part, back in words)]


def _parts(entries: Iterable[T]) -> Iterator[tuple[T, ...]]:
    rest = iter(entries)
    while part := tuple(islice(rest, BATCH)):
        yield part
