"""The page of the mood map: head with legend, the map, and what to do with a selection."""

from collections.abc import Collection

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from musemood.domain.catalogue import Catalogue
from musemood.domain.mood import ALL_MOODS
from musemood.domain.mood_map import MapPoints, point_steps
from musemood.domain.track import Track
from musemood.services.recommending import MoodState
from musemood.services.slices import Slices
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import icon
from musemood.ui.map_picture import paint_mark
from musemood.ui.mood_map import MoodMap
from musemood.ui.places import Page
from musemood.ui.services import Services
from musemood.ui.theme import Theme, sized
from musemood.ui.view_page import PageHead, ViewPage
from musemood.ui.view_wording import page_name
from musemood.ui.wording import mood_name, songs_text


class MapLegend(QWidget):
    """Which shape and colour is which mood."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(", ".join(map(mood_name, ALL_MOODS)))
        self.setFixedHeight(20)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        metrics = self.fontMetrics()
        return QSize(sum(metrics.horizontalAdvance(mood_name(m)) + 34 for m in ALL_MOODS), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark and name, one after the other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), 12))
        left = 6.0
        for mood in ALL_MOODS:
            paint_mark(painter, mood, QPointF(left + 5, 10), 5)
            painter.setPen(self._theme.mood_ink(mood))
            painter.drawText(QPointF(left + 16, 14.5), mood_name(mood))
            left += 32 + painter.fontMetrics().horizontalAdvance(mood_name(mood))


class MapPage(ViewPage):
    """Fills the map in slices between the events of the window."""

    def __init__(
        self, services: Services, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        collection = services.collection
        self.map = MoodMap(
            theme, art, lambda path: collection.library.get(path) or Track(path, 0, 0)
        )
        super().__init__(self.map, parent)
        self._theme = theme
        self._all = MapPoints()
        self._kept: Collection[str] | None = None
        self._songs = 0
        self._slices = Slices(self)
        self._slices.done.connect(self._on_points_made)
        self.head = PageHead(page_name(Page.MAP))
        self._fill_head()
        self.put_head(self.head)
        self.legend = MapLegend(theme)
        self.column.insertWidget(1, self.legend)
        self._add_choice()
        self.none_yet = QLabel(
            self.tr("The map fills as songs are analysed.\nNone has been analysed yet.")
        )
        self.none_yet.setObjectName("bigQuiet")
        self.none_yet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._states.addWidget(self.none_yet)
        self.column.setContentsMargins(0, 0, 0, 12)
        self.map.play_wanted.connect(lambda path: self.play_wanted.emit([path], 0))
        self.map.selected.connect(self._on_selected)
        self.map.menu_wanted.connect(self._open_menu)
        services.recommending.state_changed.connect(self._on_state)
        self._on_state(services.recommending.state)

    def _fill_head(self) -> None:
        self.lasso = self._tool("lasso", self.tr("Lasso: select by drawing (Shift and drag)"))
        self.lasso.setCheckable(True)
        self.lasso.toggled.connect(self._on_lasso)
        self.closer = self._tool("zoom-in", self.tr("Zoom in (+)"))
        self.closer.clicked.connect(lambda: self.map.zoom(1.5))
        self.farther = self._tool("zoom-out", self.tr("Zoom out (-)"))
        self.farther.clicked.connect(lambda: self.map.zoom(1 / 1.5))
        self.whole = self._tool("maximize-2", self.tr("Show all (Home)"))
        self.whole.clicked.connect(self.map.fit)
        for button in (self.lasso, self.closer, self.farther, self.whole):
            self.head.row.addWidget(button)

    def _tool(self, name: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, self._theme.soft, 18))
        button.setFixedSize(32, 32)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _add_choice(self) -> None:
        self.choice = QWidget()
        row = QHBoxLayout(self.choice)
        row.setContentsMargins(10, 0, 10, 0)
        self.add = QPushButton()
        self.add.setObjectName("playlistPlay")
        self.add.clicked.connect(lambda: self.queue_wanted.emit(self.selected_paths()))
        self.play = QPushButton(self.tr("Play"))
        self.play.clicked.connect(lambda: self.play_wanted.emit(self.selected_paths(), 0))
        self.clear = QPushButton(self.tr("Clear the selection"))
        self.clear.clicked.connect(self._on_clear)
        for button in (self.play, self.clear):
            button.setObjectName("toastAction")
        for button in (self.add, self.play, self.clear):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            row.addWidget(button)
        row.addStretch(1)
        self._on_selected(0)
        self.column.addWidget(self.choice)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """The library as it is now."""
        tracks = [track for album in catalogue.albums for track in album.tracks]
        self._songs = len(tracks)
        self._slices.start(point_steps(tracks))

    def narrow(self, paths: Collection[str] | None) -> None:
        """Only the points that the search leaves."""
        self._kept = paths
        self._show()

    def selected_paths(self) -> list[str]:
        """What the lasso holds, else the point with the focus."""
        return self.map.selected_paths()

    def set_playing(self, path: str) -> None:
        """Mark the song that plays."""
        self.map.set_playing(path)

    def _on_points_made(self, points: MapPoints) -> None:
        self._all = points
        self._show()

    def _show(self) -> None:
        points = self._all.kept(self._kept)
        self.map.show_points(points)
        rest = self._songs - len(self._all)
        told = songs_text(len(points))
        if rest and self._kept is None:
            told += " · " + self.tr("%Ln not analysed yet", None, rest)
        self.head.show_count(told)
        if self._all.paths or self._kept is not None:
            self._show_state(len(points) > 0)
        elif not self._slices.is_at_work:
            self._states.setCurrentWidget(self.none_yet)

    def _on_state(self, state: MoodState) -> None:
        evidence = state.emotion.evidence if state.emotion is not None else ()
        self.map.set_evidence([each.path for each in evidence])

    def _on_lasso(self, is_on: bool) -> None:
        self.map.is_lasso = is_on
        self.map.viewport().setCursor(
            Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor
        )

    def _on_selected(self, count: int) -> None:
        self.choice.setVisible(count > 0)
        self.add.setText(self.tr("Add %Ln to the queue", None, count))

    def _on_clear(self) -> None:
        self.map.clear_selection()
        self.map.setFocus()

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu_opening.emit(menu, self.selected_paths())
        menu.popup(at)
