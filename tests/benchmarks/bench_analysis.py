"""CPU seconds per track: MuseMood, decode only and whole analysis, against its peers.

    pip install '.[peers]'
    make bench NAME=analysis [ARGS=FOLDER]      (default ../shared/data/library)

CPU is user + system, threads and child processes included. Each contestant has a process of its
own; a file goes to one after the other before the next file comes, so that whatever else the
machine does slows all of them alike. Start-up is what a contestant uses until a first file of
4 s of noise is done: imports, models, tables. It is printed and not counted. A ratio is taken
over the files that both sides can read; the others are named.
"""

import array
import importlib.util
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LIBRARY = ROOT.parent / "shared" / "data" / "library"
_ENDINGS = {".mp3", ".ogg", ".opus", ".m4a", ".flac", ".wav"}

DECODE, WHOLE, BLISS, ESSENTIA = "decode", "whole", "bliss", "essentia"
_TITLES = {
    DECODE: "MuseMood, decode only",
    WHOLE: "MuseMood, whole analysis",
    BLISS: "bliss-audio",
    ESSENTIA: "Essentia MusicExtractor",
}
_PEER_MODULES = {BLISS: "bliss_audio", ESSENTIA: "essentia"}
_RATIOS = ((WHOLE, BLISS), (ESSENTIA, WHOLE), (DECODE, WHOLE))

Hears = Callable[[str], float]
"""Works through the file of a path; returns its length in seconds, 0 if it does not say."""


def _decode_only() -> Hears:
    from musemood.features.extract import BLOCK_S, SAMPLE_RATE
    from musemood.files.audio import decode_blocks

    return lambda path: sum(map(len, decode_blocks(path, BLOCK_S, SAMPLE_RATE))) / SAMPLE_RATE


def _whole() -> Hears:
    from musemood.analysis import analyse_file

    return lambda path: analyse_file(path).decoded_s


def _bliss() -> Hears:
    from bliss_audio import Song

    def hear(path: str) -> float:
        Song(path)
        return 0.0

    return hear


def _essentia() -> Hears:
    import essentia

    essentia.log.infoActive = essentia.log.warningActive = False
    from essentia.standard import MusicExtractor

    def hear(path: str) -> float:
        MusicExtractor()(path)
        return 0.0

    return hear


_LOADERS = {DECODE: _decode_only, WHOLE: _whole, BLISS: _bliss, ESSENTIA: _essentia}


def _cpu_now_s() -> float:
    ours = resource.getrusage(resource.RUSAGE_SELF)
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ours.ru_utime + ours.ru_stime + of_children.ru_utime + of_children.ru_stime


def contend(name: str) -> None:
    """In a contestant's process: hear a path a line, answer each with a line of JSON."""
    hear = _LOADERS[name]()
    for line in sys.stdin:
        before_s, length_s, refused = _cpu_now_s(), 0.0, ""
        try:
            length_s = hear(json.loads(line))
        except Exception as error:  # whatever a peer raises for a format that it cannot read
            refused = str(error) or type(error).__name__
        now_s = _cpu_now_s()
        print(json.dumps([now_s, now_s - before_s, length_s, refused]), flush=True)


