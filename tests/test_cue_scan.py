"""A file with a cue sheet is its tracks, and stays in step with what lies on the disk."""

import os
from collections.abc import Iterable
from pathlib import Path

import mutagen
import pytest
from composed_music import encode
from cue_sheets import CUTS_S, DISC_S, TITLES, disc, sheet, write
from further_formats import encode_further

from musemood.domain.control import Control
from musemood.domain.failure import FailureKind
from musemood.domain.library import Library
from musemood.domain.moves import Moved
from musemood.domain.span import file_of, span_of
from musemood.domain.track import Track
from musemood.files.cue_folder import read_sheets
from musemood.library_work import AnalysisPool, analyse, scan


class Shelf:
    """A library that is kept by a scan as the window and the command line keep theirs."""

    def __init__(self) -> None:
        self.library = Library()

    def put(self, tracks: object) -> None:
        for track in tracks:  # type: ignore[attr-defined]
            self.library.put(track)

    def put_analysed(self, items: object) -> None:
        self.put(track for track, _, _ in items)  # type: ignore[attr-defined]

    def put_copies(self, items: Iterable[tuple[Track, str]]) -> None:
        self.put(track for track, _ in items)

    def move(self, moved: Iterable[Moved]) -> None:
        self.put(each.track for each in moved)

    def flush(self) -> None:
        pass

    def scan(self, *paths: Path) -> list[Track]:
        given = [str(path) for path in paths]
        met = []
        for batch in scan(given, self.library.tracks_of, self, Control(), lambda: 1.0):
            for path in batch.gone:
                self.library.remove(path)
            met += [*batch.known, *batch.fresh]
        assert {track.path for track in met} <= {track.path for track in self.library}
        return sorted(met, key=lambda track: span_of(track.path).start_s)

    def titles(self) -> list[str]:
        return sorted(track.title for track in self.library if track.failure is None)


@pytest.fixture
def album(tmp_path: Path) -> Path:
    return encode(tmp_path / "day.flac", disc())


def test_the_tracks_tile_the_file_and_are_called_as_the_sheet_says(album: Path) -> None:
    write(album.with_suffix(".cue"), sheet("day.wav"))
    tracks = Shelf().scan(album.parent)
    spans = [span_of(track.path) for track in tracks]
    assert {span.file for span in spans} == {str(album)}
    assert [span.start_s for span in spans] == list(CUTS_S)
    assert [span.end_s for span in spans] == [*CUTS_S[1:], None]
    assert sum(track.duration_s for track in tracks) == pytest.approx(DISC_S)
    assert [track.title for track in tracks] == list(TITLES)
    assert [track.tags.artist for track in tracks] == ["The Hours", "Guest", "The Hours"]
    assert [track.tags.composer for track in tracks] == ["", "A. Writer", ""]
    assert [track.tags.track_number for track in tracks] == [1, 2, 3]
    assert {(t.tags.album, t.tags.album_artist, t.tags.genre, t.tags.year) for t in tracks} == {
        ("One Day", "The Hours", "Ambient", 1994)
    }


def test_each_track_has_its_own_mood_strip_and_loudness(album: Path) -> None:
    write(album.with_suffix(".cue"), sheet("day.flac"))
    shelf = Shelf()
    with AnalysisPool(1) as pool:
        done = {t.path: t for t in analyse(shelf.scan(album.parent), pool, shelf, Control())}
    tracks = sorted(done.values(), key=lambda track: track.tags.track_number or 0)
    assert all(track.failure is None for track in tracks)
    assert len({track.reading for track in tracks}) == 3
    loud = [track.loudness.lufs for track in tracks if track.loudness]
    assert loud[1] > loud[0] + 3
    assert loud[1] > loud[2] + 3


