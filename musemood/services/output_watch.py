"""Notices that the sound reaches no device any more: unplugged, switched off, taken away."""

from PySide6.QtCore import QObject, QTimer, Signal

from musemood.services.playback import Playback
from musemood.services.sound import Sound

_EVERY_MS = 1000
_SILENT_CHECKS = 2


class OutputWatch(QObject):
    """Looks each second whether the player's samples are taken by a device.

    A chosen device that is gone gives way to the system's choice and the music goes on; where
    that is deaf too, the music pauses, so that nothing is played to nobody.

    Signals: ``device_gone()``: the system's device is used instead; ``nothing_heard()``: paused.
    """

    device_gone = Signal()
    nothing_heard = Signal()

    def __init__(self, playback: Playback, sound: Sound, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._sound = sound
        self._silent_checks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.check)
        playback.playing_changed.connect(self._on_playing_changed)

    def check(self) -> None:
        """Look once."""
        self._silent_checks = 0 if self._playback.is_heard() else self._silent_checks + 1
        if self._silent_checks < _SILENT_CHECKS:
            return
        self._silent_checks = 0
        if self._sound.settings.device_id:
            self._sound.set_device("")
            self._playback.seek(self._playback.position_s())  # opens the device anew
            self.device_gone.emit()
        else:
            self._playback.pause()
            self.nothing_heard.emit()

    def _on_playing_changed(self, is_playing: bool) -> None:
        self._silent_checks = 0
        if is_playing:
            self._timer.start()
        else:
            self._timer.stop()
