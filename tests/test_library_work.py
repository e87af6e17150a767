"""Laws of scanning and analysing: nothing read twice, nothing stopped by one bad file."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from bad_files import make_bad_files
from composed_music import compose, encode
from numpy.typing import NDArray

from musemood.domain.control import Control
from musemood.domain.failure import FailureKind
from musemood.domain.library import Library, is_song
from musemood.domain.mood import SegmentReading
from musemood.domain.moves import Moved
from musemood.domain.track import Track
from musemood.library_work import AnalysisPool, analyse, scan


class Shelf:
    """Keeps what it is given, and remembers what would be on the disk."""

    def __init__(self) -> None:
        self.library = Library()
        self.held: list[str] = []
        self.written: set[str] = set()

    def put(self, tracks: Iterable[Track]) -> None:
        for track in tracks:
            self.library.put(track)
            self.held.append(track.path)

    def put_analysed(
        self, items: Iterable[tuple[Track, NDArray[np.float32], SegmentReading]]
    ) -> None:
        for track, sequence, segments in items:
            assert sequence.shape == (len(segments), 146)
            self.put([track])
        self.flush()

    def put_copies(self, items: Iterable[tuple[Track, str]]) -> None:
        self.put(track for track, _ in items)

    def move(self, moved: Iterable[Moved]) -> None:
        given = list(moved)
        for each in given:
            self.library.remove(each.old_path)
        self.put(each.track for each in given)
        self.flush()

    def flush(self) -> None:
        self.written.update(self.held)
        self.held.clear()


def _scan(shelf: Shelf, folder: Path, now_s: float = 1.0) -> list[Track]:
    batches = scan([str(folder)], shelf.library.tracks_of, shelf, Control(), lambda: now_s)
    return [track for batch in batches for track in (*batch.known, *batch.fresh)]


def test_a_rescan_passes_unchanged_files_on_as_they_are(tmp_path: Path) -> None:
    encode(tmp_path / "a.wav", compose(1, 4.0, "calm"), tags={"title": "First"})
    shelf = Shelf()
    (first,) = _scan(shelf, tmp_path)
    assert shelf.written == {first.path}
    shelf.written.clear()
    (again,) = _scan(shelf, tmp_path, now_s=2.0)
    assert again is first
    assert shelf.written == set()


def test_what_was_learnt_during_a_scan_is_not_overwritten_by_it(tmp_path: Path) -> None:
    encode(tmp_path / "a.wav", compose(1, 4.0, "calm"))
    encode(tmp_path / "b.wav", compose(2, 4.0, "calm"))
    shelf = Shelf()
    first, _ = _scan(shelf, tmp_path)
    stale = Library(shelf.library)
    with AnalysisPool(1) as pool:
        list(analyse([first], pool, shelf, Control()))
    shelf.written.clear()
    batches = list(scan([str(tmp_path)], stale.tracks_of, shelf, Control()))
    shelf.flush()
    assert shelf.written == set()
    assert all(not batch.fresh for batch in batches)
    read = shelf.library.get(first.path)
    assert read is not None
    assert read.reading is not None


def test_a_retagged_file_is_read_again_and_keeps_the_day_it_came(tmp_path: Path) -> None:
    song = encode(tmp_path / "a.flac", compose(1, 4.0, "calm"), tags={"title": "First"})
    shelf = Shelf()
    _scan(shelf, tmp_path, now_s=1.0)
    encode(song, compose(1, 5.0, "calm"), tags={"title": "Second"})
    (changed,) = _scan(shelf, tmp_path, now_s=2.0)
    assert (changed.title, changed.added_at) == ("Second", 1.0)
    assert changed.reading is None


def test_all_that_was_scanned_is_written_when_the_scan_ends(composed_library: Path) -> None:
    shelf = Shelf()
    tracks = _scan(shelf, composed_library)
    assert len(tracks) == 24
    assert shelf.written == {track.path for track in tracks}
    assert shelf.held == []


def test_a_cancelled_scan_ends(composed_library: Path) -> None:
    shelf, control = Shelf(), Control()
    control.cancel()
    batches = scan([str(composed_library)], shelf.library.tracks_of, shelf, control)
    assert [track for batch in batches for track in batch.fresh] == []


def test_bad_files_are_tracks_with_a_failure_and_never_songs(tmp_path: Path) -> None:
    files = make_bad_files(tmp_path)
    tracks = {track.path: track for track in _scan(Shelf(), tmp_path)}
    assert set(tracks) == {str(path) for path in files.values()}
    text = tracks[str(files["text"])]
    assert text.failure is not None
    assert text.failure.kind is FailureKind.NOT_AUDIO
    assert not is_song(text)
    assert is_song(tracks[str(files["truncated"])])


def test_an_analysed_track_is_written_before_it_is_told(tmp_path: Path) -> None:
    for i in range(3):
        encode(tmp_path / f"{i}.wav", compose(i, 4.0, "bright"))
    shelf = Shelf()
    tracks = _scan(shelf, tmp_path)
    shelf.written.clear()
    with AnalysisPool(1) as pool:
        for track in analyse(tracks, pool, shelf, Control()):
            assert track.path in shelf.written
            assert shelf.library.get(track.path) == track
            assert track.reading is not None
            assert track.analysed_by
    assert len(shelf.written) == 3


def test_a_file_that_vanished_meanwhile_comes_back_with_its_failure(tmp_path: Path) -> None:
    for i in range(2):
        encode(tmp_path / f"{i}.wav", compose(i, 4.0, "bright"))
    shelf = Shelf()
    tracks = _scan(shelf, tmp_path)
    (tmp_path / "0.wav").unlink()
    with AnalysisPool(1) as pool:
        done = {Path(t.path).name: t for t in analyse(tracks, pool, shelf, Control())}
    assert done["0.wav"].failure is not None
    assert done["0.wav"].failure.kind is FailureKind.MISSING
    assert done["1.wav"].reading is not None
