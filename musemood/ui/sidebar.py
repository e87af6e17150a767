"""The left bar: the library and the moods in it, each a click away."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.catalogue import Catalogue
from musemood.domain.mood import ALL_MOODS, Mood
from musemood.ui.asked_button import AskedClicks, show_checked
from musemood.ui.choice_group import let_tab_find_the_checked
from musemood.ui.icons import MOOD_ICON, paint_icon
from musemood.ui.places import Page
from musemood.ui.playlist_nav import PlaylistNav
from musemood.ui.theme import Theme, sized
from musemood.ui.translate import number_text
from musemood.ui.view_wording import page_name
from musemood.ui.wording import mood_name

WIDE, NARROW = 220, 64
_ROOMY, _DENSE = 32, 28
_DENSE_BELOW = 760

_PAGE_ICON = {
    Page.SONGS: "music",
    Page.ALBUMS: "disc-3",
    Page.ARTISTS: "user-round",
    Page.GENRES: "tags",
    Page.FOLDERS: "folder-tree",
    Page.RECENT: "calendar-plus",
    Page.MAP: "orbit",
    Page.HISTORY: "history",
}


_EXPLORE = (Page.MAP, Page.HISTORY)
"""Pages that stand below the moods, under a heading of their own."""


class NavButton(QAbstractButton):
    """One entry: icon, name and a count at the right; icon only where the bar is narrow."""

    def __init__(self, icon: str, text: str, ink: QColor, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._ink, self._theme = icon, ink, theme
        self._count = ""
        self.is_narrow = False
        self.setText(text)
        self.setToolTip(text)
        self.setCheckable(True)
        AskedClicks(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(_ROOMY)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_count(None)

    def recolour(self, ink: QColor) -> None:
        """Another colour for the icon."""
        self._ink = ink
        self.update()

    @property
    def ink(self) -> QColor:
        """The colour of the icon."""
        return self._ink

    def set_count(self, count: int | None) -> None:
        """The number at the right; None shows none."""
        self._count = "" if count is None else number_text(count)
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the bar allows."""
        return QSize(NARROW - 24 if self.is_narrow else WIDE - 24, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Lit while the pointer is on it."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Unlit again."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, name, count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if self.isChecked() else theme.hover))
            painter.drawRoundedRect(self.rect(), 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.faint))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        left = (self.width() - 17) / 2 if self.is_narrow else 10
        paint_icon(painter, self._icon, QRectF(left, (self.height() - 17) / 2, 17, 17), self._ink)
        if self.is_narrow:
            return
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        painter.setFont(sized(self.font(), 13, weight))
        painter.setPen(QColor(theme.text))
        text_rect = self.rect().adjusted(38, 0, -12, 0)
        painter.drawText(text_rect, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(sized(self.font(), 12))
        painter.setPen(QColor(theme.faint))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(text_rect, right, self._count)


class Sidebar(QWidget):
    """Signals: ``page_wanted(Page)``, ``mood_wanted(Mood)``, ``add_files_wanted()``,
    ``add_folder_wanted()``, ``history_import_wanted()``, ``settings_wanted()``.
    """

    page_wanted = Signal(object)
    mood_wanted = Signal(object)
    add_folder_wanted = Signal()
    add_files_wanted = Signal()
    settings_wanted = Signal()
    history_import_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._headings: list[QLabel] = []
        self._buttons: list[NavButton] = []
        self._layout, self._foot = QVBoxLayout(), QVBoxLayout()
        self._frame()
        self._fill()
        self.set_narrow(False)

    def _frame(self) -> None:
        """The places scroll where the window is low; what stands below them stays."""
        content = QWidget()
        content.setObjectName("sidebarContent")
        content.setLayout(self._layout)
        self._layout.setContentsMargins(12, 0, 12, 8)
        self._layout.setSpacing(0)
        self._foot.setContentsMargins(12, 4, 12, 16)
        self._foot.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 22, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(self._foot)

    def _fill(self) -> None:
        places = self._places = QButtonGroup(self)
        text = QColor(self._theme.text)
        self._add_heading(self.tr("Library"))
        self.places: dict[Page, NavButton] = {}
        self._add_places((page for page in _PAGE_ICON if page not in _EXPLORE), text)
        self.songs = self.places[Page.SONGS]
        self._layout.addSpacing(16)
        self._add_heading(self.tr("Moods"))
        self.moods: dict[Mood, NavButton] = {}
        for mood in ALL_MOODS:
            button = self._add_button(MOOD_ICON[mood], mood_name(mood), self._theme.mood_ink(mood))
            button.clicked.connect(lambda _=False, m=mood: self.mood_wanted.emit(m))
            self.moods[mood] = button
        self._layout.addSpacing(16)
        self._add_heading(self.tr("Explore"))
        self._add_places(_EXPLORE, text)
        for button in self._buttons:
            places.addButton(button)
        show_checked(self.songs, True)
        let_tab_find_the_checked(places)
        self._layout.addSpacing(14)
        self.playlists = PlaylistNav(self._theme, self)
        self._layout.addWidget(self.playlists, 1)
        self._layout = self._foot
        soft = QColor(self._theme.soft)
        self.add = self._add_button("plus", self.tr("Add music …"), soft)
        self.add.clicked.connect(self._open_add_menu)
        self.settings = self._add_button("settings", self.tr("Settings …"), soft)
        self.settings.clicked.connect(self.settings_wanted)
        for button in (self.add, self.settings):
            button.setCheckable(False)
        self.add_menu = QMenu(self)
        self.add_menu.addAction(self.tr("Folder …"), self.add_folder_wanted.emit)
        self.add_menu.addAction(self.tr("Files …"), self.add_files_wanted.emit)
        self.add_menu.addSeparator()
        history = self.tr("History of another player …")
        self.add_menu.addAction(history, self.history_import_wanted.emit)

    def _add_places(self, pages: Iterable[Page], ink: QColor) -> None:
        for page in pages:
            button = self._add_button(_PAGE_ICON[page], page_name(page), ink)
            button.clicked.connect(lambda _=False, p=page: self.page_wanted.emit(p))
            self.places[page] = button

    def _open_add_menu(self) -> None:
        above = QPoint(0, -self.add_menu.sizeHint().height())
        self.add_menu.popup(self.add.mapToGlobal(above))

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons only, or icons with names and counts."""
        self.setFixedWidth(NARROW if is_narrow else WIDE)
        for heading in self._headings:
            heading.setVisible(not is_narrow)
        self.playlists.set_narrow(is_narrow)
        for button in self._buttons:
            button.is_narrow = is_narrow
            button.updateGeometry()
            button.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low bar is a dense one, so that all places are in sight."""
        super().resizeEvent(event)
        is_dense = self.height() < _DENSE_BELOW
        for button in self._buttons:
            button.setFixedHeight(_DENSE if is_dense else _ROOMY)
        whole = self.layout()
        if whole is not None:
            whole.setContentsMargins(0, 14 if is_dense else 22, 0, 0)

    def show_counts(self, songs: int, moods: Mapping[Mood, int]) -> None:
        """The numbers at the right."""
        self.songs.set_count(songs)
        for mood, button in self.moods.items():
            button.set_count(moods.get(mood, 0))

    def show_place(self, *, is_elsewhere: bool) -> None:
        """Whether what is on the page is none of the places above, as a playlist is."""
        checked = self._places.checkedButton()
        if is_elsewhere and checked is not None:
            self._places.setExclusive(False)
            show_checked(checked, False)
            self._places.setExclusive(True)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """How many albums, artists and genres there are."""
        self.places[Page.ALBUMS].set_count(len(catalogue.albums))
        self.places[Page.ARTISTS].set_count(len(catalogue.artists))
        self.places[Page.GENRES].set_count(len(catalogue.genres))

    def _add_heading(self, text: str) -> None:
        heading = QLabel(text, self)
        heading.setObjectName("sectionHeading")
        heading.setContentsMargins(10, 0, 0, 8)
        self._headings.append(heading)
        self._layout.addWidget(heading)

    def _add_button(self, icon: str, text: str, ink: QColor) -> NavButton:
        button = NavButton(icon, text, ink, self._theme, self)
        self._buttons.append(button)
        self._layout.addWidget(button)
        return button