@pytest.mark.parametrize("how", ["whole name", "case", "only sheet", "given", "the sheet given"])
def test_a_sheet_finds_its_file(album: Path, how: str) -> None:
    name = {"whole name": "day.flac.cue", "only sheet": "other.cue"}.get(how, "day.cue")
    file = {"case": "DAY.FLAC", "whole name": "nowhere.wav"}.get(how, "day.flac")
    cue = write(album.parent / name, sheet(file))
    path = {"given": album, "the sheet given": cue}.get(how, album.parent)
    assert [track.title for track in Shelf().scan(path)] == list(TITLES)


@pytest.mark.parametrize("ending", [".wv", ".aiff", ".tta", ".wav"])
def test_other_formats_are_cut_too(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"day{ending}"
    (encode if ending == ".wav" else encode_further)(file, disc())
    write(tmp_path / "day.cue", sheet("day.wav"))
    tracks = Shelf().scan(tmp_path)
    assert [track.title for track in tracks] == list(TITLES)
    assert sum(track.duration_s for track in tracks) == pytest.approx(DISC_S)


def test_a_sheet_inside_a_flac_cuts_it_and_one_beside_it_counts_more(album: Path) -> None:
    file = mutagen.File(album)
    file["cuesheet"] = sheet("CDImage.wav", titles=("a", "b", "c"))
    file.save()
    shelf = Shelf()
    assert [track.title for track in shelf.scan(album.parent)] == ["a", "b", "c"]
    write(album.with_suffix(".cue"), sheet("day.flac"))
    shelf.scan(album.parent)
    assert shelf.titles() == sorted(TITLES)


def test_one_sheet_about_several_files_names_them(tmp_path: Path) -> None:
    for number in (1, 2):
        encode(tmp_path / f"{number}.wav", disc())
    encode(tmp_path / "3.flac", disc(), tags={"title": "Its own"})
    text = sheet("1.wav", (0.0, 4.0), ("A", "B")) + (
        'FILE "2.wav" WAVE\n  TRACK 03 AUDIO\n    TITLE "C"\n    INDEX 01 00:00:00\n'
        'FILE "3.wav" WAVE\n  TRACK 04 AUDIO\n    TITLE "D"\n    INDEX 01 00:00:00\n'
    )
    write(tmp_path / "disc.cue", text)
    tracks = sorted(Shelf().scan(tmp_path), key=lambda track: track.tags.track_number or 0)
    assert [track.title for track in tracks] == ["A", "B", "C", "Its own"]
    assert [track.tags.album for track in tracks] == ["One Day"] * 4
    assert [file_of(track.path) != track.path for track in tracks] == [True, True, False, False]


class TestRescan:
    """Whatever happened in between: the library is what a first scan would find."""

    @pytest.fixture
    def shelf(self) -> Shelf:
        return Shelf()

    def check(self, shelf: Shelf, album: Path, titles: tuple[str, ...]) -> None:
        shelf.scan(album.parent)
        first = Shelf()
        first.scan(album.parent)
        assert {track.path for track in shelf.library} == {track.path for track in first.library}
        assert shelf.titles() == first.titles() == sorted(titles)
        before = list(shelf.library)
        shelf.scan(album.parent)
        assert all(old is new for old, new in zip(before, shelf.library, strict=True))

    def test_a_sheet_comes_changes_and_goes(self, shelf: Shelf, album: Path) -> None:
        self.check(shelf, album, ("day",))
        cue = write(album.with_suffix(".cue"), sheet("day.flac"))
        self.check(shelf, album, TITLES)
        write(cue, sheet("day.flac", titles=("Dawn", "Noon", "Evening")))
        self.check(shelf, album, ("Dawn", "Noon", "Evening"))
        write(cue, sheet("day.flac", (0.0, 4.5, 9.0)))
        self.check(shelf, album, TITLES)
        write(cue, sheet("day.flac", (0.0, 4.5), ("Dawn", "The rest")))
        self.check(shelf, album, ("Dawn", "The rest"))
        cue.unlink()
        self.check(shelf, album, ("day",))
        assert shelf.library.unfit_tracks() == []

    def test_a_broken_sheet_is_reported_until_it_is_mended(self, shelf: Shelf, album: Path) -> None:
        cue = write(album.with_suffix(".cue"), sheet("day.flac").replace("INDEX 01", "INDEX xx"))
        self.check(shelf, album, ("day",))
        (failed,) = shelf.library.unfit_tracks()
        assert (failed.path, failed.failure and failed.failure.kind) == (
            str(cue),
            FailureKind.CUE_SHEET,
        )
        write(cue, sheet("day.flac"))
        self.check(shelf, album, TITLES)
        write(cue, sheet("day.flac", (0.0, 4.0, 1000.0)))
        self.check(shelf, album, ("day",))
        assert len(shelf.library.unfit_tracks()) == 1

    def test_so_is_one_inside_the_file(self, shelf: Shelf, album: Path) -> None:
        file = mutagen.File(album)
        file["cuesheet"] = sheet("day.flac").replace("INDEX 01", "INDEX xx")
        file.save()
        self.check(shelf, album, ("day",))
        (failed,) = shelf.library.unfit_tracks()
        assert failed.failure is not None
        assert (failed.failure.kind, failed.failure.path) == (FailureKind.CUE_SHEET, str(album))
        content = album.read_bytes()
        album.write_bytes(b"")
        self.check(shelf, album, ())
        assert [track.path for track in shelf.library] == [str(album)]
        album.write_bytes(content)
        self.check(shelf, album, ("day",))
        file["cuesheet"] = sheet("day.flac")
        file.save()
        self.check(shelf, album, TITLES)
        assert shelf.library.unfit_tracks() == []

    def test_what_the_person_said_stays_where_only_words_change(
        self, shelf: Shelf, album: Path
    ) -> None:
        cue = write(album.with_suffix(".cue"), sheet("day.flac"))
        track = shelf.scan(album.parent)[1]
        os.utime(cue, ns=(1, 1))
        write(cue, sheet("day.flac", titles=("1", "2", "3")))
        assert shelf.scan(album.parent)[1].path == track.path

    def test_a_file_that_may_not_be_read_for_a_while_keeps_its_tracks(
        self, shelf: Shelf, album: Path
    ) -> None:
        write(album.with_suffix(".cue"), sheet("day.flac"))
        paths = [track.path for track in shelf.scan(album.parent)]
        content = album.read_bytes()
        album.write_bytes(b"")
        assert [track.path for track in shelf.scan(album.parent)] == paths
        assert all(track.failure for track in shelf.library)
        album.write_bytes(content)
        self.check(shelf, album, TITLES)


def test_a_sheet_left_over_from_a_disc_that_was_cut_is_passed_over(tmp_path: Path) -> None:
    for number in (1, 2):
        encode(tmp_path / f"{number}.wav", disc())
    write(tmp_path / "disc.cue", sheet("disc.wav"))
    shelf = Shelf()
    shelf.scan(tmp_path)
    assert shelf.titles() == ["1", "2"]
    assert shelf.library.unfit_tracks() == []


def test_of_two_sheets_about_a_file_the_one_with_its_name_counts(tmp_path: Path) -> None:
    for name in ("a", "disc", "z"):
        write(tmp_path / f"{name}.cue", sheet("disc.flac"))
    found = read_sheets(str(tmp_path), ["a.cue", "disc.cue", "z.cue", "disc.flac"], is_flac)
    assert found.cuts[str(tmp_path / "disc.flac")].path == str(tmp_path / "disc.cue")
    found = read_sheets(str(tmp_path), ["z.cue", "a.cue", "disc.flac"], is_flac)
    assert found.cuts[str(tmp_path / "disc.flac")].path == str(tmp_path / "a.cue")


def is_flac(name: str) -> bool:
    return name.endswith(".flac")


def test_a_pipe_that_is_called_a_sheet_does_not_stop_the_others(album: Path) -> None:
    os.mkfifo(album.parent / "a.cue")
    write(album.with_suffix(".cue"), sheet("day.flac"))
    shelf = Shelf()
    shelf.scan(album.parent)
    assert shelf.titles() == sorted(TITLES)
