"""The right side: For my mood above, the queue below."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from musemood.domain.mood import Mood
from musemood.domain.queue import Queue
from musemood.domain.thumb import ThumbKind
from musemood.domain.track import Track
from musemood.services.keep_going import KeepGoing
from musemood.services.playback import Playback
from musemood.services.recommending import Recommending
from musemood.services.rules import Rules
from musemood.ui.cover_art import CoverArt
from musemood.ui.icons import icon
from musemood.ui.mood_panel import MoodPanel
from musemood.ui.queue_list import QueueList
from musemood.ui.queue_rows import QueueRows
from musemood.ui.song_drop import SongDrop
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
        keep_going: KeepGoing,
        rules: Rules,
        theme: Theme,
        art: CoverArt,
        track_of: Callable[[str], Track],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, track_of, parent)
        self._recommending = recommending
        self._playback = playback
        self._keep_going = keep_going
        self.rows = QueueRows(track_of, self)
        self.queue = QueueList(self.rows, theme, art)
        self._add_queue()
        recommending.state_changed.connect(self.show_state)
        self.mood_chosen.connect(self._on_mood_chosen)
        self.novelty_changed.connect(self._on_novelty_changed)
        self.undo_wanted.connect(playback.undo)
        self.queue.play_wanted.connect(playback.play_row)
        self.queue.removal_wanted.connect(playback.remove)
        self.queue.move_wanted.connect(playback.move)
        self.queue.insert_wanted.connect(playback.insert)
        self._pages.songs_dropped.connect(playback.add)
        self.queue.thumb_given.connect(self.thumb_given)
        self.left_out.connect(rules.leave_out)
        self.taken_in.connect(rules.take_in)
        playback.queue_changed.connect(self._on_queue_changed)
        self._on_queue_changed(playback.queue)
        self.show_state(recommending.state)

    def give_thumb_to_playing(self, kind: ThumbKind) -> None:
        """A thumb for what plays now."""
        current = self._playback.current
        if current is not None:
            self.thumb_given.emit(current.path, kind)

    def _add_queue(self) -> None:
        heading, top = QWidget(), QWidget()
        column = QVBoxLayout(heading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        title = QLabel(self.tr("Queue"))
        title.setObjectName("sectionHeading")
        row.addWidget(title)
        row.addStretch(1)
        self.keep_going = QCheckBox(self.tr("Keep going"))
        self.keep_going.setObjectName("quietCheck")
        self.keep_going.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keep_going.setCursor(Qt.CursorShape.PointingHandCursor)
        self.keep_going.setToolTip(self.tr("Adds five of the same mood when three are left"))
        self.keep_going.setAccessibleDescription(self.keep_going.toolTip())
        self.keep_going.setChecked(self._keep_going.is_on)
        self.keep_going.toggled.connect(self._keep_going.switch)
        self._keep_going.changed.connect(self.keep_going.setChecked)
        self.save_queue = self._small_button("list-plus", self.tr("Save queue as playlist"))
        self.save_queue.setToolTip(self.tr("Save queue as playlist"))
        self.save_queue.clicked.connect(self.save_queue_wanted)
        self.clear_queue = self._small_button("list-x", self.tr("Clear the queue"))
        self.clear_queue.setToolTip(self.tr("Clear the queue"))
        self.clear_queue.clicked.connect(self._playback.clear)
        for widget in (self.keep_going, self.save_queue, self.clear_queue):
            row.addWidget(widget)
        self._restore = QPushButton()
        self._restore.setObjectName("link")
        self._restore.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._restore.setCursor(Qt.CursorShape.PointingHandCursor)
        self._restore.clicked.connect(self._playback.restore_set_aside)
        column.addWidget(top)
        column.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
        self._pages = SongDrop()
        self._pages.addWidget(self._nothing())
        self._pages.addWidget(self.queue)
        self.add_queue(heading, self._pages)

    def _small_button(self, name: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, self._theme.soft, 16))
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(28, 28)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(words)
        return button

    def _nothing(self) -> QWidget:
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(0, 4, 0, 0)
        words = QLabel(self.tr("Nothing waits. Double-click a song, or press Recommend."))
        words.setObjectName("quiet")
        words.setWordWrap(True)
        column.addWidget(words)
        column.addStretch(1)
        return nothing

    def _on_queue_changed(self, queue: Queue) -> None:
        self.rows.show_queue(queue)
        self._pages.setCurrentIndex(1 if len(queue) else 0)
        for button in (self.save_queue, self.clear_queue):
            button.setVisible(len(queue) > 0)
        self.set_can_undo(self._playback.can_undo)
        aside = len(queue.set_aside)
        self._restore.setVisible(aside > 0)
        self._restore.setText(self.tr("Bring back {n} recommended").format(n=aside))

    def _on_mood_chosen(self, mood: Mood | None) -> None:
        self._recommending.choose(mood)

    def _on_novelty_changed(self, novelty: float) -> None:
        self._recommending.novelty = novelty
