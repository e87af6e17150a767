"""One large cover, as large as the place for it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from musemood.domain.track import Track
from musemood.services.covers import Covers
from musemood.ui.cover_art import paint_placeholder

_SMOOTH = Qt.TransformationMode.SmoothTransformation
_ROUND = 12.0
_EDGE_PX = 1024


class CoverView(QWidget):
    """The largest square that fits, in the middle."""

    def __init__(self, covers: Covers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self._track: Track | None = None
        self._scaled: tuple[tuple[int, int], QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(40, 40)
        covers.cover_ready.connect(self._on_cover_ready)

    def sizeHint(self) -> QSize:
        """A good size."""
        return QSize(300, 300)

    def show_track(self, track: Track | None) -> None:
        """Another track, or none."""
        self._track = track
        self.setAccessibleName(
            self.tr("Cover of {title}").format(title=track.title) if track else ""
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cover, or a drawn one."""
        if self._track is None:
            return
        edge = min(self.width(), self.height())
        square = QRectF((self.width() - edge) // 2, (self.height() - edge) // 2, edge, edge)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(square, _ROUND, _ROUND)
        painter.setClipPath(clip)
        image = self._covers.get(self._track.path, _EDGE_PX)
        if image is None:
            paint_placeholder(painter, square, self._track)
        else:
            painter.drawPixmap(square.topLeft(), self._fitted(image, edge))

    def _fitted(self, image: QImage, edge: int) -> QPixmap:
        """Scaled once a size: smoothly scaling costs more than a frame may at every paint."""
        ratio = self.devicePixelRatioF()
        key = (image.cacheKey(), round(edge * ratio))
        if self._scaled is None or self._scaled[0] != key:
            pixmap = QPixmap.fromImage(image.scaled(QSize(key[1], key[1]), mode=_SMOOTH))
            pixmap.setDevicePixelRatio(ratio)
            self._scaled = (key, pixmap)
        return self._scaled[1]

    def _on_cover_ready(self, path: str) -> None:
        if self._track is not None and path == self._track.path:
            self.update()
