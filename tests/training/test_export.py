"""The exported pair: equal to torch, complete metadata, any length; and the shipped one."""

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from musemood.domain.mood import MOODS
from musemood.features.extract import FEATURE_VERSION
from musemood.features.spectrogram import MEL_BANDS, MEL_FRAMES
from musemood.mood_model import ENCODER_FILE, NETWORK_FILE, MoodModel, shipped_models
from musemood.training.encoder import ENCODED, Encoder
from musemood.training.examples import Limits
from musemood.training.export import MODEL_VERSION, UNSURE_BELOW, export
from musemood.training.network import (
    SEQUENCE_WIDTH,
    WINDOW,
    MoodNetwork,
    Shape,
    WindowedNetwork,
    valence_and_arousal,
)

LENGTHS = [1, 2, 9, 10, 11, 20, 21, 80, 600]
UNSURE = 0.3


@pytest.fixture(scope="module")
def network() -> MoodNetwork:
    torch.manual_seed(0)
    network = MoodNetwork(Shape(n_tags=3))
    network.standardise_by(torch.rand(4, 25, SEQUENCE_WIDTH), torch.ones(4, 25, dtype=torch.bool))
    network.temperatures.fill_(0.2)  # untrained, it would be unsure of everything
    return network.eval()


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    torch.manual_seed(1)
    encoder = Encoder().train()
    with torch.no_grad():  # so that its norms are not those of nothing
        for _ in range(3):
            encoder(torch.randn(16, MEL_FRAMES, MEL_BANDS))
    return encoder.eval()


