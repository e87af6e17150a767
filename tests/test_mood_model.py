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
from musemood.features.extract import FEATURE_NAMES, FEATURE_VERSION
from musemood.features.spectrogram import MEL_BANDS, MEL_FRAMES
from musemood.files.sequence_rows import SEQUENCE_WIDTH
from musemood.mood_model import (
    ENCODER_FILE,
    NETWORK_FILE,
    MoodModel,
    MoodModelError,
    shipped_models,
    shipped_version,
    version_of,
)

Floats = np.ndarray[Any, np.dtype[np.float32]]


@pytest.fixture(scope="module")
def model() -> MoodModel:
    return MoodModel.load(FEATURE_VERSION)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped pair, to be spoilt."""
    for name in (ENCODER_FILE, NETWORK_FILE):
        (tmp_path / name).write_bytes((shipped_models() / name).read_bytes())
    return tmp_path


def sequence(n_segments: int, seed: int = 0) -> Floats:
    """Scaled descriptors beside encoder values of mean 0 and variance 1."""
    dice = np.random.default_rng(seed)
    encoded = dice.standard_normal((n_segments, 96), np.float32)
    return np.hstack([dice.random((n_segments, 50), np.float32), encoded])


def mels(n_segments: int, seed: int = 0) -> Floats:
    shape = (n_segments, MEL_FRAMES, MEL_BANDS)
    return np.random.default_rng(seed).standard_normal(shape, np.float32)


def test_it_takes_what_the_program_computes_and_stores(model: MoodModel) -> None:
    assert len(model.minimum) == len(model.maximum) == len(FEATURE_NAMES)
    assert model.n_encoded == 96
    assert model.sequence_width == len(FEATURE_NAMES) + 96 == SEQUENCE_WIDTH


@pytest.mark.parametrize("n_segments", [1, 2, 4, 10, 33])
def test_each_segment_is_encoded_for_itself(model: MoodModel, n_segments: int) -> None:
    several = mels(n_segments)
    encoded = model.encode(several)
    assert encoded.shape == (n_segments, model.n_encoded)
    assert encoded.dtype == np.float32
    alone = np.vstack([model.encode(one[None]) for one in several])
    np.testing.assert_allclose(encoded, alone, atol=1e-4)
    turned = model.encode(several[::-1])
    np.testing.assert_allclose(turned, encoded[::-1], atol=1e-4)


def test_the_encoder_tells_sounds_apart_and_says_something_of_silence(model: MoodModel) -> None:
    encoded = model.encode(np.concatenate([mels(2), np.zeros_like(mels(1))]))
    assert np.isfinite(encoded).all()
    assert (np.abs(np.diff(encoded, axis=0)).max(axis=1) > 1e-3).all()


@pytest.mark.parametrize(
    "shape", [(0, MEL_FRAMES, MEL_BANDS), (2, MEL_BANDS, MEL_FRAMES), (MEL_FRAMES, MEL_BANDS)]
)
def test_mels_of_another_shape_are_refused(model: MoodModel, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected"):
        model.encode(np.zeros(shape, np.float32))


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


def test_the_network_looks_at_descriptors_and_encoder_values(model: MoodModel) -> None:
    usual = sequence(12)
    described, encoded = usual.copy(), usual.copy()
    described[:, :50] = 1 - described[:, :50]
    encoded[:, 50:] *= -1
    read = [model.predict(each)[0].probabilities for each in (usual, described, encoded)]
    assert np.abs(np.subtract(read[1], read[0])).max() > 1e-4
    assert np.abs(np.subtract(read[2], read[0])).max() > 1e-4


def test_scaling_is_max_min_with_clipping_and_leaves_encoder_values(model: MoodModel) -> None:
    middle = (model.minimum + model.maximum) / 2
    given = np.array([[-1e9] * 146, [1e9] * 146, [*middle, *[3.5] * 96]], np.float32)
    before = given.copy()
    scaled = model.scale(given)
    np.testing.assert_array_equal(scaled[:2, :50], [np.zeros(50), np.ones(50)])
    np.testing.assert_allclose(scaled[2, :50], 0.5, atol=1e-4)
    np.testing.assert_array_equal(scaled[:, 50:], given[:, 50:])
    assert scaled.dtype == np.float32
    np.testing.assert_array_equal(given, before)


@pytest.mark.parametrize("shape", [(0, 146), (3, 50), (3, 145), (146,), (1, 3, 146)])
def test_another_shape_is_refused(model: MoodModel, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected"):
        model.predict(np.zeros(shape, np.float32))


def test_the_version_changes_with_either_file_and_with_the_descriptors(model: MoodModel) -> None:
    encoder, network = ((shipped_models() / f).read_bytes() for f in (ENCODER_FILE, NETWORK_FILE))
    assert model.version == shipped_version(FEATURE_VERSION)
    assert model.version == version_of(encoder, network, FEATURE_VERSION)
    assert model.version.startswith(f"{FEATURE_VERSION}/")
    others = (
        version_of(encoder + b"x", network, FEATURE_VERSION),
        version_of(encoder, network + b"x", FEATURE_VERSION),
        version_of(encoder, network, "lld-0"),
    )
    assert len({model.version, *others}) == 4


def test_the_copy_of_the_pair_is_the_pair(folder: Path, model: MoodModel) -> None:
    assert MoodModel.load(FEATURE_VERSION, folder).version == model.version


@pytest.mark.parametrize(
    ("name", "words"),
    [(ENCODER_FILE, f"{ENCODER_FILE} .* is not what"), (NETWORK_FILE, "cannot load .*mood.onnx")],
)
def test_a_missing_or_damaged_file_is_refused(folder: Path, name: str, words: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:1000])
    with pytest.raises(MoodModelError, match=words):
        MoodModel.load(FEATURE_VERSION, folder)
    (folder / name).unlink()
    with pytest.raises(MoodModelError, match=f"cannot load .*{name}"):
        MoodModel.load(FEATURE_VERSION, folder)


def test_a_pair_that_does_not_belong_together_is_refused(folder: Path) -> None:
    # One more entry of metadata, as protobuf writes it: a sound encoder, but another file.
    another = (folder / ENCODER_FILE).read_bytes() + b"\x72\x06\x0a\x01a\x12\x01b"
    (folder / ENCODER_FILE).write_bytes(another)
    with pytest.raises(MoodModelError, match=r"encoder\.onnx .* is not what mood\.onnx"):
        MoodModel.load(FEATURE_VERSION, folder)


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
        (lambda metadata: metadata.pop("n_encoded"), "n_encoded"),
        (lambda metadata: metadata.pop("encoder"), "encoder"),
        (lambda metadata: metadata.update(minimum="none"), "metadata"),
        (lambda metadata: metadata.update(moods=json.dumps(MOODS[::-1])), "knows"),
    ],
)
def test_metadata_that_do_not_match_are_refused(
    change: Callable[[dict[str, str]], object], words: str
) -> None:
    import onnxruntime

    encoder, network = (
        onnxruntime.InferenceSession(shipped_models() / name)
        for name in (ENCODER_FILE, NETWORK_FILE)
    )
    with pytest.raises(MoodModelError, match=words):
        MoodModel(lambda: encoder, Described(network, change), "test")
