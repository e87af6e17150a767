"""``musemood import``: JSON lines into the store. Twice the same file is once.

The file is read twice, tracks first, so that their order does not matter. A line goes in whole
or not at all; what could not be used is told as a `LineTrouble`. A track whose path leads
nowhere here, while the library has one of its artist, title and length, is that one, and what
follows about its path goes there.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.foreign_history import ForeignSong
from musemood.domain.song_matching import SongMatcher
from musemood.domain.span import file_of
from musemood.domain.track import Track
from musemood.files.document_checks import check_track
from musemood.files.documents import document_to_track
from musemood.files.embedding_store import SOUND
from musemood.files.entry_paths import path_of, with_path
from musemood.files.json_text import Document, loads
from musemood.files.playlist_store import document_to_playlist
from musemood.files.sequence_text import Sequence, document_to_sequence
from musemood.files.sound_text import text_to_embedding
from musemood.files.store import Store
from musemood.files.transfer_kinds import ENTRY_KINDS, PLAYLIST, TRACK, EntryTransfer
from musemood.files.transfer_playlists import PlaylistTransfer

_TRACKS_A_WRITE = 2000
_ENTRIES_A_WRITE = 5000
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_KINDS = {kind.name: kind for kind in ENTRY_KINDS}


class LineProblem(StrEnum):
    """Why a line could not be used, or not as it stands."""

    NOT_READABLE = "not readable"
    UNKNOWN_KIND = "unknown kind"
    NO_SUCH_TRACK = "no such track"


class LineTrouble(Struct, frozen=True):
    """One line, counted from 1. ``detail``: the path, the kind, or the reason."""

    number: int
    problem: LineProblem
    detail: str


class TransferReport(Struct):
    """What an import did. ``added``, ``known``: by kind.

    ``matched``: tracks that the library has at another path. ``absent``: tracks that were added
    though there is no file now.
    """

    added: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    matched: int = 0
    absent: int = 0
    troubles: list[LineTrouble] = field(default_factory=list)

    def count(self, kind: str, *, is_new: bool) -> None:
        """One more of this kind."""
        counts = self.added if is_new else self.known
        counts[kind] = counts.get(kind, 0) + 1


def import_lines(
    store: Store, path: Path, on_line: Callable[[int], None] = lambda _: None
) -> TransferReport:
    """Bring everything in ``path`` that is not here yet. Raises OSError, StoreError.

    ``on_line`` is told the number of each line, twice; what it raises ends the import there,
    with what was written until then: brought again, the file brings the rest.
    """
    report = TransferReport()
    tracks = _Tracks(store, report)
    for number, kind, document in _documents(path, report):
        on_line(number)
        if kind == TRACK:
            tracks.take(number, document)
    tracks.write()
    entries = _Entries(store, report, tracks)
    for number, kind, document in _documents(path, TransferReport()):
        on_line(number)
        entries.take(number, kind, document)
    entries.write()
    report.troubles.sort(key=lambda trouble: trouble.number)
    return report


def _documents(path: Path, report: TransferReport) -> Iterator[tuple[int, str, Document]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            text = line.removeprefix(b"\xef\xbb\xbf").strip()
            if not text:
                continue
            try:
                document = loads(text)
            except ValueError:
                document = None
            kind = document.pop("type", None) if isinstance(document, dict) else None
            if isinstance(kind, str):
                yield number, kind, document
            else:
                report.troubles.append(LineTrouble(number, LineProblem.NOT_READABLE, ""))


class _Tracks:
    """The tracks of the library and of the file, and where a path of the file leads."""

    def __init__(self, store: Store, report: TransferReport) -> None:
        self._store = store
        self._report = report
        known = store.tracks()
        self._known = {track.path: track for track in known}
        self._matcher = SongMatcher(known)
        self._aliases: dict[str, str] = {}
        self._waiting: list[Track] = []
        self._with_sound: list[tuple[Track, NDArray[np.float16]]] = []
        self._with_sequence: list[tuple[Track, Sequence]] = []

    def take(self, number: int, document: Document) -> None:
        """One line of the file."""
        sequence_document = document.pop("sequence", None)
        try:
            track = document_to_track(document)
            check_track(track)
            sequence = document_to_sequence(sequence_document) if sequence_document else None
            sound = text_to_embedding(document[SOUND]) if SOUND in document else None
        except ValueError as error:
            trouble = LineTrouble(number, LineProblem.NOT_READABLE, str(error))
            self._report.troubles.append(trouble)
            return
        self._place(track, sequence, sound)
        if _size((self._waiting, self._with_sound, self._with_sequence)) >= _TRACKS_A_WRITE:
            self.write()

    def path_of(self, path: str) -> str | None:
        """The path in the library; None where neither it nor the file knows this one."""
        return self._aliases.get(path, path if path in self._known else None)

    def write(self) -> None:
        """To the disk."""
        self._store.put(self._waiting)
        self._store.put_brought(self._with_sound)
        self._store.put_analysed((track, *sequence) for track, sequence in self._with_sequence)
        self._store.flush()
        self._waiting, self._with_sound, self._with_sequence = [], [], []

    def _place(
        self, track: Track, sequence: Sequence | None, sound: NDArray[np.float16] | None
    ) -> None:
        here = self._known.get(track.path)
        if here is not None and not _is_better(track, here):
            self._report.count("track", is_new=False)
            return
        if here is None and not os.path.lexists(file_of(track.path)):
            alias = self._moved_to(track.path) or self._found_elsewhere(track)
            if alias is not None:
                self._aliases[track.path] = alias
                self._report.matched += 1
                return
            self._report.absent += 1
        self._report.count("track", is_new=True)
        self._known[track.path] = track
        if sequence is not None and track.reading is not None:
            self._with_sequence.append((track, sequence))
        elif track.reading is None:
            self._waiting.append(track)
        else:
            # Without its sequence it counts as not analysed, so that it is made again.
            lent = replace(track, analysed_by="")
            if sound is None:
                self._waiting.append(lent)
            else:
                self._with_sound.append((lent, sound))

    def _moved_to(self, path: str) -> str | None:
        """Where a song is that has moved within the library since the export."""
        now = self._store.moves().path_now(path, _LONG_AGO)
        return now if now in self._known else None

    def _found_elsewhere(self, track: Track) -> str | None:
        tags = track.tags
        song = ForeignSong(tags.title, tags.artist, tags.album, tags.duration_s)
        return self._matcher.match(song)


def _is_better(track: Track, here: Track) -> bool:
    """Whether the file knows the mood of the very same file, and the library does not."""
    is_same = here.is_unchanged(track.mtime_ns, track.size)
    return is_same and here.reading is None and track.reading is not None


class _Entries:
    """Plays, thumbs and the like, and playlists."""

    def __init__(self, store: Store, report: TransferReport, tracks: _Tracks) -> None:
        self._store = store
        self._report = report
        self._tracks = tracks
        self._keys = {k.name: set(map(k.key, k.entries(store))) for k in ENTRY_KINDS}
        self._waiting: dict[str, list[Any]] = {kind.name: [] for kind in ENTRY_KINDS}
        self._playlists = PlaylistTransfer(store, tracks.path_of)

    def take(self, number: int, kind_name: str, document: Document) -> None:
        """One line of the file."""
        if kind_name == TRACK:
            return
        if kind_name == PLAYLIST:
            self._take_playlist(number, document)
            return
        kind = _KINDS.get(kind_name)
        if kind is None:
            self._note(number, LineProblem.UNKNOWN_KIND, kind_name)
            return
        try:
            entry = kind.from_document(document)
            kind.check(entry)
        except ValueError as error:
            self._note(number, LineProblem.NOT_READABLE, str(error))
            return
        self._place(number, kind, entry)

    def write(self) -> None:
        """To the disk."""
        for kind in ENTRY_KINDS:
            if self._waiting[kind.name]:
                kind.add(self._store, self._waiting[kind.name])
        self._waiting = {kind.name: [] for kind in ENTRY_KINDS}
        self._playlists.write()

    def _take_playlist(self, number: int, document: Document) -> None:
        try:
            playlist = document_to_playlist(document)
        except ValueError as error:
            self._note(number, LineProblem.NOT_READABLE, str(error))
            return
        is_new, absent = self._playlists.take(playlist)
        self._report.count(PLAYLIST, is_new=is_new)
        for path in absent:
            self._note(number, LineProblem.NO_SUCH_TRACK, path)

    def _note(self, number: int, problem: LineProblem, detail: str) -> None:
        self._report.troubles.append(LineTrouble(number, problem, detail))

    def _place(self, number: int, kind: EntryTransfer, entry: Any) -> None:
        before = path_of(entry)
        path = self._tracks.path_of(before)
        if path is not None:
            entry = with_path(entry, path)
        elif before:
            self._note(number, LineProblem.NO_SUCH_TRACK, before)
        key = kind.key(entry)
        is_new = key not in self._keys[kind.name]
        self._report.count(kind.name, is_new=is_new)
        if is_new:
            self._keys[kind.name].add(key)
            self._waiting[kind.name].append(entry)
            if _size(self._waiting.values()) >= _ENTRIES_A_WRITE:
                self.write()


def _size(lists: Iterable[list[Any]]) -> int:
    return sum(map(len, lists))
