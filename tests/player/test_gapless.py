"""One track after another: not one sample between them where nothing is lost in the files."""

from pathlib import Path

import numpy as np
import pytest
from composed_music import FORMATS, RATE_HZ, encode, tone
from recorded import HALF_S, Recorder, halves, measured, record_joined, whole_tone

from musemood.player.player import Ended, Followed


@pytest.mark.parametrize("ending", [".flac", ".wav"])
def test_not_one_sample_between_two_lossless_files(tmp_path: Path, ending: str) -> None:
    heard, rate_hz = record_joined(tmp_path, halves(tmp_path, ending))
    assert rate_hz == RATE_HZ
    assert len(heard) == 2 * HALF_S * RATE_HZ
    assert np.abs(heard - whole_tone()[:, 0]).max() < 2 / 32768
    assert measured(heard, rate_hz).gap_ms == pytest.approx(0.0, abs=0.001)


@pytest.mark.parametrize("ending", sorted(set(FORMATS) - {".flac", ".wav"}))
def test_what_an_encoder_adds_is_left_out(tmp_path: Path, ending: str) -> None:
    join = measured(*record_joined(tmp_path, halves(tmp_path, ending)))
    assert abs(join.gap_ms) <= 25.0
    assert join.silence_ms < 2.0


def test_the_measure_sees_a_gap_and_an_overlap() -> None:
    whole = whole_tone()[:, 0].astype(np.float64)
    middle = len(whole) // 2
    gap = np.concatenate([whole[:middle], np.zeros(441), whole[middle:]])
    assert measured(gap, RATE_HZ).silence_ms == pytest.approx(10.0, abs=1.2)
    assert measured(gap, RATE_HZ).gap_ms == pytest.approx(10.0, abs=1.2)
    overlap = np.concatenate([whole[:middle], whole[middle + 441 :]])
    assert measured(overlap, RATE_HZ).gap_ms == pytest.approx(-10.0, abs=0.1)


class TestCrossfade:
    FADE_S = 2.0

    @pytest.fixture
    def recorder(self, tmp_path: Path) -> Recorder:
        return Recorder(tmp_path / "heard.wav")

    def test_both_are_heard_and_the_power_stays(self, tmp_path: Path, recorder: Recorder) -> None:
        low = str(encode(tmp_path / "low.wav", tone(300.0, 6.0)))
        high = str(encode(tmp_path / "high.flac", tone(2000.0, 6.0)))
        first = recorder.player.load(low)
        second = recorder.player.follow_with(high, fade_s=self.FADE_S)
        recorder.player.play()
        recorder.wait_for_end()
        samples, rate_hz = recorder.samples()
        assert len(samples) == round((12 - self.FADE_S) * rate_hz)
        shares = [_shares(samples, rate_hz, at_s) for at_s in (3.7, 4.5, 5.0, 5.5, 6.3)]
        lows, highs = zip(*shares, strict=True)
        assert lows[0] == pytest.approx(1.0, abs=0.05)
        assert lows[-1] == pytest.approx(0.0, abs=0.02)
        assert highs[0] == pytest.approx(0.0, abs=0.02)
        assert highs[-1] == pytest.approx(1.0, abs=0.05)
        assert all(a**2 + b**2 == pytest.approx(1.0, abs=0.1) for a, b in shares)
        assert lows[2] == pytest.approx(highs[2], abs=0.08)
        assert recorder.events[-2:] == [Followed(first, second), Ended(second)]

    def test_another_sample_rate_is_faded_into_too(
        self, tmp_path: Path, recorder: Recorder
    ) -> None:
        first = str(encode(tmp_path / "first.wav", tone(440.0, 5.0)))
        second = str(encode(tmp_path / "second.opus", tone(440.0, 5.0)))
        recorder.player.load(first)
        recorder.player.follow_with(second, fade_s=1.0)
        recorder.player.play()
        recorder.wait_for_end()
        samples, rate_hz = recorder.samples()
        assert rate_hz == RATE_HZ
        assert len(samples) == pytest.approx(9.0 * rate_hz, abs=rate_hz // 100)
        assert _shares(samples, rate_hz, 7.0, 440.0)[0] == pytest.approx(1.0, abs=0.1)

    def test_a_short_track_is_never_all_fade(self, tmp_path: Path, recorder: Recorder) -> None:
        brief = str(encode(tmp_path / "brief.wav", tone(300.0, 3.0)))
        recorder.player.load(brief)
        recorder.player.follow_with(brief, fade_s=12.0)
        recorder.player.play()
        recorder.wait_for_end()
        samples, rate_hz = recorder.samples()
        assert len(samples) == 4.5 * rate_hz


def _shares(
    samples: np.ndarray, rate_hz: int, at_s: float, low_hz: float = 300.0
) -> tuple[float, float]:
    """How loud the two tones are about a moment, 1 being the whole."""
    size = round(0.1 * rate_hz)
    piece = samples[round(at_s * rate_hz) - size // 2 :][:size]
    time_s = np.arange(size) / rate_hz
    window = np.hanning(size)

    def share(hz: float) -> float:
        turning = np.exp(-2j * np.pi * hz * time_s)
        return float(2 * np.abs(np.sum(piece * window * turning)) / window.sum() / 0.5)

    return share(low_hz), share(2000.0)
