"""Files that move, change, vanish and come back while the window is open, and while it is not."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from composed_music import encode, tone
from msgspec.structs import replace
from on_disk import on_disk
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from musemood.app import App
from musemood.domain.mood import Mood
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.tag_sheet import TagField
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.domain.track import Track
from musemood.files.store import Store
from musemood.files.tag_writer import write_tags
from musemood.services.options import Option
from musemood.ui.columns import Column

WAIT_MS = 60_000
Open = Callable[..., App]


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """Three songs long enough to count as played, in two folders."""
    for number, name in enumerate(("one/a", "one/b", "two/c")):
        path = tmp_path / "music" / f"{name}.flac"
        path.parent.mkdir(parents=True, exist_ok=True)
        encode(path, tone(220.0 + 50 * number, 31.0), tags={"title": path.stem})
    return tmp_path / "music"


def _track(app: App, path: Path) -> Track | None:
    return app.services.collection.library.get(str(path))


def _there(app: App, path: Path) -> Track:
    track = _track(app, path)
    assert track is not None
    return track


def _paths(app: App) -> set[str]:
    return {track.path for track in app.services.collection.library}


def _opened(open_app: Open, music: Path, qtbot: QtBot) -> App:
    """The window with all songs analysed and watched."""
    app = open_app(str(music))
    songs = [*music.rglob("*.flac")]
    qtbot.waitUntil(
        lambda: all((t := _track(app, p)) is not None and t.identity for p in songs),
        timeout=WAIT_MS,
    )
    _settled(app, qtbot)
    app.services.playback.stop()
    app.services.playback.remove([row.id for row in app.services.playback.queue.upcoming()])
    return app


def _settled(app: App, qtbot: QtBot) -> None:
    importing = app.services.importing
    qtbot.waitUntil(lambda: not importing.progress.is_running, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(app.services.watching.watched), timeout=WAIT_MS)


def _love(app: App, path: Path) -> None:
    """Say of a song all that can be said."""
    services, key = app.services, str(path)
    now = datetime.now(UTC)
    play = Play(key, now - timedelta(hours=2), 31.0, PlayEnd.FINISHED, PlaySource.LIST)
    services.collection.add_play(play)
    services.storage.add_play(play)
    thumb = Thumb(key, ThumbKind.UP, now)
    services.collection.add_thumb(thumb)
    services.storage.add_thumb(thumb)
    services.opinions.rate([key], 5)
    services.opinions.set_mood([key], Mood.INTENSE)
    services.playlists.create("Loved", [key])
    services.playback.add([key])


def _is_loved(app: App, path: Path) -> bool:
    services, key = app.services, str(path)
    track = _track(app, path)
    (playlist,) = services.playlists.contents()
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    return (
        track is not None
        and not track.is_missing
        and (track.own_mood, track.own_stars) == (Mood.INTENSE, 5)
        and track.reading is not None
        and services.collection.play_count(key) == 1
        and services.collection.facts(0.0).last_played.get(key, 0.0) > 0
        and services.collection.thumb_of(key, long_ago) is not None
        and playlist[1] == (key,)
        and key in {row.path for row in services.playback.queue.own}
    )


def _until_loved(app: App, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: _is_loved(app, path), timeout=WAIT_MS)


def test_moves_are_followed_while_the_window_is_open(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    song = music / "one" / "a.flac"
    _love(app, song)
    added_at = _there(app, song).added_at
    moved = song.rename(music / "two" / "other name.flac")
    _until_loved(app, moved, qtbot)
    (music / "two").rename(music / "renamed")
    again = music / "renamed" / "other name.flac"
    _until_loved(app, again, qtbot)
    write_tags(str(again), {TagField.TITLE: "Tagged elsewhere"})
    last = again.rename(music / "last.flac")
    _until_loved(app, last, qtbot)
    track = _track(app, last)
    assert track is not None
    assert (track.title, track.added_at) == ("Tagged elsewhere", added_at)
    qtbot.waitUntil(
        lambda: (
            _paths(app)
            == {str(last), str(music / "one" / "b.flac"), str(music / "renamed" / "c.flac")}
        )
    )


def test_moves_while_the_window_was_closed_are_found_at_the_next_start(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    first, second = music / "one" / "a.flac", music / "one" / "b.flac"
    _love(app, first)
    read = {p: _there(app, p).identity for p in (first, second)}
    app.window.close()
    app.close()
    between = first.rename(music / "between")
    second.rename(first)
    between.rename(second)
    (music / "two" / "c.flac").rename(music / "c.flac")
    app = open_app()
    _until_loved(app, second, qtbot)
    now = _track(app, first)
    assert now is not None
    assert (now.identity, now.own_mood, now.own_stars) == (read[second], None, None)
    assert app.services.collection.play_count(str(first)) == 0
    assert _paths(app) == {str(first), str(second), str(music / "c.flac")}
    assert app.services.importing.progress.total == 0


def test_a_deleted_song_is_greyed_if_it_is_loved_and_forgotten_if_not(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    loved, other = music / "one" / "a.flac", music / "one" / "b.flac"
    _love(app, loved)
    kept = loved.read_bytes()
    loved.unlink()
    other.unlink()
    (music / "one" / "cover.jpg").write_bytes(b"so that the folder is no empty mount point")
    app.window.rescan_wanted.emit()
    qtbot.waitUntil(lambda: _paths(app) == {str(loved), str(music / "two" / "c.flac")})
    qtbot.waitUntil(lambda: bool((t := _track(app, loved)) and t.is_missing))
    services = app.services
    services.whereabouts.remove_missing()
    assert str(loved) not in _paths(app)
    services.undo.undo()
    assert str(loved) in _paths(app)
    loved.write_bytes(kept)
    _until_loved(app, loved, qtbot)


def test_a_missing_song_is_passed_over_with_one_sentence_and_no_skip(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    services, gone, there = app.services, music / "one" / "a.flac", music / "two" / "c.flac"
    _love(app, gone)
    services.playback.clear()
    (music / "one" / "cover.jpg").write_bytes(b"so that the folder is no empty mount point")
    gone.unlink()
    qtbot.waitUntil(lambda: bool((t := _track(app, gone)) and t.is_missing), timeout=WAIT_MS)
    table, view = app.window.page.table, app.window.page.tracks
    row = table.row_of(str(gone))
    assert row is not None
    index = table.index(row, Column.TITLE)
    assert "missing" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "missing" in index.data(Qt.ItemDataRole.ToolTipRole)
    plays: list[Play] = []
    services.playback.play_ended.connect(plays.append)
    for is_double_click in (True, False):
        plays.clear()
        services.playback.stop()
        if is_double_click:
            services.playback.add([str(there)])
            view.doubleClicked.emit(index)
        else:
            services.playback.add([str(gone), str(there)])
            services.playback.next()
        qtbot.waitUntil(
            lambda: (
                services.playback.is_playing
                and services.playback.queue.current is not None
                and services.playback.queue.current.path == str(there)
            ),
            timeout=WAIT_MS,
        )
        ends = [(play.end, play.heard_s) for play in plays if play.path == str(gone)]
        assert ends == [(PlayEnd.FAILED, 0.0)]
        assert "plug its drive in" in app.window.banner.says("playback")
        services.playback.clear()


def test_an_unmounted_drive_greys_its_songs_and_deletes_nothing(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    song, paths = music / "one" / "a.flac", _paths(app)
    _love(app, song)
    away = music.rename(music.with_name("unplugged"))
    app.services.watching.look()
    qtbot.waitUntil(
        lambda: all(t.is_missing for t in app.services.collection.library), timeout=WAIT_MS
    )
    assert _paths(app) == paths
    music.mkdir()  # the empty mount point
    app.window.rescan_wanted.emit()
    qtbot.waitUntil(lambda: all(t.is_missing for t in app.services.collection.library))
    app.window.close()
    app.close()
    app = open_app()
    assert all(t.is_missing for t in app.services.collection.library)
    assert _paths(app) == paths
    music.rmdir()
    away.rename(music)
    app.services.watching.look()
    _until_loved(app, song, qtbot)
    qtbot.waitUntil(lambda: not any(t.is_missing for t in app.services.collection.library))


def test_a_drive_pulled_out_between_the_scan_and_the_watch_is_greyed_and_comes_back(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    song, paths, gate = music / "one" / "a.flac", _paths(app), Event()
    _love(app, song)
    app.services.watching.watch(())
    app.services.watching._tasks.run(gate.wait)  # the first look at the folder comes later
    app.window.rescan_wanted.emit()
    app._watch()
    qtbot.waitUntil(lambda: not app.services.importing.is_scanning, timeout=WAIT_MS)
    away = music.rename(music.with_name("unplugged"))
    gate.set()
    qtbot.waitUntil(
        lambda: all(t.is_missing for t in app.services.collection.library), timeout=WAIT_MS
    )
    assert _paths(app) == paths
    away.rename(music)
    app.services.watching.look()
    _until_loved(app, song, qtbot)
    qtbot.waitUntil(lambda: not any(t.is_missing for t in app.services.collection.library))


def _wait(gate: Event, _: Store) -> None:
    gate.wait(WAIT_MS / 1000)


def test_what_comes_out_of_the_trash_is_itself_whoever_sees_it_first(
    open_app: Open, music: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    app = _opened(open_app, music, qtbot)
    services, song = app.services, music / "one" / "a.flac"
    _love(app, song)
    before = _there(app, song)
    app._desktop.options.switch(Option.WATCHES_FOLDERS, is_on=False)  # seen when this test says so
    for is_seen_first in (True, False):
        with qtbot.waitSignal(services.trash.finished):
            services.trash.move([str(song)])
        assert _track(app, song) is None
        gate = Event()
        services.storage.ask(partial(_wait, gate))
        with qtbot.waitSignal(services.trash.finished):
            services.undo.undo()
            qtbot.waitUntil(song.exists)
            if is_seen_first:
                services.importing.look_at([str(song)])
                qtbot.waitUntil(lambda: not services.importing.is_scanning)
            gate.set()
        services.importing.look_at([str(song)])
        qtbot.waitUntil(lambda: not services.importing.is_scanning)
        services.playback.add([str(song)])  # the queue lets go of what goes to the trash
        _until_loved(app, song, qtbot)
        assert _there(app, song) == before
        assert services.importing.progress.total == 0
        assert services.storage.sequence(str(song)) is not None
    assert on_disk(app, qtbot, lambda store: before in store.tracks())
    gone, back = music / "one" / "b.flac", music / "two" / "c.flac"
    gone.unlink()
    services.whereabouts.miss([str(back), str(gone)])  # the first was away, and is there again
    qtbot.waitUntil(lambda: _track(app, gone) is None)
    assert not _there(app, back).is_missing


def test_a_copy_shares_mood_and_correction_and_a_new_sound_does_not(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    song, copy = music / "one" / "a.flac", music / "two" / "copy.flac"
    before = _track(app, song)
    shutil.copy(song, copy)
    qtbot.waitUntil(lambda: _track(app, copy) is not None, timeout=WAIT_MS)
    found = _track(app, copy)
    assert before is not None
    assert found is not None
    assert (found.reading, found.identity) == (before.reading, before.identity)
    assert app.services.storage.sequence(str(copy)) is not None
    app.services.opinions.set_mood([str(copy)], Mood.SAD)
    assert _there(app, song).own_mood is Mood.SAD
    app.services.undo.undo()
    assert _there(app, song).own_mood is None
    encode(copy, tone(700.0, 31.0))
    qtbot.waitUntil(
        lambda: bool(
            (t := _track(app, copy)) and t.reading and t.identity not in ("", before.identity)
        ),
        timeout=WAIT_MS,
    )


def test_a_circle_of_links_and_many_files_at_once(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    app.services.importing.pause()
    (music / "one" / "round").symlink_to(music)
    many = music / "many"
    many.mkdir()
    short = encode(music.with_name("short.wav"), tone(440.0, 0.5))
    for number in range(1200):
        shutil.copy(short, many / f"{number}.wav")
    qtbot.waitUntil(lambda: len(_paths(app)) == 1203, timeout=WAIT_MS)
    assert not any("round" in path for path in _paths(app))


def test_a_missing_song_known_again_only_by_its_analysis_is_followed(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    song = music / "one" / "a.flac"
    elsewhere = music.with_name("elsewhere.flac")
    _love(app, song)
    song.rename(elsewhere)
    qtbot.waitUntil(lambda: bool((t := _track(app, song)) and t.is_missing), timeout=WAIT_MS)
    new = replace(
        _there(app, song),
        path=str(elsewhere),
        added_at=2e9,
        is_missing=False,
        own_mood=None,
        own_stars=None,
    )
    app.services.collection.put([new])
    app.services.storage.put_later([new])
    app.services.importing.track_analysed.emit(new)
    _until_loved(app, elsewhere, qtbot)
    assert _track(app, song) is None


def test_a_cue_sheet_that_comes_changes_and_goes_is_noticed(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    sheet = music / "one" / "a.cue"
    text = 'FILE "a.flac" WAVE\n' + "".join(
        f'  TRACK 0{n} AUDIO\n    TITLE "{title}"\n    INDEX 01 00:{10 * (n - 1):02}:00\n'
        for n, title in ((1, "First"), (2, "Second"))
    )

    def until_titles(*titles: str) -> None:
        qtbot.waitUntil(
            lambda: {t.title for t in app.services.collection.library} == {*titles, "b", "c"},
            timeout=WAIT_MS,
        )

    sheet.write_text(text)
    until_titles("First", "Second")
    sheet.write_text(text.replace("Second", "The second"))
    until_titles("First", "The second")
    sheet.rename(music.with_name("a.cue"))
    until_titles("a")


def test_a_file_moved_by_copying_it_and_deleting_the_old_one_is_followed(
    open_app: Open, music: Path, qtbot: QtBot
) -> None:
    app = _opened(open_app, music, qtbot)
    song, elsewhere = music / "one" / "a.flac", music / "two" / "from one drive to another.flac"
    _love(app, song)
    shutil.copy(song, elsewhere)
    qtbot.waitUntil(
        lambda: (t := _track(app, elsewhere)) is not None and t.own_mood is Mood.INTENSE,
        timeout=WAIT_MS,
    )
    assert app.services.collection.play_count(str(elsewhere)) == 0
    song.unlink()
    _until_loved(app, elsewhere, qtbot)
    assert _track(app, song) is None
