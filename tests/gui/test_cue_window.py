"""A file with a cue sheet in the real window: shown, played, trashed and named as its tracks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import mutagen
import pytest
from composed_music import encode
from cue_sheets import TITLES, disc, sheet, write
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import MOODS
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.span import Span
from musemood.ui.problems_dialog import ProblemsDialog
from musemood.ui.tag_dialog import TagDialog

OpenApp = Callable[..., App]
FLAGS = QItemSelectionModel.SelectionFlag


@pytest.fixture
def album(tmp_path: Path) -> Path:
    folder = tmp_path / "music"
    folder.mkdir()
    file = encode(folder / "day.flac", disc())
    write(folder / "day.cue", sheet("day.wav"))
    return file


@pytest.fixture
def app(open_app: OpenApp, qtbot: QtBot, album: Path) -> App:
    app = open_app()
    app.services.importing.pause()
    app.services.importing.add([str(album.parent)])
    qtbot.waitUntil(lambda: _titles(app) == sorted(TITLES))
    return app


def _titles(app: App) -> list[str]:
    table = app.window.page.table
    return sorted(table.track_at(row).title for row in range(table.rowCount()))


def _select(app: App, title: str) -> None:
    window = app.window
    row = next(r for r in range(3) if window.page.table.track_at(r).title == title)
    index = window.page.table.index(row, 0)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 30_000)
    window.page.tracks.setFocus()
    window.page.tracks.selectionModel().setCurrentIndex(index, FLAGS.ClearAndSelect | FLAGS.Rows)


def test_the_third_track_plays_from_its_start_to_its_end(
    app: App, qtbot: QtBot, album: Path
) -> None:
    playback = app.services.playback
    third = Span(str(album), 9.0).path
    _select(app, TITLES[2])
    with qtbot.waitSignal(playback.play_ended, timeout=60_000) as ended:
        QTest.keyClick(app.window.page.tracks, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: playback.is_playing)
        assert playback.current is not None
        assert playback.current.path == third
        assert app.services.collection.duration_s(third) == pytest.approx(3.0)
        assert app.window.page.table.playing_path == third
    (play,) = ended.args
    assert (play.path, play.end) == (third, PlayEnd.FINISHED)
    assert play.heard_s == pytest.approx(3.0, abs=0.6)


def test_a_track_opened_by_its_address_is_the_only_one_that_plays(
    app: App, qtbot: QtBot, album: Path
) -> None:
    second = next(t.path for t in app.services.collection.library if t.title == TITLES[1])
    app.window.open_wanted.emit([second])
    playback = app.services.playback
    qtbot.waitUntil(lambda: playback.current is not None and playback.is_playing)
    assert playback.current is not None
    assert (playback.current.path, len(playback.queue)) == (second, 0)
    assert app.services.folders.folders == (str(album.parent),)


def test_a_place_is_sought_in_the_track(app: App, qtbot: QtBot, album: Path) -> None:
    playback = app.services.playback
    second = Span(str(album), 4.0, 9.0).path
    _select(app, TITLES[1])
    QTest.keyClick(app.window.page.tracks, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: playback.is_playing)
    playback.seek(4.0)
    with qtbot.waitSignal(playback.play_ended, timeout=60_000) as ended:
        assert playback.position_s() == pytest.approx(4.0, abs=1.0)
    assert ended.args[0].path == second
    assert playback.current is not None
    assert playback.current.path == Span(str(album), 9.0).path


def test_each_track_gets_a_mood_and_a_strip_of_its_own(app: App, qtbot: QtBot) -> None:
    services = app.services
    services.importing.resume()
    qtbot.waitUntil(lambda: not services.importing.progress.is_running, timeout=120_000)
    tracks = list(services.collection.library)
    assert all(track.reading is not None for track in tracks)
    strips = {track.title: services.storage.sequence(track.path) for track in tracks}
    assert {title: len(strip[1]) for title, strip in strips.items() if strip} == {
        "Dawn": 2,
        "Noon": 2,
        "Dusk": 1,
    }


def test_the_trash_takes_the_whole_file_and_says_so(
    app: App, qtbot: QtBot, album: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    window, services = app.window, app.services
    before = list(services.collection.library)
    _select(app, TITLES[1])
    window.track_actions.move_to_trash()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    question = window.findChildren(QMessageBox)[-1]
    assert album.name in question.text()
    assert "3 songs" in question.informativeText()
    button = next(b for b in question.buttons() if "trash" in b.text())
    with qtbot.waitSignal(services.trash.finished):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not album.exists()
    assert window.page.table.rowCount() == 0
    with qtbot.waitSignal(services.trash.finished):
        services.undo.undo()
    assert album.exists()
    assert sorted(services.collection.library, key=str) == sorted(before, key=str)
    with qtbot.waitSignal(services.trash.finished):
        services.undo.redo()
    assert not album.exists()
    with qtbot.waitSignal(services.trash.finished):
        services.undo.undo()
    assert _titles(app) == sorted(TITLES)


def test_tags_are_left_to_the_sheet_and_the_dialog_says_so(app: App, qtbot: QtBot) -> None:
    _select(app, TITLES[0])
    QTest.keyClick(app.window.page.tracks, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(app.window.findChildren(TagDialog)))
    dialog = app.window.findChildren(TagDialog)[-1]
    qtbot.waitUntil(lambda: "cue sheet" in dialog.message.text())
    assert not dialog.form.isEnabled()
    assert not dialog.save.isEnabled()
    dialog.reject()


def test_a_broken_sheet_is_told_and_the_file_is_whole_until_it_is_mended(
    app: App, qtbot: QtBot, album: Path
) -> None:
    cue = album.with_suffix(".cue")
    write(cue, "TRACK 01 AUDIO\r\n")
    app.window.rescan_wanted.emit()
    qtbot.waitUntil(lambda: _titles(app) == ["day"])
    qtbot.waitUntil(app.window.page.header.problems.isVisible)
    write(cue, sheet("day.wav"))
    app.window.rescan_wanted.emit()
    qtbot.waitUntil(lambda: _titles(app) == sorted(TITLES))
    assert app.services.collection.library.unfit_tracks() == []


def test_a_sheet_that_comes_changes_or_goes_is_noticed_by_itself(
    app: App, qtbot: QtBot, album: Path
) -> None:
    cue = album.with_suffix(".cue")
    watching, library = app.services.watching, app.services.collection.library
    qtbot.waitUntil(lambda: watching.watched == (str(album.parent),))
    write(cue, sheet("day.wav", titles=("Dawn", "Noon", "Evening")))
    qtbot.waitUntil(lambda: "Evening" in _titles(app), timeout=60_000)
    cue.unlink()
    qtbot.waitUntil(lambda: _titles(app) == ["day"], timeout=60_000)
    write(cue, "TRACK 01 AUDIO\r\n")
    qtbot.waitUntil(lambda: [t.path for t in library.unfit_tracks()] == [str(cue)], timeout=60_000)
    cue.unlink()
    qtbot.waitUntil(lambda: library.unfit_tracks() == [], timeout=60_000)
    write(cue, sheet("day.wav"))
    qtbot.waitUntil(lambda: _titles(app) == sorted(TITLES), timeout=60_000)


@pytest.mark.parametrize("how", ["folder", "renamed", "one after the other"])
def test_file_and_sheet_moved_together_keep_what_was_said_of_each_track(
    open_app: OpenApp, qtbot: QtBot, album: Path, how: str
) -> None:
    app = open_app(str(album.parent))
    library, playlists = app.services.collection.library, app.services.playlists
    qtbot.waitUntil(lambda: len(library) == 3 and all(t.identity for t in library))
    qtbot.waitUntil(lambda: bool(app.services.watching.watched))
    for stars, path in enumerate(sorted(track.path for track in library), 1):
        _say_all_of(app, path, stars)
    said = _said(app)
    assert sorted(said) == sorted(TITLES)
    assert len(set(map(str, said.values()))) == 3
    elsewhere = album.parent / "elsewhere"
    if how == "folder":
        inside = album.parent / "inside"
        inside.mkdir()
        for file in (album, album.with_suffix(".cue")):
            file.rename(inside / file.name)
        qtbot.waitUntil(lambda: _are_in(app, inside))
        inside.rename(elsewhere)
    else:
        elsewhere.mkdir()
        album.rename(elsewhere / "other.flac")
        if how == "one after the other":
            qtbot.waitUntil(lambda: all(track.is_missing for track in library if track.identity))
        album.with_suffix(".cue").unlink()
        write(elsewhere / "other.cue", sheet("other.wav"))
    qtbot.waitUntil(lambda: _are_in(app, elsewhere))
    qtbot.waitUntil(lambda: _said(app) == said)
    assert len(library) == 3
    playing = [playlist[1] for playlist in playlists.contents()]
    assert sorted(path for paths in playing for path in paths) == sorted(t.path for t in library)


def _are_in(app: App, folder: Path) -> bool:
    tracks = list(app.services.collection.library)
    return len(tracks) == 3 and all(
        Path(track.path).parent == folder and not track.is_missing for track in tracks
    )


def _say_all_of(app: App, path: str, stars: int) -> None:
    services = app.services
    for number in range(stars):
        at = datetime.now(UTC) - timedelta(hours=1 + number)
        play = Play(path, at, 240.0, PlayEnd.FINISHED, PlaySource.LIST)
        services.collection.add_play(play)
        services.storage.add_play(play)
    services.opinions.rate([path], stars)
    services.opinions.set_mood([path], MOODS[stars])
    services.playlists.create(str(stars), [path])


def _said(app: App) -> dict[str, tuple[object, ...]]:
    """By title: stars, mood, reading and plays."""
    collection = app.services.collection
    return {
        t.title: (t.own_stars, t.own_mood, t.reading, collection.play_count(t.path))
        for t in collection.library
    }


def test_a_broken_sheet_inside_a_flac_is_among_the_problems(
    open_app: OpenApp, qtbot: QtBot, album: Path
) -> None:
    album.with_suffix(".cue").unlink()
    file = mutagen.File(album)
    file["cuesheet"] = "TRACK 01 AUDIO"
    file.save()
    app = open_app()
    app.services.importing.add([str(album.parent)])
    problems = app.window.page.header.problems
    qtbot.waitUntil(problems.isVisible)
    assert problems.text() == "1 file failed"
    assert _titles(app) == ["day"]
    QTest.mouseClick(problems, Qt.MouseButton.LeftButton)
    (dialog,) = app.window.findChildren(ProblemsDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    dialog.reject()
    assert any("cue sheet is broken" in text for text in said)
    assert any(text.endswith("day.flac") for text in said)
    library = app.services.collection.library
    qtbot.waitUntil(lambda: any(track.reading for track in library), timeout=60_000)
