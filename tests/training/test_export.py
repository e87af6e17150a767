"""The exported file: equal to torch, complete metadata, any length; and the shipped one."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from musemood.domain.mood import MOODS
from musemood.features.extract import FEATURE_VERSION
from musemood.mood_model import MoodModel, shipped_model
from musemood.training.export import MODEL_VERSION, UNSURE_BELOW, export
from musemood.training.network import WINDOW, MoodNetwork, WindowedNetwork
from musemood.training.train import Limits


@pytest.fixture(scope="module")
def network() -> MoodNetwork:
    torch.manual_seed(0)
    network = MoodNetwork(hidden=16)
    network.standardise_by(torch.rand(100, 50))
    return network.eval()


@pytest.fixture(scope="module")
def exported(network: MoodNetwork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "mood.onnx"
    limits = Limits(np.arange(50, dtype=np.float32), np.arange(50, dtype=np.float32) + 2)
    export(network, limits, 0.4, path)
    return path


@pytest.mark.parametrize("n_segments", [1, 2, 9, 10, 11, 20, 21, 80, 2400])
def test_the_file_equals_torch(network: MoodNetwork, exported: Path, n_segments: int) -> None:
    scaled = torch.rand(n_segments, 50)
    with torch.no_grad():
        probabilities, signs, attention, segments = WindowedNetwork(network).eval()(scaled)
    reading, of_segments = MoodModel.load(FEATURE_VERSION, exported).predict(scaled.numpy())
    np.testing.assert_allclose(reading.probabilities, probabilities, atol=1e-4)
    np.testing.assert_allclose([reading.valence, reading.arousal], signs, atol=1e-4)
    np.testing.assert_allclose(of_segments.attention, attention, atol=1e-4)
    is_sure = segments.max(dim=1).values.numpy() >= 0.4
    assert (of_segments.moods[is_sure] == segments.argmax(dim=1).numpy()[is_sure]).all()


@pytest.mark.parametrize("n_segments", [1, 4, 9, WINDOW])
def test_a_clip_is_read_as_in_training(network: MoodNetwork, n_segments: int) -> None:
    scaled = torch.rand(n_segments, 50)
    with torch.no_grad():
        windowed = WindowedNetwork(network).eval()(scaled)
        plain = network(scaled[None], torch.ones(1, n_segments, dtype=torch.bool))
    np.testing.assert_allclose(windowed[0], torch.softmax(plain.moods[0], 0), atol=1e-6)
    np.testing.assert_allclose(windowed[1], torch.tanh(plain.signs[0]), atol=1e-6)
    np.testing.assert_allclose(windowed[2], plain.attention[0], atol=1e-6)


def test_the_metadata_are_complete(exported: Path) -> None:
    properties = onnx.load(str(exported)).metadata_props
    metadata = {entry.key: entry.value for entry in properties}
    assert metadata["feature_version"] == FEATURE_VERSION
    assert metadata["model_version"] == MODEL_VERSION
    assert json.loads(metadata["moods"]) == list(MOODS)
    assert json.loads(metadata["minimum"]) == list(range(50))
    assert json.loads(metadata["maximum"]) == list(range(2, 52))
    assert float(metadata["unsure_below"]) == 0.4


def test_the_shipped_file_is_of_this_code() -> None:
    model = MoodModel.load(FEATURE_VERSION)
    assert model.model_version == MODEL_VERSION
    assert model.unsure_below == UNSURE_BELOW
    onnx.checker.check_model(onnx.load(str(shipped_model())))
