"""Whether a file that is not there was taken away alone, or with the drive that it lies on."""

import os
from collections.abc import Iterable

from musemood.domain.library_places import is_within
from musemood.domain.span import file_of


def is_there(path: str) -> bool:
    """Whether there is a file; a link that leads nowhere is none."""
    return os.path.isfile(file_of(path))


def is_away(path: str, roots: Iterable[str]) -> bool:
    """Whether the whole place is gone, as it is while a drive is not mounted.

    ``roots``: folders of the library. One of them that holds the file is not there; or none
    holds it and its folder is not there, which may have been the mount point; or the folder
    nearest to the file that exists is empty, as a mount point is that stays.
    """
    folder = os.path.dirname(path)
    holding = [root for root in roots if is_within(path, root)]
    if not all(map(os.path.isdir, holding or [folder])):
        return True
    while not os.path.isdir(folder):
        above = os.path.dirname(folder)
        if above == folder:
            return True
        folder = above
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is None
    except OSError:
        return True
