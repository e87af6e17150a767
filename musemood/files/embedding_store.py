"""The embeddings of all analysed tracks: one small file beside the feature store.

Records of one size, appended: where the track's rows lie in the feature store, their checksum,
and `WIDTH` float16 numbers; 10 MB for 50,000 tracks. Every record can be made again from the
sequence that it names, so none is forced to the disk, and what is missing or torn is no damage.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from io import FileIO
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from musemood.domain.embeddings import WIDTH, Embeddings, embedding_of
from musemood.files.atomic import write_all
from musemood.files.documents import document_to_rows
from musemood.files.feature_store import FeatureStore, RowSpan
from musemood.files.json_text import Document
from musemood.files.sequence_rows import DESCRIPTORS, from_rows
from musemood.files.sound_text import text_to_embedding

_MAGIC = b"museemb1"
_RECORD = np.dtype([("first", "<u4"), ("checksum", "<u4"), ("values", "<f2", (WIDTH,))])

SOUND = "sound"
"""The field of a track's document that holds its embedding as long as there is no sequence."""

_MADE_AT_ONCE = 4000

Key = tuple[int, int]


class EmbeddingStore:
    """Embeddings by row span. Read whole when first asked; the file need not exist yet."""

    def __init__(self, path: Path, *, is_read_only: bool) -> None:
        self._path = path
        self._is_read_only = is_read_only
        self._records: NDArray[np.void] | None = None
        self._count = 0
        self._index: dict[Key, int] = {}
        self._at: dict[str, int] = {}
        self._unplaced: dict[str, RowSpan] = {}
        self._brought: dict[str, NDArray[np.float16]] = {}
        self._last_index: dict[str, int] | None = None  # as long as paths were added to it only

    def _places(self) -> dict[Key, int]:
        self._load()
        return self._index

    def _rows(self) -> NDArray[np.float16]:
        """All embeddings (n, WIDTH); later additions do not change it."""
        rows: NDArray[np.float16] = self._load()["values"][: self._count]
        return rows.view(np.float16)

    def follow(self, path: str, document: Document | None) -> None:
        """The document of this path as it is now, None where there is none any more.

        A track that was imported without its sequence has its embedding in its document.
        """
        if path in self._at:
            self._last_index = None
        for known in (self._at, self._brought, self._unplaced):
            known.pop(path, None)
        if document is None:
            return
        span = document_to_rows(document)
        if span is not None:
            self._unplaced[path] = span
        elif (sound := _brought(document)) is not None:
            self._brought[path] = sound

    @property
    def is_behind(self) -> bool:
        """Whether `catch_up` has something to do."""
        return bool(self._unplaced)

    def catch_up(self, features: FeatureStore) -> None:
        """Find what was followed, and make up to `_MADE_AT_ONCE` embeddings that are lacking.

        From the sequences; one whose sequence is lost stays unknown.
        """
        known, lacking = self._places(), dict[str, RowSpan]()
        for path, span in self._unplaced.items():
            if _key(span) in known:
                self._at[path] = known[_key(span)]
            else:
                lacking[path] = span
        now = dict(islice(lacking.items(), _MADE_AT_ONCE))
        read = ((span, features.read(span)) for span in now.values())
        made = [(span, from_rows(rows)[0]) for span, rows in read if rows is not None]
        self.add([span for span, _ in made], [sequence for _, sequence in made])
        self._at |= {path: known[_key(span)] for path, span in now.items() if _key(span) in known}
        self._unplaced = {path: span for path, span in lacking.items() if path not in now}

    def embeddings(self) -> Embeddings:
        """Of the tracks that were followed and caught up; nothing changes them later."""
        rows, index, last = self._rows(), dict(self._at), self._last_index
        self._last_index = index
        if self._brought:
            index |= {path: len(rows) + i for i, path in enumerate(self._brought)}
            rows = np.vstack([rows, *self._brought.values()])
            self._last_index = None  # the places of these are others next time
        return Embeddings(rows, index, last)

    def add(self, spans: Sequence[RowSpan], sequences: Sequence[NDArray[np.float32]]) -> None:
        """Remember what sequences (segments, SEQUENCE_WIDTH) sound like, by where they lie.

        On the disk too, unless it may only be read. Raises OSError.
        """
        self._load()
        items = {
            # As the feature store keeps them, so that it can be made again to the bit.
            _key(span): embedding_of(
                sequence[:, DESCRIPTORS:].astype(np.float16).astype(np.float32)
            )
            for span, sequence in zip(spans, sequences, strict=True)
        }
        new = {key: values for key, values in items.items() if key not in self._index}
        if not new:
            return
        block = np.zeros(len(new), _RECORD)
        for record, ((first, checksum), values) in zip(block, new.items(), strict=True):
            record["first"], record["checksum"], record["values"] = first, checksum, values
        self._take(block)
        if not self._is_read_only:
            self._append(block)

    def _load(self) -> NDArray[np.void]:
        if self._records is None:
            self._records = np.zeros(0, _RECORD)
            data = self._path.read_bytes() if self._path.is_file() else b""
            whole = (len(data) - len(_MAGIC)) // _RECORD.itemsize
            if data.startswith(_MAGIC) and whole > 0:
                self._take(np.frombuffer(data, _RECORD, whole, len(_MAGIC)))
        return self._records

    def _take(self, block: NDArray[np.void]) -> None:
        assert self._records is not None
        needed = self._count + len(block)
        if needed > len(self._records):
            grown = np.zeros(max(needed, 2 * len(self._records)), _RECORD)
            grown[: self._count] = self._records[: self._count]
            self._records = grown
        self._records[self._count : needed] = block
        keys = zip(block["first"].tolist(), block["checksum"].tolist(), strict=True)
        self._index.update((key, self._count + i) for i, key in enumerate(keys))
        self._count = needed

    def _append(self, block: NDArray[np.void]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with FileIO(self._path, "a+") as file:
            size = os.fstat(file.fileno()).st_size
            file.seek(0)
            if file.read(len(_MAGIC)) != _MAGIC:
                file.truncate(0)
                write_all(file, _MAGIC)
            else:
                file.truncate(size - (size - len(_MAGIC)) % _RECORD.itemsize)
            write_all(file, block.tobytes())


def _brought(document: Document) -> NDArray[np.float16] | None:
    if SOUND in document:
        with suppress(ValueError):
            return text_to_embedding(document[SOUND])
    return None


def _key(span: RowSpan) -> Key:
    """What tells one analysis from every other."""
    return span.first, span.checksum
