"""Albums: songs that belong together, in the order of their discs.

Every song is in exactly one album. Which one is decided by `album_groups`.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from musemood.domain.mood import ALL_MOODS, Mood
from musemood.domain.natural_key import natural_key
from musemood.domain.track import Track, fold, shown_name

T = TypeVar("T", str, int)
AlbumKey = tuple[str, str, str]
"""Folded title, folded artist ("*" for various), folder where the album stays in one, else ""."""

_DISC_FOLDER = re.compile(r"(?:cd|dis[ck])[ _.#-]*([0-9]{1,2})(?![0-9])")
_LAST = 1_000_000
_ARTICLE = "the "


class Album(Struct, frozen=True, eq=False):
    """Songs that belong together.

    ``key``: the same whenever the same songs are gathered. ``title``: of the tags, else the
    name of the folder. ``artist``: "" where the files do not say, and for a compilation.
    ``is_compilation``: by various artists. ``tracks``: by disc and number, at least one.
    ``year``: that of most songs, None if none says. ``added_at``: when its last song came.
    """

    key: AlbumKey
    title: str
    artist: str
    is_compilation: bool
    tracks: tuple[Track, ...]
    year: int | None
    duration_s: float
    added_at: float

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of its songs, in order."""
        return tuple(track.path for track in self.tracks)


def make_album(
    key: AlbumKey, title: str, artist: str, is_compilation: bool, tracks: Iterable[Track]
) -> Album:
    """The album of these tracks, which are put in order. Raises IndexError without any."""
    ordered = tuple(sorted(tracks, key=_place))
    years = [track.tags.year for track in ordered if track.tags.year]
    return Album(
        key=key,
        title=title or shown_name(_name(_folder(ordered[0].path))),
        artist=artist,
        is_compilation=is_compilation,
        tracks=ordered,
        year=most_common(years) if years else None,
        duration_s=sum(track.tags.duration_s for track in ordered),
        added_at=max(track.added_at for track in ordered),
    )


def by_disc(album: Album) -> list[tuple[int, tuple[Track, ...]]]:
    """The discs in order, each with its tracks; a track that does not say is on the first."""
    discs: dict[int, list[Track]] = {}
    for track in album.tracks:
        discs.setdefault(disc_number(track), []).append(track)
    return [(disc, tuple(tracks)) for disc, tracks in discs.items()]


def disc_number(track: Track) -> int:
    """The disc by the tags, else by a folder like "CD 2", else 1."""
    return track.tags.disc_number or _disc_of_folder(_folder(track.path)) or 1


def album_folder(folder: str) -> str:
    """The folder of the whole album: the one above a folder like "CD 2"."""
    return _folder(folder) if _disc_of_folder(folder) else folder


def mood_mix(tracks: Iterable[Track]) -> dict[Mood, float]:
    """The share of each mood among the songs that have one, in the order of `ALL_MOODS`.

    Moods that do not occur are left out; empty where no song has a mood yet.
    """
    return mix_of(mood_counts(tracks))


def mood_counts(tracks: Iterable[Track]) -> Counter[Mood]:
    """How many songs are of each mood; those that have none yet are in none."""
    return Counter([mood for track in tracks if (mood := track.mood) is not None])


def mix_of(counts: Counter[Mood]) -> dict[Mood, float]:
    """`mood_mix` of songs so many of which are of each mood."""
    total = counts.total()
    return {mood: counts[mood] / total for mood in ALL_MOODS if counts[mood]}


@lru_cache(maxsize=16384)
def shelf_name(name: str) -> str:
    """A name as it is sorted on a shelf: folded, without a leading "The"."""
    folded = fold(name)
    return folded.removeprefix(_ARTICLE) or folded


def most_common(values: Iterable[T]) -> T:
    """The value that occurs most, the smallest of several; raises ValueError without any."""
    every = list(values)
    if len(set(every)) == 1:
        return every[0]
    counts = Counter(every)
    most = max(counts.values())
    return min(value for value, count in counts.items() if count == most)


def _place(track: Track) -> tuple[int, int, list[str | int], str]:
    tags, path = track.tags, track.path
    disc = tags.disc_number or _disc_of_folder(path.rpartition(os.sep)[0]) or 1
    number = tags.track_number
    return disc, number or _LAST, [] if number else natural_key(_name(path))[0], path


def _folder(path: str) -> str:
    return path.rpartition(os.sep)[0]


def _name(path: str) -> str:
    return path.rpartition(os.sep)[2]


@lru_cache(maxsize=4096)
def _disc_of_folder(folder: str) -> int | None:
    match = _DISC_FOLDER.match(_name(folder).casefold())
    return (int(match.group(1)) or None) if match else None
