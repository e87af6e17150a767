"""Which folders belong to the library, and which were taken out of it."""

import os
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from musemood.domain.span import file_of
from musemood.domain.track import Track


class LibraryPlaces(Struct, frozen=True):
    """Absolute paths. ``folders``: added. ``removed``: taken out. ``files``: added one by one
    though they lie in a folder that was taken out.

    What is nearest to a song decides about it: itself, its folder, the folder above that.
    """

    folders: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def shows(self, path: str) -> bool:
        """Whether the song at ``path`` is to be seen; songs in no named folder are."""
        if not self.removed:
            return True
        place = file_of(path)
        while True:
            if place in self.files or place in self.folders:
                return True
            if place in self.removed:
                return False
            above = place.rpartition(os.sep)[0]
            if above in (place, ""):
                return True
            place = above

    def with_folder(self, folder: str) -> "LibraryPlaces":
        """A folder is added; what was taken out of it before comes back with it."""
        if folder in self.folders:
            return self
        removed = tuple(each for each in self.removed if not is_within(each, folder))
        return replace(self, folders=(*self.folders, folder), removed=removed)

    def with_file(self, path: str) -> "LibraryPlaces":
        """A file is added by itself."""
        return self if self.shows(path) else replace(self, files=(*self.files, path))

    def without_folder(self, folder: str) -> "LibraryPlaces":
        """A folder is taken out, and with it what was added from it; unknown ones too."""
        return LibraryPlaces(
            tuple(each for each in self.folders if each != folder),
            tuple(dict.fromkeys((*self.removed, folder))),
            tuple(each for each in self.files if not is_within(each, folder)),
        )

    def with_back(self, folder: str, before: "LibraryPlaces") -> "LibraryPlaces":
        """A folder that was taken out is as it was ``before`` that; what came since stays."""
        return LibraryPlaces(
            tuple(dict.fromkeys((*before.folders, *self.folders))),
            tuple(each for each in self.removed if each != folder or each in before.removed),
            tuple(dict.fromkeys((*before.files, *self.files))),
        )


def is_within(path: str, folder: str) -> bool:
    """Whether ``path`` is the folder or lies in or below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def tracks_within(tracks: Iterable[Track], places: Iterable[str]) -> list[Track]:
    """Those whose files are one of these places, or lie in or below one."""
    given = {place.rstrip(os.sep) for place in places}
    known = dict.fromkeys(given, True)
    known.setdefault("", False)

    def is_in(folder: str) -> bool:
        way = []
        while folder not in known:
            way.append(folder)
            folder = folder.rpartition(os.sep)[0]
        known.update(dict.fromkeys(way, known[folder]))
        return known[folder]

    files = ((track, file_of(track.path)) for track in tracks)
    return [t for t, file in files if file in given or is_in(file.rpartition(os.sep)[0])]
