"""The words of the playing song; where their moments are known, they follow it."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.lyrics import Lyrics
from musemood.domain.track import Track
from musemood.services.lyrics import LyricsFinder
from musemood.services.playback import Playback
from musemood.ui.icons import icon
from musemood.ui.theme import Theme

WIDTH = 320
_TICK_MS = 150


class LyricsPanel(QWidget):
    """Looks for words only while it is seen.

    Signals: ``closing_wanted()``.
    """

    closing_wanted = Signal()

    def __init__(
        self, finder: LyricsFinder, playback: Playback, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("moodPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._finder, self._playback, self._theme = finder, playback, theme
        self._path = ""
        self._lyrics: Lyrics | None = None
        self._sung: int | None = None
        self._title = QLabel()
        self._title.setObjectName("headline")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._note = QLabel()
        self._note.setObjectName("quiet")
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.lines = self._make_list()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._note)
        self._pages.addWidget(self.lines)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._follow)
        self._lay_out()
        finder.found.connect(self._on_found)
        playback.position_jumped.connect(self._follow)
        playback.playing_changed.connect(self._run)

    def show_track(self, track: Track | None) -> None:
        """Another song plays, or none, or its tags have changed."""
        self._path = track.path if track else ""
        self._title.setText(track.title if track else self.tr("Nothing is playing"))
        self._lyrics = None
        self._fill()
        if self.isVisible():
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Now the words are wanted."""
        super().showEvent(event)
        self._ask()
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    def _make_list(self) -> QListWidget:
        lines = QListWidget()
        lines.setAccessibleName(self.tr("Lyrics"))
        lines.setFrameShape(QFrame.Shape.NoFrame)
        lines.setWordWrap(True)
        lines.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        lines.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines.setResizeMode(QListWidget.ResizeMode.Adjust)
        lines.setSpacing(5)
        lines.setObjectName("lyrics")
        lines.itemClicked.connect(self._on_line_wanted)
        lines.itemActivated.connect(self._on_line_wanted)
        return lines

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Lyrics"))
        heading.setObjectName("sectionHeading")
        close = QToolButton()
        close.setIcon(icon("x", self._theme.soft, 16))
        close.setIconSize(QSize(16, 16))
        close.setAccessibleName(self.tr("Close the lyrics"))
        close.setToolTip(self.tr("Close the lyrics"))
        close.clicked.connect(self.closing_wanted)
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 10, 12)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._title)
        column.addSpacing(8)
        column.addWidget(self._pages, 1)

    def _ask(self) -> None:
        if self._path:
            self._finder.ask(self._path)

    def _on_found(self, path: str, lyrics: Lyrics | None) -> None:
        if path != self._path:
            return
        self._lyrics = lyrics
        self._fill()
        if lyrics is None:
            self._note.setText(
                self.tr(
                    "No lyrics in this file. Add them to its tags (Ctrl+E), or put a file of "
                    "the same name that ends in .lrc beside it."
                )
            )
        self._follow()

    def _fill(self) -> None:
        self._sung = None
        self._note.clear()
        self.lines.clear()
        lyrics = self._lyrics
        self._pages.setCurrentIndex(1 if lyrics else 0)
        is_timed = self._is_timed()
        ink = self._theme.soft if is_timed else self._theme.text
        for line in lyrics.lines if lyrics else ():
            item = QListWidgetItem(line or " ")
            item.setForeground(QColor(ink))
            self.lines.addItem(item)
        shapes = Qt.CursorShape
        self.lines.setCursor(shapes.PointingHandCursor if is_timed else shapes.ArrowCursor)
        self._run()

    def _is_timed(self) -> bool:
        return self._lyrics is not None and bool(self._lyrics.starts_s)

    def _run(self) -> None:
        """Follow while there is something to follow, and somebody looks."""
        if self._is_timed() and self._playback.is_playing and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def _follow(self) -> None:
        """Mark the line that is sung now and keep it in the middle."""
        if self._lyrics is None or not self.isVisible():
            return
        sung = self._lyrics.line_at(self._playback.position_s())
        if sung == self._sung:
            return
        for row, ink in ((self._sung, self._theme.soft), (sung, self._theme.text)):
            item = self.lines.item(row) if row is not None else None
            if item is not None:
                item.setForeground(QColor(ink))
        self._sung = sung
        if sung is not None:
            self.lines.scrollToItem(
                self.lines.item(sung), QAbstractItemView.ScrollHint.PositionAtCenter
            )

    def _on_line_wanted(self, item: QListWidgetItem) -> None:
        """A line that has its moment is played from there."""
        if self._lyrics is not None and self._lyrics.starts_s:
            self._playback.seek(self._lyrics.starts_s[self.lines.row(item)])
