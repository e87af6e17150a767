"""Laws of the worker pool: every path comes back exactly once, whatever the files do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import numpy as np
import pytest

from musemood.analysis import TrackAnalysis
from musemood.analysis_pool import AnalysisPool
from musemood.domain.control import Control
from musemood.domain.failure import Failure, FailureKind, FileError
from musemood.domain.loudness import Loudness
from musemood.domain.mood import UNKNOWN_READING, SegmentReading
from musemood.mood_model import MoodModelError


def _pretend(path: str) -> TrackAnalysis:
    """Behaves as the file's name says; crashes are real ones."""
    if "crash" in path:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "damaged" in path:
        raise FileError(FailureKind.DAMAGED, path, "pretended")
    if "odd" in path:
        raise ZeroDivisionError("pretended")
    if "endless" in path:
        Event().wait()
    if "slow" in path:
        time.sleep(0.3)
    segments = SegmentReading(np.zeros(1, np.int8), np.ones(1, np.float32))
    sequence, loudness = np.zeros((1, 146), np.float32), Loudness(-18.0, 1.0)
    return TrackAnalysis(sequence, UNKNOWN_READING, segments, 3.0, loudness, "test")


def test_every_path_comes_back_once_and_only_the_guilty_is_marked() -> None:
    paths = [f"good {i}" for i in range(6)] + ["crash 1", "damaged", "odd", "crash 2", "good last"]
    with AnalysisPool(2, _pretend) as pool:
        results = list(pool.results(paths, Control()))
    assert sorted(path for path, _ in results) == sorted(paths)
    kinds = {path: r.kind for path, r in results if isinstance(r, Failure)}
    assert kinds == {
        "crash 1": FailureKind.CRASHED,
        "crash 2": FailureKind.CRASHED,
        "damaged": FailureKind.DAMAGED,
        "odd": FailureKind.CRASHED,
    }


def test_a_crash_while_files_are_fed_does_not_take_the_program_along() -> None:
    """A worker's death breaks a pipe; where SIGPIPE kills, the command line would end with it."""
    script = (
        "import sys, signal\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import musemood.cli\n"
        "try:\n    musemood.cli.main(['--version'])\nexcept SystemExit:\n    pass\n"
        "print(signal.getsignal(signal.SIGPIPE) == signal.SIG_IGN)"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "True"


def test_without_a_mood_model_no_file_is_blamed() -> None:
    with AnalysisPool(1, _no_model) as pool, pytest.raises(MoodModelError):
        list(pool.results(["any", "other"], Control()))


def _no_model(_: str) -> TrackAnalysis:
    raise MoodModelError("pretended")


def test_cancelled_while_suspects_are_tried_one_by_one_it_ends_at_once() -> None:
    control = Control()
    with AnalysisPool(2, _pretend) as pool:
        results = pool.results(["crash", "endless"], control)
        Timer(3.0, control.cancel).start()
        assert "endless" not in [path for path, _ in results]  # and it is not waited for


def test_paused_starts_nothing_and_resumed_goes_on() -> None:
    control = Control()
    drawn: list[str] = []

    def paths() -> Iterator[str]:
        for i in range(6):
            drawn.append(f"{i}")
            yield f"{i}"

    with AnalysisPool(1, _pretend) as pool:
        results = pool.results(paths(), control)
        next(results)
        control.pause()
        waiting = len(drawn) - 1
        for _ in range(waiting):
            next(results)
        assert len(drawn) == 1 + waiting
        control.resume()
        rest = list(results)
    assert len(drawn) == 6
    assert len(rest) == 6 - 1 - waiting


def test_cancelled_ends_without_waiting_for_the_rest() -> None:
    control = Control()
    with AnalysisPool(1, _pretend) as pool:
        results = pool.results((f"slow {i}" for i in range(50)), control)
        next(results)
        control.cancel()
        assert len(list(results)) <= 2


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_workers_step_back_behind_the_player() -> None:
    with AnalysisPool(1, _nice_value) as pool:  # type: ignore[arg-type]
        ((_, nice),) = pool.results(["any"], Control())
    assert nice == min(os.nice(0) + 10, 19)  # type: ignore[comparison-overlap]


def _nice_value(_: str) -> int:
    return os.nice(0)
