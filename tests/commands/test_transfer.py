"""`export` and `import` in processes of their own, on real files."""

import json
import os
import shutil
import tempfile
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from command_line import Outcome, run_musemood
from foreign_files import file_address, make_strawberry
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from musemood.cli import _EXPORTED
from musemood.commands.recommend import Question, recommend
from musemood.domain.ban import Ban, BanKind, BanWord
from musemood.domain.earlier_plays import EarlierPlays
from musemood.domain.listening_rules import LeftOut
from musemood.domain.mood import MOODS, Mood
from musemood.domain.opinion import Correction, Rating
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.playlist import Playlist, SmartPlaylist
from musemood.domain.state_log import StateCause, StateEntry
from musemood.domain.stated_mood import StatedMood
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.files.data_folder import DataFolder
from musemood.files.song_list import write_lines
from musemood.files.store import Store
from musemood.files.transfer_export import export_lines
from musemood.files.transfer_import import import_lines
from musemood.files.transfer_kinds import ALL_KINDS

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, composed_library: Path) -> Path:
    """The composed library with a week of listening, thumbs and another player's counts."""
    folder = tmp_path_factory.mktemp("home")
    assert run_musemood("--data-dir", folder, "tag", composed_library).code == 0
    with DataFolder.under(folder).lock(), Store.open(DataFolder.under(folder)) as store:
        tracks = store.tracks()
        calm = [t for t in tracks if "Still Water" in t.path][:4]
        for day, track in enumerate(calm):
            for hour in range(3):
                at = NOW - timedelta(days=day, hours=hour + 1)
                store.add_play(Play(track.path, at, 30.0, PlayEnd.FINISHED, PlaySource.LIST))
        store.add_play(Play("/gone/song.mp3", NOW, 99.0, PlayEnd.SKIPPED, PlaySource.SHUFFLE))
        store.add_thumb(Thumb(calm[1].path, ThumbKind.DOWN, NOW - timedelta(hours=2)))
        store.add_thumb(Thumb(tracks[-1].path, ThumbKind.UP, NOW - timedelta(days=1)))
        store.add_corrections([Correction(tracks[-2].path, Mood.INTENSE, NOW)])
        store.add_ratings([Rating(tracks[-2].path, 5, NOW), Rating(calm[0].path, 0, NOW)])
        store.add_earlier([EarlierPlays(tracks[0].path, "strawberry", 40, NOW, NOW)])
        bans = [Ban(BanKind.TRACK, calm[2].path, "x"), Ban(BanKind.GENRE, "folk", "Folk")]
        store.listening.add_ban_words(BanWord(ban, NOW) for ban in bans)
        store.listening.add_ban_words([BanWord(bans[1], NOW + timedelta(1), holds=False)])
        store.listening.add_left_out([LeftOut(calm[3].path, NOW)])
        for path in (calm[0].path, ""):
            store.listening.add_state(
                StateEntry(NOW, (0.2,) * 5, Mood.UNSURE, StateCause.PLAY, path)
            )
        store.listening.add_stated([StatedMood(Mood.SAD, NOW - timedelta(hours=1, minutes=10))])
        store.playlists.put([
            Playlist("one", "夜 Evening", (calm[1].path, calm[0].path, calm[1].path)),
            SmartPlaylist("two", "Sad ones", "mood:sad"),
        ])  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def exported(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("out") / "all.jsonl"
    assert run_musemood("--data-dir", home, "export", "--out", file) == Outcome(0, "", "")
    lines = file.read_text(encoding="ascii").splitlines(keepends=True)
    songs = "".join(line for line in lines if '"type":"track"' in line)
    file.with_name("songs.jsonl").write_text(songs, encoding="ascii")
    return file


def _recommend(home: Path) -> dict:  # type: ignore[type-arg]
    question = ("recommend", "--json", "--seed", 1, "--now", NOW.isoformat())
    (answer,) = run_musemood("--data-dir", home, *question).objects
    return answer


def _import(home: Path, file: Path, *options: object) -> Outcome:
    return run_musemood("--data-dir", home, "import", file, *options)


def _entries(home: Path) -> list[str]:
    return run_musemood("--data-dir", home, "play-log", "--json").out.splitlines()


def test_imported_into_an_empty_folder_the_same_recommendation_comes_out(
    home: Path, exported: Path, tmp_path: Path
) -> None:
    outcome = _import(tmp_path / "new", exported)
    assert (outcome.code, outcome.out) == (0, "")
    assert (
        "24 songs, 13 plays, 1 count of another player, 2 thumbs, 1 correction, 2 ratings, "
        "3 bans, 1 exclusion, 2 inferred moods, 1 chosen mood, 2 playlists" in outcome.err
    )
    answer = _recommend(tmp_path / "new")
    assert answer["queue"]
    assert answer["evidence"]
    assert any("40 plays" in row["reason"] for row in answer["queue"])
    assert answer == _recommend(home)
    assert _entries(tmp_path / "new") == _entries(home)
    with (
        Store.open(DataFolder.under(tmp_path / "new"), read_only=True) as new,
        Store.open(DataFolder.under(home), read_only=True) as old,
    ):
        assert new.opinions() == old.opinions()
        assert new.playlists.all() == old.playlists.all()
        assert new.listening.bans() == old.listening.bans()
        assert [ban.kind for ban in new.listening.bans()] == [BanKind.TRACK]
        assert new.listening.left_out() == old.listening.left_out()
        assert new.listening.states() == old.listening.states()
        assert {track.own_mood for track in new.tracks()} == {None, Mood.INTENSE}


listened = st.builds(
    Play, st.integers(0, 23).map(str),
    st.integers(1, 9 * 24).map(lambda h: NOW - timedelta(hours=h)),
    st.floats(0, 60), st.sampled_from(PlayEnd), st.sampled_from(PlaySource),
)  # fmt: skip
thumbed = st.builds(
    Thumb, st.integers(0, 23).map(str), st.sampled_from(ThumbKind),
    st.integers(1, 50).map(lambda h: NOW - timedelta(hours=h)),
)  # fmt: skip
corrected = st.builds(
    Correction, st.integers(0, 23).map(str), st.sampled_from([None, *MOODS]), st.just(NOW)
)


@settings(max_examples=10)
@given(
    # No track begins twice at one moment, and a thumb is given once: such are one on import.
    st.lists(listened, max_size=12, unique_by=lambda play: (play.path, play.started_at)),
    st.lists(thumbed, max_size=4, unique=True),
    st.lists(corrected, max_size=3),
)
def test_whatever_was_heard_and_said_the_same_recommendation_comes_out(
    exported: Path, plays: list[Play], thumbs: list[Thumb], corrections: list[Correction]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        old, new, file = Path(name, "old"), Path(name, "new"), Path(name, "all.jsonl")
        with Store.open(DataFolder.under(old)) as store:
            import_lines(store, exported.with_name("songs.jsonl"))
            paths = sorted(track.path for track in store.tracks())
            store.add_plays(replace(each, path=paths[int(each.path)]) for each in plays)
            store.add_thumbs(replace(each, path=paths[int(each.path)]) for each in thumbs)
            store.add_corrections(replace(each, path=paths[int(each.path)]) for each in corrections)
        with Store.open(DataFolder.under(old), read_only=True) as store:
            write_lines(str(file), export_lines(store))
        with Store.open(DataFolder.under(new)) as store:
            assert not import_lines(store, file).troubles
        assert _recommended(new) == _recommended(old)


def _recommended(home: Path) -> str:
    with redirect_stdout(StringIO()) as out:
        assert recommend(DataFolder.under(home), Question(NOW, 20, None, 1), is_json=True) == 0
    return out.getvalue()


def test_the_order_of_the_lines_does_not_matter(home: Path, exported: Path, tmp_path: Path) -> None:
    lines = exported.read_text(encoding="ascii").splitlines()
    turned = tmp_path / "turned.jsonl"
    turned.write_text("\n".join(reversed(lines)), encoding="ascii")
    assert _import(tmp_path / "new", turned).code == 0
    assert _recommend(tmp_path / "new") == _recommend(home)


def test_importing_twice_adds_nothing_twice(exported: Path, tmp_path: Path) -> None:
    assert _import(tmp_path / "new", exported).code == 0
    before = run_musemood("--data-dir", tmp_path / "new", "export").out
    again = _import(tmp_path / "new", exported)
    assert "added nothing; 52 were here already" in again.err
    assert run_musemood("--data-dir", tmp_path / "new", "export").out == before


def test_an_export_is_ascii_json_lines_of_the_kinds_that_the_specification_names(
    home: Path, exported: Path
) -> None:
    outcome = run_musemood("--data-dir", home, "export")
    assert outcome.out == exported.read_text(encoding="ascii")
    kinds = [each["type"] for each in outcome.objects]
    assert [kinds.count(k) for k in ("track", "play", "earlier", "feedback")] == [24, 13, 1, 2]
    assert [kinds.count(k) for k in ("correction", "rating", "playlist")] == [1, 2, 2]
    assert [kinds.count(k) for k in ("ban", "left_out", "state")] == [3, 1, 2]
    (stated,) = [each for each in outcome.objects if each["type"] == "stated"]
    assert list(stated) == ["type", "mood", "at"]
    rating = next(each for each in outcome.objects if each["type"] == "rating")
    assert list(rating) == ["type", "path", "stars", "at"]
    play = next(each for each in outcome.objects if each["type"] == "play")
    assert list(play) == ["type", "path", "started_at", "heard_s", "end", "source"]
    thumb = next(each for each in outcome.objects if each["type"] == "feedback")
    assert list(thumb) == ["type", "path", "thumb", "at"]
    track = outcome.objects[0]
    assert {"path", "tags", "mood", "probabilities", "valence", "arousal"} < track.keys()
    heard = {each["path"] for each in outcome.objects if each["type"] in ("play", "feedback")}
    known = {each["path"] for each in outcome.objects if each["type"] == "track"}
    carrying = {each["path"] for each in outcome.objects if "sequence" in each}
    assert carrying == heard & known


def test_corrections_alone_are_exported_and_imported(home: Path, tmp_path: Path) -> None:
    only = ("export", "--only", "correction", "--only", "rating")
    outcome = run_musemood("--data-dir", home, *only)
    assert [each["type"] for each in outcome.objects] == ["correction", "rating", "rating"]
    assert set(_EXPORTED) == set(ALL_KINDS)
    (tmp_path / "mine.jsonl").write_text(outcome.out, encoding="ascii")
    songs = tmp_path / "songs.jsonl"
    assert run_musemood("--data-dir", home, "export", "--only", "track", "--out", songs).code == 0
    assert "added 24 songs; " in _import(tmp_path / "new", songs).err
    with Store.open(DataFolder.under(tmp_path / "new"), read_only=True) as store:
        assert not store.opinions()
    assert "added 1 correction, 2 ratings" in _import(tmp_path / "new", tmp_path / "mine.jsonl").err
    with Store.open(DataFolder.under(tmp_path / "new"), read_only=True) as store:
        assert {track.own_mood for track in store.tracks()} == {None, Mood.INTENSE}


def test_a_playlist_that_was_changed_since_is_brought_beside_and_missing_songs_are_named(
    exported: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    assert _import(new, exported).code == 0
    with DataFolder.under(new).lock(), Store.open(DataFolder.under(new)) as store:
        before, smart = store.playlists.all()
        assert isinstance(before, Playlist)
        changed = before.with_paths(["/not/here.mp3"])
        store.playlists.put([changed])
    assert "added 1 playlist; " in _import(new, exported).err
    assert "added nothing; " in _import(new, exported).err
    with Store.open(DataFolder.under(new), read_only=True) as store:
        kept, kept_smart, brought = store.playlists.all()
    assert (kept, kept_smart) == (changed, smart)
    assert isinstance(brought, Playlist)
    assert (brought.name, brought.entries) == ("夜 Evening 2", before.entries)
    lost = {"type": "playlist", "id": "x", "name": "L", "entries": ["/not/here.mp3"]}
    bad = {"type": "playlist", "id": "y", "name": "L", "entries": [1]}
    (tmp_path / "l.jsonl").write_text(f"{json.dumps(lost)}\n{json.dumps(bad)}", encoding="ascii")
    outcome = _import(new, tmp_path / "l.jsonl")
    assert outcome.code == 1
    assert "line 1 is about a song that the library does not have (/not/here.mp3)" in outcome.err
    assert "line 2 cannot be read" in outcome.err


def test_lines_that_cannot_be_used_are_named_and_the_others_come_in(
    exported: Path, tmp_path: Path
) -> None:
    track, *_ = exported.read_text(encoding="ascii").splitlines()
    whole = json.loads(track)
    play = {"type": "play", "path": whole["path"], "started_at": "2026-05-01T10:00:00+02:00",
            "heard_s": 30, "end": "finished", "source": "list"}  # fmt: skip
    ban = {"type": "ban", "kind": "track", "name": "", "holds": True, "at": play["started_at"]}
    state = {"type": "state", "at": ban["at"], "mood": "sad", "cause": "play",
             "probabilities": dict.fromkeys(MOODS, 0.5)}  # fmt: skip
    bad = [
        "no json",
        json.dumps(whole | {"path": "relative.mp3"}),
        json.dumps(whole | {"tags": {"title": 5}}),
        json.dumps(whole | {"sequence": {"segments": 1}}),
        json.dumps(play | {"heard_s": "much"}),
        json.dumps(play | {"started_at": "2026-05-01T10:00:00"}),
        json.dumps(play | {"started_at": "0001-01-01T00:00:00+14:00"}),
        json.dumps({"type": "spell", "path": whole["path"]}),
        json.dumps({"type": "correction", "path": whole["path"], "mood": "sad", "at": "x"}),
        json.dumps({"type": "rating", "path": whole["path"], "stars": 4}),
        json.dumps(whole | {"sequence": None, "sound": "AAAA"}),
        json.dumps(ban | {"value": "relative"}),
        json.dumps({"type": "left_out", "path": "x", "is_out": True, "at": ban["at"]}),
        json.dumps(state),
        json.dumps({"type": "stated", "mood": "unsure", "at": ban["at"]}),
        json.dumps({"type": "stated", "mood": "sad", "at": "1066-10-14T09:00:00+00:00"}),
        '{"type": 7}',
        "[1, 2]",
    ]
    mixed = tmp_path / "mixed.jsonl"
    lost = json.dumps(play | {"path": "/not/here.mp3"})
    mixed.write_text("\n".join([*bad, lost, track, json.dumps(play)]), encoding="ascii")
    outcome = _import(tmp_path / "new", mixed)
    assert outcome.code == 1
    for number in range(1, len(bad) + 1):
        assert f"line {number} " in outcome.err
    assert "line 10 cannot be read" in outcome.err
    assert f"line {len(bad) + 1} is about a song that the library does not have" in outcome.err
    assert "added 1 song, 2 plays" in outcome.err
    assert outcome.err.count("\n") == len(bad) + 2
    assert "Traceback" not in outcome.err
    assert run_musemood("--data-dir", tmp_path / "new", "doctor").code == 0


def test_music_that_lies_elsewhere_now_is_found_by_artist_title_and_length(
    exported: Path, tmp_path: Path, composed_library: Path
) -> None:
    moved, home = tmp_path / "moved", tmp_path / "new"
    album = next(p for p in composed_library.iterdir() if "Still Water" in p.name)
    shutil.copytree(album, moved)
    text = exported.read_text(encoding="ascii").replace(str(composed_library), "/elsewhere")
    (tmp_path / "all.jsonl").write_text(text, encoding="ascii")
    assert run_musemood("--data-dir", home, "tag", moved).code == 0
    outcome = _import(home, tmp_path / "all.jsonl")
    assert "6 songs were found at other places" in outcome.err
    assert "18 songs were added whose files are not there now" in outcome.err
    paths = {json.loads(line)["path"] for line in _entries(home)}
    assert {Path(path).parent for path in paths} == {moved, Path("/gone")}
    # Twice is once here too.
    assert "added nothing" in _import(home, tmp_path / "all.jsonl").err


def test_names_that_are_not_utf_8_survive(tmp_path: Path, composed_library: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.flac")
    source = next(p for p in composed_library.rglob("*.flac"))
    shutil.copy(source, odd)
    home = tmp_path / "home"
    assert run_musemood("--data-dir", home, "tag", tmp_path).code == 0
    exported = tmp_path / "all.jsonl"
    assert run_musemood("--data-dir", home, "export", "--out", exported).code == 0
    assert _import(tmp_path / "new", exported).code == 0
    with Store.open(DataFolder.under(tmp_path / "new"), read_only=True) as store:
        assert [track.path for track in store.tracks()] == [odd]


def test_an_empty_folder_exports_nothing_and_is_not_created(tmp_path: Path) -> None:
    assert run_musemood("--data-dir", tmp_path / "home", "export") == Outcome(0, "", "")
    assert not (tmp_path / "home").exists()


def test_wrong_use_is_one_sentence_and_exit_2(home: Path, tmp_path: Path) -> None:
    missing = _import(tmp_path / "new", tmp_path / "nothing.jsonl")
    assert (missing.code, missing.err.count("\n")) == (2, 1)
    assert "does not exist" in missing.err
    blocked = run_musemood("--data-dir", home, "export", "--out", tmp_path)
    assert (blocked.code, blocked.err.count("\n")) == (2, 1)
    with DataFolder.under(home).lock():
        busy = _import(home, Path(__file__))
    assert busy.code == 2
    assert "Another MuseMood" in busy.err


def test_the_plays_come_out_as_a_scrobbler_log(home: Path, tmp_path: Path) -> None:
    file = tmp_path / ".scrobbler.log"
    outcome = run_musemood("--data-dir", home, "export", "--scrobbler-log", "--out", file)
    assert outcome == Outcome(0, "", "")
    header, rows = file.read_text(encoding="utf-8").splitlines()[:3], []
    assert header[:2] == ["#AUDIOSCROBBLER/1.1", "#TZ/UTC"]
    assert header[2].startswith("#CLIENT/MuseMood ")
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[3:]]
    assert len(rows) == 12
    assert {len(row) for row in rows} == {8}
    assert [int(row[6]) for row in rows] == sorted(int(row[6]) for row in rows)
    assert {row[5] for row in rows} <= {"L", "S"}
    assert int(rows[-1][6]) == int((NOW - timedelta(hours=1)).timestamp())


def _make_strawberry(folder: Path, home: Path) -> Path:
    with Store.open(DataFolder.under(home), read_only=True) as store:
        tracks = store.tracks()
    songs = [
        {"title": "x", "url": file_address(tracks[0].path), "playcount": 9, "rating": 0.8},
        {"title": tracks[1].tags.title.upper(), "artist": tracks[1].tags.artist, "playcount": 4,
         "length": int((tracks[1].duration_s + 1.5) * 1e9), "url": "file:///elsewhere/x.mp3"},
    ]  # fmt: skip
    songs += [
        {"title": f"Lost {n}", "artist": "Nobody", "url": "z", "playcount": 1} for n in range(12)
    ]
    make_strawberry(folder / "strawberry.db", songs, [("Evening", 0, [1])]).close()
    return folder / "strawberry.db"


def test_another_players_history_comes_in_once_and_without_invented_dates(
    home: Path, exported: Path, tmp_path: Path
) -> None:
    new, database = tmp_path / "new", _make_strawberry(tmp_path, home)
    assert _import(new, exported).code == 0
    before = _entries(new), run_musemood("--data-dir", new, "export").out
    dry = _import(new, database, "--dry-run")
    assert "would add 0 dated plays and 13 plays without dates; 2 songs matched, 12 not" in dry.err
    assert (_entries(new), run_musemood("--data-dir", new, "export").out) == before
    outcome = _import(new, database, "--unmatched", tmp_path / "list.txt")
    assert outcome.code == 1
    assert "added 0 dated plays and 13 plays without dates" in outcome.err
    assert "added 1 rating, 1 playlist, too" in outcome.err
    with Store.open(DataFolder.under(new), read_only=True) as store:
        assert sum(track.stars == 4 for track in store.tracks()) == 1
        assert [playlist.name for playlist in store.playlists.all()][2:] == ["Evening"]
    assert "not in the library: Nobody - Lost 0" in outcome.err
    assert "2 more; all are in" in outcome.err
    assert len((tmp_path / "list.txt").read_text(encoding="utf-8").splitlines()) == 12
    assert _entries(new) == before[0]
    text = run_musemood("--data-dir", new, "export").out
    words = [json.loads(line) for line in text.splitlines() if '"type":"earlier"' in line]
    assert sorted((word["origin"], word["plays"]) for word in words) == [
        ("strawberry", 4), ("strawberry", 9), ("strawberry", 40)]  # fmt: skip
    _import(new, database)
    assert run_musemood("--data-dir", new, "export").out == text


def test_scrobbles_of_this_week_move_the_mood_of_the_week(home: Path, tmp_path: Path) -> None:
    new, now = tmp_path / "new", datetime.now(UTC)
    shutil.copytree(home / "data", new / "data")
    with Store.open(DataFolder.under(new), read_only=True) as store:
        track = next(t for t in store.tracks() if "Iron Road" in t.path)
    at = (now - timedelta(hours=8)).strftime("%d %b %Y, %H:%M")
    row = f'"{track.tags.artist}","{track.tags.album}","{track.tags.title}","{at}"\n'
    (tmp_path / "s.csv").write_text(row, encoding="utf-8")
    question = ("recommend", "--json", "--now", now.isoformat())
    (before,) = run_musemood("--data-dir", new, *question).objects
    outcome = _import(new, tmp_path / "s.csv")
    assert "lastfm: added 1 dated plays" in outcome.err
    (after,) = run_musemood("--data-dir", new, *question).objects
    assert track.path not in {each["path"] for each in before["evidence"]}
    assert track.path in {each["path"] for each in after["evidence"]}
