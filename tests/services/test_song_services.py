"""Opinions, tags, trash and lyrics as services: real files, real store, real threads."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import av
import numpy as np
import pytest
from composed_music import encode, tone
from msgspec.structs import replace
from pytestqt.qtbot import QtBot
from without_root import without_root_rights

from musemood.domain.edit import EditKind
from musemood.domain.lyrics import Lyrics
from musemood.domain.mood import Mood, MoodReading, SegmentReading
from musemood.domain.moves import Moved
from musemood.domain.opinion import NO_OPINION, Opinion
from musemood.domain.tag_sheet import TagField, TagProblem
from musemood.domain.track import Track
from musemood.files.data_folder import DataFolder
from musemood.files.lyrics import find_lyrics
from musemood.files.sequence_rows import SEQUENCE_WIDTH
from musemood.files.store import Store
from musemood.files.tags import read_tags
from musemood.services.collection import Collection
from musemood.services.lyrics import LyricsFinder
from musemood.services.opinions import Opinions
from musemood.services.storage import Storage
from musemood.services.tag_editing import TagEditing, TagReport
from musemood.services.trash import Trash
from musemood.services.undo import Undo

READING = MoodReading((0.1, 0.2, 0.3, 0.15, 0.25), -0.5, 0.25, Mood.RELAXED)
SEQUENCE = np.ones((4, SEQUENCE_WIDTH), np.float32)
SEGMENTS = SegmentReading(np.zeros(4, np.int8), np.full(4, 0.25, np.float32))


class Desk:
    """The services as the app joins them."""

    def __init__(self, home: Path, qtbot: QtBot) -> None:
        self._is_closed = False
        self._thread = ThreadPoolExecutor(max_workers=1)
        self.collection = Collection()
        self.storage = Storage(
            lambda: Store.open(DataFolder.under(home)), ThreadPoolExecutor(max_workers=1)
        )
        self.undo = Undo()
        self.opinions = Opinions(self.collection, self.storage, self.undo)
        self.editing = TagEditing(self.collection, self.storage, self.undo, self._thread)
        self.trash = Trash(self.collection, self.storage, self.undo, self._thread)
        self.storage.opinions_loaded.connect(self.collection.take_opinions)
        self.storage.loaded.connect(self.collection.load)
        with qtbot.waitSignal(self.storage.loaded):
            self.storage.load()

    def add(self, path: Path) -> Track:
        """The file as an analysed track, its sequence stored."""
        status = path.stat()
        track = Track(
            str(path),
            status.st_mtime_ns,
            status.st_size,
            read_tags(str(path)),
            reading=READING,
            analysed_by="v",
        )
        self.storage.put_analysed([(track, SEQUENCE, SEGMENTS)])
        self.collection.put([track])
        return track

    def track(self, path: Path) -> Track:
        track = self.collection.library.get(str(path))
        assert track is not None
        return track

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self.editing.close()
            self.trash.close()
            self.storage.close()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "home", qtbot)
    yield made
    made.close()


@pytest.fixture
def songs(tmp_path: Path, desk: Desk) -> list[Path]:
    files = [tmp_path / f"{n}{ending}" for n, ending in enumerate([".mp3", ".flac", ".opus"])]
    for file in files:
        encode(file, tone(300, 1), tags={"title": file.stem, "artist": "Ann"})
        desk.add(file)
    return files


def _sound(path: Path) -> str:
    with av.open(str(path)) as container:
        return hashlib.sha256(b"".join(map(bytes, container.demux(audio=0)))).hexdigest()


# Opinions


def test_an_undo_after_a_move_is_about_the_file_where_it_is(
    desk: Desk, songs: list[Path], tmp_path: Path
) -> None:
    song, elsewhere = songs[0], tmp_path / "elsewhere.mp3"
    desk.opinions.rate([str(song)], 4)
    desk.opinions.set_mood([str(song)], Mood.SAD)
    song.rename(elsewhere)
    desk.collection.move([Moved(str(song), replace(desk.track(song), path=str(elsewhere)))])
    desk.undo.follow_files({str(song): str(elsewhere)})
    desk.undo.undo()
    assert (desk.track(elsewhere).own_mood, desk.track(elsewhere).stars) == (None, 4)
    desk.undo.undo()
    assert desk.track(elsewhere).stars == 0
    desk.undo.redo()
    desk.undo.redo()
    assert (desk.track(elsewhere).own_mood, desk.track(elsewhere).stars) == (Mood.SAD, 4)
    assert desk.collection.opinion_of(str(song)) == NO_OPINION


def test_stars_and_moods_come_back_after_a_restart_and_are_undone(
    desk: Desk, songs: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [str(song) for song in songs]
    desk.opinions.set_mood(paths, Mood.SAD)
    desk.opinions.rate(paths[:1], 4)
    desk.opinions.rate(paths[:1], 4)  # nothing new, no edit
    assert [desk.track(song).mood for song in songs] == [Mood.SAD] * 3
    assert desk.track(songs[0]).stars == 4
    desk.collection.put([replace(desk.track(songs[0]), own_mood=None, own_stars=None)])  # a rescan
    desk.collection.remove([paths[1]])
    desk.add(songs[1])
    assert [desk.track(song).mood for song in songs] == [Mood.SAD] * 3
    desk.close()
    again = Desk(tmp_path / "home", qtbot)
    assert [again.track(song).mood for song in songs] == [Mood.SAD] * 3
    assert again.track(songs[0]).stars == 4
    again.close()
    desk.undo.undo()
    assert desk.track(songs[0]).stars == 0
    desk.undo.undo()
    assert [desk.track(song).mood for song in songs] == [READING.mood] * 3
    assert not desk.undo.can_undo
    desk.undo.redo()
    desk.undo.redo()
    assert [desk.track(song).mood for song in songs] == [Mood.SAD] * 3
    assert desk.collection.facts(0.0).ratings == {paths[0]: 4}


def test_given_back_to_the_model_stays_given_back(
    desk: Desk, songs: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    desk.opinions.set_mood([str(songs[0])], Mood.SAD)
    desk.opinions.set_mood([str(songs[0])], None)
    desk.close()
    again = Desk(tmp_path / "home", qtbot)
    assert again.track(songs[0]).own_mood is None
    assert again.collection.opinion_of(str(songs[0])) == Opinion()
    again.close()


# Tags


def _edit(desk: Desk, qtbot: QtBot, paths: list[Path], field: TagField, text: str) -> TagReport:
    with qtbot.waitSignal(desk.editing.finished) as finished:
        desk.editing.write({str(path): {field: text} for path in paths})
    report = finished.args[0]
    assert isinstance(report, TagReport)
    return report


def test_many_files_change_at_once_keep_their_mood_and_are_undone(
    desk: Desk, songs: list[Path], qtbot: QtBot
) -> None:
    before = [desk.track(song) for song in songs]
    sounds = [_sound(song) for song in songs]
    report = _edit(desk, qtbot, songs, TagField.ARTIST, "Bo; Cy")
    assert report == TagReport(3, (), is_undo=False, is_cancelled=False)
    for song, was in zip(songs, before, strict=True):
        track, status = desk.track(song), song.stat()
        assert track.tags == replace(was.tags, artist="Bo, Cy")
        assert track.reading == was.reading
        assert track.analysed_by == was.analysed_by
        assert track.is_unchanged(status.st_mtime_ns, status.st_size)  # no rescan reads it anew
        assert desk.storage.sequence(str(song)) is not None
    with qtbot.waitSignal(desk.editing.finished) as undone:
        desk.undo.undo()
    assert undone.args[0] == TagReport(3, (), is_undo=True, is_cancelled=False)
    assert [desk.track(song).tags for song in songs] == [was.tags for was in before]
    with qtbot.waitSignal(desk.editing.finished):
        desk.undo.redo()
    assert [desk.track(song).tags.artist for song in songs] == ["Bo, Cy"] * 3
    with qtbot.waitSignal(desk.editing.finished):
        desk.undo.undo()
    assert [_sound(song) for song in songs] == sounds


def test_what_is_written_is_in_the_store_too(
    desk: Desk, songs: list[Path], qtbot: QtBot, tmp_path: Path
) -> None:
    _edit(desk, qtbot, songs, TagField.TITLE, "new")
    desk.close()
    again = Desk(tmp_path / "home", qtbot)
    assert {again.track(song).title for song in songs} == {"new"}
    assert again.storage.sequence(str(songs[0])) is not None
    again.close()


def test_one_bad_file_never_stops_the_others(
    desk: Desk, songs: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.mp3"
    bad.write_text("no music")
    gone = tmp_path / "gone.flac"
    report = _edit(desk, qtbot, [songs[0], bad, gone, *songs[1:]], TagField.ALBUM, "All")
    assert report.changed == 3
    assert [failure.path for failure in report.failures] == [str(bad), str(gone)]
    assert report.failures[1].problem is TagProblem.MISSING
    assert {desk.track(song).tags.album for song in songs} == {"All"}
    assert bad.read_text() == "no music"


def test_a_cancelled_change_can_be_undone_as_far_as_it_went(
    desk: Desk, songs: list[Path], qtbot: QtBot
) -> None:
    desk.editing.progressed.connect(lambda *_: desk.editing.cancel())
    many = {str(song): {TagField.TITLE: "x"} for song in songs}
    with qtbot.waitSignal(desk.editing.finished) as finished:
        desk.editing.write(many)
        desk.editing.cancel()
    report = finished.args[0]
    assert report.is_cancelled
    changed = [song for song in songs if read_tags(str(song)).title == "x"]
    assert len(changed) == report.changed < 3
    assert [song for song in songs if desk.track(song).title == "x"] == changed


def test_sheets_are_read_with_what_failed(desk: Desk, songs: list[Path], qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.editing.sheets_read) as read:
        desk.editing.read([str(songs[0]), "/nowhere.mp3"])
    sheets, failures = read.args
    assert [sheet.fields[TagField.ARTIST] for sheet in sheets] == ["Ann"]
    assert [failure.problem for failure in failures] == [TagProblem.MISSING]


def test_an_analysis_under_way_does_not_bring_old_tags_back(
    desk: Desk, songs: list[Path], qtbot: QtBot
) -> None:
    under_way = replace(desk.track(songs[0]), analysed_by="newer")
    _edit(desk, qtbot, songs[:1], TagField.TITLE, "new")
    reconciled = desk.editing.reconciled(under_way)
    assert reconciled == replace(desk.track(songs[0]), analysed_by="newer")
    assert reconciled.title == "new"
    stranger = replace(under_way, mtime_ns=5)  # another program changed the file: not ours to join
    assert desk.editing.reconciled(stranger) is stranger


# Trash


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    return tmp_path / "xdg" / "Trash"


def _trash_something(desk: Desk, qtbot: QtBot, paths: list[Path]) -> None:
    with qtbot.waitSignal(desk.trash.finished):
        desk.trash.move([str(path) for path in paths])


@pytest.mark.usefixtures("bin_folder")
def test_the_trash_gives_everything_back(
    desk: Desk, songs: list[Path], qtbot: QtBot, tmp_path: Path
) -> None:
    desk.opinions.set_mood([str(songs[0])], Mood.HAPPY)
    before = [desk.track(song) for song in songs]
    contents = [song.read_bytes() for song in songs]
    _trash_something(desk, qtbot, songs[:2])
    assert [song.exists() for song in songs] == [False, False, True]
    assert len(desk.collection.library) == 1
    for _ in range(2):  # done again, undone again
        with qtbot.waitSignal(desk.trash.finished) as undone:
            desk.undo.undo()
        assert undone.args[0].moved == 2
        assert sorted(desk.track(song).path for song in songs) == [t.path for t in before]
        with qtbot.waitSignal(desk.trash.finished):
            desk.undo.redo()
        assert [song.exists() for song in songs] == [False, False, True]
    with qtbot.waitSignal(desk.trash.finished):
        desk.undo.undo()
    assert [desk.track(song) for song in songs] == before
    assert [song.read_bytes() for song in songs] == contents
    desk.close()
    again = Desk(tmp_path / "home", qtbot)
    assert {track.path for track in again.collection.library} == {t.path for t in before}
    assert again.storage.sequence(str(songs[0])) is not None
    again.close()


def test_notes_of_the_trash_go_with_the_file(
    desk: Desk, songs: list[Path], qtbot: QtBot, bin_folder: Path
) -> None:
    _trash_something(desk, qtbot, songs[:1])
    if not bin_folder.is_dir():
        pytest.skip("the trash of this folder is on another drive")
    assert len(list((bin_folder / "info").iterdir())) == 1
    with qtbot.waitSignal(desk.trash.finished):
        desk.undo.undo()
    assert list((bin_folder / "info").iterdir()) == []
    assert list((bin_folder / "files").iterdir()) == []


@pytest.mark.usefixtures("bin_folder")
def test_a_file_that_took_the_name_meanwhile_is_not_overwritten(
    desk: Desk, songs: list[Path], qtbot: QtBot
) -> None:
    _trash_something(desk, qtbot, songs[:1])
    songs[0].write_text("somebody else's")
    with qtbot.waitSignal(desk.trash.finished) as undone:
        desk.undo.undo()
    assert undone.args[0].failed == (str(songs[0]),)
    assert songs[0].read_text() == "somebody else's"


def test_what_may_not_be_moved_stays_and_is_told(
    desk: Desk, tmp_path: Path, qtbot: QtBot, bin_folder: Path
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    song = encode(folder / "a.mp3", tone(300, 1))
    desk.add(song)
    folder.chmod(0o555)
    try:
        with without_root_rights():  # the thread is started in here, so it is bound too
            _trash_something(desk, qtbot, [song])
    finally:
        folder.chmod(0o755)
    assert song.exists()
    assert [file for file in bin_folder.rglob("*") if file.is_file()] == []
    assert str(song) in desk.collection.library
    assert not desk.undo.can_undo


# Lyrics


def test_only_the_last_question_is_answered(tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.lrc").write_text(f"[00:01]{name}")
    finder = LyricsFinder(find_lyrics, ThreadPoolExecutor(max_workers=1))
    answers: list[tuple[str, Lyrics | None]] = []
    finder.found.connect(lambda path, lyrics: answers.append((path, lyrics)))
    last = str(tmp_path / "b.mp3")
    finder.ask(str(tmp_path / "a.mp3"))
    finder.ask(last)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(last, Lyrics(("b",), (1.0,)))]
    finder.close()


def test_what_is_done_to_songs_is_told_as_edits(desk: Desk, songs: list[Path]) -> None:
    edits: list[tuple[EditKind, int]] = []
    desk.undo.added.connect(lambda edit: edits.append((edit.kind, edit.count)))
    desk.opinions.rate([str(song) for song in songs], 2)
    desk.undo.undo()
    desk.opinions.set_mood([str(songs[0])], Mood.SAD)
    assert edits == [(EditKind.RATED, 3), (EditKind.MOOD_SET, 1)]
