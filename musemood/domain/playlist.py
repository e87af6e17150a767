"""Playlists: a name and files in an order that a person made. A value: every change is a new one.

A smart playlist is a saved search: what it holds is asked anew each time.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.query import NO_FACTS, Facts, Searched, parse_query
from musemood.domain.track import Track

LONGEST_NAME = 200


class Playlist(Struct, frozen=True):
    """Files in order, the same one as often as the person likes.

    ``id``: unique for ever, so that two playlists may bear one name. ``entries``: paths as in
    `Track`; one whose file is gone stays.
    """

    id: str
    name: str
    entries: tuple[str, ...] = ()

    def renamed(self, name: str) -> "Playlist":
        """The same under another name."""
        return replace(self, name=name)

    def with_paths(self, paths: Iterable[str], at: int | None = None) -> "Playlist":
        """New entries before row ``at``; at the end where it is None or beyond it."""
        place = len(self.entries) if at is None else max(0, at)
        return replace(self, entries=(*self.entries[:place], *paths, *self.entries[place:]))

    def without(self, rows: Collection[int]) -> "Playlist":
        """Take rows out; rows that there are not are passed over."""
        gone = frozenset(rows)
        kept = tuple(path for row, path in enumerate(self.entries) if row not in gone)
        return replace(self, entries=kept)

    def moved(self, rows: Collection[int], target: int) -> "Playlist":
        """Put rows, in their order, before the row ``target``; the length puts them last.

        ``target`` counts rows as they were before. No entry is lost or doubled.
        """
        chosen = sorted({row for row in rows if 0 <= row < len(self.entries)})
        block = tuple(self.entries[row] for row in chosen)
        return self.without(chosen).with_paths(block, landing_row(chosen, target))

    def with_moved_files(self, moved: Mapping[str, str]) -> "Playlist":
        """Entries follow files that have new paths (old path to new)."""
        return replace(self, entries=tuple(moved.get(path, path) for path in self.entries))


class SmartPlaylist(Struct, frozen=True):
    """A saved search. ``query`` as typed in the search field."""

    id: str
    name: str
    query: str

    def renamed(self, name: str) -> "SmartPlaylist":
        """The same under another name."""
        return replace(self, name=name)

    def paths(self, tracks: Iterable[Track], facts: Facts = NO_FACTS) -> tuple[str, ...]:
        """What the search finds among ``tracks`` now, in their order."""
        searched = Searched(tracks, facts)
        kept = parse_query(self.query).kept(range(len(searched.tracks)), searched)
        return tuple(searched.tracks[place].path for place in kept)


AnyPlaylist: TypeAlias = Playlist | SmartPlaylist


def landing_row(rows: Collection[int], target: int) -> int:
    """Where the first of ``rows`` stands once they were moved before ``target``."""
    return max(0, target - sum(1 for row in set(rows) if row < target))


def tidy_name(text: str) -> str:
    """A name as it is kept: on one line, without surplus blanks, at most 200 characters."""
    return " ".join(text.split())[:LONGEST_NAME].strip()


def free_name(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, with the first number from 2 that makes it differ from all ``taken``."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    return name