@dataclass(eq=False)
class Contestant:
    """A contestant's process seen from outside, and what was measured of it, by path."""

    name: str
    start_up_s: float = 0.0
    cpu_s: dict[str, float] = field(default_factory=dict)
    length_s: dict[str, float] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> "Contestant":
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--contestant", self.name],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def start(self, noise: str) -> None:
        """Measure start-up, with a first short file."""
        self.start_up_s = self._answer(noise)[0]

    def hear(self, path: str) -> None:
        """Measure one file."""
        _, cpu_s, length_s, refused = self._answer(path)
        if refused:
            self.refused[path] = refused
        else:
            self.cpu_s[path], self.length_s[path] = cpu_s, length_s

    def _answer(self, path: str) -> tuple[float, float, float, str]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(path) + "\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            if line.startswith("["):  # a peer may print words of its own
                now_s, cpu_s, length_s, refused = json.loads(line)
                return now_s, cpu_s, length_s, refused
        sys.exit(f"{_TITLES[self.name]} ended at {path}")


def _write_noise(path: str) -> None:
    rate, source = 44_100, random.Random(1)
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        samples = array.array("h", (source.randrange(-9_000, 9_000) for _ in range(4 * rate)))
        file.writeframes(samples.tobytes())


def _names() -> list[str]:
    """The contestants that are installed; says which are not."""
    names = list(_TITLES)
    for name, module in _PEER_MODULES.items():
        if importlib.util.find_spec(module) is None:
            names.remove(name)
            print(f"{_TITLES[name]} is not installed and is left out: pip install '.[peers]'")
    return names


def _measure(paths: list[str]) -> dict[str, Contestant]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as processes:
        noise = f"{folder}/noise.wav"
        _write_noise(noise)
        contestants = [processes.enter_context(Contestant(name)) for name in _names()]
        for one in contestants:
            one.start(noise)
        for number, path in enumerate(paths, 1):
            print(f"{number} of {len(paths)}: {Path(path).name}", file=sys.stderr)
            for one in contestants:
                one.hear(path)
    return {one.name: one for one in contestants}


def _row(title: str, cells: Iterable[str]) -> None:
    print(f"{title[:30]:30}" + "".join(f"{cell:>10}" for cell in cells))


def _print_tracks(found: dict[str, Contestant], paths: list[str]) -> None:
    print("\nCPU seconds per track")
    _row("track", ["length_s", *found])
    for path in paths:
        used = (one.cpu_s.get(path) for one in found.values())
        cells = ("-" if cpu_s is None else f"{cpu_s:.3f}" for cpu_s in used)
        _row(Path(path).name, [f"{found[WHOLE].length_s[path]:.0f}", *cells])


def _per_4_minutes(one: Contestant, paths: list[str], length_s: dict[str, float]) -> str:
    heard = [path for path in paths if path in one.cpu_s]
    if not heard:
        return "-"
    total_s = sum(length_s[path] for path in heard)
    return f"{240 * sum(one.cpu_s[path] for path in heard) / total_s:.3f}"


def _print_per_4_minutes(found: dict[str, Contestant], paths: list[str]) -> None:
    print("\nCPU seconds per 4 minutes of music, over the tracks that each can read")
    _row("format", ["tracks", *found])
    for ending in [*sorted({Path(path).suffix for path in paths}), ""]:
        of_it = [path for path in paths if path.endswith(ending)]
        rates = (_per_4_minutes(one, of_it, found[WHOLE].length_s) for one in found.values())
        _row(ending or "all", [str(len(of_it)), *rates])
    _row("start-up, seconds a process", ["", *(f"{one.start_up_s:.3f}" for one in found.values())])


def _print_ratios(found: dict[str, Contestant], paths: list[str]) -> None:
    print("\nRatios of CPU time, over the tracks that both can read")
    for above, below in _RATIOS:
        if above in found and below in found:
            one, other = found[above].cpu_s, found[below].cpu_s
            both = [path for path in paths if path in one and path in other]
            ratio = sum(one[path] for path in both) / sum(other[path] for path in both)
            print(f"{_TITLES[above]} / {_TITLES[below]}: {ratio:.2f} ({len(both)} tracks)")


def _print_refused(found: dict[str, Contestant]) -> None:
    for name, one in found.items():
        for path, reason in one.refused.items():
            print(f"{_TITLES[name]} cannot read {Path(path).name}: {reason}")


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--contestant"]:
        contend(sys.argv[2])
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _LIBRARY
    paths = sorted(str(path) for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)
    found = _measure(paths)
    heard = [path for path in paths if path in found[WHOLE].cpu_s]
    if not heard:
        sys.exit(f"no track that MuseMood can read in {folder}")
    _print_tracks(found, heard)
    _print_per_4_minutes(found, heard)
    _print_ratios(found, heard)
    _print_refused(found)


if __name__ == "__main__":
    main()
