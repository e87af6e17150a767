"""An append-only journal: one JSON document a line, one file a month.

One more line costs the same however many there are: append, then force it to the disk. A kill
or a full disk can only tear the last line. A torn line was never confirmed to anyone, but the
next one must not be glued to it, so before the first append to a file it is moved aside.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import FileIO
from pathlib import Path

from msgspec import Struct

from musemood.files.atomic import replace_file, sync_folder, write_all
from musemood.files.json_text import Document, dumps, loads

_MONTH = re.compile(r"\d{4}-\d{2}")


class MonthText(Struct, frozen=True):
    """What one file holds: its documents, and how many of its lines are damaged."""

    path: Path
    documents: tuple[Document, ...]
    damaged_lines: int


class Journal:
    """The files ``<name>-<month>.jsonl`` of a folder; a month is ``2026-11``."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self._name = name
        self._file: FileIO | None = None
        self._open_path: Path | None = None

    def append(self, month: str, *documents: Document) -> None:
        """Add documents; on return they are on the disk. Raises OSError, nothing added."""
        file = self._open(self.folder / f"{self._name}-{month}.jsonl")
        end = os.fstat(file.fileno()).st_size
        try:
            write_all(file, b"".join(dumps(document) + b"\n" for document in documents))
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(end)
            self.close()
            raise

    def read(self, since_month: str = "") -> list[MonthText]:
        """All months from ``since_month`` on, in order. Changes nothing. Raises OSError."""
        files = sorted(self.folder.glob(f"{self._name}-*.jsonl"))
        months = [(path.stem.removeprefix(f"{self._name}-"), path) for path in files]
        return [
            read_month(path)
            for month, path in months
            if _MONTH.fullmatch(month) and month >= since_month
        ]

    def remove(self, month: str, documents: Iterable[Document]) -> None:
        """Take documents out again, each once, the last of equal ones; unknown ones do no harm.

        For the undo of an import; the file is the old or the new one. Raises OSError.
        """
        self.close()
        path = self.folder / f"{self._name}-{month}.jsonl"
        gone = Counter(map(_key, documents))
        kept = []
        for line in reversed(path.read_bytes().splitlines(keepends=True) if path.exists() else ()):
            document = _document(line)
            key = "" if document is None else _key(document)
            if gone[key] > 0:
                gone[key] -= 1
            else:
                kept.append(line)
        replace_file(path, reversed(kept))

    def keep(self, first: str, last: str, stays: Callable[[Document], bool]) -> None:
        """Of the months ``first`` to ``last`` keep only what stays; a file left empty goes.

        For erasing: damaged and torn lines go too, for what they say cannot be told. Raises
        OSError.
        """
        self.close()
        for path in sorted(self.folder.glob(f"{self._name}-*.jsonl*")):
            month, _, rest = path.name.removeprefix(f"{self._name}-").partition(".jsonl")
            if not _MONTH.fullmatch(month) or not first <= month <= last:
                continue
            kept = () if rest else tuple(filter(stays, read_month(path).documents))
            if kept:
                replace_file(path, (dumps(document) + b"\n" for document in kept))
            else:
                path.unlink()
        if self.folder.exists():
            sync_folder(self.folder)

    def close(self) -> None:
        """Let go of the file; a later append opens it again."""
        if self._file is not None:
            self._file.close()
        self._file = self._open_path = None

    def _open(self, path: Path) -> FileIO:
        if self._file is None or path != self._open_path:
            self.close()
            self.folder.mkdir(parents=True, exist_ok=True)
            mend_tail(path)
            self._file = FileIO(path, "a")
            self._open_path = path
            sync_folder(self.folder)
        return self._file


def read_month(path: Path) -> MonthText:
    """The documents of one file; a torn last line is passed over, damaged ones are counted."""
    *lines, tail = path.read_bytes().split(b"\n")
    documents = [_document(line) for line in lines if line.strip()]
    whole = [document for document in documents if document is not None]
    last = _document(tail)
    if last is not None:
        whole.append(last)
    return MonthText(path, tuple(whole), documents.count(None))


def mend_tail(path: Path) -> None:
    """Make the file end with a whole line: move a torn one to ``<file>.torn``. Raises OSError.

    A last line that lacks only its line break gets it. Killed half-way through, this leaves
    the torn line in both files, and the next call ends the work.
    """
    if not path.exists() or _ends_with_line_break(path):
        return
    text = path.read_bytes()
    start = text.rfind(b"\n") + 1
    if _document(text[start:]) is not None:
        _append(path, b"\n")
        return
    _append(path.with_name(path.name + ".torn"), text[start:] + b"\n")
    with FileIO(path, "r+") as file:
        file.truncate(start)
        os.fsync(file.fileno())


def _ends_with_line_break(path: Path) -> bool:
    with FileIO(path) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        return size == 0 or file.read(1) == b"\n"


def _append(path: Path, data: bytes) -> None:
    with FileIO(path, "a") as file:
        write_all(file, data)
        os.fsync(file.fileno())


def _key(document: Document) -> str:
    """What is said; not since when the path in it was right."""
    return json.dumps({k: v for k, v in document.items() if k != "as_of"}, sort_keys=True)


def _document(line: bytes) -> Document | None:
    with suppress(ValueError):
        document = loads(line)
        if isinstance(document, dict):
            return document
    return None
