"""Takes: their forms, and that what was made of them is not made again."""

from pathlib import Path

import numpy as np
import pytest
from composed_music import compose, encode
from numpy.typing import NDArray

from musemood.features.extract import SAMPLE_RATE
from musemood.features.spectrogram import MEL_BANDS, MEL_FRAMES
from musemood.training import takes as takes_module
from musemood.training.takes import Take, heard, look_at, see

DURATIONS_S = (6.4, 7.5, 0.5)
N_SEGMENTS = (2, 3, 1)


@pytest.fixture
def clips(tmp_path: Path) -> list[str]:
    files = [tmp_path / f"{i}.flac" for i in range(len(DURATIONS_S))]
    for i, (file, duration_s) in enumerate(zip(files, DURATIONS_S, strict=True)):
        encode(file, compose(i, duration_s))
    return [str(file) for file in files]


def hear(samples: NDArray[np.float32]) -> dict[str, NDArray[np.float16]]:
    """Stands for the teachers: a segment's peak, and how many segments there are."""
    segments = samples.reshape(-1, 3 * SAMPLE_RATE)
    peaks = np.abs(segments).max(axis=1, keepdims=True)
    return {
        "peak": peaks.astype(np.float16),
        "number": np.full((len(segments), 2), len(segments), np.float16),
    }


def test_seen_and_heard_have_the_same_segments(clips: list[str], tmp_path: Path) -> None:
    takes = [Take(clip) for clip in clips]
    seen = see("set", takes, tmp_path)
    assert seen.of_take.tolist() == [0, 0, 1, 1, 1, 2]
    assert seen.mels.shape == (6, MEL_FRAMES, MEL_BANDS)
    assert seen.descriptors.shape == (6, 50)
    values = heard("set", takes, tmp_path, hear)
    assert values.shape == (6, 3)
    assert values[:, 1].tolist() == [2, 2, 3, 3, 3, 1]


def test_what_is_kept_is_not_made_again(
    clips: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(takes_module, "SHARD_TAKES", 2)
    takes = [Take(clip) for clip in clips]
    seen, values = see("set", takes, tmp_path), heard("set", takes, tmp_path, hear)
    for clip in clips:
        Path(clip).unlink()
    again = see("set", takes, tmp_path)
    np.testing.assert_array_equal(again.of_take, seen.of_take)
    np.testing.assert_array_equal(again.mels, seen.mels)
    np.testing.assert_array_equal(again.descriptors, seen.descriptors)
    np.testing.assert_array_equal(heard("set", takes, tmp_path, hear), values)
    assert len(look_at("set", takes, tmp_path)[1]) == len(seen.mels)


def test_an_interrupted_run_goes_on_with_the_missing_shard(
    clips: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(takes_module, "SHARD_TAKES", 1)
    takes = [Take(clip) for clip in clips]
    seen = see("set", takes, tmp_path)
    Path(clips[0]).unlink()
    Path(clips[2]).unlink()
    for shard in tmp_path.glob("takes-set-*/00001-*.npz"):
        shard.unlink()
    again = see("set", takes, tmp_path)
    np.testing.assert_array_equal(again.of_take, seen.of_take)
    np.testing.assert_array_equal(again.mels, seen.mels)


def test_other_takes_are_other_files(clips: list[str], tmp_path: Path) -> None:
    plain = look_at("set", [Take(clips[1])], tmp_path)[1]
    fast = look_at("set", [Take(clips[1], speed=1.5)], tmp_path)[1]
    later = look_at("set", [Take(clips[1], start_s=1.0)], tmp_path)[1]
    both = look_at("set", [Take(clips[1], mixed_with=clips[0])], tmp_path)[1]
    assert [len(mels) for mels in (plain, fast, later, both)] == [3, 2, 2, 2]
    assert len({mels[0].tobytes() for mels in (plain, fast, later, both)}) == 4


@pytest.mark.parametrize("speed", [0.5, 0.86, 1.0, 1.16, 2.0])
def test_speed_changes_the_duration(clips: list[str], speed: float) -> None:
    samples = Take(clips[0], speed=speed, start_s=0.4).samples()
    assert samples.dtype == np.float32
    assert len(samples) / SAMPLE_RATE == pytest.approx(6.0 / speed, abs=0.01)


def test_speed_moves_the_key(tmp_path: Path) -> None:
    time_s = np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE
    file = tmp_path / "tone.flac"
    tone = 0.5 * np.sin(2 * np.pi * 400 * time_s)
    encode(file, np.stack([tone, tone], axis=1), rate_hz=SAMPLE_RATE)
    samples = Take(str(file), speed=1.25).samples()
    spectrum = np.abs(np.fft.rfft(samples))
    assert spectrum.argmax() * SAMPLE_RATE / len(samples) == pytest.approx(500, abs=2)


@pytest.mark.parametrize("speed", [0.86, 1.0, 1.16])
def test_a_take_lasts_thirty_seconds_at_most(tmp_path: Path, speed: float) -> None:
    file = tmp_path / "long.flac"
    encode(file, np.zeros((40 * SAMPLE_RATE, 2)), rate_hz=SAMPLE_RATE)
    assert len(Take(str(file), speed=speed).samples()) == 30 * SAMPLE_RATE


def test_both_of_a_mixture_are_heard(clips: list[str]) -> None:
    own, other = Take(clips[0]).samples(), Take(clips[1]).samples()
    mixed = Take(clips[0], mixed_with=clips[1]).samples()
    assert len(mixed) == min(len(own), len(other))
    assert np.abs(mixed).max() <= 1
    for one in own, other:
        assert np.corrcoef(mixed, one[: len(mixed)])[0, 1] > 0.5
