"""The wheel carries all that the program needs, and works from another folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from composed_music import compose, encode

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_models_and_resources_travel_inside(unpacked: Path) -> None:
    for name in ("models", "resources"):
        there = {p.relative_to(ROOT / name) for p in (ROOT / name).rglob("*") if p.is_file()}
        inside = unpacked / "musemood" / "_shipped" / name
        assert {p.relative_to(inside) for p in inside.rglob("*") if p.is_file()} == there
    models = unpacked / "musemood" / "_shipped" / "models"
    assert {p.name for p in models.glob("*.onnx")} == {"encoder.onnx", "mood.onnx"}
    assert not (unpacked / "tests").exists()


def test_the_installed_program_tags_from_another_folder(unpacked: Path, tmp_path: Path) -> None:
    song = encode(tmp_path / "song.wav", compose(1, 6.0, "calm"))
    script = (
        "import musemood, sys\n"
        f"assert musemood.__file__.startswith({str(unpacked)!r}), musemood.__file__\n"
        "from musemood.cli import main\n"
        f"sys.exit(main(['--data-dir', {str(tmp_path / 'home')!r}, 'tag', {str(song)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={"PYTHONPATH": str(unpacked), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "song" in done.stdout
