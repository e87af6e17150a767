"""The mood model: two ONNX files behind `MoodModel`. The one door to onnxruntime.

`encode` turns the mel spectrogram of a segment into a few values, beside which the descriptors
stand in a sequence; `predict` reads the mood of a whole sequence, or of an average of several.

The second file carries, as metadata, all that makes its numbers mean something: the version of
the descriptors it was trained on, the limits that scale them to [0, 1] (smallest and largest
value of each over the training set), the encoder it was trained with (number of its values and
SHA-256 of its file), the names of the moods in order, and the probability under which a mood is
only ``unsure``. Files that do not match this program or each other are refused.
"""

import hashlib
import json
from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import ALL_MOODS, MOODS, Mood, MoodReading, SegmentReading
from musemood.shipped import shipped_folder

if TYPE_CHECKING:
    import onnxruntime

Floats = NDArray[np.float32]

ENCODER_FILE, NETWORK_FILE = "encoder.onnx", "mood.onnx"

_UNSURE = ALL_MOODS.index(Mood.UNSURE)


class MoodModelError(Exception):
    """A file of the mood model is missing, damaged, or made for another program or partner."""


class MoodModel:
    """Encodes segments and reads the mood of sequences. Made by `load`.

    ``sequence_width``: values of a segment in a sequence, descriptors first, then ``n_encoded``.
    """

    def __init__(
        self,
        open_encoder: "Callable[[], onnxruntime.InferenceSession]",
        network: "onnxruntime.InferenceSession",
        version: str,
    ) -> None:
        metadata = network.get_modelmeta().custom_metadata_map
        try:
            self.feature_version = metadata["feature_version"]
            self.model_version = metadata["model_version"]
            self.encoder_digest = metadata["encoder"]
            self.n_encoded = int(metadata["n_encoded"])
            self.unsure_below = float(metadata["unsure_below"])
            self.minimum = np.array(json.loads(metadata["minimum"]), np.float32)
            self.maximum = np.array(json.loads(metadata["maximum"]), np.float32)
            names = tuple(json.loads(metadata["moods"]))
        except (KeyError, ValueError) as error:
            raise MoodModelError(f"the mood model's metadata lack {error}") from error
        if names != tuple(MOODS):
            raise MoodModelError(f"the mood model knows {names}, the program {tuple(MOODS)}")
        self.sequence_width = len(self.minimum) + self.n_encoded
        self._open_encoder, self._network = open_encoder, network
        self.version = version
        """Descriptors and files together: readings of another version are to be made anew."""

    @classmethod
    def load(cls, feature_version: str, folder: Path | None = None) -> "MoodModel":
        """The shipped mood model, or that in a folder.

        Raises MoodModelError where a file is missing or damaged, where the two do not belong
        together, or where they were trained on descriptors other than ``feature_version``.
        """
        folder = folder or shipped_models()
        encoder_bytes = _read(folder / ENCODER_FILE)
        network_bytes = _read(folder / NETWORK_FILE)
        model = cls(
            lambda: _open(folder / ENCODER_FILE),
            _open(folder / NETWORK_FILE),
            version_of(encoder_bytes, network_bytes, feature_version),
        )
        if model.feature_version != feature_version:
            raise MoodModelError(
                f"the mood model was trained on descriptors {model.feature_version}, "
                f"the program computes {feature_version}"
            )
        if model.encoder_digest != hashlib.sha256(encoder_bytes).hexdigest():
            raise MoodModelError(
                f"{ENCODER_FILE} in {folder} is not what {NETWORK_FILE} was trained with"
            )
        return model

    @cached_property
    def _encoder(self) -> "onnxruntime.InferenceSession":
        """Opened when first needed: the window only reads what was encoded, with 15 MB less."""
        return self._open_encoder()

    def encode(self, mels: Floats) -> Floats:
        """Mel spectrograms (n, MEL_FRAMES, MEL_BANDS), n >= 1, to (n, n_encoded) float32.

        Raises ValueError for another shape.
        """
        shape = tuple(self._encoder.get_inputs()[0].shape[1:])
        if mels.ndim != 3 or not len(mels) or mels.shape[1:] != shape:
            raise ValueError(f"expected segments of {shape}, got {mels.shape}")
        mels = np.ascontiguousarray(mels, np.float32)
        encoded: Floats = self._encoder.run(None, {"mels": mels})[0]
        return encoded

    def scale(self, sequence: Floats) -> Floats:
        """A sequence (n, sequence_width) with its descriptors in [0, 1], the rest untouched.

        Max-min with the training set's limits, clipped.
        """
        scaled = sequence.astype(np.float32)
        descriptors = scaled[:, : len(self.minimum)]
        span = np.maximum(self.maximum - self.minimum, np.float32(1e-6))
        descriptors[:] = np.clip((descriptors - self.minimum) / span, 0, 1)
        return scaled

    def predict(self, sequence: Floats) -> tuple[MoodReading, SegmentReading]:
        """Mood of a scaled sequence (n, sequence_width), n >= 1, or of an average of several.

        Raises ValueError for another shape.
        """
        if sequence.ndim != 2 or not len(sequence) or sequence.shape[1] != self.sequence_width:
            raise ValueError(f"expected (segments, {self.sequence_width}), got {sequence.shape}")
        probabilities, signs, attention, of_segments = self._network.run(
            None, {"sequence": np.ascontiguousarray(sequence, np.float32)}
        )
        return (
            self._reading(probabilities.astype(np.float64), signs),
            SegmentReading(self._moods(of_segments), attention),
        )

    def _reading(self, probabilities: NDArray[np.float64], signs: Floats) -> MoodReading:
        probabilities /= probabilities.sum()
        first = int(probabilities.argmax())
        return MoodReading(
            probabilities=tuple(map(float, probabilities)),
            valence=float(signs[0]),
            arousal=float(signs[1]),
            mood=MOODS[first] if probabilities[first] >= self.unsure_below else Mood.UNSURE,
        )

    def _moods(self, probabilities: Floats) -> NDArray[np.int8]:
        is_sure = probabilities.max(axis=1) >= self.unsure_below
        return np.where(is_sure, probabilities.argmax(axis=1), _UNSURE).astype(np.int8)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MoodModelError(f"cannot load the mood model {path}: {error}") from error


def _open(path: Path) -> "onnxruntime.InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Sequences are of all lengths: a plan or a store of memory for each would only pile up.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(_read(path), options, ["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has a dozen kinds without a common ancestor
        raise MoodModelError(f"cannot load the mood model {path}: {error}") from error


def shipped_models() -> Path:
    """The folder of the two files that ship with the program."""
    return shipped_folder("models")


def version_of(encoder: bytes, network: bytes, feature_version: str) -> str:
    """Names descriptors and both files together, "lld-2/3f2a91c04b77"."""
    return f"{feature_version}/{hashlib.sha256(encoder + network).hexdigest()[:12]}"


@cache
def shipped_version(feature_version: str) -> str:
    """`MoodModel.version` of the shipped files, without loading them; "" where one is missing."""
    encoder, network = shipped_models() / ENCODER_FILE, shipped_models() / NETWORK_FILE
    if not (encoder.is_file() and network.is_file()):
        return ""
    return version_of(encoder.read_bytes(), network.read_bytes(), feature_version)
