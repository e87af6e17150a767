"""The head of an album's, artist's, genre's or folder's page: what it is and how to play it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from musemood.domain.albums import mood_mix
from musemood.domain.track import Track
from musemood.ui.album_grid import AlbumGrid
from musemood.ui.cover_art import CoverArt
from musemood.ui.detail_content import Content
from musemood.ui.icons import icon
from musemood.ui.mood_mix import MoodMix
from musemood.ui.text_lines import TitleLabel
from musemood.ui.theme import Theme, sized

_LARGE, _SMALL = 192, 128
_LARGE_FROM = 560


class BigCover(QWidget):
    """A cover as large as the head allows."""

    def __init__(self, art: CoverArt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._art = art
        self._track: Track | None = None
        self.set_edge(_LARGE)
        art.changed.connect(self.update)

    def set_edge(self, edge: int) -> None:
        """Another size."""
        self.setFixedSize(QSize(edge, edge))

    def show_track(self, track: Track | None) -> None:
        """The cover of this song; none hides the widget."""
        self._track = track
        self.setVisible(track is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cover."""
        if self._track is not None:
            painter = QPainter(self)
            self._art.paint(painter, QRectF(self.rect()), self._track)


class DetailHead(QWidget):
    """Signals: ``back_wanted()``, ``link_wanted()``, ``play_wanted()``, ``shuffle_wanted()``,
    ``queue_wanted()``.
    """

    back_wanted = Signal()
    link_wanted = Signal()
    play_wanted = Signal()
    shuffle_wanted = Signal()
    queue_wanted = Signal()

    def __init__(self, theme: Theme, art: CoverArt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._link_text = ""
        self.back = _link("")
        self.back.setIcon(icon("arrow-left", theme.soft, 16))
        self.back.setAccessibleName(self.tr("Back"))
        self.back.clicked.connect(self.back_wanted)
        self.cover = BigCover(art)
        self.kind = _quiet("sectionHeading")
        self.title = TitleLabel(theme, 26)
        self.link = _link("")
        self.link.setObjectName("artistLink")
        self.link.setAccessibleName(self.tr("Artist"))
        self.link.clicked.connect(self.link_wanted)
        self.facts = _quiet("quiet")
        self.mix = MoodMix(theme)
        self.play = self._pill("play", self.tr("Play"), is_primary=True)
        self.play.clicked.connect(self.play_wanted)
        self.shuffle = self._pill("shuffle", self.tr("Shuffle"))
        self.shuffle.clicked.connect(self.shuffle_wanted)
        self.queue = self._pill("list-plus", self.tr("Add to queue"))
        self.queue.clicked.connect(self.queue_wanted)
        self.grid = AlbumGrid(theme, art, fits=True)
        self._lay_out()

    def show_content(self, content: Content) -> None:
        """Another page, or news of this one."""
        self.kind.setText(content.kind_name)
        self.title.set_text(content.title)
        self._link_text = content.link_text
        self._fit_link()
        self.link.setVisible(bool(content.link_text))
        self.link.setEnabled(content.link is not None)
        self.facts.setText(content.facts)
        mix = content.mix if content.mix is not None else mood_mix(content.tracks)
        self.mix.show_mix(mix)
        self.cover.show_track(content.cover)
        self.grid.setVisible(bool(content.albums))
        self.grid.show_albums(content.albums)

    def show_back(self, text: str) -> None:
        """Where going back leads; "" hides the way."""
        self.back.setText(text)
        self.back.setAccessibleName(self.tr("Back to {place}").format(place=text))
        self.back.setToolTip(self.tr("Back"))
        self.back.setVisible(bool(text))

    def set_width(self, width: int) -> None:
        """A narrow page has a smaller cover."""
        self.cover.set_edge(_LARGE if width >= _LARGE_FROM else _SMALL)
        self._label(
            self.queue, self.tr("Add to queue") if width >= _LARGE_FROM else self.tr("Queue")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long name of an artist is cut short to the room there is."""
        super().resizeEvent(event)
        self._fit_link()

    def _fit_link(self) -> None:
        cover = self.cover.width() + 22 if self.cover.isVisibleTo(self) else 0
        font = sized(self.font(), 15, QFont.Weight.DemiBold)
        room = max(60, self.width() - cover - 30)
        text = QFontMetrics(font).elidedText(self._link_text, Qt.TextElideMode.ElideRight, room)
        self.link.setText(text)
        self.link.setToolTip(self._link_text if text != self._link_text else "")
        self.link.setAccessibleName(self._link_text)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self.kind)
        words.addWidget(self.title)
        words.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self.facts)
        words.addSpacing(8)
        words.addWidget(self.mix)
        words.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.play, self.shuffle, self.queue):
            buttons.addWidget(button)
        buttons.addStretch(1)
        words.addLayout(buttons)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setContentsMargins(10, 0, 10, 0)
        top.setSpacing(22)
        top.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 14)
        column.setSpacing(10)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(top)
        column.addWidget(self.grid)

    def _pill(self, name: str, text: str, is_primary: bool = False) -> QPushButton:
        button = QPushButton()
        button.setObjectName("pillPrimary" if is_primary else "pill")
        ink = self._theme.on_accent if is_primary else self._theme.soft
        button.setIcon(icon(name, ink, 15, is_filled=is_primary))
        self._label(button, text)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _label(self, button: QPushButton, text: str) -> None:
        button.setText("\u2009" + text)  # a little more room after the icon
        button.setAccessibleName(text)


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName("link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def _quiet(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    return label
