"""The tracks of one file through libVLC: recorded, they are the file."""

from pathlib import Path

import numpy as np
import pytest
from composed_music import RATE_HZ, encode
from further_formats import FURTHER, further_tone
from recorded import HALF_S, TONE_HZ, Recorder, measured, record_joined, whole_tone

from musemood.domain.failure import FailureKind
from musemood.domain.span import Span
from musemood.player.player import Ended, Failed, Followed


def _halves(file: Path) -> tuple[str, str]:
    return Span(str(file), 0.0, HALF_S).path, Span(str(file), HALF_S).path


@pytest.mark.parametrize("ending", [".flac", ".wav"])
def test_not_one_sample_between_two_tracks_of_a_file(tmp_path: Path, ending: str) -> None:
    file = encode(tmp_path / f"disc{ending}", whole_tone())
    heard, rate_hz = record_joined(tmp_path, _halves(file))
    assert len(heard) == 2 * HALF_S * rate_hz
    assert np.abs(heard - whole_tone()[:, 0]).max() < 2 / 32768


@pytest.mark.parametrize("ending", FURTHER)
def test_every_further_format_is_played_and_cut_without_a_gap(tmp_path: Path, ending: str) -> None:
    file = further_tone(tmp_path / f"disc{ending}")
    join = measured(*record_joined(tmp_path, _halves(file)))
    assert abs(join.phase_ms) < 0.05
    assert join.silence_ms < 2.0


def test_a_track_starts_and_ends_where_the_sheet_says(tmp_path: Path) -> None:
    low, high = (0.5 * _sine(hz, 2.0) for hz in (TONE_HZ, 3 * TONE_HZ))
    file = encode(tmp_path / "disc.flac", np.concatenate([low, high, low]))
    recorder = Recorder(tmp_path / "heard.wav")
    serial = recorder.player.load(Span(str(file), 2.0, 4.0).path)
    recorder.player.play()
    recorder.wait_for_end()
    assert recorder.events[-1] == Ended(serial)
    samples, rate_hz = recorder.samples()
    assert rate_hz == RATE_HZ
    assert np.abs(samples - high[:, 0]).max() < 2 / 32768


def test_a_place_sought_is_one_of_the_track(tmp_path: Path) -> None:
    low, high = (0.5 * _sine(hz, 2.0) for hz in (TONE_HZ, 3 * TONE_HZ))
    file = encode(tmp_path / "disc.flac", np.concatenate([low, high, low]))
    recorder = Recorder(tmp_path / "heard.wav")
    first = recorder.player.load(Span(str(file), 2.0, 4.0).path)
    recorder.player.seek(1.25)
    assert recorder.player.position_s() == pytest.approx(1.25)
    after = recorder.player.follow_with(Span(str(file), 4.0).path)
    recorder.player.play()
    recorder.wait_for_end()
    assert recorder.events[-2:] == [Followed(first, after), Ended(after)]
    samples, _ = recorder.samples()
    expected = np.concatenate([high[round(1.25 * RATE_HZ) :], low])[:, 0]
    assert samples.shape == expected.shape
    assert np.abs(samples - expected).max() < 2 / 32768


def test_a_track_of_a_missing_file_fails_as_missing(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "heard.wav")
    serial = recorder.player.load(Span(str(tmp_path / "gone.flac"), 2.0, 4.0).path)
    recorder.player.play()
    recorder.wait_for_end()
    assert recorder.events[-1] == Failed(serial, FailureKind.MISSING)
    recorder.player.close()


def _sine(hz: float, length_s: float) -> np.ndarray:
    time_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    return np.repeat(np.sin(2 * np.pi * hz * time_s)[:, None], 2, axis=1).astype(np.float32)
