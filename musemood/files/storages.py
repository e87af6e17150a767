"""TinyDB's tables, over storages of ours. The only file that imports tinydb.

`DocumentTable` keeps all documents in memory and writes them to one file whole or not at all.
`JournalTable` stands over an append-only journal: searched and inserted into, never changed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from tinydb import Storage
from tinydb.table import Table

from musemood.files.atomic import replace_file
from musemood.files.journal import Journal
from musemood.files.json_text import Document, Tables, dumps, loads, table_pieces


class StoreError(Exception):
    """The store could not be read or written; ``detail`` is the reason."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors into StoreError."""
    try:
        yield
    except OSError as error:
        raise StoreError(Path(error.filename or path), error.strerror or str(error)) from error


class AtomicStorage(Storage):
    """All tables in memory, and in one file after each `flush`."""

    def __init__(self, path: Path, tables: Tables, before_write: Callable[[], None]) -> None:
        self._path = path
        self._tables = tables
        self._before_write = before_write
        self._is_changed = False

    def read(self) -> Tables:
        """The tables, from memory."""
        return self._tables

    def write(self, data: Tables) -> None:
        """Take the tables into memory; the file follows at the next flush."""
        self._tables = data
        self._is_changed = True

    def flush(self) -> None:
        """Write what has changed since the last flush. Raises StoreError, the old file kept."""
        if self._is_changed:
            self._before_write()
            with store_errors(self._path):
                replace_file(self._path, table_pieces(self._tables))
            self._is_changed = False

    def close(self) -> None:
        """Flush."""
        self.flush()


class DocumentTable:
    """A table of documents by their field ``key``, in the order in which they came.

    They are kept as text, and read when they are asked for. ``news``: the keys that were put or
    removed, for whoever follows them and takes them out of it.
    """

    def __init__(self, storage: AtomicStorage, name: str, key: str) -> None:
        self.news: set[str] = set()
        self._storage = storage
        self._key = key
        self._name = name
        self._table = TextTable(storage, name)
        self._known: dict[str, int] | None = None

    def __iter__(self) -> Iterator[Document]:
        numbers: dict[str, int] = {}
        for number, text in self._rows().items():
            document: Document = loads(text)
            value = document.get(self._key)
            if isinstance(value, str):
                numbers[value] = int(number)
            yield document
        self._known = numbers if self._known is None else self._known

    @property
    def _numbers(self) -> dict[str, int]:
        """By key. Known from the first look at all documents: it is the start that reads them."""
        if self._known is None:
            for _ in self:
                pass
        assert self._known is not None
        return self._known

    def _rows(self) -> dict[str, bytes]:
        return self._storage.read().get(self._name, {})

    def get(self, value: str) -> Document | None:
        """The document of this key."""
        number = self._numbers.get(value)
        return None if number is None else loads(self._rows()[str(number)])

    def put(self, documents: Iterable[Document]) -> None:
        """Insert, or replace by key; equal documents change nothing."""
        numbers, rows = self._numbers, self._rows()
        texts = {document[self._key]: dumps(document) for document in documents}
        new = dict.fromkeys(value for value in texts if value not in numbers)
        changed = {
            numbers[value]: text
            for value, text in texts.items()
            if value in numbers and rows[str(numbers[value])] != text
        }
        if new:
            first = max(map(int, rows), default=0) + 1
            numbers.update(zip(new, range(first, first + len(new)), strict=True))
        if new or changed:
            self.news.update(value for value in texts if value in new or numbers[value] in changed)
            self._table.put(changed | {numbers[value]: texts[value] for value in new})

    def remove(self, values: Iterable[str]) -> None:
        """Forget these; unknown ones are passed over."""
        gone = {value for value in values if value in self._numbers}
        if gone:
            self.news |= gone
            self._table.remove(doc_ids=[self._numbers.pop(value) for value in gone])

    def flush(self) -> None:
        """Write what has changed to the disk. Raises StoreError."""
        self._storage.flush()


