"""Never recommend this: a track, an album, an artist, a genre or a folder.

What is banned can still be played, is still evidence of how a week sounds, and keeps its stars.
"""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from musemood.domain.album_groups import main_artist
from musemood.domain.albums import album_folder
from musemood.domain.genres import genre_names
from musemood.domain.track import Track, fold, shown_name


class BanKind(StrEnum):
    """How far a ban reaches."""

    TRACK = "track"
    ALBUM = "album"
    ARTIST = "artist"
    GENRE = "genre"
    FOLDER = "folder"


MOST_COMPARED = 500
"""Tracks whose tags are looked through for what they have in common."""


class Ban(Struct, frozen=True, eq=False):
    """One ban. ``value``: what tracks are compared by. ``name``: as the person knows it.

    Bans of one kind and value are equal, whatever they are called.
    """

    kind: BanKind
    value: str
    name: str

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ban):
            return NotImplemented
        return (self.kind, self.value) == (other.kind, other.value)

    def __ne__(self, other: object) -> bool:
        return not self == other  # else it would be that of Struct, which asks for the name too

    def __hash__(self) -> int:
        return hash((self.kind, self.value))


class BanWord(Struct, frozen=True):
    """One entry of the journal: from ``at`` (aware) on the ban holds, or does not any more."""

    ban: Ban
    at: datetime
    holds: bool = True


def bans_of(words: Iterable[BanWord]) -> tuple[Ban, ...]:
    """The bans that hold after all was said, the newest last."""
    bans: dict[Ban, Ban] = {}
    for word in sorted(words, key=lambda word: word.at):
        bans.pop(word.ban, None)
        if word.holds:
            bans[word.ban] = word.ban
    return tuple(bans)


def bans_for(track: Track) -> tuple[Ban, ...]:
    """What may be banned because of this track, the narrowest first; tags it lacks left out."""
    tags, folder = track.tags, track.path.rpartition(os.sep)[0]
    found = [Ban(BanKind.TRACK, track.path, track.title)]
    if tags.album:
        found.append(Ban(BanKind.ALBUM, _album(track), tags.album))
    artist = main_artist(track)
    if artist:
        found.append(Ban(BanKind.ARTIST, fold(artist), artist))
    found += [Ban(BanKind.GENRE, key, name) for key, name in genre_names(tags.genre) if key]
    return (*found, Ban(BanKind.FOLDER, folder, shown_name(folder)))


def bans_for_all(tracks: Sequence[Track]) -> tuple[Ban, ...]:
    """What may be banned because of all these tracks: what they have in common.

    Of more than `MOST_COMPARED` that is the folder that they lie in. None for no track.
    """
    if len(tracks) < 2:
        return bans_for(tracks[0]) if tracks else ()
    folder = os.path.commonpath([min(t.path for t in tracks), max(t.path for t in tracks)])
    shared: list[Ban] = []
    if len(tracks) <= MOST_COMPARED:
        kept = set(bans_for(tracks[0])).intersection(*map(bans_for, tracks[1:]))
        shared = [b for b in bans_for(tracks[0]) if b in kept and b.kind is not BanKind.FOLDER]
    if folder == os.sep:
        return tuple(shared)
    return (*shared, Ban(BanKind.FOLDER, folder, shown_name(folder)))


def heir_of(ban: Ban, before: Track, after: Track) -> Ban | None:
    """The ban of a folder or album where a track went from it; None where that is none.

    Of a folder: the one that has the track at the same place below it.
    """
    if ban.kind is BanKind.FOLDER:
        below = before.path[len(ban.value.rstrip(os.sep)) :]
        folder = after.path.removesuffix(below)
        has_moved = folder not in (after.path, "")
        return Ban(BanKind.FOLDER, folder, shown_name(folder)) if has_moved else None
    return next((each for each in bans_for(after) if each.kind is ban.kind), None)


def ban_test(bans: Collection[Ban]) -> Callable[[Track], bool]:
    """The question whether a track is banned, quick for 50,000 of them."""
    by_kind = {kind: frozenset(b.value for b in bans if b.kind is kind) for kind in BanKind}
    tracks, albums, artists, genres = (
        by_kind[kind] for kind in (BanKind.TRACK, BanKind.ALBUM, BanKind.ARTIST, BanKind.GENRE)
    )
    folders = tuple(folder.rstrip(os.sep) + os.sep for folder in by_kind[BanKind.FOLDER])

    def is_banned(track: Track) -> bool:
        return (
            track.path in tracks
            or track.path.startswith(folders)
            or (bool(artists) and not artists.isdisjoint(_artists(track)))
            or (bool(genres) and any(key in genres for key, _ in genre_names(track.tags.genre)))
            or (bool(albums) and bool(track.tags.album) and _album(track) in albums)
        )

    return is_banned


def _artists(track: Track) -> set[str]:
    return {fold(main_artist(track)), fold(track.tags.album_artist)}


def _album(track: Track) -> str:
    """Title and album artist; where the files name none, title and folder."""
    tags = track.tags
    owner = fold(tags.album_artist) or album_folder(track.path.rpartition(os.sep)[0])
    return f"{fold(tags.album)}\n{owner}"
