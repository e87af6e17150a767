"""The same music in other files: what is written, and what is compared."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from composed_music import compose, encode
from numpy.typing import NDArray

from musemood.features.extract import FEATURE_VERSION
from musemood.files.audio import decode
from musemood.mood_model import MoodModel
from musemood.training import invariance as invariance_module
from musemood.training.encoder import Encoder
from musemood.training.examples import Limits
from musemood.training.export import export
from musemood.training.invariance import FORMS, invariance, write
from musemood.training.network import MoodNetwork, Shape

RATE_HZ = 48_000
WAV = ("wav", "pcm_f32le", None)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> MoodModel:
    folder = tmp_path_factory.mktemp("models")
    torch.manual_seed(0)
    limits = Limits(np.full(50, -50, np.float32), np.full(50, 50, np.float32))
    network = MoodNetwork(Shape(projected=8, hidden=8))
    export(Encoder().eval(), network, limits, 0.4, folder)
    return MoodModel.load(FEATURE_VERSION, folder)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    encode(folder / "piece.flac", compose(3, 33.0))
    (folder / "tracks.csv").write_text("file\npiece.flac\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One piece that is long enough for excerpts, one that is not, and one of another kind."""
    folder = tmp_path_factory.mktemp("midi")
    for name, duration_s in (("vgmidi-long", 62), ("vgmidi-short", 40), ("emopia-long", 62)):
        soundfile.write(folder / f"{name}.wav", compose(4, duration_s), 44_100)
    return folder


@pytest.fixture(scope="module")
def piece(library: Path) -> NDArray[np.float32]:
    return decode(str(library / "piece.flac"), RATE_HZ)[: 5 * RATE_HZ]


@pytest.mark.parametrize("form", [*FORMS.values(), WAV], ids=[*FORMS, "wav"])
def test_every_form_sounds_like_the_piece(
    piece: NDArray[np.float32], form: tuple[str, str, int | None], tmp_path: Path
) -> None:
    path = write(piece, tmp_path, *form)
    assert path.suffix == f".{form[0]}"
    again = decode(str(path), RATE_HZ)
    assert len(again) / RATE_HZ == pytest.approx(5.0, abs=0.1)
    n = min(len(again), len(piece))
    # An encoder may shift the sound a little: the best of some shifts.
    spectrum = np.conj(np.fft.rfft(again[:n], 2 * n)) * np.fft.rfft(piece[:n], 2 * n)
    likeness = np.fft.irfft(spectrum).max() / np.linalg.norm(again) / np.linalg.norm(piece)
    assert likeness > 0.9


def test_bit_rates_are_kept(piece: NDArray[np.float32], tmp_path: Path) -> None:
    sizes = [
        write(piece, tmp_path, *FORMS[f"mp3 {rate}"]).stat().st_size for rate in (64, 128, 320)
    ]
    for rate, size in zip((64, 128, 320), sizes, strict=True):
        assert size * 8 / 5.0 / 1000 == pytest.approx(rate, rel=0.15)


def test_wav_is_the_piece_itself(piece: NDArray[np.float32], tmp_path: Path) -> None:
    np.testing.assert_array_equal(decode(str(write(piece, tmp_path, *WAV)), RATE_HZ), piece)


def test_a_model_agrees_with_itself(
    library: Path, rendered: Path, model: MoodModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invariance_module, "FORMS", {"wav": WAV})
    lines = invariance(library, rendered, model).split("\n")
    assert "| wav | 100 | 1 |" in lines
    assert [line.split(" | ")[0] for line in lines[2:]] == [
        "| 30 s of the whole",
        "| wav",
        "| 12 dB softer",
        "| 0.5 s cut off",
        "| 30 s of the whole, rendered MIDI",
        "| all excerpts",
        "| all codecs and levels",
    ]
    assert lines[2].endswith("| 4 |")
    assert lines[-1].endswith("| 3 |")


def test_a_model_that_hears_another_mood_is_found_out(
    library: Path, rendered: Path, model: MoodModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invariance_module, "FORMS", {"wav": WAV})
    of_library = [0, 0, 0, 1, 1, 2, 3, 2, 2]  # whole, four excerpts, plain, wav, softer, later
    answers = iter([*of_library, 4, 4, 0, 0, 0])
    monkeypatch.setattr(invariance_module, "_mood", lambda *_: next(answers))
    lines = invariance(library, rendered, model).split("\n")
    assert lines[2:] == [
        "| 30 s of the whole | 50 | 4 |",
        "| wav | 0 | 1 |",
        "| 12 dB softer | 100 | 1 |",
        "| 0.5 s cut off | 100 | 1 |",
        "| 30 s of the whole, rendered MIDI | 25 | 4 |",
        "| all excerpts | 37.5 | 8 |",
        "| all codecs and levels | 66.7 | 3 |",
    ]
