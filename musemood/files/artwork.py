"""The cover of a track: the picture inside the file, else the one beside it."""

import os
from collections.abc import Iterator
from pathlib import Path

from musemood.domain.span import file_of
from musemood.files.tags import read_cover

_NAMES = ("cover", "folder", "front", "albumart", "album")
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")

LARGEST_COVER = 20_000_000
"""Bytes; a larger picture is passed over, its decoding would take longer than it is worth."""


def find_cover(path: str) -> bytes | None:
    """The bytes of a picture for the track at ``path``; None if there is none. Never raises."""
    path = file_of(path)
    embedded = read_cover(path)
    if embedded and len(embedded) <= LARGEST_COVER:
        return embedded
    return next((data for file in _beside(path) if (data := _read(file))), None)


def _beside(path: str) -> Iterator[Path]:
    """Pictures in the folder of the track by the usual names, the likeliest first."""
    folder = Path(path).parent
    try:
        with os.scandir(folder) as entries:
            names = {entry.name.lower(): entry.name for entry in entries}
    except OSError:
        return
    for name in _NAMES:
        for ending in _ENDINGS:
            if name + ending in names:
                yield folder / names[name + ending]


def _read(file: Path) -> bytes | None:
    try:
        is_fit = file.is_file() and file.stat().st_size <= LARGEST_COVER
        return file.read_bytes() if is_fit else None
    except OSError:
        return None
