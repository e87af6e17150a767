"""The labelled sets: what is read of them, and what is refused."""

from pathlib import Path

import numpy as np
import pytest
from tiny_sets import write_sets

from musemood.domain.mood import MOODS
from musemood.training.sets import (
    MOODS_OF_QUADRANT,
    QUADRANTS,
    SIGNS,
    check_folds,
    emotify,
    mood4q,
    musemo,
    musifeast17,
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sets(tmp_path_factory.mktemp("sets"), with_sound=False)


def test_every_clip_of_mood4q_is_read(data: Path) -> None:
    clips = mood4q(data)
    assert len(clips.paths) == 25
    assert clips.paths[0] == str(data / "mood4q" / "clips" / f"q0{MOODS[0]}.opus")
    assert clips.moods.tolist() == [0, 1, 2, 3, 4] * 5
    assert clips.folds.tolist() == np.repeat(range(5), 5).tolist()
    assert set(clips.words) == {frozenset({"Bright", "Earnest"}), frozenset()}
    for quadrant, signs in zip(clips.quadrants, clips.signs, strict=True):
        assert tuple(signs) == SIGNS[quadrant]


def test_an_artist_in_two_folds_is_refused(data: Path, tmp_path: Path) -> None:
    artists, folds = np.array(["a", "b", "a"]), np.array([0, 1, 0])
    check_folds(artists, folds)
    with pytest.raises(ValueError, match="a is in two folds"):
        check_folds(artists, np.array([0, 1, 2]))
    leaking = tmp_path / "mood4q"
    leaking.mkdir()
    text = (data / "mood4q" / "labels.csv").read_text(encoding="utf-8")
    (leaking / "labels.csv").write_text(text.replace("artist 1", "artist 0"), encoding="utf-8")
    with pytest.raises(ValueError, match="artist 0"):
        mood4q(tmp_path)


def test_ratings_are_standardised(data: Path) -> None:
    for rated in musifeast17(data), emotify(data):
        assert rated.ratings.shape == (len(rated.paths), 2)
        np.testing.assert_allclose(rated.ratings.mean(axis=0), 0, atol=1e-6)
        np.testing.assert_allclose(rated.ratings.std(axis=0), 1, atol=1e-6)


def test_valence_stands_before_arousal(data: Path) -> None:
    of_artist = musifeast17(data).ratings[:3]
    assert (np.diff(of_artist[:, 0]) > 0).all()
    assert (np.diff(of_artist[:, 1]) < 0).all()


def test_an_artist_of_musifeast17_has_one_fold(data: Path) -> None:
    folds = musifeast17(data).folds.reshape(5, 3)
    assert (folds == np.arange(5)[:, None]).all()


def test_musemo_has_quadrants(data: Path) -> None:
    paths, quadrants = musemo(data)
    assert len(paths) == len(quadrants) == 4
    assert set(quadrants) == set(QUADRANTS)


def test_every_mood_is_allowed_in_some_quadrant() -> None:
    assert {mood for moods in MOODS_OF_QUADRANT.values() for mood in moods} == set(MOODS)
