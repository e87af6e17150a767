"""Tracks on their way by drag and drop: addresses for other programs, plain paths for our own."""

import os
from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QUrl

from musemood.domain.file_address import file_address
from musemood.domain.span import file_of

_PATHS = "application/x-musemood-paths"


def paths_to_mime(paths: Iterable[str]) -> QMimeData:
    """What a drag of these files carries; names that are not UTF-8 stay as they are."""
    given = list(paths)
    data = QMimeData()
    data.setUrls([_address(file) for file in dict.fromkeys(map(file_of, given))])
    data.setData(_PATHS, b"\0".join(map(os.fsencode, given)))
    return data


def has_paths(data: QMimeData) -> bool:
    """Whether these are tracks from a list of this window."""
    return data.hasFormat(_PATHS)


def mime_to_paths(data: QMimeData) -> list[str]:
    """The paths that a list of this window gave."""
    whole = bytes(data.data(_PATHS).data())
    return [os.fsdecode(path) for path in whole.split(b"\0") if path]


def _address(path: str) -> QUrl:
    if os.name == "nt":
        return QUrl.fromLocalFile(path)
    return QUrl.fromEncoded(file_address(path).encode())
