"""The corpus: who may hear what."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import soundfile
from tiny_sets import write_sets

from musemood.training.corpus import base_takes, excerpts, fold_takes, mixtures, over_music
from musemood.training.sets import MoodClips, mood4q, musifeast17
from musemood.training.takes import NO_FOLD, Take

RATE_HZ = 8000


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sets(tmp_path_factory.mktemp("sets"), with_sound=False)


@pytest.fixture
def clips(data: Path) -> MoodClips:
    return mood4q(data)


@pytest.fixture(scope="module")
def unlabelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unlabelled")
    (folder / "music").mkdir()
    for name, duration_s in (("short", 30), ("medium", 40), ("long", 100)):
        soundfile.write(folder / "music" / f"{name}.wav", np.zeros(duration_s * RATE_HZ), RATE_HZ)
    (folder / "music" / "broken.ogg").write_bytes(b"no music at all" * 50)
    (folder / "music" / "empty.mp3").touch()
    (folder / "music" / "readme.txt").write_text("no music either", encoding="utf-8")
    (folder / "midi").mkdir()
    soundfile.write(folder / "midi" / "piano.wav", np.zeros(5 * RATE_HZ), RATE_HZ)
    (folder / "midi" / "fluidsynth.log").touch()
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


def test_every_form_has_every_clip_in_order(data: Path, unlabelled: Path, clips: MoodClips) -> None:
    forms = fold_takes(data, unlabelled)
    for name in ("mood4q", "mood4q-slow", "mood4q-fast", "mood4q-over-music"):
        assert [take.path for take in forms[name]] == list(clips.paths)
        assert [take.fold for take in forms[name]] == clips.folds.tolist()
    assert {take.speed for take in forms["mood4q"]} == {1.0}
    assert {take.speed for take in forms["mood4q-slow"]} == {0.86}
    rated = musifeast17(data)
    for name in ("musifeast17", "musifeast17-fast"):
        assert [take.path for take in forms[name]] == list(rated.paths)
        assert [take.fold for take in forms[name]] == rated.folds.tolist()


def test_two_rounds_of_mixtures_are_not_the_same(data: Path, unlabelled: Path) -> None:
    forms = fold_takes(data, unlabelled)
    assert forms["mood4q-mixed"] != forms["mood4q-mixed-again"]


def test_over_music_is_what_nobody_is_judged_on(unlabelled: Path, clips: MoodClips) -> None:
    music = excerpts(sorted((unlabelled / "music").iterdir()))
    takes = over_music(clips, music)
    assert {(t.mixed_with, t.mixed_start_s) for t in takes} <= {(m.path, m.start_s) for m in music}
    assert over_music(clips, []) == []


def test_the_base_has_no_clip_that_is_judged_or_never_learnt_from(
    data: Path, unlabelled: Path
) -> None:
    base = base_takes(data, unlabelled)
    takes = [take for its in base.values() for take in its]
    assert {take.fold for take in takes} == {NO_FOLD}
    folders = {Path(take.path).parent.parent.name for take in takes if "clips" in take.path}
    assert folders == {"musemo"}
    assert {name: len(its) for name, its in base.items()} == {"musemo": 4, "music": 3, "midi": 1}


def test_excerpts_leave_out_what_is_short_or_unreadable(unlabelled: Path) -> None:
    takes = excerpts(sorted((unlabelled / "music").iterdir()))
    assert [(Path(take.path).stem, take.start_s) for take in takes] == [
        ("long", 10.0),
        ("long", 60.0),
        ("medium", 5.0),
    ]
    assert excerpts([unlabelled / "not there.ogg"]) == []


def test_an_excerpt_of_a_long_piece_has_thirty_seconds(unlabelled: Path) -> None:
    pieces = [unlabelled / "music" / "long.wav", unlabelled / "music" / "medium.wav"]
    lengths = [len(take.samples()) for take in excerpts(pieces)]
    assert lengths == [30 * 16_000] * 3


def test_what_plays_at_the_same_time_starts_where_it_should(unlabelled: Path) -> None:
    ramp = unlabelled / "ramp.wav"
    soundfile.write(ramp, np.linspace(0, 0.5, 40 * RATE_HZ), RATE_HZ, subtype="FLOAT")
    tone = unlabelled / "tone.wav"
    soundfile.write(tone, np.full(40 * RATE_HZ, 1e-6), RATE_HZ, subtype="FLOAT")
    both = Take(str(tone), mixed_with=str(ramp), mixed_start_s=20.0).samples()
    # 20 s of the ramp are left; they count as loud as the even tone, so half of the sum rises.
    loudness = np.sqrt(np.mean(np.square(20 + np.arange(0, 20, 0.01))))
    rise = both[16_000 * 15] / both[16_000 * 2]
    assert rise == pytest.approx((loudness + 20 + 15) / (loudness + 20 + 2), rel=0.01)
