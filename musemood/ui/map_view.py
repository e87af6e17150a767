"""The mood map as it is seen: points, axes, marks, and the card of one track."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from musemood.domain.mood_map import MapPoints
from musemood.domain.track import Track
from musemood.ui.cover_art import CoverArt
from musemood.ui.map_camera import MapCamera
from musemood.ui.map_card import paint_card
from musemood.ui.map_ground import paint_ground, paint_lasso, paint_side_words
from musemood.ui.map_picture import KeptPicture
from musemood.ui.theme import Theme

_PICK_PX = 10.0
_MOST_RINGS = 2000
"""Rings round more selected points would fill the map."""


class MapView(QAbstractScrollArea):
    """Shows; what the person does with it is `MoodMap`.

    The points are painted once for a place and a zoom, with room around for moving on.
    ``hovered``, ``focused``: numbers of points. ``_chosen``: those selected. ``_lasso``: the line
    that is being drawn.
    """

    def __init__(
        self,
        theme: Theme,
        art: CoverArt,
        track_of: Callable[[str], Track],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._art, self._track_of = theme, art, track_of
        self.points = MapPoints()
        self._index: dict[str, int] = {}
        self._camera = MapCamera(self.viewport())
        self.picture = KeptPicture()
        self.hovered: int | None = None
        self.focused: int | None = None
        self._chosen: frozenset[int] = frozenset()
        self._lasso: list[QPointF] | None = None
        self._playing = ""
        self._evidence: tuple[str, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)  # the corners are round
        self.setMinimumHeight(160)
        art.changed.connect(self.viewport().update)

    def set_playing(self, path: str) -> None:
        """Mark the track that plays."""
        self._playing = path
        self.viewport().update()

    def set_evidence(self, paths: Collection[str]) -> None:
        """Mark what the week's mood was made of."""
        self._evidence = tuple(paths)
        self.viewport().update()

    def fit(self) -> None:
        """Show all."""
        self._camera.fit()
        self.viewport().update()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Closer or farther; the place ``about`` (viewport) stays where it is."""
        self._camera.zoom(factor, about)
        self.viewport().update()

    def move_by(self, pixels: QPointF) -> None:
        """Move the map under the window."""
        self._camera.move_by(pixels)
        self.viewport().update()

    # Where things are

    def spot(self, number: int) -> QPointF:
        """Where a point lies in the viewport."""
        return self._camera.spot_of(self._place(number))

    def _place(self, number: int) -> QPointF:
        return QPointF(float(self.points.xs[number]), float(self.points.ys[number]))

    def _at(self, spot: QPointF) -> int | None:
        place = self._camera.place_at(spot)
        return self.points.nearest(place.x(), place.y(), _PICK_PX / self._camera.scale)

    def _path(self, number: int | None) -> str:
        return "" if number is None else self.points.paths[number]

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes, the kept picture of the points, marks, lasso, and the card of a track."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, middle = QRectF(self.viewport().rect()), self._camera.spot_of(QPointF(0, 0))
        paint_ground(painter, room, middle, self._theme, has_focus=self.hasFocus())
        view, ratio = self.viewport().size(), self.devicePixelRatioF()
        painter.drawImage(*self.picture.of(self.points, self._camera, view, ratio))
        paint_side_words(painter, room, self._theme)
        self._paint_marks(painter)
        if self._lasso:
            paint_lasso(painter, self._lasso, self._theme)
        number = self.hovered if self.hovered is not None else self.focused
        if (
            number is not None
            and self._lasso is None
            and (self.hasFocus() or self.hovered == number)
        ):
            track = self._track_of(self.points.paths[number])
            paint_card(painter, room, self.spot(number), track, self._theme, self._art)

    def _paint_marks(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.soft), 1.5, Qt.PenStyle.DotLine))
        for path in self._evidence:
            if path in self._index:
                painter.drawEllipse(self.spot(self._index[path]), 11, 11)
        painter.setPen(QPen(QColor(self._theme.text), 1))
        if len(self._chosen) <= _MOST_RINGS:
            for number in self._chosen:
                painter.drawEllipse(self.spot(number), 8, 8)
        painter.setPen(QPen(QColor(self._theme.text), 2))
        if self._playing in self._index:
            spot = self.spot(self._index[self._playing])
            painter.drawEllipse(spot, 10, 10)
            painter.drawEllipse(spot, 14, 14)
        if self.focused is not None:
            painter.drawEllipse(self.spot(self.focused), 9, 9)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, another picture."""
        super().resizeEvent(event)
        self.viewport().update()
