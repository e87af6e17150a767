"""Learning from corrections: in a thread, kept only where it helps, taken back at once."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from musemood.domain.control import Control
from musemood.domain.mood import MoodReading
from musemood.domain.track import Track
from musemood.files.calibration_file import load_arrays, save_arrays
from musemood.recommender.calibration import FEWEST, Calibration, Verdict, calibrate
from musemood.recommender.personal import corrected, examples_of, personal_readings
from musemood.services.collection import Collection
from musemood.services.storage import Storage
from musemood.services.tasks import Tasks

__all__ = ["FEWEST", "Calibrating", "Verdict"]

_SETTLES_MS = 1000
Readings = Mapping[str, MoodReading]


class _Ways(Struct, frozen=True):
    """Where it is kept, for which version of model and embeddings, and where unsure begins."""

    path: Path
    version: Callable[[], str]
    unsure_below: Callable[[], float]


class Calibrating(QObject):
    """Off until the person asks for it.

    Signals: ``changed()`` when any of the properties may say something else;
    ``trouble(Exception)`` where it could not be learnt or saved.
    """

    changed = Signal()
    trouble = Signal(object)

    def __init__(
        self,
        collection: Collection,
        storage: Storage,
        path: Path,
        version: Callable[[], str],
        unsure_below: Callable[[], float],
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._collection = collection
        self._storage = storage
        self._ways = _Ways(path, version, unsure_below)
        self._tasks = Tasks(executor, self)
        self._control = Control()
        self._calibration: Calibration | None = None
        self.verdict: Verdict | None = None
        self.is_learning = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self._settling.timeout.connect(self._apply)

    @property
    def is_on(self) -> bool:
        """Whether what was learnt counts."""
        return self._calibration is not None

    def count(self) -> int:
        """How many corrections there are to learn from."""
        collection = self._collection
        told = (collection.library.get(path) for path in collection.paths_with_opinion())
        return len(corrected(track for track in told if track is not None))

    def load(self) -> None:
        """Take up what an earlier run learnt, if model and embeddings are still the same."""
        ways = self._ways
        self._tasks.run(lambda: load_arrays(ways.path, ways.version()), self._on_loaded)

    def learn(self) -> None:
        """Try; `verdict` says afterwards how it ended, and what is kept counts at once."""
        control = self._control = Control()
        tracks = self._collection.library.songs()
        self.is_learning = True
        self.changed.emit()

        def end(verdict: Verdict | None) -> None:
            self.is_learning = False
            if verdict is not None and not control.is_cancelled:
                self._take(verdict)
            self.changed.emit()

        self._tasks.run(lambda: self._learn(tracks, control), end, self._on_failed)

    def cancel(self) -> None:
        """Stop learning; what counted before goes on counting."""
        self._control.cancel()

    def switch_off(self) -> None:
        """The model's word counts again, at once; what was learnt is forgotten."""
        self._calibration = self.verdict = None
        path = self._ways.path
        self._tasks.run(lambda: path.unlink(missing_ok=True), None, self.trouble.emit)
        self._collection.set_personal({})
        self.changed.emit()

    def refresh_soon(self, _: object = None) -> None:
        """Tracks were analysed: calibrate them too, many at a time."""
        if self.is_on and not self._settling.isActive():
            self._settling.start()

    def close(self) -> None:
        """Cancel, and wait for the thread."""
        self._settling.stop()
        self.cancel()
        self._tasks.close()

    def _learn(self, tracks: tuple[Track, ...], control: Control) -> Verdict | None:
        examples = examples_of(corrected(tracks), self._storage.embeddings())
        verdict = calibrate(examples, lambda: control.is_cancelled)
        if verdict is not None and verdict.calibration is not None and not control.is_cancelled:
            save_arrays(self._ways.path, self._ways.version(), _arrays_of(verdict))
        return verdict

    def _take(self, verdict: Verdict) -> None:
        if verdict.calibration is None and self.is_on:
            self.switch_off()  # what was learnt from fewer corrections does not hold any more
        self.verdict, self._calibration = verdict, verdict.calibration
        self._apply()

    def _apply(self) -> None:
        calibration = self._calibration
        if calibration is None:
            return
        tracks = self._collection.library.songs()

        def work() -> Readings:
            embeddings = self._storage.embeddings()
            return personal_readings(calibration, tracks, embeddings, self._ways.unsure_below())

        def take(readings: Readings) -> None:
            if self._calibration is calibration:
                self._collection.set_personal(readings)
                self.changed.emit()

        self._tasks.run(work, take, self.trouble.emit)

    def _on_loaded(self, arrays: Mapping[str, Any] | None) -> None:
        verdict = _verdict_of(arrays) if arrays is not None else None
        if verdict is not None and not self.is_on:
            self._take(verdict)
            self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self.is_learning = False
        self.changed.emit()
        self.trouble.emit(error)


def _arrays_of(verdict: Verdict) -> dict[str, Any]:
    learnt = verdict.calibration
    assert learnt is not None
    figures = (verdict.count, verdict.base_loss, verdict.loss, verdict.wins)
    return {
        "centre": learnt.centre,
        "scale": np.array(learnt.scale),
        "weights": learnt.weights,
        "figures": np.array((*figures, verdict.base_hits, verdict.hits), np.float64),
    }


def _verdict_of(arrays: Mapping[str, Any]) -> Verdict | None:
    """None where the file holds something else."""
    try:
        learnt = Calibration(arrays["centre"], float(arrays["scale"]), arrays["weights"])
        count, base_loss, loss, wins, base_hits, hits = map(float, arrays["figures"])
    except (KeyError, TypeError, ValueError):
        return None
    return Verdict(learnt, int(count), base_loss, loss, int(wins), base_hits, hits)
