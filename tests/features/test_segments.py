"""Frames, segments and the statistics over them."""

import numpy as np
import pytest
from signals import noise

from musemood.domain.mood import SEGMENT_S
from musemood.features.frames import SAMPLE_RATE, frames_of, hamming, pre_emphasise
from musemood.features.segments import SEGMENT_SAMPLES, change, cut_segments, pulse, skewness


def test_a_segment_is_as_long_as_the_domain_says() -> None:
    assert SEGMENT_SAMPLES == SEGMENT_S * SAMPLE_RATE


def test_cutting_loses_and_adds_no_sample_but_zeros() -> None:
    samples = noise(SEGMENT_SAMPLES + SAMPLE_RATE)
    segments = cut_segments(samples, is_start=False)
    np.testing.assert_array_equal(segments.reshape(-1)[: len(samples)], samples)
    assert not segments.reshape(-1)[len(samples) :].any()


def test_a_short_end_is_left_out_unless_it_is_all() -> None:
    short = noise(SAMPLE_RATE - 1)
    assert len(cut_segments(short, is_start=False)) == 0
    assert len(cut_segments(short, is_start=True)) == 1
    longer = noise(SEGMENT_SAMPLES + 1)
    assert len(cut_segments(longer, is_start=True)) == 1


def test_frames_overlap_and_stay_inside() -> None:
    frames = frames_of(np.arange(10, dtype=np.float32)[None], 4, 3)
    assert frames[0].tolist() == [[0, 1, 2, 3], [3, 4, 5, 6], [6, 7, 8, 9]]


def test_pre_emphasis_by_hand() -> None:
    emphasised = pre_emphasise(np.array([[1, 1, 2]], np.float32))
    np.testing.assert_allclose(emphasised, [[0.03, 0.03, 1.03]], atol=1e-6)


def test_the_hamming_window_is_008_at_its_edges() -> None:
    window = hamming(481)
    assert (window[0], window[240], window[-1]) == pytest.approx((0.08, 1, 0.08))


def test_skewness_by_hand() -> None:
    rows = np.array([[0, 0, 0, 1], [1, 1, 1, 0], [2, 2, 2, 2]], np.float32)
    np.testing.assert_allclose(skewness(rows), [1.1547, -1.1547, 0], atol=1e-3)


def test_change_by_hand() -> None:
    assert change(np.array([[0, 1, -1, -1]], np.float32)) == pytest.approx([1])


def test_pulse_hears_a_beat_and_no_noise() -> None:
    times = np.arange(299) / 100
    beat = np.cos(2 * np.pi * 2 * times).astype(np.float32)  # 120 beats a minute
    rows = np.stack([beat, noise(299), np.ones(299, np.float32)])
    strict, loose, none = pulse(rows, 100)
    assert strict == pytest.approx(1, abs=0.02)
    assert loose < 0.35
    assert none == 0
