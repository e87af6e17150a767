"""Worker processes for the analysis.

Processes, because they keep the window's interpreter lock free and because a decoder that
crashes takes down only its process: the pool is rebuilt, the files that were under way are
tried again one by one, and only the guilty one is marked.
"""

import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for_process

from musemood.analysis import TrackAnalysis, analyse_file
from musemood.domain.control import Control
from musemood.domain.failure import Failure, FailureKind, FileError
from musemood.mood_model import MoodModelError

Result = tuple[str, TrackAnalysis | Failure]

_POLL_S = 0.1
_STUCK_AFTER_S = 900
"""A file that keeps a worker busy longer than this counts as one that crashes it."""


class AnalysisPool:
    """Analyses files in ``jobs`` spawned processes of low priority.

    Use it as a context manager; leaving it ends the processes, also in mid-file.
    """

    def __init__(self, jobs: int, analyse: Callable[[str], TrackAnalysis] = analyse_file) -> None:
        self._jobs = max(1, jobs)
        self._analyse = analyse
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> "AnalysisPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes without waiting for the files under way."""
        if self._executor is None:
            return
        workers = [p for p in multiprocessing.active_children() if p.name.startswith("SpawnProc")]
        self._executor.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()
        self._executor.shutdown(wait=True)
        self._executor = None

    def results(self, paths: Iterable[str], control: Control) -> Iterator[Result]:
        """Analyse each path, yielding results as they come, in no fixed order.

        ``paths`` is drawn from only as workers become free, so it may grow meanwhile. While
        ``control`` is paused nothing new starts; once cancelled, the generator ends. Raises
        MoodModelError where the mood model cannot be used.
        """
        source = iter(paths)
        under_way: dict[Future[TrackAnalysis], str] = {}
        while True:
            if control.is_cancelled:
                return
            if not control.is_paused:
                self._fill(under_way, source)
            if under_way:
                yield from self._collect(under_way, control)
            elif not control.is_paused:
                return
            else:
                control.wait_while_paused(_POLL_S)

    def _fill(self, under_way: dict[Future[TrackAnalysis], str], source: Iterator[str]) -> None:
        # One more than workers, so that none waits for this thread between two files.
        while len(under_way) <= self._jobs:
            path = next(source, None)
            if path is None:
                return
            under_way[self._submit(path)] = path

    def _collect(
        self, under_way: dict[Future[TrackAnalysis], str], control: Control
    ) -> Iterator[Result]:
        done, _ = wait(under_way, timeout=_POLL_S, return_when=FIRST_COMPLETED)
        broken = []
        for future in done:
            path = under_way.pop(future)
            if isinstance(future.exception(), BrokenProcessPool):
                broken.append(path)
            else:
                yield path, _outcome(path, future)
        if broken:
            suspects = [*broken, *under_way.values()]
            under_way.clear()
            yield from self._try_one_by_one(suspects, control)

    def _try_one_by_one(self, suspects: list[str], control: Control) -> Iterator[Result]:
        for path in suspects:
            if control.is_cancelled:
                return
            self.close()
            future = self._submit(path)
            while not wait([future], timeout=_POLL_S).done:
                if control.is_cancelled:
                    return
            yield path, _outcome(path, future)
        self.close()

    def _submit(self, path: str) -> Future[TrackAnalysis]:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                self._jobs, multiprocessing.get_context("spawn"), initializer=_start_worker
            )
        try:
            return self._executor.submit(_analyse_guarded, self._analyse, path)
        except BrokenProcessPool as error:
            # Broke between two calls: reported like any other break, by the future.
            failed: Future[TrackAnalysis] = Future()
            failed.set_exception(error)
            return failed


def _outcome(path: str, future: Future[TrackAnalysis]) -> TrackAnalysis | Failure:
    try:
        return future.result()
    except FileError as error:
        return error.failure
    except BrokenProcessPool:
        return Failure(FailureKind.CRASHED, path)
    except MoodModelError:
        raise  # no file's fault: nothing can be analysed
    except Exception as error:  # one bad file never stops the others
        return Failure(FailureKind.CRASHED, path, f"{type(error).__name__}: {error}")


def _start_worker() -> None:
    """In the worker: low priority, deaf to Ctrl+C, and gone when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)
    parent = multiprocessing.parent_process()
    if parent is not None:
        # The pool's own pipe never closes when the parent is killed: each worker holds both ends.
        sentinel = parent.sentinel
        threading.Thread(target=lambda: _end_with(sentinel), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for_process([sentinel])
    os._exit(1)


def _analyse_guarded(analyse: Callable[[str], TrackAnalysis], path: str) -> TrackAnalysis:
    with open(os.devnull, "w", encoding="ascii") as nowhere:  # noqa: PTH123
        faulthandler.dump_traceback_later(_STUCK_AFTER_S, exit=True, file=nowhere)
        try:
            return analyse(path)
        finally:
            faulthandler.cancel_dump_traceback_later()