class TextTable(Table):
    """TinyDB's table over documents that are kept as text."""

    def put(self, texts: Mapping[int, bytes]) -> None:
        """Insert or replace documents by their number."""
        self._update_table(lambda table: table.update(texts))  # type: ignore[arg-type]  # text


class TrackTable(DocumentTable):
    """The table ``tracks``: documents by their ``path``."""

    def __init__(self, storage: AtomicStorage) -> None:
        super().__init__(storage, "tracks", "path")


class JournalStorage(Storage):
    """A journal as TinyDB sees it: one table, read when first asked for."""

    def __init__(self, journal: Journal, name: str) -> None:
        self.folder = journal.folder
        self._journal = journal
        self._name = name
        self._rows: dict[str, Document] | None = None

    def read(self) -> dict[str, dict[str, Document]]:
        """All documents of all months, numbered from 1. Raises StoreError."""
        if self._rows is None:
            with store_errors(self.folder):
                months = self._journal.read()
            documents = [document for month in months for document in month.documents]
            self._rows = {str(number): doc for number, doc in enumerate(documents, 1)}
        return {self._name: self._rows}

    def remove(self, moment: datetime, documents: Iterable[Document]) -> None:
        """Take documents out of the month of ``moment``. Raises StoreError."""
        with store_errors(self.folder):
            self._journal.remove(month_of(moment), documents)
        self._rows = None

    def keep(self, first: str, last: str, stays: Callable[[Document], bool]) -> None:
        """Of the months ``first`` to ``last`` keep only what stays. Raises StoreError."""
        with store_errors(self.folder):
            self._journal.keep(first, last, stays)
        self._rows = None

    def write(self, data: Tables) -> NoReturn:
        """Refused."""
        raise StoreError(self.folder, "a journal is only appended to")

    def append(self, moment: datetime, *documents: Document) -> None:
        """Add documents to the month of ``moment``. Raises StoreError, nothing added."""
        with store_errors(self.folder):
            self._journal.append(month_of(moment), *documents)
        if self._rows is not None:
            for document in documents:
                self._rows[str(len(self._rows) + 1)] = document


class JournalTable(Table):
    """A TinyDB table over a journal. ``moment_of`` raises ValueError for foreign documents.

    A document's number counts in the order of reading and holds for this session only.
    """

    def __init__(
        self, storage: JournalStorage, name: str, moment_of: Callable[[Document], datetime]
    ) -> None:
        super().__init__(storage, name)
        self._journal = storage
        self._moment_of = moment_of

    def take_out(self, moment: datetime, documents: Iterable[Document]) -> None:
        """The undo of `append_at`; numbers count anew afterwards. Raises StoreError."""
        self._journal.remove(moment, documents)
        self.clear_cache()

    def keep(self, first: str, last: str, stays: Callable[[Document], bool]) -> None:
        """Erase for good what does not stay; numbers count anew afterwards. Raises StoreError."""
        self._journal.keep(first, last, stays)
        self.clear_cache()

    def append(self, document: Mapping[str, Any]) -> None:
        """`insert` without a number, so that nothing needs to be read. Raises StoreError."""
        row = dict(document)
        self._journal.append(self._moment_of(row), row)
        self.clear_cache()

    def append_at(self, moment: datetime, documents: Iterable[Document]) -> None:
        """`append` for many of one ``moment``, with one write to the disk. Raises StoreError."""
        self._journal.append(moment, *documents)
        self.clear_cache()

    def insert(self, document: Mapping[str, Any]) -> int:
        """Append one document; returns its number. Raises StoreError, ValueError."""
        number = len(self) + 1
        self.append(document)
        return number

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Append several, one by one."""
        return [self.insert(document) for document in documents]

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:
        # Every changing call of TinyDB ends here, and would change the rows before it writes.
        raise StoreError(self._journal.folder, "a journal is only appended to")


def month_of(moment: datetime) -> str:
    """The UTC month of an aware datetime, as in ``2026-11``."""
    moment = moment.astimezone(UTC)
    return f"{moment.year:04}-{moment.month:02}"
