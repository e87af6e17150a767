"""The mood model: one ONNX file behind `MoodModel.predict`. The one door to onnxruntime.

The file carries, as metadata, all that makes its numbers mean something: the version of the
descriptors it was trained on, the limits that scale them to [0, 1] (smallest and largest value
of each over the training set), the names of the moods in order, and the probability under which
a mood is only ``unsure``. A file that does not match this program is refused.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from musemood.domain.mood import ALL_MOODS, MOODS, Mood, MoodReading, SegmentReading
from musemood.shipped import shipped_folder

if TYPE_CHECKING:
    import onnxruntime

Floats = NDArray[np.float32]

_UNSURE = ALL_MOODS.index(Mood.UNSURE)


class MoodModelError(Exception):
    """The mood model's file is missing, damaged, or made for another version of the program."""


class MoodModel:
    """Reads the mood of sequences of scaled descriptors. Made by `load`."""

    def __init__(self, session: "onnxruntime.InferenceSession", version: str) -> None:
        metadata = session.get_modelmeta().custom_metadata_map
        try:
            self.feature_version = metadata["feature_version"]
            self.model_version = metadata["model_version"]
            self.unsure_below = float(metadata["unsure_below"])
            self.minimum = np.array(json.loads(metadata["minimum"]), np.float32)
            self.maximum = np.array(json.loads(metadata["maximum"]), np.float32)
            names = tuple(json.loads(metadata["moods"]))
        except (KeyError, ValueError) as error:
            raise MoodModelError(f"the mood model's metadata lack {error}") from error
        if names != tuple(MOODS):
            raise MoodModelError(f"the mood model knows {names}, the program {tuple(MOODS)}")
        self._session = session
        self.version = version
        """Descriptors and file together: readings of another version are to be made anew."""

    @classmethod
    def load(cls, feature_version: str, path: Path | None = None) -> "MoodModel":
        """The shipped mood model, or that of a path.

        Raises MoodModelError where the file is missing or damaged, or was trained on
        descriptors other than ``feature_version``.
        """
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = path or shipped_model()
        try:
            content = path.read_bytes()
            session = onnxruntime.InferenceSession(content, options, ["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has a dozen kinds without a common ancestor
            raise MoodModelError(f"cannot load the mood model {path}: {error}") from error
        model = cls(session, version_of(content, feature_version))
        if model.feature_version != feature_version:
            raise MoodModelError(
                f"the mood model was trained on descriptors {model.feature_version}, "
                f"the program computes {feature_version}"
            )
        return model

    def scale(self, descriptors: Floats) -> Floats:
        """Descriptors (n, 50) to [0, 1] by max-min with the training set's limits, clipped."""
        span = np.maximum(self.maximum - self.minimum, np.float32(1e-6))
        scaled: Floats = np.clip((descriptors - self.minimum) / span, 0, 1)
        return scaled.astype(np.float32)

    def predict(self, scaled: Floats) -> tuple[MoodReading, SegmentReading]:
        """Mood of a scaled sequence (n, 50), n >= 1: a track, or the average of several.

        Raises ValueError for another shape.
        """
        if scaled.ndim != 2 or not len(scaled) or scaled.shape[1] != len(self.minimum):
            raise ValueError(f"expected (segments, {len(self.minimum)}), got {scaled.shape}")
        probabilities, signs, attention, of_segments = self._session.run(
            None, {"segments": np.ascontiguousarray(scaled, np.float32)}
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


def shipped_model() -> Path:
    """The file that ships with the program."""
    return shipped_folder("models") / "mood.onnx"


def version_of(content: bytes, feature_version: str) -> str:
    """Names descriptors and mood model together, "lld-1/3f2a91c04b77"."""
    return f"{feature_version}/{hashlib.sha256(content).hexdigest()[:12]}"


@cache
def shipped_version(feature_version: str) -> str:
    """`MoodModel.version` of the shipped file, without loading it; "" where it is missing."""
    path = shipped_model()
    return version_of(path.read_bytes(), feature_version) if path.is_file() else ""
