"""The corpus: who may hear what."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import soundfile
from tiny_sets import write_sets

from musemood.training.corpus import base_takes, excerpts, fold_takes, mixtures
from musemood.training.sets import MoodClips, mood4q
from musemood.training.takes import NO_FOLD

RATE_HZ = 8000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sets(tmp_path_factory.mktemp("sets"), with_sound=False)


@pytest.fixture
def clips(data: Path) -> MoodClips:
    return mood4q(data)


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("music")
    for name, duration_s in (("short", 30), ("medium", 40), ("long", 100)):
        soundfile.write(folder / f"{name}.wav", np.zeros(duration_s * RATE_HZ), RATE_HZ)
    (folder / "broken.ogg").write_bytes(b"no music at all" * 50)
    (folder / "empty.mp3").touch()
    (folder / "readme.txt").write_text("no music either", encoding="utf-8")
    return folder


def test_mixtures_stay_inside_a_fold(clips: MoodClips) -> None:
    fold_of = dict(zip(clips.paths, clips.folds.tolist(), strict=True))
    takes = mixtures(clips)
    assert len(takes) == 10
    for take in takes:
        assert take.fold == fold_of[take.path] == fold_of[take.mixed_with]
    used = Counter(path for take in takes for path in (take.path, take.mixed_with))
    assert set(used.values()) == {1}
    assert mixtures(clips) == takes
    assert mixtures(clips, seed=1) != takes


def test_every_form_has_every_clip_in_order(data: Path, clips: MoodClips) -> None:
    forms = fold_takes(data)
    assert set(forms) == {"mood4q", "mood4q-slow", "mood4q-fast", "mood4q-mixed"}
    for name in ("mood4q", "mood4q-slow", "mood4q-fast"):
        assert [take.path for take in forms[name]] == list(clips.paths)
        assert [take.fold for take in forms[name]] == clips.folds.tolist()
    assert {take.speed for take in forms["mood4q"]} == {1.0}
    assert {take.speed for take in forms["mood4q-slow"]} == {0.86}


def test_the_base_has_no_clip_that_is_judged_by_folds_or_never_learnt_from(
    data: Path, music: Path
) -> None:
    base = base_takes(data, music)
    takes = [take for its in base.values() for take in its]
    assert {take.fold for take in takes} == {NO_FOLD}
    folders = {Path(take.path).parent.parent.name for take in takes if "clips" in take.path}
    assert folders == {"musifeast17", "musemo"}
    assert {name: len(its) for name, its in base.items()} == {
        "musifeast17": 15,
        "musemo": 4,
        "music": 3,
        "musifeast17-fast": 15,
    }


def test_excerpts_leave_out_what_is_short_or_unreadable(music: Path) -> None:
    takes = excerpts(sorted(music.iterdir()))
    assert [(Path(take.path).stem, take.start_s) for take in takes] == [
        ("long", 25.0),
        ("long", 60.0),
        ("medium", 10.0),
    ]
    assert excerpts([music / "not there.ogg"]) == []


def test_an_excerpt_of_a_long_piece_has_thirty_seconds(music: Path) -> None:
    lengths = [len(take.samples()) for take in excerpts([music / "long.wav", music / "medium.wav"])]
    assert lengths == [30 * 16_000] * 3
