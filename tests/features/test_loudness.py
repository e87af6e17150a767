"""Loudness against the cases of EBU Tech 3341, which every meter must pass to 0.1 LU."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.features.loudness import LoudnessMeter, k_filters


def sine(dbfs: float, seconds: float, rate_hz: int = 48_000, hz: float = 1000.0) -> np.ndarray:
    time_s = np.arange(round(seconds * rate_hz)) / rate_hz
    tone = 10 ** (dbfs / 20) * np.sin(2 * np.pi * hz * time_s)
    return np.stack([tone, tone]).astype(np.float32)


def lufs(samples: np.ndarray, rate_hz: int = 48_000, block: int = 24_000) -> float:
    meter = LoudnessMeter()
    for start in range(0, samples.shape[1], block):
        meter.add(samples[:, start : start + block], rate_hz)
    return meter.lufs()


@pytest.mark.parametrize("rate_hz", [22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("dbfs", [-23.0, -33.0])
def test_cases_1_and_2_a_steady_tone(dbfs: float, rate_hz: int) -> None:
    assert lufs(sine(dbfs, 20.0, rate_hz), rate_hz) == pytest.approx(dbfs, abs=0.1)


def test_case_3_quiet_parts_are_gated() -> None:
    parts = [sine(-36.0, 10.0), sine(-23.0, 60.0), sine(-36.0, 10.0)]
    assert lufs(np.concatenate(parts, axis=1)) == pytest.approx(-23.0, abs=0.1)


def test_case_4_near_silence_is_gated_first() -> None:
    levels = [(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)]
    parts = [sine(*level) for level in levels]
    assert lufs(np.concatenate(parts, axis=1)) == pytest.approx(-23.0, abs=0.1)


def test_case_5_a_louder_middle() -> None:
    parts = [sine(-26.0, 20.0), sine(-20.0, 20.1), sine(-26.0, 20.0)]
    assert lufs(np.concatenate(parts, axis=1)) == pytest.approx(-23.0, abs=0.1)


def test_the_filters_are_those_of_the_standard_at_48_khz() -> None:
    expected = [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241,
         0.73248077421585],
        [1.0, -2.0, 1.0, 1, -1.99004745483398, 0.99007225036621],
    ]  # fmt: skip
    np.testing.assert_allclose(k_filters(48_000), expected, atol=1e-8)


@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=8), st.floats(-40.0, 0.0))
def test_blocks_of_any_size_say_the_same(sizes: list[int], dbfs: float) -> None:
    samples = sine(dbfs, 3.0)
    whole = lufs(samples, block=samples.shape[1])
    meter, start = LoudnessMeter(), 0
    for size in [*sizes, samples.shape[1]]:
        meter.add(samples[:, start : start + size], 48_000)
        start += size
    assert meter.lufs() == pytest.approx(whole, abs=0.01)
    assert meter.peak == pytest.approx(10 ** (dbfs / 20), rel=1e-3)


def test_silence_and_next_to_nothing_have_no_loudness() -> None:
    assert lufs(np.zeros((2, 96_000), np.float32)) == -np.inf
    assert lufs(sine(0.0, 0.3)) == -np.inf
    meter = LoudnessMeter()
    meter.add(np.zeros((2, 0), np.float32), 48_000)
    assert (meter.lufs(), meter.peak) == (-np.inf, 0.0)
    assert LoudnessMeter().lufs() == -np.inf


def test_one_channel_is_three_db_less_than_two() -> None:
    assert lufs(sine(-20.0, 5.0)[:1]) == pytest.approx(-23.0, abs=0.1)


def test_a_file_may_change_its_form_on_the_way() -> None:
    meter = LoudnessMeter()
    meter.add(sine(-23.0, 5.0), 48_000)
    meter.add(sine(-23.0, 5.0, 44_100), 44_100)
    assert meter.lufs() == pytest.approx(-23.0, abs=0.1)
