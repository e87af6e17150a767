"""What was learnt is kept with the version that it was learnt on."""

from pathlib import Path

import numpy as np

from musemood.files.calibration_file import NAME, load_arrays, save_arrays


def test_it_comes_back_for_its_version_only_and_damage_is_as_if_it_were_not_there(
    tmp_path: Path,
) -> None:
    path = tmp_path / NAME
    assert load_arrays(path, "1") is None
    weights = np.random.default_rng(1).normal(size=(102, 5))
    save_arrays(path, "1", {"weights": weights})
    found = load_arrays(path, "1")
    assert found is not None
    assert (found["weights"] == weights).all()
    assert load_arrays(path, "2") is None
    path.write_bytes(path.read_bytes()[:500])
    assert load_arrays(path, "1") is None
