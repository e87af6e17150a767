"""The shipped mood model: laws of its readings, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musemood.domain.mood import ALL_MOODS, MOODS, Mood
from musemood.features.extract import FEATURE_VERSION
from musemood.mood_model import (
    MoodModel,
    MoodModelError,
    shipped_model,
    shipped_version,
    version_of,
)


@pytest.fixture(scope="module")
def model() -> MoodModel:
    return MoodModel.load(FEATURE_VERSION)


def sequence(n_segments: int, seed: int = 0) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.random.default_rng(seed).random((n_segments, 50), np.float32)


@settings(max_examples=30, deadline=None)
@given(n_segments=st.integers(1, 60), seed=st.integers(0, 99))
def test_a_reading_is_a_reading(n_segments: int, seed: int) -> None:
    model = MoodModel.load(FEATURE_VERSION)
    reading, segments = model.predict(sequence(n_segments, seed))
    assert abs(sum(reading.probabilities) - 1) < 1e-9
    assert min(reading.probabilities) >= 0
    assert -1 <= reading.valence <= 1
    assert -1 <= reading.arousal <= 1
    is_sure = reading.confidence >= model.unsure_below
    assert reading.mood is (reading.leader if is_sure else Mood.UNSURE)
    assert segments.moods.dtype == np.int8
    assert segments.attention.dtype == np.float32
    assert len(segments) == len(segments.moods) == n_segments
    assert segments.attention.sum() == pytest.approx(1, abs=1e-4)
    assert (segments.attention >= 0).all()
    assert set(segments.moods.tolist()) <= set(range(len(ALL_MOODS)))


def test_the_same_sequence_gives_the_same_reading(model: MoodModel) -> None:
    first, of_first = model.predict(sequence(25))
    second, of_second = MoodModel.load(FEATURE_VERSION).predict(sequence(25))
    assert first == second
    np.testing.assert_array_equal(of_first.attention, of_second.attention)


def test_a_long_track_of_one_piece_repeated_sounds_like_the_piece(model: MoodModel) -> None:
    piece = sequence(10)
    once, _ = model.predict(piece)
    for_two_hours, segments = model.predict(np.tile(piece, (240, 1)))
    np.testing.assert_allclose(for_two_hours.probabilities, once.probabilities, atol=1e-4)
    np.testing.assert_allclose(segments.attention.reshape(240, 10).std(axis=0), 0, atol=1e-6)


def test_scaling_is_max_min_with_clipping(model: MoodModel) -> None:
    least, most = model.scale(np.repeat(np.array([[-1e9], [1e9]], np.float32), 50, axis=1))
    np.testing.assert_array_equal(np.stack([least, most]), [np.zeros(50), np.ones(50)])
    middle = ((model.minimum + model.maximum) / 2).astype(np.float32)
    np.testing.assert_allclose(model.scale(middle[None]), 0.5, atol=1e-4)
    assert model.scale(middle[None]).dtype == np.float32


@pytest.mark.parametrize("shape", [(0, 50), (3, 49), (50,), (1, 3, 50)])
def test_another_shape_is_refused(model: MoodModel, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected"):
        model.predict(np.zeros(shape, np.float32))


def test_the_version_changes_with_the_file_and_with_the_descriptors(model: MoodModel) -> None:
    content = shipped_model().read_bytes()
    assert model.version == shipped_version(FEATURE_VERSION) == version_of(content, FEATURE_VERSION)
    assert version_of(content + b"x", FEATURE_VERSION) != model.version
    assert version_of(content, "lld-0") != model.version


def test_a_missing_or_damaged_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MoodModelError, match="cannot load"):
        MoodModel.load(FEATURE_VERSION, tmp_path / "nowhere.onnx")
    torn = tmp_path / "torn.onnx"
    torn.write_bytes(shipped_model().read_bytes()[:1000])
    with pytest.raises(MoodModelError, match="cannot load"):
        MoodModel.load(FEATURE_VERSION, torn)


def test_other_descriptors_are_refused() -> None:
    with pytest.raises(MoodModelError, match="lld-0"):
        MoodModel.load("lld-0")


class Described:
    """A session whose metadata are changed; everything else is the real one's."""

    def __init__(self, session: Any, change: Callable[[dict[str, str]], object]) -> None:
        self._session = session
        self.custom_metadata_map = dict(session.get_modelmeta().custom_metadata_map)
        change(self.custom_metadata_map)

    def get_modelmeta(self) -> "Described":
        return self


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda metadata: metadata.pop("unsure_below"), "unsure_below"),
        (lambda metadata: metadata.update(minimum="none"), "metadata"),
        (lambda metadata: metadata.update(moods=json.dumps(MOODS[::-1])), "knows"),
    ],
)
def test_metadata_that_do_not_match_are_refused(
    change: Callable[[dict[str, str]], object], words: str
) -> None:
    import onnxruntime

    session = onnxruntime.InferenceSession(shipped_model())
    with pytest.raises(MoodModelError, match=words):
        MoodModel(Described(session, change), "test")
