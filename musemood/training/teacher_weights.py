"""Weights of the teachers: taggers that others trained on large collections.

Two sources (``../shared/data/teachers/README.md``): the wheel of the PyPI package musicnn 0.1.0
(Pons & Serra 2019, ISC licence), downloaded, checked against its hash and read with
tensorflow; and numpy arrays of Won et al. (SMC 2020, MIT licence) in a folder of the data.
Neither is needed to run the program.
"""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, NDArray[np.float32]]

MUSICNN = ("MSD_musicnn", "MTT_musicnn", "MSD_vgg")
"""The networks that are taken from musicnn's wheel."""

ARRAYS = ("msd_fcn", "jamendo_musicnn")
"""The networks that are taken from the folder of arrays."""

_WHEEL = "musicnn==0.1.0"
_WHEEL_SHA256 = "f38a4890c648c1ddbb141c5d96d2b0a8cfcd36746002d896989f7b88beb65cfa"


def teacher_weights(arrays: Path, work: Path) -> dict[str, Weights]:
    """Weights of each teacher by name; those of musicnn are kept in ``work`` once read.

    Raises ValueError where the wheel is not the one that was looked at.
    """
    kept = work / "musicnn-0.1.0.npz"
    if not kept.is_file():
        work.mkdir(parents=True, exist_ok=True)
        read = {
            f"{name}/{key}": value
            for name, weights in _read_wheel().items()
            for key, value in weights.items()
        }
        np.savez(kept, **read)
    with np.load(kept) as together:
        all_weights: dict[str, Weights] = {name: {} for name in MUSICNN}
        for key in together.files:
            name, _, variable = key.partition("/")
            all_weights[name][variable] = together[key]
    for name in ARRAYS:
        with np.load(arrays / f"{name}.npz") as its:
            all_weights[name] = {key: its[key] for key in its.files}
    return all_weights


def _read_wheel() -> dict[str, Weights]:
    import tensorflow  # in the extra `teachers`; a quarter of a gigabyte, for these few lines

    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", _WHEEL]
        subprocess.run([*command, "--dest", folder], check=True)
        wheel = next(Path(folder).glob("musicnn-*.whl"))
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != _WHEEL_SHA256:
            raise ValueError(f"{wheel.name} is not the file whose networks were looked at")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        return {
            name: _read_checkpoint(tensorflow, Path(folder) / "musicnn" / name) for name in MUSICNN
        }


def _read_checkpoint(tensorflow: object, folder: Path) -> Weights:
    # The files are named ".index" and ".data-...": tensorflow wants a name before the dot.
    for part in folder.glob(".*-of-*"), folder.glob(".index"):
        for file in part:
            file.rename(folder / f"weights{file.name}")
    reader = tensorflow.train.load_checkpoint(str(folder / "weights"))  # type: ignore[attr-defined]
    names = [name for name in reader.get_variable_to_shape_map() if "Adam" not in name]
    return {name: np.asarray(reader.get_tensor(name), np.float32) for name in names}
