"""`export` and `import` in processes of their own, on real files."""

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_line import Outcome, run_musemood
from foreign_files import file_address, make_strawberry

from musemood.domain.earlier_plays import EarlierPlays
from musemood.domain.mood import Mood
from musemood.domain.opinion import Correction, Rating
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store

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
    return folder


@pytest.fixture(scope="module")
def exported(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("out") / "all.jsonl"
    assert run_musemood("--data-dir", home, "export", "--out", file) == Outcome(0, "", "")
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
        "24 songs, 13 plays, 1 count of another player, 2 thumbs, 1 correction, 2 ratings"
        in outcome.err
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
        assert {track.own_mood for track in new.tracks()} == {None, Mood.INTENSE}


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
    assert "added nothing; 43 were here already" in again.err
    assert run_musemood("--data-dir", tmp_path / "new", "export").out == before


def test_an_export_is_ascii_json_lines_of_the_kinds_that_the_specification_names(
    home: Path, exported: Path
) -> None:
    outcome = run_musemood("--data-dir", home, "export")
    assert outcome.out == exported.read_text(encoding="ascii")
    kinds = [each["type"] for each in outcome.objects]
    assert [kinds.count(k) for k in ("track", "play", "earlier", "feedback")] == [24, 13, 1, 2]
    assert [kinds.count(k) for k in ("correction", "rating")] == [1, 2]
    rating = next(each for each in outcome.objects if each["type"] == "rating")
    assert list(rating) == ["type", "path", "stars", "at"]
    play = next(each for each in outcome.objects if each["type"] == "play")
    assert list(play) == ["type", "path", "started_at", "heard_s", "end", "source"]
    thumb = next(each for each in outcome.objects if each["type"] == "feedback")
    assert list(thumb) == ["type", "path", "thumb", "at"]
    track = outcome.objects[0]
    assert {"path", "tags", "mood", "probabilities", "valence", "arousal"} < track.keys()
    assert sum("sequence" in each for each in outcome.objects) == 4


def test_lines_that_cannot_be_used_are_named_and_the_others_come_in(
    exported: Path, tmp_path: Path
) -> None:
    track, *_ = exported.read_text(encoding="ascii").splitlines()
    whole = json.loads(track)
    play = {"type": "play", "path": whole["path"], "started_at": "2026-05-01T10:00:00+02:00",
            "heard_s": 30, "end": "finished", "source": "list"}  # fmt: skip
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
        assert [playlist.name for playlist in store.playlists.all()] == ["Evening"]
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
