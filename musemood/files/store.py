"""The notebook on the disk: tracks, plays, thumbs and opinions in TinyDB, sequences beside it.

One thread owns a `Store`; nothing here is meant for two. After start-up the library in memory,
not the store, is asked. Whoever opens it for writing holds `DataFolder.lock` meanwhile.

    tracks.json            all tracks; written whole by `flush`: the old file or the new one
    backups/               the last five good ones of it
    playlists.json         playlists, see playlist_store.py
    features.bin           the sequences, see feature_store.py
    embeddings.bin         what each track sounds like, made from these, see embedding_store.py
    journal/plays-*.jsonl  and thumbs-, corrections-, ratings-*.jsonl, one file a month, see
                           journal.py; further ones in listening_store.py
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from musemood.domain.embeddings import Embeddings
from musemood.domain.mood import SegmentReading
from musemood.domain.moves import Move, Moved
from musemood.domain.notice import Notice, NoticeKind
from musemood.domain.opinion import with_opinion
from musemood.domain.track import Track
from musemood.files.backups import load_tables, set_aside
from musemood.files.collector import paused_collector
from musemood.files.data_folder import DataFolder
from musemood.files.diary import Diary
from musemood.files.documents import document_to_rows, document_to_track, track_to_document
from musemood.files.embedding_store import SOUND, EmbeddingStore
from musemood.files.feature_store import FeatureStore, RowSpan
from musemood.files.json_text import Document, Tables
from musemood.files.playlist_store import PlaylistStore
from musemood.files.safekeeping import Safekeeping
from musemood.files.sequence_rows import ROW_WIDTH, from_rows, to_rows
from musemood.files.sound_text import embedding_to_text
from musemood.files.storages import (
    AtomicStorage,
    StoreError,
    TrackTable,
    store_errors,
)

__all__ = ["Store", "StoreError"]


class Store(Diary):
    """Tracks, sequences and playlists of one data folder, and the diary of the person.

    Every method that writes raises StoreError if that fails or the store is read-only.
    """

    def __init__(
        self, folder: Path, tables: Tables, playlists: PlaylistStore, *, is_read_only: bool
    ) -> None:
        super().__init__(folder, is_read_only=is_read_only)
        self._path = folder / "tracks.json"
        self._backups = Safekeeping(self._path, folder / "backups", self._on_backup_failed)
        self._tracks = TrackTable(AtomicStorage(self._path, tables, self._backups.before_write))
        self.playlists = playlists
        self._features = FeatureStore(folder / "features.bin", ROW_WIDTH)
        self._embeddings = EmbeddingStore(folder / "embeddings.bin", is_read_only=is_read_only)
        self._last_embeddings: Embeddings | None = None
        self._is_followed = False

    @classmethod
    def open(cls, folder: DataFolder, *, read_only: bool = False) -> Self:
        """Open what is there. Creates nothing; writes only to mend damage, never if read-only.

        What was found damaged is in `notices`. Raises StoreError if a file cannot be read.
        """
        path = folder.data / "tracks.json"
        with store_errors(path), paused_collector():
            tables, notice = load_tables(path, folder.data / "backups", read_only=read_only)
            playlists = PlaylistStore.open(folder.data, read_only=read_only)
            store = cls(folder.data, tables, playlists, is_read_only=read_only)
            store._check_features(folder.data / "features.bin")
        if notice is not None:
            store._note(notice)
        return store

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the person should be told; grows as damage is come upon."""
        return (*super().notices, *self.playlists.notices)

    def tracks(self) -> list[Track]:
        """All tracks, in the order in which they came, with what the person says of them.

        One whose sequence is lost counts as not analysed. One that cannot be read is passed
        over, stays in the file, and is counted in a notice.
        """
        with store_errors(self._path):
            row_count = self._features.row_count()
        with paused_collector():
            found = [_track_of(self._follow(d), row_count) for d in self._tracks]
        self._is_followed = True
        tracks = [track for track in found if track is not None]
        skipped = len(found) - len(tracks)
        if skipped:
            self._note(Notice(NoticeKind.TRACKS_SKIPPED, str(self._path), count=skipped))
        opinions = self.opinions()
        return [with_opinion(t, opinions[t.path]) if t.path in opinions else t for t in tracks]

    def put(self, tracks: Iterable[Track]) -> None:
        """Insert, or replace by path; on the disk after `flush`.

        A track keeps its sequence as long as it is analysed by the same version.
        """
        self._refuse_if_read_only()
        with paused_collector():
            self._tracks.put([self._document(t) for t in tracks])

    def put_brought(self, items: Iterable[tuple[Track, NDArray[np.float16]]]) -> None:
        """Insert or replace tracks whose sequence is elsewhere, with their embeddings (WIDTH,).

        On the disk after `flush`.
        """
        self._refuse_if_read_only()
        self._tracks.put(
            [track_to_document(t) | {SOUND: embedding_to_text(sound)} for t, sound in items]
        )

    def put_copies(self, items: Iterable[tuple[Track, str]]) -> None:
        """Insert or replace tracks that hold the sound of another; on the disk after `flush`.

        Each: the track with the reading of the other, and the other's path; they share the
        sequence.
        """
        self._refuse_if_read_only()
        self._tracks.put(
            [track_to_document(t, self._rows_at(path) if t.reading else None) for t, path in items]
        )

    def move(self, moved: Iterable[Moved]) -> None:
        """Tracks were found at other paths, together; on return that survives a kill.

        Sequences, plays, thumbs, opinions and entries of playlists go with them.
        """
        self._refuse_if_read_only()
        given, now = list(moved), datetime.now(UTC)
        rows = [self._rows_at(each.old_path) if each.track.reading else None for each in given]
        # The word that everything else follows comes first: a scan finds the rest again.
        self._add_moves([Move(each.old_path, each.track.path, now) for each in given])
        paths = {each.old_path: each.track.path for each in given}
        self.playlists.follow_files(paths)
        self._tracks.remove(paths)
        self._tracks.put(
            [track_to_document(each.track, span) for each, span in zip(given, rows, strict=True)]
        )
        self.flush()

    def merge(self, moved: Iterable[Moved]) -> None:
        """`move` to where the same sound was analysed as well; that analysis stays."""
        given = list(moved)
        for each in given:
            if self._rows_at(each.track.path) is not None:
                self._tracks.remove([each.old_path])
                document = track_to_document(each.track, self._rows_at(each.track.path))
                self._tracks.put([document | {"path": each.old_path}])
        self.move(given)

    def put_analysed(
        self, items: Iterable[tuple[Track, NDArray[np.float32], SegmentReading]]
    ) -> None:
        """Insert or replace tracks with their sequences; on return they survive a kill.

        Each: the track, its unscaled sequence (segments, 146): descriptors, then encoder values;
        and the reading of as many segments. The encoder values are rounded to float16.
        Writes the whole file of tracks, so give it several at a time.
        """
        self._refuse_if_read_only()
        items = list(items)
        blocks = [to_rows(sequence, reading) for _, sequence, reading in items]
        with store_errors(self._path.with_name("features.bin")):
            spans = self._features.append(blocks)
        with store_errors(self._path.with_name("embeddings.bin")):
            self._embeddings.add(spans, [sequence for _, sequence, _ in items])
        tracks = [track for track, _, _ in items]
        self._tracks.put(map(track_to_document, tracks, spans))
        self.flush()

    def remove(self, paths: Iterable[str]) -> None:
        """Forget these tracks; unknown paths are passed over; on the disk after `flush`."""
        self._refuse_if_read_only()
        self._tracks.remove(paths)

    def sequence(self, path: str) -> tuple[NDArray[np.float32], SegmentReading] | None:
        """Sequence (segments, 146) float32 and its reading; None if not analysed, or lost."""
        span = document_to_rows(self._tracks.get(path) or {})
        if span is None:
            return None
        with store_errors(self._path.with_name("features.bin")):
            rows = self._features.read(span)
        return None if rows is None else from_rows(rows)

    def embeddings(self) -> Embeddings:
        """What each analysed track sounds like.

        Those of tracks analysed by earlier versions are made from the sequences, about a second's
        worth in one call; the next call makes more.
        """
        if not self._is_followed:
            for document in self._tracks:
                self._follow(document)
            self._is_followed = True
        news, store = self._tracks.news, self._embeddings
        last = self._last_embeddings
        if last is None or news or store.is_behind:
            with store_errors(self._path.with_name("embeddings.bin")), paused_collector():
                while news:
                    path = news.pop()
                    store.follow(path, self._tracks.get(path))
                store.catch_up(self._features)
                last = self._last_embeddings = store.embeddings()
        return last

    def _follow(self, document: Document) -> Document:
        path = document.get("path")
        if isinstance(path, str):
            self._embeddings.follow(path, document)
        return document

    def take_out(self, paths: Iterable[str]) -> list[Document]:
        """`remove`, on the disk at once; returns what `put_back` takes."""
        self._refuse_if_read_only()
        documents = [dict(d) for p in paths if (d := self._tracks.get(p)) is not None]
        self._tracks.remove([document["path"] for document in documents])
        self.flush()
        return documents

    def put_back(self, documents: Iterable[Document]) -> None:
        """The undo of `take_out`."""
        self._refuse_if_read_only()
        self._tracks.put(documents)
        self.flush()

    def flush(self) -> None:
        """Write changed tracks to the disk; does nothing if none changed."""
        self._tracks.flush()

    def close(self) -> None:
        """Flush, keep backups of what was written, let go of the files."""
        try:
            self.flush()
            self._backups.at_end()
        finally:
            self._features.close()
            self.playlists.close()
            self._close_diary()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _check_features(self, path: Path) -> None:
        if self._features.is_damaged():
            kept_at = "" if self._is_read_only else str(set_aside(path))
            self._note(Notice(NoticeKind.FEATURES_LOST, str(path), kept_at))

    def _rows_at(self, path: str) -> RowSpan | None:
        return document_to_rows(self._tracks.get(path) or {})

    def _document(self, track: Track) -> Document:
        rows, before = self._kept_rows(track), self._tracks.get(track.path) or {}
        document = track_to_document(track, rows)
        is_lent = track.reading is not None and rows is None and SOUND in before
        return document | {SOUND: before[SOUND]} if is_lent else document

    def _kept_rows(self, track: Track) -> RowSpan | None:
        document = self._tracks.get(track.path) or {}
        is_same_analysis = document.get("analysed_by") == track.analysed_by
        return document_to_rows(document) if track.reading and is_same_analysis else None

    def _on_backup_failed(self) -> None:
        self._note(Notice(NoticeKind.BACKUP_FAILED, str(self._path.parent / "backups")))


def _track_of(document: Document, row_count: int) -> Track | None:
    try:
        track = document_to_track(document)
    except ValueError:
        return None
    if "rows" not in document:
        return track
    span = document_to_rows(document)
    if span is not None and FeatureStore.holds(span, row_count):
        return track
    return replace(track, reading=None, analysed_by="")
