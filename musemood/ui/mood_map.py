"""The mood map: every track a point, by how bright and how lively it sounds; to be played with."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from musemood.domain.mood_map import MapPoints
from musemood.domain.track import Track
from musemood.ui.cover_art import CoverArt
from musemood.ui.map_view import MapView
from musemood.ui.theme import Theme
from musemood.ui.wording import mood_name

_ZOOM_STEP = 1.25
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class MoodMap(MapView):
    """Wheel and +/- zoom, dragging moves the map, Shift and dragging draws a lasso.

    Signals: ``play_wanted(path)``, ``selected(int)`` with how many points are selected,
    ``menu_wanted(QPoint)`` for what is selected, on the screen.
    """

    play_wanted = Signal(object)
    selected = Signal(int)
    menu_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        art: CoverArt,
        track_of: Callable[[str], Track],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, art, track_of, parent)
        self._pressed: QPointF | None = None
        self._has_moved = False
        self.is_lasso = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("takesArrows", True)
        self.setAccessibleName(self.tr("Mood map"))

    # What is shown

    def show_points(self, points: MapPoints) -> None:
        """Other points; who had the focus keeps it."""
        focused = self._path(self.focused)
        chosen = set(self.selected_paths(is_focus_enough=False))
        self.points = points
        self._index = {path: number for number, path in enumerate(points.paths)}
        self.hovered = None
        self.focused = self._index.get(focused)
        if len(points):
            self._camera.reach = points.reach()
        self._choose(self._index[path] for path in chosen if path in self._index)
        self.viewport().update()

    def selected_paths(self, *, is_focus_enough: bool = True) -> list[str]:
        """The selected tracks, else the one with the focus."""
        if not self._chosen and is_focus_enough and self.focused is not None:
            return [self.points.paths[self.focused]]
        return [self.points.paths[number] for number in sorted(self._chosen)]

    def clear_selection(self) -> None:
        """Nothing is selected any more."""
        self._choose(())

    def _choose(self, numbers: Iterable[int]) -> None:
        self._chosen = frozenset(map(int, numbers))
        self.selected.emit(len(self._chosen))
        self.viewport().update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The beginning of a click, of moving, or of a lasso."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed, self._has_moved = event.position(), False
        if self.is_lasso or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._lasso = [event.position()]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, move, or show what is under the pointer."""
        spot = event.position()
        if self._lasso is not None:
            if (spot - self._lasso[-1]).manhattanLength() >= 3:
                self._lasso.append(spot)
        elif self._pressed is not None:
            step = spot - self._pressed
            if self._has_moved or step.manhattanLength() > 4:
                self._has_moved = True
                self._pressed = spot
                self.hovered = None
                self.move_by(step)
        else:
            hovered = self._at(spot)
            if hovered == self.hovered:
                return
            self.hovered = hovered
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take what the lasso holds, or what was clicked."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        lasso, self._lasso, self._pressed = self._lasso, None, None
        if lasso is not None and len(lasso) > 2:
            places = [self._camera.place_at(spot) for spot in lasso]
            self._choose(self.points.inside((place.x(), place.y()) for place in places))
        elif not self._has_moved:
            self._choose(())
            self._focus_on(self._at(event.position()))
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Play what is there."""
        number = self._at(event.position())
        if number is not None:
            self.play_wanted.emit(self.points.paths[number])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the selected, else for the track under the pointer, else for that with the focus."""
        is_by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        at = self._at(QPointF(event.pos())) if is_by_mouse else self.focused
        if at is not None and at not in self._chosen:
            self._choose(())
            self._focus_on(at)
        if self.selected_paths():
            corner = event.globalPos()
            if not is_by_mouse and self.focused is not None:
                corner = self.viewport().mapToGlobal(self.spot(self.focused).toPoint())
            self.menu_wanted.emit(QPoint(corner))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        turns = event.angleDelta().y() / 120
        self.zoom(_ZOOM_STEP**turns, event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """The card goes with the pointer."""
        self.hovered = None
        self.viewport().update()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Escape takes a selection back before it leads back to another page."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride and bool(self._chosen)
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from point to point, with Shift they select; + and - zoom, Home shows all.

        Page Down and Page Up go through all points from left to right.
        """
        key = event.key()
        if key in _ARROWS:
            self._step(
                *_ARROWS[Qt.Key(key)],
                is_selecting=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
            )
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.focused is not None:
            self._focus_on(
                self.points.beside(self.focused, 1 if key == Qt.Key.Key_PageDown else -1)
            )
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            about = self.spot(self.focused) if self.focused is not None else None
            self.zoom(1 / _ZOOM_STEP if key == Qt.Key.Key_Minus else _ZOOM_STEP, about)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key == Qt.Key.Key_Escape and self._chosen:
            self._choose(())
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._choose_in_sight()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focused is not None:
            self.play_wanted.emit(self.points.paths[self.focused])
        else:
            event.ignore()

    def _choose_in_sight(self) -> None:
        rect = QRectF(self.viewport().rect())
        low, high = self._camera.place_at(rect.bottomLeft()), self._camera.place_at(rect.topRight())
        self._choose(self.points.within(low.x(), low.y(), high.x(), high.y()))

    def _step(self, dx: int, dy: int, *, is_selecting: bool) -> None:
        before = self.focused
        if before is None:
            self._focus_on(
                self.points.nearest(self._camera.centre.x(), self._camera.centre.y(), 10.0)
            )
        else:
            after = self.points.neighbour(before, dx, dy)
            if after is not None:
                self._focus_on(after)
        if is_selecting and self.focused is not None:
            self._choose(self._chosen | {self.focused if before is None else before, self.focused})

    def _focus_on(self, number: int | None) -> None:
        self.focused, self.hovered = number, None
        if number is None:
            self.setAccessibleDescription("")
            return
        track = self._track_of(self.points.paths[number])
        mood = mood_name(track.mood) if track.mood else ""
        words = ", ".join(filter(None, (track.title, track.tags.artist, mood)))
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        inner = QRectF(self.viewport().rect()).adjusted(30, 30, -30, -30)
        spot = self.spot(number)
        if not inner.contains(spot):
            self._camera.centre = self._place(number)
        self.viewport().update()
