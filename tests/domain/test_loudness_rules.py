"""Gains: equally loud, and never so loud that it clips."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musemood.domain.loudness import (
    TARGET_LUFS,
    Gain,
    Loudness,
    gain_factor,
    measured_gain,
    together,
)

gains_db = st.floats(-30, 30)
peaks = st.floats(0.01, 2.0)


@given(gains_db, st.none() | peaks, st.none() | peaks)
def test_the_loudest_sample_never_clips(
    db: float, peak: float | None, other_peak: float | None
) -> None:
    factor = gain_factor(Gain(db, peak), Gain(3.0, other_peak))
    known = peak if peak is not None else other_peak
    assert factor <= 10 ** (db / 20)
    assert factor * (1.0 if known is None else known) <= 1 + 1e-9


@given(gains_db)
def test_with_room_the_gain_is_what_is_asked(db: float) -> None:
    assert gain_factor(Gain(db, 0.001)) == pytest.approx(10 ** (db / 20))


def test_the_first_known_gain_counts() -> None:
    assert gain_factor() == gain_factor(Gain(), Gain(None, 0.5)) == 1.0
    assert gain_factor(Gain(), Gain(-6.0, 0.5), Gain(-20.0)) == pytest.approx(0.501, abs=0.001)
    assert gain_factor(Gain(12.0)) == 1.0
    assert gain_factor(Gain(12.0, 0.0)) == 1.0


@given(st.floats(-50, 0), st.floats(0.001, 0.01))
def test_what_was_measured_comes_to_the_target(lufs: float, peak: float) -> None:
    factor = gain_factor(measured_gain(Loudness(lufs, peak)))
    assert lufs + 20 * math.log10(factor) == pytest.approx(
        min(TARGET_LUFS, lufs - 20 * math.log10(peak)), abs=1e-6
    )


def test_silence_and_the_unknown_stay_as_they_are() -> None:
    assert measured_gain(None) == Gain()
    assert gain_factor(measured_gain(Loudness(-math.inf, 0.0))) == 1.0


@given(st.lists(st.tuples(st.floats(-60, 0), st.floats(1, 600)), min_size=1, max_size=9))
def test_an_album_lies_between_its_tracks(parts: list[tuple[float, float]]) -> None:
    whole = together((Loudness(lufs, 0.5), length_s) for lufs, length_s in parts)
    assert whole is not None
    lufs = [each for each, _ in parts]
    assert min(lufs) - 1e-6 <= whole.lufs <= max(lufs) + 1e-6


def test_an_album_has_the_highest_peak_and_silence_does_not_count() -> None:
    loud, silent = Loudness(-10.0, 0.9), Loudness(-math.inf, 0.0)
    whole = together([(loud, 10.0), (Loudness(-10.0, 0.4), 5.0), (silent, 500.0)])
    assert whole is not None
    assert whole.lufs == pytest.approx(-10.0)
    assert whole.peak == 0.9
    assert together([]) is together([(silent, 3.0)]) is None
