"""The sequences of all analysed tracks: one file of float32 rows, written only at its end.

A track's sequence is a run of rows; its document in the database keeps a `RowSpan`, where the
run lies and a checksum of it. Rows reach the disk before the document that points at them, so
a kill leaves at most rows that nothing points to. The checksum makes every mishap (a file from
elsewhere, lost rows, a damaged disk) look the same: there is no sequence, analyse again.

Reading is a seek and a read, not a memory map: as quick here, it works while the file grows,
and a file cut short under the program is an answer (None) instead of a fatal signal.

Nothing is ever rewritten in place, for a kill in the middle would spoil a sequence that is
still pointed to. So analysing a track again wastes its old rows: 32 KB for four minutes (80 rows
of 100 numbers), 1.6 GB for 50,000 tracks. Only when the rows have another width than before,
and so can be of no use to this program, does the file start anew.
"""

import os
import struct
import zlib
from collections.abc import Sequence
from contextlib import suppress
from io import FileIO
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from musemood.files.atomic import sync_folder, write_all

_HEADER = struct.Struct("<8sII")
_WIDTH_AT = 12
_MAGIC = b"musemood"
_VERSION = 1


class RowSpan(Struct, frozen=True):
    """A run of rows: index of the first, how many, and the CRC-32 of their bytes."""

    first: int
    count: int
    checksum: int


class FeatureStore:
    """Rows of ``row_width`` float32 numbers in one file, which need not exist yet."""

    def __init__(self, path: Path, row_width: int) -> None:
        self._path = path
        self._row_bytes = 4 * row_width
        self._row_width = row_width
        self._header = _HEADER.pack(_MAGIC, _VERSION, row_width)
        self._reader: FileIO | None = None

    def is_damaged(self) -> bool:
        """Whether a file is there that this class did not write. Raises OSError.

        One with rows of another width, from an earlier version of the program, is not damaged:
        it holds nothing, and the next `append` begins it anew.
        """
        start = self._start()
        return len(start) == _HEADER.size and not start.startswith(self._header[:_WIDTH_AT])

    def row_count(self) -> int:
        """Number of whole rows in the file, 0 if it has none of this width. Raises OSError."""
        return self._whole_rows() if self._open_reader() else 0

    def append(self, blocks: Sequence[NDArray[np.float32]]) -> list[RowSpan]:
        """Add blocks of shape (rows, row_width); on return they are on the disk.

        Raises OSError (a full disk, say), the rows written before untouched, and ValueError
        for another shape.
        """
        data = [self._to_bytes(block) for block in blocks]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with FileIO(self._path, "a+") as file:
            end = self._prepare_end(file)
            try:
                for piece in data:
                    write_all(file, piece)
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(end)
                raise
        return self._spans(end, data)

    def read(self, span: RowSpan) -> NDArray[np.float32] | None:
        """The rows of ``span``, (count, row_width); None if they are not there or not whole."""
        reader = self._open_reader()
        if reader is None or not self.holds(span, self._whole_rows()):
            return None
        reader.seek(_HEADER.size + span.first * self._row_bytes)
        data = reader.read(span.count * self._row_bytes)
        if zlib.crc32(data) != span.checksum:
            return None
        return np.frombuffer(data, "<f4").reshape(-1, self._row_width).astype(np.float32)

    @staticmethod
    def holds(span: RowSpan, row_count: int) -> bool:
        """Whether the span lies within the first ``row_count`` rows."""
        return span.first >= 0 and span.count > 0 and span.first + span.count <= row_count

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _prepare_end(self, file: FileIO) -> int:
        """Cut off a torn row, write the header of a new file; returns where rows go on."""
        size = os.fstat(file.fileno()).st_size
        if size < _HEADER.size or self._is_outdated():
            file.truncate(0)
            write_all(file, self._header)
            sync_folder(self._path.parent)
            return _HEADER.size
        end = size - (size - _HEADER.size) % self._row_bytes
        file.truncate(end)
        return end

    def _spans(self, end: int, data: list[bytes]) -> list[RowSpan]:
        first = (end - _HEADER.size) // self._row_bytes
        spans = []
        for piece in data:
            count = len(piece) // self._row_bytes
            spans.append(RowSpan(first, count, zlib.crc32(piece)))
            first += count
        return spans

    def _to_bytes(self, block: NDArray[np.float32]) -> bytes:
        if block.ndim != 2 or block.shape[1] != self._row_width:
            raise ValueError(f"rows of {self._row_width} numbers are needed, not {block.shape}")
        return block.astype("<f4").tobytes()

    def _start(self) -> bytes:
        try:
            with FileIO(self._path) as file:
                return file.read(_HEADER.size)
        except FileNotFoundError:
            return b""

    def _is_outdated(self) -> bool:
        start = self._start()
        return start != self._header and start.startswith(self._header[:_WIDTH_AT])

    def _open_reader(self) -> FileIO | None:
        if self._reader is None and self._start() == self._header:
            with suppress(FileNotFoundError):
                self._reader = FileIO(self._path)
        return self._reader

    def _whole_rows(self) -> int:
        assert self._reader is not None
        size = os.fstat(self._reader.fileno()).st_size
        return max(0, size - _HEADER.size) // self._row_bytes
