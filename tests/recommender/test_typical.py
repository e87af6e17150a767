"""What the program takes for typical is what strangers' networks said of the clips."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from musemood.recommender.typical import TYPICAL, moments_of, typical_of

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_the_shipped_numbers_are_those_of_the_clips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    worlds = import_module("simulated_listeners").load_worlds((0, 1, 2, 3, 4))
    readings = np.concatenate([world.readings for world in worlds])
    moods = np.concatenate([world.moods for world in worlds])
    measured = typical_of(readings, moods)
    assert np.allclose(TYPICAL.moments, measured.moments, rtol=0, atol=0.002)
    assert np.allclose(TYPICAL.spread, measured.spread, rtol=0, atol=0.002)
    others = moods[len(worlds[0].moods) :]
    told = typical_of(readings[len(worlds[0].moods) :], others)
    assert np.allclose(worlds[0].typical.moments, told.moments)


def test_moments_are_the_reading_and_what_its_place_multiplies_to() -> None:
    readings = np.array([[0.2, 0.1, 0.3, 0.15, 0.25, -0.5, 0.4]])
    expected = [*readings[0], 0.25, 0.16, -0.2]
    assert np.allclose(moments_of(readings), [expected])
