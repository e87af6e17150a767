"""The right side: For my mood above, the queue below."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.mood import Mood
from musemood.domain.queue import Queue
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import icon
from musemood.ui.mood_panel import MoodPanel
from musemood.ui.queue_list import QueueList
from musemood.ui.queue_rows import QueueRows
from musemood.ui.theme import Theme


class MoodSide(MoodPanel):
    """The panel with the queue in it.

    Signals: those of `MoodPanel`, ``thumb_given(path, ThumbKind)`` and ``save_queue_wanted()``.
    """

    thumb_given = Signal(object, object)  # not str: Qt drops bytes that are not UTF-8
    save_queue_wanted = Signal()

    def __init__(
        self,
        recommending: Recommending,
        playback: Playback,
        theme: Theme,
        art: CoverArt,
        track_of: Callable[[str], Track],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, track_of, parent)
        self._recommending = recommending
        self._playback = playback
        self.rows = QueueRows(track_of, self)
        self.queue = QueueList(self.rows, theme, art)
        self._add_queue()
        recommending.state_changed.connect(self.show_state)
        self.mood_chosen.connect(self._on_mood_chosen)
        self.novelty_changed.connect(self._on_novelty_changed)
        self.undo_wanted.connect(playback.undo)
        self.queue.play_wanted.connect(playback.play_row)
        self.queue.removal_wanted.connect(playback.remove)
        self.queue.thumb_given.connect(self.thumb_given)
        playback.queue_changed.connect(self._on_queue_changed)
        self._on_queue_changed(playback.queue)
        self.show_state(recommending.state)

    def give_thumb_to_playing(self, kind: ThumbKind) -> None:
        """A thumb for what plays now."""
        current = self._playback.current
        if current is not None:
            self.thumb_given.emit(current.path, kind)

    def _add_queue(self) -> None:
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(0, 0, 0, 0)
        title = QLabel(self.tr("Queue"))
        title.setObjectName("sectionHeading")
        self._restore = QPushButton()
        self._restore.setObjectName("link")
        self._restore.setCursor(Qt.CursorShape.PointingHandCursor)
        self._restore.clicked.connect(self._playback.restore_set_aside)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._restore)
        self.save_queue = QToolButton()
        self.save_queue.setIcon(icon("list-plus", self._theme.soft, 16))
        self.save_queue.setIconSize(QSize(16, 16))
        self.save_queue.setFixedSize(28, 28)
        self.save_queue.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.save_queue.setCursor(Qt.CursorShape.PointingHandCursor)
        self.save_queue.setToolTip(self.tr("Save queue as playlist (Ctrl+S)"))
        self.save_queue.setAccessibleName(self.tr("Save queue as playlist"))
        self.save_queue.clicked.connect(self.save_queue_wanted)
        row.addWidget(self.save_queue)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(0, 4, 0, 0)
        words = QLabel(self.tr("Nothing waits. Double-click a song, or press Recommend."))
        words.setObjectName("quiet")
        words.setWordWrap(True)
        column.addWidget(words)
        column.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(nothing)
        self._pages.addWidget(self.queue)
        self.add_queue(heading, self._pages)

    def _on_queue_changed(self, queue: Queue) -> None:
        self.rows.show_queue(queue)
        self._pages.setCurrentIndex(1 if len(queue) else 0)
        self.save_queue.setVisible(len(queue) > 0)
        self.set_can_undo(self._playback.can_undo)
        aside = len(queue.set_aside)
        self._restore.setVisible(aside > 0)
        self._restore.setText(self.tr("Bring back {n} recommended").format(n=aside))

    def _on_mood_chosen(self, mood: Mood | None) -> None:
        self._recommending.choose(mood)

    def _on_novelty_changed(self, novelty: float) -> None:
        self._recommending.novelty = novelty
