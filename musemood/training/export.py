"""From trained networks to the files that ship: two ONNX files, metadata inside."""

import hashlib
import json
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from torch import nn

from musemood.domain.mood import MOODS
from musemood.features.extract import FEATURE_VERSION
from musemood.features.spectrogram import MEL_BANDS, MEL_FRAMES
from musemood.training.encoder import ENCODED, Encoder
from musemood.training.examples import Limits
from musemood.training.network import SEQUENCE_WIDTH, WINDOW, MoodNetwork, WindowedNetwork

MODEL_VERSION = "distilled-2"
"""Named after the network and counted up with each training that ships."""

UNSURE_BELOW = 0.3
"""A largest probability below this is shown as unsure; models/MODEL_CARD.md says what it costs."""

_OUTPUTS = ["probabilities", "signs", "attention", "segment_probabilities"]


def export(
    encoder: Encoder, network: MoodNetwork, limits: Limits, unsure_below: float, folder: Path
) -> None:
    """Write ``encoder.onnx`` and ``mood.onnx``, which knows the former by its hash.

    The encoder takes ``mels`` (n, MEL_FRAMES, MEL_BANDS) and gives ``encoded`` (n, ENCODED); the
    network takes ``sequence`` (n, SEQUENCE_WIDTH), outputs as in `WindowedNetwork`; n of any size.
    """
    folder.mkdir(parents=True, exist_ok=True)
    encoder_file = folder / "encoder.onnx"
    mels = torch.rand(3, MEL_FRAMES, MEL_BANDS)
    _export(encoder, mels, "mels", ["encoded"], ["mels", "encoded"], encoder_file)
    model = export_network(network)
    onnx.helper.set_model_props(
        model,
        {
            "model_version": MODEL_VERSION,
            "feature_version": FEATURE_VERSION,
            "moods": json.dumps(MOODS),
            "minimum": json.dumps([float(value) for value in limits.minimum]),
            "maximum": json.dumps([float(value) for value in limits.maximum]),
            "n_encoded": str(ENCODED),
            "encoder": hashlib.sha256(encoder_file.read_bytes()).hexdigest(),
            "unsure_below": str(unsure_below),
        },
    )
    onnx.checker.check_model(model)
    onnx.save(model, str(folder / "mood.onnx"))


def export_network(network: MoodNetwork) -> onnx.ModelProto:
    """The network as `export` writes it, without metadata."""
    sequence = torch.rand(2 * WINDOW + 1, SEQUENCE_WIDTH)
    any_size = ["sequence", "attention", _OUTPUTS[3]]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "network.onnx"
        _export(WindowedNetwork(network), sequence, "sequence", _OUTPUTS, any_size, file)
        return onnx.load(str(file))


def _export(
    network: nn.Module,
    example: torch.Tensor,
    input_name: str,
    outputs: list[str],
    any_size: list[str],
    path: Path,
) -> None:
    with warnings.catch_warnings():
        # The tracing exporter is deprecated but needs no further package; what it warns of,
        # other batch sizes, is what tests/training/test_export.py looks at.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.eval(),
            (example,),
            str(path),
            input_names=[input_name],
            output_names=outputs,
            dynamic_axes={name: {0: "n"} for name in any_size},
            opset_version=17,
            dynamo=False,
        )
