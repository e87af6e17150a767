"""Plays, thumbs, corrections or ratings on the disk: a journal and the TinyDB table over it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct

from musemood.domain.moves import MoveBook
from musemood.domain.notice import Notice, NoticeKind
from musemood.files.documents import (
    as_of,
    correction_to_document,
    document_to_correction,
    document_to_move,
    document_to_play,
    document_to_rating,
    document_to_thumb,
    move_to_document,
    play_to_document,
    rating_to_document,
    thumb_to_document,
    with_as_of,
)
from musemood.files.entry_paths import path_of, with_path
from musemood.files.journal import Journal, MonthText
from musemood.files.json_text import Document
from musemood.files.rule_documents import (
    ban_word_to_document,
    document_to_ban_word,
    document_to_left_out,
    document_to_state,
    document_to_stated,
    left_out_to_document,
    state_to_document,
    stated_to_document,
)
from musemood.files.storages import JournalStorage, JournalTable, month_of, store_errors

Entry = TypeVar("Entry")

_FIRST_MONTH, _LAST_MONTH = "0000-00", "9999-99"


class EntryKind(Struct, Generic[Entry], frozen=True):
    """What a journal holds: its name, the two ways between entry and document, the moment."""

    name: str
    to_document: Callable[[Entry], Document]
    from_document: Callable[[Document], Entry]
    moment_of: Callable[[Entry], datetime]


PLAYS = EntryKind("plays", play_to_document, document_to_play, lambda play: play.started_at)
THUMBS = EntryKind("thumbs", thumb_to_document, document_to_thumb, lambda thumb: thumb.at)
CORRECTIONS = EntryKind(
    "corrections", correction_to_document, document_to_correction, lambda each: each.at
)
RATINGS = EntryKind("ratings", rating_to_document, document_to_rating, lambda each: each.at)
BANS = EntryKind("bans", ban_word_to_document, document_to_ban_word, lambda word: word.at)
LEFT_OUT = EntryKind("left_out", left_out_to_document, document_to_left_out, lambda word: word.at)
STATES = EntryKind("states", state_to_document, document_to_state, lambda entry: entry.at)
STATED = EntryKind("stated", stated_to_document, document_to_stated, lambda each: each.at)
MOVES = EntryKind("moves", move_to_document, document_to_move, lambda move: move.at)


class EntryLog(Generic[Entry]):
    """All entries of one kind. ``table`` is the TinyDB view of them, as they were written.

    ``moves``: the paths of what is read follow them, see entry_paths.py.
    """

    def __init__(
        self,
        folder: Path,
        kind: EntryKind[Entry],
        moves: Callable[[], MoveBook] = MoveBook,
    ) -> None:
        self._kind = kind
        self._moves = moves
        self._journal = Journal(folder, kind.name)
        self.table = JournalTable(
            JournalStorage(self._journal, kind.name),
            kind.name,
            lambda document: kind.moment_of(kind.from_document(document)),
        )

    def add(self, entry: Entry) -> None:
        """One more; on return it is on the disk. Raises StoreError."""
        self.table.append(self._kind.to_document(entry))

    def add_all(self, entries: Sequence[Entry]) -> None:
        """Several of one moment, with one write; on return on the disk. Raises StoreError."""
        if entries:
            documents = [self._document(entry) for entry in entries]
            self.table.append_at(self._kind.moment_of(entries[0]), documents)

    def read(self, since: datetime | None) -> tuple[list[Entry], list[Notice]]:
        """Entries at or after ``since`` (aware), oldest first, and the damage come upon.

        Only the months needed are read. Raises StoreError.
        """
        with store_errors(self._journal.folder):
            months = self._journal.read("" if since is None else month_of(since))
        found: list[Entry] = []
        notices = []
        for month in months:
            entries, damaged = self._entries(month)
            found += entries
            if damaged:
                notices.append(Notice(NoticeKind.LINES_SKIPPED, str(month.path), count=damaged))
        moment_of = self._kind.moment_of
        wanted = [entry for entry in found if since is None or moment_of(entry) >= since]
        return sorted(wanted, key=moment_of), notices

    def add_of_any_time(self, entries: Iterable[Entry]) -> None:
        """Several, with one write a month of theirs. Raises StoreError, some months added."""
        for month in self._by_month(entries):
            self.add_all(month)

    def take_out(self, entries: Iterable[Entry]) -> None:
        """Forget entries that were added by mistake or are undone. Raises StoreError."""
        for month in self._by_month(entries):
            documents = [self._kind.to_document(entry) for entry in month]
            self.table.take_out(self._kind.moment_of(month[0]), documents)

    def erase(self, since: datetime, until: datetime) -> None:
        """Forget all entries of that time for good, and what is damaged in the months touched.

        Raises StoreError, some months done.
        """
        self._keep(
            month_of(since),
            month_of(until),
            lambda entry: not since <= self._kind.moment_of(entry) <= until,
        )

    def erase_others(self, stays: Callable[[Entry], bool]) -> None:
        """Forget for good, of any time, what does not stay; it is asked about today's paths."""
        self._keep(_FIRST_MONTH, _LAST_MONTH, stays)

    def close(self) -> None:
        """Let go of the file; a later `add` opens it again."""
        self._journal.close()

    def _keep(self, first: str, last: str, stays: Callable[[Entry], bool]) -> None:
        book = self._moves()

        def document_stays(document: Document) -> bool:
            try:
                entry = self._kind.from_document(document)
                return stays(self._followed(entry, document, book) if book else entry)
            except ValueError:
                return False

        self.table.keep(first, last, document_stays)

    def _document(self, entry: Any) -> Document:
        """An older word about a path that files came to or left says that it is about today's."""
        document, book = self._kind.to_document(entry), self._moves()
        if not book or not book.touches(path_of(entry)):
            return document
        return with_as_of(document, datetime.now(UTC))

    def _followed(self, entry: Any, document: Document, book: MoveBook) -> Any:
        moment = as_of(document) or self._kind.moment_of(entry)
        before = path_of(entry)
        path = book.path_now(before, moment)
        return entry if path == before else with_path(entry, path)

    def _by_month(self, entries: Iterable[Entry]) -> Iterable[list[Entry]]:
        months: dict[str, list[Entry]] = {}
        for entry in entries:
            months.setdefault(month_of(self._kind.moment_of(entry)), []).append(entry)
        return months.values()

    def _entries(self, month: MonthText) -> tuple[list[Entry], int]:
        entries: list[Entry] = []
        damaged, book = month.damaged_lines, self._moves()
        for document in month.documents:
            try:
                entry = self._kind.from_document(document)
                entries.append(self._followed(entry, document, book) if book else entry)
            except ValueError:
                damaged += 1
        return entries, damaged
