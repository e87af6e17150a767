"""CPU seconds of `musemood tag` for 4 minutes of music, against loading the files by librosa.

    make bench NAME=tag [ARGS=FOLDER]     (default ../shared/data/library)

CPU is user + system, worker processes included; what `tag` costs on an empty folder is taken
off as start-up. librosa.load decodes and resamples and does nothing else; m4a is left out of its
share, because it needs the ffmpeg program for that.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_LIBRARY = ROOT.parent / "shared" / "data" / "library"
_LOAD_ALL = (
    "import sys, librosa\nfor path in sys.argv[1:]:\n    librosa.load(path, sr=22050, mono=True)"
)


def _cpu_s(command: list[str]) -> tuple[float, str]:
    """CPU seconds of a command with its children, and its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, done.stdout


def _quarters(tracks: list[dict[str, Any]]) -> float:
    """Their length in units of 4 minutes."""
    return sum(float(track["duration_s"]) for track in tracks) / 240


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _LIBRARY
    tag = [sys.executable, "-m", "musemood", "--data-dir"]
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as nothing:
        start_up_s, _ = _cpu_s([*tag, f"{home}/empty", "tag", "--json", nothing])
        tag_s, out = _cpu_s([*tag, f"{home}/full", "tag", "--json", str(folder)])
    tracks = [json.loads(line) for line in out.splitlines()]
    loadable = [track for track in tracks if not track["path"].endswith(".m4a")]
    import_s, _ = _cpu_s([sys.executable, "-c", _LOAD_ALL])
    load_s, _ = _cpu_s([sys.executable, "-c", _LOAD_ALL, *(track["path"] for track in loadable)])
    quarters = _quarters(tracks)
    ours = (tag_s - start_up_s) / quarters
    theirs = (load_s - import_s) / _quarters(loadable)
    print(f"{len(tracks)} tracks, {quarters * 4:.0f} minutes; start-up {start_up_s:.2f} s")
    print(f"musemood tag, whole analysis: {ours:.2f} CPU-seconds per 4 minutes")
    print(f"librosa.load, decoding only:  {theirs:.2f} CPU-seconds per 4 minutes")
    print(f"ratio: {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
