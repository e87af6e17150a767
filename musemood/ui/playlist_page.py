"""The centre while a playlist is shown: its name, what to do with it, and its songs in order."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.playlist import LONGEST_NAME, Playlist, landing_row
from musemood.services.playlists import Playlists
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import icon
from musemood.ui.playlist_table import PlaylistTable
from musemood.ui.playlist_view import PlaylistView
from musemood.ui.services import Services
from musemood.ui.theme import Theme
from musemood.ui.translate import number_text
from musemood.ui.wording import songs_text, total_text

_COUNT_EVERY_MS = 200


class _Title(QLineEdit):
    """The name, edited where it stands. Signals: ``named(str)``."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.setObjectName("playlistTitle")
        self.setMaxLength(LONGEST_NAME)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Name of the playlist"))
        self.setToolTip(self.tr("Click to rename"))
        self.editingFinished.connect(self._on_finished)

    def show_name(self, name: str) -> None:
        """The name as it is now."""
        self._name = name
        self.setText(name)
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the new name, Escape the old one."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._name)
            self.clearFocus()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clearFocus()

    def _on_finished(self) -> None:
        text, name = self.text(), self._name
        self.show_name(name)
        if text != name:
            self.named.emit(text)


class PlaylistPage(QWidget):
    """One playlist.

    Signals: ``play_wanted(int)`` with the row, ``play_all_wanted()``, ``queue_wanted()``,
    ``menu_wanted(QWidget)`` with the button that asked.
    """

    play_wanted = Signal(int)
    play_all_wanted = Signal()
    queue_wanted = Signal()
    menu_wanted = Signal(object)

    def __init__(
        self, services: Services, theme: Theme, art: CoverArt, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._collection = services.collection
        self._playlists: Playlists = services.playlists
        self.playlist: Playlist | None = None
        self.table = PlaylistTable(services.collection, self._playlists.is_missing, self)
        self.tracks = PlaylistView(self.table, theme, art)
        self.title = _Title()
        self.status = QLabel()
        self.status.setObjectName("status")
        self.status.setContentsMargins(9, 0, 0, 0)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_COUNT_EVERY_MS)
        self._counting.timeout.connect(self.show_counts)
        self._lay_out(theme)
        self._connect()

    def show_playlist(self, playlist: Playlist) -> None:
        """This one; the same one again where it has changed."""
        is_other = self.playlist is None or self.playlist.id != playlist.id
        at = self.tracks.verticalScrollBar().value()
        self.playlist = playlist
        self.title.show_name(playlist.name)
        self.table.show(playlist.entries)
        self.tracks.verticalScrollBar().setValue(0 if is_other else at)
        self._list_pages.setCurrentIndex(1 if playlist.entries else 0)
        self.show_counts()

    def show_counts(self) -> None:
        """How many songs, how long, how many are missing."""
        paths = self.table.paths()
        tracks = (self._collection.library.get(path) for path in paths)
        parts = [songs_text(len(paths))]
        seconds = sum(track.duration_s for track in tracks if track)
        if seconds:
            parts.append(total_text(seconds))
        missing = sum(map(self._playlists.is_missing, paths))
        if missing:
            parts.append(self.tr("{n} missing").format(n=number_text(missing)))
        self.status.setText("  ·  ".join(parts))
        self._play.setEnabled(len(paths) > missing)
        for button in (self._play, self._queue):
            button.setVisible(bool(paths))

    def count_soon(self) -> None:
        """Count once for a burst of news, and only where it is seen."""
        if self.isVisible():
            self._counting.start()

    def rename(self) -> None:
        """Put the cursor into the name."""
        self.title.setFocus()
        self.title.selectAll()

    # Building

    def _lay_out(self, theme: Theme) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.status)
        self._play = QPushButton(self.tr("Play"))
        self._play.setObjectName("playlistPlay")
        self._play.setIcon(icon("play", theme.on_accent, 14, is_filled=True))
        self._play.setIconSize(QSize(14, 14))
        self._queue = self._tool("list-plus", self.tr("Add all to the queue"), theme)
        self._more = self._tool("ellipsis", self.tr("More"), theme)
        for button in (self._play, self._queue, self._more):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addLayout(names, 1)
        for button in (self._play, self._queue, self._more):
            top.addWidget(button)
        self._list_pages = QStackedWidget()
        self._list_pages.addWidget(
            _EmptyList(
                self.tr("This playlist is empty"),
                self.tr(
                    "Drag songs onto its name in the left bar, or right-click songs and choose "
                    "Add to playlist."
                ),
            )
        )
        self._list_pages.addWidget(self.tracks)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._list_pages, 1)

    def _tool(self, name: str, text: str, theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, theme.soft, 18))
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(36, 36)
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _connect(self) -> None:
        self._play.clicked.connect(self.play_all_wanted)
        self._queue.clicked.connect(self.queue_wanted)
        self._more.clicked.connect(lambda: self.menu_wanted.emit(self._more))
        self.title.named.connect(self._on_named)
        self.tracks.play_wanted.connect(self.play_wanted)
        self.tracks.move_wanted.connect(self._on_move_wanted)
        self.tracks.insert_wanted.connect(self._on_insert_wanted)
        self.tracks.removal_wanted.connect(self._on_removal_wanted)
        self._playlists.missing_changed.connect(self._on_missing_changed)

    # What the person does

    def _on_named(self, name: str) -> None:
        if self.playlist is not None:
            self._playlists.rename(self.playlist.id, name)

    def _on_move_wanted(self, rows: list[int], target: int) -> None:
        if self.playlist is not None:
            self._playlists.move(self.playlist.id, rows, target)
            first = landing_row(rows, target)
            self.tracks.select_rows(range(first, first + len(rows)))

    def _on_insert_wanted(self, paths: list[str], target: int) -> None:
        if self.playlist is not None:
            self._playlists.add(self.playlist.id, paths, target)
            self.tracks.select_rows(range(target, target + len(paths)))

    def _on_removal_wanted(self, rows: list[int]) -> None:
        if self.playlist is not None:
            self._playlists.take_out(self.playlist.id, rows)
            left = self.table.rowCount()
            self.tracks.select_rows([min(rows[0], left - 1)] if left else [])

    def _on_missing_changed(self) -> None:
        self.table.renew()
        self.show_counts()


class _EmptyList(QWidget):
    """Two lines of what to do."""

    def __init__(self, headline: str, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for text, name in ((headline, "headline"), (words, "bigQuiet")):
            label = QLabel(text)
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
