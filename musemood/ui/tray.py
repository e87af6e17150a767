"""The icon in the desktop's tray: transport in its menu, middle click, wheel."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from musemood.domain.track import Track
from musemood.services.playback import Playback
from musemood.ui.icons import app_icon

_WHEEL_STEP = 120
"""What Qt says for one notch."""
_VOLUME_STEP = 5


class Tray(QSystemTrayIcon):
    """Signals: ``window_wanted()`` to show it, ``toggle_wanted()`` to show or hide it,
    ``quit_wanted()``.
    """

    window_wanted = Signal()
    toggle_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, playback: Playback, parent: QObject | None = None) -> None:
        super().__init__(app_icon(), parent)
        self._playback = playback
        self._turned = 0
        self.menu = QMenu()
        self.playing = self._add("", self.window_wanted.emit)
        self.menu.addSeparator()
        self.play = self._add("", playback.toggle)
        self.previous = self._add("", playback.previous)
        self.next = self._add("", playback.next)
        self.menu.addSeparator()
        self._show = self._add("", self.window_wanted.emit)
        self._quit = self._add("", self.quit_wanted.emit)
        self.setContextMenu(self.menu)
        self.activated.connect(self._on_activated)
        playback.playing_changed.connect(self._show_state)
        playback.queue_changed.connect(self._show_state)
        self.show_track(None)
        self.show_words()

    def show_words(self) -> None:
        """The menu in the person's language; again when that changes."""
        self.previous.setText(self.tr("Previous"))
        self.next.setText(self.tr("Next"))
        self._show.setText(self.tr("Show MuseMood"))
        self._quit.setText(self.tr("Quit"))
        self._show_state()

    def show_track(self, track: Track | None) -> None:
        """What plays, in the menu and beside the icon."""
        title = track.title if track else self.tr("Nothing is playing")
        artist = track.tags.artist if track else ""
        line = f"{title}  ·  {artist}" if artist else title
        # An & would underline the letter after it.
        self.playing.setText(line.replace("&", "&&"))
        self.setToolTip(line if track else "MuseMood")

    def event(self, event: QEvent) -> bool:
        """The wheel turns the volume, where the tray passes it on."""
        if isinstance(event, QWheelEvent):
            self._turned += event.angleDelta().y()
            notches = int(self._turned / _WHEEL_STEP)
            self._turned -= notches * _WHEEL_STEP
            self._playback.set_volume(self._playback.volume + notches * _VOLUME_STEP)
            return True
        return super().event(event)

    def _add(self, text: str, triggered: object) -> QAction:
        action = QAction(text, self.menu)
        action.triggered.connect(triggered)
        self.menu.addAction(action)
        return action

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.MiddleClick:
            self._playback.toggle()
        elif reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle_wanted.emit()

    def _show_state(self) -> None:
        playback = self._playback
        self.play.setText(self.tr("Pause") if playback.is_playing else self.tr("Play"))
        self.next.setEnabled(len(playback.queue) > 0)
        self.previous.setEnabled(bool(playback.queue.played) or not playback.is_stopped)