@pytest.fixture(scope="module")
def exported(
    encoder: Encoder, network: MoodNetwork, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("models") / "new"
    minimum = np.arange(50, dtype=np.float32)
    export(encoder, network, Limits(minimum, minimum + 2), UNSURE, folder)
    return folder


@pytest.fixture(scope="module")
def model(exported: Path) -> MoodModel:
    return MoodModel.load(FEATURE_VERSION, exported)


@pytest.mark.parametrize("n_segments", LENGTHS)
@torch.no_grad()
def test_the_network_equals_torch(network: MoodNetwork, model: MoodModel, n_segments: int) -> None:
    sequence = torch.rand(
        n_segments, SEQUENCE_WIDTH, generator=torch.Generator().manual_seed(n_segments)
    )
    probabilities, signs, attention, segments = WindowedNetwork(network).eval()(sequence)
    reading, of_segments = model.predict(sequence.numpy())
    np.testing.assert_allclose(reading.probabilities, probabilities, atol=1e-4)
    np.testing.assert_allclose([reading.valence, reading.arousal], signs, atol=1e-4)
    np.testing.assert_allclose(of_segments.attention, attention, atol=1e-4)
    best = segments.topk(2, dim=1).values.numpy()
    is_clear = (np.abs(best[:, 0] - UNSURE) > 1e-3) & (best[:, 0] - best[:, 1] > 1e-3)
    expected = np.where(best[:, 0] >= UNSURE, segments.argmax(dim=1).numpy(), len(MOODS))
    assert (of_segments.moods == expected)[is_clear].all()
    assert is_clear.mean() > 0.8


@pytest.mark.parametrize("n_segments", LENGTHS[:-1])
@torch.no_grad()
def test_the_encoder_equals_torch(encoder: Encoder, model: MoodModel, n_segments: int) -> None:
    mels = torch.randn(
        n_segments, MEL_FRAMES, MEL_BANDS, generator=torch.Generator().manual_seed(n_segments)
    )
    encoded = model.encode(mels.numpy())
    assert encoded.shape == (n_segments, ENCODED)
    np.testing.assert_allclose(encoded, encoder(mels), atol=1e-4)


@pytest.mark.parametrize("n_segments", [1, 4, 9, WINDOW])
@torch.no_grad()
def test_a_clip_is_read_as_in_training(network: MoodNetwork, n_segments: int) -> None:
    sequence = torch.rand(n_segments, SEQUENCE_WIDTH)
    windowed = WindowedNetwork(network).eval()(sequence)
    plain = network(sequence[None], torch.ones(1, n_segments, dtype=torch.bool))
    np.testing.assert_allclose(windowed[0], torch.softmax(plain.moods[0], 0), atol=1e-6)
    np.testing.assert_allclose(windowed[1], valence_and_arousal(plain)[0], atol=1e-6)
    np.testing.assert_allclose(windowed[2], plain.attention[0], atol=1e-6)
    np.testing.assert_allclose(windowed[3], torch.softmax(plain.segment_moods[0], 1), atol=1e-6)


@torch.no_grad()
def test_the_last_window_is_the_last_ten_segments(network: MoodNetwork) -> None:
    n = 2 * WINDOW + 3
    sequence = torch.rand(1, n, SEQUENCE_WIDTH)
    all_there = torch.ones(1, n, dtype=torch.bool)
    projected = network.project(sequence, all_there)
    first, second, last = (
        network.lstm(projected[:, start : start + WINDOW])[0] for start in (0, WINDOW, n - WINDOW)
    )
    expected = network.read(torch.cat([first, second, last[:, -3:]], 1), all_there)
    windowed = WindowedNetwork(network).eval()(sequence[0])
    np.testing.assert_allclose(windowed[0], torch.softmax(expected.moods[0], 0), atol=1e-5)
    np.testing.assert_allclose(windowed[2], expected.attention[0], atol=1e-5)
    np.testing.assert_allclose(windowed[3], torch.softmax(expected.segment_moods[0], 1), atol=1e-5)


@torch.no_grad()
def test_a_window_knows_nothing_of_another(network: MoodNetwork) -> None:
    sequence = torch.rand(3 * WINDOW, SEQUENCE_WIDTH)
    turned = sequence.view(3, WINDOW, -1).flip(0).reshape(3 * WINDOW, -1)
    windowed = WindowedNetwork(network).eval()
    plain, of_turned = windowed(sequence), windowed(turned)
    segments = of_turned[3].view(3, WINDOW, -1).flip(0).reshape(3 * WINDOW, -1)
    np.testing.assert_allclose(segments, plain[3], atol=1e-5)
    np.testing.assert_allclose(of_turned[0], plain[0], atol=1e-5)


def test_the_metadata_are_complete(exported: Path) -> None:
    properties = onnx.load(str(exported / NETWORK_FILE)).metadata_props
    metadata = {entry.key: entry.value for entry in properties}
    assert metadata["feature_version"] == FEATURE_VERSION
    assert metadata["model_version"] == MODEL_VERSION
    assert json.loads(metadata["moods"]) == list(MOODS)
    assert json.loads(metadata["minimum"]) == list(range(50))
    assert json.loads(metadata["maximum"]) == list(range(2, 52))
    assert int(metadata["n_encoded"]) == ENCODED
    encoder_bytes = (exported / ENCODER_FILE).read_bytes()
    assert metadata["encoder"] == hashlib.sha256(encoder_bytes).hexdigest()
    assert float(metadata["unsure_below"]) == UNSURE


def test_nothing_but_the_pair_is_written(exported: Path, model: MoodModel) -> None:
    assert {file.name for file in exported.iterdir()} == {ENCODER_FILE, NETWORK_FILE}
    assert model.sequence_width == SEQUENCE_WIDTH


def test_the_shipped_pair_is_of_this_code() -> None:
    model = MoodModel.load(FEATURE_VERSION)
    assert model.model_version == MODEL_VERSION
    assert model.unsure_below == UNSURE_BELOW
    assert model.sequence_width == SEQUENCE_WIDTH
    files = [shipped_models() / name for name in (ENCODER_FILE, NETWORK_FILE)]
    for file in files:
        onnx.checker.check_model(onnx.load(str(file)))
    assert sum(file.stat().st_size for file in files) < 8_000_000
