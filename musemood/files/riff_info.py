"""The tags of a wav as most programs write them: a RIFF chunk LIST of the kind INFO.

Layout (Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", 1991): a file
is ``RIFF size WAVE`` and then chunks ``id size content``, each padded to an even length; a LIST
chunk's content is ``INFO`` and then chunks again, their content a text that ends in NUL. Sizes
are 32 bit, little end first. The encoding is nowhere stated.
"""

import os
import struct
from collections.abc import Iterator, Mapping
from typing import BinaryIO

_LARGEST_LIST = 1 << 20
_MOST_CHUNKS = 1000


def read_riff_info(file: BinaryIO) -> dict[str, str]:
    """Texts by their four letters (INAM, IART, IPRD, ...); empty where there are none.

    ``file`` is read from its start. Never fails on damaged files: what is whole is returned.
    """
    file.seek(0)
    head = file.read(12)
    if head[:4] not in (b"RIFF", b"RF64") or head[8:] != b"WAVE":
        return {}
    texts: dict[str, str] = {}
    for kind, size in _chunks(file):
        if kind == b"LIST" and size <= _LARGEST_LIST:
            texts |= _info_texts(file.read(size))
    return texts


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Kind and size of each chunk, the file standing at its content."""
    for _ in range(_MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            return
        kind, size = struct.unpack("<4sI", head)
        content_at = file.tell()
        yield kind, size
        file.seek(content_at + size + size % 2, os.SEEK_SET)


def _info_texts(content: bytes) -> dict[str, str]:
    texts = {}
    at = 4 if content.startswith(b"INFO") else len(content)
    while at + 8 <= len(content):
        kind, size = struct.unpack_from("<4sI", content, at)
        texts[kind.decode("latin-1")] = _decoded(content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    return texts


def _decoded(text: bytes) -> str:
    text = text.split(b"\0", 1)[0]
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")


def write_riff_info(file: BinaryIO, changes: Mapping[str, str]) -> None:
    """Change texts of the LIST INFO chunk that is there; "" takes one out.

    ``file``: open for reading and writing. The old chunk becomes JUNK, which every reader passes
    over, unless it is the last one; the new one goes to the end, so that no sound is moved. An
    RF64 file, whose sizes lie elsewhere, is left as it is. Raises OSError.
    """
    texts = read_riff_info(file) | dict(changes)
    file.seek(0)
    if file.read(4) != b"RIFF":
        return
    file.seek(12)
    for kind, size in list(_placed_chunks(file)):
        at, length = size
        file.seek(at + 8)
        if kind == b"LIST" and file.read(4) == b"INFO":
            file.seek(at)
            file.write(b"JUNK")
            if at + 8 + length + length % 2 >= _end_of(file):
                file.truncate(at)
    end = _end_of(file)
    file.seek(end)
    content = b"INFO" + b"".join(_info_chunk(key, text) for key, text in texts.items() if text)
    file.write(b"\0" * (end % 2) + b"LIST" + struct.pack("<I", len(content)) + content)
    size_now = _end_of(file) - 8
    file.seek(4)
    file.write(struct.pack("<I", size_now))


def _placed_chunks(file: BinaryIO) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Kind, and where its head begins and how long its content is."""
    for kind, size in _chunks(file):
        yield kind, (file.tell() - 8, size)


def _info_chunk(key: str, text: str) -> bytes:
    encoded = text.encode("utf-8", "replace") + b"\0"
    return (
        key.encode("latin-1")
        + struct.pack("<I", len(encoded))
        + encoded
        + b"\0" * (len(encoded) % 2)
    )


def _end_of(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)
