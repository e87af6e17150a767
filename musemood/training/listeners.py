"""What the benchmark of simulated listeners stands on: clips of mood4q as strangers hear them.

Each clip is encoded and read by an encoder and a network that never heard it or its artist, so
a figure of the recommender is no figure of memory. Folds have encoders of their own, whose values
mean different things: clips are compared within a fold only, and so a listener lives in one.
``bench_recommender.py`` reads the file with numpy and onnxruntime alone; it holds no sound.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from musemood.domain.mood import MOODS
from musemood.training.encoders import School
from musemood.training.examples import Floats, batch_of, scaled
from musemood.training.export import UNSURE_BELOW, export_network
from musemood.training.lessons import prepare, sequences_through
from musemood.training.network import N_DESCRIPTORS, MoodNetwork
from musemood.training.scores import fit_temperatures, logits_of
from musemood.training.sets import N_FOLDS, MoodClips, genres_of, mood4q
from musemood.training.train import Recipe, fit, predict

DESCRIPTOR_STEPS = 255
ENCODED_STEPS = 32
"""Values are kept as whole steps in one byte: descriptors 0..1, encoder values within -4..4."""

_SMALL = 64
"""Arrays of a network that have no more values than this stay float32."""


def write_listeners(school: School, recipe: Recipe, seed: int, file: Path) -> None:
    """Teach what is not taught yet, and write ``file`` (npz).

    ``clips`` names, ``artists``, ``genres`` ("; " between them), ``folds``, ``moods`` (indices into
    `MOODS`) of n clips; ``lengths`` (n,) segments, ``descriptors`` and ``encoded`` of all segments
    one after the other; ``bliss`` (n, 23); ``network0`` .. ``network4`` ONNX files as bytes;
    ``unsure_below``.
    """
    clips = mood4q(school.data)
    n = len(clips.paths)
    sequences: list[Floats] = [np.zeros((0, 0), np.float32)] * n
    probabilities = np.zeros((n, len(MOODS)), np.float32)
    networks: list[MoodNetwork] = []
    for fold in range(N_FOLDS):
        through = sequences_through(school.encoder(fold), school.data, school.work)
        prepared = prepare(through, school.data, fold)
        networks.append(fit(prepared.lesson, recipe, seed))
        own = np.flatnonzero(clips.folds == fold)
        for i in own:
            sequences[i] = scaled(through.forms[0][i], prepared.limits)
        said = predict(networks[-1], batch_of([sequences[i] for i in own]))
        probabilities[own] = said.probabilities
        print(f"fold {fold}: {_right(said.probabilities, clips.moods[own]):.1%} right", flush=True)
    _calibrate(networks, probabilities, clips)
    rows = np.concatenate(sequences)
    parts = {f"network{fold}": _bytes_of(each) for fold, each in enumerate(networks)}
    np.savez_compressed(
        file,
        clips=np.array([Path(path).name for path in clips.paths]),
        artists=clips.artists,
        genres=np.array(genres_of(school.data)),
        folds=clips.folds.astype(np.int8),
        moods=clips.moods.astype(np.int8),
        lengths=np.array([len(each) for each in sequences], np.int16),
        descriptors=np.rint(rows[:, :N_DESCRIPTORS] * DESCRIPTOR_STEPS).astype(np.uint8),
        encoded=np.clip(np.rint(rows[:, N_DESCRIPTORS:] * ENCODED_STEPS), -127, 127).astype("i1"),
        bliss=_bliss(clips.paths, school.work),
        unsure_below=UNSURE_BELOW,
        **parts,
    )


def _right(probabilities: Floats, moods: NDArray[np.int_]) -> float:
    return float(np.mean(probabilities.argmax(axis=1) == moods))


def _calibrate(networks: list[MoodNetwork], probabilities: Floats, clips: MoodClips) -> None:
    """Each network as sure as the answers of the others are right."""
    for fold, network in enumerate(networks):
        others = clips.folds != fold
        logits = logits_of(probabilities[others])
        found = fit_temperatures(logits, clips.moods[others])
        network.temperatures.copy_(torch.from_numpy(found))


def _bytes_of(network: MoodNetwork) -> NDArray[np.uint8]:
    """The network as an ONNX file, its large arrays in float16 and cast where they are used."""
    model = export_network(network)
    graph = model.graph
    for array in list(graph.initializer):
        values = numpy_helper.to_array(array)
        if array.data_type != TensorProto.FLOAT or values.size <= _SMALL:
            continue
        half = numpy_helper.from_array(values.astype(np.float16), f"{array.name}_half")
        cast = helper.make_node("Cast", [half.name], [array.name], to=TensorProto.FLOAT)
        graph.initializer.remove(array)
        graph.initializer.append(half)
        graph.node.insert(0, cast)
    onnx.checker.check_model(model)
    return np.frombuffer(model.SerializeToString(), np.uint8)


def _bliss(paths: tuple[str, ...], work: Path) -> Floats:
    """The 23 features of bliss, (n, 23); kept in ``work`` once made (extra `peers`)."""
    kept = work / "bliss.npy"
    if not kept.is_file():
        from bliss_audio import Song

        np.save(kept, np.array([Song(path).analysis for path in paths], np.float32))
    features: Floats = np.load(kept)
    return features
