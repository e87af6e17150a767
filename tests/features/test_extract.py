"""Laws of the 50 descriptors: they hold for any sound."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from signals import Floats, noise, sine

from musemood.features.extract import FEATURE_NAMES, extract, extract_blocks
from musemood.features.frames import SAMPLE_RATE, power_spectra
from musemood.features.segments import SEGMENT_SAMPLES, cut_segments
from musemood.features.spectrogram import MEL_BANDS, MEL_FRAMES, mel_spectrogram

SHIFTED_BY_GAIN = {f"energy_{name}_db" for name in ("mean", "minimum", "maximum", "median")}


def column(rows: Floats, name: str) -> Floats:
    return rows[:, FEATURE_NAMES.index(name)]


def test_there_are_fifty_with_names_of_their_own() -> None:
    assert len(set(FEATURE_NAMES)) == 50
    assert extract(noise(SEGMENT_SAMPLES)).shape == (1, 50)


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(2 * SEGMENT_SAMPLES, np.float32),
        np.zeros(1, np.float32),
        noise(480),
        noise(SEGMENT_SAMPLES),
        np.sign(noise(SEGMENT_SAMPLES)),
        np.ones(SEGMENT_SAMPLES, np.float32),
        sine(7999.0),
        noise(SEGMENT_SAMPLES, loudness=1e-20),
        1e4 * noise(SEGMENT_SAMPLES),
        np.array([np.nan, np.inf, -np.inf, 0.5] * 12_000, np.float32),
        np.eye(1, SEGMENT_SAMPLES, 999, dtype=np.float32)[0],
    ],
)
def test_values_are_finite_for_any_sound(samples: Floats) -> None:
    rows = extract(samples)
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 4))
def test_shifting_by_a_segment_shifts_the_rows(seed: int, n_segments: int) -> None:
    samples = noise(n_segments * SEGMENT_SAMPLES, seed)
    before = noise(SEGMENT_SAMPLES, seed + 1)
    shifted = extract(np.concatenate([before, samples]))
    np.testing.assert_array_equal(shifted[1:], extract(samples))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=1, max_size=3), st.integers(0, 2 * SEGMENT_SAMPLES))
def test_blocks_change_nothing(blocks: list[int], rest: int) -> None:
    edges = np.cumsum(blocks) * SEGMENT_SAMPLES
    samples = noise(int(edges[-1]) + rest)
    whole = extract_blocks([samples])
    in_blocks = extract_blocks(np.split(samples, edges))
    np.testing.assert_array_equal(in_blocks.values, whole.values)
    assert in_blocks.encoded.shape == (len(whole.values), 0)
    np.testing.assert_array_equal(in_blocks.is_silent, whole.is_silent)
    assert in_blocks.heard_s == whole.heard_s == len(samples) / SAMPLE_RATE


def loudest_bands(mels: Floats) -> Floats:
    """An encoder, if the smallest: the loudest moment of each mel band."""
    assert mels.dtype == np.float32
    assert mels.shape[1:] == (MEL_FRAMES, MEL_BANDS)
    loudest: Floats = mels.max(axis=1)
    return loudest


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=1, max_size=3), st.integers(0, 2 * SEGMENT_SAMPLES))
def test_each_segment_is_encoded_by_its_own_samples(blocks: list[int], rest: int) -> None:
    edges = np.cumsum(blocks) * SEGMENT_SAMPLES
    samples = noise(int(edges[-1]) + rest)
    found = extract_blocks(np.split(samples, edges), loudest_bands)
    segments = cut_segments(samples, is_start=True)
    alone = [extract_blocks([segment], loudest_bands) for segment in segments]
    np.testing.assert_array_equal(found.encoded, np.vstack([each.encoded for each in alone]))
    np.testing.assert_array_equal(found.values, np.vstack([each.values for each in alone]))
    np.testing.assert_array_equal(found.values, extract(samples))


def test_an_encoder_sees_the_mel_spectrograms_in_order_a_few_at_a_time() -> None:
    seen: list[Floats] = []

    def encode(mels: Floats) -> Floats:
        seen.append(mels)
        return mels[:, 0, :7]

    samples = noise(23 * SEGMENT_SAMPLES)
    encoded = extract_blocks(np.split(samples, [20 * SEGMENT_SAMPLES]), encode).encoded
    assert encoded.shape == (23, 7)
    assert encoded.dtype == np.float32
    expected = mel_spectrogram(power_spectra(samples.reshape(23, SEGMENT_SAMPLES)))
    np.testing.assert_array_equal(np.concatenate(seen), expected)
    np.testing.assert_array_equal(encoded, expected[:, 0, :7])
    assert max(map(len, seen)) <= 10


def test_silent_segments_are_encoded_too() -> None:
    nothing = np.zeros(2 * SEGMENT_SAMPLES, np.float32)
    found = extract_blocks([nothing], loudest_bands)
    assert found.encoded.shape == (2, MEL_BANDS)
    np.testing.assert_allclose(found.encoded, 0, atol=1e-5)


def test_the_same_sound_gives_the_same_bytes() -> None:
    samples = noise(2 * SEGMENT_SAMPLES)
    assert extract(samples).tobytes() == extract(samples.copy()).tobytes()


def test_doubling_the_sound_adds_six_decibels_and_changes_nothing_else() -> None:
    music = noise(SEGMENT_SAMPLES) + sine(220)
    once, twice = extract(music), extract(2 * music)
    for name in FEATURE_NAMES:
        expected = column(once, name) + (6.0206 if name in SHIFTED_BY_GAIN else 0)
        np.testing.assert_allclose(column(twice, name), expected, rtol=1e-3, atol=2e-3)


@pytest.mark.parametrize(
    ("duration_s", "n_segments"),
    [(0.01, 1), (0.99, 1), (1.0, 1), (3.0, 1), (3.99, 1), (4.0, 2), (6.0, 2), (6.5, 2), (7.2, 3)],
)
def test_a_last_segment_counts_from_one_second_on(duration_s: float, n_segments: int) -> None:
    assert len(extract(noise(round(duration_s * SAMPLE_RATE)))) == n_segments


def test_no_sound_at_all_has_no_segments() -> None:
    described = extract_blocks([])
    assert described.values.shape == (0, 50)
    assert len(described.encoded) == len(extract_blocks([], loudest_bands).encoded) == 0
    assert described.heard_s == 0
    assert extract(np.zeros(0, np.float32)).shape == (0, 50)


def test_silent_segments_are_told_from_soft_ones() -> None:
    nothing = np.zeros(SEGMENT_SAMPLES, np.float32)
    a_tail, a_second = nothing.copy(), nothing.copy()
    a_tail[:800] = noise(800)
    a_second[:SAMPLE_RATE] = noise(SAMPLE_RATE)
    described = extract_blocks([np.concatenate([nothing, a_tail, 1e-3 * sine(440), a_second])])
    assert described.is_silent.tolist() == [True, True, False, False]


def test_sound_that_is_not_mono_is_refused() -> None:
    with pytest.raises(ValueError, match="mono"):
        extract(np.zeros((2, 100), np.float32))


def test_a_short_block_before_another_is_refused() -> None:
    with pytest.raises(ValueError, match="last block"):
        extract_blocks([noise(SEGMENT_SAMPLES + 1), noise(SEGMENT_SAMPLES)])
