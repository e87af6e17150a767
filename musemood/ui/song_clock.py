"""Where the playing song is: seconds, the mood strip, and its length, for a view to lay out."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel

from musemood.domain.duration import duration_text
from musemood.domain.mood import SegmentReading
from musemood.domain.track import Track
from musemood.services.playback import Playback
from musemood.ui.mood_strip import MoodStrip
from musemood.ui.theme import Theme

_TICK_MS = 40


class SongClock(QObject):
    """``elapsed``, ``strip`` and ``total``; they follow while it plays and the strip is seen."""

    def __init__(self, playback: Playback, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._duration_s = 0.0
        self._is_seen = False
        self.elapsed, self.total = QLabel(), QLabel()
        for label in (self.elapsed, self.total):
            label.setObjectName("status")
        self.strip = MoodStrip(theme)
        self.strip.installEventFilter(self)
        self.strip.seek_wanted.connect(playback.seek)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._show_position)
        playback.playing_changed.connect(self._run)
        playback.position_jumped.connect(self._show_position)

    def show_track(self, track: Track | None, segments: SegmentReading | None) -> None:
        """Another track, or news of this one."""
        self._duration_s = track.duration_s if track else 0.0
        self.strip.show_track(self._duration_s, segments)
        self.total.setText(duration_text(self._duration_s) if track else "")
        self._show_position()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nobody looks at a strip that is hidden, or whose window is."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._is_seen = event.type() == QEvent.Type.Show
            self._run()
        return False

    def _run(self) -> None:
        self._show_position()
        if self._is_seen and self._playback.is_playing:
            self._timer.start()
        else:
            self._timer.stop()

    def _show_position(self) -> None:
        is_known = self._duration_s > 0 or self._playback.is_playing
        position_s = self._playback.position_s() if is_known else 0.0
        self.elapsed.setText(duration_text(position_s) if is_known else "")
        self.strip.set_position(position_s)
