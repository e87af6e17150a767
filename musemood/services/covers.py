"""Covers: found and scaled in a thread of their own, a bounded number kept in memory."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from musemood.services.byte_cache import ByteCache
from musemood.services.tasks import Tasks

_MOST_BYTES = 64_000_000
_MOST_PIXELS = 50_000_000
"""Of a picture that is decoded whole: 200 MB. Qt refuses more than 256 MB, with a warning."""
_SCALED_WHILE_READ = (b"jpeg", b"jpg")
_NOTHING_BYTES = 100
_LONGEST_WAIT = 250
"""Covers asked for and not yet found: more than a screen shows is no longer looked at."""
SMALL_EDGE_PX = 192
"""Edge of a cover for rows: enough for 64 px at 300 %."""

_Key = tuple[str, int]


class Covers(QObject):
    """Square covers by path of the track and their edge in pixels.

    Signals: ``cover_ready(path)``, once `get` will answer for it.
    """

    cover_ready = Signal(object)  # not str: Qt drops bytes that are not UTF-8

    def __init__(
        self,
        find: Callable[[str], bytes | None],
        executor: Executor,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._tasks = Tasks(executor, self)
        self._images: ByteCache[_Key, QImage | None] = ByteCache(_MOST_BYTES)
        self._asked: OrderedDict[_Key, None] = OrderedDict()
        self._is_finding = False

    def get(self, path: str, edge_px: int = SMALL_EDGE_PX) -> QImage | None:
        """The cover if it is known by now; asks for it otherwise. None: no cover, or not yet.

        What was asked last is found first: it is what the person looks at now.
        """
        key = (path, edge_px)
        if key in self._images:
            return self._images.get(key)
        self._asked[key] = None
        self._asked.move_to_end(key)
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
        (path, edge_px), _ = self._asked.popitem()
        self._is_finding = True
        self._tasks.run(
            lambda: _square(self._find(path), edge_px),
            lambda image: self._keep((path, edge_px), image),
            lambda _: self._keep((path, edge_px), None),
        )

    def _keep(self, key: _Key, image: QImage | None) -> None:
        self._is_finding = False
        self._find_next()
        self._images.put(key, image, image.sizeInBytes() if image else _NOTHING_BYTES)
        if image is not None:
            self.cover_ready.emit(key[0])


def _square(data: bytes | None, edge_px: int) -> QImage | None:
    """Decoded, cropped to the middle square and scaled; None where it is no picture.

    A picture that would fill the memory, however small its file, is passed over. The reader is
    told the size that is wanted: a JPEG of 3,000 px is then decoded at a fraction.
    """
    if not data:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if min(size.width(), size.height()) > 2 * edge_px:
        wanted = QSize(2 * edge_px, 2 * edge_px)
        reader.setScaledSize(size.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    is_whole = bytes(reader.format().data()) not in _SCALED_WHILE_READ
    if is_whole and size.width() * size.height() > _MOST_PIXELS:
        return None
    image = reader.read()
    if image.isNull():
        return None
    edge = min(image.width(), image.height())
    middle = QRect((image.width() - edge) // 2, (image.height() - edge) // 2, edge, edge)
    return image.copy(middle).scaled(
        QSize(edge_px, edge_px),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
