"""`musemood tag` on composed music and on everything that can be wrong with a file."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bad_files import FAILING, WORKING, make_bad_files, make_two_hour_file
from command_line import ROOT, Outcome, command, environment, run_musemood
from composed_music import compose, encode
from without_root import without_root_command

from musemood.analysis import analyse_file
from musemood.analysis_pool import AnalysisPool
from musemood.commands.wording import failure_sentence
from musemood.domain.control import Control
from musemood.domain.failure import Failure, FailureKind
from musemood.domain.mood import ALL_MOODS, MOODS
from musemood.files.data_folder import DataFolder
from musemood.files.store import Store

FIELDS = [
    "path", "title", "artist", "duration_s", "mood", "probabilities", "valence", "arousal",
    "confidence", "segments", "error",
]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def tagged(home: Path, composed_library: Path) -> Outcome:
    return run_musemood("--data-dir", home, "tag", "--json", composed_library)


def test_every_audio_file_is_one_object_without_error(tagged: Outcome) -> None:
    assert (tagged.code, tagged.err) == (0, "")
    assert len(tagged.objects) == 24
    assert len({each["path"] for each in tagged.objects}) == 24
    for each in tagged.objects:
        assert list(each) == FIELDS
        assert each["error"] is None


def test_numbers_keep_their_promises(tagged: Outcome) -> None:
    for each in tagged.objects:
        probabilities = each["probabilities"]
        assert list(probabilities) == list(MOODS)
        assert sum(probabilities.values()) == pytest.approx(1.0, abs=1e-9)
        assert each["confidence"] == max(probabilities.values())
        assert each["mood"] in (max(probabilities, key=probabilities.__getitem__), "unsure")
        assert -1 <= each["valence"] <= 1
        assert -1 <= each["arousal"] <= 1
        segments = each["segments"]
        assert [s["start_s"] for s in segments] == [3.0 * i for i in range(len(segments))]
        assert abs(3 * len(segments) - each["duration_s"]) <= 3.2
        assert sum(s["attention"] for s in segments) == pytest.approx(1.0, abs=1e-4)
        assert {s["mood"] for s in segments} <= set(ALL_MOODS)


def test_four_styles_do_not_all_sound_alike(tagged: Outcome) -> None:
    assert len({tuple(each["probabilities"].values()) for each in tagged.objects}) == 24
    driving = [e["arousal"] for e in tagged.objects if Path(e["path"]).parent.name == "Iron Road"]
    calm = [e["arousal"] for e in tagged.objects if Path(e["path"]).parent.name == "Still Water"]
    assert sum(driving) / len(driving) > sum(calm) / len(calm)


def test_again_analyses_nothing_and_leaves_every_byte(
    home: Path, tagged: Outcome, composed_library: Path
) -> None:
    before = _hashes(home)
    again = run_musemood("--data-dir", home, "tag", "--json", composed_library)
    assert again.code == 0
    assert _hashes(home) == before
    assert sorted(again.out.splitlines()) == sorted(tagged.out.splitlines())


def test_text_output_names_mood_and_title(
    home: Path, tagged: Outcome, composed_library: Path
) -> None:
    plain = run_musemood("--data-dir", home, "tag", composed_library)
    lines = plain.out.splitlines()
    assert len(lines) == 24
    first = tagged.objects[0]
    assert any(first["mood"] in line and "%" in line for line in lines)


def test_only_the_changed_file_is_analysed_again(tmp_path: Path) -> None:
    music, home = tmp_path / "music", tmp_path / "home"
    music.mkdir()
    for name, style in (("a.wav", "calm"), ("b.wav", "driving")):
        encode(music / name, compose(1, 6.0, style))  # type: ignore[arg-type]
    first = run_musemood("--data-dir", home, "tag", "--json", music).by_name()
    encode(music / "b.wav", compose(2, 9.0, "dark"))
    second = run_musemood("--data-dir", home, "tag", "--json", music).by_name()
    assert second["a.wav"] == first["a.wav"]
    assert len(second["b.wav"]["segments"]) == 3
    assert second["b.wav"]["probabilities"] != first["b.wav"]["probabilities"]


def test_bad_files_get_a_sentence_each_and_the_others_are_done(tmp_path: Path) -> None:
    music = tmp_path / "music"
    music.mkdir()
    files = make_bad_files(music)
    tmp_path.chmod(0o777)
    arguments = ("--data-dir", tmp_path / "home", "tag", "--json", music)
    prefix = tuple(without_root_command(["x"])[:-1])
    outcome = run_musemood(*arguments, before=prefix)
    assert outcome.code == 1
    found = {os.fsencode(each["path"]): each for each in outcome.objects}
    assert set(found) == {os.fsencode(path) for path in files.values()}
    kinds = {
        "text": FailureKind.NOT_AUDIO,
        "empty": FailureKind.EMPTY,
        "unreadable": FailureKind.NO_PERMISSION,
        "broken_link": FailureKind.BROKEN_LINK,
    }
    assert set(kinds) == set(FAILING)
    for name in FAILING:
        each = found[os.fsencode(files[name])]
        assert list(each) == FIELDS
        assert each["error"] == failure_sentence(Failure(kinds[name], ""))
        assert [each[field] for field in FIELDS[1:-1]] == [None] * (len(FIELDS) - 2)
    for name in WORKING:
        each = found[os.fsencode(files[name])]
        assert each["error"] is None, name
        assert each["mood"] in ALL_MOODS
    assert found[os.fsencode(files["silent"])]["mood"] == "unsure"
    assert len(found[os.fsencode(files["one_second"])]["segments"]) == 1
    # A second run says the same, and an unreadable file that became readable is taken in.
    files["unreadable"].chmod(0o644)
    again = run_musemood(*arguments, before=prefix).by_name()
    assert again["unreadable.mp3"]["error"] is None
    assert again["text.mp3"]["error"] == failure_sentence(Failure(FailureKind.NOT_AUDIO, ""))


_WITH_PEAK = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""
"""Runs a command and prints its peak in KiB: of its children alone, not of all that tests began."""


def test_a_two_hour_file_is_analysed_whole_in_little_memory(tmp_path: Path) -> None:
    file = make_two_hour_file(tmp_path / "long.mp3")
    arguments = ("--data-dir", tmp_path / "home", "tag", "--json", file)
    outcome = run_musemood(*arguments, before=(sys.executable, "-c", _WITH_PEAK))
    (each,) = outcome.objects
    assert each["error"] is None
    assert len(each["segments"]) == pytest.approx(2400, abs=2)
    peak_kib = int(outcome.err.splitlines()[-1])
    assert peak_kib < 600 * 1024  # the sound alone is 460 MB at 16 kHz


def test_wrong_use_is_exit_2_with_one_sentence(tmp_path: Path) -> None:
    missing = run_musemood("--data-dir", tmp_path, "tag", tmp_path / "nothing here")
    assert (missing.code, missing.out) == (2, "")
    assert "does not exist" in missing.err
    assert run_musemood("tag").code == 2
    assert run_musemood("--data-dir", tmp_path, "tag", tmp_path, "--jobs", 0).code == 2


def test_the_real_library_is_tagged_without_error(tmp_path: Path, real_data: Path) -> None:
    outcome = run_musemood("--data-dir", tmp_path, "tag", "--json", real_data / "library")
    assert (outcome.code, outcome.err) == (0, "")
    assert len(outcome.objects) == 24
    assert all(each["error"] is None and each["mood"] in ALL_MOODS for each in outcome.objects)


def test_a_reader_that_has_had_enough_is_no_error(
    home: Path, tagged: Outcome, composed_library: Path
) -> None:
    writer = subprocess.Popen(
        command("--data-dir", home, "tag", "--json", composed_library),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.readline()
    writer.stdout.close()
    assert writer.stderr.read() == b""
    assert writer.wait() == 0
    writer.stderr.close()


def test_without_a_mood_model_one_sentence_says_so_and_nothing_is_blamed(tmp_path: Path) -> None:
    song = encode(tmp_path / "song.wav", compose(1, 4.0, "calm"))
    home = tmp_path / "home"
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "musemood", copy / "musemood")
    script = (
        "import sys; from musemood.cli import main\n"
        f"sys.exit(main(['--data-dir', {str(home)!r}, 'tag', {str(song)!r}]))"
    )
    without = environment() | {"PYTHONPATH": str(copy)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=without,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "install MuseMood again" in done.stderr
    assert run_musemood("--data-dir", home, "tag", "--json", song).objects[0]["error"] is None


def test_a_second_writer_is_told_so(tmp_path: Path, composed_library: Path) -> None:
    with DataFolder.under(tmp_path).lock():
        outcome = run_musemood("--data-dir", tmp_path, "tag", composed_library)
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert "Another MuseMood" in outcome.err


def test_an_empty_folder_prints_nothing(tmp_path: Path) -> None:
    (tmp_path / "music").mkdir()
    outcome = run_musemood("--data-dir", tmp_path / "home", "tag", "--json", tmp_path / "music")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_killed_in_the_middle_every_finished_track_is_kept(
    tmp_path: Path, composed_library: Path
) -> None:
    arguments = ("--data-dir", tmp_path, "tag", "--json", composed_library)
    process = subprocess.Popen(command(*arguments), env=environment(), stdout=subprocess.PIPE)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(3)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert all(told)
    with Store.open(DataFolder.under(tmp_path), read_only=True) as store:
        assert store.notices == ()
        kept = {track.path for track in store.tracks() if track.reading}
    assert 3 <= len(kept) < 24
    before = {each["path"]: each for each in Outcome(0, b"".join(told).decode(), "").objects}
    assert set(before) <= kept
    resumed = run_musemood(*arguments)
    assert resumed.code == 0
    after = {each["path"]: each for each in resumed.objects}
    assert len(after) == 24
    assert {path: after[path] for path in before} == before


def test_workers_end_with_a_killed_parent(tmp_path: Path, composed_library: Path) -> None:
    arguments = ("--data-dir", tmp_path, "tag", "--json", composed_library)
    process = subprocess.Popen(command(*arguments), env=environment(), stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    workers = _children(process.pid)
    assert workers
    process.kill()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 10
    while left := [pid for pid in workers if _is_running(pid)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def test_neither_command_nor_worker_loads_what_it_does_not_need(tmp_path: Path) -> None:
    song = encode(tmp_path / "song.wav", compose(1, 4.0, "calm"))
    script = (
        "import sys; from musemood.cli import main\n"
        f"code = main(['--data-dir', {str(tmp_path / 'home')!r}, 'tag', {str(song)!r}])\n"
        "print(code, sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.startswith("0 ")
    with AnalysisPool(1, _modules_after_analysis) as pool:  # type: ignore[arg-type]
        ((_, in_worker),) = pool.results([str(song)], Control())
    for loaded in (done.stderr, repr(in_worker)):
        for name in ("PySide6", "vlc", "librosa", "numba", "torch"):
            assert f"'{name}'" not in loaded


def _modules_after_analysis(path: str) -> list[str]:
    analyse_file(path)
    return sorted(sys.modules)


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
