"""The file of simulated listeners: every clip as one hears it who never heard it or its artist."""

import csv
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from tiny_sets import write_sets

from musemood.domain.mood import MOODS
from musemood.training.encoder import ENCODED, Encoder
from musemood.training.encoders import School
from musemood.training.listeners import DESCRIPTOR_STEPS, ENCODED_STEPS, write_listeners
from musemood.training.network import N_DESCRIPTORS, Shape
from musemood.training.sets import N_FOLDS, mood4q
from musemood.training.train import Recipe

TINY = Recipe(Shape(projected=8, hidden=4), epochs=2)
N_CLIPS = N_FOLDS * len(MOODS)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    work = tmp_path_factory.mktemp("work")
    np.save(work / "bliss.npy", np.arange(N_CLIPS * 23, dtype=np.float32).reshape(N_CLIPS, 23))
    return School(write_sets(tmp_path_factory.mktemp("sets")), work)


def written(school: School, file: Path) -> dict[str, NDArray[np.generic]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(School, "encoder", untaught)
        write_listeners(school, TINY, 0, file)
    with np.load(file) as kept:
        return {name: kept[name] for name in kept.files}


def untaught(_: School, fold: int) -> Encoder:
    torch.manual_seed(fold + 1)
    return Encoder().eval()


def weights(kept: dict[str, NDArray[np.generic]], fold: int) -> dict[str, NDArray[np.float32]]:
    """What the network of a fold has learnt; how sure it is was fitted afterwards."""
    graph = onnx.load_from_string(kept[f"network{fold}"].tobytes()).graph
    return {a.name: numpy_helper.to_array(a) for a in graph.initializer if "half" in a.name}


def test_the_file_holds_each_clip_and_networks_that_read_it(school: School, tmp_path: Path) -> None:
    kept = written(school, tmp_path / "listeners.npz")
    clips = mood4q(school.data)
    assert kept["clips"].tolist() == [Path(path).name for path in clips.paths]
    assert kept["moods"].tolist() == clips.moods.tolist()
    assert kept["folds"].tolist() == clips.folds.tolist()
    assert kept["bliss"][1, 0] == 23
    segments = int(kept["lengths"].sum())
    assert kept["descriptors"].shape == (segments, N_DESCRIPTORS)
    assert kept["encoded"].shape == (segments, ENCODED)
    rows = np.hstack(
        [kept["descriptors"] / DESCRIPTOR_STEPS, kept["encoded"] / ENCODED_STEPS]
    ).astype(np.float32)
    assert rows[:, :N_DESCRIPTORS].max() <= 1
    for fold in range(N_FOLDS):
        session = onnxruntime.InferenceSession(kept[f"network{fold}"].tobytes())
        for n in (1, int(kept["lengths"][0])):
            probabilities = session.run(None, {"sequence": rows[:n]})[0]
            assert probabilities.shape == (len(MOODS),)
            assert probabilities.sum() == pytest.approx(1.0, abs=1e-3)


def test_no_network_has_learnt_from_the_clips_it_will_read(school: School, tmp_path: Path) -> None:
    before = written(school, tmp_path / "before.npz")
    labels = school.data / "mood4q" / "labels.csv"
    text = labels.read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    others = {"happy": "intense", "intense": "happy", "sad": "relaxed", "relaxed": "sad"}
    quadrants = {row["mood"]: row["quadrant"] for row in rows}
    with labels.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row in rows:
            mood = others.get(row["mood"], row["mood"]) if row["fold"] == "0" else row["mood"]
            writer.writerow(row | {"mood": mood, "quadrant": quadrants[mood]})
    try:
        after = written(school, tmp_path / "after.npz")
    finally:
        labels.write_text(text, encoding="utf-8")
    one, same = weights(before, 0), weights(after, 0)
    assert one
    assert all(np.array_equal(each, same[name]) for name, each in one.items())
    other, changed = weights(before, 1), weights(after, 1)
    assert any(not np.array_equal(each, changed[name]) for name, each in other.items())
