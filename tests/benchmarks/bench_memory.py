"""Memory of one worker over many tracks, against reading each file whole.

    make bench NAME=memory [ARGS="FOLDER --tracks 500"]

FOLDER (default ../shared/data/library) is gone through again and again in one spawned process, as
the analysis pool's workers do. Printed is the resident memory after some of the tracks, and the
peak; the alternative holds a whole file's samples at a time (`decode`), the simplest way to write
an analysis.
"""

import argparse
import multiprocessing
import resource
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ENDINGS = {".mp3", ".ogg", ".opus", ".m4a", ".flac", ".wav"}
_SHOWN = 10


def main() -> None:
    """Print both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared/data/library")
    parser.add_argument("--tracks", type=int, default=500)
    arguments = parser.parse_args()
    files = [str(p) for p in sorted(arguments.folder.rglob("*")) if p.suffix in _ENDINGS]
    paths = list(islice(cycle(files), arguments.tracks))
    ours = _in_a_process(_analyse, paths)
    whole = _in_a_process(_decode_whole, files)
    for i in range(0, len(ours), max(1, len(ours) // _SHOWN)):
        print(f"after {i + 1:4} tracks {ours[i][0]:6.0f} MB")
    print(f"after {len(ours):4} tracks {ours[-1][0]:6.0f} MB, peak {ours[-1][1]:.0f} MB")
    print(f"peak of reading {len(whole)} files whole: {whole[-1][1]:.0f} MB")
    print(f"ratio of the peaks: {ours[-1][1] / whole[-1][1]:.2f}")
    print(f"last to after the first {len(files)}: {ours[-1][0] / ours[len(files) - 1][0]:.3f}")


def _in_a_process(work, paths):  # type: ignore[no-untyped-def]
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(paths, theirs))
    process.start()
    theirs.close()
    measured = [ours.recv() for _ in paths]
    process.join()
    return measured


def _analyse(paths: list[str], out: Connection) -> None:
    from musemood.analysis import analyse_file

    for path in paths:
        analyse_file(path)
        out.send(_memory_mb())


def _decode_whole(paths: list[str], out: Connection) -> None:
    from musemood.features.extract import SAMPLE_RATE
    from musemood.files.audio import decode

    for path in paths:
        decode(path, SAMPLE_RATE)
        out.send(_memory_mb())


def _memory_mb() -> tuple[float, float]:
    """Resident now and at most so far, MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages * resource.getpagesize() / 1e6, peak_kb * 1024 / 1e6


if __name__ == "__main__":
    main()
