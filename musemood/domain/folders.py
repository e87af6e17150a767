"""The tree of folders on the disk that holds the songs."""

import os
from collections import Counter
from collections.abc import Collection, Generator, Iterable

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.albums import mood_counts
from musemood.domain.mood import Mood
from musemood.domain.natural_key import natural_key
from musemood.domain.track import Track, shown_name

_STEP = 500


class Folder(Struct, frozen=True, eq=False):
    """One folder. ``path``: as on the disk. ``name``: fit to be shown; of a root the whole path.

    ``folders``: those in it that hold songs, 2 before 10. ``tracks``: the songs directly in it,
    as they came.
    ``count``: of all songs in and below it; ``duration_s``: of them together; ``moods``: how many
    of them are of each.
    """

    path: str
    name: str
    folders: tuple["Folder", ...]
    tracks: tuple[Track, ...]
    count: int
    duration_s: float
    moods: Counter[Mood]

    def parts(self) -> list["Folder"]:
        """Itself and all below, each before those that are in it."""
        return _all_of([self])

    def below(self) -> list[Track]:
        """All songs in it and below, its own first, then folder by folder."""
        return [track for folder in self.parts() for track in folder.tracks]


def folder_steps(tracks: Iterable[Track]) -> Generator[None, None, tuple[Folder, ...]]:
    """The topmost folders, in steps of about a millisecond.

    Folders that hold nothing but one other folder are passed over, from the top down to the
    first that holds more.
    """
    songs: dict[str, list[Track]] = {}
    for count, track in enumerate(tracks):
        songs.setdefault(track.path.rpartition(os.sep)[0], []).append(track)
        if count % _STEP == 0:
            yield
    parents: dict[str, set[str]] = {}
    for folder in songs:
        _climb(folder, parents)
    yield
    made: dict[str, Folder] = {}
    # The longer path first: what is in a folder is made before the folder.
    for count, path in enumerate(sorted({*songs, *parents}, key=len, reverse=True)):
        made[path] = _made(path, songs.get(path, []), parents.get(path, set()), made)
        if count % 20 == 0:
            yield
    return _roots(made[""]) if "" in made else ()


def narrowed(folders: Iterable[Folder], paths: Collection[str]) -> tuple[Folder, ...]:
    """The same tree with these songs only; folders without any are left out."""
    tops = tuple(folders)
    made: dict[str, Folder] = {}
    for folder in reversed(_all_of(tops)):  # what is in a folder comes before the folder
        below = tuple(made[each.path] for each in folder.folders if each.path in made)
        tracks = tuple(track for track in folder.tracks if track.path in paths)
        if tracks or below:
            made[folder.path] = _folder(folder.path, folder.name, below, tracks)
    return tuple(made[top.path] for top in tops if top.path in made)


def _all_of(tops: Iterable[Folder]) -> list[Folder]:
    found, waiting = [], list(tops)
    while waiting:  # no recursion: trees may be deep
        folder = waiting.pop()
        found.append(folder)
        waiting.extend(reversed(folder.folders))
    return found


def _climb(folder: str, parents: dict[str, set[str]]) -> None:
    """Note the folder in the one above it, that in the next, up to the root ""."""
    while folder:
        parent = folder.rpartition(os.sep)[0]
        siblings = parents.setdefault(parent, set())
        if folder in siblings:
            return
        siblings.add(folder)
        folder = parent


def _made(path: str, songs: list[Track], below: set[str], made: dict[str, Folder]) -> Folder:
    name = path.rpartition(os.sep)[2]
    folders = tuple(sorted((made[f] for f in below), key=lambda f: natural_key(f.name)))
    return _folder(path, shown_name(name), folders, tuple(songs))


def _folder(path: str, name: str, folders: tuple[Folder, ...], tracks: tuple[Track, ...]) -> Folder:
    count = len(tracks) + sum(folder.count for folder in folders)
    duration_s = sum(track.duration_s for track in tracks)
    moods = mood_counts(tracks)
    for folder in folders:
        duration_s += folder.duration_s
        moods.update(folder.moods)
    return Folder(path, name, folders, tracks, count, duration_s, moods)


def _roots(folder: Folder) -> tuple[Folder, ...]:
    top = _opened(folder)
    tops = (top,) if top.path else map(_opened, top.folders)
    return tuple(_with_whole_path(each) for each in tops)


def _opened(folder: Folder) -> Folder:
    """The first folder from here down that holds more than one other folder."""
    while not folder.tracks and len(folder.folders) == 1:
        (folder,) = folder.folders
    return folder


def _with_whole_path(folder: Folder) -> Folder:
    return replace(folder, name=shown_name(folder.path))
