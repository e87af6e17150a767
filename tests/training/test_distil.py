"""Distillation: targets, a pupil that learns, and a course that was interrupted."""

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from musemood.features.spectrogram import MEL_BANDS, MEL_FRAMES
from musemood.training import distil
from musemood.training.distil import Course, Pupil, encode, learn_targets, teach
from musemood.training.encoder import ENCODED, Encoder

N_TARGETS = 6
COURSE = Course(epochs=3, learning_rate=2e-3, batch=8)

Halves = NDArray[np.float16]
Floats = NDArray[np.float32]


@pytest.fixture
def two_teachers(monkeypatch: pytest.MonkeyPatch) -> None:
    """One with as many values as components are kept, one with more."""
    monkeypatch.setattr(distil, "TEACHER_VALUES", {"small": 6, "large": 30})
    monkeypatch.setattr(distil, "_WEIGHTS", {"small": 1.0, "large": 3.0})
    monkeypatch.setattr(distil, "_PER_TEACHER", 6)


def outputs_of_teachers() -> Halves:
    dice = np.random.default_rng(0)
    mixing = dice.standard_normal((36, 36)) * np.geomspace(0.1, 5, 36)
    heard = dice.standard_normal((400, 36)) @ mixing + 3
    heard[:, 20] = 1.5  # dead
    return heard.astype(np.float16)


@pytest.mark.usefixtures("two_teachers")
def test_no_teacher_counts_more_than_its_weight() -> None:
    heard = outputs_of_teachers()
    targets = learn_targets(heard)
    values = targets.of(heard)
    assert values.shape == (400, 12)
    assert targets.projection.shape == (36, 12)
    assert targets.weight.shape == (12,)
    np.testing.assert_allclose(values.mean(axis=0), 0, atol=1e-2)
    counted = targets.weight * values.var(axis=0)
    # All of the small one is kept; of the large one the strongest components, so most of it.
    assert counted[:6].sum() == pytest.approx(0.25, rel=0.01)
    assert 0.4 < counted[6:].sum() < 0.75
    assert (np.diff(counted[6:]) <= 1e-4).all()
    assert not targets.projection[20].any()


@pytest.mark.usefixtures("two_teachers")
def test_targets_are_the_same_in_any_company() -> None:
    heard = outputs_of_teachers()
    targets = learn_targets(heard)
    np.testing.assert_allclose(targets.of(heard)[7:9], targets.of(heard[7:9]), atol=1e-3)


def lesson() -> tuple[Halves, Floats, Floats]:
    """Spectrograms with a bright band each, and targets that tell which."""
    dice = np.random.default_rng(0)
    bands = np.arange(32) % N_TARGETS
    mels = 0.3 * dice.standard_normal((32, MEL_FRAMES, MEL_BANDS))
    for mel, band in zip(mels, bands, strict=True):
        mel[:, 5 + 6 * band : 9 + 6 * band] += 2
    targets = np.eye(N_TARGETS, dtype=np.float32)[bands] * np.float32(N_TARGETS**0.5)
    return mels.astype(np.float16), targets, np.full(N_TARGETS, 1 / N_TARGETS, np.float32)


def new_pupil(seed: int = 0) -> Pupil:
    torch.manual_seed(seed)
    return Pupil(N_TARGETS)


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Pupil:
    pupil = new_pupil()
    teach(pupil, *lesson(), COURSE, 5, tmp_path_factory.mktemp("course") / "course.pt")
    return pupil


def test_a_pupil_learns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = Course(epochs=6, learning_rate=3e-3, batch=8)
    teach(new_pupil(), *lesson(), course, 0, tmp_path / "course.pt")
    said = capsys.readouterr().out.split("\n")[:-1]
    losses = [float(line.rsplit(" ", 1)[1]) for line in said]
    assert len(losses) == 6
    assert losses[-1] < 0.5 * losses[0]


def test_an_interrupted_course_ends_the_same(
    taught: Pupil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, kept = distil._keep, itertools.count(1)

    def keep_and_stop(*arguments: Any) -> None:
        keep(*arguments)
        if next(kept) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(distil, "_keep", keep_and_stop)
    checkpoint = tmp_path / "course.pt"
    with pytest.raises(KeyboardInterrupt):
        teach(new_pupil(), *lesson(), COURSE, 5, checkpoint)
    # What a pupil is before does not count: all comes from the checkpoint.
    resumed = new_pupil(seed=99)
    teach(resumed, *lesson(), COURSE, 5, checkpoint)
    assert next(kept) == 4
    for key, value in taught.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[key]), key


def test_a_course_that_is_done_is_not_taken_again(
    taught: Pupil, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checkpoint = tmp_path / "course.pt"
    torch.save(_checkpoint_of(taught), checkpoint)
    pupil = new_pupil(seed=3)
    teach(pupil, *lesson(), COURSE, 5, checkpoint)
    assert "epoch" not in capsys.readouterr().out
    assert torch.equal(pupil.estimates.weight, taught.estimates.weight)


def _checkpoint_of(pupil: Pupil) -> dict[str, Any]:
    optimiser = torch.optim.AdamW(pupil.parameters())
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 1e-3, total_steps=12)
    dice = np.random.default_rng(0).bit_generator.state
    return {
        "pupil": pupil.state_dict(),
        "optimiser": optimiser.state_dict(),
        "schedule": schedule.state_dict(),
        "dice": dice,
        "epoch": COURSE.epochs,
    }


def test_a_disguise_keeps_the_mean_at_zero() -> None:
    mels = torch.randn(40, MEL_FRAMES, MEL_BANDS, generator=torch.Generator().manual_seed(0))
    changed = distil._disguised(mels, np.random.default_rng(0))
    assert changed.shape == mels.shape
    np.testing.assert_allclose(changed.mean((1, 2)), 0, atol=1e-5)
    # Most keep all their highs, and none is what it was.
    is_cut = (changed[:, :, -1].std(1) < 1e-6).float().mean()
    assert 0.05 < is_cut < 0.5
    assert ((changed - mels).abs().amax((1, 2)) > 1e-2).all()
    # An equaliser is the same all along: what moves in time stays.
    low = changed[:, :, :8] - mels[:, :, :8]
    assert (low.std(1) < 1e-4).all()


def test_encoding_does_not_depend_on_the_company(taught: Pupil) -> None:
    mels = np.random.default_rng(1).standard_normal((300, MEL_FRAMES, MEL_BANDS))
    halves = mels.astype(np.float16)
    taught.train()
    encoded = encode(taught.encoder, halves)
    assert encoded.shape == (300, ENCODED)
    assert encoded.dtype == np.float32
    np.testing.assert_allclose(encoded[250:260], encode(taught.encoder, halves[250:260]), atol=1e-4)


def test_what_is_taught_is_standardised() -> None:
    encoder = Encoder().train()
    values = encoder(torch.randn(64, MEL_FRAMES, MEL_BANDS))
    np.testing.assert_allclose(values.detach().mean(0), 0, atol=1e-4)
    np.testing.assert_allclose(values.detach().var(0, unbiased=False), 1, atol=0.05)
