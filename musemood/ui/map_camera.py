"""Where the mood map is looked at from: between places of the map and spots of a widget."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

_LEAST_ZOOM, _MOST_ZOOM = 0.8, 60.0
_EDGE_PX = 28


class MapCamera:
    """A place is (valence, arousal), upwards is more; a spot is in pixels of ``view``.

    ``centre``: the place in the middle. ``reach``: how far from the middle of the map a place
    can be; without zoom all of it is in sight.
    """

    def __init__(self, view: QWidget) -> None:
        self._view = view
        self._zoom = 1.0
        self.centre = QPointF(0, 0)
        self.reach = 1.0

    @property
    def scale(self) -> float:
        """Pixels for a step of 1."""
        side = max(60, min(self._view.width(), self._view.height()) - 2 * _EDGE_PX)
        return side / (2 * self.reach) * self._zoom

    def spot_of(self, place: QPointF) -> QPointF:
        """Where a place lies in the view."""
        away = (place - self.centre) * self.scale
        return self._middle() + QPointF(away.x(), -away.y())

    def place_at(self, spot: QPointF) -> QPointF:
        """Valence and arousal under a spot of the view."""
        away = (spot - self._middle()) / self.scale
        return self.centre + QPointF(away.x(), -away.y())

    def fit(self) -> None:
        """Show all."""
        self._zoom, self.centre = 1.0, QPointF(0, 0)

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Closer or farther; the place at the spot ``about`` stays where it is."""
        spot = about or self._middle()
        before = self.place_at(spot)
        self._zoom = min(max(self._zoom * factor, _LEAST_ZOOM), _MOST_ZOOM)
        self.centre += before - self.place_at(spot)

    def move_by(self, pixels: QPointF) -> None:
        """Move the map under the view, never out of sight."""
        step = pixels / self.scale
        self.centre = QPointF(
            min(max(self.centre.x() - step.x(), -self.reach), self.reach),
            min(max(self.centre.y() + step.y(), -self.reach), self.reach),
        )

    def _middle(self) -> QPointF:
        return QRectF(self._view.rect()).center()
