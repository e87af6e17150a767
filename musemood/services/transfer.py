"""Everything out into one file, and in again: `musemood export` and `import`, for the window.

Both work in the storage thread, which nobody waits for; plays that end meanwhile are written
afterwards. What came in is told as a difference, so that nothing in memory is overwritten by an
older word of the disk.
"""

import threading
from collections.abc import Collection as Kinds
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from musemood.domain.earlier_plays import EarlierPlays, latest_words
from musemood.domain.opinion import Opinion
from musemood.domain.play_log import Play
from musemood.domain.playlist import AnyPlaylist
from musemood.domain.thumb import Thumb
from musemood.domain.track import Track
from musemood.files.song_list import write_lines
from musemood.files.store import Store
from musemood.files.transfer_export import export_lines
from musemood.files.transfer_import import LineProblem, TransferReport, import_lines
from musemood.files.transfer_kinds import ALL_KINDS
from musemood.services.collection import Collection
from musemood.services.storage import Storage

OPINION_KINDS = ("correction", "rating")
_TELL_EVERY = 500
_EVER = datetime.min.replace(tzinfo=UTC)


class Brought(Struct, frozen=True):
    """What an import did. ``absent``: paths that the library does not have, each once."""

    added: int
    known: int
    unreadable: int
    absent: tuple[str, ...]


class _Content(Struct, frozen=True):
    tracks: list[Track]
    opinions: Mapping[str, Opinion]
    plays: list[Play]
    thumbs: list[Thumb]
    earlier: list[EarlierPlays]
    playlists: list[AnyPlaylist]


class Stopped(Exception):
    """The person has enough."""


class Transfer(QObject):
    """One transfer at a time; ``is_running`` says whether there is one.

    Signals: ``progressed(lines)``; ``exported(path, lines)``; ``imported(Brought)``;
    ``stopped()``; ``failed(Exception)``. For whoever keeps them: ``tracks_came(list[Track])``,
    ``playlists_came(list[AnyPlaylist])``.
    """

    progressed = Signal(int)
    exported = Signal(object, int)
    imported = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    tracks_came = Signal(object)
    playlists_came = Signal(object)

    def __init__(
        self, collection: Collection, storage: Storage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._storage = storage
        self._should_stop = threading.Event()
        self.is_running = False

    def export(self, path: str, kinds: Kinds[str] = ALL_KINDS) -> None:
        """Write everything of these kinds to ``path``, whole or not at all."""
        self._begin()

        def write(store: Store) -> int:
            lines = _Counted(self, export_lines(store, kinds))
            write_lines(path, lines)
            return lines.count

        self._storage.ask(write, lambda count: self._on_exported(path, count), self._on_failed)

    def bring(self, path: str) -> None:
        """Take in what an export holds; what is here stays. Stopped, what came until then stays."""
        self._begin()

        def read(store: Store) -> tuple[TransferReport | None, _Content]:
            try:
                report = import_lines(store, Path(path), self.tell)
            except Stopped:
                report = None
            return report, _content_of(store)

        self._storage.ask(read, self._on_read, self._on_failed)

    def cancel(self) -> None:
        """Stop at the next line."""
        self._should_stop.set()

    def tell(self, line: int) -> None:
        """From the storage thread: this line is reached. Raises Stopped where it is enough."""
        if self._should_stop.is_set():
            raise Stopped
        if line % _TELL_EVERY == 0:
            self.progressed.emit(line)

    def _begin(self) -> None:
        self._should_stop.clear()
        self.is_running = True

    def _on_exported(self, path: str, count: int) -> None:
        self.is_running = False
        self.exported.emit(path, count)

    def _on_failed(self, error: BaseException) -> None:
        self.is_running = False
        if isinstance(error, Stopped):
            self.stopped.emit()
        else:
            self.failed.emit(error)

    def _on_read(self, answer: tuple[TransferReport | None, _Content]) -> None:
        report, content = answer
        self.is_running = False
        self._take(content)
        if report is None:
            self.stopped.emit()
            return
        absent = [t for t in report.troubles if t.problem is LineProblem.NO_SUCH_TRACK]
        self.imported.emit(
            Brought(
                sum(report.added.values()),
                sum(report.known.values()),
                len(report.troubles) - len(absent),
                tuple(dict.fromkeys(trouble.detail for trouble in absent)),
            )
        )

    def _take(self, content: _Content) -> None:
        collection = self._collection
        library = collection.library
        collection.take_opinions(content.opinions)
        self.tracks_came.emit([t for t in content.tracks if _says_more(t, library.get(t.path))])
        collection.set_opinions(content.opinions)
        plays = {(play.path, play.started_at) for play in collection.plays()}
        words = set(collection.earlier())
        collection.bring(
            [play for play in content.plays if (play.path, play.started_at) not in plays],
            [w for w in latest_words(content.earlier).values() if w not in words],
        )
        thumbs = set(collection.thumbs_since(_EVER))
        for thumb in content.thumbs:
            if thumb not in thumbs:
                collection.add_thumb(thumb)
        self.playlists_came.emit(content.playlists)
        collection.history_changed.emit()


class _Counted:
    """Lines on their way, each of them told."""

    def __init__(self, transfer: Transfer, lines: Iterable[str]) -> None:
        self._transfer = transfer
        self._lines = lines
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.count += 1
            self._transfer.tell(self.count)
            yield line


def _says_more(track: Track, here: Track | None) -> bool:
    return here is None or (here.reading is None and track.reading is not None)


def _content_of(store: Store) -> _Content:
    return _Content(
        store.tracks(),
        store.opinions(),
        store.plays(),
        store.thumbs(),
        store.earlier(),
        store.playlists.all(),
    )
