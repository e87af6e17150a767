r"""From what stands in a playlist to the path of a file.

One line may mean several files: ``caf\xe9.mp3`` may be a name in these very bytes, Latin-1
for café.mp3, or Chinese in GB18030, ``a%20b.mp3`` may be escaped or not, ``E:\Music\a.mp3`` may
lie beside the playlist on the drive that is called otherwise here. So every line gives
candidates, the likeliest first: the first that exists is it, and where none does, the first.
"""

import os
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from musemood.files.text_encoding import likely_names

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def is_web_address(text: str) -> bool:
    """Whether this is an address of something other than a file here: http, mms, spotify ..."""
    return bool(_ADDRESS.match(text)) and not _is_file_address(text)


def find_file(text: str, folder: str) -> str:
    """The absolute path that an entry of a playlist in ``folder`` means.

    A path of another system that is found nowhere here is given back as it stands.
    """
    candidates = list(dict.fromkeys(_candidates(text, folder)))
    found = (path for path in candidates if _is_there(path))
    return next(found, candidates[0])


def _candidates(text: str, folder: str) -> Iterator[str]:
    for reading in _readings(text):
        if _is_file_address(reading):
            path = _path_of_address(reading)
            if path.startswith("/"):  # an address says exactly what it means
                yield _absolute(path, folder)
            yield from _placed(path, folder)
            continue
        yield from _placed(reading, folder)
        if "%" in reading:
            yield from _placed(os.fsdecode(unquote_to_bytes(_to_bytes(reading))), folder)


def _readings(text: str) -> Iterator[str]:
    """The text; bytes that are not UTF-8 may be another encoding, or a name as it is."""
    data = _to_bytes(text)
    try:
        data.decode()
    except UnicodeDecodeError:
        yield from likely_names(data)
    yield text


def _placed(text: str, folder: str) -> Iterator[str]:
    if os.sep == "\\":
        yield _absolute(text, folder)
    elif _DRIVE.match(text) or text.startswith("\\"):
        yield text
        parts = [part for part in re.split(r"[\\/]", text) if part]
        for first in range(len(parts)):
            yield _absolute("/".join(parts[first:]), folder)
        yield _absolute(text, folder)
    else:
        if "\\" in text:
            yield _absolute(text.replace("\\", "/"), folder)
        yield _absolute(text, folder)


def _absolute(text: str, folder: str) -> str:
    return os.path.normpath(os.path.join(folder, text))


def _is_there(path: str) -> bool:
    return os.path.isabs(path) and os.path.lexists(path)


def _is_file_address(text: str) -> bool:
    return text[:5].lower() == "file:"


def _path_of_address(text: str) -> str:
    """The path in ``file:///...``; what a careless writer left unescaped is taken as it is."""
    rest = text[len("file:") :]
    if rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        is_here = host.lower() in ("", "localhost")
        rest = slash + path if is_here else rest
    path = os.fsdecode(unquote_to_bytes(_to_bytes(rest)))
    return path[1:] if _DRIVE.match(path[1:]) else path


def _to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
