"""The mood map: every track a point, by how bright and how lively it sounds."""

import time
from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from musemood.domain.mood_map import MapPoints
from musemood.domain.track import Track
from musemood.ui.cover_art import CoverArt
from musemood.ui.map_card import paint_card
from musemood.ui.map_picture import points_picture
from musemood.ui.theme import Theme, sized
from musemood.ui.wording import mood_name

_PICK_PX = 10.0
_ZOOM_STEP = 1.25
_MOST_ZOOM = 60.0
_EDGE_PX = 28
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class MoodMap(QAbstractScrollArea):
    """Wheel and +/- zoom, dragging moves the map, Shift and dragging draws a lasso.

    The points are painted once for a place and a zoom, with room around for moving on.
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
        super().__init__(parent)
        self._theme, self._art, self._track_of = theme, art, track_of
        self.points = MapPoints()
        self._index: dict[str, int] = {}
        self._zoom, self._centre = 1.0, QPointF(0, 0)
        self._reach = 1.0
        self._picture: tuple[tuple[object, ...], QPointF, QImage] | None = None
        self._pressed: QPointF | None = None
        self._lasso: list[QPointF] | None = None
        self._has_moved = False
        self.is_lasso = False
        self.hovered: int | None = None
        self.focused: int | None = None
        self._chosen: frozenset[int] = frozenset()
        self._playing = ""
        self._evidence: tuple[str, ...] = ()
        self.pictures_made = 0
        self.last_frame_s = 0.0
        self._prepare()
        art.changed.connect(self.viewport().update)

    def _prepare(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)  # the corners are round
        self.setProperty("takesArrows", True)
        self.setAccessibleName(self.tr("Mood map"))
        self.setMinimumHeight(160)

    # What is shown

    def show_points(self, points: MapPoints) -> None:
        """Other points; who had the focus keeps it."""
        focused = self._path(self.focused)
        chosen = set(self.selected_paths(is_focus_enough=False))
        self.points = points
        self._index = {path: number for number, path in enumerate(points.paths)}
        self.hovered, self._picture = None, None
        self.focused = self._index.get(focused)
        self._reach = points.reach() if len(points) else self._reach
        self._choose(self._index[path] for path in chosen if path in self._index)
        self.viewport().update()

    def set_playing(self, path: str) -> None:
        """Mark the track that plays."""
        self._playing = path
        self.viewport().update()

    def set_evidence(self, paths: Collection[str]) -> None:
        """Mark what the week's mood was made of."""
        self._evidence = tuple(paths)
        self.viewport().update()

    def selected_paths(self, *, is_focus_enough: bool = True) -> list[str]:
        """The selected tracks, else the one with the focus."""
        if not self._chosen and is_focus_enough and self.focused is not None:
            return [self.points.paths[self.focused]]
        return [self.points.paths[number] for number in sorted(self._chosen)]

    def clear_selection(self) -> None:
        """Nothing is selected any more."""
        self._choose(())

    def fit(self) -> None:
        """Show all."""
        self._zoom, self._centre = 1.0, QPointF(0, 0)
        self.viewport().update()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Closer or farther; the place ``about`` (viewport) stays where it is."""
        spot = about or QPointF(self.viewport().rect().center())
        before = self.place_at(spot)
        self._zoom = min(max(self._zoom * factor, 0.8), _MOST_ZOOM)
        self._centre += before - self.place_at(spot)
        self.viewport().update()

    def move_by(self, pixels: QPointF) -> None:
        """Move the map under the window."""
        step = pixels / self._scale()
        most = self._reach
        self._centre = QPointF(
            min(max(self._centre.x() - step.x(), -most), most),
            min(max(self._centre.y() + step.y(), -most), most),
        )
        self.viewport().update()

    def _choose(self, numbers: object) -> None:
        self._chosen = frozenset(int(number) for number in numbers)  # type: ignore[attr-defined]
        self.selected.emit(len(self._chosen))
        self.viewport().update()

    # Where things are

    def _scale(self) -> float:
        view = self.viewport()
        side = max(60, min(view.width(), view.height()) - 2 * _EDGE_PX)
        return side / (2 * self._reach) * self._zoom

    def spot(self, number: int) -> QPointF:
        """Where a point lies in the viewport."""
        middle, scale = QRectF(self.viewport().rect()).center(), self._scale()
        dx = float(self.points.xs[number]) - self._centre.x()
        dy = float(self.points.ys[number]) - self._centre.y()
        return QPointF(middle.x() + dx * scale, middle.y() - dy * scale)

    def place_at(self, spot: QPointF) -> QPointF:
        """Valence and arousal under a spot of the viewport."""
        away = (spot - QRectF(self.viewport().rect()).center()) / self._scale()
        return QPointF(self._centre.x() + away.x(), self._centre.y() - away.y())

    def _at(self, spot: QPointF) -> int | None:
        place = self.place_at(spot)
        return self.points.nearest(place.x(), place.y(), _PICK_PX / self._scale())

    def _path(self, number: int | None) -> str:
        return "" if number is None else self.points.paths[number]

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axes, the kept picture of the points, marks, lasso, and the card of a track."""
        began = time.perf_counter()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        corner, picture = self._kept_picture()
        painter.drawImage(corner, picture)
        self._paint_words(painter)
        self._paint_marks(painter)
        if self._lasso:
            self._paint_lasso(painter, self._lasso)
        number = self.hovered if self.hovered is not None else self.focused
        if (
            number is not None
            and self._lasso is None
            and (self.hasFocus() or self.hovered == number)
        ):
            track = self._track_of(self.points.paths[number])
            room = QRectF(self.viewport().rect())
            paint_card(painter, room, self.spot(number), track, self._theme, self._art)
        self.last_frame_s = time.perf_counter() - began

    def _kept_picture(self) -> tuple[QPointF, QImage]:
        """The picture and where its corner lies; made anew only where it does not reach."""
        view, scale, ratio = self.viewport().size(), self._scale(), self.devicePixelRatioF()
        room = QSize(view.width() * 3 // 2, view.height() * 3 // 2)
        key = (self.points, room.width(), room.height(), ratio, scale)
        spare = QPointF(view.width() / 4, view.height() / 4)
        if self._picture is not None and self._picture[0] == key:
            away = (self._centre - self._picture[1]) * scale
            if abs(away.x()) <= spare.x() and abs(away.y()) <= spare.y():
                shift = QPointF(-away.x(), away.y())
                return shift - spare, self._picture[2]
        image = points_picture(self.points, room, ratio, self._centre, scale)
        self._picture = (key, QPointF(self._centre), image)
        self.pictures_made += 1
        return -spare, image

    def _paint_axes(self, painter: QPainter) -> None:
        rect, scale = QRectF(self.viewport().rect()), self._scale()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.hover))
        painter.drawRoundedRect(rect, 12, 12)
        middle = rect.center() + QPointF(-self._centre.x() * scale, self._centre.y() * scale)
        painter.setPen(QPen(QColor(self._theme.track), 1))
        painter.drawLine(QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom()))
        painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._theme.faint))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)

    def _paint_words(self, painter: QPainter) -> None:
        rect = QRectF(self.viewport().rect()).adjusted(12, 8, -12, -8)
        painter.setFont(sized(self.font(), 12))
        metrics = painter.fontMetrics()
        sides = (
            (self.tr("high energy"), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter),
            (self.tr("low energy"), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter),
            (self.tr("dark"), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            (self.tr("bright"), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
        )
        for words, side in sides:
            box = QRectF(metrics.boundingRect(rect.toRect(), side, words))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.hover))
            painter.drawRoundedRect(box.adjusted(-6, -2, 6, 2), 6, 6)
            painter.setPen(QColor(self._theme.soft))
            painter.drawText(rect, side, words)

    def _paint_marks(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.soft), 1.5, Qt.PenStyle.DotLine))
        for path in self._evidence:
            if path in self._index:
                painter.drawEllipse(self.spot(self._index[path]), 11, 11)
        painter.setPen(QPen(QColor(self._theme.text), 1))
        if len(self._chosen) <= 2000:  # more would fill the map with rings
            for number in self._chosen:
                painter.drawEllipse(self.spot(number), 8, 8)
        painter.setPen(QPen(QColor(self._theme.text), 2))
        if self._playing in self._index:
            spot = self.spot(self._index[self._playing])
            painter.drawEllipse(spot, 10, 10)
            painter.drawEllipse(spot, 14, 14)
        if self.focused is not None:
            painter.drawEllipse(self.spot(self.focused), 9, 9)

    def _paint_lasso(self, painter: QPainter, line: list[QPointF]) -> None:
        fill = QColor(self._theme.text)
        fill.setAlphaF(0.08)
        painter.setBrush(fill)
        painter.setPen(QPen(QColor(self._theme.text), 1.5, Qt.PenStyle.DashLine))
        painter.drawPolygon(QPolygonF(line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, another picture."""
        super().resizeEvent(event)
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
            places = [self.place_at(spot) for spot in lasso]
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
        low, high = self.place_at(rect.bottomLeft()), self.place_at(rect.topRight())
        self._choose(self.points.within(low.x(), low.y(), high.x(), high.y()))

    def _step(self, dx: int, dy: int, *, is_selecting: bool) -> None:
        before = self.focused
        if before is None:
            self._focus_on(self.points.nearest(self._centre.x(), self._centre.y(), 10.0))
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
        self.setAccessibleDescription(
            ", ".join(filter(None, (track.title, track.tags.artist, mood)))
        )
        inner = QRectF(self.viewport().rect()).adjusted(30, 30, -30, -30)
        spot = self.spot(number)
        if not inner.contains(spot):
            self._centre = QPointF(float(self.points.xs[number]), float(self.points.ys[number]))
        self.viewport().update()
