"""Plays that another player counted without saying when: kept beside the play log, not in it.

Their number belongs to "how often", but no date is invented for them: what the week sounds like
is told by dated plays alone.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace


class EarlierPlays(Struct, frozen=True):
    """What one other player counted for one track.

    ``origin``: that player, as in "strawberry". ``count``: 0 takes an earlier word back.
    ``last_played``: aware, None where it does not say. ``at``: when it was brought, aware.
    """

    path: str
    origin: str
    count: int
    last_played: datetime | None
    at: datetime


class EarlierTotal(Struct, frozen=True):
    """All other players together. ``last_played``: aware, None if unknown."""

    count: int = 0
    last_played: datetime | None = None


NO_EARLIER = EarlierTotal()


def latest_words(records: Iterable[EarlierPlays]) -> dict[tuple[str, str], EarlierPlays]:
    """By path and origin, the last word: bringing a history again replaces, never adds."""
    return {(r.path, r.origin): r for r in sorted(records, key=lambda record: record.at)}


def earlier_totals(records: Iterable[EarlierPlays]) -> dict[str, EarlierTotal]:
    """By path, the counts of all players added up; paths without any are absent."""
    totals: dict[str, EarlierTotal] = {}
    for record in latest_words(records).values():
        if record.count > 0:
            before = totals.get(record.path, NO_EARLIER)
            moments = [m for m in (before.last_played, record.last_played) if m is not None]
            latest = max(moments, default=None)
            totals[record.path] = EarlierTotal(before.count + record.count, latest)
    return totals


def earlier_counts(records: Iterable[EarlierPlays]) -> dict[str, int]:
    """By path, how many plays other players counted; paths without any are absent."""
    return {path: total.count for path, total in earlier_totals(records).items()}


class EarlierBook:
    """All that other players counted, in memory."""

    def __init__(self, words: Iterable[EarlierPlays] = ()) -> None:
        self._words: dict[str, dict[str, EarlierPlays]] = {}
        self._totals: dict[str, EarlierTotal] = {}
        self._counts: dict[str, int] = {}
        self.take(words)

    def take(self, words: Iterable[EarlierPlays]) -> dict[str, int]:
        """Remember; returns by path how many plays more (or, below 0, fewer) are counted now.

        A word that is older than the last one of its player on the track changes nothing.
        """
        changes: dict[str, int] = {}
        for word in words:
            by_origin = self._words.setdefault(word.path, {})
            if word.origin in by_origin and word.at < by_origin[word.origin].at:
                continue
            by_origin[word.origin] = word
            before = self.total(word.path)
            after = earlier_totals(by_origin.values()).get(word.path, NO_EARLIER)
            self._totals[word.path] = after
            self._counts[word.path] = after.count
            changes[word.path] = changes.get(word.path, 0) + after.count - before.count
        return changes

    def follow(self, to: Mapping[str, str]) -> None:
        """Words about the old paths are about the new ones (old path to new), added up."""
        words = [w for path in to for w in self._words.pop(path, {}).values()]
        for path in to:
            self._totals.pop(path, None)
            self._counts.pop(path, None)
        self.take(replace(word, path=to[word.path]) for word in words)

    def total(self, path: str) -> EarlierTotal:
        """All other players together."""
        return self._totals.get(path, NO_EARLIER)

    def words(self) -> tuple[EarlierPlays, ...]:
        """The last word of each player on each track."""
        return tuple(word for each in self._words.values() for word in each.values())

    def counts(self) -> dict[str, int]:
        """Plays by path; 0, or absent, where there are none."""
        return self._counts.copy()
