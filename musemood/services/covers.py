"""Covers: found and scaled in a thread of their own, a bounded number kept in memory."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from musemood.services.tasks import Tasks

_KEPT = 600
_LONGEST_WAIT = 100
"""Covers asked for and not yet found: more than a screen shows is no longer looked at."""
_EDGE_PX = 192
"""Edge of a kept cover: enough for 64 px at 300 %."""


class Covers(QObject):
    """Square covers by path of the track, ``most_kept`` of them, ``edge_px`` wide.

    Signals: ``cover_ready(path)``, once `get` will answer for it.
    """

    cover_ready = Signal(object)  # not str: Qt drops bytes that are not UTF-8

    def __init__(
        self,
        find: Callable[[str], bytes | None],
        executor: Executor,
        edge_px: int = _EDGE_PX,
        most_kept: int = _KEPT,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._edge_px, self._most_kept = edge_px, most_kept
        self._tasks = Tasks(executor, self)
        self._images: OrderedDict[str, QImage | None] = OrderedDict()
        self._asked: OrderedDict[str, None] = OrderedDict()
        self._is_finding = False

    def get(self, path: str) -> QImage | None:
        """The cover if it is known by now; asks for it otherwise. None: no cover, or not yet.

        What was asked last is found first: it is what the person looks at now.
        """
        if path in self._images:
            self._images.move_to_end(path)
            return self._images[path]
        self._asked[path] = None
        self._asked.move_to_end(path)
        if len(self._asked) > _LONGEST_WAIT:
            self._asked.popitem(last=False)
        self._find_next()
        return None

    def close(self) -> None:
        """Wait for the thread."""
        self._tasks.close()

    def _find_next(self) -> None:
        if self._is_finding or not self._asked:
            return
        path, _ = self._asked.popitem()
        self._is_finding = True
        self._tasks.run(
            lambda: _square(self._find(path), self._edge_px),
            lambda image: self._keep(path, image),
            lambda _: self._keep(path, None),
        )

    def _keep(self, path: str, image: QImage | None) -> None:
        self._is_finding = False
        self._find_next()
        self._images[path] = image
        if len(self._images) > self._most_kept:
            self._images.popitem(last=False)
        if image is not None:
            self.cover_ready.emit(path)


def _square(data: bytes | None, edge_px: int) -> QImage | None:
    """Decoded, cropped to the middle square and scaled; None where it is no picture."""
    image = QImage.fromData(data) if data else QImage()
    if image.isNull():
        return None
    edge = min(image.width(), image.height())
    left, top = (image.width() - edge) // 2, (image.height() - edge) // 2
    return image.copy(left, top, edge, edge).scaled(
        QSize(edge_px, edge_px),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
