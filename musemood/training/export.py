"""From a trained network to the file that ships: ONNX with its metadata inside."""

import json
import warnings
from pathlib import Path

import onnx
import torch

from musemood.domain.mood import MOODS
from musemood.features.extract import FEATURE_NAMES, FEATURE_VERSION
from musemood.training.network import WINDOW, MoodNetwork, WindowedNetwork
from musemood.training.train import Limits

MODEL_VERSION = "lstm-1"
"""Named after the network and counted up with each training that ships."""

UNSURE_BELOW = 0.4
"""A largest probability below this is shown as unsure; models/MODEL_CARD.md says what it costs."""

_OUTPUTS = ["probabilities", "signs", "attention", "segment_probabilities"]


def export(network: MoodNetwork, limits: Limits, unsure_below: float, path: Path) -> None:
    """Write the network, its limits and its names as one ONNX file.

    Input ``segments`` (n, 50) scaled, n of any size; outputs as in `WindowedNetwork`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    example = torch.rand(2 * WINDOW + 1, len(FEATURE_NAMES))
    with warnings.catch_warnings():
        # The tracing exporter is deprecated but needs no further package; what it warns of,
        # other batch sizes, is what tests/training/test_export.py looks at.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            WindowedNetwork(network).eval(),
            (example,),
            str(path),
            input_names=["segments"],
            output_names=_OUTPUTS,
            dynamic_axes={name: {0: "n"} for name in ("segments", "attention", _OUTPUTS[3])},
            opset_version=17,
            dynamo=False,
        )
    model = onnx.load(str(path))
    onnx.helper.set_model_props(
        model,
        {
            "model_version": MODEL_VERSION,
            "feature_version": FEATURE_VERSION,
            "moods": json.dumps(MOODS),
            "minimum": json.dumps([float(value) for value in limits.minimum]),
            "maximum": json.dumps([float(value) for value in limits.maximum]),
            "unsure_below": str(unsure_below),
        },
    )
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
