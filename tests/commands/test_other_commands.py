"""`recommend`, `play-log`, `doctor` and wrong use, in processes of their own."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_line import Outcome, run_musemood

from musemood.commands.doctor import PACKAGES
from musemood.domain.mood import MOODS
from musemood.domain.play_log import Play, PlayEnd, PlaySource
from musemood.domain.thumb import Thumb, ThumbKind
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, composed_library: Path) -> Path:
    """A data folder with the composed library tagged and a week of listening to one album."""
    folder = tmp_path_factory.mktemp("home")
    assert run_musemood("--data-dir", folder, "tag", composed_library).code == 0
    with DataFolder.under(folder).lock(), Store.open(DataFolder.under(folder)) as store:
        calm = [t for t in store.tracks() if "Still Water" in t.path][:4]
        for day, track in enumerate(calm):
            for hour in range(3):
                at = NOW - timedelta(days=day, hours=hour + 1)
                store.add_play(Play(track.path, at, 30.0, PlayEnd.FINISHED, PlaySource.LIST))
    return folder


def _recommend(home: Path, *arguments: object) -> dict:  # type: ignore[type-arg]
    outcome = run_musemood("--data-dir", home, "recommend", "--json", *arguments)
    assert (outcome.code, outcome.err) == (0, "")
    (answer,) = outcome.objects
    return answer


def test_recommend_names_mood_evidence_and_a_queue_with_reasons(home: Path) -> None:
    answer = _recommend(home, "--now", NOW.isoformat(), "--count", 7)
    assert list(answer) == ["mood", "probabilities", "evidence", "queue"]
    assert answer["mood"] in (*MOODS, "unsure")
    assert sum(answer["probabilities"].values()) == pytest.approx(1.0, abs=1e-9)
    assert len(answer["evidence"]) == 4
    assert [list(each) for each in answer["evidence"]] == [["path", "title", "plays", "weight"]] * 4
    assert [each["plays"] for each in answer["evidence"]] == [3] * 4
    weights = [each["weight"] for each in answer["evidence"]]
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) == pytest.approx(1.0)
    assert len(answer["queue"]) == 7
    for row in answer["queue"]:
        assert list(row) == ["path", "title", "artist", "mood", "score", "reason"]
        assert "%" in row["reason"]
    assert len({row["path"] for row in answer["queue"]}) == 7


def test_the_same_question_has_the_same_answer(home: Path) -> None:
    question = ("--now", NOW.isoformat(), "--seed", 3)
    assert _recommend(home, *question) == _recommend(home, *question)


def test_a_mood_by_name_is_recommended(home: Path) -> None:
    answer = _recommend(home, "--mood", "intense", "--now", NOW.isoformat(), "--count", 3)
    assert answer["mood"] == "intense"
    assert all(row["reason"].startswith("intense") for row in answer["queue"])


def test_asked_for_another_mood_the_week_is_still_called_what_it_is(home: Path) -> None:
    sounds = _recommend(home, "--now", NOW.isoformat())["mood"]
    other = next(mood for mood in MOODS if mood != sounds)
    asked = ("recommend", "--now", NOW.isoformat(), "--mood", other)
    text = run_musemood("--data-dir", home, *asked).out
    assert f"mostly {other}" not in text
    assert f"Queue, {other}:" in text


def test_a_week_without_plays_has_no_mood(home: Path) -> None:
    later = (NOW + timedelta(days=30)).isoformat()
    assert _recommend(home, "--now", later) == {
        "mood": None,
        "probabilities": None,
        "evidence": [],
        "queue": [],
    }


def test_a_thumb_down_lowers_its_mood(home: Path, tmp_path: Path) -> None:
    before = _recommend(home, "--now", NOW.isoformat())
    declined = before["queue"][0]
    folder = DataFolder.under(home)
    with folder.lock(), Store.open(folder) as store:
        store.add_thumb(Thumb(declined["path"], ThumbKind.DOWN, NOW))
        track = next(t for t in store.tracks() if t.path == declined["path"])
    assert track.reading is not None
    after = _recommend(home, "--now", (NOW + timedelta(seconds=1)).isoformat())
    mood = track.reading.leader
    assert after["probabilities"][mood] <= before["probabilities"][mood] - 0.03
    assert declined["path"] not in {row["path"] for row in after["queue"]}


def test_play_log_prints_the_plays_oldest_first(home: Path) -> None:
    outcome = run_musemood("--data-dir", home, "play-log", "--json")
    started = [each["started_at"] for each in outcome.objects]
    assert len(started) == 12
    assert started == sorted(started)
    assert list(outcome.objects[0]) == ["path", "started_at", "heard_s", "end", "source"]
    since = (NOW - timedelta(days=1)).isoformat()
    assert (
        len(run_musemood("--data-dir", home, "play-log", "--json", "--since", since).objects) < 12
    )
    assert "finished" in run_musemood("--data-dir", home, "play-log").out


def test_nothing_yet_is_no_error_and_creates_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert run_musemood("--data-dir", home, "play-log", "--json") == Outcome(0, "", "")
    answer = _recommend(home)
    assert answer == {"mood": None, "probabilities": None, "evidence": [], "queue": []}
    assert not home.exists()


def test_doctor_names_every_part(home: Path) -> None:
    outcome = run_musemood("--data-dir", home, "doctor")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split("[<>=]", package)[0] for package in project["dependencies"]}
    assert set(PACKAGES) == needed
    assert all(f"{name} " in outcome.out or f"{name}:" in outcome.out for name in needed)
    assert outcome.code == 0
    for name in ("Python", "libVLC", "mood model", "Qt", "data folder", "24 tracks, 12 plays"):
        assert name in outcome.out


def test_doctor_says_what_to_install_where_libvlc_is_missing(tmp_path: Path) -> None:
    nowhere = tmp_path / "libvlc.so.5"
    nowhere.write_text("no library")
    outcome = run_musemood(
        "--data-dir", tmp_path / "home", "doctor", before=("env", f"PYTHON_VLC_LIB_PATH={nowhere}")
    )
    assert outcome.code == 0
    assert "!!  libVLC: missing" in outcome.out
    assert "apt install libvlc5" in outcome.out


def test_a_damaged_library_is_restored_and_said_so(tmp_path: Path, home: Path) -> None:
    folder = DataFolder.under(home)
    whole = (folder.data / "tracks.json").read_bytes()
    try:
        (folder.data / "tracks.json").write_bytes(whole[: len(whole) // 2])
        outcome = run_musemood("--data-dir", home, "doctor")
        assert outcome.code == 1
        assert "is damaged" in outcome.out
        tagged = run_musemood("--data-dir", home, "tag", tmp_path)
        assert "was restored" in tagged.err
        assert run_musemood("--data-dir", home, "doctor").code == 0
        with Store.open(folder, read_only=True) as store:
            assert len(store.tracks()) == 24
    finally:
        (folder.data / "tracks.json").write_bytes(whole)


def test_no_display_is_one_sentence_that_names_the_commands(tmp_path: Path) -> None:
    outcome = run_musemood("--data-dir", tmp_path)
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert "musemood tag" in outcome.err


def test_wrong_use_is_exit_2(tmp_path: Path) -> None:
    assert run_musemood("--data-dir", tmp_path, "recommend", "--mood", "angry").code == 2
    assert run_musemood("--data-dir", tmp_path, "play-log", "--since", "yesterday").code == 2
    assert run_musemood("--data-dir", tmp_path, tmp_path / "nothing.mp3").code == 2
